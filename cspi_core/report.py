"""The report: one JSON-able value that the page, the command line and Python users share.

Numbers are rounded here, by the rule of :mod:`cspi_core.rounding`; :mod:`cspi_core.views` adds texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import Any

from ._version import __version__
from .advice.guidance import Guidance, guide
from .advice.improvements import Step, steps_by_question
from .benchmarking.edition import Snapshot
from .benchmarking.matching import standings
from .benchmarking.norms import Peers, peers
from .benchmarking.norms import to_dict as plain_peers
from .benchmarking.segments import Against
from .benchmarking.standing import Standing
from .benchmarking.standing import to_dict as plain_standing
from .errors import InputError
from .loading.answers import read_answers
from .loading.groups import Group, groups_of
from .memo import Key, remember, written
from .model.answers import STATES, UNANSWERED, Answer, Answers, visible
from .model.practice import Contradiction
from .model.survey import Axis, Doubt, Kind, Survey
from .rounding import rounded
from .scoring.gates import Standing as LevelStanding
from .scoring.gates import level_at
from .scoring.scores import AxisScore, IndexScore, ItemScore, score_index, score_survey, weighted_mean
from .scoring.situation import situation
from .uncertainty.contradictions import contradictions
from .uncertainty.doubts import doubts
from .uncertainty.levels import level_range, standing
from .uncertainty.sensitivity import sensitivity

FORMAT = "cspi-report/1"
ITEM_DECIMALS = 4


@dataclass(frozen=True)
class Report:
    """A scored survey: the answers, their scores, the advice and the comparisons.

    ``index`` holds the unrounded scores; ``more`` the steps that would raise each question's score, by
    question id; ``sensitivity`` the 5th and 95th percentile of the index under varied weights and option
    values (0 to 100); ``ignored`` the answered questions that other answers hide; ``standings`` the
    comparisons with benchmarks; ``peers`` the position within a panel, or None.

    >>> from cspi_core import load_survey, score
    >>> report = score(load_survey("tiny.json"), {"intake": {"choice": "note"}, "wait": {"number": 3}})
    >>> report.level(report.index.axes[0].score)
    'steady'
    >>> report.ignored
    ()
    """

    survey: Survey
    answers: Answers
    index: IndexScore
    more: Mapping[str, tuple[Step, ...]]
    sensitivity: tuple[float, float] | None
    ignored: tuple[str, ...]
    snapshots: tuple[Snapshot, ...] = ()
    against: Against = field(default_factory=Against)
    standings: tuple[Standing, ...] = ()
    peers: Peers | None = None

    def level(self, score: float | None) -> str | None:
        """Return the id of the level that the score of an axis (0 to 100) has reached, judged on the rounded
        score; None for None. The whole may need more than its score: see :attr:`index_level`.
        """
        level = level_at(self.survey, score)
        return level.id if level else None

    @cached_property
    def standing(self) -> LevelStanding | None:
        """The level reached, with its floor and signs, and what the next one lacks; None without an index."""
        return standing(self.survey, self.answers, self.index)

    @property
    def index_level(self) -> str | None:
        """The id of the level of the whole: by its index, its floor and its signs."""
        return self.standing.level.id if self.standing else None

    @cached_property
    def guidance(self) -> Guidance:
        """The roadmap: what to do first, second and third."""
        return guide(self.survey, self.answers, self.index, self.standing)

    @cached_property
    def groups(self) -> tuple[tuple[Group, AxisScore], ...]:
        """The groups of axes with their scores, from the outside in; none where the survey has none."""
        least = self.survey.minimum_coverage
        groups = groups_of(self.survey)
        return tuple((group, _group_score(group, self.index, least)) for group in groups)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the roadmap, phase by phase; each gain is after the phases before it."""
        questions = self.survey.question_by_id
        return tuple(
            Step(questions[one.question], one.option, one.gain, one.effort, True, number)
            for number, phase in enumerate(self.guidance.phases, 1)
            for one in phase.steps
        )

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The answers that do not go together."""
        return contradictions(situation(self.survey, self.answers, self.index.score))

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """The answers that are rarely meant."""
        return doubts(self.survey, self.answers)

    @cached_property
    def level_range(self) -> tuple[str, str] | None:
        """The ids of the lowest and the highest level within the uncertainty; None without an index."""
        found = level_range(self.survey, self.answers, self.index, self.sensitivity)
        return (found[0].id, found[1].id) if found else None

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-able data (``cspi-report/1``).

        Scores are on the scale of the survey, rounded by its rule (from 0 to 100, to one decimal, unless it
        says otherwise), item values and completeness to four decimals.
        """
        items = [item for axis in self.index.axes for item in axis.items]
        return {
            "format": FORMAT,
            "survey": {"id": self.survey.id, "version": self.survey.version},
            "index": self._index(),
            "axes": [self._axis(axis) for axis in self.index.axes],
            **({"groups": [self._group(*pair) for pair in self.groups]} if self.groups else {}),
            "items": [_item(self, item) for item in items],
            "next_steps": [_step(self.survey, step) | {"phase": step.phase} for step in self.steps],
            "contradictions": [one.id for one in self.contradictions],
            "doubts": [one.id for one in self.doubts],
            "profile": self._profile(),
            "standings": [_standing(one) for one in self.standings],
            "peers": plain_peers(self.peers),
            "ignored": list(self.ignored),
            "provenance": {
                "core": __version__,
                "survey": f"{self.survey.id} {self.survey.version}",
                "snapshots": [snapshot.id for snapshot in self.snapshots],
            },
        }

    def _index(self) -> dict[str, Any]:
        index = self.index
        spread, shown = self.sensitivity, self.survey.scale.shown
        return {
            "score": shown(index.score),
            "level": self.index_level,
            "low": shown(index.low),
            "high": shown(index.high),
            "coverage": rounded(index.coverage, ITEM_DECIMALS),
            "levels": None if self.level_range is None else list(self.level_range),
            "sensitivity": None if spread is None else [shown(value) for value in spread],
            "counts": answer_counts(item for axis in index.axes for item in axis.items),
        }

    def _axis(self, axis: AxisScore) -> dict[str, Any]:
        shown = self.survey.scale.shown
        return {
            "id": axis.axis.id,
            "weight": axis.axis.weight,
            "score": shown(axis.score),
            "mean": shown(axis.mean),
            "level": self.level(axis.score),
            "low": shown(axis.low),
            "high": shown(axis.high),
            "coverage": rounded(axis.coverage, ITEM_DECIMALS),
            "counts": answer_counts(axis.items),
        }

    def _group(self, group: Group, found: AxisScore) -> dict[str, Any]:
        """A group as an axis is, with the axes that are in it."""
        return self._axis(found) | {"axes": list(group.axes)}

    def _profile(self) -> dict[str, Any]:
        """The answers that describe the respondent, by their roles."""
        asked = visible(self.survey, self.answers)
        return {
            question.profile: _answer(self.answers[question.id], question.kind)
            for question in asked
            if question.profile and question.id in self.answers
        }


def score(
    survey: Survey,
    answers: Mapping[str, Any],
    snapshots: Iterable[Snapshot] = (),
    against: Against | None = None,
) -> Report:
    """Score answers against a survey and compare them with benchmarks.

    ``answers`` maps question ids to plain answers, as in a result file: ``{"choice": id}``, ``{"choices":
    [ids]}``, ``{"number": x}`` or ``{"state": "unknown" | "not_applicable"}``. An omitted question is
    unanswered. An axis score is the weighted mean of its item values times 100, the index the weighted mean
    of the axis scores; both are None below the survey's minimum completeness. ``snapshots`` are the
    benchmark editions to compare with; ``against`` selects an edition and a group.

    Answers to questions that other answers hide are not scored and are listed in ``ignored``. Raises
    :class:`InputError` with every problem if an answer is invalid; invalid input is never scored.

    >>> from cspi_core import load_survey, score
    >>> answers = {"intake": {"choice": "form"}, "returns": {"choice": "rarely"}}
    >>> report = score(load_survey("tiny.json"), answers)
    >>> report.to_dict()["index"]["score"], report.to_dict()["index"]["coverage"]
    (100.0, 0.6667)
    """
    read, problems = read_answers(survey, answers)
    if problems:
        raise InputError(problems)
    index = score_survey(survey, read)
    known, chosen = tuple(snapshots), against or Against()
    asked = {question.id for question in visible(survey, read)}
    more = steps_by_question(survey, read, index)
    return Report(
        survey=survey,
        answers=read,
        index=index,
        more=more,
        sensitivity=sensitivity(index, survey.sensitivity),
        ignored=tuple(name for name in survey.question_by_id if name in read and name not in asked),
        snapshots=known,
        against=chosen,
        standings=standings(survey, read, known, chosen),
        peers=peers(survey, read, index, known, chosen),
    )


def _group_score(group: Group, index: IndexScore, minimum: float) -> AxisScore:
    """The score of a group: the weighted mean of its axes, as the index is of all of them."""
    axes = tuple([axis for axis in index.axes if axis.axis.id in group.axes])
    found = score_index(axes, minimum)
    mean = weighted_mean((a.axis.weight, a.mean) for a in axes if a.mean is not None)
    whole = Axis(group.id, fsum(axis.axis.weight for axis in axes))
    items = tuple([item for axis in axes for item in axis.items])
    return AxisScore(whole, items, mean, found.score, found.low, found.high, found.coverage)


def answer_counts(items: Iterable[ItemScore]) -> dict[str, int]:
    """Count the items in each of the four answer states."""
    states = [item.answer.state for item in items]
    return {state: states.count(state) for state in STATES}


def _item_key(report: Report, item: ItemScore) -> Key:
    return report.survey, item.question.id, item.answer, report.more.get(item.question.id)


@remember(_item_key)
@written
def _item(report: Report, item: ItemScore) -> dict[str, Any]:
    question = item.question
    return {
        "question": question.id,
        "axis": question.axis,
        "state": item.answer.state,
        "answer": _answer(item.answer, question.kind),
        "value": rounded(item.value, ITEM_DECIMALS),
        "low": rounded(item.low, ITEM_DECIMALS),
        "high": rounded(item.high, ITEM_DECIMALS),
        "weight": question.weight,
        "more": [_step(report.survey, step) for step in report.more.get(question.id, ())],
    }


@remember(lambda standing: (standing,))
@written
def _standing(standing: Standing) -> dict[str, Any]:
    return plain_standing(standing)


def _answer(answer: Answer, kind: Kind) -> dict[str, Any] | None:
    return answer.to_dict(kind) if answer.state != UNANSWERED else None


def _step(survey: Survey, step: Step) -> dict[str, Any]:
    return {
        "question": step.question.id,
        "option": step.option,
        "axis": step.question.axis,
        "gain": survey.scale.round(survey.scale.points(step.gain)),
        "effort": step.effort,
        "open": step.open,
    }
