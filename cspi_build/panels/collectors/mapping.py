"""Which column holds what: found by the texts of the survey, or said in a file that one may edit.

A column is a question, an option of one (`q16/expansion`), the time (`created`), or left out (`-`). What is
near to a text but not the same is taken only where nothing else is near, and reported; what is not found is
left out, and reported as well.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, count, takewhile

from cspi_build.panels.collectors.heads import Head, Label
from cspi_build.panels.collectors.texts import Texts, plain
from cspi_core.model.survey import MULTIPLE, Question

__all__ = ["CREATED", "OUT", "Column", "column_names", "find_columns"]

CREATED, OUT = "created", "-"

_NEAR = 0.88

_TIMES = (
    "timestamp",
    "completion time",
    "submit date (utc)",
    "submit date",
    "submitdate",
    "date submitted",
    "end date",
    "enddate",
    "recorded date",
    "recordeddate",
    "_submission_time",
    "submission time",
    "zeitstempel",
    "horodateur",
    "タイムスタンプ",
    "طابع زمني",
)

_CODE = re.compile(r"^\w+\.\s+")

_CHOICE_TEXTS = ("selected choice", "selected choices")


@dataclass(frozen=True)
class Column:
    """What a column is taken for. `near`: it was not the same text; `question` and `option` are ids."""

    at: int
    text: str
    question: str = ""
    option: str = ""
    near: bool = False

    @property
    def target(self) -> str:
        """The column as the mapping file says it."""
        if not self.question:
            return OUT
        return f"{self.question}/{self.option}" if self.option else self.question


def column_names(texts: Sequence[str]) -> list[str]:
    """What a mapping file calls columns: by their text, with `#2` and so on where it is repeated."""
    names: dict[str, None] = {}
    for text in texts:
        numbered = (f"{text} #{number}" for number in count(2))
        names[next(name for name in chain([text], numbered) if name not in names)] = None
    return list(names)


def find_columns(head: Head, texts: Texts, told: Mapping[str, str]) -> list[Column]:
    """What each column holds. `told`: by the name of the column, from a mapping file, before all else."""
    found: list[Column] = []
    names = column_names([label.text for label in head.labels])
    for at, (label, name) in enumerate(zip(head.labels, names, strict=True)):
        if name in told:
            question, _, option = told[name].partition("/")
            found.append(Column(at, label.text, "" if question == OUT else question, option))
        else:
            found.append(_found(at, head.labels, texts, found))
    return _with_time(found, {at for at, name in enumerate(names) if name in told})


def _found(at: int, labels: Sequence[Label], texts: Texts, before: Sequence[Column]) -> Column:
    label = labels[at]
    for question, option in label.readings:
        column = _exactly(at, label, question, option, texts)
        if column is not None:
            return column
    return _choice_after(at, labels, texts, before) or _nearly(at, label, texts)


def _exactly(at: int, label: Label, question: str, option: str, texts: Texts) -> Column | None:
    ids = texts.questions.get(plain(question), ())
    if len(ids) != 1:
        return None
    known = texts.survey.question_by_id[ids[0]]
    if not option or plain(option) in _CHOICE_TEXTS:
        return Column(at, label.text, known.id)
    chosen = texts.options(known).get(plain(option)) if known.kind == MULTIPLE else None
    return Column(at, label.text, known.id, chosen) if chosen else None


def _choice_after(at: int, labels: Sequence[Label], texts: Texts, before: Sequence[Column]) -> Column | None:
    """A column named by an option alone: of the question before it, else of the one that most of the columns
    from here on are options of."""
    wanted = plain(labels[at].text)
    several = [one for one in texts.survey.questions if one.kind == MULTIPLE]
    having = [one for one in several if wanted in texts.options(one)]
    last, used = (before[-1].question if before else ""), {one.target for one in before}
    own = [one for one in having if one.id == last and f"{last}/{texts.options(one)[wanted]}" not in used]
    own = own or _longest(at, labels, texts, [one for one in having if one.id != last])
    if len(own) != 1:
        return None
    return Column(at, labels[at].text, own[0].id, texts.options(own[0])[wanted])


def _longest(at: int, labels: Sequence[Label], texts: Texts, having: Sequence[Question]) -> list[Question]:
    """The questions whose options the most columns in a row name."""

    def run(question: Question) -> int:
        known = texts.options(question)
        return sum(1 for _ in takewhile(lambda one: plain(one.text) in known, labels[at:]))

    most = max(map(run, having), default=0)
    return [one for one in having if run(one) == most]


def _nearly(at: int, label: Label, texts: Texts) -> Column:
    if any(plain(question) in texts.questions for question, _ in label.readings):
        return Column(at, label.text)  # of a question that is known, something else: words beside an answer
    known = list(texts.questions)
    near = difflib.get_close_matches(plain(label.text), known, n=2, cutoff=_NEAR)
    ids = {texts.questions[one] for one in near}
    if len(ids) == 1 and len(only := ids.pop()) == 1 and len(plain(label.text)) > 12:
        return Column(at, label.text, only[0], near=True)
    return Column(at, label.text)


def _with_time(columns: list[Column], told: Set[int]) -> list[Column]:
    """The columns, with the first that is called like a time taken for it, unless it is among `told`."""
    if any(one.question == CREATED for one in columns):
        return columns
    for name in _TIMES:
        for at, one in enumerate(columns):
            if at not in told and not one.question and plain(_CODE.sub("", one.text)) == name:
                columns[at] = Column(one.at, one.text, CREATED)
                return columns
    return columns
