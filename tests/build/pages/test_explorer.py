"""The pages on published figures: they say what the snapshots say, and what is missing looks missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cspi_build.charts.placeholders import chart_mark, with_drawings
from cspi_build.charts.site_charts import SiteChart, chart_files, drawing_groups, page_drawings, site_charts
from cspi_build.editions.comparison import ComparedMetric, compared_metrics, figures_of
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.differences import pairs_of
from cspi_build.editions.explorer import Explorer
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.load import load_editions
from cspi_build.editions.published import MetricEdition
from cspi_build.pages.benchmarks.lists import compare_context
from cspi_build.pages.benchmarks.metric_page import incomplete, leading, metric_context
from cspi_build.pages.benchmarks.pages import explorer_pages
from cspi_build.settings.ui_text import Words, load_words
from edition_files import TINY_SNAPSHOTS

BLANK = '<svg viewBox="0 0 800 10"></svg>'


@pytest.fixture(scope="module")
def words(root: Path) -> tuple[Words, ...]:
    return load_words(root / "site_src" / "text", languages=("ja", "en"))


@pytest.fixture(scope="module")
def english(words: tuple[Words, ...]) -> FigureWords:
    return FigureWords("en", next(one for one in words if one.locale == "en").t["benchmarks"])  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def real(root: Path) -> tuple[dict[str, Any], ...]:
    return tuple(compile_edition(one) for one in load_editions(root / "benchmark_snapshots"))


def tiny() -> tuple[dict[str, Any], ...]:
    """The tiny snapshots, freshly compiled: a test may change them."""
    return tuple(compile_edition(one) for one in load_editions(TINY_SNAPSHOTS))


def metric(snapshots: tuple[dict[str, Any], ...], name: str) -> ComparedMetric:
    return next(one for one in compared_metrics(snapshots) if one.id == name)


def statuses(edition: MetricEdition, segment: dict[str, str]) -> dict[str, str]:
    cell = edition.cell(segment)
    assert cell is not None
    return {one.of[0]: one.status for one in figures_of(edition, cell) if one.kind == "share"}


def cells(metrics: list[ComparedMetric]) -> Iterator[tuple[MetricEdition, Any]]:
    for one in metrics:
        for edition in one.editions:
            for cell in edition.cells:
                yield edition, cell


# What is not known


def test_a_share_that_is_not_published_is_never_a_number(real: tuple[dict[str, Any], ...]) -> None:
    for edition, cell in cells(compared_metrics(real)):
        given = cell.printed
        for figure in figures_of(edition, cell):
            if figure.kind == "share" and figure.of[0] not in given:
                assert (figure.share, figure.count) == (None, None)
                assert figure.status in {"not_known", "unplaced", "suppressed", "excluded"}


def test_each_way_of_not_knowing_has_its_own_word(english: FigureWords) -> None:
    snapshots = tiny()
    wait = next(metric for metric in snapshots[0]["metrics"] if metric["id"] == "wait")
    wait["cells"][1] |= {"suppressed": True, "shares": {}}
    wait["cells"][2]["excludes"] = ["slow"]
    edition = metric(snapshots, "wait").editions[0]
    assert statuses(edition, {}) == {"quick": "published", "usual": "unplaced", "slow": "unplaced"}
    assert set(statuses(edition, {"place": "street"}).values()) == {"suppressed"}
    station = {"quick": "derived", "usual": "not_known", "slow": "excluded"}
    assert statuses(edition, {"place": "station"}) == station
    said = {english.t["status"][status] for status in ("not_known", "unplaced", "suppressed", "excluded")}
    assert len(said) == 4


def test_unplaced_shares_give_the_range_that_holds_whichever_it_is() -> None:
    edition = metric(tiny(), "wait").editions[0]
    cell = edition.cell({})
    assert cell is not None
    ranges = {
        one.of[0]: one.bounds
        for one in figures_of(edition, cell)
        if one.status == "unplaced" and len(one.of) == 1
    }
    assert ranges == {"usual": (25.0, 45.0), "slow": (25.0, 45.0)}


def test_a_leading_answer_is_named_only_where_it_surely_leads(english: FigureWords) -> None:
    snapshots = tiny()
    assert leading(metric(snapshots, "wait"), english) is None  # 30 % is known, 45 % has no place
    place = leading(metric(snapshots, "place"), english)
    assert place is not None and (place["label"], place["share"]) == ("“Street”", "61.1%")
    assert leading(metric(snapshots, "services"), english) is None  # there may be more answers


# Comparing editions


def test_what_stands_in_place_of_a_leading_answer_is_true(english: FigureWords) -> None:
    """Of a metric with single values only, of one that is withheld, and of one that is known by group."""
    snapshots = tiny()
    assert incomplete(metric(snapshots, "wait"), english).startswith("Shares are published, but")
    places = next(one for one in snapshots[0]["metrics"] if one["id"] == "place")["cells"][0]
    lacking: list[tuple[dict[str, Any], str]] = [
        ({"suppressed": True, "n": None}, "The publisher withholds the shares of all respondents."),
        (
            {"figures": {"median": {"value": 3, "status": "published"}}},
            "No shares are published, only single values.",
        ),
    ]
    for change, said in lacking:
        places |= {"shares": {}, "sums": [], "unplaced": [], "suppressed": False, **change}
        assert incomplete(metric(snapshots, "place"), english) == said


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.891, "1,234,567.891"),
        (-1200.5, "−1,200.5"),
        (0, "0"),
        (-0.00001, "0"),
        (123456789012, "123,456,789,012"),
    ],
)
def test_a_single_value_is_written_as_people_write_numbers(
    real: tuple[dict[str, Any], ...], english: FigureWords, value: float, text: str
) -> None:
    retention = metric(real, "net_revenue_retention").lead
    assert english.value(value, retention) == f"{text}%"


def test_differences_are_within_a_study_only_and_judged_only_with_n(real: tuple[dict[str, Any], ...]) -> None:
    found = [pair for one in compared_metrics(real) for pair in pairs_of(one)]
    assert found
    for pair in found:
        assert pair.old.snapshot.series == pair.new.snapshot.series
        assert pair.old.snapshot.year < pair.new.snapshot.year
        differs = pair.old.differs or pair.new.differs
        for one in pair.changes:
            assert (one.verdict == "differs") == bool(differs)
            if one.confidence_interval is None:
                assert one.verdict in {"unknown", "differs"}


def test_growth_plans_rose_by_more_than_n_explains(real: tuple[dict[str, Any], ...]) -> None:
    (pair,) = Explorer(real, ()).pairs["planned_team_growth"]
    grow = next(one for one in pair.changes if len(one.of) == 4)
    assert (grow.old[0], grow.new[0], round(grow.points[0], 1)) == (32.1, 51.0, 18.9)
    assert grow.verdict == "more"
    groups = [one.of for one in pair.changes if len(one.of) > 1]
    assert groups == [grow.of]  # the other answers together say the same


def test_what_was_tested_is_counted_and_corrected_together(
    real: tuple[dict[str, Any], ...], english: FigureWords
) -> None:
    explorer = Explorer(real, ())
    changes = [change for pairs in explorer.pairs.values() for pair in pairs for change in pair.changes]
    p_values = [one.p for one in changes if one.p is not None]
    found = compare_context(explorer, english)["summary"]
    assert found.tests == len(p_values) > found.significant > 0
    assert found.changes == found.tests + found.unknown + found.differs
    assert all(one.p <= 0.05 / len(p_values) for one in changes if one.verdict in {"more", "less"} and one.p)


# Pages


def test_there_is_a_page_for_each_study_and_each_metric(
    real: tuple[dict[str, Any], ...], words: tuple[Words, ...]
) -> None:
    pages = {page.path: page for page in explorer_pages(Explorer(real, ()), words[0])}
    wanted = {f"benchmarks/{data['id']}.md" for data in real}
    wanted |= {f"benchmarks/metrics/{metric['id']}.md" for data in real for metric in data["metrics"]}
    fixed = {f"benchmarks/{name}.md" for name in ("index", "compare", "data")}
    assert pages.keys() == wanted | fixed
    assert {path for path, page in pages.items() if page.in_navigation} == fixed


def test_without_snapshots_there_are_no_pages(words: tuple[Words, ...]) -> None:
    assert list(explorer_pages(Explorer((), ()), words[0])) == []


def test_every_figure_on_a_page_has_its_page_or_its_address(
    real: tuple[dict[str, Any], ...], words: tuple[Words, ...], english: FigureWords
) -> None:
    for one in compared_metrics(real):
        context = metric_context(one, english)
        tables = [*context["everyone"], *(cell for part in context["segments"] for cell in part["cells"])]
        for row in [row for table in tables for row in (*table["rows"], *table["groups"])]:
            assert row["url"] or re.fullmatch(r"p\.\s\d+", row["page"])
        for row in context["statistics"]:
            assert row["url"] or row["page"]


def test_the_pages_of_a_study_tell_what_was_corrected_and_left_out(
    real: tuple[dict[str, Any], ...], words: tuple[Words, ...]
) -> None:
    for page in explorer_pages(Explorer(real, ()), words[1]):
        if "study" in page.context:
            study = page.context["study"]
            data = next(data for data in real if data["id"] == study["id"])
            assert len(study["corrections"]) == len(data["corrections"])
            assert len(study["omissions"]) == len(data["omitted"])
            assert sum(len(theme["metrics"]) for theme in study["themes"]) == len(data["metrics"])


def charts_of_site(snapshots: tuple[dict[str, Any], ...], words: tuple[Words, ...]) -> list[SiteChart]:
    return site_charts(compared_metrics(snapshots), words)


def blank(charts: list[SiteChart]) -> dict[str, str]:
    return dict.fromkeys((name for one in charts for name in one.drawings), BLANK)


def test_pages_have_a_mark_for_every_drawing_and_for_nothing_else(
    real: tuple[dict[str, Any], ...], words: tuple[Words, ...]
) -> None:
    charts = charts_of_site(real, words)
    marked = [
        chart["svg"]
        for one in words
        for page in explorer_pages(Explorer(real, ()), one)
        if "metric" in page.context
        for chart in page.context["metric"]["charts"].values()
    ]
    names = [name for svg in marked for name in re.findall(r"<!--drawing (\S+)-->", svg)]
    assert sorted(names) == sorted(name for group in drawing_groups(charts).values() for name in group)
    drawings = page_drawings(charts, blank(charts))
    assert all(with_drawings(svg, drawings).count("<svg") == 2 for svg in marked)


def test_only_marks_of_drawings_are_replaced() -> None:
    page = f"<p>{chart_mark('en-a-wide')}</p><!--drawing--><!-- drawing x -->{chart_mark('en-a-narrow')}"
    drawn = with_drawings(page, {"en-a-wide": r"<svg>\1</svg>", "en-a-narrow": "<svg/>"})
    assert drawn == r"<p><svg>\1</svg></p><!--drawing--><!-- drawing x --><svg/>"
    with pytest.raises(KeyError, match="en-a-narrow"):
        with_drawings(page, {"en-a-wide": ""})


def test_chart_files_name_their_source_in_each_language(
    root: Path, real: tuple[dict[str, Any], ...], words: tuple[Words, ...]
) -> None:
    charts = charts_of_site(real, words)
    files = chart_files(charts, blank(charts), root)
    assert {name.split("/")[0] for name in files} == {"ja", "en"}
    assert all(
        ("出所" in text) if name.startswith("ja/") else ("Source" in text) for name, text in files.items()
    )
