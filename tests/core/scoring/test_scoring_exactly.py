"""Items, axes and the index worked out by hand, at the edges of each rule."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from cspi_core.model.answers import ANSWERED, NOT_APPLICABLE, NOTHING, UNKNOWN, Answer
from cspi_core.model.survey import Axis, Band, Option, Question, Survey
from cspi_core.scoring.scores import (
    AxisScore,
    attainable_range,
    item_value,
    reaches,
    score_axis,
    score_index,
    score_item,
    score_survey,
    weighted_mean,
)


def read(text: str) -> str:
    """A text as a reader of JSON gives it: equal to the one in the code, and not the same object."""
    return str(json.loads(json.dumps(text)))


def options(*values: float | None, alone: tuple[int, ...] = ()) -> tuple[Option, ...]:
    return tuple(Option(f"o{n}", value=value, exclusive=n in alone) for n, value in enumerate(values))


def question(kind: str, *values: float | None, alone: tuple[int, ...] = (), **more: Any) -> Question:
    usual: dict[str, Any] = {"id": "q", "number": 1, "axis": "a", "options": options(*values, alone=alone)}
    return Question(kind=read(kind), **(usual | more))


def chosen(*names: str) -> Answer:
    return Answer(ANSWERED, names)


BANDS = (Band("low", 0, 10, 0.2), Band("mid", 10, 20, 0.9), Band("high", 20, None, 0.5))
NUMBER = question("number", bands=BANDS)
MULTIPLE = question("multiple", 1, 2, 3, 0, alone=(3,), full=4.0)


@pytest.mark.parametrize(
    ("asked", "answer", "earned", "reversed_"),
    [
        (question("single", 0.25, 0.75), chosen("o1"), 0.75, 0.25),
        (question("single", None, 0.75), chosen("o0"), 0.0, 1.0),
        (MULTIPLE, chosen("o0", "o1"), 0.75, 0.25),
        (MULTIPLE, chosen("o0", "o1", "o2"), 1.0, 0.0),
        (MULTIPLE, chosen(), 0.0, 1.0),
        (MULTIPLE, chosen("o3"), 0.0, 1.0),
        (question("multiple", 0.5, None), chosen("o0", "o1"), 0.5, 0.5),
        (question("multiple", 0.5, 0.75), chosen("o0", "o1"), 1.0, 0.0),
        (NUMBER, Answer(ANSWERED, (), 0), 0.2, 0.8),
        (NUMBER, Answer(ANSWERED, (), 9.9), 0.2, 0.8),
        (NUMBER, Answer(ANSWERED, (), 10), 0.9, pytest.approx(0.1)),
        (NUMBER, Answer(ANSWERED, (), 5000), 0.5, 0.5),
        (NUMBER, Answer(ANSWERED, (), -1), 0.0, 1.0),
        (NUMBER, Answer(ANSWERED), 0.2, 0.8),
    ],
)
def test_what_an_answer_earns(asked: Question, answer: Answer, earned: Any, reversed_: Any) -> None:
    parts = {"kind": asked.kind, "options": asked.options, "full": asked.full, "bands": asked.bands}
    turned = Question(id="q", number=1, axis="a", reverse=True, **parts)
    assert item_value(asked, answer) == earned
    assert item_value(turned, answer) == reversed_
    for one, value in ((asked, earned), (turned, reversed_)):
        item = score_item(one, answer)
        assert (item.value, item.low, item.high) == (value, value, value)
        assert item.applies is True


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [
        (question("single", 0.25, 0.75, 0.5), 0.25, 0.75),
        (question("single", None, 0.75), 0.0, 0.75),
        (question("single", -0.5, 0.75, reverse=True), 0.25, 1.5),
        (question("single", 0.25, 0.75, reverse=True), 0.25, 0.75),
        (question("single", 0.2, 0.5, reverse=True), 0.5, 0.8),
        (MULTIPLE, 0.0, 1.0),
        (question("multiple", 1, 2, full=4.0), 0.0, 0.75),
        (question("multiple", 1, 2, full=4.0, reverse=True), 0.25, 1.0),
        (question("multiple", 1, 2, 3.2, alone=(2,), full=4.0), 0.0, 0.8),
        (question("multiple", 1, 2, 9, alone=(2,), full=4.0), 0.0, 1.0),
        (question("multiple", 1, None, None, alone=(2,), full=4.0), 0.0, 0.25),
        (question("multiple", 0.25, 0.5, 0.625, alone=(2,)), 0.0, 0.75),
        (question("multiple", 0.125, 0.625, alone=(1,)), 0.0, 0.625),
        (NUMBER, 0.2, 0.9),
        (question("number", bands=BANDS[:1], reverse=True), 0.8, 0.8),
    ],
)
def test_the_least_and_the_most_that_a_question_can_earn(asked: Question, low: float, high: float) -> None:
    assert attainable_range(asked) == (low, high)
    for state in (UNKNOWN, NOT_APPLICABLE):
        item = score_item(asked, Answer(read(state)))
        assert (item.value, item.low, item.high) == (None, low, high)
        assert item.applies is (state == UNKNOWN)
    assert score_item(asked, NOTHING).applies is True


def test_a_mean_is_weighted_and_there_is_none_of_nothing() -> None:
    assert weighted_mean([(1, 10.0), (3, 20.0)]) == 17.5
    assert weighted_mean([(0.5, 10.0)]) == 10.0
    assert weighted_mean([]) is None
    assert weighted_mean([(0, 5.0)]) is None


AXIS = Axis("a", 2.0)


def axis_of(*given: tuple[float, Answer], minimum: float = 0.5) -> AxisScore:
    """An axis of questions that earn from 0.2 to 0.8, each with its weight and its answer."""
    items = [score_item(question("single", 0.2, 0.8, weight=weight), answer) for weight, answer in given]
    return score_axis(AXIS, tuple(items), minimum)


BEST, WORST, OPEN, OUT = chosen("o1"), chosen("o0"), Answer(UNKNOWN), Answer(NOT_APPLICABLE)


def figures(of: AxisScore) -> list[Any]:
    parts = (of.mean, of.score, of.low, of.high, of.coverage)
    return [None if part is None else pytest.approx(part) for part in parts]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(3.0, BEST), (1.0, WORST)], (65, 65, 65, 65, 1)),
        ([(1.0, BEST), (1.0, OPEN)], (80, 80, 50, 80, 0.5)),
        ([(1.0, BEST), (2.0, OPEN)], (80, None, 40, 80, 1 / 3)),
        ([(1.0, WORST), (1.0, NOTHING), (5.0, OUT)], (20, 20, 20, 50, 0.5)),
        ([(1.0, OPEN)], (None, None, 20, 80, 0)),
        ([(1.0, OUT)], (None, None, None, None, None)),
        ([], (None, None, None, None, None)),
        ([(0.25, BEST), (0.25, WORST)], (50, 50, 50, 50, 1)),
    ],
)
def test_an_axis(given: list[tuple[float, Answer]], expected: tuple[float | None, ...]) -> None:
    assert figures(axis_of(*given)) == list(expected)


def test_an_axis_of_which_nothing_is_answered_has_no_score_even_where_none_is_needed() -> None:
    found = axis_of((1.0, OPEN), minimum=0.0)
    assert (found.mean, found.score, found.coverage) == (None, None, 0)


def test_a_coverage_reaches_the_minimum_but_for_noise() -> None:
    for minimum in (0.3, 0.6, 1.0):
        assert reaches(minimum, minimum) is True
        assert reaches(minimum - 1e-9, minimum) is True
        assert reaches(minimum - 2e-9, minimum) is False
        assert reaches(minimum + 0.1, minimum) is True
        assert reaches(minimum - 0.1, minimum) is False


def part(
    weight: float, mean: float | None, low: float | None, high: float | None, cover: float | None
) -> Any:
    return AxisScore(Axis("a", weight), (), mean, None, low, high, cover)


def test_the_index_is_the_mean_of_the_axes_that_have_any_answer() -> None:
    found = score_index(
        (part(1, 40, 30, 60, 0.5), part(3, 80, 70, 80, 1.0), part(5, None, None, None, None)), 0.8
    )
    assert (found.score, found.low, found.high, found.coverage) == (70, 60, 75, 0.875)
    with_open = score_index((part(1, 40, 40, 40, 1.0), part(1, None, 0, 100, 0.0)), 0.5)
    assert (with_open.score, with_open.low, with_open.high, with_open.coverage) == (40, 20, 70, 0.5)
    assert score_index(with_open.axes, 0.51).score is None
    assert score_index(with_open.axes, 0.51).low == 20
    nothing = score_index((part(1, None, None, None, None),), 0.0)
    assert (nothing.score, nothing.low, nothing.high, nothing.coverage) == (None, None, None, None)
    zero = score_index((part(1, 0.0, 0.0, 0.0, 1.0),), 0.0)
    assert (zero.score, zero.low, zero.high, zero.coverage) == (0, 0, 0, 1)


def survey_of(*questions: Question) -> Survey:
    survey: Survey = object.__new__(Survey)
    for name, value in {
        "axes": (Axis("a", 1.0), Axis("b", 3.0)),
        "questions": questions,
        "minimum_coverage": 0.5,
        "question_by_id": {one.id: one for one in questions},
    }.items():
        object.__setattr__(survey, name, value)
    return survey


def test_a_question_counts_for_its_own_axis_or_for_none() -> None:
    first = question("single", 0.0, 1.0, id="x", axis="a")
    second = question("single", 0.0, 1.0, id="y", axis="b")
    profile = question("single", 0.0, 1.0, id="z", axis=None)
    found = score_survey(survey_of(first, second, profile), {"x": chosen("o1"), "z": chosen("o0")})
    assert [[item.question.id for item in axis.items] for axis in found.axes] == [["x"], ["y"]]
    assert [axis.mean for axis in found.axes] == [100, None]
    assert (found.low, found.high, found.coverage, found.score) == (25, 100, 0.25, None)


def test_a_score_cannot_be_changed() -> None:
    axis = axis_of((1.0, BEST))
    for value in (axis, axis.items[0], score_index((axis,), 0.0)):
        with pytest.raises(FrozenInstanceError):
            value.low = 0.0  # type: ignore[misc]
