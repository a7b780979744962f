"""The pages on published figures as people meet them: searched, on a phone, without scripts, as pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_profile import fresh_profile

METRIC = "benchmarks/metrics/team_headcount/"
PAGES = ("benchmarks/", METRIC, "benchmarks/hicustomer-2021/", "benchmarks/compare/", "benchmarks/data/")


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    with fresh_profile(browser, java_script_enabled=False) as context:
        yield context.new_page()


def test_the_index_is_searched_and_filtered(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}ja/benchmarks/")
    shown = page.locator("[data-metric]:visible")
    everything = shown.count()
    page.get_by_label("キーワード").fill("ＮＰＳ")  # full width, as an input method may give it
    expect(shown).not_to_have_count(everything)
    expect(page.locator("#find output")).to_have_text(f"{shown.count()}件")
    assert 0 < shown.count() < everything
    assert "部門が責任を負う指標" in " ".join(shown.all_inner_texts())
    page.get_by_label("キーワード").fill("")
    page.get_by_label("テーマ", exact=True).select_option("executives")
    expect(page.locator("section[data-theme]:visible")).to_have_count(1)
    page.get_by_label("調査", exact=True).select_option("hicustomer-2023")
    expect(page.locator(".cs-find__none")).to_be_visible()
    page.get_by_role("button", name="条件をクリア").click()
    expect(shown).to_have_count(everything)
    assert "?" not in page.url


def test_nothing_is_lost_without_scripts(plain_page: Page, site_url: str) -> None:
    plain_page.goto(f"{site_url}en/benchmarks/")
    expect(plain_page.locator("#find")).to_be_hidden()
    assert plain_page.locator("[data-metric]:visible").count() > 30
    plain_page.goto(f"{site_url}en/{METRIC}")
    expect(plain_page.locator("svg.cs-chart--wide").first).to_be_visible()
    expect(plain_page.locator("[data-without-script]")).to_be_visible()
    assert plain_page.locator("[data-png]:visible").count() == 0
    row = plain_page.locator("tr", has_text="2–5").first
    for text in ("47.6%", "39.7–55.6%", "70 / 147", "published", "22"):
        expect(row).to_contain_text(text)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_pages_fit_a_phone_and_complain_of_nothing(page: Page, site_url: str, locale: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": 390, "height": 800})
    for address in PAGES:
        page.goto(f"{site_url}{locale}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert said == []


def test_charts_follow_the_colours_of_the_page(page: Page, site_url: str) -> None:
    fills = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{site_url}en/{METRIC}")
        bar = page.locator('svg.cs-chart--wide path[fill="var(--cs-accent)"]').first
        fills.append(bar.evaluate("element => getComputedStyle(element).fill"))
    assert fills[0] != fills[1]


def test_a_chart_speaks_and_its_text_is_text(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}en/{METRIC}")
    chart = page.get_by_role("img", name="People in the CS department (2020, 2021)").first
    expect(chart).to_contain_text("47.6%")
    described = chart.get_attribute("aria-labelledby") or ""
    text = " ".join(page.locator(f"#{name}").text_content() or "" for name in described.split())
    assert "2–5 47.6%" in text and "3.6–45.0%" in text


def test_a_chart_is_had_as_svg_and_as_png(page: Page, site_url: str, tmp_path: Path) -> None:
    page.goto(f"{site_url}ja/{METRIC}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").first.click()
    picture = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "team_headcount.png"
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(picture[16:20], "big")
    assert width == 2 * 848
    with page.expect_download() as waiting:
        page.get_by_role("link", name="SVG").first.click()
    drawing = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "出所：HiCustomer「カスタマーサクセス白書2021」" in drawing


def test_every_download_of_a_metric_is_there(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}en/{METRIC}")
    links = page.locator(".cs-files a")
    addresses = [str(link.evaluate("link => link.href")) for link in links.all()]
    assert {address.rsplit(".", 1)[1] for address in addresses} == {"bib", "csv", "json", "svg"}
    for address in addresses:
        answer = page.request.get(address)
        assert answer.ok, address
        if address.endswith(".json"):
            assert json.loads(answer.text())["format"] == "cspi-metric/1"


def test_a_citation_is_copied_by_one_press(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}en/{METRIC}")
    button = page.locator("button[data-copy]").first
    button.click()
    expect(button).to_have_text("Copied")
    cited = page.locator("[data-cite-text]").first.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == cited


def test_tiny_groups_are_named_and_hatched(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}en/benchmarks/metrics/kpi_initiative/")
    chart = page.locator('svg.cs-chart--wide[aria-labelledby*="team_age"]')
    expect(chart).to_contain_text("very few")
    assert chart.locator('path[fill*="hatch-strong"]').count() > 0
    expect(page.locator("th", has_text="6 years and more").first).to_contain_text("very few")


def test_compared_editions_are_folded_by_theme_and_still_found(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site_url}en/benchmarks/compare/")
    parts = page.locator(".cs-folded__part")
    assert parts.count() > 1
    assert page.evaluate("document.documentElement.scrollHeight") < 6000
    last = page.locator(".cs-jumps a").last
    title = page.locator(f"h3[id='{(last.get_attribute('href') or '')[1:]}']")
    expect(title).to_be_hidden()
    last.click()
    expect(title).to_be_in_viewport()
    parts.first.locator("summary").press("Enter")
    expect(parts.first.locator("table").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".cs-folded__part:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".cs-folded__part[open]").count() == 2
