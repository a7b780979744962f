"""The report: one JSON-able value that the page, the command line and Python users share.

Numbers are rounded here, by the one rule; words are added by :mod:`cspi_core.view`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ._version import __version__
from .advice.improvements import Step, next_steps, steps_by_question
from .benchmarking.matching import standings
from .benchmarking.norms import Peers, peers
from .benchmarking.norms import to_dict as plain_peers
from .benchmarking.segments import Against
from .benchmarking.standing import Standing
from .benchmarking.standing import to_dict as plain_standing
from .errors import InputError
from .memo import ANEW, Anew, Key
from .model.answers import STATES, UNANSWERED, Answer, Answers, read_answers, visible
from .model.edition import Snapshot
from .model.survey import Survey
from .rounding import round_half_up, rounded
from .scoring.levels import level_at
from .scoring.scores import AxisScore, IndexScore, ItemScore, score_survey
from .scoring.sensitivity import sensitivity

FORMAT = "cspi-report/1"
ITEM_DECIMALS = 4


@dataclass(frozen=True)
class Report:
    """What was scored, with the survey and the answers that it came from.

    ``more``: by question id, what would earn more; ``steps``: the best of these; ``sensitivity``: the
    range of the index under other weights; ``ignored``: answered questions that are hidden; ``peers``: the
    scores among those of a panel, where one compares.
    """

    survey: Survey
    answers: Answers
    index: IndexScore
    more: Mapping[str, tuple[Step, ...]]
    steps: tuple[Step, ...]
    sensitivity: tuple[float, float] | None
    ignored: tuple[str, ...]
    snapshots: tuple[Snapshot, ...] = ()
    against: Against = field(default_factory=Against)
    standings: tuple[Standing, ...] = ()
    peers: Peers | None = None

    def level(self, score: float | None) -> str | None:
        """The level that a score (0 to 100) has reached; decided on the rounded score, as it is shown."""
        level = level_at(self.survey, score)
        return level.id if level else None

    def to_dict(self, kept: Anew = ANEW) -> dict[str, Any]:
        """The report as JSON-able data (``cspi-report/1``), rounded; its parts as ``kept`` has them."""
        items = [item for axis in self.index.axes for item in axis.items]
        return {
            "format": FORMAT,
            "survey": {"id": self.survey.id, "version": self.survey.version},
            "index": self._index(),
            "axes": [self._axis(axis) for axis in self.index.axes],
            "items": kept.listed(kept.part(self._key(item), partial(self._item, item)) for item in items),
            "next_steps": [_step(step) for step in self.steps],
            "profile": self._profile(),
            "standings": kept.listed(
                kept.part(("standing", one), partial(plain_standing, one)) for one in self.standings
            ),
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
        spread = self.sensitivity
        return {
            "score": rounded(index.score),
            "level": self.level(index.score),
            "low": rounded(index.low),
            "high": rounded(index.high),
            "coverage": rounded(index.coverage, ITEM_DECIMALS),
            "sensitivity": None if spread is None else [round_half_up(value) for value in spread],
            "counts": count_states(item for axis in index.axes for item in axis.items),
        }

    def _axis(self, axis: AxisScore) -> dict[str, Any]:
        return {
            "id": axis.axis.id,
            "weight": axis.axis.weight,
            "score": rounded(axis.score),
            "mean": rounded(axis.mean),
            "level": self.level(axis.score),
            "low": rounded(axis.low),
            "high": rounded(axis.high),
            "coverage": rounded(axis.coverage, ITEM_DECIMALS),
            "counts": count_states(axis.items),
        }

    def _key(self, item: ItemScore) -> Key:
        return "item", item.question.id, item.answer, self.more.get(item.question.id)

    def _item(self, item: ItemScore) -> dict[str, Any]:
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
            "more": [_step(step) for step in self.more.get(question.id, ())],
        }

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
    kept: Anew = ANEW,
) -> Report:
    """Scores plain answers (as in a result file) against a survey, and holds them against published
    ``snapshots``; ``against`` chooses the edition and the segment to compare with.

    Raises :class:`InputError` with every problem where the answers are not valid; nothing invalid is
    ever scored. Answers to questions that the other answers hide are not counted; the report names
    them under ``ignored``. ``kept``: of the same survey and snapshots.
    """
    read, problems = read_answers(survey, answers)
    if problems:
        raise InputError(problems)
    index = score_survey(survey, read, kept)
    known, chosen = tuple(snapshots), against or Against()
    asked = {question.id for question in visible(survey, read)}
    more = steps_by_question(survey, read, index, kept)
    return Report(
        survey=survey,
        answers=read,
        index=index,
        more=more,
        steps=next_steps(more),
        sensitivity=sensitivity(index, survey.sensitivity),
        ignored=tuple(name for name in survey.question_by_id if name in read and name not in asked),
        snapshots=known,
        against=chosen,
        standings=standings(survey, read, known, chosen, kept),
        peers=peers(survey, read, index, known, chosen),
    )


def count_states(items: Iterable[ItemScore]) -> dict[str, int]:
    """How many items are in each of the four states."""
    states = [item.answer.state for item in items]
    return {state: states.count(state) for state in STATES}


def _answer(answer: Answer, kind: str) -> dict[str, Any] | None:
    return answer.to_dict(kind) if answer.state != UNANSWERED else None


def _step(step: Step) -> dict[str, Any]:
    return {
        "question": step.question.id,
        "option": step.option,
        "axis": step.question.axis,
        "gain": round_half_up(step.gain),
        "effort": step.effort,
        "open": step.open,
    }
