"""What an embedder may choose: followed where it can be, else told; the builder puts a snippet together."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from cspi_build.settings.contrast import contrast
from foreign_page import ForeignPage, ForeignSite
from waiting import let_settle, until


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

    def warned_of() -> list[str]:
        return sorted(text.split()[2] for text in warnings if text.startswith("cspi-survey"))

    until(page.page, warned_of, lambda options: options == sorted(wrong))


def test_options_are_followed(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.goto(f"{site_url}embed/cspi/?lang=en&theme=dark&accent=%23c2185b&axis=team&hide=title,saving,notes")
    page.wait_for_selector("#survey-app[data-ready]")
    expect(page.locator("#screen-team")).to_be_visible()
    for hidden in ("#saving", ".cs-memo >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.locator("h1").bounding_box()["width"] <= 2  # type: ignore[index]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("#screen-team input").first.check()
    let_settle(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0  # what can't be erased is not kept
    page.locator("[data-lang-switch=ja]").click()
    page.wait_for_url("**/embed/cspi/ja/?theme=dark*")
    page.wait_for_selector("#survey-app[data-ready]")
    expect(page.locator("fieldset :checked")).to_have_count(1)


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


def test_the_snippet_of_the_builder_works(
    context: BrowserContext, foreign: ForeignSite, site_url: str
) -> None:
    builder = context.new_page()
    builder.goto(f"{site_url}en/embed/")
    builder.wait_for_function("document.querySelector('#embed-axis').options.length > 3")
    builder.locator("#embed-lang").select_option("ja")
    builder.locator("#embed-theme").select_option("dark")
    builder.locator("#embed-accent").fill("nonsense")
    expect(builder.locator("#embed-accent-help")).to_contain_text("“nonsense” is not a six-digit hex code")
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
