"""Rows of an export that are nobody's answers: tries of the form, unfinished ones, and those without any.

What a row says of itself stands in columns that tools add beside the answers, such as `Finished`. A column
counts as one of them only where it is not a question and every cell of it is a word that it may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cspi_build.panels.collectors.mapping import Column
from cspi_build.panels.collectors.texts import plain

__all__ = ["BLANK", "PREVIEW", "UNFINISHED", "LeftOut", "Marks", "marks_of"]

BLANK, PREVIEW, UNFINISHED = "no answer", "a preview or a test", "not finished"

_YES = frozenset({"true", "1", "yes", "vrai", "wahr", "verdadero", "oui", "ja", "はい"})

_NO = frozenset({"false", "0", "no", "faux", "falsch", "falso", "non", "nein", "いいえ"})

_STATUS = {
    **dict.fromkeys(("ip address", "0", "imported", "4", "spam", "8", "12", "16", "offline response"), ""),
    **dict.fromkeys(("survey preview", "1", "survey test", "2", "9", "10", "17", "18"), PREVIEW),
    **dict.fromkeys(("offline survey preview", "spam survey preview"), PREVIEW),
}
"""Where Qualtrics has answers from, as words and as numbers."""

_CHANNEL = {
    **dict.fromkeys(("anonymous", "email", "gl", "qr", "social", "sms", "panel", "personal", "url"), ""),
    **dict.fromkeys(("preview", "test"), PREVIEW),
}

_STATE = {
    **dict.fromkeys(("completed", "complete", "finished", "disqualified"), ""),
    **dict.fromkeys(("started", "partial", "partially completed", "incomplete", "in progress"), UNFINISHED),
}
"""How far a response of Typeform, SurveyMonkey or Alchemer came."""

_SAID: Mapping[str, Mapping[str, str]] = {
    "finished": dict.fromkeys(_YES, "") | dict.fromkeys(_NO, UNFINISHED),
    "status": _STATUS | _STATE,
    "response type": _STATUS | _STATE,
    "response status": _STATE,
    "distribution channel": _CHANNEL,
    "distributionchannel": _CHANNEL,
}

_ENDS = frozenset({"submitdate", "date submitted"})
"""LimeSurvey has these without a time until a form is sent off."""

_CODE = re.compile(r"^\w+\.\s+")


@dataclass(frozen=True)
class LeftOut:
    """A row that is left out: its number in the file, why, and where it says so."""

    row: int
    reason: str
    said: str = ""


@dataclass(frozen=True)
class Marks:
    """The columns in which rows say what they are, each with what its cells mean."""

    columns: tuple[tuple[Column, Mapping[str, str]], ...]

    def of(self, number: int, cells: Sequence[str]) -> LeftOut | None:
        """Why a row is nobody's answers; None where it is somebody's."""
        for column, meanings in self.columns:
            reason = meanings.get(plain(cells[column.at]), "")
            if reason:
                return LeftOut(number, reason, f"{column.text}: {cells[column.at] or '(empty)'}")
        return None


def marks_of(columns: Sequence[Column], rows: Sequence[Sequence[str]], names: Sequence[str]) -> Marks:
    """Find the columns that say what a row is. `names`: what the columns are called besides their texts."""
    return Marks(tuple(_marks(columns, rows, names)))


def _marks(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], names: Sequence[str]
) -> Iterator[tuple[Column, Mapping[str, str]]]:
    for column, name in zip(columns, names, strict=True):
        called = {plain(column.text), plain(_CODE.sub("", column.text)), plain(name)}
        cells = {plain(row[column.at]) for row in rows if any(row)}
        if called & _ENDS and "" in cells and len(cells) > 1:
            yield column, {"": UNFINISHED}
        known = next((_SAID[one] for one in sorted(called & _SAID.keys())), None)
        if known is not None and not column.question and cells - {""} <= known.keys():
            yield column, known
