"""Made-up results of a survey, for tests, benchmarks and previews. Nobody gave these answers.

Each respondent has a maturity, from which each axis differs a little; answers follow it with some noise, and
so, more loosely, does the revenue that they keep. The same survey, count and seed always give the same
results. A panel of them is marked `illustrative`, in the edition and in every figure.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from math import erf, exp, sqrt
from typing import Any

from cspi_core.model.answers import ANSWERED, NOT_APPLICABLE, UNKNOWN, Answer, visible
from cspi_core.model.survey import MULTIPLE, NUMBER, Band, Option, Question, Survey
from cspi_core.scoring.scores import item_value

__all__ = ["illustrative_answers", "illustrative_panel"]

COUNT, SEED, YEAR = 400, 20260401, 2026

_UNKNOWN, _NOT_APPLICABLE, _OPEN = 0.03, 0.01, 0.03

_HARD = {"small": -0.5, "medium": 0.2, "large": 1.0}

_NUMBERS: Mapping[str, Callable[[float, float], float]] = {  # by role, from maturity and chance
    "cs_people": lambda maturity, chance: exp(1.9 + 0.3 * maturity + 0.9 * chance),
    "customers": lambda maturity, chance: exp(5.3 + 0.2 * maturity + 1.5 * chance),
    "nrr": lambda maturity, chance: 101 + 5 * maturity + 9 * chance,
    "retention": lambda maturity, chance: 90 + 2.5 * maturity + 4 * chance,
    "nps": lambda maturity, chance: 18 + 9 * maturity + 18 * chance,
}


def illustrative_panel(
    survey: Survey, count: int = COUNT, seed: int = SEED, languages: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A panel of made-up results as plain values, in the form of an edition file."""
    from cspi_build.panels.metadata import Edition
    from cspi_build.panels.reading.coding import Parts
    from cspi_build.panels.reading.files import Given
    from cspi_build.panels.tabulation.scores import score_all
    from cspi_build.panels.to_edition import edition_of

    parts = Parts.of(survey)
    parts.add_given([Given(answers) for answers in illustrative_answers(survey, count, seed)])
    responses = parts.responses().asked()
    series = f"illustrative-{survey.id.replace('_', '-')}"
    edition = Edition(series, YEAR, "A program (fictitious)", illustrative=True, languages=languages)
    return edition_of(responses, score_all(responses), edition)


def illustrative_answers(survey: Survey, count: int = COUNT, seed: int = SEED) -> Iterator[dict[str, Answer]]:
    """Made-up answers, one respondent after the other."""
    chance = random.Random(f"{survey.id} {seed}")
    for _ in range(count):
        maturity = chance.gauss(-0.2, 1.0)
        axes = {axis.id: 0.8 * maturity + 0.6 * chance.gauss(0.0, 1.0) for axis in survey.axes}
        given: dict[str, Answer] = {}
        for question in survey.questions:
            answer = _answer(question, axes.get(question.axis or "", maturity), chance)
            given |= {} if answer is None else {question.id: answer}
        asked = {question.id for question in visible(survey, given)}
        yield {id_: answer for id_, answer in given.items() if id_ in asked}


def _answer(question: Question, maturity: float, chance: random.Random) -> Answer | None:
    state = chance.random()
    if state < _OPEN:
        return None
    if state < _OPEN + _UNKNOWN:
        return Answer(UNKNOWN)
    if question.scored and state < _OPEN + _UNKNOWN + _NOT_APPLICABLE:
        return Answer(NOT_APPLICABLE)
    if question.kind == NUMBER:
        return Answer(ANSWERED, (), _number(question, maturity, chance))
    if question.kind == MULTIPLE:
        return Answer(ANSWERED, _options(question, maturity, chance))
    return Answer(ANSWERED, (_option(question, maturity, chance).id,))


def _option(question: Question, maturity: float, chance: random.Random) -> Option:
    """One option: by maturity where it earns something, else the first ones more often than the last."""
    if not question.scored:
        weights = [1 / (at + 1) for at in range(len(question.options))]
        return chance.choices(question.options, weights)[0]
    ranked = sorted(question.options, key=lambda one: item_value(question, Answer(ANSWERED, (one.id,))))
    return ranked[_place(maturity + 0.7 * chance.gauss(0.0, 1.0), len(ranked))]


def _options(question: Question, maturity: float, chance: random.Random) -> tuple[str, ...]:
    together = [option for option in question.options if not option.exclusive]
    alone = tuple(option.id for option in question.options if option.exclusive)[:1]
    easy = [maturity - _HARD.get(option.effort or "", -1.0) for option in together]
    likely = [1 / (1 + exp(-1.2 * one)) for one in easy]
    drawn = [option.id for option, share in zip(together, likely, strict=True) if chance.random() < share]
    return tuple(drawn) or alone


def _number(question: Question, maturity: float, chance: random.Random) -> float:
    low = question.minimum or 0.0
    high = low + 100.0 if question.maximum is None else question.maximum
    if question.bands:
        ranked = sorted(question.bands, key=lambda band: band.value, reverse=question.reverse)
        band = ranked[_place(maturity + 0.7 * chance.gauss(0.0, 1.0), len(ranked))]
        raw = _within(band, low, high, chance.random())
    else:
        likely = _NUMBERS.get(question.profile or "")
        flat = low + chance.random() * min(100.0, high - low)
        raw = likely(maturity, chance.gauss(0.0, 1.0)) if likely else flat
    return _on_step(min(max(raw, low), high), question, low, high)


def _within(band: Band, low: float, high: float, part: float) -> float:
    start, end = max(band.start, low), min(high if band.end is None else band.end, high)
    return start + part * 0.99 * max(0.0, end - start)


def _on_step(raw: float, question: Question, low: float, high: float) -> float:
    step = question.step or 1.0
    number = round(step * int(raw / step), 9)
    number = number if low <= number <= high else round(min(max(number, low), high), 9)
    return int(number) if float(number).is_integer() else number


def _place(maturity: float, count: int) -> int:
    """Where a maturity falls among so many equal parts of the normal distribution."""
    return min(count - 1, int(count * 0.5 * (1 + erf(maturity / sqrt(2)))))
