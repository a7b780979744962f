"""How likely a slip in a snapshot is noticed: digits are changed, and neighbours swapped, at random.

Share, count and n say the same thing three times, and totals, sums and margins say it again. Two ways of
going wrong are tried: a slip of the finger (one number changes), and a figure misread with its count worked
out from it, where only the rest of the table can tell. The rates are printed (`pytest -s`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cspi_build.editions.checks.run import check_edition
from cspi_build.editions.reconcile import Rounded, counts_of
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Metric
from cspi_build.yaml_source.source import read_yaml

FILE = Path(__file__).resolve().parents[3] / "benchmark_snapshots" / "hicustomer-2021.yaml"
TRIES = 250
pytestmark = pytest.mark.slow
Steps = tuple[str | int, ...]
Place = tuple[Steps, int | float]


@cache
def sound() -> tuple[Any, EditionSpec]:
    """The snapshot as a file has it, and as it is checked."""
    value = read_yaml(FILE).value
    return value, EditionSpec.model_validate(value)


@pytest.fixture(scope="module")
def snapshot() -> Any:
    return sound()[0]


def numbers(value: Any, path: Steps = ()) -> Iterator[Place]:
    """Every number of a file with its path."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if isinstance(part, (int, float)) and not isinstance(part, bool):
            yield (*path, key), part
        else:
            yield from numbers(part, (*path, key))


def kind_of(path: Steps) -> str:
    """What a number is: the key that it, or its list, has; within metrics, and what they leave out."""
    if "checks" in path or path[0] not in ("metrics", "omitted"):
        return "other"
    key = str(path[-2] if isinstance(path[-1], int) else path[-1])
    name = {"shares": "share", "counts": "count"}.get(key, key)
    return f"omitted {name}" if path[0] == "omitted" else name


def other_digit(number: float, rng: random.Random) -> float:
    """The number with one digit changed."""
    text = repr(number)
    at = rng.choice([place for place, sign in enumerate(text) if sign.isdigit()])
    digit = rng.choice([one for one in "0123456789" if one != text[at]])
    return type(number)(text[:at] + digit + text[at + 1 :])


def changed(value: Any, path: Steps, put: object) -> Any:
    """A copy of a value with something else at a path."""
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put if len(path) == 1 else changed(copy[path[0]], path[1:], put)
    return copy


def at(value: Any, path: Steps) -> Any:
    for step in path:
        value = value[step]
    return value


def is_noticed(value: Any) -> bool:
    """Whether reading or checking the whole snapshot finds a mistake.

    A mistake that shows when only the changed metric is read again is one of the whole, and found sooner.
    """
    try:
        if value["metrics"] is not sound()[0]["metrics"] and has_findings(with_metrics(value["metrics"])):
            return True
        return has_findings(EditionSpec.model_validate(value))
    except ValidationError:
        return True


def has_findings(spec: EditionSpec) -> bool:
    return any(True for _ in check_edition(spec))


def with_metrics(values: list[Any]) -> EditionSpec:
    """The sound snapshot with these metrics, of which only those are read that are changed."""
    value, spec = sound()
    pairs = zip(spec.metrics, value["metrics"], values, strict=True)
    metrics = [one if new is old else Metric.model_validate(new) for one, old, new in pairs]
    return spec.model_copy(update={"metrics": metrics})


def slips(snapshot: Any, places: Sequence[Place], rng: random.Random) -> Iterator[Any]:
    while True:
        path, number = rng.choice(places)
        wrong = other_digit(number, rng)
        if wrong != number:
            yield changed(snapshot, path, wrong)


def rate(snapshot: Any, places: Sequence[Place], seed: int) -> float:
    tries = slips(snapshot, places, random.Random(seed))
    return sum(is_noticed(next(tries)) for _ in range(TRIES)) / TRIES


# Measured: share, count, n and the bounds of bins 100%, figures left out 96%, pages 96%. A page is only held
# against its neighbours, so a slip within a gap between two tables goes through.
@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("share", 0.99),
        ("count", 0.99),
        ("n", 0.98),
        ("from", 0.98),
        ("to", 0.98),
        ("omitted share", 0.92),
        ("page", 0.9),
    ],
)
def test_a_slip_is_noticed(snapshot: Any, kind: str, floor: float) -> None:
    places = [place for place in numbers(snapshot) if kind_of(place[0]) == kind]
    found = rate(snapshot, places, seed=2021)
    print(f"\n{kind}: {found:.1%} of {TRIES} single-digit changes noticed ({len(places)} figures)")
    assert found >= floor


def misread(snapshot: Any, place: Place, wrong: float) -> Any | None:
    """The snapshot with a share misread and its count to match; None where no count is that share."""
    path = place[0]
    n = at(snapshot, path[:4])["n"]
    span = counts_of(Rounded.of(wrong, 1), n) if wrong <= 100 else None
    if not span:
        return None
    is_listed = isinstance(path[-1], int)
    count = (*path[:-2], "counts", path[-1]) if is_listed else (*path[:-1], "count")
    return changed(changed(snapshot, path, wrong), count, span.low)


def test_a_misread_figure_is_noticed(snapshot: Any) -> None:
    """Most wrong shares are no share of n at all; the others run into a total, a sum or a margin."""
    rng = random.Random(2021)
    places = [place for place in numbers(snapshot) if kind_of(place[0]) == "share"]
    impossible, caught, tried = 0, 0, 1500
    for _ in range(tried):
        place = rng.choice(places)
        wrong = misread(snapshot, place, other_digit(place[1], rng))
        if wrong is None:
            impossible += 1
        elif is_noticed(wrong):
            caught += 1
    possible = tried - impossible
    print(
        f"\nmisread with its count: {impossible / tried:.1%} can be no share of n; of the other {possible},"
    )
    print(
        f"{caught / possible:.1%} don't fit their table; noticed in all {(impossible + caught) / tried:.1%}"
    )
    assert (impossible + caught) / tried >= 0.97
    assert caught / possible >= 0.8


# Numbers that no other place repeats: how many respondents an axis at most can have, decimals, a step.
UNTOLD = ("max", "step", "decimals", "n_about")


def test_any_digit_is_noticed(snapshot: Any) -> None:
    """Any number of the file: figures, evidence, pages, bounds, dates."""
    places = [place for place in numbers(snapshot) if place[0][-1] not in UNTOLD]
    found = rate(snapshot, places, seed=14)
    print(f"\nany number: {found:.1%} of {TRIES} single-digit changes noticed ({len(places)} numbers)")
    assert found >= 0.95


def neighbours(snapshot: Any) -> Iterator[tuple[Steps, str, str]]:
    """Two categories next to each other in a cell that have different figures."""
    for at_metric, metric in enumerate(snapshot["metrics"]):
        for at_cell, cell in enumerate(metric["cells"]):
            names = list(cell.get("shares") or {})
            for one, other in pairwise(names):
                if cell["shares"][one]["share"] != cell["shares"][other]["share"]:
                    yield ("metrics", at_metric, "cells", at_cell, "shares"), one, other


def swapped(snapshot: Any, path: Steps, one: str, other: str) -> Any:
    """The snapshot with share and count of two categories swapped."""
    shares = at(snapshot, path)
    both = {name: {key: shares[name].get(key) for key in ("share", "count")} for name in (one, other)}
    put = {**shares, one: shares[one] | both[other], other: shares[other] | both[one]}
    return changed(snapshot, path, put)


def test_swapped_neighbours_are_noticed(snapshot: Any) -> None:
    pairs = list(neighbours(snapshot))
    missed = [place for place in pairs if not is_noticed(swapped(snapshot, *place))]
    found = 1 - len(missed) / len(pairs)
    print(f"\nswapped neighbours: {found:.1%} of {len(pairs)} noticed")
    for path, one, other in missed:
        cell = at(snapshot, path[:4])
        print(f"  missed: p. {cell['page']} {cell['segment'] or 'all'}: {one}, {other}")
    assert found >= 0.95
