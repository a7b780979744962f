"""Requirements of the next level besides its index, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ...model.survey import Level, Survey
from ...report import Report
from ...scoring.gates import FLOOR, SIGN, Lack, Standing
from ...text.messages import Wording


def gate_text(
    report: Report, text: Mapping[str, Any], words: Wording, known: Collection[str] = ()
) -> str | None:
    """Return what the next level requires besides its index and is not there; None without such a gate.
    ``known``: axes whose scores the reader has just been told."""
    standing = report.standing
    return standing_text(report.survey, standing, text, words, known) if standing else None


def standing_text(
    survey: Survey, standing: Standing, text: Mapping[str, Any], words: Wording, known: Collection[str] = ()
) -> str | None:
    """Return what the level above a standing requires besides its index and is not there."""
    if standing.next is None or not standing.lacks:
        return None
    lacks = list(_lacks(survey, standing.next, standing.lacks, text, words, known))
    all_lacks = words.say("gate.and").join(lacks) if len(lacks) == 2 else words.series(lacks)
    level = level_number(survey, standing.next, words)
    if standing.by_index == standing.level:
        return words.say("gate.asks", level=level, lacks=all_lacks)
    if standing.by_index == standing.next:
        return words.say("gate.by_index", level=level, lacks=all_lacks)
    alone = words.say("gate.alone", level=level_number(survey, standing.by_index, words))
    asks = words.say("gate.asks", level=level, lacks=all_lacks)
    return words.say("list.sentences").join((alone, asks))


def level_number(survey: Survey, level: Level, words: Wording) -> str:
    """A level by its number."""
    number = [known.id for known in survey.levels].index(level.id) + 1
    return words.say("level.number", number=number)


def _lacks(
    survey: Survey,
    level: Level,
    lacks: tuple[Lack, ...],
    text: Mapping[str, Any],
    words: Wording,
    known: Collection[str],
) -> Iterator[str]:
    floors = [lack for lack in lacks if lack.kind == FLOOR]
    if floors:
        axes = words.series(
            name if one.axis in known else words.say("gate.axis", axis=name, now=words.figure(one.found))
            for one in floors
            for name in (text["axes"][one.axis]["name"],)
        )
        yield words.say("gate.floor", axes=axes, floor=words.short(floors[0].wanted))
    for lack in lacks:
        if lack.kind == SIGN:
            yield _sign(survey, level, lack, text, words)
        elif lack.kind != FLOOR:
            yield words.say("gate.coherence", count=words.short(lack.found))


def _sign(survey: Survey, level: Level, lack: Lack, text: Mapping[str, Any], words: Wording) -> str:
    """A sign in the words of the survey, or as its options where the survey has no words for it."""
    said = text["levels"][level.id].get("signs") or ()
    if lack.place < len(said):
        return str(said[lack.place])
    return words.say("gate.or").join(_option(survey, name, text, words) for name in lack.options)


def _option(survey: Survey, name: str, text: Mapping[str, Any], words: Wording) -> str:
    question, _, option = name.partition(".")
    label = text["questions"][question]["options"][option]["label"]
    return words.say("step.needs", number=survey.question_by_id[question].number, label=label)
