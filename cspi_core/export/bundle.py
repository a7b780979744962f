"""The report as something to take along: Markdown, CSV, JSON, tables for a workbook, pictures, a slide.

``cspi-export/1`` (the JSON) has the report (``cspi-report/1``), the advice in words, and what the respondent
entered: enough to score it again, or to work on with other tools. A text beside a figure is in one language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..advice.plan import Plan, plain_plan
from ..charts.radar import charts
from ..errors import InputError, Problem, shown
from ..model.answers import plain_answers
from ..model.times import day_of
from ..report import Report
from ..views.plan import plan
from ..views.report import view
from .markdown import report_markdown
from .slide import slide
from .tables import Table, report_tables

FORMAT = "cspi-export/1"

TEXTS = {"markdown": "md", "json": "json", "csv": "csv"}

"""The formats that are a text of their own, and how the names of such files end."""

FIRST_TABLE = "questions"

SAID = ("level", "say", "coverage", "bounds", "sensitivity", "none")

"""What of the headline stands in the JSON, as sentences."""


@dataclass(frozen=True)
class TakeAway:
    """A report with what stands beside it: ``notes`` by question id, a ``label``, when it was ``created``
    (ISO 8601), the ``version`` of the survey it was made with, and the ``plan`` kept with it."""

    report: Report
    locale: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    created: str = ""
    version: str = ""
    plan: Plan | None = None

    @cached_property
    def view(self) -> dict[str, Any]:
        """The report in words."""
        return view(
            self.report,
            self.locale,
            notes=self.notes,
            label=self.label,
            created=self.created,
            version=self.version,
        )

    @cached_property
    def advice(self) -> dict[str, Any]:
        """The advice, targets and the plan, in words."""
        return plan(self.report, self.locale, self.plan)

    @cached_property
    def charts(self) -> dict[str, Any]:
        """The charts of the report, with the targets of the plan on them."""
        return charts(self.report, self.locale, self.plan.target.axes if self.plan else None)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, those without rows included."""
        return report_tables(self.report, self.view, self.advice, self.notes)

    def name(self, ending: str, part: str = "report") -> str:
        """The name of a file: survey, part, day, and what kind of file it is."""
        return "-".join(filter(None, (self.report.survey.id, part, day_of(self.created)))) + f".{ending}"

    def text(self, wanted: str, table: str = FIRST_TABLE) -> str:
        """The report in one of ``TEXTS``; CSV is one of the tables, by its name. Raises
        :class:`InputError` for a format or a table that there is not."""
        if wanted == "markdown":
            return report_markdown(self.view, self.advice, self.notes)
        if wanted == "json":
            return json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n"
        if wanted == "csv":
            return self.table(table).to_csv()
        raise InputError([Problem("no_format", None, shown(wanted), ", ".join(TEXTS))])

    def table(self, name: str) -> Table:
        """The table of this name."""
        found = next((table for table in self.tables if table.name == name), None)
        if found is None:
            names = ", ".join(table.name for table in self.tables)
            raise InputError([Problem("no_table", None, shown(name), names)])
        return found

    def data(self) -> dict[str, Any]:
        """The report as JSON-able data (``cspi-export/1``)."""
        survey = self.report.survey
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
            "headline": {key: self.view["headline"][key] for key in SAID},
        }

    def slide(self) -> dict[str, Any]:
        """The texts and the chart of the slide."""
        return slide(self.report, self.view, self.advice, self.charts.get("radar"))
