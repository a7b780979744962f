"""The search finds words in both languages, however typed and in whatever form, and sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile

WORDS = {
    "ja": [
        *("解約", "解約率", "オンボーディング", "満足度", "プレイブック", "手順書", "顧客", "採点", "NPS"),
        *("サクセス", "カスタマーサクセス", "ボーディング", "ブック", "区分", "マーク", "スコア"),
        *("ＮＲＲ", "Ｑ１５", "ｑ１５", "ｵﾝﾎﾞｰﾃﾞｨﾝｸﾞ", "ｻｸｾｽ", "ｶｽﾀﾏｰｻｸｾｽ", "プレイブック"),
        *("embedding", "benchmarks", "解約　顧客", "顧客の解約"),
        *(
            "NRRの",
            "NRRとは",
            "使い方を",
            "１２０％",
            "120%",
            "解約:",
            "解約：",
            "ARR/CSM",
            "ＡＲＲ／ＣＳＭ",
            "“解約”",
            "NRR、解約",
        ),
    ],
    "en": [
        *("churn", "onboarding", "playbook", "privacy", "segment", "NPS", "Q15"),
        *("embedding", "embedded", "embeds", "scores", "scoring", "scored", "surveys", "surveying"),
        *("churned", "playbooks", "benchmarking", "answering", "companies", "industry", "policies"),
        *("ＮＲＲ", "ｃｈｕｒｎ", "Ｑ１５", "ONBOARDING", '"customer success"', "self-service"),
        *(
            "“churn”",
            "churn’s",
            "churn's",
            "NRR、churn",
            "churn—onboarding",
            "churn/onboarding",
            "churn:",
            "NRR／GRR",
        ),
    ],
}
CASES = [(locale, word) for locale, words in WORDS.items() for word in words]


@dataclass
class Search:
    """The search of one language, opened once and emptied before each use; what it did that it must not."""

    page: Page
    site_url: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, locale: str) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.foreign = opened(self.page, self.site_url, locale)

    def empty(self) -> Page:
        self.page.locator(".cs-lookup__input").fill("")
        expect(self.page.locator(".cs-lookup__result")).to_have_count(0)
        self.errors.clear()
        return self.page


@pytest.fixture(scope="module")
def searches(browser: Browser, site_url: str) -> Iterator[dict[str, Search]]:
    """A search in each language, opened once for all words that are looked up in it."""
    with fresh_profile(browser) as context:
        found = {locale: Search(context.new_page(), site_url) for locale in WORDS}
        for locale, search in found.items():
            search.open(locale)
        yield found


def opened(page: Page, site_url: str, locale: str) -> list[str]:
    """Go to the search of a language; the requests that leave the site are in the answer."""
    foreign: list[str] = []
    page.on("request", lambda request: request.url.startswith(site_url) or foreign.append(request.url))
    page.goto(f"{site_url}{locale}/")
    page.locator("[data-search-open]").click()
    return foreign


def expect_results(page: Page) -> None:
    expect(page.locator(".cs-lookup__result").first).to_be_attached()
    assert "?" not in (page.locator(".cs-lookup__result").first.get_attribute("href") or "")


@pytest.mark.parametrize(("locale", "word"), CASES)
def test_a_word_is_found_that_comes_without_a_key(
    searches: dict[str, Search], locale: str, word: str
) -> None:
    """As it does from an input method, from speech, or when it is pasted."""
    page = searches[locale].empty()
    page.bring_to_front()
    page.keyboard.insert_text(word)
    expect_results(page)
    assert page.locator(".cs-lookup__input").input_value() == word
    assert not searches[locale].foreign


@pytest.mark.parametrize(("locale", "word"), [("ja", "解約"), ("en", "embedding")])
def test_the_first_word_is_found_that_comes_without_a_key(
    page: Page, site_url: str, locale: str, word: str
) -> None:
    """On a page that has only just been opened, whose search has still to be fetched."""
    foreign = opened(page, site_url, locale)
    page.keyboard.insert_text(word)
    expect_results(page)
    assert not foreign


@pytest.mark.parametrize(("locale", "word"), [("ja", "NPS"), ("en", "playbook")])
def test_a_word_is_found_that_is_typed(page: Page, site_url: str, locale: str, word: str) -> None:
    foreign = opened(page, site_url, locale)
    page.keyboard.type(word)
    expect_results(page)
    assert not foreign


@pytest.mark.parametrize("locale", WORDS)
def test_pasted_words_are_found(page: Page, site_url: str, locale: str) -> None:
    opened(page, site_url, locale)
    page.keyboard.insert_text("NPS")
    expect_results(page)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+x")
    page.keyboard.insert_text("qqqzzz")
    expect(page.locator(".cs-lookup__result")).to_have_count(0)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+v")
    expect_results(page)


def test_what_is_composed_is_found_when_it_is_done(page: Page, site_url: str) -> None:
    """A composition ends without a key of its own in some input methods."""
    opened(page, site_url, "ja")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "かい", "selectionStart": 2, "selectionEnd": 2})
    client.send("Input.insertText", {"text": "解約率"})
    expect_results(page)


def test_words_that_are_there_before_the_script_are_found(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}en/")
    page.locator(".cs-lookup__input").evaluate(
        "input => { input.value = 'embedding'; input.dispatchEvent(new InputEvent('input')); }"
    )
    page.locator("[data-search-open]").click()
    expect_results(page)


@pytest.mark.parametrize(
    "query", ["", "   ", "*", "+", "-", "~1", "^", ":", '"', "title:", "a" * 3000, "（）", "ー"]
)
def test_no_query_breaks_the_search(searches: dict[str, Search], query: str) -> None:
    page = searches["en"].empty()
    page.bring_to_front()
    page.keyboard.insert_text(query)
    page.locator(".cs-lookup__input").fill("churn")
    expect_results(page)
    assert not searches["en"].errors
