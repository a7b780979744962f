"""The percentiles of the index under other weights are those of all draws, each computed to the last digit,
whatever was asked before."""

from __future__ import annotations

from math import fsum
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from survey_strategies import POINTS, WEIGHTS

from cspi_core.model.answers import Answer
from cspi_core.model.survey import SINGLE, Axis, Question, Sensitivity
from cspi_core.scoring.scores import AxisScore, IndexScore, ItemScore
from cspi_core.scoring.sensitivity import sensitivity

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
