"""A result that goes along in a link: made on request, shown beside one's own answers, refused in words."""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser_profile import fresh_profile
from cspi_core import load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.results.share_link import write_fragment
from survey_page import Answers, SurveyPage, compiled_survey, extreme, keep
from waiting import let_settle

OWN: Answers = {"q18": {"choice": "one_group"}, "q19": {"choices": ["support"]}}
DAY = "2026-11-22T09:00:00Z"
MARKUP = "<img src=x onerror=window.__hit=1>"
# Apart from the colours and the language that someone chose.
STORED = """() => JSON.stringify([localStorage, sessionStorage].map((store) =>
  Object.entries(store).filter(([key]) => !/__palette$|^cspi-language$/.test(key)).sort()))"""


def link_to(site_dir: Path, answers: Answers, survey: str = "cspi") -> str:
    """The fragment that carries these answers."""
    loaded = load_survey(compiled_survey(site_dir, survey))
    return write_fragment(loaded, read_answers(loaded, answers)[0], DAY)


def signed(body: str) -> str:
    return f"{body}~k{crc32(body.encode()):08x}"


@pytest.fixture(scope="module")
def best(site_dir: Path) -> str:
    """A link that carries the best answers there are."""
    return link_to(site_dir, extreme(compiled_survey(site_dir), best=True))


@pytest.fixture
def own(page: Page, site_url: str) -> SurveyPage:
    """A survey with answers of one's own that are kept on the device."""
    keep(page, "cspi", OWN)
    return SurveyPage(page, site_url)


@pytest.fixture(scope="module")
def opening(browser: Browser, site_url: str) -> Iterator[SurveyPage]:
    """The same for links that are looked at and left again: one page for all of them."""
    with fresh_profile(browser) as context:
        page = context.new_page()
        keep(page, "cspi", OWN)
        yield SurveyPage(page, site_url)


def wait_for_visit(survey: SurveyPage) -> None:
    expect(survey.page.locator("#visit")).to_be_visible()
    survey.wait_for_report()


def test_a_link_is_made_on_request_and_opened_elsewhere(
    own: SurveyPage, browser: Browser, site_url: str
) -> None:
    page = own.open("report").page
    own.wait_for_report()
    scores = own.axes()
    page.locator(".cs-views [href='#share']").click()
    expect(page.locator("[data-slot=holds]")).to_contain_text("Your answers (2)")
    link = page.locator("#share-link")
    expect(link).to_be_hidden()
    assert link.input_value() == ""
    page.locator("[data-share=make]").click()
    expect(link).to_have_value(re.compile(f"^{re.escape(site_url)}en/cspi/#1~cspi~"))
    expect(link).to_be_focused()
    with fresh_profile(browser) as elsewhere:
        other = SurveyPage(elsewhere.new_page(), site_url)
        other.page.goto(link.input_value())
        wait_for_visit(other)
        assert other.axes() == scores
        expect(other.page.locator("#visit")).to_contain_text("Created on")
        expect(other.page.locator("#visit")).to_contain_text("Survey version 2.0")
        ways = other.page.locator("#visit").get_by_role("button")
        expect(ways).to_have_text(["Read the result", "Take the survey yourself", "Use these answers"])
        score = other.page.locator(".cs-head :is(.cs-index__number, .cs-none)").first.bounding_box()
        assert score and score["y"] + score["height"] < (other.page.viewport_size or {})["height"]
        other.page.set_viewport_size({"width": 390, "height": 844})
        other.page.evaluate("scrollTo(0, 0)")
        let_settle(other.page)
        score = other.page.locator(".cs-head :is(.cs-index__number, .cs-none)").first.bounding_box()
        assert score and score["y"] + score["height"] < 844
        ways.first.click()
        expect(other.page.locator("#report")).to_be_focused()
        let_settle(other.page)
        assert other.page.evaluate(STORED) == "[[],[]]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "。"),
        ("", "、です"),
        ("", "）"),
        ("", ")."),
        ("", ">"),
        ("", "%20"),
        ("", "\u200b"),
        ("", "&utm_source=x"),
        ("", '"'),
        ("", "/"),
        ("", "%0A"),
        ("", "%E3%80"),
        ("%20", ""),
        ("「", "」"),
    ],
)
def test_a_link_opens_with_what_people_and_programs_put_around_it(
    opening: SurveyPage, best: str, before: str, after: str
) -> None:
    """As it is, by a visit from elsewhere; with its signs encoded, once and twice, in an open page."""
    page = opening.page
    page.goto("about:blank")
    page.goto(f"{opening.address}#{before}{best}{after}")
    for again in (best.replace("~", "%7E"), best.replace("~", "%257E"), None):
        wait_for_visit(opening)
        assert opening.index() == "100.0"
        if again:
            page.locator("[data-visit=leave]").click()
            expect(page.locator("#visit")).to_be_hidden()
            page.evaluate("link => { location.hash = link }", f"{before}{again}{after}")


def test_a_link_to_another_survey_goes_there_with_what_stands_behind_it(
    own: SurveyPage, site_dir: Path
) -> None:
    state = compiled_survey(site_dir, "cs-state")
    link = link_to(site_dir, {state["questions"][0]["id"]: {"state": "unknown"}}, "cs-state")
    own.page.goto(f"{own.address}#{link.replace('~', '%7E')}。")
    expect(own.page.locator("#survey-form[data-survey='cs-state']")).to_be_attached()
    expect(own.page.locator("#visit")).to_be_visible()


def test_a_link_that_is_out_of_date_goes(own: SurveyPage) -> None:
    page = own.open("share").page
    page.locator("[data-share=make]").click()
    expect(page.locator("#share-link")).to_have_value(re.compile("q18.one_group"))
    page.goto(f"{own.address}#team")
    own.option("q18", "with_operations").check()
    page.goto(f"{own.address}#share")
    expect(page.locator("#share-link")).to_be_hidden()
    expect(page.locator("#share-view [data-slot=said]")).to_contain_text("have changed")
    page.locator("[data-share=make]").click()
    expect(page.locator("#share-link")).to_have_value(re.compile("q18.with_operations"))


def test_what_may_be_blocked_is_not_needed(own: SurveyPage) -> None:
    """Neither the clipboard nor the part that draws QR codes."""
    denied = "() => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    own.page.add_init_script(f"navigator.clipboard.writeText = {denied}")
    page = own.open("share").page
    page.locator("[data-share=make]").click()
    page.locator("[data-share=copy]").click()
    said = page.locator("#share-view [data-slot=said]")
    expect(said).to_contain_text("Ctrl+C")
    selected = "() => getSelection().toString() || document.activeElement.selectionEnd"
    assert page.evaluate(selected)
    page.route("**/qr-*.js", lambda route: route.abort())
    page.locator("[data-share=qr]").click()
    expect(said).to_contain_text("could not be loaded")
    page.unroute("**/qr-*.js")


def test_a_qr_code_has_its_margin_and_its_marks(own: SurveyPage) -> None:
    page = own.open("share").page
    page.locator("[data-share=make]").click()
    page.locator("[data-share=qr]").click()
    picture = page.locator("#share-qr svg")
    expect(picture).to_be_visible()
    size = int((picture.get_attribute("viewBox") or "").split()[2])
    runs = re.findall(r"M(\d+) (\d+)h(\d+)", picture.locator("path").get_attribute("d") or "")
    dark = {(int(y), int(x) + i) for x, y, n in runs for i in range(int(n))}
    assert {min(y for y, _ in dark), min(x for _, x in dark)} == {4}
    assert max(max(place) for place in dark) == size - 5
    assert (size - 8 - 17) % 4 == 0
    ring = [(0, i) for i in range(7)] + [(6, i) for i in range(7)] + [(3, 3)]
    for top, left in ((4, 4), (4, size - 11), (size - 11, 4)):
        assert {(top + y, left + x) for y, x in ring} <= dark
        assert not {(top + 1, left + i) for i in range(1, 6)} & dark


def test_a_link_too_long_for_a_qr_code_is_said(own: SurveyPage) -> None:
    page = own.open("share").page
    page.locator("[data-share=make]").click()
    expect(page.locator("#share-link")).to_have_value(re.compile("#1~"))
    page.locator("#share-link").evaluate("field => (field.value += 'x'.repeat(1700))")
    page.locator("[data-share=qr]").click()
    expect(page.locator("#share-view [data-slot=said]")).to_contain_text("too long for a QR code")
    expect(page.locator("#share-qr")).to_be_hidden()


def test_a_visit_touches_nothing_of_ones_own(own: SurveyPage, best: str, context: BrowserContext) -> None:
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url + str(request.headers)))
    page = own.open("report").page
    own.wait_for_report()
    before, stored, scores = own.kept(), page.evaluate(STORED), own.axes()
    page.goto(f"{own.address}#{best}")
    wait_for_visit(own)
    expect(page.locator(".cs-index__number strong")).to_have_text("100.0")
    expect(page.locator("#visit")).to_contain_text("22 November 2026")
    expect(page.locator("[data-visit=leave]")).to_have_text("Back to my answers")
    expect(page.locator("#report-view a[href^='#q-']:visible")).to_have_count(0)
    expect(page).to_have_title("CSPI - CS Bearings")
    page.reload()
    own.ready()
    wait_for_visit(own)
    assert own.index() == "100.0"
    assert page.evaluate(STORED) == stored
    page.locator("[data-lang-switch=ja]:visible").first.click()
    page.wait_for_url("**/ja/cspi/*")
    wait_for_visit(own)
    assert own.index() == "100.0"
    page.locator("[data-visit=leave]").click()
    expect(page.locator("#visit")).to_be_hidden()
    own.report()
    assert own.axes()["team"] == scores["team"]
    assert (own.kept() or {})["answers"] == (before or {})["answers"] == OWN
    assert not [one for one in sent if "q15.cco" in one or "1~cspi" in one]


def test_taking_the_answers_over_asks_first(own: SurveyPage, best: str, site_dir: Path) -> None:
    page = own.open(best).page
    wait_for_visit(own)
    page.locator("[data-visit=take]").click()
    expect(page.locator("#confirm p")).to_contain_text("Your current answers (2 answered)")
    own.confirm(False)
    expect(page.locator("#visit")).to_be_visible()
    assert own.answers() == OWN
    page.locator("[data-visit=take]").click()
    own.confirm(True)
    expect(page.locator("#visit")).to_be_hidden()
    own.wait_for_report()
    assert own.index() == "100.0"
    assert own.answers() == extreme(compiled_survey(site_dir), best=True)


def test_answers_kept_nowhere_outlive_a_visit(page: Page, site_url: str, best: str) -> None:
    survey = SurveyPage(page, site_url).open()
    page.locator("#saving .cs-switch").click()
    survey.fill(OWN)
    page.evaluate("link => (location.hash = link)", best)
    wait_for_visit(survey)
    page.locator("[data-lang-switch=ja]:visible").first.click()
    page.wait_for_url("**/ja/cspi/*")
    wait_for_visit(survey)
    page.locator("[data-visit=leave]").click()
    expect(survey.option("q18", "one_group")).to_be_checked()
    expect(survey.option("q19", "support")).to_be_checked()
    assert survey.kept() is None


def test_a_link_for_another_survey_goes_to_its_page(own: SurveyPage, site_dir: Path) -> None:
    other = compiled_survey(site_dir, "cs-state")
    question = next(one for one in other["questions"] if one["kind"] == "single")
    answers: Answers = {question["id"]: {"choice": question["options"][0]["id"]}}
    own.page.goto(f"{own.address}#{link_to(site_dir, answers, 'cs-state')}")
    own.page.wait_for_url("**/en/cs-state/*")
    wait_for_visit(own)
    label = other["text"]["en"]["questions"][question["id"]]["options"][question["options"][0]["id"]]["label"]
    expect(own.page.locator("[data-slot=profile]")).to_contain_text(label)


BAD = {
    "cut short": ("1~cspi~1.0~20261122~q15.cco~k12", "incomplete"),
    "altered": (signed("1~cspi~1.0~~q15.cco").replace("cco", "cro"), "has been changed"),
    "nothing in it": ("1~", "incomplete"),
    "newer format": (signed("2~cspi~1.0~"), "version 2"),
    "newer survey": (signed("1~cspi~9.9~"), "9.9"),
    "unknown survey": (signed("1~theirs~1.0~"), "theirs"),
    "a name of the language": (signed("1~__proto__~1.0~~__proto__.x"), "__proto__"),
    "another": (signed("1~cspi~1.0~~constructor.x~__proto__!"), "constructor"),
    "unknown option": (signed("1~cspi~1.0~~q15.boss"), "boss"),
    "contradiction": (signed("1~cspi~1.0~~q23.none.partners"), "Q9"),
    "markup": (signed(f"1~cspi~1.0~{MARKUP}~{MARKUP}"), "<img"),
    "markup for a survey": (signed(f"1~{MARKUP}~1.0~"), "<img"),
    "script for a survey": (signed("1~javascript:window.__hit=1~1.0~"), "javascript:"),
    "turned around": (signed("1~cspi~1.0~~\u202egnp.exe\u202c"), "gnp.exe"),
    "too long": ("1~cspi~1.0~~" + "q15.cco~" * 2000 + "k00000000", "too long"),
}


@pytest.fixture(scope="module")
def refusing(browser: Browser, site_url: str) -> Iterator[SurveyPage]:
    """One page, and one engine, for all links that must leave everything as it was."""
    with fresh_profile(browser, viewport={"width": 390, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        keep(page, "cspi", OWN)
        yield SurveyPage(page, site_url).open()


@pytest.mark.parametrize("case", BAD)
def test_a_bad_link_is_refused_in_words(refusing: SurveyPage, case: str) -> None:
    """The policy of the page is switched off: nothing must run even without it."""
    page = refusing.page
    fragment, word = BAD[case]
    page.evaluate("link => (location.hash = link)", fragment)
    expect(page).not_to_have_url(re.compile("~"))  # it is taken out of the address once it is refused
    notice = page.locator("[data-notice=visit]")
    expect(notice).to_contain_text(word)
    expect(notice).to_contain_text("could not be opened")
    expect(page.locator("#form-view")).to_be_visible()
    expect(page.locator("#visit")).to_be_hidden()
    expect(page.locator("#survey-app :is(img, script:not([type='application/json']))")).to_have_count(0)
    assert page.evaluate("[window.__hit, ({}).x, document.documentElement.scrollWidth]") == [None, None, 390]
    assert refusing.answers() == OWN


def test_a_bad_link_is_refused_in_japanese(page: Page, site_url: str) -> None:
    SurveyPage(page, site_url, locale="ja").open(BAD["cut short"][0])
    expect(page.locator("[data-notice=visit]")).to_contain_text("リンクを開けませんでした")
