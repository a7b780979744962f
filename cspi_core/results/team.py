"""Results of several people for one survey: means, spread and agreement.

Agreement on a question is van der Eijk's A (2001, see :mod:`cspi_core.stats.agreement`) of the values the
answers earn, in order: for a single choice over its options from lowest to highest value, for a multiple
choice over each option (selected or not), averaged. It measures consensus, not whether the answers are
right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from ..model.survey import MULTIPLE, NUMBER, Question
from ..report import Report
from ..scoring.scores import ItemScore
from ..stats.agreement import agreement
from ..stats.summary import Spread, spread

FEWEST, MOST = 2, 50


@dataclass(frozen=True)
class ItemTeam:
    """One question: the spread of its values (0 to 1), the selections of each option, and the agreement (−1
    to 1).
    """

    question: Question
    spread: Spread | None
    chosen: dict[str, int]
    agreement: float | None


@dataclass(frozen=True)
class Team:
    """The aggregated results; ``axes`` by axis id, ``items`` in the order of the survey."""

    n: int
    index: Spread | None
    axes: dict[str, Spread | None]
    items: tuple[ItemTeam, ...]

    def disagreements(self, most: int = 5) -> tuple[ItemTeam, ...]:
        """Return the questions with the lowest agreement, lowest first."""
        known = [item for item in self.items if item.agreement is not None and item.agreement < 1.0]
        return tuple(sorted(known, key=lambda item: item.agreement or 0.0)[:most])


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
    return ItemTeam(
        question=question,
        spread=spread([item.value for item in items]),
        chosen=chosen,
        agreement=_agreement(question, answered, chosen) if len(answered) >= FEWEST else None,
    )


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
