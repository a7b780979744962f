"""What keeps a level away where the index alone would reach it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.survey import Level
from ..report import Report
from ..scoring.gates import FLOOR, SIGN, Lack
from ..text.messages import Wording, short


def gate_text(report: Report, text: Mapping[str, Any], words: Wording) -> str | None:
    """What the next level asks for besides its index, where it is not there."""
    standing = report.standing
    if standing is None or standing.next is None or not standing.lacks:
        return None
    asks = words.say(
        "gate.asks",
        level=_name(report, standing.next, text, words),
        lacks=words.series(_lacks(report, standing.lacks, text, words)),
    )
    if standing.by_index == standing.level:
        return asks
    alone = words.say("gate.alone", level=_name(report, standing.by_index, text, words))
    return words.say("list.sentences").join((alone, asks))


def _name(report: Report, level: Level, text: Mapping[str, Any], words: Wording) -> str:
    number = [known.id for known in report.survey.levels].index(level.id) + 1
    return words.say("level", number=number, name=text["levels"][level.id]["name"])


def _lacks(report: Report, lacks: tuple[Lack, ...], text: Mapping[str, Any], words: Wording) -> Iterator[str]:
    for lack in lacks:
        if lack.kind == FLOOR:
            axis = text["axes"][lack.axis]["name"]
            yield words.say("gate.floor", axis=axis, floor=short(lack.wanted), now=words.number(lack.found))
        elif lack.kind == SIGN:
            yield words.say("gate.or").join(_option(report, name, text, words) for name in lack.options)
        else:
            yield words.say("gate.coherence", most=short(lack.wanted), count=short(lack.found))


def _option(report: Report, name: str, text: Mapping[str, Any], words: Wording) -> str:
    question, _, option = name.partition(".")
    label = text["questions"][question]["options"][option]["label"]
    return words.say("step.needs", number=report.survey.question_by_id[question].number, label=label)
