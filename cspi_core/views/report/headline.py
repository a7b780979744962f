"""The top of the report: the index, its level, and a sentence that a person could say aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from ...advice.guidance import GuidedStep
from ...model.answers import ANSWERED, NOT_APPLICABLE, STATES, UNKNOWN, visible
from ...model.survey import Level, Sensitivity
from ...report import Report, answer_counts
from ...rounding import round_half_up, rounded
from ...scoring.scores import AxisScore
from ...text.messages import Wording
from ..plan.gate import gate_text
from ..plan.steps import first_sentence
from .criteria import criteria_views

if TYPE_CHECKING:
    from ..shapes.report import BesideScore, HeadlineView, IntervalView, LevelView, StartView, TargetMark

STRENGTH = 60.0
"""From this axis score on, what stands out is called a strength."""

WEAKNESS = 50.0
"""Below this axis score, what is weakest holds back; from it on, it is next to improve."""

HALF = 0.5

CONSTRAINTS = ("holds_back", "next_weakest", "serves", "opens_axis")

NO_SENSITIVITY = Sensitivity(0.0, 1, 0)

SECOND_LOOK = 3
"""So many contradictions ask for a second look at the answers."""


def outstanding(report: Report, at_most: int = 2) -> tuple[list[AxisScore], list[AxisScore]]:
    """The strongest and the weakest axes: ``at_most`` of each, fewer where less than twice as many have a
    score, none where they do not differ. Equal ones stand in the order of the definition. Axes that can wait
    count as the points above their score that the survey gives them, as they do in the roadmap."""
    scored = [axis for axis in report.index.axes if axis.score is not None]
    values = {axis.axis.id: rounded(axis.score) or 0.0 for axis in scored}
    if len(set(values.values())) < 2:
        return [], []
    most = max(1, min(at_most, len(scored) // 2))
    high = sorted(scored, key=lambda axis: -values[axis.axis.id])[:most]
    later = report.survey.practice.later
    low = sorted(scored, key=lambda axis: values[axis.axis.id] + later.get(axis.axis.id, 0.0))
    first = constraint(report)
    low = [*low[:most], *(axis for axis in low[most:] if axis.axis.id == first)]
    low = [*low[: most - 1], low[-1]]
    top, bottom = max(values.values()), min(values.values())
    strongest = [axis for axis in high if values[axis.axis.id] > bottom and axis not in low[:1]]
    weakest = [axis for axis in low if values[axis.axis.id] < top and axis not in strongest]
    return strongest, weakest


def constraint(report: Report) -> str | None:
    """The axis that the first step of the roadmap is for; None where it is not for a weakest one."""
    phases = report.guidance.phases
    reasons = phases[0].steps[0].reasons if phases and phases[0].steps else ()
    return next((one.axis for one in reasons if one.code in CONSTRAINTS), None)


def headline(
    report: Report, text: Mapping[str, Any], words: Wording, target: TargetMark | None
) -> HeadlineView:
    """The headline of the view, in words."""
    index = report.index
    level = report.index_level
    low, high = rounded(index.low), rounded(index.high)
    open_range = low is not None and high is not None and low != high
    ids = [entry.id for entry in report.survey.levels]
    found: HeadlineView = {
        "score": None if index.score is None else words.number(index.score),
        "value": rounded(index.score),
        "of": words.of,
        "low": low,
        "high": high,
        "range": words.say("range.index", low=words.number(index.low), high=words.number(index.high))
        if open_range
        else None,
        "level": words.say("level", number=ids.index(level) + 1, name=text["levels"][level]["name"])
        if level
        else None,
        "level_number": ids.index(level) + 1 if level else None,
        "levels": [
            level_view(entry, text, words, is_here=entry.id == level) for entry in report.survey.levels
        ],
        "about": text["levels"][level]["about"] if level else None,
        "level_span": _level_span(report, words),
        "gate": gate_text(report, text, words, {axis.axis.id for axis in outstanding(report)[1]}),
        "start": _start(report, text, words),
        "second_look": _second_look(report, words),
        "say": _say(report, text, words),
        "meta": _meta(report, words),
        "coverage": _coverage(report, words),
        "bounds": _bounds(report, words) if open_range else None,
        "sensitivity": _sensitivity(report, words),
        "intervals": _intervals(report, words),
        "none": _why_none(report, words),
        "target": target,
    }
    beside = beside_score(report, None, index.score, text, words)
    return cast("HeadlineView", dict(found) | dict(beside))


def beside_score(
    report: Report, axis: str | None, score: float | None, text: Mapping[str, Any], words: Wording
) -> BesideScore:
    """Return what only some surveys have beside a score: the figure on their own scale, and cut-offs."""
    found: BesideScore = {} if words.scale.is_percent else {"figure": words.scale.shown(score)}
    criteria = criteria_views(report.survey, axis, score, text, words)
    return {**found, "criteria": criteria} if criteria else found


def level_view(level: Level, text: Mapping[str, Any], words: Wording, *, is_here: bool) -> LevelView:
    """A level on the ladder: where it starts, from 0 to 100 for drawing, and as it is shown."""
    start = words.scale.percent(level.start)
    shown: LevelView = {"name": text["levels"][level.id]["name"], "from": start, "here": is_here}
    return shown if words.scale.is_percent else {**shown, "shown": words.short(level.start)}


def _intervals(report: Report, words: Wording) -> list[IntervalView]:
    """Within what the index could lie: by what is still open, and under other weights."""
    index = report.index
    found: list[tuple[Literal["open", "weights"], tuple[float, float], str | None]] = []
    if index.low is not None and index.high is not None and rounded(index.low) != rounded(index.high):
        found.append(("open", (index.low, index.high), _bounds(report, words)))
    if report.sensitivity is not None:
        found.append(("weights", report.sensitivity, _sensitivity(report, words)))
    return [
        {
            "kind": kind,
            "name": words.say(f"interval.{kind}"),
            "low": round_half_up(low),
            "high": round_half_up(high),
            "text": words.span(low, high),
            "say": said,
        }
        for kind, (low, high), said in found
    ]


def _bounds(report: Report, words: Wording) -> str:
    key = "bounds" if UNKNOWN in report.survey.states else "bounds.plain"
    return words.say(key, low=words.number(report.index.low), high=words.number(report.index.high))


def _say(report: Report, text: Mapping[str, Any], words: Wording) -> str | None:
    if not report.survey.axes:
        return overview_say(report, words)
    scored = [axis for axis in report.index.axes if axis.score is not None]
    if not scored:
        return None
    if len(scored) == 1 and len(report.index.axes) > 1:
        return words.say("say.only", axis=text["axes"][scored[0].axis.id]["name"])
    if len(report.index.axes) == 1:
        return None
    strongest, weakest = outstanding(report)
    if not strongest:
        value = rounded(scored[0].score)
        return words.say({100.0: "say.top", 0.0: "say.bottom"}.get(value or 0.0, "say.even"))
    said = [_strong(strongest, text, words), _weak(weakest, text, words)]
    return words.say("list.sentences").join(part for part in said if part)


def _strong(axes: list[AxisScore], text: Mapping[str, Any], words: Wording) -> str | None:
    strong = [axis for axis in axes if (axis.score or 0.0) >= STRENGTH]
    names = words.series(text["axes"][axis.axis.id]["name"] for axis in strong)
    return words.say("say.strong", n=len(strong), axes=names) if strong else None


def _weak(axes: list[AxisScore], text: Mapping[str, Any], words: Wording) -> str | None:
    """The weakest axes with their scores and, where they hold back, what that means in plain words."""
    low = [axis for axis in axes if (axis.score or 0.0) < WEAKNESS]
    said = words.say("list.clauses").join(_weak_axis(axis, text, words) for axis in low or axes)
    return words.say("say.holds_back" if low else "say.next", axes=said) if axes else None


def _weak_axis(axis: AxisScore, text: Mapping[str, Any], words: Wording) -> str:
    name, score = text["axes"][axis.axis.id]["name"], words.number(axis.score)
    plain = what_is_weak(axis, text)
    return words.say("say.weak.plain" if plain else "say.weak", axis=name, score=score, plain=plain)


def what_is_weak(axis: AxisScore, text: Mapping[str, Any]) -> str | None:
    """Return what is weak on an axis that holds back, in the words of the question that costs most of those
    that have such words and earn half or less; None from a score of ``WEAKNESS`` on."""
    if (axis.score or 0.0) >= WEAKNESS:
        return None
    costs = {
        item.question.id: item.question.weight * (1.0 - item.value)
        for item in axis.items
        if item.value is not None and item.value <= HALF and text["questions"][item.question.id].get("weak")
    }
    prose = text["questions"][max(costs, key=costs.__getitem__)] if costs else text["axes"][axis.axis.id]
    return str(prose["weak"]) if prose.get("weak") else None


def _level_span(report: Report, words: Wording) -> str | None:
    """The levels that uncertainty spans, where they are more than one."""
    if report.level_range is None or report.level_range[0] == report.level_range[1]:
        return None
    ids = [level.id for level in report.survey.levels]
    low, high = (ids.index(name) + 1 for name in report.level_range)
    return words.say("level.span.two" if high == low + 1 else "level.span", low=low, high=high)


def _start(report: Report, text: Mapping[str, Any], words: Wording) -> StartView | None:
    """The steps of the first phase, each in one sentence and in the reader's power."""
    phases = report.guidance.phases
    if not phases:
        return None
    return {
        "title": words.say("start"),
        "steps": [
            {"question": step.question, "option": step.option, "text": _brief(step, text, words)}
            for step in phases[0].steps
        ],
    }


def _brief(step: GuidedStep, text: Mapping[str, Any], words: Wording) -> str:
    option = text["questions"][step.question]["options"][step.option]
    return first_sentence(str(option.get(step.wording) or option.get("next") or option["label"]), words)


def _second_look(report: Report, words: Wording) -> str | None:
    count = len(report.contradictions)
    return words.say("second_look", n=count) if count >= SECOND_LOOK else None


def _counts(report: Report) -> dict[str, int]:
    return answer_counts(item for axis in report.index.axes for item in axis.items)


def _meta(report: Report, words: Wording) -> list[str]:
    if not report.survey.axes:
        return overview_meta(report, words)
    counts = _counts(report)
    total = sum(counts.values()) - counts[NOT_APPLICABLE]
    first = words.say("meta.answered", answered=counts[ANSWERED], n=total)
    rest = [words.say(f"meta.{s}", n=counts[s]) for s in STATES if s != ANSWERED and counts[s]]
    return [first, *rest]


def _coverage(report: Report, words: Wording) -> str | None:
    if report.index.coverage is None:
        return None
    counts = _counts(report)
    total = sum(counts.values()) - counts[NOT_APPLICABLE]
    if counts[ANSWERED] == total:
        return words.say("coverage.full", n=total)
    percent = words.percent(100 * report.index.coverage, 0)
    return words.say("coverage", answered=counts[ANSWERED], n=total, percent=percent)


def _sensitivity(report: Report, words: Wording) -> str | None:
    if report.sensitivity is None:
        return None
    low, high = report.sensitivity
    plan = report.survey.sensitivity or NO_SENSITIVITY
    return words.say(
        "sensitivity.values" if plan.values else "sensitivity",
        spread=words.short(100 * plan.spread),
        values=words.short(100 * plan.values),
        draws=words.amount(plan.draws),
        low=words.number(low),
        high=words.number(high),
    )


def _why_none(report: Report, words: Wording) -> str | None:
    index = report.index
    if index.score is not None:
        return None
    if not index.axes:
        return words.say("none.axes")
    if index.axes and all(axis.coverage is None for axis in index.axes):
        return words.say("none.applies")
    if report.survey.minimum_coverage == 1 and index.coverage:
        counts = _counts(report)
        total = sum(counts.values()) - counts[NOT_APPLICABLE]
        return words.say("none.all", answered=counts[ANSWERED], n=total)
    if not index.coverage:
        return words.say("none.unknown" if _counts(report)[UNKNOWN] else "none.nothing")
    percent = words.percent(100 * index.coverage, 0)
    minimum = words.short(100 * report.survey.minimum_coverage)
    return words.say("none.coverage", percent=percent, minimum=minimum)


def overview_say(report: Report, words: Wording) -> str:
    """The sentence that opens the report of a survey without axes."""
    compared = sum(1 for standing in report.standings if not standing.problem)
    if compared:
        return words.say("overview", n=compared)
    return words.say("overview.none" if _states(report).count(ANSWERED) else "overview.nothing")


def overview_meta(report: Report, words: Wording) -> list[str]:
    """Return the numbers of questions answered, unknown to the respondent, and compared, as texts."""
    states = _states(report)
    compared = {standing.question.id for standing in report.standings if not standing.problem}
    said = [words.say("overview.answered", answered=states.count(ANSWERED), n=len(states))]
    if states.count(UNKNOWN):
        said.append(words.say("meta.unknown", n=states.count(UNKNOWN)))
    if compared:
        said.append(words.say("overview.compared", n=len(compared)))
    return said


def _states(report: Report) -> list[str]:
    """The state of every question that is asked."""
    answers = report.answers
    return [
        answers[question.id].state if question.id in answers else ""
        for question in visible(report.survey, answers)
    ]
