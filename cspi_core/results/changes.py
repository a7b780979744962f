"""Changes between two sets of answers to one survey: by question, by axis and in the index.

Both are scored with the same survey, so every difference comes from the answers, not from a new survey
version.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.answers import NOTHING, Answer
from ..model.survey import Question
from ..report import Report
from ..scoring.scores import AxisScore, ItemScore


@dataclass(frozen=True)
class ItemChange:
    """A question that was answered differently; ``moved`` is what that did to the item, in [-1, 1], None
    where one of the two answers has no score."""

    question: Question
    before: Answer
    after: Answer
    moved: float | None


@dataclass(frozen=True)
class AxisChange:
    """An axis before and after, with the questions behind the difference, the largest first."""

    before: AxisScore
    after: AxisScore
    items: tuple[ItemChange, ...]

    @property
    def moved(self) -> float | None:
        """The difference of the scores in points; None where one of them has none."""
        if self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score


@dataclass(frozen=True)
class Changes:
    """Two reports of one survey, the earlier and the later, axis by axis."""

    before: Report
    after: Report
    axes: tuple[AxisChange, ...]
    profile: tuple[ItemChange, ...]

    @property
    def moved(self) -> float | None:
        """The difference of the indices in points; None where one of them has none."""
        if self.before.index.score is None or self.after.index.score is None:
            return None
        return self.after.index.score - self.before.index.score


def changes(before: Report, after: Report) -> Changes:
    """Return the changes from one report to another of the same survey.

    Differences of axes and the index are in points (0 to 100), those of items from −1 to 1. Raises
    ValueError if the reports are of two surveys or versions.

    >>> from cspi_core import changes, load_survey, score
    >>> survey = load_survey("tiny.json")
    >>> before, after = (score(survey, {"intake": {"choice": choice}}) for choice in ("note", "form"))
    >>> [(item.question.id, item.moved) for axis in changes(before, after).axes for item in axis.items]
    [('intake', 0.5)]
    """
    if before.survey.id != after.survey.id:
        raise ValueError(f"reports of two surveys: {before.survey.id} and {after.survey.id}")
    axes = tuple(
        AxisChange(earlier, later, _items(earlier, later))
        for earlier, later in zip(before.index.axes, after.index.axes, strict=True)
    )
    themes = [question for question in after.survey.questions if not question.scored]
    pairs = [(q, before.answers.get(q.id, NOTHING), after.answers.get(q.id, NOTHING)) for q in themes]
    profile = tuple(ItemChange(*pair, None) for pair in pairs if pair[1] != pair[2])
    return Changes(before, after, axes, profile)


def _items(before: AxisScore, after: AxisScore) -> tuple[ItemChange, ...]:
    then = {item.question.id: item for item in before.items}
    now = {item.question.id: item for item in after.items}
    questions = {item.question.id: item.question for item in (*before.items, *after.items)}
    found = [_item(question, then.get(name), now.get(name)) for name, question in questions.items()]
    changed = [item for item in found if item.before != item.after]
    return tuple(sorted(changed, key=lambda item: -abs(item.moved or 0.0)))


def _item(question: Question, before: ItemScore | None, after: ItemScore | None) -> ItemChange:
    old, new = before.answer if before else NOTHING, after.answer if after else NOTHING
    if before is None or after is None or before.value is None or after.value is None:
        return ItemChange(question, old, new, None)
    return ItemChange(question, old, new, after.value - before.value)
