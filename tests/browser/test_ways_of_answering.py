"""What makes answering easy: one question at a time, numbers to tap, a search, doubts, facts for advice."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile
from survey_page import SurveyPage, compiled_survey, keep

PHONE = {"width": 390, "height": 844}


def test_scored_questions_come_first_and_numbers_run_as_shown(form: SurveyPage, site_dir: Path) -> None:
    form.open()
    shown = form.page.locator(".cs-question__number").evaluate_all("all => all.map((one) => one.textContent)")
    assert shown == [f"Q{place}" for place in range(1, len(shown) + 1)]
    scored = form.page.locator("fieldset[data-question]").evaluate_all(
        "all => all.map((one) => 'scored' in one.dataset)"
    )
    assert scored == sorted(scored, reverse=True)
    expect(form.page.locator("#q-q15 .cs-question__source")).to_have_text("Source: Q15")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    small = form.page.locator("#q-q15 .cs-question__source").evaluate(size)
    assert small < 0.8 * form.page.locator("#q-q15 legend").evaluate(size)


def test_the_profile_is_passed_by_with_one_tap(cspi: SurveyPage) -> None:
    cspi.open("outcome")
    cspi.page.locator("#screen-outcome .cs-ways__next").click()
    expect(cspi.page.locator("#screen-profile .cs-about")).to_contain_text("next steps")
    cspi.page.locator("#screen-profile .cs-skip a").click()
    cspi.wait_for_report()


def test_one_question_at_a_time_on_a_phone(form: SurveyPage) -> None:
    form.page.set_viewport_size(PHONE)
    form.open("team")
    form.page.locator("[data-action=single]").click()
    visible = form.page.locator("fieldset[data-question]:visible")
    expect(visible).to_have_count(1)
    expect(visible).to_have_attribute("data-question", "q18")
    form.option("q18", "one_group").check()
    form.page.locator("#single-ways .cs-ways__next").click()
    expect(visible).to_have_attribute("data-question", "q19")
    form.page.go_back()
    expect(visible).to_have_attribute("data-question", "q18")
    form.page.locator("#single-ways .cs-ways__next").click()  # looking back, one goes on in order
    expect(visible).to_have_attribute("data-question", "q19")
    form.answers()
    form.page.reload()
    form.ready()
    expect(visible).to_have_count(1)
    form.page.locator("[data-action=screens]").click()
    expect(form.page.locator("#screen-team fieldset[data-question]:visible")).to_have_count(3)


def test_a_number_can_be_tapped(form: SurveyPage) -> None:
    form.open("profile")
    form.page.locator("#q-q9 [data-pick='10']").click()
    expect(form.page.locator("[name=q9]")).to_have_value("10")
    expect(form.page.locator("#q-q9 [data-pick='10']")).to_have_attribute("aria-pressed", "true")
    assert form.answers() == {"q9": {"number": 10}}


def test_a_long_choice_is_searched(page: Page, site_url: str) -> None:
    page.route("**/engine/**", lambda route: None)
    form = SurveyPage(page, site_url, locale="ja").open("profile")
    options = page.locator("#q-q5 .cs-options .cs-option:visible")
    expect(options).to_have_count(22)
    field = page.locator("#q5--search")
    field.fill("ｉｎｓｕｒ")  # full width, and the name in the other language
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    page.keyboard.press("Escape")
    field.fill("てくのろじー")
    expect(options).to_have_count(1)
    field.press("Enter")
    expect(options).to_have_count(22)
    assert form.answers() == {"q5": {"choice": "technology"}}
    field.fill("zzz")
    expect(page.locator("#q-q5 [data-slot=matches]")).not_to_be_empty()
    expect(form.option("q5", "technology")).to_be_visible()  # what is chosen stays in view


def test_without_script_a_long_choice_is_a_list(browser: Browser, site_url: str) -> None:
    with fresh_profile(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}en/cspi/")
        expect(page.locator("#q-q5 .cs-options .cs-option:visible")).to_have_count(22)
        expect(page.locator("#q5--search")).to_be_hidden()


def test_rare_answers_are_asked_about_and_count(form: SurveyPage) -> None:
    form.open("profile")
    field, doubt = form.page.locator("[name=q10]"), form.page.locator("#q-q10 .cs-doubt")
    field.press_sequentially("350")
    expect(doubt).to_have_count(0)  # nothing is asked while a number is being typed
    field.blur()
    expect(doubt).to_contain_text("200% or more")
    assert form.answers() == {"q10": {"number": 350}}
    doubt.locator("button").click()
    expect(doubt).to_have_count(0)
    field.fill("300")
    field.blur()
    expect(doubt).to_have_count(1)
    field.fill("104")
    field.blur()
    expect(doubt).to_have_count(0)


def test_a_pair_is_asked_about_at_both_questions(form: SurveyPage) -> None:
    form.open("team").fill({"q18": {"choice": "specialised"}, "q9": {"number": 0}})
    doubt = form.page.locator("#q-q9 .cs-doubt")
    expect(doubt).to_contain_text("Q4")  # by the numbers that people see
    doubt.locator("a").click()
    expect(form.question("q18")).to_be_visible()
    expect(form.page.locator("#q-q18 .cs-doubt")).to_have_count(1)
    assert form.answers() == {"q18": {"choice": "specialised"}, "q9": {"number": 0}}


def test_none_of_these_is_an_answer_that_others_may_not_go_together_with(form: SurveyPage) -> None:
    form.open("resources").fill({"q33": {"choices": ["community_activity"]}})
    expect(form.page.locator("#q-q33 .cs-doubt")).to_have_count(0)  # as long as the other is unanswered
    form.fill({"q25": {"choices": []}})
    expect(form.page.locator("#q-q33 .cs-doubt")).to_have_count(1)


def test_answers_that_do_not_go_together_are_asked_about_beside_both(form: SurveyPage) -> None:
    form.open("segmentation")
    form.option("q21", "none").check()
    expect(form.page.locator(".cs-doubt")).to_have_count(0)
    form.option("q22", "targets").check()
    for question in ("q21", "q22"):
        expect(form.page.locator(f"#q-{question} .cs-doubt")).to_contain_text("No segments are defined")
    form.page.locator("#q-q22 .cs-doubt button").click()
    expect(form.page.locator(".cs-doubt")).to_have_count(0)
    form.option("q22", "targets").uncheck()
    form.option("q22", "headcount").check()
    expect(form.page.locator("#q-q21 .cs-doubt")).to_have_count(1)  # other answers are asked about again


def test_the_report_asks_in_two_taps_for_what_its_advice_needs(cspi: SurveyPage, site_dir: Path) -> None:
    scored = [question for question in compiled_survey(site_dir)["questions"] if question["axis"]]
    keep(
        cspi.page,
        "cspi",
        {q["id"]: {"choice": q["options"][1]["id"]} for q in scored if q["kind"] == "single"},
    )
    cspi.open("report").wait_for_report()
    panel = cspi.page.locator("#report-view [data-ask]")
    panel.locator("[data-number='5']").click()
    panel.locator("[data-choice=none]").click()
    given = cspi.answers()
    assert (given["q9"], given["q13"]) == ({"number": 5}, {"choice": "none"})
    cspi.page.locator("[data-view-link=plan]").first.click()
    cspi.page.locator("[data-view-link=report]").first.click()
    expect(panel).to_be_hidden()


def test_nothing_but_unknown_says_who_could_answer(cspi: SurveyPage, site_dir: Path) -> None:
    scored = [question for question in compiled_survey(site_dir)["questions"] if question["axis"]]
    keep(cspi.page, "cspi", {question["id"]: {"state": "unknown"} for question in scored})
    cspi.open("report").wait_for_report()
    unknowns = cspi.page.locator(".cs-unknowns")
    expect(unknowns.locator("dt")).to_have_count(8)
    expect(unknowns.locator("dt strong").first).to_contain_text("executive responsible for CS")
    expect(cspi.page.locator(".cs-radar")).to_be_hidden()
    expect(cspi.page.locator(".cs-index__words .cs-none")).to_contain_text("I don’t know")
    unknowns.locator("dd a").first.click()
    expect(cspi.question("q15")).to_be_visible()
    cspi.option("q15", "cco").check()
    cspi.report()
    expect(cspi.page.locator(".cs-unknowns")).to_have_count(0)
    expect(cspi.page.locator("#part-axes")).to_have_text(re.compile("Scores by axis"))
