"""Which column of a table holds what: tables of our own, and those that collecting tools give back.

Our exports (build.py export) keep the ids of questions, and tools add to them:

    screen-team/q15          the group before the name: ODK Central `-`, KoboToolbox `/` (or `.`, `:`)
    q16/expansion            1 or 0 for each choice of several, beside or in place of `q16`
    q9-state, q9_state       why there is no number
    q16_other, q16-Comment   words beside an answer: left out
    _uuid, KEY, start …      what the tool notes of a submission: left out, but for the time that it came in
    (no name)                empty columns at the end
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cspi_build.diagnostics import did_you_mean
from cspi_build.panels.reading.files import stamp
from cspi_core.errors import shown
from cspi_core.model.survey import MULTIPLE, NUMBER, Survey

__all__ = ["CREATED", "Layout", "layout_of"]

CREATED = "created"
LEFT_OUT = "label"
NONE = "_none"
_TIMES = ("submissiondate", "_submission_time", "happenedat", "happendat", "createdat", "completedat", "end")
_NOTED = frozenset(
    re.split(
        " ",
        "start end today deviceid username simserial subscriberid phonenumber email audit caseid duration "
        "key parent_key instanceid instancename submissiondate submitterid submittername attachmentspresent "
        "attachmentsexpected status reviewstate edits formversion formdef_version review_status "
        "review_quality review_comments review_corrections starttime endtime comments id happenedat "
        "happendat createdat completedat locale timespent pageno enumerator devicephonenum",
    )
)
LONGEST_NAME = 200
"""Characters of a column's name, groups before it included; a longer one is nobody's question."""

_CUT = re.compile(r"[/.:-]")
_ENDS = re.compile(r"(.+)[-_](?:other|comment|evidence|other_text|othertext)", re.IGNORECASE)
_CHOSEN = frozenset({"1", "1.0", "true", "yes"})
_NOT_CHOSEN = frozenset({"", "0", "0.0", "false", "no", "n/a"})


@dataclass
class Layout:
    """The columns of a table by what they hold, and what is wrong with its head."""

    width: int
    answers: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    parts: dict[str, dict[str, int]] = field(default_factory=dict)  # by question and option
    created: int | None = None
    submitted: int | None = None  # a time that a tool noted
    unnamed: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def wrong(self, row: Sequence[str]) -> list[str]:
        """What contradicts itself in a row, or stands where no column has a name."""
        found = [
            f"“{row[at][:40]}” stands in a column without a name." for at in self.unnamed if row[at].strip()
        ]
        for id_, at in self.states.items():
            if row[at].strip() and id_ in self.answers and row[self.answers[id_]].strip():
                found.append(f"{id_} has both a number and a reason for none (“{row[at][:40]}”).")
        for id_, parts in self.parts.items():
            found += self._wrong_parts(id_, parts, row)
        return found

    def _wrong_parts(self, id_: str, parts: Mapping[str, int], row: Sequence[str]) -> Iterator[str]:
        for option, at in parts.items():
            if row[at].strip().lower() not in _CHOSEN | _NOT_CHOSEN:
                yield f"“{row[at][:40]}” in `{id_}/{option}` is neither 1 nor 0."
        own = _words(row[self.answers[id_]]) if id_ in self.answers else set()
        chosen = {option for option, at in parts.items() if row[at].strip().lower() in _CHOSEN}
        if own & parts.keys() and own & parts.keys() != chosen:
            yield f"`{id_}` and the columns of its choices say different things."

    def columns(self, rows: Sequence[Sequence[str]]) -> dict[str, Sequence[str]]:
        """The texts of the rows by question, and under `created` the times."""
        cells: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [()] * self.width
        found = {id_: cells[at] for id_, at in self.answers.items()}
        for id_, at in self.states.items():
            found[id_] = _first(cells[at], found.get(id_))
        for id_, parts in self.parts.items():
            split = [_joined(parts, row) for row in rows]
            found[id_] = _first(found[id_], split) if id_ in found else split
        if self.created is not None:
            found[CREATED] = cells[self.created]
        elif self.submitted is not None:
            found[CREATED] = [text if _is_time(text) else "" for text in cells[self.submitted]]
        return found


def _first(texts: Sequence[str], others: Sequence[str] | None) -> Sequence[str]:
    """Of each pair of texts the first that says something."""
    if others is None:
        return texts
    return [text if text.strip() else other for text, other in zip(texts, others, strict=True)]


def _joined(parts: Mapping[str, int], row: Sequence[str]) -> str:
    return ";".join(option for option, at in parts.items() if row[at].strip().lower() in _CHOSEN)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]+", text))


def _is_time(text: str) -> bool:
    try:
        stamp(text.strip())
    except ValueError:
        return False
    return True


def layout_of(head: Sequence[str], survey: Survey) -> Layout:
    """What each column of a head holds."""
    layout = Layout(len(head))
    for at, name in enumerate(head):
        if not name:
            layout.unnamed.append(at)
        elif not _is_left_out(name) and (len(name) > LONGEST_NAME or not _place(layout, at, name, survey)):
            layout.problems.append(_unknown(name, survey))
    layout.submitted = _time_column(head)
    return layout


def _place(layout: Layout, at: int, name: str, survey: Survey) -> bool:
    """Put a column in its place; whether it has one."""
    if name.lower() == CREATED:
        return _put(layout, "created", at, name)
    for ending in _endings(_in_case(name, survey)):
        if ending in survey.question_by_id:
            return _put_in(layout, layout.answers, ending, at, name)
        id_ = ending[:-6] if ending.endswith(("-state", "_state")) else ""
        if id_ in survey.question_by_id and survey.question_by_id[id_].kind == NUMBER:
            return _put_in(layout, layout.states, id_, at, name)
        part = _part(ending, survey)
        if part:
            return _put_in(layout, layout.parts.setdefault(part[0], {}), part[1], at, name)
        other = _ENDS.fullmatch(ending)
        if other and other[1] in survey.question_by_id:
            return True
    return _is_noted(name)


def _put(layout: Layout, what: str, at: int, name: str) -> bool:
    if getattr(layout, what) is not None:
        layout.problems.append(f"the column `{name}` stands there twice.")
    setattr(layout, what, at)
    return True


def _put_in(layout: Layout, columns: dict[str, int], key: str, at: int, name: str) -> bool:
    if key in columns:
        layout.problems.append(f"the column `{name}` stands there twice.")
    columns[key] = at
    return True


def _in_case(name: str, survey: Survey) -> str:
    """The name in small letters, where no question has a capital one: spreadsheets begin cells with one."""
    return name.lower() if all(id_ == id_.lower() for id_ in survey.question_by_id) else name


def _endings(name: str) -> Iterator[str]:
    """The name, then without each of the groups that may stand before it."""
    yield name
    yield from (name[found.end() :] for found in _CUT.finditer(name))


def _part(name: str, survey: Survey) -> tuple[str, str] | None:
    """The question and the option of a column for one choice of several."""
    for found in re.finditer(r"[/.: _-]", name):
        question = survey.question_by_id.get(name[: found.start()])
        if question is not None and question.kind == MULTIPLE:
            option = name[found.end() :]
            known = {*(one.id for one in question.options), "_unknown", "_not_applicable", NONE}
            if option in known:
                return question.id, option
    return None


def _is_noted(name: str) -> bool:
    """Whether a tool writes this column beside the answers."""
    last = re.split(r"[/.:]", name)[-1].lower()
    in_meta = name.lower().startswith(("meta/", "meta-", "meta.", "meta:", "formhub/"))
    return name.startswith("_") or in_meta or last in _NOTED


def _time_column(head: Iterable[str]) -> int | None:
    names = [name.lower() for name in head]
    return next((names.index(time) for time in _TIMES if time in names), None)


def _unknown(name: str, survey: Survey) -> str:
    name = shown(name)
    hint = did_you_mean(name, [*survey.question_by_id, CREATED, LEFT_OUT])
    advice = f"; {hint}" if hint else "."
    return f"`{name}` is no question of {survey.id}{advice} A `#` before its name leaves a column out."


def _is_left_out(name: str) -> bool:
    return name == LEFT_OUT or name.startswith("#")
