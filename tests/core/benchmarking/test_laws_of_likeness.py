"""The closest published group: the same in any order, and never further on every asked trait than another."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_snapshot
from cspi_core.benchmarking.edition import Snapshot
from cspi_core.benchmarking.likeness import BANDS, Group, Likeness, closest, groups_of, nearest_band

FAR = list(Likeness)
TEXT = {"ja": "-", "en": "-"}
NAMES = {
    "region": ["japan", "emea", "oceania"],
    "industry": ["technology", "retail"],
    "model": ["b2b", "b2c"],
}
AMOUNTS = [0, 4000, 12000, 30000, 60000, 250000, 10_000_000, 60_000_000]


def study(
    number: int,
    traits: dict[str, list[str]],
    ends: tuple[int, int],
    trait: str | None,
    currency: str = "USD",
    **more: Any,
) -> Snapshot:
    value = {"id": "part", "label": TEXT, "from": ends[0], "to": ends[1]}
    figures = {"figures": {"median": {"value": 1, "status": "published"}}}
    cells = [{"segment": segment, "n": 10, **figures} for segment in ({}, {"split": "part"})]
    metric = {
        "id": "nrr",
        "theme": "t",
        "title": TEXT,
        "kind": "numeric",
        "direction": "higher",
        "base": TEXT,
        "cells": cells,
    }
    data = {
        "format": "cspi-snapshot/1",
        "id": f"s-{number}",
        "edition": {"series": f"s{number}", "year": 2020 + number % 3, "title": TEXT},
        "origin": {"attribution": TEXT},
        "study": {"n": None, "traits": traits},
        "themes": [{"id": "t", "label": TEXT}],
        "segments": [{"id": "split", "label": TEXT, "values": [value], "trait": trait, "currency": currency}],
        "metrics": [metric],
    }
    return load_snapshot(data | more)


@st.composite
def studies(draw: st.DrawFn) -> list[Snapshot]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        traits = {
            name: draw(st.lists(st.sampled_from(values), unique=True, max_size=2))
            for name, values in NAMES.items()
        }
        ends = sorted(draw(st.lists(st.sampled_from(AMOUNTS), min_size=2, max_size=2, unique=True)))
        trait = draw(st.sampled_from([None, "size", "contract_value"]))
        found.append(study(number, traits, (ends[0], ends[1]), trait, second_hand=draw(st.booleans())))
    return found


VALUES = NAMES | {name: list(bands) for name, bands in BANDS.items()}
ASKED = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})


def further(one: Group, other: Group) -> bool:
    """Whether ``one`` is further than ``other`` on every asked trait."""
    pairs = [((FAR.index(one.distance.traits[name]), one.distance.steps.get(name, 0)),
              (FAR.index(other.distance.traits[name]), other.distance.steps.get(name, 0)))
             for name in one.distance.traits]  # fmt: skip
    return bool(pairs) and all(here > there for here, there in pairs)


def name(group: Group | None) -> Any:
    return group and (group.snapshot.id, dict(group.cell.segment))


@given(studies(), ASKED)
def test_no_group_is_chosen_that_is_further_on_every_trait(
    editions: list[Snapshot], asked: dict[str, str]
) -> None:
    groups = groups_of("nrr", editions, asked)
    chosen = closest(groups)
    assert chosen is not None
    assert not any(further(chosen, other) for other in groups if other.is_of_kind)


@given(studies(), ASKED, st.randoms(use_true_random=False))
def test_the_order_of_editions_and_of_traits_changes_nothing(
    editions: list[Snapshot], asked: dict[str, str], random: Any
) -> None:
    mixed, traits = list(editions), list(asked.items())
    random.shuffle(mixed)
    random.shuffle(traits)
    again = groups_of("nrr", mixed, dict(traits))
    assert [name(group) for group in again] == [name(group) for group in groups_of("nrr", editions, asked)]
    random.shuffle(again)
    assert name(closest(again)) == name(closest(groups_of("nrr", editions, asked)))


@given(studies(), ASKED)
def test_a_group_that_states_all_that_is_asked_is_chosen_before_any_other(
    editions: list[Snapshot], asked: dict[str, str]
) -> None:
    named = {trait: value for trait, value in asked.items() if trait in NAMES}
    twin = study(9, {trait: [value] for trait, value in named.items()}, (0, 1), None)
    chosen = closest(groups_of("nrr", [*editions, twin], named))
    assert chosen is not None
    assert set(chosen.distance.traits.values()) <= {Likeness.SAME}


@given(studies(), ASKED)
def test_every_group_is_listed_once_and_the_closest_is_first(
    editions: list[Snapshot], asked: dict[str, str]
) -> None:
    groups = groups_of("nrr", editions, asked)
    assert len(groups) == 2 * len(editions) == len({str(name(group)) for group in groups})
    assert name(closest(groups)) == name(groups[0])


def test_groups_by_performance_are_listed_and_never_chosen() -> None:
    one = study(1, {}, (0, 1), None)
    groups = groups_of("nrr", [one], {})
    assert [group.is_of_kind for group in groups] == [True, False]
    assert closest(groups[1:]) is None


def test_sample_data_and_panels_are_no_published_groups() -> None:
    assert groups_of("nrr", [study(1, {}, (0, 1), None, illustrative=True)], {}) == []


@pytest.mark.parametrize(
    ("asked", "likeness", "steps"),
    [
        ("usd_12k", "same", 0),
        ("usd_25k", "part", 0),
        ("usd_5k", "other", 1),
        ("usd_100k", "other", 3),
        ("other", "silent", 0),
    ],
)
def test_bands_between_are_counted(asked: str, likeness: str, steps: int) -> None:
    one = study(1, {}, (12000, 30000), "contract_value")
    [group] = [g for g in groups_of("nrr", [one], {"contract_value": asked}) if g.cell.segment]
    assert (group.distance.traits["contract_value"], group.distance.steps["contract_value"]) == (
        likeness,
        steps,
    )


@pytest.mark.parametrize(
    ("stated", "likeness", "steps"),
    [(["usd_5k", "usd_25k"], "part", 0), (["usd_0k", "usd_100k"], "other", 2), (["usd_25k"], "same", 0)],
)
def test_of_several_stated_bands_the_nearest_counts(stated: list[str], likeness: str, steps: int) -> None:
    bands = BANDS["contract_value"]
    found = nearest_band(bands["usd_25k"], [bands[one] for one in stated], bands.values())
    assert found == (likeness, steps)


def test_yen_are_compared_at_the_rate_of_the_survey() -> None:
    one = study(1, {}, (0, 1_100_000_000), "size", currency="JPY")
    [group] = [g for g in groups_of("nrr", [one], {"size": "up_to_11"}) if g.cell.segment]
    assert group.distance.traits["size"] == "same"
