"""A team agrees: its answers are held against each other, and one for each question stands for all.

An answer that everybody gave counts as agreed. Where answers differ, what was recorded in the workshop
counts, and also in place of an answer that everybody gave. The outcome is an ordinary result. The question
about the respondent's own role is left out: it has an answer per person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.answers import ANSWERED, NOT_APPLICABLE, NOTHING, UNANSWERED, Answer, visible
from ..model.survey import Question, Survey
from .result_file import Result
from .team import ItemTeam, role_question


@dataclass(frozen=True)
class Split:
    """The differences between the answers to one question: the people, those who answered, the number of
    different answers, and the people who gave the most frequent one.

    ``same`` is the answer that everybody gave. ``distance`` grows with disagreement: the relative spread of
    what was earned, and where nothing is earned the share of people outside the largest group.
    """

    question: Question
    people: int
    answered: int
    different: int
    most: int
    same: Answer | None
    distance: float
    agreement: float | None

    @property
    def order(self) -> tuple[int, float, int]:
        """The place in a workshop: the widest disagreement first, then open questions, then the agreed."""
        group = 2 if self.same else 0 if self.different > 1 else 1
        return group, -self.distance, self.question.number


def split(question: Question, answers: Sequence[Answer], rated: ItemTeam | None) -> Split:
    """Return how answers to a question differ; ``rated`` is what the team makes of a scored one."""
    given = [answer for answer in answers if answer.state in (ANSWERED, NOT_APPLICABLE)]
    counts = Counter(given)
    most = max(counts.values(), default=0)
    spread = rated.relative_spread if rated else (len(given) - most) / max(1, len(given))
    return Split(
        question=question,
        people=len(answers),
        answered=len(given),
        different=len(counts),
        most=most,
        same=given[0] if len(counts) == 1 and len(given) == len(answers) else None,
        distance=spread if len(counts) > 1 else 0.0,
        agreement=rated.agreement if rated else None,
    )


@dataclass(frozen=True)
class Outcome:
    """The agreed answers of ``n`` people. ``splits``: the questions that the agreed answers lead to, the
    widest disagreement first."""

    n: int
    answers: Mapping[str, Answer]
    splits: tuple[Split, ...]

    @property
    def settled(self) -> int:
        """The number of questions with an agreed answer."""
        return len([one for one in self.splits if one.question.id in self.answers])


def outcome(
    survey: Survey,
    results: Sequence[Result],
    rated: Mapping[str, ItemTeam],
    recorded: Mapping[str, Answer],
) -> Outcome:
    """Return what the people of ``results`` agree on: ``recorded`` answers, else those that all gave."""
    own = role_question(survey)
    splits = [
        split(one, [result.answers.get(one.id, NOTHING) for result in results], rated.get(one.id))
        for one in survey.questions
        if one is not own
    ]
    same = {one.question.id: one.same for one in splits if one.same}
    chosen = {name: answer for name, answer in recorded.items() if answer.state != UNANSWERED}
    answers = same | chosen
    shown = visible(survey, answers)
    asked = sorted([one for one in splits if one.question in shown], key=lambda one: one.order)
    names = {one.question.id for one in asked}
    return Outcome(len(results), {name: answers[name] for name in answers if name in names}, tuple(asked))
