"""The plan as a person uses it: trying out, keeping, aiming, and one's own answers untouched throughout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from cspi_core import load_survey
from cspi_core.loading.answers import plain_answers, read_answers
from survey_page import SurveyPage, compiled_survey, keep
from vectors import FOLDER, read_vector


@pytest.fixture(scope="module")
def own(site_dir: Path) -> dict[str, Any]:
    """A team's answers, in the order in which the page keeps them."""
    survey = compiled_survey(site_dir)
    plain, _ = read_vector(FOLDER / "cspi" / "team.txt", survey)
    answers, _ = read_answers(load_survey(survey), plain)
    return plain_answers(load_survey(survey), answers)


@pytest.fixture(scope="module")
def survey(browser: Browser, site_url: str, own: dict[str, Any]) -> Iterator[SurveyPage]:
    """The plan of a team, in English; the engine starts once for the tests that leave the answers alone."""
    with fresh_profile(browser) as context:
        page = context.new_page()
        keep(page, "cspi", own)
        survey = SurveyPage(page, site_url).open("plan")
        page.wait_for_selector(".cs-outcome__index")
        yield survey


@pytest.fixture
def plan(survey: SurveyPage) -> Page:
    """The view with nothing tried out and no plan."""
    page = survey.page
    page.evaluate("location.hash = '#plan'")
    expect(page.locator("#plan-view")).to_be_visible()
    if page.locator("[data-action=discard-plan]").is_visible():
        page.click("[data-action=discard-plan]")
        page.click("#confirm [value=yes]")
        expect(page.locator("[data-action=discard-plan]")).to_be_hidden()
    if page.locator("#plan-undo").is_visible():
        page.click("#plan-undo")
    expect(page.locator(".cs-outcome__do")).to_contain_text("No changes yet")
    return page


def unfold(page: Page, axis: str) -> None:
    page.locator(f"#if-{axis}").evaluate("details => details.open = true")


def test_an_option_moves_item_axis_index_and_level_and_no_answer(
    survey: SurveyPage, plan: Page, own: dict[str, Any]
) -> None:
    unfold(plan, "segmentation")
    plan.check("#if-q21--by_purpose")
    expect(plan.locator(".cs-outcome__number")).to_contain_text("72.5")
    expect(plan.locator(".cs-outcome__number")).to_have_text(re.compile(r"^70\.0\s*→\s*72\.5\s*\+2\.5$"))
    expect(plan.locator("[data-if=q21] .cs-if__figures")).to_have_text("60.0 → 100.0")
    expect(plan.locator("#if-segmentation .cs-if-axis__score")).to_have_text("74.4 → 94.4")
    expect(plan.locator("#live")).to_have_text("The index changes from 70.0 to 72.5.")
    expect(plan.locator("[data-if=q21] [data-own] .cs-if__own")).to_be_visible()
    assert survey.answers() == own
    plan.click("[data-if=q21] [data-reset]")
    expect(plan.locator(".cs-outcome__number")).to_have_text("70.0")


def test_an_exclusive_option_stands_alone_here_too(plan: Page) -> None:
    unfold(plan, "playbook")
    plan.check("#if-q23--none")
    expect(plan.locator("#if-q23--csm_shared")).not_to_be_checked()
    expect(plan.locator("[data-if=q23] .cs-if__figures")).to_have_text("66.7 → 0.0")
    plan.check("#if-q23--company_wide")
    expect(plan.locator("#if-q23--none")).not_to_be_checked()


def test_a_standing_moves_with_its_answer(plan: Page) -> None:
    unfold(plan, "onboarding")
    plan.check("#if-q29--dedicated_team")
    moved = plan.locator(".cs-outcome__standings li")
    expect(moved.first).to_contain_text("Onboarding")
    expect(moved.first).to_contain_text(re.compile("Current:.*After:", re.DOTALL))


def test_with_the_keyboard_alone_a_what_if_is_kept_and_survives_a_reload(
    survey: SurveyPage, plan: Page, own: dict[str, Any]
) -> None:
    plan.focus("#if-team summary")
    plan.keyboard.press("Enter")
    plan.keyboard.press("Tab")
    plan.keyboard.press("ArrowDown")  # from the option that was answered to the next one
    expect(plan.locator(".cs-outcome__unkept")).to_be_visible()
    changed = plan.evaluate("document.activeElement.id")
    assert changed.startswith("if-q18--")
    plan.focus("#plan-keep")
    plan.keyboard.press("Enter")
    expect(plan.locator("#live")).to_have_text("Saved to plan.")
    expect(plan.locator(".cs-planned li")).to_have_count(1)
    kept = survey.kept()
    assert kept is not None and kept["answers"] == own
    assert list(kept["plan"]["answers"]) == ["q18"] and kept["plan"]["from"] == own
    plan.reload()
    plan.wait_for_selector(".cs-outcome__index")
    expect(plan.locator(".cs-planned li")).to_have_count(1)
    expect(plan.locator(f"#{changed}")).to_be_checked()


def test_targets_are_marked_and_a_wrong_one_is_said(plan: Page) -> None:
    plan.select_option("#target-level", "l4")
    expect(plan.locator("tr[data-whole] .cs-targets__left")).to_contain_text("5.0 to go")
    plan.fill("#target-team", "150")
    plan.locator("#target-team").blur()
    expect(plan.locator("[data-slot=target-problem]")).to_contain_text("“150” is not a valid target")
    plan.fill("#target-team", "90")
    plan.locator("#target-team").blur()
    expect(plan.locator("tr", has=plan.locator("#target-team"))).to_contain_text("6.1 to go")
    expect(plan.locator("[data-slot=way] .cs-way h4")).to_have_text("Lowest-effort route to your target")
    plan.evaluate("location.hash = '#report'")
    row = plan.locator(".cs-axis-table tr", has=plan.locator("[data-axis-link=team]"))
    expect(row.locator(".cs-aim")).to_have_text("Target 90")
    expect(row.locator(".cs-target")).to_be_attached()
    expect(plan.locator(".cs-ladder > .cs-aim")).to_have_text("Target 75")


def test_steps_are_taken_from_the_report_with_one_press_and_leave_with_another(
    survey: SurveyPage, plan: Page, own: dict[str, Any]
) -> None:
    plan.evaluate("location.hash = '#report'")
    expect(plan.locator("#report-view .cs-ladder")).to_be_visible()
    expect(plan.locator(".cs-ladder > .cs-aim")).to_have_count(0)  # the report knows of no target any more
    name = plan.locator("#report-view .cs-wave [data-step]").first.get_attribute("data-step")
    taken = plan.locator(f"#report-view .cs-wave [data-step='{name}']")
    taken.press("Enter")
    expect(taken).to_have_attribute("aria-pressed", "true")
    expect(taken).to_be_focused()
    kept = survey.kept()
    assert kept is not None and kept["answers"] == own and kept["plan"]["answers"]
    taken.press("Enter")
    expect(taken).to_have_attribute("aria-pressed", "false")
    kept = survey.kept()
    assert kept is not None and "plan" not in kept


def test_the_way_can_be_taken_as_a_whole_and_goes_into_the_file(survey: SurveyPage, plan: Page) -> None:
    plan.click("[data-slot=way] [data-steps]")
    expect(plan.locator(".cs-planned li")).not_to_have_count(0)
    expect(plan.locator(".cs-planned > p")).to_contain_text("You would reach Level 4")
    plan.evaluate("location.hash = '#report'")
    with plan.expect_download() as download:
        plan.click("[data-action=download]")
    written = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert written["format"] == "cspi-result/1" and written["plan"]["answers"]
    kept = survey.kept()
    assert kept is not None and written["plan"] == kept["plan"]


def test_erasing_takes_the_plan_too_and_nothing_is_kept_with_saving_off(
    page: Page, site_url: str, own: dict[str, Any]
) -> None:
    keep(page, "cspi", own, plan={"target": {"level": "l5"}, "from": own, "answers": {}, "made": ""})
    survey = SurveyPage(page, site_url, locale="ja").open("plan")
    page.wait_for_selector(".cs-outcome__index")
    expect(page.locator("#target-level")).to_have_value("l5")
    page.uncheck("#saving-switch", force=True)
    page.select_option("#target-level", "l4")
    expect(page.locator("tr[data-whole] .cs-targets__left")).to_contain_text("残り")
    assert survey.kept() is None
    page.click("[data-action=erase]")
    page.click("#confirm [value=yes]")
    expect(page.locator("#screen-alignment")).to_be_visible()  # which is where erasing leads
    page.evaluate("location.hash = '#plan'")
    expect(page.locator("#target-level")).to_have_value("")
    assert survey.kept() is None


def test_a_step_is_tracked_exported_and_updated_from_a_table(
    survey: SurveyPage, plan: Page, own: dict[str, Any]
) -> None:
    unfold(plan, "segmentation")
    plan.check("#if-q21--by_purpose")
    plan.click("#plan-keep")
    status = plan.locator("#track-q21-by_purpose-status")
    status.focus()
    plan.keyboard.press("ArrowDown")
    expect(plan.locator("#track-q21-by_purpose")).to_have_attribute("data-status", "doing")
    expect(status).to_be_focused()
    plan.focus("#track-q21-by_purpose summary")
    plan.keyboard.press("Enter")
    plan.fill("#track-q21-by_purpose-owner", "愛子")
    plan.fill("#track-q21-by_purpose-link", "javascript:alert(1)")
    plan.locator("#track-q21-by_purpose-link").blur()
    expect(plan.locator("#track-q21-by_purpose [role=alert]")).to_contain_text("Links start with https://")
    expect(plan.locator(".cs-planned__facts")).to_have_text("愛子")
    table = {"name": "tasks.csv", "mimeType": "text/csv", "buffer": b"id,status\nq21.by_purpose,Finished\n"}
    plan.set_input_files("#plan-tasks", table)  # type: ignore[arg-type]
    expect(plan.locator("[data-slot=plan-problems]")).to_contain_text("Row 2: Unknown status “Finished”")
    table["buffer"] = b"id,status,due\nq21.by_purpose,Done,2027/1/31\n"
    plan.set_input_files("#plan-tasks", table)  # type: ignore[arg-type]
    expect(plan.locator(".cs-planned__facts")).to_have_text("愛子 · Due 31 January 2027")
    kept = survey.kept()
    assert kept is not None and kept["answers"] == own
    step = {"question": "q21", "option": "by_purpose", "owner": "愛子", "due": "2027-01-31", "status": "done"}
    assert kept["plan"]["steps"] == [step]
    with plan.expect_download() as download:
        plan.click("[data-plan-file=ics]")
    assert download.value.suggested_filename.endswith(".ics")
