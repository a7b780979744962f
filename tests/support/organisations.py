"""Made-up organisations that answer the CSPI survey: plausible ones, and random clickers.

A plausible one has a maturity of its own, axes that differ from it, options that are the rarer the harder
they are, and a profile that fits. It is no sample of real companies: what is measured with it is relative.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp
from pathlib import Path
from random import Random
from typing import Any

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answers
from cspi_core.model.survey import MULTIPLE, NUMBER, SINGLE, Question, Survey

FOLDER = Path(__file__).resolve().parents[2] / "survey_defs" / "cspi"
COMMON = frozenset(
    [
        "q16.billing",
        "q19.support",
        "q19.onboarding",
        "q25.website",
        "q25.helpdesk",
        "q32.technical_fix",
        "q32.billing",
        "q32.renewal",
        "q32.onboarding",
        "q33.satisfaction",
        "q33.support_tickets",
        "q33.logins",
        "q35.csm_judgement",
        "q20.crm",
    ]
)
RARE = frozenset(
    [
        "q16.shared_pay",
        "q16.fit",
        "q25.grouped_communities",
        "q25.online_community",
        "q25.in_product_guide",
        "q30.knowledge_hub",
        "q30.task_marketplace",
        "q33.usage_roi",
        "q33.customer_metrics",
        "q35.predictive_model",
        "q32.growth",
        "q23.partners",
    ]
)


@cache
def survey() -> Survey:
    """The CSPI survey as it is built."""
    return load_survey(compile_survey(load_definition(FOLDER)))


def organisations(count: int, seed: int = 2019) -> Iterator[Answers]:
    """So many plausible organisations."""
    rng = Random(seed)
    return (_read(_organisation(rng)) for _ in range(count))


def random_clickers(count: int, seed: int = 7) -> Iterator[Answers]:
    """So many people who choose every answer by chance."""
    rng = Random(seed)
    return (_read({q.id: _by_chance(q, rng) for q in survey().questions}) for _ in range(count))


def every_box(lowest: bool) -> Answers:
    """Every box ticked, and of single choices the lowest (or the highest)."""
    pick = min if lowest else max
    plain: dict[str, Any] = {}
    for question in survey().questions:
        if question.kind == MULTIPLE:
            plain[question.id] = {"choices": [o.id for o in question.options if not o.exclusive]}
        elif question.scored:
            plain[question.id] = {"choice": pick(question.options, key=lambda option: option.value or 0).id}
    return _read(plain)


def without(answers: Answers, axis: str) -> Answers:
    """The answers with nothing on one axis."""
    plain: dict[str, Any] = {}
    for question in survey().questions:
        if question.axis == axis and question.kind == SINGLE:
            plain[question.id] = {"choice": min(question.options, key=lambda option: option.value or 0).id}
        elif question.axis == axis:
            plain[question.id] = {"choices": []}
    return {**answers, **_read(plain)}


def _read(plain: dict[str, Any]) -> Answers:
    answers, problems = read_answers(survey(), {name: one for name, one in plain.items() if one is not None})
    assert not problems, problems
    return answers


def _by_chance(question: Question, rng: Random) -> Any:
    if question.kind == NUMBER:
        numbers = {"customers": [20, 60, 150, 400, 2000], "cs_people": [1, 3, 5, 8, 15, 40, 90]}
        return (
            {"number": rng.choice(numbers[question.profile or ""])} if question.profile in numbers else None
        )
    if question.kind == SINGLE:
        return {"choice": rng.choice(question.options).id}
    chosen = [option.id for option in question.options if not option.exclusive and rng.random() < 0.5]
    return {"choices": chosen}


def _organisation(rng: Random) -> dict[str, Any]:
    people = rng.choices([1, rng.randint(2, 9), rng.randint(10, 30), rng.randint(31, 250)], [9, 60, 23, 8])[0]
    size = sum(people >= start for start in (2, 10, 50))
    base = rng.gauss(-0.3 + 0.35 * size, 0.9)
    maturity = {axis.id: base + rng.gauss(0, 0.8) for axis in survey().axes}
    plain = _profile(people, size, rng)
    for question in survey().questions:
        if question.scored:
            plain[question.id] = _answer(question, maturity[question.axis or ""], size, rng)
    return plain | _that_fits(plain, people)


def _profile(people: int, size: int, rng: Random) -> dict[str, Any]:
    is_b2c = rng.random() < 0.08
    customers = people * rng.choice([8, 16, 30, 40, 60, 90, 150, 300]) * (40 if is_b2c else 1)
    roles = ["csm", "head_cs", "vp_cs", "ceo", "cco", "head_other", "other"]
    return {
        "q2": {"choice": rng.choices(roles, [40, 32, 6 + 4 * size, 7 - size, 2 * size, 5, 8])[0]},
        "q6": {"choice": "b2c" if is_b2c else "b2b"},
        "q8": {"number": customers},
        "q9": {"number": people},
        "q13": {"choice": "none" if rng.random() > 0.15 + 0.2 * size else "gainsight"},
        "q14": {"choice": "none" if rng.random() < 0.15 else "salesforce"},
    }


def _answer(question: Question, maturity: float, size: int, rng: Random) -> dict[str, Any]:
    if question.kind == SINGLE:
        rungs = sorted(question.options, key=lambda option: option.value or 0.0)
        height = maturity + rng.gauss(0, 0.7) + (0.45 * (size - 1.2) if len(rungs) > 4 else 0.0)
        cuts = (-1.0, 0.1, 0.9, 1.7, 2.4)[: len(rungs) - 1] if len(rungs) > 3 else (-0.3, 1.4)
        return {"choice": rungs[sum(height > cut for cut in cuts)].id}
    chosen = [
        option.id
        for option in question.options
        if not option.exclusive and rng.random() < _likelihood(f"{question.id}.{option.id}", maturity)
    ]
    return {"choices": chosen}


def _likelihood(name: str, maturity: float) -> float:
    ease = 1.2 if name in COMMON else -1.3 if name in RARE else 0.0
    return 1 / (1 + exp(-1.6 * (maturity - 0.35 + ease)))


def _that_fits(plain: dict[str, Any], people: int) -> dict[str, Any]:
    """What has to go with the rest: one person is one CSM, no segments have no uses."""
    fitting: dict[str, Any] = {}
    if people == 1:
        fitting["q18"] = {"choice": "one_csm"}
    elif plain["q18"] == {"choice": "one_csm"}:
        fitting["q18"] = {"choice": "one_group"}
    if plain["q21"] == {"choice": "none"}:
        fitting["q22"] = {"choices": []}
    return fitting
