"""Whether evidence leaves a figure no other category: the search itself, and every published edition."""

from __future__ import annotations

from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.editions.placement import placements
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Metric
from cspi_build.yaml_source.source import read_yaml

FOLDER = Path(__file__).resolve().parents[3] / "benchmark_snapshots"
SAY = {"ja": "文", "en": "words"}


def cell_of(segment: dict[str, str], counts: dict[str, int], **more: Any) -> dict[str, Any]:
    n = sum(counts.values())
    shares = {
        id_: {"share": round(100 * count / n, 1), "count": count, "status": "reconciled"}
        for id_, count in counts.items()
    }
    return {"segment": segment, "n": n, "shares": shares, **more}


def metric_of(cells: list[dict[str, Any]], names: str = "abc") -> Metric:
    base = {"id": "m", "theme": "t", "title": SAY, "kind": "single", "direction": "none", "base": SAY}
    categories = [{"id": name, "label": SAY} for name in names]
    return Metric.model_validate({**base, "categories": categories, "cells": cells})


def verdicts(metric: Metric) -> dict[tuple[int, str], str]:
    return {(one.cell, one.category): one.verdict for one in placements(metric)}


def test_figures_of_one_chart_alone_are_open() -> None:
    assert set(verdicts(metric_of([cell_of({}, {"a": 5, "b": 3, "c": 2})])).values()) == {"open"}


def test_a_label_fixes_a_figure_and_a_sum_the_rest() -> None:
    label = {"by": "label", "quote": {"a": "A 50%"}}
    sentence = {"by": "sentence", "of": ["a", "b"], "value": 80}
    cell = cell_of({}, {"a": 5, "b": 3, "c": 2}, checks=[label, sentence])
    assert verdicts(metric_of([cell])) == {(0, "b"): "forced", (0, "c"): "forced"}


def test_bounds_fix_a_figure() -> None:
    at_least = {"by": "other", "of": ["a"], "least": 4, "text": SAY}
    cell = cell_of({}, {"a": 5, "b": 3, "c": 2}, checks=[at_least])
    assert verdicts(metric_of([cell])) == {(0, "a"): "forced", (0, "b"): "open", (0, "c"): "open"}


def test_equal_figures_are_no_alternative() -> None:
    label = {"by": "label", "quote": {"a": "A 50%"}}
    assert set(verdicts(metric_of([cell_of({}, {"a": 4, "b": 2, "c": 2}, checks=[label])])).values()) == {
        "forced"
    }


COUNTS = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any)


@given(COUNTS, COUNTS)
@settings(max_examples=60)
def test_the_search_finds_what_trying_everything_finds(first: list[int], second: list[int]) -> None:
    """Two rows and their total: each figure is forced exactly where no other pair of orders adds up."""
    rows = [dict(zip("abc", counts, strict=True)) for counts in (first, second)]
    whole = {id_: rows[0][id_] + rows[1][id_] for id_ in "abc"}
    label = {"by": "label", "quote": {id_: f"{id_} 1%" for id_ in "abc"}}
    cells = [
        cell_of({}, whole, checks=[label]),
        *(cell_of({"d": f"v{i}"}, row) for i, row in enumerate(rows)),
    ]
    fitting = [
        pair
        for pair in product(permutations(first), permutations(second))
        if [sum(both) for both in zip(*pair, strict=True)] == list(whole.values())
    ]
    expected = {
        (row + 1, id_): "forced" if len({pair[row][at] for pair in fitting}) == 1 else "open"
        for row in range(2)
        for at, id_ in enumerate("abc")
    }
    assert verdicts(metric_of(cells)) == expected


def named_in_words(cell: Cell) -> set[str]:
    """The categories of which evidence says in words why their figure can be no other."""
    return {id_ for check in cell.checks if check.text is not None for id_ in check.of}


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_reconciled_figure_is_forced_and_what_is_argued_says_why(path: Path) -> None:
    """What the numbers do not force is shown as such: as argued where words explain it, else as by order."""
    value: Any = read_yaml(path).value
    unproven, unsaid = [], []
    for metric in EditionSpec.model_validate(value).metrics:
        status = {
            (at, id_): one.status for at, cell in enumerate(metric.cells) for id_, one in cell.shares.items()
        }
        checked = {place for place, one in status.items() if one in ("reconciled", "argued")}
        for one in placements(metric, only=checked):
            cell, at = metric.cells[one.cell], (metric.id, one.cell, one.category, one.instead)
            if one.verdict != "forced":
                print(f"p. {cell.page} {metric.id} {cell.segment or 'all'} {one.category}: {one.verdict}")
                unproven += [at] if status[one.cell, one.category] == "reconciled" else []
            if status[one.cell, one.category] == "argued" and one.category not in named_in_words(cell):
                unsaid.append(at)
    assert (unproven, unsaid) == ([], [])


def test_the_two_lowest_rows_of_page_62_have_one_reading() -> None:
    """The pooled row adds up two rows whose bands are not known; their figures are certain all the same."""
    value: Any = read_yaml(FOLDER / "hicustomer-2021.yaml").value
    metric = next(one for one in value["metrics"] if one["id"] == "top_understanding")
    cells = [one for one in metric["cells"] if one["segment"].keys() <= {"arr_per_csm"}]
    pooled = next(one for one in cells if one.get("rows"))
    cells.remove(pooled)
    for at, row in enumerate(pooled["rows"]):
        cells.append(cell_of({"arr_per_csm": f"row_{at}"}, row["counts"]))
    found = placements(Metric.model_validate({**metric, "cells": cells, "excuses": []}))
    assert {one.verdict for one in found} == {"forced"}
