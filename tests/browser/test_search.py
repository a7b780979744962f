"""The search finds words in both languages, however typed and in whatever form, and sends nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

WORDS = {
    "ja": [
        *("解約", "解約率", "オンボーディング", "満足度", "プレイブック", "手順書", "顧客", "採点", "NPS"),
        *("サクセス", "カスタマーサクセス", "ボーディング", "ブック", "区分", "マーク", "スコア"),
        *("ＮＲＲ", "Ｑ１５", "ｑ１５", "ｵﾝﾎﾞｰﾃﾞｨﾝｸﾞ", "ｻｸｾｽ", "ｶｽﾀﾏｰｻｸｾｽ", "プレイブック"),
        *("embedding", "benchmarks", "解約　顧客", "顧客の解約"),
    ],
    "en": [
        *("churn", "onboarding", "playbook", "privacy", "segment", "NPS", "Q15"),
        *("embedding", "embedded", "embeds", "scores", "scoring", "scored", "surveys", "surveying"),
        *("churned", "playbooks", "benchmarking", "answering", "companies", "industry", "policies"),
        *("ＮＲＲ", "ｃｈｕｒｎ", "Ｑ１５", "ONBOARDING", '"customer success"', "self-service"),
    ],
}
CASES = [(locale, word) for locale, words in WORDS.items() for word in words]


def opened(page: Page, site_url: str, locale: str) -> list[str]:
    """Go to the search of a language; the requests that leave the site are in the answer."""
    foreign: list[str] = []
    page.on("request", lambda request: request.url.startswith(site_url) or foreign.append(request.url))
    page.goto(f"{site_url}{locale}/")
    page.locator(".md-search__input").click()
    return foreign


def expect_results(page: Page) -> None:
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    assert "?" not in (page.locator(".md-search-result__link").first.get_attribute("href") or "")


@pytest.mark.parametrize(("locale", "word"), CASES)
def test_a_word_is_found_that_comes_without_a_key(page: Page, site_url: str, locale: str, word: str) -> None:
    """As it does from an input method, from speech, or when it is pasted."""
    foreign = opened(page, site_url, locale)
    page.keyboard.insert_text(word)
    expect_results(page)
    assert page.locator(".md-search__input").input_value() == word
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
    expect(page.locator(".md-search-result__item")).to_have_count(0)
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
    page.locator(".md-search__input").evaluate(
        "input => { input.value = 'embedding'; input.dispatchEvent(new InputEvent('input')); }"
    )
    page.locator(".md-search__input").click()
    expect_results(page)


@pytest.mark.parametrize(
    "query", ["", "   ", "*", "+", "-", "~1", "^", ":", '"', "title:", "a" * 3000, "（）", "ー"]
)
def test_no_query_breaks_the_search(page: Page, site_url: str, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page, site_url, "en")
    page.keyboard.insert_text(query)
    page.locator(".md-search__input").fill("churn")
    expect_results(page)
    assert not errors
