"""Tables of texts and numbers, for a CSV file and a sheet alike; and the tables of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.answers import ANSWERED, NOTHING, STATES, visible
from ..model.survey import Question
from ..report import Report, answer_counts
from ..rounding import Scale, rounded
from ..scoring.scores import AxisScore, ItemScore
from ..stats.share import Share
from ..text.answers import answer_texts
from ..text.messages import Wording, wording
from .csv import csv_file, csv_text

if TYPE_CHECKING:
    from ..views.shapes.exports import TableView
    from ..views.shapes.plan import PlanView
    from ..views.shapes.report import ReportView

Cell = str | float | None
"""A text, a number as a number, or nothing."""


@dataclass(frozen=True)
class Column:
    """A column: its name in files (the same in every language), its heading, and its width in characters."""

    name: str
    title: str
    width: int


@dataclass(frozen=True)
class Table:
    """A table: its name in files, its title, and its rows, each as long as there are columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_dict(self) -> TableView:
        """The table as JSON-able data."""
        return {
            "name": self.name,
            "title": self.title,
            "columns": [
                {"name": column.name, "title": column.title, "width": column.width} for column in self.columns
            ],
            "rows": [list(row) for row in self.rows],
        }

    def to_csv(self) -> str:
        """The table as CSV under its columns' names; no cell of it runs as a formula."""
        return csv_file(csv_text([column.name for column in self.columns], self.rows))


COLUMNS = {
    "summary": {"what": 28, "value": 80},
    "axes": {
        "axis": 14,
        "name": 22,
        "score": 8,
        "low": 8,
        "high": 8,
        "level": 20,
        "weight": 8,
        "coverage": 10,
    }
    | dict.fromkeys(STATES, 12),
    "questions": {"number": 6, "question": 8, "group": 14, "group_name": 22, "prompt": 60, "state": 14}
    | {"answer": 50, "choice": 24, "score": 8, "low": 8, "high": 8, "weight": 8, "note": 50},
    "steps": {"wave": 6, "number": 6, "question": 8, "option": 18, "step": 60, "axis": 14, "axis_name": 22}
    | {
        "effort": 12,
        "gain": 8,
        "index_before": 10,
        "index_after": 10,
        "why": 60,
        "why_now": 50,
        "counts": 18,
    },
    "plan": {"number": 6, "question": 8, "option": 18, "step": 60, "axis": 14, "axis_name": 22}
    | {"effort": 12, "state": 12, "owner": 18, "due": 12, "evidence": 40, "link": 30, "reason": 40},
    "standings": {
        "number": 6,
        "question": 8,
        "metric": 24,
        "title": 40,
        "you": 30,
        "share": 8,
        "share_low": 8,
    }
    | {"share_high": 8, "interval_low": 8, "interval_high": 8, "n": 8, "said": 70, "study": 30, "segment": 22}
    | {"match": 22, "caution": 50},
    "provenance": {"said": 90},
}
"""The columns of each table, with their widths in characters."""

Rows = Iterator[tuple[Cell, ...]]


def report_tables(
    report: Report, view: ReportView, advice: PlanView, notes: Mapping[str, str]
) -> tuple[Table, ...]:
    """The tables of a report, in the language of its ``view`` and ``advice``; ``notes`` by question id."""
    words = wording(view["locale"])
    text = report.survey.text[view["locale"]]
    rows = {
        "summary": _summary(report, view, words),
        "axes": _axes(report, text, words),
        "questions": _questions(report, text, words, notes),
        "steps": _steps(report, advice),
        "plan": _plan(advice),
        "standings": _standings(report, view),
        "provenance": ((said,) for said in (*view["remarks"], *view["provenance"])),
    }
    return tuple(_table(name, tuple(found), words) for name, found in rows.items())


def _table(name: str, rows: tuple[tuple[Cell, ...], ...], words: Wording) -> Table:
    columns = [
        Column(column, words.say(f"column.{column}"), width) for column, width in COLUMNS[name].items()
    ]
    return Table(name, words.say(f"sheet.{name}"), tuple(columns), rows)


def _summary(report: Report, view: ReportView, words: Wording) -> Rows:
    """Yield the rows of the summary table."""
    head = view["headline"]
    spread = report.sensitivity or (None, None)
    found: dict[str, Cell] = {
        "survey": view["title"],
        "label": view["label"],
        "date": view["date"],
        "index": report.survey.scale.shown(report.index.score),
        "level": head["level"],
        "level_span": head["level_span"],
        "gate": head["gate"],
        "second_look": head["second_look"],
        "low": None if head["value"] is None else report.survey.scale.shown(report.index.low),
        "high": None if head["value"] is None else report.survey.scale.shown(report.index.high),
        "weights_low": report.survey.scale.shown(spread[0]),
        "weights_high": report.survey.scale.shown(spread[1]),
        "said": head["say"],
        "none": head["none"] if report.survey.axes else None,
        "answered": head["coverage"] or "".join(head["meta"][:1]),
    }
    for name, value in found.items():
        if value not in (None, ""):
            yield words.say(f"summary.{name}"), value


def _axes(report: Report, text: Mapping[str, Any], words: Wording) -> Rows:
    """The index, then the axes."""
    index = report.index
    if not index.axes:
        return
    items = [item for axis in index.axes for item in axis.items]
    counts = tuple(answer_counts(items).values())
    level = _name(report.index_level, text)
    shown = report.survey.scale.shown
    ends = shown(index.low), shown(index.high)
    whole = ("", words.say("table.index"), shown(index.score), *ends, level, None)
    yield *whole, rounded(index.coverage, 4), *counts
    for _, group in report.groups:
        yield _axis(report, group, text["groups"][group.axis.id]["name"], text)
    for axis in index.axes:
        yield _axis(report, axis, text["axes"][axis.axis.id]["name"], text)


def _axis(report: Report, axis: AxisScore, name: str, text: Mapping[str, Any]) -> tuple[Cell, ...]:
    shown = report.survey.scale.shown
    return (
        axis.axis.id,
        name,
        shown(axis.score),
        shown(axis.low),
        shown(axis.high),
        _name(report.level(axis.score), text),
        axis.axis.weight,
        rounded(axis.coverage, 4),
        *answer_counts(axis.items).values(),
    )


def _name(level: str | None, text: Mapping[str, Any]) -> str | None:
    return text["levels"][level]["name"] if level else None


def _questions(report: Report, text: Mapping[str, Any], words: Wording, notes: Mapping[str, str]) -> Rows:
    """Every question that is asked, scored or not."""
    items = {item.question.id: item for axis in report.index.axes for item in axis.items}
    for question in visible(report.survey, report.answers):
        answer = report.answers.get(question.id, NOTHING)
        prose = text["questions"][question.id]
        given = answer.state == ANSWERED
        yield (
            question.number,
            question.id,
            question.axis or question.theme,
            _group(question, text),
            prose["prompt"],
            words.say(f"state.{answer.state}"),
            words.say("list.comma").join(answer_texts(prose, answer, words)) if given else None,
            answer.number if answer.number is not None else ";".join(answer.choices) or None,
            *_points(items.get(question.id), report.survey.scale),
            notes.get(question.id) or None,
        )


def _group(question: Question, text: Mapping[str, Any]) -> str | None:
    if question.axis:
        return str(text["axes"][question.axis]["name"])
    return str(text["themes"][question.theme]["name"]) if question.theme else None


def _points(item: ItemScore | None, scale: Scale) -> tuple[Cell, Cell, Cell, Cell]:
    """Score, lowest, highest and weight of a scored item; nothing where it does not count."""
    if item is None:
        return None, None, None, None
    ends = (100 * item.low, 100 * item.high) if item.applies else (None, None)
    score = None if item.value is None else 100 * item.value
    return scale.shown(score), scale.shown(ends[0]), scale.shown(ends[1]), item.question.weight


def _steps(report: Report, advice: PlanView) -> Rows:
    """The steps of every wave; a gain is in points of the index, or of the axis where there is no index."""
    phases = report.guidance.phases
    for number, (phase, shown) in enumerate(zip(phases, advice["waves"], strict=True), 1):
        for step in shown["steps"]:
            yield (
                number,
                step["number"],
                step["question"],
                step["option"],
                step["title"],
                step["axis_id"],
                step["axis"],
                step["effort"] or None,
                step["gain_value"],
                report.survey.scale.shown(phase.before.score),
                report.survey.scale.shown(phase.after.score),
                step["about"] or None,
                step["why_now"] or None,
                step["counts"] or None,
            )


def _plan(advice: PlanView) -> Rows:
    """The steps of the plan that is kept."""
    names = ("number", "question", "option", "title", "axis_id", "axis", "effort", "state")
    tracked = ("owner", "due", "note", "link", "reason")
    steps: Iterable[Mapping[str, Any]] = advice["plan"]["steps"] if advice["plan"] else ()
    for step in steps:
        yield tuple(step[name] or None for name in (*names, *tracked))


def _standings(report: Report, view: ReportView) -> Rows:
    """Every answer that was held against a published figure."""
    for standing, shown in zip(report.standings, view["standings"], strict=True):
        study, *rest = shown["source"]
        yield (
            shown["number"],
            shown["question"],
            shown["metric"],
            shown["title"],
            shown["you"],
            *_share(standing.share_here),
            shown["n"],
            " ".join(shown["say"]),
            study,
            rest[0] if rest else None,
            shown["match"],
            " ".join(shown["cautions"]) or None,
        )


def _share(share: Share | None) -> tuple[Cell, ...]:
    """The share that gave the same answer: itself where it is known, where it lies, and what n allows."""
    if share is None:
        return (None,) * 5
    exact = rounded(share.known[0]) if share.exact else None
    allowed = share.allowed or (None, None)
    return exact, *(rounded(end) for end in (*share.known, *allowed))
