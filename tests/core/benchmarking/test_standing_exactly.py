"""A standing, place by place: what is said of each bin, and why there is none where there is none."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from cspi_core.benchmarking.edition import Category, Cell, Metric, Snapshot
from cspi_core.benchmarking.standing import Standing, place_answer, to_dict
from cspi_core.model.answers import ANSWERED, Answer
from cspi_core.model.survey import BenchmarkLink
from cspi_core.stats.distribution import wilson
from cspi_core.stats.share import SMALL, TINY, Share

SHARES = {"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0}
BINS = [("a", 0, 10), ("b", 10, 20), ("c", 20, 30), ("d", 30, None)]
Known = tuple[float, float] | None


def read(text: str) -> str:
    """A text as a reader of JSON gives it: equal to the one in the code, and not the same object."""
    return str(json.loads(json.dumps(text)))


def category(name: str, start: float | None = None, end: float | None = None, **more: Any) -> Category:
    return Category(name, {"en": name}, start, end, **more)


def cell(shares: dict[str, float] | None = None, **more: Any) -> Cell:
    given = {"segment": {}, "n": None, "page": 7, "status": {}} | more
    return Cell(shares=SHARES if shares is None else shares, **given)


def metric(*cells: Cell, kind: str = "numeric", **more: Any) -> Metric:
    bins = tuple(category(*bin_) for bin_ in BINS)
    usual: dict[str, Any] = {"ordered": True, "complete": True, "categories": bins, "unit": None}
    return Metric("m", "t", {}, read(kind), "none", base={}, cells=cells, **(usual | more))


def stood(of: Metric, answer: Answer, wanted: dict[str, str] | None = None, **link: Any) -> Standing:
    snapshot = object.__new__(Snapshot)
    object.__setattr__(snapshot, "metric_by_id", {"m": of})
    link_ = BenchmarkLink(**({"metric": "m", "match": "same", "categories": {}} | link))
    return place_answer(None, link_, answer, snapshot, wanted or {}, {})  # type: ignore[arg-type]


def number(value: float) -> Answer:
    return Answer(ANSWERED, (), value)


def choice(*names: str) -> Answer:
    return Answer(ANSWERED, tuple(names))


def known(share: Share | None) -> Known:
    return None if share is None else tuple(round(end, 9) for end in share.known)  # type: ignore[return-value]


PLACES: list[tuple[float, str, list[Known]]] = [
    (0, "a", [(10, 10), None, (90, 90), (10, 10), (100, 100)]),
    (10, "b", [(20, 20), (10, 10), (70, 70), (30, 30), (90, 90)]),
    (29.9, "c", [(30, 30), (30, 30), (40, 40), (60, 60), (70, 70)]),
    (30, "d", [(40, 40), (60, 60), None, (100, 100), (40, 40)]),
]


@pytest.mark.parametrize(("value", "here", "expected"), PLACES)
def test_every_bin_has_its_own_shares(value: float, here: str, expected: list[Known]) -> None:
    found = stood(metric(cell(n=50)), number(value))
    assert found.here is not None
    assert (found.here.id, found.problem) == (here, None)
    parts = (found.share_here, found.below, found.above, found.at_or_below, found.at_or_above)
    assert [known(part) for part in parts] == expected
    for part in parts:
        assert part is None or part.allowed == wilson(part.known, 50)


def test_what_is_not_listed_may_lie_on_either_side_but_not_here() -> None:
    """Of 100 per cent, 40 are published: the other 60 may be below as well as above."""
    found = stood(
        metric(cell({"a": 10.0, "b": 30.0}), categories=metric().categories[:2], complete=False), number(12)
    )
    assert known(found.share_here) == (30, 30)
    assert known(found.below) == (10, 70)
    assert found.above is None
    assert known(found.at_or_below) == (40, 100)
    assert known(found.at_or_above) == (30, 90)


def test_what_is_not_listed_may_be_all_that_is_missing_or_nothing_of_it() -> None:
    """One bin lacks its share as well: how the missing 60 per cent are divided is not known."""
    bins = metric().categories[:3]
    found = stood(metric(cell({"a": 10.0, "b": 30.0}), categories=bins, complete=False), number(12))
    assert known(found.share_here) == (30, 30)
    assert known(found.below) == (10, 70)
    assert known(found.above) == (0, 60)


def test_categories_without_an_order_have_a_share_and_no_sides() -> None:
    for found in (
        stood(metric(cell(), ordered=False), number(12)),
        stood(
            metric(cell(), kind="single", categories=(category("a"), category("b", other=True))), choice("b")
        ),
    ):
        assert known(found.share_here) == (20, 20)
        assert found.below is found.above is found.at_or_below is found.at_or_above is None


def test_a_category_apart_is_neither_below_nor_above() -> None:
    apart = (category("z", other=True), *metric().categories)
    shares = {"z": 10.0, "a": 10.0, "b": 10.0, "c": 30.0, "d": 40.0}
    found = stood(metric(cell(shares), categories=apart), number(12))
    assert (known(found.below), known(found.above)) == ((10, 10), (70, 70))


def test_a_number_is_in_no_category_apart() -> None:
    """One that stands apart has no bounds of its own, and would hold every number."""
    apart = (category("z", other=True), *metric().categories)
    assert stood(metric(cell(), categories=apart), number(12)).here == category("b", 10, 20)


NONE_PUBLISHED = cell({})
WITHHELD = cell({}, suppressed=True)
BY_AGE = {"segment": {"age": "new"}}
CASES: list[tuple[Metric, Answer, str | None]] = [
    (metric(), number(5), "no_segment"),
    (metric(cell(**BY_AGE)), number(5), "no_segment"),
    (metric(WITHHELD), number(5), "suppressed"),
    (metric(cell(suppressed=True)), number(5), "suppressed"),
    (metric(NONE_PUBLISHED), number(5), "no_figures"),
    (metric(cell({}, sums=((frozenset("ab"), 30.0),))), number(5), None),
    (metric(cell({}, unplaced=((frozenset("ab"), (10.0, 20.0)),))), number(5), None),
    (metric(cell(), complete=True), number(-1), "outside_bins"),
    (metric(cell(), complete=False), number(-1), "not_reported"),
    (metric(cell(), kind="single"), choice("z"), "no_category"),
    (metric(cell(excludes=frozenset("a"))), number(5), "outside_bins"),
    (metric(cell(figures={"median": 5.0}), categories=()), number(5), None),
    (metric(cell({}), categories=()), number(5), "no_figures"),
    (metric(cell({"b": 5.0}), kind="multiple"), choice("a"), None),
    (metric(cell({}, sums=((frozenset("ab"), 9.0),)), kind="multiple"), choice("a"), "no_figures"),
]


@pytest.mark.parametrize(("of", "answer", "problem"), CASES)
def test_where_there_is_no_standing_the_reason_is_named(
    of: Metric, answer: Answer, problem: str | None
) -> None:
    found = stood(of, answer)
    assert found.problem == problem
    if problem:
        assert found.here is found.share_here is found.below is found.at_or_above is None


def test_options_are_mapped_or_have_the_same_names_on_both_sides() -> None:
    of = metric(cell({"a": 30.0, "b": 60.0}, n=20), kind="multiple")
    plain = stood(of, choice("a", "z"))
    assert [(o.category.id, o.chosen, known(o.share), o.asked) for o in plain.options] == [
        ("a", True, (30, 30), True),
        ("b", False, (60, 60), True),
        ("c", False, None, True),
        ("d", False, None, True),
    ]
    assert plain.options[0].share == Share((30.0, 30.0), wilson((30.0, 30.0), 20))
    mapped = stood(of, choice("one", "lost"), categories={"one": "b", "two": "c"})
    assert [(o.chosen, o.asked) for o in mapped.options] == [
        (False, False),
        (True, True),
        (False, True),
        (False, False),
    ]
    nothing_asked = stood(of, choice("one"), categories={"one": "c"})
    assert nothing_asked.problem == "no_figures"
    single = stood(metric(cell(), kind="single"), choice("two"), categories={"two": "c"})
    assert single.here is not None
    assert single.here.id == "c"


def test_a_share_is_exact_where_both_ends_are_the_same_but_for_noise() -> None:
    assert Share((10.0, 10.0), None).exact is True
    assert Share((10.0, 10.0 + 1e-10), None).exact is True
    assert Share((0.0, 1e-9), None).exact is False
    assert Share((10.0, 10.1), None).exact is False
    assert Share((90.0, 95.0), None).exact is False


def test_another_segment_than_the_one_asked_for_is_said() -> None:
    of = metric(cell(), cell(**BY_AGE))
    assert stood(of, number(5)).fell_back is False
    assert stood(of, number(5), {"age": "new"}).fell_back is False
    assert stood(of, number(5), {"age": "old"}).fell_back is True
    assert stood(metric(), number(5), {"age": "old"}).fell_back is False


def test_below_ten_answers_say_next_to_nothing_and_below_thirty_little() -> None:
    assert (TINY, SMALL) == (10, 30)


def test_a_standing_is_itself_and_cannot_be_changed() -> None:
    found, again = (stood(metric(cell()), number(5)) for _ in range(2))
    assert found != again
    option = stood(metric(cell(), kind="multiple"), choice("a")).options[0]
    for value in (found, found.share_here, option):
        with pytest.raises(FrozenInstanceError):
            value.problem = value.known = value.chosen = None  # type: ignore[union-attr, misc]


class _Named:
    id = "named"


def test_as_data_every_part_has_its_name_and_one_decimal() -> None:
    found = stood(
        metric(cell({"a": 12.34, "b": 20.0, "c": 30.0, "d": 37.66}, n=50)), number(12), {"age": "old"}
    )
    object.__setattr__(found, "question", _Named())
    object.__setattr__(found.snapshot, "id", "s")
    data = to_dict(found)
    assert data["share_below"]["known"] == [12.3, 12.3]
    assert data["share_below"]["allowed"] == [5.8, 24.2]
    assert (data["here"], data["n"], data["page"], data["segment"]) == ("b", 50, 7, {})
    assert (data["question"], data["metric"], data["match"], data["snapshot"]) == ("named", "m", "same", "s")
    assert (data["wanted"], data["problem"], data["options"]) == ({"age": "old"}, None, [])
    assert data["share_at_or_below"]["known"] == [32.3, 32.3]
    none = stood(metric(), number(5))
    object.__setattr__(none, "question", _Named())
    object.__setattr__(none.snapshot, "id", "s")
    data = to_dict(none)
    assert data["here"] is data["n"] is data["page"] is data["segment"] is data["share_here"] is None
    unsized = stood(metric(cell(), kind="multiple"), choice("a"))
    object.__setattr__(unsized, "question", _Named())
    object.__setattr__(unsized.snapshot, "id", "s")
    assert to_dict(unsized)["options"][0] == {
        "category": "a",
        "chosen": True,
        "asked": True,
        "share": {"known": [10.0, 10.0]},
    }
