"""The percentiles of the index under other weights are those of all draws, each computed to the last digit,
whatever was asked before."""

from __future__ import annotations

from binascii import crc32
from math import fsum
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspi_core.model.answers import Answer
from cspi_core.model.survey import MULTIPLE, SINGLE, Axis, Option, Question, Sensitivity
from cspi_core.scoring.scores import AxisScore, IndexScore, ItemScore, item_value
from cspi_core.uncertainty.sensitivity import sensitivity
from survey_strategies import POINTS, WEIGHTS

AXES = st.lists(st.tuples(WEIGHTS, st.lists(WEIGHTS, min_size=1, max_size=3)), min_size=1, max_size=4)
PLANS = st.builds(
    Sensitivity, st.sampled_from([0.1, 0.5]), st.sampled_from([1, 2, 20, 300]), st.integers(0, 2)
)
VALUES = st.one_of(POINTS, st.floats(0, 1), st.sampled_from([0.0, 1.0]))
Weights = list[tuple[float, list[float]]]


def index_of(weights: Weights, values: list[float]) -> IndexScore:
    """An index of items that earn ``values``; only what sensitivity looks at is as it would be."""
    left, axes = iter(values), []
    for number, (weight, items) in enumerate(weights):
        scored = [
            ItemScore(Question(f"q{at}", at, SINGLE, weight=item), Answer("answered"), value, value, value)
            for at, (item, value) in enumerate(zip(items, left, strict=False))
        ]
        axes.append(AxisScore(Axis(f"a{number}", weight), tuple(scored), 1.0, 1.0, 1.0, 1.0, 1.0))
    return IndexScore(tuple(axes), 1.0, 1.0, 1.0, 1.0)


def exactly(weights: Weights, values: list[float], plan: Sensitivity) -> tuple[float, float]:
    """Every draw, computed and put in order."""
    rng, indices = Random(plan.seed), []

    def perturbed(weight: float) -> float:
        return weight * (1.0 - plan.spread + 2.0 * plan.spread * rng.random())

    for _ in range(plan.draws):
        drawn = [(perturbed(axis), [perturbed(item) for item in items]) for axis, items in weights]
        whole = fsum(axis for axis, _ in drawn)
        shares = [axis / whole * (item / fsum(items)) for axis, items in drawn for item in items]
        indices.append(100.0 * fsum(a * b for a, b in zip(shares, values, strict=True)))
    indices.sort()
    return quantile(indices, 0.05), quantile(indices, 0.95)


def quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@given(AXES, PLANS, st.data())
def test_few_exact_indices_give_what_all_give(weights: Weights, plan: Sensitivity, data: Any) -> None:
    count = sum(len(items) for _, items in weights)
    values = data.draw(st.lists(VALUES, min_size=count, max_size=count))
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, count - 1), VALUES), max_size=6)):
        assert sensitivity(index_of(weights, values), plan) == exactly(weights, values, plan)
        values = [*values[:at], value, *values[at + 1 :]]
    assert sensitivity(index_of(weights, values), plan) == exactly(weights, values, plan)


POINTS_OF = st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0]), min_size=1, max_size=4)


@given(st.lists(st.tuples(POINTS_OF, st.floats(1, 8), st.booleans()), min_size=1, max_size=3), st.data())
def test_values_and_full_marks_vary_together_with_the_weights(items: Any, data: Any) -> None:
    """Every draw with every factor, computed and put in order; the shares as they are without values."""
    plan = Sensitivity(0.5, 200, data.draw(st.integers(0, 3)), 0.25)
    scored, columns = [], []
    for at, (points, full, reverse) in enumerate(items):
        options = tuple(Option(f"o{n}", value) for n, value in enumerate(points))
        question = Question(f"q{at}", at, MULTIPLE, options=options, full=full, reverse=reverse)
        answer = Answer("answered", tuple(option.id for option in options))
        value = item_value(question, answer)
        scored.append(ItemScore(question, answer, value, value, value))
        columns.append(drawn(plan, question, points, full, reverse))
    axis = AxisScore(Axis("a", 1.0), tuple(scored), 1.0, 1.0, 1.0, 1.0, 1.0)
    found = sensitivity(IndexScore((axis,), 1.0, 1.0, 1.0, 1.0), plan)
    rng, indices = Random(plan.seed), []
    for draw in range(plan.draws):
        whole = perturbed(rng, plan.spread)
        weights = [perturbed(rng, plan.spread) for _ in items]
        shares = [whole / whole * (weight / fsum(weights)) for weight in weights]
        indices.append(100.0 * fsum(a * column[draw] for a, column in zip(shares, columns, strict=True)))
    indices.sort()
    assert found == (quantile(indices, 0.05), quantile(indices, 0.95))


def perturbed(rng: Random, spread: float) -> float:
    return 1.0 - spread + 2.0 * spread * rng.random()


def drawn(
    plan: Sensitivity, question: Question, points: list[float], full: float, reverse: bool
) -> list[float]:
    """The value of a multiple choice in every draw."""

    def factors(name: str) -> list[float]:
        rng = Random(plan.seed * 2**32 + crc32(name.encode()))
        return [perturbed(rng, plan.values) for _ in range(plan.draws)]

    options = [factors(f"{question.id}.o{n}") for n in range(len(points))]
    wanted = factors(question.id)
    earned = [
        min(1.0, fsum(p * own[draw] for p, own in zip(points, options, strict=True)) / (full * wanted[draw]))
        for draw in range(plan.draws)
    ]
    return [1.0 - value for value in earned] if reverse else earned


def test_the_lowest_and_the_highest_answer_keep_their_values() -> None:
    options = tuple(Option(f"o{n}", value) for n, value in enumerate([0.0, 0.2, 0.8, 1.0]))
    question = Question("q", 1, SINGLE, options=options)
    plan = Sensitivity(0.5, 300, 1, 0.25)
    ranges = []
    for option in options:
        item = ItemScore(question, Answer("answered", (option.id,)), option.value, 0.0, 1.0)
        axis = AxisScore(Axis("a", 1.0), (item,), 1.0, 1.0, 1.0, 1.0, 1.0)
        ranges.append(sensitivity(IndexScore((axis,), 1.0, 1.0, 1.0, 1.0), plan))
    assert ranges[0] == (0.0, 0.0) and ranges[3] == (100.0, 100.0)
    assert ranges[1] is not None and 15.0 <= ranges[1][0] < 20.0 < ranges[1][1] <= 25.0
    assert ranges[2] is not None and 75.0 <= ranges[2][0] < 80.0 < ranges[2][1] <= 85.0
