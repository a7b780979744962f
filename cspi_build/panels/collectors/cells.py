"""What a cell says: the answer as `panel` reads it, or nothing where the survey does not know it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cspi_build.panels.collectors.texts import NONE, STATES, Texts, plain
from cspi_core.loading.numerals import read_numeral
from cspi_core.model.survey import MULTIPLE, NUMBER, Question

__all__ = ["PART_WORDS", "UNREAD", "Cell", "Part", "chosen_parts", "read_cell", "read_parts"]

UNREAD = None
"""A cell that was not understood."""

PART_WORDS = ("yes", "no")
"""What a mapping file may say of a cell in a column for one option: chosen or not."""

_JOINTS = (";", ",", "|", "\n", " ", "、", "،")

_PART = re.compile(r"[^;,|\n、،]*[;,|\n、،]*\s*", re.DOTALL)
"""A part of a list with the signs after it. A space alone parts nothing that is not known."""

_NOT_CHOSEN = frozenset(
    {"", "0", "0.0", "false", "no", "n", "non", "nein", "n/a", "unchecked", "not selected"}
)

_CHOSEN = frozenset({"1", "1.0", "true", "yes", "y", "oui", "ja", "x", "checked", "selected"})


@dataclass(frozen=True)
class Cell:
    """The answer in a cell, empty where there is none; and the parts of its text that were not understood."""

    answer: str
    unread: tuple[str, ...] = ()


def read_cell(text: str, question: Question, texts: Texts, told: Mapping[str, str]) -> Cell:
    """A cell of a question. `told`: answers by text, from a mapping file."""
    if not text.strip():
        return Cell("")
    if text in told:
        is_of_parts = told[text] in PART_WORDS and told[text] not in question.option_by_id
        return Cell("", (text,)) if is_of_parts else Cell(told[text])
    known = texts.options(question)
    whole = known.get(plain(text))
    if whole is not None:
        return Cell(whole)
    if question.kind == NUMBER:
        return _number(text, texts.units(question))
    if question.kind != MULTIPLE:
        return Cell("", (text,))
    words = {plain(word): said for word, said in told.items() if said not in PART_WORDS}
    return _several(text, {**known, **words})


def _number(text: str, units: Iterable[str]) -> Cell:
    found = read_numeral(text.strip(), (*units, "%"))
    return Cell("", (text,)) if found.number is None else Cell(str(found.number))


def _several(text: str, known: Mapping[str, str]) -> Cell:
    """A list of options, whatever is between them; an option may have such a sign in it."""
    bare = text.strip().strip(";,|")
    said = _split(bare, known)
    if said is None:
        return Cell("", tuple(_unknown_parts(bare, known)) or (text,))
    chosen = [one for part in said for one in _ids(part)]
    alone = [one for one in chosen if one in (NONE, *STATES.values())]
    if alone:
        return Cell(alone[0]) if len(set(chosen)) == 1 else Cell("", (text,))
    return Cell(";".join(dict.fromkeys(chosen)))


def _ids(said: str) -> list[str]:
    """What a part stands for; a mapping file may say nothing, or several options."""
    return [said] if said == NONE else [one for one in said.split(";") if one]


def _split(text: str, known: Mapping[str, str]) -> list[str] | None:
    """The answers of which a text consists, the longest first where two would fit; None where it does not."""
    for first, rest in _firsts(text, known):
        others = _split(rest, known) if rest else []
        if others is not None:
            return [first, *others]
    return None


def _firsts(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The answers with which a text begins, the longest first, each with what comes after it."""
    ends = [at for at, sign in enumerate(text) if sign in _JOINTS]
    for end in (len(text), *reversed(ends)):
        first = known.get(plain(text[:end]))
        if first is not None and text[:end].strip():
            yield first, text[end + 1 :].strip().lstrip("".join(_JOINTS))


def _unknown_parts(text: str, known: Mapping[str, str]) -> list[str]:
    """The parts of a list that are no answers, each as it stands between two that are."""
    parts: list[str] = []
    begun = ""
    while text:
        first = next(_firsts(text, known), None)
        if first is not None:
            parts, begun, text = [*parts, begun], "", first[1]
            continue
        found = _PART.match(text)
        assert found is not None  # noqa: S101 - any text begins with a part
        begun, text = begun + found[0], text[found.end() :]
    return [part for part in (one.strip().strip(";,|、،").strip() for one in (*parts, begun)) if part]


@dataclass(frozen=True)
class Part:
    """A cell of a column for one option: the option's id, what the head calls it, and what the cell says."""

    option: str
    label: str
    text: str


def read_parts(
    parts: Sequence[Part], question: Question, texts: Texts, told: Mapping[str, str]
) -> list[tuple[str, ...] | None]:
    """The answers that each cell of a row chooses; None for one that was not understood.

    Where every cell that says something says its own option, the options are what is chosen: only so can one
    called “No” be told from a column in which “no” is the opposite of “yes”.
    """
    known = texts.options(question)
    others = [part for part in parts if part.text.strip() and part.text not in told]
    are_named = all(_names_itself(part, known) for part in others)
    own = {part.option for part in others} if are_named else set()
    return [
        _told_part(told[part.text], part.option, question)
        if part.text in told
        else ((part.option,) if part.option in own else _part(part, known))
        for part in parts
    ]


def _names_itself(part: Part, known: Mapping[str, str]) -> bool:
    value = plain(part.text)
    return value == plain(part.label) or known.get(value) == part.option


def _part(part: Part, known: Mapping[str, str]) -> tuple[str, ...] | None:
    value = plain(part.text)
    if value in _NOT_CHOSEN:
        return ()
    return (part.option,) if value in _CHOSEN or _names_itself(part, known) else UNREAD


def _told_part(said: str, option: str, question: Question) -> tuple[str, ...]:
    if said in PART_WORDS and said not in question.option_by_id:
        return (option,) if said == "yes" else ()
    if said in ("", NONE):
        return (said,) if said else ()
    return tuple(said.split(";"))


def chosen_parts(parts: Iterable[tuple[str, ...] | None]) -> str:
    """A choice of several from the columns of its options, in all of which nothing may be chosen. Where one
    was not understood, the choice is not known."""
    found = list(parts)
    if UNREAD in found:
        return ""
    chosen = list(dict.fromkeys(option for part in found for option in part or ()))
    alone = [one for one in chosen if one in (NONE, *STATES.values())]
    return alone[0] if alone and len(chosen) == 1 else ";".join(one for one in chosen if one not in alone)
