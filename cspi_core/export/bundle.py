"""Export a report as Markdown, CSV, JSON, workbook tables, charts or a slide.

``cspi-export/1`` (the JSON) contains the report (``cspi-report/1``), the advice as text and the
respondent's input: enough to score it again or to process it with other tools. Texts are in one language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..advice.plan import Plan, plain_plan
from ..charts.radar import charts
from ..errors import InputError, Problem, shown
from ..loading.answers import plain_answers
from ..loading.times import day_of, is_after
from ..model.survey import Survey
from ..report import Report
from ..results.changes import changes
from ..results.collection import scores_only
from ..results.result_file import read_result
from ..text.file_names import file_name
from ..text.messages import wording
from ..views.comparisons.changes import changes_view
from ..views.plan.plan import plan
from ..views.report.report import view
from .board import board
from .calendar import calendar
from .deck import deck
from .markdown import report_markdown
from .slide import slide
from .tables import Table, report_tables
from .tasks import Task, tasks, tasks_csv, tasks_markdown
from .trackers import TRACKERS

if TYPE_CHECKING:
    from ..views.shapes.board import BoardView, SlideView
    from ..views.shapes.drawing import ChartOption
    from ..views.shapes.plan import PlanView
    from ..views.shapes.report import ReportView
    from ..views.shapes.timeline import ChangesView

FORMAT = "cspi-export/1"

TEXTS = {"markdown": "md", "json": "json", "csv": "csv"}
"""The formats that are a text of their own, and how the names of such files end."""

PLANS = {"tasks": "csv", "checklist": "md", "ics": "ics", **dict.fromkeys(TRACKERS, "csv")}
"""The formats of the plan alone, and how the names of such files end."""

FIRST_TABLE = "questions"

SAID = ("level", "level_span", "say", "gate", "second_look", "coverage", "bounds", "sensitivity", "none")
"""What of the headline stands in the JSON, as sentences."""


@dataclass(frozen=True)
class Earlier:
    """An earlier result of the same survey, for a change over time: its report and its time (ISO 8601)."""

    report: Report
    created: str = ""


def earlier_of(survey: Survey, text: str, created: str) -> Earlier:
    """Return the result in the text of a file, for a result that was made at ``created``. Raises
    :class:`InputError` where it is of another survey or was made after that.
    """
    result = read_result(survey, text)
    if is_after(result.created, created):
        raise InputError([Problem("not_earlier", None, shown(result.created), shown(created))])
    return Earlier(scores_only(survey, result.answers), result.created)


@dataclass(frozen=True)
class TakeAway:
    """The export formats of a report.

    ``notes`` are texts by question id, ``label`` is the result name, ``created`` the time of creation in
    ISO 8601, ``version`` the survey version the result was made with, and ``plan`` the saved plan. Texts
    are in ``locale``, or in the default language of the survey. ``now`` is the time of the export (ISO 8601);
    it stands in calendars and decides what is overdue. The board pack and the slides show what has changed
    since ``before``.

    >>> from cspi_core import TakeAway, load_survey, score
    >>> report = score(load_survey("tiny.json"), {"intake": {"choice": "form"}})
    >>> export = TakeAway(report, "en", created="2026-11-22")
    >>> export.name("csv", "axes")
    'tiny-axes-2026-11-22.csv'
    >>> "axis,name,score" in export.text("csv", "axes")
    True
    """

    report: Report
    locale: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    created: str = ""
    version: str = ""
    plan: Plan | None = None
    now: str = ""
    before: Earlier | None = None

    @cached_property
    def view(self) -> ReportView:
        """Return the report as text."""
        return view(
            self.report,
            self.locale,
            notes=self.notes,
            label=self.label,
            created=self.created,
            version=self.version,
        )

    @cached_property
    def advice(self) -> PlanView:
        """Return the advice, the targets and the plan as text."""
        return plan(self.report, self.locale, self.plan, day_of(self.now))

    @cached_property
    def charts(self) -> dict[str, ChartOption]:
        """Return the charts of the report, including the targets of the plan."""
        targets = self.plan.target.axes if self.plan else None
        return charts(self.report, self.locale, targets, self.before.report if self.before else None)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return all tables, including empty ones."""
        return report_tables(self.report, self.view, self.advice, self.notes)

    def name(self, ending: str, part: str = "report") -> str:
        """Return a file name made of survey id, part, day, label and extension."""
        return file_name(self.report.survey.id, part, day_of(self.created), self.label, ending)

    def text(self, wanted: str, table: str = FIRST_TABLE) -> str:
        """Return the report in one of the formats of ``TEXTS``; CSV contains the table named ``table``.

        Raises :class:`InputError` for an unknown format or table.
        """
        if wanted == "markdown":
            return report_markdown(self.view, self.advice, self.notes)
        if wanted == "json":
            return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"
        if wanted == "csv":
            return self.table(table).to_csv()
        raise InputError([Problem("no_format", None, shown(wanted), ", ".join(TEXTS))])

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Return the steps of the saved plan as tasks."""
        return tasks(self.advice)

    def plan_text(self, wanted: str) -> str:
        """Return the saved plan in one of the formats of ``PLANS``.

        Raises :class:`InputError` for an unknown format, or if there is no plan.
        """
        words = wording(self.view["locale"])
        title = words.say("task.title", survey=self.view["title"])
        if wanted not in PLANS:
            raise InputError([Problem("no_format", None, shown(wanted), ", ".join(PLANS))])
        if not self.plan or not self.tasks:
            raise InputError([Problem("no_plan")])
        if wanted == "tasks":
            return tasks_csv(self.tasks)
        if wanted == "checklist":
            return tasks_markdown(title, self.tasks, words)
        if wanted == "ics":
            return calendar(self.tasks, self._plan_name, self.view["title"], self.created, self.now, words)
        return TRACKERS[wanted].to_csv(self.tasks, words)

    @property
    def _plan_name(self) -> str:
        """Return what tells this plan from others, whatever is added to it later."""
        start = plain_answers(self.report.survey, self.plan.start) if self.plan else {}
        made = self.plan.made if self.plan else ""
        return json.dumps([self.report.survey.id, made, start], sort_keys=True)

    def table(self, name: str) -> Table:
        """Return the table with this name. Raises :class:`InputError` for an unknown name."""
        found = next((table for table in self.tables if table.name == name), None)
        if found is None:
            names = ", ".join(table.name for table in self.tables)
            raise InputError([Problem("no_table", None, shown(name), names)])
        return found

    def data(self) -> dict[str, Any]:
        """The report as JSON-able data (``cspi-export/1``)."""
        survey = self.report.survey
        headline: Mapping[str, Any] = self.view["headline"]
        return {
            "format": FORMAT,
            "survey": {"id": survey.id, "version": survey.version, "title": self.view["title"]},
            "locale": self.view["locale"],
            "label": self.label,
            "created": self.created,
            "answers": plain_answers(survey, self.report.answers),
            "notes": {name: self.notes[name] for name in survey.question_by_id if self.notes.get(name)},
            "report": self.report.to_dict(),
            "advice": self.advice,
            "plan": plain_plan(survey, self.plan) if self.plan else None,
            "headline": {key: headline[key] for key in SAID},
        }

    def board(self) -> BoardView:
        """Return the texts and the chart of the board pack."""
        return board(self.report, self.view, self.advice, self.charts.get("radar"), self._changed)

    @property
    def _changed(self) -> ChangesView | None:
        """Return what has changed since the earlier result."""
        if self.before is None:
            return None
        found = changes(self.before.report, self.report)
        return changes_view(found, self.locale, dates=(self.before.created, self.created))

    def deck(self) -> dict[str, Any]:
        """Return the description of five slides (``cspi-deck/1``)."""
        targets = self.plan.target.axes if self.plan else {}
        before = self.before.report if self.before else None
        return deck(self.report, self.view, self.board(), targets, before)

    def slide(self) -> SlideView:
        """The texts and the chart of the slide."""
        return slide(self.report, self.view, self.advice, self.charts.get("radar"))
