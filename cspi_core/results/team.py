"""Results of several people for one survey: means, spread and agreement.

Agreement on a question is van der Eijk's A (2001, see :mod:`cspi_core.stats.agreement`) of the values the
answers earn, in order: for a single choice over its options from lowest to highest value, for a multiple
choice over each option (selected or not), averaged. It measures consensus, not whether the answers are
right. Disagreements are ranked by the spread of what was earned instead, which every kind of question has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from ..model.survey import MULTIPLE, NUMBER, SINGLE, Question, Survey
from ..report import Report
from ..scoring.scores import ItemScore
from ..stats.agreement import agreement
from ..stats.summary import Spread, spread

FEWEST, MOST = 2, 50

ROLES = ("own_role", "role")
"""The profile roles of a question that asks for the respondent's own."""


def role_question(survey: Survey) -> Question | None:
    """The question that asks for the respondent's own role; None where there is none."""
    return next((q for q in survey.questions if q.profile in ROLES and q.kind == SINGLE), None)


@dataclass(frozen=True)
class ItemTeam:
    """One question: the spread of its values (0 to 1), the selections of each option, the agreement (−1
    to 1), and the spread of what was earned as a multiple of what random answers give.
    """

    question: Question
    spread: Spread | None
    chosen: dict[str, int]
    agreement: float | None
    relative_spread: float = 0.0


@dataclass(frozen=True)
class Team:
    """The aggregated results; ``axes`` by axis id, ``items`` in the order of the survey."""

    n: int
    index: Spread | None
    axes: dict[str, Spread | None]
    items: tuple[ItemTeam, ...]

    def disagreements(self, most: int = 5) -> tuple[ItemTeam, ...]:
        """Return the questions with the widest spread of what was earned, widest first.

        The spread is relative to that of random answers, since the points of a multiple choice, which add
        up, spread less by themselves than those of a single one.
        """
        known = [item for item in self.items if item.agreement is not None and item.agreement < 1.0]
        return tuple(sorted(known, key=lambda item: (-item.relative_spread, item.agreement or 0.0))[:most])


def team(reports: Sequence[Report]) -> Team:
    """Aggregate the reports of 2 to 50 people on one survey.

    Means and standard deviations are in points (0 to 100), agreement is van der Eijk's A (2001), from −1 to
    1. Raises ValueError for fewer or more reports.

    >>> from cspi_core import load_survey, score, team
    >>> survey = load_survey("tiny.json")
    >>> reports = [score(survey, {"intake": {"choice": choice}}) for choice in ("nothing", "form")]
    >>> found = team(reports)
    >>> found.n, [(item.question.id, item.agreement) for item in found.disagreements()]
    (2, [('intake', -1.0)])
    """
    if not FEWEST <= len(reports) <= MOST:
        raise ValueError(f"{len(reports)} reports; {FEWEST} to {MOST} are expected")
    survey = reports[0].survey
    items: dict[str, list[ItemScore]] = {q.id: [] for q in survey.questions if q.scored}
    for report in reports:
        for axis in report.index.axes:
            for item in axis.items:
                items[item.question.id].append(item)
    return Team(
        n=len(reports),
        index=spread([report.index.score for report in reports]),
        axes={
            axis.id: spread([report.index.axes[place].score for report in reports])
            for place, axis in enumerate(survey.axes)
        },
        items=tuple(_item(survey.question_by_id[name], found) for name, found in items.items()),
    )


def _item(question: Question, items: Sequence[ItemScore]) -> ItemTeam:
    answered = [item for item in items if item.value is not None]
    chosen = {
        option.id: len([item for item in answered if option.id in item.answer.choices])
        for option in question.options
    }
    found = spread([item.value for item in items])
    at_random = deviation_at_random(question)
    return ItemTeam(
        question=question,
        spread=found,
        chosen=chosen,
        agreement=_agreement(question, answered, chosen) if len(answered) >= FEWEST else None,
        relative_spread=found.deviation / at_random if found and at_random else 0.0,
    )


def deviation_at_random(question: Question) -> float:
    """Return the standard deviation of the values that random answers earn: any option of a single choice or
    band of a number equally often, each option of a multiple choice in half of the answers.
    """
    values = _values_at_random(question)
    mean = fsum([value * share for value, share in values.items()])
    return sqrt(fsum([(value - mean) ** 2 * share for value, share in values.items()]))


def _values_at_random(question: Question) -> dict[float, float]:
    """Return the share of random answers that earn each value."""
    if question.kind != MULTIPLE:
        choices = question.bands if question.kind == NUMBER else question.options
        earned = [choice.value or 0.0 for choice in choices]
        return {value: earned.count(value) / len(earned) for value in earned}
    sums = {0.0: 1.0}
    for option in question.options:
        if not option.exclusive:
            more: dict[float, float] = {}
            for total, share in sums.items():
                for end in (total, round(total + (option.value or 0.0), 9)):
                    more[end] = more.get(end, 0.0) + share / 2
            sums = more
    full = question.full or 1.0
    capped: dict[float, float] = {}
    for total, share in sums.items():
        value = min(1.0, total / full)
        capped[value] = capped.get(value, 0.0) + share
    return capped


def _agreement(question: Question, answered: Sequence[ItemScore], chosen: dict[str, int]) -> float | None:
    if question.kind == MULTIPLE:
        options = [agreement([count, len(answered) - count]) for count in chosen.values()]
        return fsum(value or 0.0 for value in options) / len(options)
    if question.kind == NUMBER:
        counts = [
            len([item for item in answered if band.holds(item.answer.number or 0.0)])
            for band in sorted(question.bands, key=lambda band: band.start)
        ]
        return agreement(counts)
    ranked = sorted(question.options, key=lambda option: option.value or 0.0)
    return agreement([chosen[option.id] for option in ranked])
