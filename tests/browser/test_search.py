"""The search finds words in both languages, inside Japanese compounds too, and sends nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

WORDS = {
    "ja": ["解約", "解約率", "オンボーディング", "満足度", "プレイブック", "手順書", "顧客", "採点", "NPS"],
    "en": ["churn", "onboarding", "playbook", "privacy", "segment", "NPS"],
}


@pytest.mark.parametrize(
    ("locale", "word"), [(locale, word) for locale, words in WORDS.items() for word in words]
)
def test_a_word_is_found(page: Page, site_url: str, locale: str, word: str) -> None:
    foreign: list[str] = []
    page.on("request", lambda request: request.url.startswith(site_url) or foreign.append(request.url))
    page.goto(f"{site_url}{locale}/")
    page.locator(".md-search__input").click()
    page.keyboard.type(word)
    page.keyboard.press(
        "End"
    )  # text that comes at once, as from an input method, is looked up at the next key
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    assert "?" not in (page.locator(".md-search-result__link").first.get_attribute("href") or "")
    assert not foreign
