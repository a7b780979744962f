"""A team in a room: people come by a link or a code, and hand over their results as links, codes or texts."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from cspi_core.loading.answers import read_answers
from cspi_core.results.share_link import read_fragment, write_fragment
from several_files import SURVEY, answers_of, result_text
from survey_page import SurveyPage, keep
from waiting import expect_nothing_at_the_side

LED = {"q15": {"choice": "cco"}}
# A camera that sees the code of a text, as the page has drawn it; `seen` says what became of its track.
CAMERA = """(svg) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const paint = () => {
    canvas.getContext("2d").fillRect(0, 0, 640, 480);
    canvas.getContext("2d").drawImage(image, 90, 10, 460, 460);
  };
  image.onload = paint;
  setInterval(paint, 100);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    window.seen = { wish, stream: canvas.captureStream(10) };
    return window.seen.stream;
  };
}"""
SERIALISED = "svg => new XMLSerializer().serializeToString(svg)"
STATES = "() => window.seen.stream.getTracks().map((track) => track.readyState)"
# A camera that waits for leave, and a reader of codes that sees `code`.
SLOW_CAMERA = """
  navigator.mediaDevices.getUserMedia = () => new Promise((resolve) => {
    window.allow = () => {
      const canvas = document.createElement("canvas");
      setInterval(() => canvas.getContext("2d").fillRect(0, 0, 300, 150), 100);
      window.seen = { stream: canvas.captureStream(10) };
      window.allow = null;
      resolve(window.seen.stream);
    };
  });
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code"];
    detect = async () => (window.code ? [{ rawValue: window.code }] : []);
  };
"""
ENDED = "() => window.seen?.stream.getTracks().every((track) => track.readyState === 'ended')"


@pytest.fixture
def survey(page: Page, site_url: str) -> SurveyPage:
    """A device on which somebody has answered."""
    keep(page, "cspi", answers_of("team") | LED)
    return SurveyPage(page, site_url)


def link_of(name: str, vector: str) -> str:
    answers = read_answers(SURVEY, answers_of(vector))[0]
    return write_fragment(SURVEY, answers, "2026-11-30T09:00:00Z", name)


def test_an_invited_person_gives_a_name_and_shows_a_code(survey: SurveyPage) -> None:
    page = survey.open("join:Kick-off%20%E5%A4%A7%E9%98%AA").page
    banner = page.locator("#session")
    expect(banner.get_by_role("heading")).to_have_text("Team session: Kick-off 大阪")
    expect(banner.get_by_role("heading")).to_be_focused()
    expect(page).to_have_url(survey.address)
    banner.get_by_label("Your name").fill("Aiko")
    page.reload()
    survey.ready()
    expect(banner.get_by_label("Your name")).to_have_value("Aiko")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        expect_nothing_at_the_side(page)
    banner.get_by_role("button", name="Show my QR code").click()
    expect(page.locator("#share-qr svg")).to_be_visible()
    expect(page.locator("#share-view [data-slot=name]")).to_contain_text("Aiko")
    link = page.locator("#share-link").input_value()
    assert read_fragment(SURVEY, link).label == "Aiko"
    page.locator("#share-named").uncheck()
    expect(page.locator("#share-link")).to_be_hidden()
    page.locator("[data-share=make]").click()
    expect(page.locator("#share-link")).to_be_visible()
    assert read_fragment(SURVEY, page.locator("#share-link").input_value()).label == ""
    banner.get_by_role("button", name="Leave session").click()
    expect(banner).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(f"{survey.address}#join:Again")
    expect(banner.get_by_role("heading")).to_be_focused()
    assert "Again" in page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate("document.querySelector('#saving-switch').click()")
    assert "Again" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto(f"{survey.address}#join:Once%20more")
    expect(banner.get_by_role("heading")).to_have_text("Team session: Once more")
    assert "Once more" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_results_come_by_paste_and_camera_which_stops_when_the_view_is_left(
    survey: SurveyPage, site_url: str
) -> None:
    page, people = survey.open("people").page, survey.page.locator("#people-view .cs-people > li")
    view = page.locator("#people-view")
    view.get_by_text("Paste a link").click()
    field = view.get_by_label("Share links or the text")
    ito = link_of("Ito", "best")
    encoded = quote(f"{site_url}en/cspi/#{ito}", safe="").replace("~", "%7E")
    field.fill(f"{site_url}ja/cspi/#{link_of('佐藤', 'first')},{encoded}")
    view.get_by_role("button", name="Add results").click()
    expect(people.locator("strong").first).to_have_text("佐藤")
    expect(people).to_have_count(2)
    expect(field).to_have_value("")
    field.fill(f"{site_url}en/cspi/#{ito}")
    view.get_by_role("button", name="Add results").click()
    expect(view.locator("[data-slot=paste-said]")).to_contain_text("Already added")
    expect(field).to_have_value(ito)
    field.fill(result_text(answers_of("worst"), label="Kato"))
    view.get_by_role("button", name="Add results").click()
    expect(people).to_have_count(3)
    field.fill("hello")
    view.get_by_role("button", name="Add results").click()
    expect(view.locator(".cs-notice")).to_contain_text("Pasted text: ")
    expect(field).to_have_value("hello")
    field.fill("x" * 300_000)
    view.get_by_role("button", name="Add results").click()
    expect(view.locator(".cs-notice")).to_contain_text("is too large (300 kB)")

    view.get_by_text("Invite members").click()
    view.locator("#team-invite").fill("Kick-off")
    view.get_by_role("button", name="Show link and QR code").click()
    expect(view.locator("#team-link")).to_have_value(f"{survey.address}#join:Kick-off")
    invitation = view.locator("[data-slot=invite-qr] svg").evaluate(SERIALISED)

    view.get_by_text("Scan results").click()
    said, button = view.locator("[data-slot=scan-said]"), view.locator("[data-room=camera]")
    page.evaluate(CAMERA, invitation)
    button.click()
    expect(said).to_contain_text("contains no result")
    button.click()
    expect(said).to_have_text("Camera stopped.")
    assert page.evaluate(STATES) == ["ended"]

    page.goto(f"{survey.address}#share")
    page.locator("[data-share=make]").click()
    page.locator("[data-share=qr]").click()
    page.evaluate(CAMERA, page.locator("#share-qr svg").evaluate(SERIALISED))
    page.goto(f"{survey.address}#people")
    button.click()
    expect(people).to_have_count(4)
    expect(said).to_contain_text("Result added")
    assert page.evaluate("window.seen.wish.audio") is False
    page.goto(f"{survey.address}#take")
    expect(page.locator("#take-view")).to_be_visible()
    page.wait_for_function(
        "() => window.seen.stream.getTracks().every((track) => track.readyState === 'ended')"
    )


def test_a_refused_camera_is_said(survey: SurveyPage) -> None:
    page = survey.open("people").page
    page.evaluate(
        "() => (navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError')))"
    )
    page.get_by_text("Scan results").click()
    page.locator("[data-room=camera]").click()
    expect(page.locator("[data-slot=scan-said]")).to_contain_text("did not allow")
    expect(page.locator("[data-room=camera]")).to_have_text("Start camera")


def test_a_camera_that_starts_late_is_stopped_and_refused_codes_are_said(survey: SurveyPage) -> None:
    page = survey.page
    page.add_init_script(SLOW_CAMERA)
    survey.open("people")
    fold, button = page.get_by_text("Scan results"), page.locator("[data-room=camera]")
    said = page.locator("[data-slot=scan-said]")
    fold.click()
    button.click()
    page.wait_for_function("() => window.allow")
    fold.click()
    page.evaluate("window.allow()")
    page.wait_for_function(ENDED)
    fold.click()
    expect(said).to_have_text("Camera stopped.")
    expect(button).to_have_text("Start camera")

    button.click()
    page.wait_for_function("() => window.allow")
    page.evaluate("window.allow()")
    expect(said).to_contain_text("Show a QR code")
    good, damaged = link_of("Ito", "best"), link_of("Ito", "best").replace("q15.cco", "q15.nobody")
    people = page.locator("#people-view .cs-people > li")
    for text, words in (
        (f"{survey.address}#join:Q3~2026", "contains no result"),
        (survey.address + damaged, "could not be read"),
        (survey.address + good.replace("~cspi~", "~other~"), "could not be read"),
        (survey.address + good, "Result added"),
        (good + " ", "already been added"),
    ):
        page.evaluate("(text) => (window.code = text)", text)
        expect(said).to_contain_text(words)
    expect(people).to_have_count(1)

    button.click()
    expect(said).to_have_text("Camera stopped.")
    button.click()
    page.wait_for_function("() => window.allow")
    page.locator("[data-lang-switch=ja]:visible").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.evaluate("window.allow()")
    page.wait_for_function(ENDED)


def test_a_shared_result_has_no_earlier_result_of_ones_own(survey: SurveyPage) -> None:
    page = survey.page
    years = {"a": 2025, "b": 2099}
    worst = answers_of("worst")
    results = [
        {"id": name, "text": result_text(worst, created=f"{year}-11-22T09:00:00Z")}
        for name, year in years.items()
    ]
    results += [{"id": "c", "text": "cut off {"}, {"id": "d", "text": "null"}]
    kept = json.dumps({"format": "cspi-kept-results/1", "revision": 1, "results": results})
    page.add_init_script(f"localStorage.setItem('cspi-results:cspi', {json.dumps(kept)})")
    survey.open("board")
    expect(page.locator("#board-before option")).to_have_count(2)  # none, and the one that is older
    page.goto(f"{survey.address}#{link_of('Ito', 'best')}")
    expect(page.locator("#visit")).to_be_visible()
    page.goto(f"{survey.address}#board")
    expect(page.locator("[data-slot=board]")).to_contain_text("Ito")
    expect(page.locator(".cs-board__before")).to_be_hidden()
