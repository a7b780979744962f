"""The quick check as text: the certain range, the likely constraint, what to start with, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.answers import NOTHING, UNANSWERED, visible
from ...report import Report
from ...rounding import round_half_up, rounded
from ...uncertainty.quick_check import AxisRange, QuickScore, Range, quick_questions, quick_score
from ..plan.plan import plan
from ..plan.steps import PlanWords, speaking
from .headline import level_view

if TYPE_CHECKING:
    from ..shapes.plan import PlanStep
    from ..shapes.quick_check import QuickConstraint, QuickRange, QuickView
    from ..shapes.report import LevelView


def quick_view(report: Report, locale: str | None = None) -> QuickView:
    """Return the quick check of a report's answers as JSON-able texts.

    ``questions`` are the quick check's questions, ``open`` those without an answer yet; ``left`` counts the
    scored questions that the full survey still asks. ``range`` is certain to contain the full survey's
    index; it is None where every question is marked not applicable. ``start`` is the first step of the
    roadmap that these answers give, or None.

    >>> from cspi_core import load_survey, quick_view, score
    >>> report = score(load_survey("tiny.json"), {"intake": {"choice": "form"}, "wait": {"number": 1}})
    >>> shown = quick_view(report, "en")
    >>> shown["questions"], shown["open"]
    (['intake', 'checks', 'wait', 'returns'], ['checks', 'returns'])
    >>> shown["range"]["say"]
    'Your full index will be between 50.0 and 100.0, whatever the remaining answers are.'
    """
    about = speaking(report.survey, locale)
    found = quick_score(report.survey, report.answers)
    asked = [question.id for question in quick_questions(report.survey)]
    left = [q.id for q in visible(report.survey, report.answers) if q.scored and _is_open(report, q.id)]
    return {
        "locale": about.words.locale,
        "questions": asked,
        "open": [name for name in asked if _is_open(report, name)],
        "left": len(left),
        "go_on": about.words.say("quick.left", n=len(left)) if left else None,
        "range": _range(about, found.index),
        "levels": _levels(about),
        "constraint": _constraint(about, found),
        "not_asked": _not_asked(about, found),
        "start": _start(report, locale),
    }


def _is_open(report: Report, name: str) -> bool:
    return report.answers.get(name, NOTHING).state == UNANSWERED


def _range(about: PlanWords, index: Range | None) -> QuickRange | None:
    if index is None:
        return None
    low, high = round_half_up(index.low), round_half_up(index.high)
    key = "quick.exact" if low == high else "quick.range"
    shown = {"low": about.words.number(index.low), "high": about.words.number(index.high)}
    return {
        "low": low,
        "high": high,
        "text": shown["low"] if low == high else about.words.say("range", **shown),
        "of": about.words.of,
        "say": about.words.say(key, **shown),
    }


def _levels(about: PlanWords) -> list[LevelView]:
    return [level_view(level, about.text, about.words, is_here=False) for level in about.survey.levels]


def _constraint(about: PlanWords, found: QuickScore) -> QuickConstraint | None:
    """The weakest axis so far, and how certain that is; None where no axis stands out."""
    weakest = found.constraint
    if weakest is None or weakest.range is None:
        return None
    is_certain = found.is_certain(weakest)
    asked = sum(1 for axis in found.axes if axis.mean is not None)
    values = {
        "axis": about.axis(weakest.axis.id),
        "score": about.words.number(weakest.mean),
        "range": _axis_range(about, weakest),
    }
    return {
        "id": weakest.axis.id,
        "name": about.axis(weakest.axis.id),
        "about": about.text["axes"][weakest.axis.id]["about"],
        "certain": is_certain,
        "say": about.words.say(
            "quick.constraint.certain" if is_certain else "quick.constraint", n=asked, **values
        ),
    }


def _axis_range(about: PlanWords, axis: AxisRange) -> str:
    low, high = (rounded(axis.range.low), rounded(axis.range.high)) if axis.range else (None, None)
    return about.words.number(low) if low == high else about.words.span(low or 0.0, high or 0.0)


def _not_asked(about: PlanWords, found: QuickScore) -> str | None:
    names = [about.axis(axis.axis.id) for axis in found.axes if axis.mean is None and axis.range is not None]
    return about.words.say("quick.not_asked", axes=about.words.series(names)) if names else None


def _start(report: Report, locale: str | None) -> PlanStep | None:
    """The step that the roadmap of these answers begins with."""
    phases = plan(report, locale)["waves"]
    steps = phases[0]["steps"] if phases else []
    return steps[0] if steps else None
