"""The published figures: every file passes its checks, says where it is from, and compiles to one value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.editions.checks.findings import walk_cells
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.grade import grade_of
from cspi_build.editions.load import load_editions
from cspi_build.editions.published import read_metrics
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell
from cspi_build.surveys.compile import to_json_text
from cspi_core.benchmarking.edition import load_snapshot
from edition_files import TINY_SNAPSHOTS

FOLDER = Path(__file__).resolve().parents[3] / "benchmark_snapshots"


@pytest.fixture(scope="module")
def published() -> dict[str, EditionSpec]:
    return {spec.id: spec for spec in load_editions(FOLDER)}


@pytest.fixture(scope="module")
def tiny() -> dict[str, Any]:
    return compile_edition(load_editions(TINY_SNAPSHOTS)[0])


def cell_of(spec: EditionSpec, metric: str, **segment: str) -> Cell:
    return next(cell for _, one, cell in walk_cells(spec) if one.id == metric and cell.segment == segment)


def test_the_editions_are_there(published: dict[str, EditionSpec]) -> None:
    assert {
        "cspi-2018",
        "cspi-2019",
        "gainsight-2023",
        "hicustomer-2020",
        "hicustomer-2021",
        "hicustomer-2022",
        "hicustomer-2023",
        "saas-capital-2023",
    } <= set(published)


@pytest.mark.parametrize(
    ("metric", "segment", "category", "share", "n", "page"),
    [
        ("acv", {}, "jpy_130k_600k", 25.3, 154, 13),
        ("acv", {}, "jpy_over_12m", 1.3, 154, 13),
        ("acv", {"saas_type": "vertical"}, "jpy_130k_600k", 31.8, 44, 14),
        ("monthly_revenue_churn", {}, "pct_to_2", 60.9, 64, 15),
        ("monthly_revenue_churn", {"product_revenue": "rev_1b_up"}, "pct_15_up", 29.4, 17, 18),
        ("team_headcount", {}, "people_2_5", 47.6, 147, 22),
        ("responsible_metrics", {}, "upsell", 50.0, 156, 26),
        ("accounts_per_csm", {"saas_type": "horizontal"}, "accounts_1_15", 18.6, 86, 29),
        ("dedicated_roles", {"team_age": "age_under_1"}, "onboarding", 56.7, 30, 35),
        ("customer_centric_culture", {}, "culture_yes", 54.2, 155, 47),
        ("job_liking", {}, "liking_very", 29.7, 155, 74),
        ("cs_importance", {}, "importance_top", 57.1, 21, 89),
    ],
)
def test_figures_that_the_report_states(
    published: dict[str, EditionSpec],
    metric: str,
    segment: dict[str, str],
    category: str,
    share: float,
    n: int,
    page: int,
) -> None:
    cell = cell_of(published["hicustomer-2021"], metric, **segment)
    assert (cell.shares[category].share, cell.n, cell.page) == (share, n, page)


def test_what_is_not_certain_is_not_placed(published: dict[str, EditionSpec]) -> None:
    spec = published["hicustomer-2021"]
    assert cell_of(spec, "acv").unplaced[0].of == ("jpy_610k_1200k", "jpy_1210k_2400k")
    assert "arr_50m_100m" not in cell_of(spec, "arr_per_csm", saas_type="horizontal").shares
    row = cell_of(spec, "kpi_initiative", arr_per_csm="arr_50m_100m")
    assert row.unplaced[0].of == ("tech_touch", "cross_team", "community")
    left_out = {(omission.metric, omission.page) for omission in spec.omitted}
    assert {("company_size", 9), ("annual_revenue", 10), ("cs_experience_years", 11)} <= left_out
    assert {("initiatives_next", 45), ("initiatives_next", 46), ("income", 72)} <= left_out


def test_contradictions_are_corrections(published: dict[str, EditionSpec]) -> None:
    corrections = {(one.page, one.printed): one.used for one in published["hicustomer-2021"].corrections}
    assert corrections[(48, 40.0)] == 27.8
    assert corrections[(33, 20.9)] == "unknown"
    assert corrections[(98, 12.4)] == 12.5


def test_what_only_the_order_of_a_drawing_places_is_marked(published: dict[str, EditionSpec]) -> None:
    cells = [cell for _, _, cell in walk_cells(published["hicustomer-2021"])]
    by_order = {cell.page for cell in cells for one in cell.shares.values() if one.status == "ordered"}
    assert by_order == {13, 14, 22, 23, 26, 33, 34, 35, 40, 42, 43, 44, 81, 92, 93, 94}
    page_83 = next(cell for cell in cells if cell.page == 83)
    assert not page_83.shares and sum(page_83.unplaced[0].counts) == page_83.n


def test_the_same_evidence_counts_alike_on_every_page(published: dict[str, EditionSpec]) -> None:
    """Where a list is drawn in order and one figure is stated, all others are placed by order."""
    spec = published["hicustomer-2021"]
    for metric in ("responsible_metrics", "dedicated_roles", "kpi_initiative", "initiatives_next"):
        cell = cell_of(spec, metric)
        assert not cell.unplaced
        assert {one.status for one in cell.shares.values()} == {"published", "ordered"}


def test_rows_that_can_not_be_told_apart_are_added_up(published: dict[str, EditionSpec]) -> None:
    spec = published["hicustomer-2021"]
    culture = cell_of(spec, "customer_centric_culture", arr_per_csm="arr_under_50m")
    assert (culture.shares["culture_yes"].count, culture.n) == (61, 111)
    top = cell_of(spec, "top_understanding", arr_per_csm="arr_under_50m")
    assert [one.count for one in top.shares.values()] == [1, 21, 27, 62]


def test_a_figure_that_the_source_contradicts_is_not_called_published(
    published: dict[str, EditionSpec],
) -> None:
    spec = published["hicustomer-2021"]
    assert cell_of(spec, "culture_formed_reasons").shares["company_wide"].status == "reconciled"
    assert cell_of(spec, "job_liking").sums[0].status == "derived"  # 82 is printed, 127 of 155 are 81.9


def test_second_hand_is_said(published: dict[str, EditionSpec]) -> None:
    second_hand = {id_ for id_, spec in published.items() if spec.second_hand}
    assert second_hand >= {"hicustomer-2022", "hicustomer-2023", "gainsight-2023", "saas-capital-2023"}
    assert "hicustomer-2020" in second_hand  # the report itself was not seen
    assert not second_hand & {"hicustomer-2021", "kbcm-2017", "kbcm-2021", "aleph-benchmarkit-2026"}
    assert not any(spec.illustrative for spec in published.values())


def test_differences_that_coverage_states_are_derived(published: dict[str, EditionSpec]) -> None:
    churn = cell_of(published["hicustomer-2022"], "monthly_revenue_churn").sums[0]
    assert (churn.share, churn.status, churn.by) == (7.8, "derived", (24.3, -16.5))
    nrr = cell_of(published["hicustomer-2023"], "responsible_metrics").shares["nrr"]
    assert (nrr.share, nrr.status, nrr.by) == (39.9, "derived", (26.5, 13.4))


def test_every_figure_of_a_paged_source_has_its_page(published: dict[str, EditionSpec]) -> None:
    for spec in published.values():
        if spec.origin.pages is not None:
            assert all(cell.page is not None and cell.checks for _, _, cell in walk_cells(spec)), spec.id


def test_every_snapshot_is_read_by_the_engine(published: dict[str, EditionSpec]) -> None:
    for id_, spec in published.items():
        compiled = compile_edition(spec)
        read = load_snapshot(json.loads(to_json_text(compiled)))
        assert read.id == id_
        assert len(read.metrics) == len(spec.metrics)


def test_the_same_file_gives_the_same_bytes(published: dict[str, EditionSpec]) -> None:
    again = {spec.id: to_json_text(compile_edition(spec)) for spec in load_editions(FOLDER)}
    assert again == {id_: to_json_text(compile_edition(spec)) for id_, spec in published.items()}


def test_not_known_is_null_and_never_zero(tiny: dict[str, Any]) -> None:
    assert tiny["format"] == "cspi-snapshot/1"
    services = next(metric for metric in tiny["metrics"] if metric["id"] == "services")["cells"][0]
    assert (services["n"], services["state"]) == (None, "partial")
    assert services["shares"]["rental"] == {"share": 41.2, "count": None, "status": "published", "by": None}
    wait = next(metric for metric in tiny["metrics"] if metric["id"] == "wait")["cells"]
    assert set(wait[0]["shares"]) == {"quick"}
    assert wait[1]["state"] == "partial"


def test_what_follows_is_compiled(tiny: dict[str, Any]) -> None:
    place, wait = (metric["cells"][0] for metric in tiny["metrics"][:2])
    assert place["state"] == "complete"
    assert place["checks"][0]["text"] == {
        "ja": "本文（p.3）に61.1%と書かれています。",
        "en": "The text on p. 3 gives 61.1%.",
    }
    both = {"of": ["usual", "slow"], "share": 70, "count": 56, "status": "derived", "by": None}
    assert wait["sums"] == [both]


def test_every_snapshot_names_the_schema() -> None:
    line = "# yaml-language-server: $schema=../cspi_build/schemas/snapshot.schema.json"
    for path in FOLDER.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").splitlines()[0] == line, path.name


def test_a_grade_is_what_the_source_says_of_n_and_recruitment(published: dict[str, EditionSpec]) -> None:
    """A needs all three: read first-hand, an n for each figure, recruitment stated."""
    grades = {}
    for id_, spec in published.items():
        metrics = read_metrics(compile_edition(spec))
        cells = [cell for one in metrics for cell in one.cells]
        grades[id_] = grade_of(metrics[0].snapshot, cells)
        is_second_hand = spec.second_hand
        has_n = all(cell.n != "unknown" for _, _, cell in walk_cells(spec))
        is_told = has_n and spec.study.recruitment != "not stated"
        assert grades[id_] == ("C" if is_second_hand else "A" if is_told else "B"), id_
    assert (grades["kbcm-2021"], grades["virtualex-2024"], grades["hicustomer-2021"]) == ("B", "B", "B")
    assert (grades["hicustomer-2020"], grades["saas-capital-2025"]) == ("C", "C")


def test_open_answers_are_summarised_with_their_page_and_without_shares(
    published: dict[str, EditionSpec],
) -> None:
    voices = {one.id: one.voices for one in published["hicustomer-2021"].metrics if one.voices}
    pages = {voice.page for said in voices.values() for voice in said}
    slides = {50, 51, *range(58, 61), *range(65, 68), *range(77, 80), *range(81, 85), 90, 91, *range(96, 99)}
    assert pages == slides
    for said in voices.values():
        for voice in said:
            assert "%" not in voice.text.en + voice.text.ja
            assert len(voice.text.en.split()) <= 20  # a theme, not a quotation
