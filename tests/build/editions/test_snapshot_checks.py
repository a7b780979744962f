"""The checks themselves: ranges hold the truth, true tables pass, differences between editions are found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.diagnostics import Diagnostic
from cspi_build.editions.checks.margins import margin_findings
from cspi_build.editions.checks.run import check_edition, check_together
from cspi_build.editions.checks.tally import Tally
from cspi_build.editions.checks.totals import total_is_wrong
from cspi_build.editions.load import check_sources
from cspi_build.editions.reconcile import Span
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Metric
from cspi_build.yaml_source.source import parse_yaml, read_yaml
from edition_files import TINY_SNAPSHOTS

FOLDER = Path(__file__).resolve().parents[3] / "benchmark_snapshots"
SAY = {"ja": "文", "en": "words"}


def metric_of(cells: list[dict[str, Any]], names: list[str], **more: Any) -> Metric:
    """A metric with these cells and categories."""
    categories = [{"id": name, "label": SAY} for name in names]
    base = {"id": "m", "theme": "t", "title": SAY, "kind": "single", "direction": "none", "base": SAY}
    return Metric.model_validate({**base, "categories": categories, "cells": cells, **more})


def figure(count: int, n: int) -> dict[str, Any]:
    return {"share": round(100 * count / n, 1), "count": count, "status": "published"}


@st.composite
def half_told(draw: st.DrawFn) -> tuple[dict[str, int], Metric]:
    """The counts of a whole table, and a cell that places some, mixes some up and leaves some out."""
    truth = draw(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=2))
    truth[draw(st.sampled_from(sorted(truth)))] += 1
    n, names = sum(truth.values()), sorted(truth)
    fate = {name: draw(st.sampled_from(["placed", "mixed", "left out"])) for name in names}
    mixed = [name for name in names if fate[name] == "mixed"]
    counts = sorted((truth[name] for name in mixed), reverse=True)
    group = {"of": mixed, "shares": [round(100 * count / n, 1) for count in counts], "counts": counts}
    cell = {
        "segment": {},
        "n": n,
        "shares": {name: figure(truth[name], n) for name in names if fate[name] == "placed"},
        "unplaced": [group] if mixed else [],
    }
    return truth, metric_of([cell], names)


@given(half_told(), st.data())
def test_a_range_holds_the_truth(case: tuple[dict[str, int], Metric], data: st.DataObject) -> None:
    truth, metric = case
    chosen = data.draw(st.sets(st.sampled_from(sorted(truth))))
    tally = Tally(metric, metric.cells[0])
    assert sum(truth[name] for name in chosen) in tally.span(chosen)
    assert tally.span(set(truth)) == Span(tally.n, tally.n)


@given(half_told())
def test_a_true_table_adds_up(case: tuple[dict[str, int], Metric]) -> None:
    _, metric = case
    assert not total_is_wrong(metric, metric.cells[0])


@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=1, max_size=4), st.data())
def test_a_true_split_fits_its_margins(rows: list[list[int]], data: st.DataObject) -> None:
    """Also where some figures of the parts, or some respondents, are missing."""
    rows = [[row[0] + 1, *row[1:]] for row in rows]
    outside = data.draw(st.lists(st.integers(0, 5), min_size=3, max_size=3))
    whole = [sum(column) for column in zip(*rows, outside, strict=True)]
    cells = [cell_of({}, whole, {0, 1, 2})]
    for at, row in enumerate(rows):
        cells.append(cell_of({"d": f"v{at}"}, row, data.draw(st.sets(st.integers(0, 2)))))
    assert margin_findings(("metrics", 0), metric_of(cells, ["a", "b", "c"]), "d") == []


def cell_of(segment: dict[str, str], counts: list[int], told: set[int]) -> dict[str, Any]:
    n = sum(counts)
    shares = {"abc"[at]: figure(count, n) for at, count in enumerate(counts) if at in told}
    return {"segment": segment, "n": n, "shares": shares}


def test_a_part_beyond_its_margin_is_found() -> None:
    cells = [cell_of({}, [10, 5, 5], {0, 1, 2}), cell_of({"d": "v"}, [4, 6, 0], {1})]
    (finding,) = margin_findings(("metrics", 0), metric_of(cells, ["a", "b", "c"]), "d")
    assert finding.message == "`b` does not add up by d"
    assert finding.found == "6–16 in the cells, 5 for all, 10 of them in no group"


def test_answers_without_a_name_count_towards_n() -> None:
    told = {"segment": {}, "n": 10, "shares": {"a": figure(4, 10)}}
    unnamed = {"shares": [40.0, 20.0], "counts": [4, 2]}
    metric = metric_of([{**told, "unplaced": [unnamed]}], ["a", "b"], open=SAY)
    tally = Tally(metric, metric.cells[0])
    assert tally.is_complete
    assert tally.span(["b"]) == Span(0, 4)
    assert tally.span(["a", "b"]) == Span(4, 8)


def test_an_open_list_leaves_room_for_others() -> None:
    told = {"segment": {}, "n": 10, "shares": {"a": figure(4, 10)}}
    closed, open_ = (metric_of([told], ["a", "b"], **more) for more in ({}, {"open": SAY}))
    assert Tally(closed, closed.cells[0]).span(["b"]) == Span(6, 6)
    assert Tally(open_, open_.cells[0]).span(["b"]) == Span(0, 6)


def test_excluded_answers_are_no_part_of_a_cell() -> None:
    told = {"segment": {}, "n": 10, "excludes": ["b"], "shares": {"a": figure(10, 10)}}
    metric = metric_of([told], ["a", "b"])
    assert Tally(metric, metric.cells[0]).is_complete
    assert Tally(metric, metric.cells[0]).span(["b"]) == Span(0, 0)


def spec_of(name: str, *changes: tuple[tuple[str | int, ...], object]) -> EditionSpec:
    value: Any = read_yaml(FOLDER / f"{name}.yaml").value
    for path, put in changes:
        part = value
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = put
    return EditionSpec.model_validate(value)


def index_of(name: str, metric: str) -> int:
    return next(at for at, one in enumerate(spec_of(name).metrics) if one.id == metric)


def test_a_direction_that_is_turned_round_is_found() -> None:
    at = index_of("hicustomer-2023", "monthly_revenue_churn")
    later = spec_of("hicustomer-2023", (("metrics", at, "direction"), "higher"))
    found = check_together([spec_of("hicustomer-2021"), later], unread=["hicustomer-2022"])
    assert [finding.path for finding in found[1]] == [("metrics", at, "direction")]


def test_a_band_that_vanishes_is_found() -> None:
    at = index_of("hicustomer-2021", "team_headcount")
    first = spec_of("hicustomer-2021")
    later = first.model_copy(update={"id": "hicustomer-2024"})
    object.__setattr__(later, "edition", first.edition.model_copy(update={"year": 2024}))
    metric = first.metrics[at]
    fewer = metric.model_copy(update={"categories": metric.categories[:-1]})
    metrics = (*first.metrics[:at], fewer, *first.metrics[at + 1 :])
    found = check_together([first, later.model_copy(update={"metrics": metrics})])
    assert "`people_31_up` of hicustomer-2021 is missing" in [finding.message for finding in found[1]]


def test_a_snapshot_that_can_not_be_read_is_not_said_to_be_missing() -> None:
    spec = spec_of("hicustomer-2023")
    assert [finding.path for finding in check_together([spec])[0]] == [("edition", "previous")]
    assert check_together([spec], unread=["hicustomer-2022"]) == [[]]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_published_snapshots_pass(path: Path) -> None:
    assert list(check_edition(spec_of(path.stem))) == []


def test_a_made_up_snapshot_says_so_throughout() -> None:
    value: Any = read_yaml(TINY_SNAPSHOTS / "tiny-2022.yaml").value
    findings = check_edition(EditionSpec.model_validate({**value, "illustrative": True}))
    assert {finding.message for finding in findings} == {"this snapshot is made up"}


def said_of_changed(root: Path, name: str, *changes: tuple[str, str]) -> list[Diagnostic]:
    """What is wrong in an edition of this repository after changes."""
    text = (root / "benchmark_snapshots" / f"{name}.yaml").read_text(encoding="utf-8")
    for find, put in changes:
        assert find in text
        text = text.replace(find, put)
    found = check_sources([parse_yaml(text.encode(), f"{name}.yaml")])[1]
    return list(found)


NRR = [("{value: 95,", "{value: 0.95,"), ("{value: 101,", "{value: 1.01,"), ("{value: 110,", "{value: 1.1,")]


@pytest.mark.parametrize("decimals", ["0", "1", "2"])
def test_fractions_of_1_in_place_of_percent_are_told(root: Path, decimals: str) -> None:
    kind = ("    kind: numeric\n", f"    kind: numeric\n    decimals: {decimals}\n")
    found = said_of_changed(root, "benchmarkit-2025", kind, *NRR)
    hints = [one.hint for one in found]
    for value, meant in (("0.95", "95"), ("1.01", "101"), ("1.1", "110")):
        assert f"figures are in percent: if {value} is a fraction of 1, write {meant}" in hints
    assert said_of_changed(root, "benchmarkit-2025", kind) == []


def test_a_fraction_that_only_decimals_give_away_is_told(root: Path) -> None:
    kind = ("    kind: numeric\n", "    kind: numeric\n    decimals: 0\n")
    (found,) = said_of_changed(root, "benchmarkit-2025", kind, ("{value: 101,", "{value: 0.95,"))
    assert "too many decimals" in found.message and "write 95" in found.hint


def test_little_where_less_is_better_is_no_fraction(root: Path) -> None:
    lower = ("direction: higher", "direction: lower")
    values = [
        ("{value: 95,", "{value: 0.5,"),
        ("{value: 101,", "{value: 1,"),
        ("{value: 110,", "{value: 1.8,"),
    ]
    assert said_of_changed(root, "benchmarkit-2025", lower, *values) == []


def test_a_lone_share_far_below_its_neighbours_is_told(root: Path) -> None:
    (found,) = said_of_changed(root, "virtualex-2024", ("share: 44.3", "share: 0.4"))
    assert "4.6%" in found.message and "write 40" in found.hint
    assert said_of_changed(root, "virtualex-2024", ("share: 44.3", "share: 2.4")) == []


UNKNOWN = ("  year: 2023\n", "  year: 2023\n  previous: nope-2001\n")
WRONG = {
    "share": (r"share: [0-9.]+", "share: 41%"),
    "unknown key": (r"    direction: \w+\n", "    direction: higher\n    nonsense: 1\n"),
    "head": (r"  producer: .*", "  producer: []"),
    "metric": (r"    kind: \w+\n", "    kind: nonsense\n"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_mistake_elsewhere_does_not_hide_an_unknown_previous(root: Path, wrong: str) -> None:
    text = (root / "benchmark_snapshots" / "gainsight-2023.yaml").read_text(encoding="utf-8")
    text = re.sub(r"  previous: .*\n", "", text)
    text = re.sub(*WRONG[wrong], text.replace(*UNKNOWN), count=1)
    found = check_sources([parse_yaml(text.encode(), "gainsight-2023.yaml")])[1]
    assert sum("there is no edition `nope-2001`" in one.message for one in found) == 1
    assert len(found) > 1


def test_a_wrong_cell_does_not_hide_what_differs_from_another_edition(root: Path) -> None:
    folder = root / "benchmark_snapshots"
    texts = {
        name: (folder / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("hicustomer-2020", "hicustomer-2021")
    }
    kind = re.search(r"  - id: (\w+)\n", texts["hicustomer-2020"].split("\nmetrics:")[1])
    assert kind
    head, _, metrics = texts["hicustomer-2021"].partition("\nmetrics:")
    at = metrics.index(f"  - id: {kind[1]}\n")
    metric = re.sub(r"direction: \w+", "direction: none", metrics[at:], count=1)
    metric = re.sub(r"share: [0-9.]+", "share: 41%", metric, count=1)
    changed = {**texts, "hicustomer-2021": f"{head}\nmetrics:{metrics[:at]}{metric}"}
    found = check_sources([parse_yaml(text.encode(), f"{name}.yaml") for name, text in changed.items()])[1]
    assert any("`direction` of" in one.message for one in found)
    assert any("41%" in one.message for one in found)


@pytest.mark.parametrize(("key", "day"), [("from", "2021-13"), ("from", "2021-13-01"), ("to", "2021-06-31")])
def test_a_day_that_is_none_is_told_once(key: str, day: str) -> None:
    text = (TINY_SNAPSHOTS / "tiny-2021.yaml").read_text(encoding="utf-8")
    changed = re.sub(rf"\b{key}: 2021-[0-9-]+", f"{key}: {day}", text, count=1)
    (found,) = check_sources([parse_yaml(changed.encode(), "tiny-2021.yaml")])[1]
    assert found.message == f"there is no day {day}"
