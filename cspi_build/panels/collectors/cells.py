"""What a cell says: the answer as `panel` reads it, or nothing where the survey does not know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cspi_build.panels.collectors.texts import NONE, STATES, Texts, plain
from cspi_core.loading.numerals import read_numeral
from cspi_core.model.survey import MULTIPLE, NUMBER, Question

__all__ = ["UNREAD", "chosen_parts", "is_chosen", "read_cell"]

UNREAD = None
"""A cell that was not understood."""

_JOINTS = (";", ",", "|", "\n", " ", "、", "،")

_NOT_CHOSEN = frozenset(
    {"", "0", "0.0", "false", "no", "n", "non", "nein", "n/a", "unchecked", "not selected"}
)

_CHOSEN = frozenset({"1", "1.0", "true", "yes", "y", "oui", "ja", "x", "checked", "selected"})


def read_cell(text: str, question: Question, texts: Texts, told: Mapping[str, str]) -> str | None:
    """A cell of a question. `told`: answers by text, from a mapping file."""
    if not text.strip():
        return ""
    if text in told:
        return told[text]
    known = texts.options(question)
    whole = known.get(plain(text))
    if whole is not None:
        return whole
    if question.kind == NUMBER:
        return _number(text, texts.units(question))
    return _several(text, known) if question.kind == MULTIPLE else UNREAD


def _number(text: str, units: Iterable[str]) -> str | None:
    found = read_numeral(text.strip(), (*units, "%"))
    return UNREAD if found.number is None else str(found.number)


def _several(text: str, known: Mapping[str, str]) -> str | None:
    """A list of options, whatever is between them; an option may have such a sign in it."""
    chosen = _split(text.strip().strip(";,|"), known)
    if chosen is None:
        return UNREAD
    alone = [one for one in chosen if one in (NONE, *STATES.values())]
    if alone:
        return alone[0] if len(set(chosen)) == 1 else UNREAD
    return ";".join(dict.fromkeys(chosen))


def _split(text: str, known: Mapping[str, str]) -> list[str] | None:
    """The answers of which a text consists, the longest first where two would fit; None where it does not."""
    whole = known.get(plain(text))
    if whole is not None:
        return [whole]
    ends = [at for at, sign in enumerate(text) if sign in _JOINTS]
    for end in reversed(ends):
        first = known.get(plain(text[:end]))
        if first is not None and text[:end].strip():
            rest = text[end + 1 :].strip().lstrip("".join(_JOINTS))
            others = _split(rest, known) if rest else []
            if others is not None:
                return [first, *others]
    return None


def is_chosen(text: str, label: str, question: Question, option: str, texts: Texts) -> bool | None:
    """Whether a column for one option is chosen: by 1, yes or the option's own text; None if unclear."""
    value = plain(text)
    if value in _NOT_CHOSEN:
        return False
    if value in _CHOSEN or value == plain(label):
        return True
    return True if texts.options(question).get(value) == option else UNREAD


def chosen_parts(parts: Mapping[str, bool | None]) -> str:
    """A choice of several from the columns of its options, in all of which nothing may be chosen."""
    chosen = [option for option, said in parts.items() if said]
    alone = [one for one in chosen if one in (NONE, *STATES.values())]
    return alone[0] if alone and len(chosen) == 1 else ";".join(one for one in chosen if one not in alone)
