"""The report: what it shows, that it follows the answers, and that it can be kept and opened again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from survey_page import Answers, SurveyPage, compiled_survey, keep
from waiting import expect_nothing_at_the_side

SOME: Answers = {
    "q9": {"number": 12},
    "q15": {"choice": "vp"},
    "q16": {"state": "unknown"},
    "q17": {"choice": "nrr"},
    "q18": {"choice": "one_group"},
    "q19": {"choices": ["support", "onboarding"]},
    "q20": {"choices": []},
    "q21": {"choice": "by_purpose"},
    "q22": {"choices": ["targets"]},
    "q23": {"choices": ["csm_shared"]},
    "q24": {"choice": "kickoff"},
    "q29": {"choice": "dedicated_team"},
    "q30": {"state": "not_applicable"},
}


def open_report(page: Page, site_url: str, locale: str = "en", answers: Answers = SOME) -> SurveyPage:
    """The report of answers given before."""
    keep(page, "cspi", answers, notes={"q18": "since April"}, label="Autumn", screen="team")
    survey = SurveyPage(page, site_url, locale=locale).open("report")
    survey.wait_for_report()
    return survey


@pytest.fixture
def report(page: Page, site_url: str) -> SurveyPage:
    return open_report(page, site_url)


@pytest.fixture(scope="module")
def shared(browser: Browser, site_url: str) -> Iterator[SurveyPage]:
    """The same for what is only looked at: one page, and one engine, with nothing opened in it."""
    with fresh_profile(browser) as context:
        survey = open_report(context.new_page(), site_url)
        survey.page.wait_for_selector(".cs-radar svg")
        yield survey


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_its_figures_stand_in_the_chart_and_beside_it(
    page: Page, site_url: str, site_dir: Path, locale: str
) -> None:
    survey = open_report(page, site_url, locale)
    definition = compiled_survey(site_dir)
    text = definition["text"][locale]
    names = [text["axes"][axis["id"]]["name"] for axis in definition["axes"]]
    levels = [text["levels"][level["id"]]["name"] for level in definition["levels"]]
    expect(page.locator(".cs-axis-table th a")).to_have_text(names, use_inner_text=True)
    expect(page.locator(".cs-ladder__name")).to_have_text(levels, use_inner_text=True)
    radar = page.locator(".cs-radar svg[role=img]")
    expect(radar).to_have_attribute("aria-label", re.compile(".*".join(map(re.escape, names)), re.DOTALL))
    drawn = radar.locator("text").all_text_contents()
    figures = [score for score in survey.axes().values() if score[0].isdigit()]
    assert figures
    assert {*names, *figures} <= set(drawn)


def test_what_is_open_and_what_is_missing_can_be_seen(shared: SurveyPage) -> None:
    rows = shared.page.locator(".cs-axis-table tbody tr")
    expect(rows.nth(0).locator(".cs-open-box")).to_be_visible()  # Alignment has an unknown answer
    expect(rows.nth(2).locator(".cs-open-box")).to_have_count(0)  # Segmentation has none
    expect(rows.nth(4).locator(".cs-no-score")).to_have_text("No score")  # Resources was not answered
    expect(rows.nth(4).locator(".cs-bar__fill")).to_have_count(0)
    states = shared.page.locator("#axis-onboarding .cs-item").evaluate_all(
        "all => all.map(e => e.dataset.state)"
    )
    assert sorted(states) == ["answered", "not_applicable"]


def test_an_axis_opens_to_its_items_and_their_reasons(report: SurveyPage, site_dir: Path) -> None:
    report.page.locator("[data-axis-link=team]").click()
    axis = report.page.locator("#axis-team")
    expect(axis).to_have_attribute("open", "")
    expect(axis.locator("> summary")).to_be_focused()
    prose = compiled_survey(site_dir)["text"]["en"]["questions"]["q18"]
    item = axis.locator(".cs-item").first
    for words in (
        prose["prompt"],
        prose["options"]["one_group"]["label"],
        prose["options"]["one_group"]["why"],
    ):
        expect(item).to_contain_text(words)
    expect(item).to_contain_text(prose["options"]["with_operations"]["next"])
    expect(item).to_contain_text("since April")


def test_changing_an_answer_rescores_at_once(report: SurveyPage) -> None:
    page = report.page
    page.locator("[data-axis-link=team]").click()
    page.locator("#axis-team .cs-item").first.locator(".cs-item__link a").click()
    expect(page.locator("#screen-team")).to_be_visible()
    expect(report.option("q18", "one_group")).to_be_focused()
    expect(page).to_have_url(re.compile("#q-q18$"))
    report.option("q18", "with_operations").check()
    expect(page.locator("#return")).to_be_visible()
    page.locator("#return a").click()
    expect(page.locator("#axis-team")).to_have_attribute("open", "")
    expect(page.locator("#axis-team .cs-item__score").first).to_have_text("100.0")


def test_a_new_index_is_announced(page: Page, site_url: str) -> None:
    survey = open_report(page, site_url, answers=ALL_AXES)
    expect(page.locator("#live")).to_contain_text(f"The index is {survey.index()}")
    before = survey.index()
    survey.show("q15")
    survey.option("q15", "cco").check()
    expect(page.locator("#return strong")).not_to_contain_text(before)
    expect(page.locator("#live")).to_contain_text("The index is")
    expect(page.locator("#live")).not_to_contain_text(before)


ALL_AXES: Answers = SOME | {
    "q16": {"choices": ["renewal"]},
    "q25": {"choices": ["helpdesk"]},
    "q26": {"choice": "one_dedicated"},
    "q27": {"choice": "one_dedicated"},
    "q31": {"choice": "playbook_moments"},
    "q32": {"choices": ["renewal"]},
    "q28": {"choice": "with_customer"},
    "q33": {"choices": ["nps"]},
    "q34": {"choices": ["none"]},
    "q35": {"choices": ["csm_judgement"]},
}


def test_a_result_file_can_be_saved_and_opened_elsewhere(
    report: SurveyPage, browser: Browser, site_url: str
) -> None:
    with report.page.expect_download() as download:
        report.page.locator("[data-action=download]").click()
    assert re.fullmatch(r"cspi-2026-11-22-autumn\.json", download.value.suggested_filename)
    content = Path(download.value.path()).read_bytes()
    assert json.loads(content)["answers"] == SOME
    with fresh_profile(browser) as elsewhere:
        other = SurveyPage(elsewhere.new_page(), site_url, locale="ja").open("open")
        other.choose_file(download.value.suggested_filename, content)
        other.wait_for_report()
        assert other.answers() == SOME
        expect(other.page.locator("[data-slot=meta]")).to_contain_text("Autumn")
        expect(other.page.locator("[data-slot=meta]")).to_contain_text("2026年11月22日")


def test_a_name_is_asked_for_where_a_result_without_one_is_saved(page: Page, site_url: str) -> None:
    keep(page, "cspi", SOME)
    survey = SurveyPage(page, site_url).open("report")
    survey.wait_for_report()
    field = page.locator("#result-name")
    expect(field).to_be_hidden()
    names = []
    for _ in range(2):
        with page.expect_download() as download:
            page.locator("[data-action=download]").click()
        names.append(download.value.suggested_filename)
        field.fill("Aiko/愛子")
        expect(page.locator("[data-slot=meta]")).to_contain_text("Aiko/愛子")
    assert names == ["cspi-2026-11-22.json", "cspi-2026-11-22-aiko-愛子.json"]  # a name changes no date
    assert survey.kept()["label"] == "Aiko/愛子"  # type: ignore[index]


def test_nothing_answered_reads_sensibly(page: Page, site_url: str) -> None:
    survey = SurveyPage(page, site_url).open("report")
    survey.wait_for_report()
    assert survey.index() == "–"
    expect(page.locator(".cs-index .cs-none")).to_contain_text("No index yet")
    assert set(survey.axes().values()) == {"No score"}
    expect(page.locator("[data-part=steps]")).to_be_hidden()
    expect(page.locator("[data-part=ends]")).to_be_hidden()


@pytest.mark.parametrize("state", ["unknown", "not_applicable"])
def test_one_state_throughout_reads_sensibly(page: Page, site_url: str, site_dir: Path, state: str) -> None:
    scored = [q["id"] for q in compiled_survey(site_dir)["questions"] if q.get("axis")]
    survey = open_report(page, site_url, answers={name: {"state": state} for name in scored})
    assert survey.index() == "–"
    expect(page.locator(".cs-index .cs-none")).to_be_visible()
    expect(page.locator(f".cs-item[data-state={state}]")).to_have_count(len(scored))


def test_the_chart_follows_the_colours_of_the_page(shared: SurveyPage) -> None:
    line = shared.page.locator(".cs-radar svg [stroke='#0b6b68']")
    expect(line.first).to_be_attached()
    shared.page.emulate_media(color_scheme="dark")
    expect(shared.page.locator(".cs-radar svg [stroke='#5cc7bd']").first).to_be_attached()
    expect(line).to_have_count(0)
    shared.page.emulate_media(color_scheme="light")


def test_on_paper_every_axis_is_open(shared: SurveyPage) -> None:
    closed = shared.page.locator(".cs-axis:not([open])")
    expect(closed).to_have_count(8)
    shared.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    shared.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(8)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_at_the_side(shared: SurveyPage, width: int) -> None:
    page = shared.page
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(".cs-axis").evaluate_all("all => all.forEach(axis => (axis.open = true))")
    expect_nothing_at_the_side(page)
    for view in ("alignment", "open"):
        page.evaluate("view => { location.hash = view }", view)
        expect(page.locator(f"#screen-{view}, [data-view-of='{view}']")).to_be_visible()
        expect_nothing_at_the_side(page)
    page.evaluate("location.hash = 'report'")
    shared.wait_for_report()
