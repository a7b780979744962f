"""A panel in the report: the band on the radar, one's place on each axis, and whom one is compared with.

The panel has the scores by industry and by company size only, so that its site is built quickly. Its answers
are made up; the file stays in the test's own folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cspi_build.panels.illustrative import illustrative_answers
from cspi_build.panels.metadata import Edition
from cspi_build.panels.reading.coding import Parts
from cspi_build.panels.reading.files import Given
from cspi_build.panels.tabulation.scores import score_all
from cspi_build.panels.to_edition import edition_of
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey
from small_site import serve_small_site
from survey_page import SurveyPage, extreme, keep
from waiting import expect_nothing_at_the_side

KEPT = {"industry", "company_arr"}


def small_panel(compiled: dict[str, Any]) -> dict[str, Any]:
    survey = load_survey(compiled)
    parts = Parts.of(survey)
    parts.add_given([Given(answers) for answers in illustrative_answers(survey, 200)])
    responses = parts.responses().asked()
    panel = edition_of(responses, score_all(responses), Edition("acme", 2026, "Acme"))
    scores = [metric for metric in panel["metrics"] if metric["theme"] == "cspi_scores"]
    for metric in scores:
        metric["cells"] = [cell for cell in metric["cells"] if set(cell["segment"]) <= KEPT]
    return {
        **panel,
        "units": {"points": panel["units"]["points"]},
        "themes": [theme for theme in panel["themes"] if theme["id"] == "cspi_scores"],
        "segments": [one for one in panel["segments"] if one["id"] in KEPT],
        "metrics": scores,
    }


@pytest.fixture(scope="module")
def compiled(root: Path) -> dict[str, Any]:
    return compile_survey(load_definition(root / "survey_defs" / "cspi"))


@pytest.fixture(scope="module")
def panel_url(
    root: Path, tmp_path_factory: pytest.TempPathFactory, compiled: dict[str, Any]
) -> Iterator[str]:
    panel = yaml_text(small_panel(compiled), "A test.")

    def change(copy: Path) -> None:
        shutil.rmtree(copy / "survey_defs" / "tiny")
        for name in ("survey_defs/cspi", "benchmark_snapshots"):  # the survey links to published figures
            shutil.copytree(root / name, copy / name)
        (copy / "benchmark_snapshots" / "acme-2026.yaml").write_text(panel, encoding="utf-8")

    with serve_small_site(root, tmp_path_factory.mktemp("panel"), change) as url:
        yield url


def test_the_report_shows_the_peers_and_follows_the_choice(
    page: Page, panel_url: str, compiled: dict[str, Any]
) -> None:
    answers = extreme(compiled, best=True) | {
        "q5": {"choice": "legal"},
        "q7": {"choice": "over_1100"},
    }
    keep(page, "cspi", answers)
    survey = SurveyPage(page, panel_url).open("report")
    survey.wait_for_report()
    peers = page.locator(".cs-peers")
    expect(peers).to_contain_text("CSPI panel 2026")
    expect(peers).to_contain_text("Company size")
    expect(peers).to_contain_text("Too few respondents in “Industry: Legal")
    expect(page.locator(".cs-radar svg text", has_text="Peers, 25th–75th percentile")).to_be_visible()
    expect(page.locator(".cs-axis-table .cs-norm")).to_have_count(8)
    expect(page.locator(".cs-axis-table .cs-norm").first).to_contain_text("median")
    expect(page.locator(".cs-bar > .cs-peers-band")).to_have_count(8)

    page.get_by_role("button", name="Change peer group").click()
    chosen = page.locator("#against-segment")
    expect(chosen).to_be_focused()
    expect(chosen.locator("option:checked")).to_contain_text("Based on my profile")
    chosen.select_option(label="All respondents")
    expect(peers.locator(".cs-peers__source")).to_contain_text("all respondents")
    expect(peers.locator(".cs-peers__source")).to_contain_text("n = 1")
    page.get_by_role("button", name="Back to my peer group").click()
    expect(peers.locator(".cs-peers__source")).to_contain_text("Company size")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect_nothing_at_the_side(page)


def test_the_pages_of_figures_show_the_scores_of_a_panel(page: Page, panel_url: str) -> None:
    page.goto(f"{panel_url}en/benchmarks/metrics/cspi_axis_team/")
    expect(page.locator("h1")).to_have_text("CSPI: Team")
    expect(page.locator(".cs-page-lead")).to_contain_text("the median is")
    table = page.locator(".cs-data--quantiles").nth(1)
    expect(table.locator("tbody tr").first).to_contain_text("Everyone")
    expect_nothing_at_the_side(page)
