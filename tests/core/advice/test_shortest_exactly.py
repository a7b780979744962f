"""The shortest way at its edges: what is reached but for noise, ties, goals of axes, requirements."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from test_shortest_way import survey_of

from cspi_core import load_survey, score
from cspi_core.advice.optimizer import NOWHERE, Path, least_effort_path
from cspi_core.memo import Memo

NOISE, MORE_THAN_NOISE = 5e-10, 2e-9
Option = tuple[Any, ...]


def single(name: str, *options: Option, axis: str = "a", weight: float = 1) -> dict[str, Any]:
    """A single choice of (value, effort, what it requires ...) options o0, o1 ..."""
    return asked(name, "single", options, axis=axis, weight=weight)


def multiple(
    name: str, *options: Option, full: float = 1.0, axis: str = "a", weight: float = 1
) -> dict[str, Any]:
    return asked(name, "multiple", options, full=full, axis=axis, weight=weight)


def asked(name: str, kind: str, options: tuple[Option, ...], **more: Any) -> dict[str, Any]:
    made = [
        {"id": f"o{n}", "value": value, "effort": effort, "requires": list(requires)}
        for n, (value, effort, *requires) in enumerate(options)
    ]
    return {"id": name, "number": int(name[1:]), "kind": kind, "options": made} | more


def way_to(
    questions: list[dict[str, Any]], answers: dict[str, Any], target: float | None, **axes: float
) -> Path | None:
    """The shortest way; axes weigh 1."""
    return way_with(questions, answers, target, axes)


def way_with(
    questions: list[dict[str, Any]],
    answers: dict[str, Any],
    target: float | None,
    axes: dict[str, float],
    *signs: str,
    never: str = "",
) -> Path | None:
    """The same with one option of each group in place, as in "q1.o1 q2.o1", and some that are not taken."""
    ids = dict.fromkeys(one["axis"] for one in questions)
    survey = load_survey(survey_of(questions, [{"id": id_, "weight": 1} for id_ in ids]))
    report = score(survey, answers)
    groups = tuple(map(pairs, signs))
    return least_effort_path(
        survey, report.answers, report.index, target, axes, groups, frozenset(pairs(never))
    )


def pairs(names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.split(".")[0], name.split(".")[1]) for name in names.split())


def taken(path: Path | None) -> list[str]:
    """What a way takes up, as question.option."""
    assert path is not None
    return [f"{move.question.id}.{name}" for move in path.moves for name in move.taken]


def first(*names: str) -> dict[str, Any]:
    return {name: {"choice": "o0"} for name in names}


ONE = [single("q1", (0, "small"), (0.5, "small"), (1, "large"))]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (0.0, []),
        (-5.0, []),
        (NOISE, []),
        (MORE_THAN_NOISE, ["q1.o1"]),
        (50.0, ["q1.o1"]),
        (50 + NOISE, ["q1.o1"]),
        (50 + MORE_THAN_NOISE, ["q1.o2"]),
        (100 + NOISE, ["q1.o2"]),
        (100 + MORE_THAN_NOISE, None),
    ],
)
def test_a_goal_is_reached_but_for_noise(target: float, expected: list[str] | None) -> None:
    for path in (way_to(ONE, first("q1"), target), way_to(ONE, first("q1"), None, a=target)):
        assert (None if path is None else taken(path)) == expected


def test_a_way_says_what_it_takes_and_what_it_adds() -> None:
    path = way_to(ONE, first("q1"), 60)
    assert path is not None
    assert (path.effort, path.gain) == (4, 100)
    assert way_to(ONE, first("q1"), 0) == NOWHERE == Path((), 0, 0.0)
    with pytest.raises(FrozenInstanceError):
        path.effort = 0  # type: ignore[misc]


def test_there_is_no_way_without_a_score_or_to_an_axis_without_any() -> None:
    assert way_to(ONE, {}, 50) is None
    two = [*ONE, single("q2", (0, "small"), (1, "small"), axis="b")]
    assert way_to(two, first("q1"), None, b=50) is None
    assert way_to(two, first("q1"), 10, b=0) is None
    assert taken(way_to(two, first("q1"), 10)) == ["q1.o1"]


TWO_AXES = [
    single("q1", (0, "small"), (1, "large")),
    single("q2", (0, "small"), (1, "medium")),
    single("q3", (0, "small"), (1, "small"), axis="b"),
]


@pytest.mark.parametrize(
    ("target", "axes", "expected"),
    [
        (25, {}, ["q3.o1"]),
        (50, {}, ["q3.o1"]),
        (51, {}, ["q2.o1", "q3.o1"]),
        (75, {}, ["q2.o1", "q3.o1"]),
        (76, {}, ["q1.o1", "q2.o1", "q3.o1"]),
        (None, {"a": 50}, ["q2.o1"]),
        (None, {"a": 51}, ["q1.o1", "q2.o1"]),
        (None, {"b": 1}, ["q3.o1"]),
        (None, {"a": 1, "b": 1}, ["q2.o1", "q3.o1"]),
        (50, {"a": 1}, ["q2.o1", "q3.o1"]),
        (25, {"a": 1}, ["q2.o1"]),
        (25, {"a": 0, "b": 0}, ["q3.o1"]),
        (None, {"a": 0}, []),
        (101, {}, None),
        (None, {"a": 101}, None),
        (10, {"b": 101}, None),
    ],
)
def test_goals_of_the_index_and_of_axes(target: Any, axes: dict[str, float], expected: Any) -> None:
    path = way_to(TWO_AXES, first("q1", "q2", "q3"), target, **axes)
    assert (None if path is None else taken(path)) == expected


def test_an_axis_counts_by_what_of_it_is_answered() -> None:
    """Of two questions one is open: the other is the whole axis."""
    path = way_to(TWO_AXES, first("q2", "q3"), None, a=100)
    assert taken(path) == ["q2.o1"]
    half = single("q4", (0.5, "small"), (1, "small"))
    assert taken(way_to([half, *TWO_AXES[2:]], first("q4", "q3"), None, a=75)) == ["q4.o1"]
    assert taken(way_to([half, *TWO_AXES[2:]], first("q4", "q3"), None, a=50)) == []


def test_weights_of_questions_decide_what_a_change_adds() -> None:
    heavy = [
        single("q1", (0, "small"), (1, "small"), weight=1),
        single("q2", (0, "small"), (1, "medium"), weight=3),
    ]
    answers = first("q1", "q2")
    assert taken(way_to(heavy, answers, 25)) == ["q1.o1"]
    assert taken(way_to(heavy, answers, 26)) == ["q2.o1"]
    assert taken(way_to(heavy, answers, None, a=75)) == ["q2.o1"]
    assert taken(way_to(heavy, answers, None, a=76)) == ["q1.o1", "q2.o1"]


def test_of_ways_with_the_same_effort_the_one_with_more_gain() -> None:
    questions = [single("q1", (0, "small"), (0.6, "small")), single("q2", (0, "small"), (0.8, "small"))]
    assert taken(way_to(questions, first("q1", "q2"), 10)) == ["q2.o1"]
    assert taken(way_to(questions[::-1], first("q1", "q2"), 10)) == ["q2.o1"]
    across = [questions[0], questions[1] | {"axis": "b"}]
    assert taken(way_to(across, first("q1", "q2"), 10)) == ["q2.o1"]


@pytest.mark.parametrize(("more", "expected"), [(0.0, "q2.o1"), (1e-11, "q2.o1"), (1e-10, "q1.o1")])
def test_a_gain_that_differs_by_noise_is_the_same(more: float, expected: str) -> None:
    """Then the last question is taken, so that the way is the same on every machine."""
    questions = [
        single("q1", (0, "small"), (0.5 + more, "small")),
        single("q2", (0, "small"), (0.5, "small")),
    ]
    assert taken(way_to(questions, first("q1", "q2"), 10)) == [expected]


def test_a_requirement_of_another_question_comes_along() -> None:
    questions = [
        single("q1", (0, "small"), (0.1, "medium")),
        single("q2", (0, "small"), (1, "small", "q1.o1")),
    ]
    path = way_to(questions, first("q1", "q2"), 50)
    assert sorted(taken(path)) == ["q1.o1", "q2.o1"]
    assert path is not None
    assert path.effort == 3
    there = first("q2") | {"q1": {"choice": "o1"}}
    assert taken(way_to(questions, there, 50)) == ["q2.o1"]


def test_another_way_is_taken_where_the_requirement_costs_more() -> None:
    questions = [
        single("q1", (0, "small"), (0.1, "large")),
        single("q2", (0, "small"), (1, "small", "q1.o1")),
        single("q3", (0, "small"), (1, "medium")),
    ]
    assert taken(way_to(questions, first("q1", "q2", "q3"), 33)) == ["q3.o1"]
    assert sorted(taken(way_to(questions, first("q1", "q2", "q3"), 60))) == ["q1.o1", "q2.o1", "q3.o1"]


def test_a_requirement_that_nobody_answered_cannot_be_met() -> None:
    questions = [
        single("q1", (0, "small"), (0, "small")),
        single("q2", (0, "small"), (1, "small", "q1.o1")),
    ]
    assert way_to(questions, first("q2"), 50) is None


def test_options_with_and_without_a_requirement() -> None:
    questions = [
        single("q1", (0, "small"), (0.5, "small")),
        multiple("q2", (1, "small"), (1, "small", "q1.o1"), full=2.0),
        multiple("q3", (1, "medium"), full=1.0),
    ]
    answers = {"q1": {"choice": "o0"}, "q2": {"choices": []}, "q3": {"choices": []}}
    assert taken(way_to(questions, answers, 15)) == ["q2.o0"]
    assert sorted(taken(way_to(questions, answers, 80))) == ["q1.o1", "q2.o0", "q2.o1", "q3.o0"]


def test_a_chain_of_requirements_over_three_questions() -> None:
    questions = [
        single("q1", (0, "small"), (0.1, "small")),
        single("q2", (0, "small"), (0.1, "medium", "q1.o1")),
        single("q3", (0, "small"), (1, "large", "q2.o1"), axis="b"),
    ]
    path = way_to(questions, first("q1", "q2", "q3"), 50)
    assert path is not None
    assert (sorted(taken(path)), path.effort) == (["q1.o1", "q2.o1", "q3.o1"], 7)


def test_two_options_that_require_each_other_go_together() -> None:
    questions = [
        single("q1", (0, "small"), (1, "small", "q2.o1")),
        single("q2", (0, "small"), (1, "small")),
    ]
    questions[1]["options"][1]["requires"] = ["q1.o1"]
    assert sorted(taken(way_to(questions, first("q1", "q2"), 50))) == ["q1.o1", "q2.o1"]


def test_a_rung_below_is_paid_for_but_not_a_requirement_of_another_question() -> None:
    questions = [single("q1", (0, "small"), (0.3, "medium"), (1, "small", "q1.o1"))]
    path = way_to(questions, first("q1"), 90)
    assert path is not None
    assert (taken(path), path.effort, len(path.moves)) == (["q1.o1", "q1.o2"], 3, 1)


def test_of_branches_with_the_same_effort_the_one_with_more_gain() -> None:
    """Two changes, of which one requires the other, or one that takes as much as both and gains less."""
    questions = [
        single("q1", (0, "small"), (0.1, "small")),
        single("q2", (0, "small"), (1, "small", "q1.o1")),
        single("q3", (0, "small"), (1, "medium")),
    ]
    for order in (questions, questions[::-1]):
        assert sorted(taken(way_to(order, first("q1", "q2", "q3"), 30))) == ["q1.o1", "q2.o1"]


COSTS_POINTS = [
    multiple("q1", (0.4, "small"), axis="b") | {"reverse": True},
    single("q2", (0, "small"), (0.1, "small", "q1.o0"), (0.5, "small", "q1.o0"), (1, "medium", "q1.o0")),
]
NOTHING_TAKEN = {"q1": {"choices": []}, "q2": {"choice": "o0"}}


@pytest.mark.parametrize(
    ("target", "axes", "expected"),
    [
        (52, {}, ["q1.o0", "q2.o2"]),
        (70, {}, ["q1.o0", "q2.o3"]),
        (80, {}, ["q1.o0", "q2.o3"]),
        (81, {}, None),
        (None, {"a": 5}, ["q1.o0", "q2.o2"]),
        (None, {"a": 51}, ["q1.o0", "q2.o3"]),
        (None, {"b": 70, "a": 5}, None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_a_requirement_takes_away_is_made_up_for(
    target: Any, axes: dict[str, float], expected: Any, turned: bool
) -> None:
    """The change of q1 that q2 requires loses 20 points of the index, and 40 of axis b."""
    questions = COSTS_POINTS[::-1] if turned else COSTS_POINTS
    path = way_to(questions, NOTHING_TAKEN, target, **axes)
    assert (None if path is None else sorted(taken(path))) == expected


def test_an_axis_may_be_reached_at_the_cost_of_the_index() -> None:
    questions = [COSTS_POINTS[0], single("q2", (0, "small"), (0.1, "small", "q1.o0"))]
    path = way_to(questions, NOTHING_TAKEN, None, a=10)
    assert path is not None
    assert sorted(taken(path)) == ["q1.o0", "q2.o1"]
    assert path.gain == pytest.approx(-15)


def test_what_a_requirement_adds_is_no_loss() -> None:
    """A way that falls short by less than a point is no way, whatever comes along with it."""
    questions = [
        single("q1", (0, "small"), (0.4, "small"), axis="b"),
        single("q2", (0, "small"), (0.59, "small", "q1.o1"), (0.8, "medium", "q1.o1")),
    ]
    assert sorted(taken(way_to(questions, first("q1", "q2"), 50))) == ["q1.o1", "q2.o2"]
    assert sorted(taken(way_to(questions[::-1], first("q1", "q2"), 50))) == ["q1.o1", "q2.o2"]
    assert sorted(taken(way_to(questions, first("q1", "q2"), None, a=60))) == ["q1.o1", "q2.o2"]


def test_there_is_no_way_where_too_little_is_answered() -> None:
    given = survey_of(TWO_AXES, [{"id": "a", "weight": 1}, {"id": "b", "weight": 1}])
    survey = load_survey(given | {"policy": given["policy"] | {"minimum_coverage": 1}})
    report = score(survey, first("q1", "q3"))
    assert report.index.score is None
    assert least_effort_path(survey, report.answers, report.index, 50.0) is None


def test_what_is_remembered_of_a_question_is_what_holds_without_requirements() -> None:
    for questions, answers, target in (
        (COSTS_POINTS, NOTHING_TAKEN, 70.0),
        ([single("q1", (0, "small"), (0.1, "medium")), single("q2", (0, "small"), (1, "small", "q1.o1"))],
         first("q1", "q2"), 52.0),
    ):  # fmt: skip
        ids = dict.fromkeys(one["axis"] for one in questions)
        survey = load_survey(survey_of(questions, [{"id": id_, "weight": 1} for id_ in ids]))
        report = score(survey, answers)
        memo = Memo()
        with memo.active():
            paths = [least_effort_path(survey, report.answers, report.index, target) for _ in range(2)]
        assert paths[0] == paths[1] == way_to(questions, answers, target)
        assert len(memo)


THREE = [
    single("q1", (0, "small"), (0.1, "medium"), (1, "large")),
    single("q2", (0, "small"), (0.5, "small", "q1.o1"), axis="b"),
    single("q3", (0, "small"), (0.2, "large"), axis="b"),
]


@pytest.mark.parametrize(
    ("target", "signs", "never", "expected"),
    [
        (0.0, ["q3.o1"], "", ["q3.o1"]),
        (None, ["q3.o1"], "", ["q3.o1"]),
        (None, ["q1.o1 q3.o1"], "", ["q1.o1"]),
        (None, ["q1.o1 q3.o1"], "q1.o1", ["q3.o1"]),
        (None, ["q1.o1 q3.o1", "q3.o1"], "", ["q3.o1"]),
        (None, ["q2.o1"], "", ["q1.o1", "q2.o1"]),
        (None, ["q2.o1"], "q1.o1", None),
        (None, ["q3.o1"], "q3.o1", None),
        (None, ["q9.o1"], "", None),
        (None, ["q9.o1 q3.o1"], "", ["q3.o1"]),
        (50.0, ["q3.o1"], "", ["q1.o2", "q3.o1"]),
        (50.0, [], "q1.o2", None),
    ],
)
def test_one_option_of_each_group_is_in_place(
    target: float | None, signs: list[str], never: str, expected: list[str] | None
) -> None:
    """Also where the goal is reached without it, and with what it requires; none that is not to be taken."""
    path = way_with(THREE, first("q1", "q2", "q3"), target, {}, *signs, never=never)
    assert (None if path is None else sorted(taken(path))) == expected


def test_a_group_that_is_in_place_asks_for_nothing() -> None:
    answers = first("q1", "q2") | {"q3": {"choice": "o1"}}
    assert taken(way_with(THREE, answers, 0.0, {}, "q3.o1")) == []


def test_two_options_of_which_one_ends_the_other_cannot_both_be_in_place() -> None:
    none = multiple("q1", (0, "small"), (1, "small"))
    none["options"][0]["exclusive"] = True
    assert way_with([none], {"q1": {"choices": []}}, None, {}, "q1.o0", "q1.o1") is None


LOSES = multiple("q1", (0.4, "small"), axis="b") | {"reverse": True}
GAINS = [
    single("q2", (0, "small"), (1, "small", "q1.o0")),
    single("q3", (0, "small"), (0.53, "small"), (0.6, "medium")),
]


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_lost_is_made_up_for_by_more_than_one_change(turned: bool) -> None:
    """q1 loses 20 points, which q2 requires and gains 25; q3 gains 13.25 or 15: all are needed for 19."""
    questions = [*GAINS, LOSES] if turned else [LOSES, *GAINS]
    answers = first("q2", "q3") | {"q1": {"choices": []}}
    assert sorted(taken(way_to(questions, answers, 69))) == ["q1.o0", "q2.o1", "q3.o2"]
    assert way_to(questions, answers, 71) is None


@pytest.mark.parametrize("turned", [False, True])
def test_what_a_group_loses_is_made_up_for(turned: bool) -> None:
    gains = [single("q2", (0, "small"), (1, "small")), GAINS[1]]
    questions = [*gains, LOSES] if turned else [LOSES, *gains]
    answers = first("q2", "q3") | {"q1": {"choices": []}}
    assert sorted(taken(way_with(questions, answers, 69, {}, "q1.o0"))) == ["q1.o0", "q2.o1", "q3.o2"]
    assert sorted(taken(way_with(questions, answers, 54, {}, "q1.o0"))) == ["q1.o0", "q2.o1"]
