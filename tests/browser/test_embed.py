"""A survey in other people's pages: it works, says little, and hands over nothing that nobody agreed to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from foreign_page import ForeignPage, ForeignSite, foreign_site
from playwright.sync_api import Browser, BrowserContext, Request, expect
from survey_page import SurveyPage, compiled_survey, extreme

from cspi_build.colours import contrast

ELEMENT = '<cspi-survey id="one" src="{site}embed/cspi/" lang="en" summary></cspi-survey>'
STRICT = "allow-scripts allow-same-origin"
HOSTILE: list[object] = [
    None,
    "ready",
    [],
    {},
    {"cspi-embed": 1},
    {"cspi-embed": 2, "type": "completed"},
    {"cspi-embed": "1", "type": "completed"},
    {"type": "completed"},
    {"cspi-embed": 1, "type": "constructor"},
    {"cspi-embed": 1, "type": "height", "height": "1px; position: fixed"},
    {"cspi-embed": 1, "type": "height", "height": -1},
    {"cspi-embed": 1, "type": "height", "height": 1e9},
    {"cspi-embed": 1, "type": "progress", "answered": 1},
    {"cspi-embed": 1, "type": "ready", "survey": "cspi"},
    {"cspi-embed": 1, "type": "ready", "survey": "x", "version": "1", "lang": "en", "ignored": [1]},
    {"cspi-embed": 1, "type": "summary", "summary": {"index": 101, "level": None, "axes": []}},
    {"cspi-embed": 1, "type": "summary", "summary": {"index": 50, "level": None, "axes": {"length": 1}}},
]
# A page that wants a click on something else to land on the question.
COVER = """() => {
  const cover = Object.assign(document.createElement("div"), { id: "cover", textContent: "Click here!" });
  cover.style.cssText = "position: fixed; inset: 0; background: white; pointer-events: none; z-index: 9";
  document.body.append(cover);
}"""
GOOD = {"cspi-embed": 1, "type": "height", "height": 123}


@pytest.fixture
def foreign(tmp_path: Path, site_url: str) -> Iterator[ForeignSite]:
    with foreign_site(tmp_path, site_url) as site:
        yield site


def test_it_is_taken_in_a_foreign_page(
    context: BrowserContext, foreign: ForeignSite, site_dir: Path, site_url: str
) -> None:
    requests: list[Request] = []
    context.on("request", lambda request: requests.append(request))
    page = ForeignPage(context, foreign.write(ELEMENT))
    survey = page.survey()
    ready = page.wait_for("ready")
    assert ready == [{"survey": "cspi", "version": "1.0", "lang": "en", "ignored": []}]
    expect(survey.page.locator("#saving-text")).to_contain_text("does not allow saving here")
    page.page.wait_for_function("document.querySelector('iframe').clientHeight > 2000")
    answers = extreme(compiled_survey(site_dir), best=True)
    survey.fill(answers)
    on_form = page.height()
    survey.report()
    page.wait_for("completed")
    page.page.wait_for_function(f"document.querySelector('iframe').clientHeight > {on_form}")
    assert page.events("completed") == [{}]
    assert page.events("progress")[-1] == {"answered": len(answers), "asked": 33}
    check_that_consent_decides(page, survey, foreign)
    check_that_no_message_holds_an_answer(page, answers, site_url)
    check_that_requests_stay(requests, foreign, site_url)


def check_that_consent_decides(page: ForeignPage, survey: SurveyPage, foreign: ForeignSite) -> None:
    consent = survey.page.locator(".cs-consent")
    expect(consent).to_contain_text(f"Hand a summary to {foreign.origin}?")
    consent.get_by_role("button", name="Keep it to myself").click()
    expect(consent).to_contain_text(f"Nothing was handed to {foreign.origin}")
    assert page.events("summary") == []
    consent.get_by_role("button", name="Show the question again").click()
    agree = consent.get_by_role("button", name="Hand it over")
    expect(agree).to_be_enabled()
    page.page.evaluate(COVER)
    expect(agree).to_be_disabled()
    expect(consent).to_contain_text("Something covers or alters this question")
    page.page.evaluate("document.querySelector('#cover').remove()")
    agree.click()
    expect(consent).to_contain_text(f"Handed to {foreign.origin}")
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
    assert titles == ["Customer success survey", "カスタマーサクセスのアンケート"]
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
    next_screen = survey.page.locator("#screen-profile .cs-ways__next")
    next_screen.scroll_into_view_if_needed()
    next_screen.focus()
    page.page.keyboard.press("Enter")
    expect(survey.page.locator("#alignment")).to_be_focused()
    script = "Math.abs(document.querySelector('iframe').getBoundingClientRect().top) < 250"
    page.page.wait_for_function(script)
    top = survey.page.locator("#progress").evaluate("nav => nav.getBoundingClientRect().top")
    frame_top = page.page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().top")
    assert abs(top + frame_top - 40) <= 2


def test_a_height_once_told_stays(context: BrowserContext, foreign: ForeignSite) -> None:
    page = ForeignPage(context, foreign.write(ELEMENT))
    page.survey()
    page.wait_for("ready")
    page.page.wait_for_timeout(1500)
    count = "messages.filter((one) => one.data.type === 'height').length"
    before = page.page.evaluate(count)
    page.page.wait_for_timeout(1000)
    assert page.page.evaluate(count) == before <= 6
    for width in (1000, 700, 400):
        page.page.set_viewport_size({"width": width, "height": 800})
        page.page.wait_for_timeout(300)
    assert page.page.evaluate(count) - before <= 6
    assert page.frame().evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_hostile_messages_change_nothing(context: BrowserContext, foreign: ForeignSite) -> None:
    evil = foreign.folder / "evil.html"
    evil.write_text("<!doctype html><title>evil</title>", encoding="utf-8")
    page = ForeignPage(context, foreign.write(ELEMENT + '<iframe src="evil.html"></iframe>'))
    frame = page.survey().page
    page.wait_for("ready")
    page.page.wait_for_timeout(700)
    height, heard = page.height(), len(page.page.evaluate("events"))
    send = "list => list.forEach((one) => parent.postMessage(one, '*'))"
    frame.evaluate(send, HOSTILE)  # type: ignore[union-attr]
    page.frame(1).evaluate(send, [GOOD, {"cspi-embed": 1, "type": "completed"}])
    page.page.evaluate("one => postMessage(one, '*')", GOOD)
    page.page.wait_for_timeout(300)
    assert (page.height(), len(page.page.evaluate("events"))) == (height, heard)
    frame.evaluate(send, [GOOD])  # type: ignore[union-attr]
    page.page.wait_for_function("document.querySelector('iframe').clientHeight === 123")


def test_a_frame_listens_to_nobody_but_the_page_around(context: BrowserContext, foreign: ForeignSite) -> None:
    page = ForeignPage(
        context, foreign.write(ELEMENT.replace(" summary", "") + '<iframe srcdoc="x"></iframe>')
    )
    frame = page.survey().page
    page.wait_for("ready")
    told = "document.documentElement.dataset.heard = ''"
    frame.evaluate(f"addEventListener('message', () => {{ {told} }})")
    greeting = {"cspi-embed": 1, "type": "host", "summary": True}
    page.frame(1).evaluate(
        "one => parent.document.querySelector('iframe').contentWindow.postMessage(one, '*')", greeting
    )
    for message in [
        *HOSTILE,
        {"cspi-embed": 1, "type": "host"},
        {"cspi-embed": 2, "type": "host", "summary": True},
    ]:
        page.page.evaluate(
            "one => document.querySelector('iframe').contentWindow.postMessage(one, '*')", message
        )
    expect(frame.locator("html")).to_have_attribute("data-heard", "")
    assert frame.locator(".cs-consent").count() == 0
    assert len(page.events("ready")) == 1


@pytest.mark.parametrize("query", ["?lang=en", "?lang=xx&theme=pink&accent=red&axis=q1&hide=all,notes"])
def test_bad_options_are_told_and_ignored(context: BrowserContext, foreign: ForeignSite, query: str) -> None:
    warnings: list[str] = []
    context.on(
        "console", lambda message: warnings.append(message.text) if message.type == "warning" else None
    )
    page = ForeignPage(
        context, foreign.write('<cspi-survey src="{site}embed/cspi/' + query + '"></cspi-survey>')
    )
    page.survey()
    [ready] = page.wait_for("ready")
    wrong = ["accent", "hide", "lang", "theme", "axis"] if "pink" in query else []
    assert sorted(one["option"] for one in ready["ignored"]) == sorted(wrong)
    assert sorted(text.split()[3] for text in warnings if text.startswith("cspi-survey")) == sorted(wrong)


def test_options_are_followed(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.goto(f"{site_url}embed/cspi/?lang=en&theme=dark&accent=%23c2185b&axis=team&hide=title,saving,notes")
    page.wait_for_selector("#survey-app[data-ready]")
    expect(page.locator("#screen-team")).to_be_visible()
    for hidden in ("#saving", ".cs-memo >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.locator("h1").bounding_box()["width"] <= 2  # type: ignore[index]
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("#screen-team input").first.check()
    page.wait_for_timeout(400)
    assert page.evaluate("Object.keys(localStorage).length") == 0  # what can't be erased is not kept
    page.locator("[data-lang-switch=ja]").click()
    page.wait_for_url("**/embed/cspi/ja/?theme=dark*")
    page.wait_for_selector("#survey-app[data-ready]")
    assert page.locator("fieldset :checked").count() == 1


@pytest.mark.parametrize("accent", ["ffff00", "ffffff", "000000", "808080", "7a3e9d", "0b6b68"])
def test_any_accent_can_be_read(context: BrowserContext, site_url: str, accent: str) -> None:
    page = context.new_page()
    for theme, grounds in (("light", ("#fbfaf7", "#ffffff")), ("dark", ("#14181c", "#1b2127"))):
        page.goto(f"{site_url}embed/cspi/en/?theme={theme}&accent={accent}")
        page.wait_for_selector("#survey-app[data-ready]")
        read = "name => getComputedStyle(document.body).getPropertyValue(`--cs-${name}`).trim()"
        colour, ink, wash, deep = (
            page.evaluate(read, name) for name in ("accent", "accent-ink", "wash", "accent-deep")
        )
        assert all(contrast(colour, ground) >= 4.5 for ground in (*grounds, wash))
        assert contrast(ink, colour) >= 4.5
        assert contrast(deep, grounds[0]) >= 4.5


def test_a_strict_sandbox_still_does(context: BrowserContext, foreign: ForeignSite, site_dir: Path) -> None:
    page = ForeignPage(
        context, foreign.write(ELEMENT.replace("<cspi-survey", f'<cspi-survey sandbox="{STRICT}"'))
    )
    survey = page.survey()
    survey.fill(extreme(compiled_survey(site_dir), best=False))
    survey.report()
    frame = survey.page
    frame.locator("[data-action=print]").click()
    expect(frame.locator("[data-notice=print]")).to_contain_text("does not let it print")
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
        "scoring and the report need JavaScript"
    )
    expect(without.locator("[data-lacking-what=origin]")).to_be_hidden()
    expect(without.locator("#q-q18")).to_be_visible()


def test_without_scripts_the_frame_inside_serves(browser: Browser, foreign: ForeignSite) -> None:
    inside = '<cspi-survey src="{site}embed/cspi/"><iframe src="{site}embed/cspi/"></iframe></cspi-survey>'
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(foreign.write(inside))
    frame = page.frame_locator("iframe")
    frame.locator("a[data-lang=en]").click()
    expect(frame.locator("#q-q18")).to_be_visible()
    context.close()


def test_the_snippet_of_the_builder_works(
    context: BrowserContext, foreign: ForeignSite, site_url: str
) -> None:
    builder = context.new_page()
    builder.goto(f"{site_url}en/embed/")
    builder.wait_for_function("document.querySelector('#embed-axis').options.length > 3")
    builder.locator("#embed-lang").select_option("ja")
    builder.locator("#embed-theme").select_option("dark")
    builder.locator("#embed-accent").fill("nonsense")
    expect(builder.locator("#embed-accent-help")).to_contain_text("“nonsense” is no colour")
    builder.locator("#embed-accent").fill("#7A3E9D")
    builder.locator("#embed-axis").select_option("team")
    builder.locator("[value=notes]").check()
    snippet = builder.locator("#embed-snippet").inner_text()
    preview = builder.frame_locator("cspi-survey iframe")
    builder.locator("cspi-survey").scroll_into_view_if_needed()
    expect(preview.locator("#screen-team")).to_be_visible()
    expect(preview.locator("html")).to_have_attribute("lang", "ja")
    expect(builder.locator("#embed-log")).to_contain_text("progress")
    page = ForeignPage(context, foreign.write(snippet))
    frame = page.survey().page
    page.wait_for("ready")
    expect(frame.locator("#screen-team")).to_be_visible()
    assert page.page.locator("iframe").count() == 1
    assert frame.evaluate("getComputedStyle(document.body).getPropertyValue('--cs-accent')") != "#0b6b68"
    plain = builder.locator("#embed-plain").inner_text()
    assert (
        f"{site_url}embed/cspi/?lang=ja&amp;theme=dark&amp;accent=7a3e9d&amp;axis=team&amp;hide=notes"
        in plain
    )
