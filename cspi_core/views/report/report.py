"""The report as text: everything that the page, the table and the exports show, in one language.

The page lays it out and computes nothing; numbers next to the texts are for drawing only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, cast

from ..._version import __version__
from ...advice.improvements import Step
from ...advice.plan import Plan
from ...benchmarking.outliers import outliers
from ...benchmarking.panels import left_out
from ...benchmarking.standing import Standing
from ...memo import Key, encode, remember, write, written
from ...model.answers import ANSWERED, NOTHING, visible
from ...report import Report, answer_counts
from ...rounding import rounded
from ...scoring.scores import AxisScore, ItemScore
from ...text.answers import answer_texts
from ...text.benchmarks import edition_text
from ...text.messages import Wording, wording
from ...text.outliers import unusual, unusual_rule
from ...text.versions import remarks as version_remarks
from ..benchmarks.alike import alike_view
from ..benchmarks.choices import comparison
from ..benchmarks.norms import not_comparable, peers_view
from ..benchmarks.standings import standing_view
from ..plan.targets import target_mark
from .calculation import axis_working, index_working
from .conclusion import conclusion
from .contradictions import contradictions_view
from .groups import group_views
from .headline import beside_score, headline, outstanding
from .items import ItemWords
from .unknowns import unknowns_view

if TYPE_CHECKING:
    from ..shapes.benchmarks import StandingView
    from ..shapes.report import AxisView, EndView, ItemView, ProfileView, ReportView, StepView, TargetMark


@dataclass(frozen=True)
class Context:
    """The input of every part of the view: the report, the texts of the survey, the messages, the notes."""

    report: Report
    locale: str
    text: Mapping[str, Any]
    words: Wording
    notes: Mapping[str, str]
    plan: Plan | None


def view(
    report: Report,
    locale: str | None = None,
    *,
    notes: Mapping[str, str] | None = None,
    label: str = "",
    created: str = "",
    version: str = "",
    plan: Plan | None = None,
) -> ReportView:
    """Return the report as JSON-able texts in ``locale``, or in the default language of the survey.

    ``notes``, ``label`` and ``created`` come from the result file; ``version`` is the survey version it was
    made with. ``plan`` adds its targets.

    >>> from cspi_core import load_survey, score, view
    >>> answers = {"intake": {"choice": "form"}, "returns": {"choice": "rarely"}}
    >>> report = score(load_survey("tiny.json"), answers)
    >>> shown = view(report, "en")
    >>> shown["headline"]["score"], shown["headline"]["level"]
    ('100.0', 'Level 3: Sound')
    """
    chosen = report.survey.locale(locale)
    about = Context(
        report, chosen, report.survey.text[chosen], wording(chosen, report.survey.scale), notes or {}, plan
    )
    strongest, weakest = outstanding(report)
    found = outliers(report.standings)
    whole: ReportView = {
        "locale": chosen,
        "title": about.text["title"],
        "date": about.words.date(created),
        "label": label,
        "headline": headline(report, about.text, about.words, target_mark(report, plan, None, about.words)),
        "working": index_working(report, about.text, about.words),
        "axes": [_axis_part(about, axis) for axis in report.index.axes],
        "strongest": [_named(about, axis) for axis in strongest],
        "weakest": [_named(about, axis) for axis in weakest],
        "next_steps": _next_steps(about),
        "contradictions": contradictions_view(
            report.survey, report.contradictions, report.doubts, about.text, about.words
        ),
        "profile": _profile(about),
        "comparison": comparison(report, about.words),
        "alike": alike_view(report, about.words),
        "peers": peers_view(report, about.words),
        "standings": [_standing(about, standing) for standing in report.standings],
        "unknowns": unknowns_view(report, about.text, about.words),
        "unusual": unusual(found, about.words) if report.standings else [],
        "unusual_rule": unusual_rule(found, about.words),
        "remarks": _remarks(about, version),
        "provenance": _provenance(about),
    }
    if report.groups:
        whole["groups"] = group_views(report, about.text, about.words)
    told = None if report.survey.axes else conclusion(report, found, about.words)
    if told:
        whole["conclusion"] = told
    return whole


def _named(about: Context, axis: AxisScore) -> EndView:
    name = about.text["axes"][axis.axis.id]["name"]
    return {"id": axis.axis.id, "name": name, "score": about.words.number(axis.score)}


@remember(lambda about, standing: (about.report.snapshots, about.locale, standing))
@written
def _standing(about: Context, standing: Standing) -> StandingView:
    return standing_view(standing, about.text, about.report.snapshots, about.words)


def _item_key(about: Context, item: ItemScore) -> Key:
    name = item.question.id
    note = encode(about.notes.get(name) or None)
    return about.report.survey, about.locale, name, item.answer, about.report.more.get(name), note


@remember(_item_key)
@written
def _item(about: Context, item: ItemScore) -> ItemView:
    return ItemWords(about.report, about.text, about.words, item).to_dict(about.notes)


def _axis_part(about: Context, axis: AxisScore) -> AxisView:
    """The axis as its items and the target make it."""
    items = [_item(about, item) for item in axis.items]
    return _axis(about, axis, items, target_mark(about.report, about.plan, axis, about.words))


def _axis_key(about: Context, axis: AxisScore, items: list[ItemView], target: TargetMark | None) -> Key:
    return about.report.survey, about.locale, axis.axis.id, *map(write, items), encode(target)


@remember(_axis_key)
@written
def _axis(about: Context, axis: AxisScore, items: list[ItemView], target: TargetMark | None) -> AxisView:
    prose = about.text["axes"][axis.axis.id]
    level = about.report.level(axis.score)
    low, high = rounded(axis.low), rounded(axis.high)
    counts = answer_counts(axis.items)
    found: AxisView = {
        "id": axis.axis.id,
        "name": prose["name"],
        "score": about.words.number(axis.score),
        "about": prose["about"],
        "weight": about.words.short(axis.axis.weight),
        "value": rounded(axis.score),
        "low": low,
        "high": high,
        "range": None
        if low is None or high is None or low == high
        else about.words.span(axis.low or 0.0, axis.high or 0.0),
        "level": about.text["levels"][level]["name"] if level else None,
        "coverage": about.words.say(
            "coverage.axis", answered=counts[ANSWERED], total=len(axis.items) - counts["not_applicable"]
        ),
        "none": _why_none(about, axis),
        "arithmetic": _axis_arithmetic(about, axis),
        "working": axis_working(axis, about.words),
        "target": target,
        "items": items,
    }
    beside = beside_score(about.report, axis.axis.id, axis.score, about.text, about.words)
    return cast("AxisView", dict(found) | dict(beside))


def _why_none(about: Context, axis: AxisScore) -> str | None:
    if axis.score is not None:
        return None
    if axis.coverage is None:
        return about.words.say("none.axis.applies")
    if not axis.coverage:
        return about.words.say("none.axis.unanswered")
    return about.words.say(
        "none.axis.coverage", minimum=about.words.short(100 * about.report.survey.minimum_coverage)
    )


def _axis_arithmetic(about: Context, axis: AxisScore) -> str | None:
    """The weighted mean written out, from exact item scores to the axis's score."""
    answered = [item for item in axis.items if item.value is not None]
    if not answered:
        return None
    even = len({item.question.weight for item in answered}) == 1
    terms = []
    for item in answered:
        score = about.words.short(about.words.scale.of(100 * (item.value or 0.0)))
        weight = about.words.short(item.question.weight)
        terms.append(score if even else about.words.say("arithmetic.weighted", score=score, weight=weight))
    weights = float(len(answered)) if even else fsum(item.question.weight for item in answered)
    return about.words.say(
        "arithmetic.axis",
        terms=" + ".join(terms),
        weights=about.words.short(weights),
        score=about.words.number(axis.mean),
    )


def _next_steps(about: Context) -> list[StepView]:
    """The steps of the roadmap, phase by phase."""
    guided = [step for phase in about.report.guidance.phases for step in phase.steps]
    return [_step(about, step, one.wording) for step, one in zip(about.report.steps, guided, strict=True)]


def _step(about: Context, step: Step, wanted: str) -> StepView:
    prose = about.text["questions"][step.question.id]
    option = (prose.get("options") or prose.get("bands") or {})[step.option]
    axis = about.text["axes"][step.question.axis]["name"]
    effort = about.words.say(f"effort.{step.effort}") if step.effort else ""
    return {
        "question": step.question.id,
        "number": step.question.number,
        "option": step.option,
        "phase": step.phase,
        "gain": about.words.gain(step.gain),
        "gain_value": about.report.survey.scale.round(about.report.survey.scale.points(step.gain)),
        "title": option.get(wanted) or option.get("next") or option["label"],
        "about": option.get("why") or "",
        "axis": axis,
        "axis_id": step.question.axis or "",
        "effort": effort,
        "tag": about.words.say("tag", axis=axis, effort=effort) if effort else axis,
    }


def _profile(about: Context) -> list[ProfileView]:
    """The answers that describe the respondent, as prompt and labels, with what was noted on them."""
    report = about.report
    rows: list[ProfileView] = []
    for question in visible(report.survey, report.answers):
        answer, note = report.answers.get(question.id), about.notes.get(question.id)
        if question.theme and (answer or note):
            prose = about.text["questions"][question.id]
            rows.append(
                {
                    "id": question.id,
                    "number": question.number,
                    "prompt": prose["prompt"],
                    "answer": answer_texts(prose, answer or NOTHING, about.words),
                    "note": note or None,
                }
            )
    return rows


def _remarks(about: Context, version: str) -> list[str]:
    report = about.report
    remarks = version_remarks(report.survey, version, about.words.locale, about.words)
    if report.ignored:
        numbers = [f"Q{report.survey.question_by_id[name].number}" for name in report.ignored]
        remarks.append(about.words.say("remark.ignored", questions=about.words.series(numbers)))
    panels = left_out(report.survey, report.snapshots)
    return [*remarks, *(not_comparable(report, panel, about.words) for panel in panels)]


def _provenance(about: Context) -> list[str]:
    survey, words = about.report.survey, about.words
    kind = "provenance" if survey.axes else "provenance.unscored"
    used = {standing.snapshot.id: standing.snapshot for standing in about.report.standings}
    used |= {about.report.peers.panel.id: about.report.peers.panel} if about.report.peers else {}
    titles = [edition_text(used[name], words) for name in sorted(used)]
    said = [
        words.say(f"{kind}.core", version=__version__),
        words.say(f"{kind}.survey", survey=f"{survey.id} {survey.version}"),
    ]
    return said + (
        [words.say("provenance.snapshots", titles=words.say("list.comma").join(titles))] if titles else []
    )
