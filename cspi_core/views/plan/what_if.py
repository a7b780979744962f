"""A what-if in words: what was changed, and what moves: items, axes, the index, its level, the standings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ...advice.improvements import steps_by_question
from ...advice.what_if import WhatIf, changeable
from ...benchmarking.standing import Standing
from ...model.answers import ANSWERED, NOTHING, Answer
from ...model.survey import Question
from ...rounding import rounded
from ...scoring.scores import AxisScore, ItemScore
from ...text.benchmarks import edition_text, sentences
from ...uncertainty.levels import standing
from ..differences import direction
from .gate import standing_text
from .steps import PlanWords

if TYPE_CHECKING:
    from ..shapes.drawing import AnswerData
    from ..shapes.what_if import (
        ChangedAnswer,
        Moved,
        MovedStanding,
        SupposedAxis,
        SupposedIndex,
        SupposedItem,
        WhatIfView,
    )


def what_if_words(about: PlanWords, found: WhatIf) -> WhatIfView:
    """Return the effect of changed answers. Texts are ready for display; numbers are for drawing."""
    pairs = list(zip(found.before.axes, found.after.axes, strict=True))
    return {
        "index": _index(about, found),
        "axes": [_axis(about, then, now) for then, now in pairs],
        "items": _items(about, found),
        "changed": [_changed(about, found, question) for question in found.questions],
        "standings": _standings(about, found),
        "say": _say(about, found),
    }


def _index(about: PlanWords, found: WhatIf) -> SupposedIndex:
    old = about.whole_level(found.own, found.before)
    new = about.whole_level(found.changed, found.after)
    return {
        **_moved(about, found.before.score, found.after.score),
        "level_before": about.level(old),
        "level_after": about.level(new),
        "level_moves": new is not None and new != old,
        "gate": _gate(about, found),
    }


def _gate(about: PlanWords, found: WhatIf) -> str | None:
    """Return what keeps the level away that the index alone would reach after the changes."""
    reached = standing(found.survey, found.changed, found.after)
    if reached is None or reached.by_index == reached.level:
        return None
    return standing_text(found.survey, reached, about.text, about.words)


def _moved(about: PlanWords, before: float | None, after: float | None) -> Moved:
    return {
        "before": about.words.number(before),
        "after": about.words.number(after),
        "moved": about.moved(before, after),
        "direction": direction(before, after, about.words.scale),
        "value_before": rounded(before),
        "value_after": rounded(after),
    }


def _axis(about: PlanWords, then: AxisScore, now: AxisScore) -> SupposedAxis:
    level = about.new_level(then.score, now.score)
    moved = _moved(about, then.score, now.score)
    return {**moved, "id": now.axis.id, "name": about.axis(now.axis.id), "level": level}


def _items(about: PlanWords, found: WhatIf) -> dict[str, SupposedItem]:
    """Every item that can be changed: its score before and after, and what each option would add now."""
    before = {item.question.id: item for axis in found.before.axes for item in axis.items}
    after = {item.question.id: item for axis in found.after.axes for item in axis.items}
    gains = steps_by_question(found.survey, found.changed, found.after)
    items: dict[str, SupposedItem] = {}
    for question in changeable(found.survey, found.changed):
        steps = {step.option: about.words.gain(step.gain) for step in gains.get(question.id, ())}
        then, now = (_percent(index.get(question.id)) for index in (before, after))
        answer = found.changed.get(question.id, NOTHING).to_dict(question.kind)
        items[question.id] = {
            **_moved(about, then, now),
            "answer": cast("AnswerData", answer),
            "chosen": _chosen(question, found.changed.get(question.id, NOTHING)),
            "own": _chosen(question, found.own.get(question.id, NOTHING)),
            "state": _state(about, found, question),
            "gains": steps,
        }
    return items


def _chosen(question: Question, answer: Answer) -> list[str]:
    """The options of an answer, or the band that its number lies in."""
    number = answer.number
    if number is None:
        return list(answer.choices)
    return [band.id for band in question.bands if band.holds(number)]


def _state(about: PlanWords, found: WhatIf, question: Question) -> str | None:
    """Return the reason if the respondent's own answer selects nothing."""
    own = found.own.get(question.id, NOTHING)
    return None if own.state == ANSWERED else about.words.say(f"state.{own.state}")


def _percent(item: ItemScore | None) -> float | None:
    return None if item is None or item.value is None else 100.0 * item.value


def _changed(about: PlanWords, found: WhatIf, question: Question) -> ChangedAnswer:
    return {
        "question": question.id,
        "number": question.number,
        "prompt": about.prose(question)["prompt"],
        "before": about.answer(question, found.own.get(question.id, NOTHING)),
        "after": about.answer(question, found.changed.get(question.id, NOTHING)),
    }


def _standings(about: PlanWords, found: WhatIf) -> list[MovedStanding]:
    """Return the comparison of a changed answer before and after, one entry per study."""
    before = {_key(standing): standing for standing in found.stood}
    after = {_key(standing): standing for standing in found.stands}
    entries: list[MovedStanding] = []
    for key, shown in (before | after).items():
        texts = [_stands(about, side.get(key)) for side in (before, after)]
        if texts[0] != texts[1]:
            entries.append(
                {
                    "question": shown.question.id,
                    "title": shown.metric.title[about.words.locale],
                    "study": edition_text(shown.snapshot, about.words),
                    "before": texts[0],
                    "after": texts[1],
                }
            )
    return entries


def _key(standing: Standing) -> tuple[str, str, str]:
    return standing.question.id, standing.metric.id, standing.snapshot.id


def _stands(about: PlanWords, standing: Standing | None) -> str:
    if standing is None:
        return about.words.say("what_if.not_compared")
    return about.words.say("list.sentences").join(sentences(standing, about.words))


def _say(about: PlanWords, found: WhatIf) -> str:
    """The change in one sentence, for those who listen."""
    before, after = found.before.score, found.after.score
    if not found.questions:
        return about.words.say("what_if.none")
    if after is None:
        return about.words.say("what_if.no_index")
    level = about.new_whole_level((found.own, found.before), (found.changed, found.after))
    said = about.words.say(
        "what_if.index" if about.moved(before, after) or before is None else "what_if.still",
        before=about.words.number(before),
        after=about.words.number(after),
    )
    return (
        said + about.words.say("list.sentences") + about.words.say("what_if.level", level=level)
        if level
        else said
    )
