"""A survey in other people's pages: it works, says little, and hands over nothing that nobody agreed to."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Request, expect

from browser_profile import fresh_profile
from foreign_page import ELEMENT, ForeignPage, ForeignSite
from survey_page import SurveyPage, compiled_survey, extreme
from waiting import until

STRICT = "allow-scripts allow-same-origin"
# A page that wants a click on something else to land on the question.
COVER = """() => {
  const cover = Object.assign(document.createElement("div"), { id: "cover", textContent: "Click here!" });
  cover.style.cssText = "position: fixed; inset: 0; background: white; pointer-events: none; z-index: 9";
  document.body.append(cover);
}"""


def test_it_is_taken_in_a_foreign_page(
    context: BrowserContext, foreign: ForeignSite, site_dir: Path, site_url: str
) -> None:
    requests: list[Request] = []
    context.on("request", lambda request: requests.append(request))
    page = ForeignPage(context, foreign.write(ELEMENT))
    survey = page.survey()
    ready = page.wait_for("ready")
    assert ready == [{"survey": "cspi", "version": "2.0", "lang": "en", "ignored": []}]
    expect(survey.page.locator("#saving-text")).to_contain_text("does not allow saving")
    page.page.wait_for_function("document.querySelector('iframe').clientHeight > 1000")
    answers = extreme(compiled_survey(site_dir), best=True)
    survey.fill(answers)
    on_form = page.height()
    survey.report()
    page.wait_for("completed")
    page.page.wait_for_function(f"document.querySelector('iframe').clientHeight > {on_form}")
    assert page.events("completed") == [{}]
    assert page.events("progress")[-1] == {"answered": len(answers), "asked": 34}
    check_that_consent_decides(page, survey, foreign)
    check_that_no_message_holds_an_answer(page, answers, site_url)
    check_that_requests_stay(requests, foreign, site_url)


def check_that_consent_decides(page: ForeignPage, survey: SurveyPage, foreign: ForeignSite) -> None:
    consent = survey.page.locator(".cs-consent")
    expect(consent).to_contain_text(f"Share a summary with {foreign.origin}?")
    consent.get_by_role("button", name="Don’t share").click()
    expect(consent).to_contain_text(f"Nothing was shared with {foreign.origin}")
    assert page.events("summary") == []
    consent.get_by_role("button", name="Ask again").click()
    agree = consent.get_by_role("button", name="Share summary")
    agree.scroll_into_view_if_needed()  # it can't be pressed before a person could see it
    expect(agree).to_be_enabled()
    page.page.evaluate(COVER)
    expect(agree).to_be_disabled()
    expect(consent).to_contain_text("This question is covered or altered")
    page.page.evaluate("document.querySelector('#cover').remove()")
    agree.click()
    expect(consent).to_contain_text(f"Shared with {foreign.origin}")
    [given] = page.wait_for("summary")
    assert given.keys() == {"index", "level", "axes"}
    assert f"{given['index']:.1f}" == survey.index()
    assert {axis["id"]: f"{axis['score']:.1f}" for axis in given["axes"]} == survey.axes()


def check_that_no_message_holds_an_answer(
    page: ForeignPage, answers: dict[str, dict[str, object]], site_url: str
) -> None:
    messages = page.page.evaluate("messages")
    assert {one["origin"] for one in messages} == {site_url.rstrip("/")}
    types = {one["data"]["type"] for one in messages}
    assert types <= {"hello", "ready", "height", "scroll", "progress", "completed", "summary"}
    said = json.dumps(messages)
    assert not [name for name in answers if f'"{name}"' in said]


def check_that_requests_stay(requests: list[Request], foreign: ForeignSite, site_url: str) -> None:
    away = [one for one in requests if not one.url.startswith((site_url, foreign.address, "blob:", "data:"))]
    assert not away
    of_frame = [one for one in requests if one.url.startswith(site_url)]
    assert len(of_frame) > 10
    for request in of_frame:
        assert (request.method, request.post_data) == ("GET", None)
        assert "referer" not in request.headers or not request.url.endswith(".html")
        assert urlsplit(request.url).query in ("", "lang=en")


def test_two_on_a_page_keep_apart(context: BrowserContext, foreign: ForeignSite) -> None:
    other = '<cspi-survey id="two" src="{site}embed/cs-state/" lang="ja-JP" axis="nowhere"></cspi-survey>'
    page = ForeignPage(context, foreign.write(ELEMENT + other))
    first = page.survey(0)
    page.page.locator("#two").scroll_into_view_if_needed()
    page.survey(1, "cs-state")
    page.wait_for("ready", 2)
    by_element = {id_: detail for id_, name, detail in page.page.evaluate("events") if name == "ready"}
    assert (by_element["one"]["survey"], by_element["one"]["lang"]) == ("cspi", "en")
    assert (by_element["two"]["survey"], by_element["two"]["lang"]) == ("cs-state", "ja")
    assert [one["option"] for one in by_element["two"]["ignored"]] == ["axis"]
    titles = page.page.locator("iframe").evaluate_all("frames => frames.map((frame) => frame.title)")
    assert titles == ["Self-assessment", "自己診断"]
    page.quiet()
    before = page.height(1)
    first.option("q18", "one_group").dispatch_event("click")
    page.page.wait_for_function("events.some((e) => e[1] === 'progress' && e[2].answered === 1)")
    assert [e[0] for e in page.page.evaluate("events") if e[2] and e[2].get("answered") == 1] == ["one"]
    assert page.height(1) == before


def test_the_page_around_follows_from_screen_to_screen(context: BrowserContext, foreign: ForeignSite) -> None:
    page = ForeignPage(
        context,
        foreign.write(ELEMENT.replace("<cspi-survey", '<cspi-survey style="scroll-margin-top: 40px"')),
    )
    survey = page.survey()
    page.wait_for("ready")
    next_screen = survey.page.locator("#screen-alignment .cs-ways__next")
    next_screen.scroll_into_view_if_needed()
    next_screen.focus()
    page.page.keyboard.press("Enter")
    expect(survey.page.locator("#team")).to_be_focused()
    place = "element => element.getBoundingClientRect().top"

    def below_the_edge() -> float:
        inside = survey.page.locator("#progress").evaluate(place)
        return float(inside + page.page.locator("iframe").evaluate(place))

    until(page.page, below_the_edge, lambda top: abs(top - 40) <= 2)


def test_a_height_once_told_stays(context: BrowserContext, foreign: ForeignSite) -> None:
    page = ForeignPage(context, foreign.write(ELEMENT))
    page.survey()
    page.wait_for("ready")
    page.quiet()
    before = page.heights_told()
    assert before <= 6
    for width in (1000, 700, 400):
        page.page.set_viewport_size({"width": width, "height": 800})
        page.quiet()
    assert page.heights_told() - before <= 6
    assert page.frame().evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_strict_sandbox_still_does(context: BrowserContext, foreign: ForeignSite, site_dir: Path) -> None:
    page = ForeignPage(
        context, foreign.write(ELEMENT.replace("<cspi-survey", f'<cspi-survey sandbox="{STRICT}"'))
    )
    survey = page.survey()
    survey.fill(extreme(compiled_survey(site_dir), best=False))
    survey.report()
    frame = survey.page
    frame.locator("[data-action=print]").click()
    expect(frame.locator("[data-notice=print]")).to_contain_text("does not allow the survey to print")
    frame.locator(".cs-grounds-links a[href$='method/']").click()
    expect(frame.locator("[data-notice=outside]")).to_contain_text("/en/cspi/method/")
    frame.locator("[data-action=download]").click()
    frame.locator(".cs-saved-text summary").click()
    text = frame.locator(".cs-saved-text textarea").input_value()
    assert json.loads(text)["survey"]["id"] == "cspi"
    survey.show("q18")
    frame.locator("[data-action=erase]").click()
    survey.confirm(True)
    expect(frame.locator("fieldset :checked")).to_have_count(0)


def test_what_is_missing_is_said(context: BrowserContext, foreign: ForeignSite) -> None:
    frames = "".join(
        f'<iframe sandbox="{sandbox}" src="{{site}}embed/cspi/en/" height="900" width="900"></iframe>'
        for sandbox in ("allow-scripts", "")
    )
    page = ForeignPage(context, foreign.write(frames))
    expect(page.page.frame_locator("iframe >> nth=0").locator("[data-lacking-what=origin]")).to_be_visible()
    without = page.page.frame_locator("iframe >> nth=1")
    expect(without.locator("#survey-app > noscript p")).to_contain_text(
        "scoring and the report require JavaScript"
    )
    expect(without.locator("[data-lacking-what=origin]")).to_be_hidden()
    expect(without.locator("#q-q18")).to_be_visible()


def test_without_scripts_the_frame_inside_serves(browser: Browser, foreign: ForeignSite) -> None:
    inside = '<cspi-survey src="{site}embed/cspi/"><iframe src="{site}embed/cspi/"></iframe></cspi-survey>'
    with fresh_profile(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(foreign.write(inside))
        frame = page.frame_locator("iframe")
        frame.locator("a[data-lang=en]").click()
        expect(frame.locator("#q-q18")).to_be_visible()
