"""The report on paper: as many pages as it takes, none of them blank, everything that counts on them."""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from needed import need
from survey_page import SurveyPage, compiled_survey, keep
from test_report import SOME
from vectors import FOLDER, read_vector

A4 = {"format": "A4", "print_background": True, "prefer_css_page_size": True}


def printed(page: Page, site_url: str, locale: str, answers: dict[str, Any], survey: str = "cspi") -> bytes:
    """The PDF that printing gives, from a dark screen."""
    page.emulate_media(color_scheme="dark")
    keep(page, survey, answers, label="Autumn 2026")
    opened = SurveyPage(page, site_url, survey, locale).open("report")
    opened.wait_for_report()
    if survey == "cspi":
        page.wait_for_selector(".cs-radar svg")
    return page.pdf(**A4)


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def drawn(pdf: bytes) -> list[int]:
    """How often text is shown in each content stream that shows any."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    counts = []
    for stream in streams:
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if b" Tf" in content:
            counts.append(len(re.findall(rb"T[jJ]", content)))
    return counts


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_page_of_a_report_has_something_on_it(page: Page, site_url: str, locale: str) -> None:
    pdf = printed(page, site_url, locale, SOME)
    assert 4 <= len(pages(pdf)) <= 16
    assert all(size == pytest.approx((595, 842), abs=2) for size in pages(pdf))
    assert len([count for count in drawn(pdf) if count > 8]) >= len(pages(pdf))


def test_what_stands_on_paper(page: Page, site_url: str, site_dir: Path) -> None:
    printed(page, site_url, "en", SOME)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = page.locator("#survey-app").inner_text()
    prose = compiled_survey(site_dir)["text"]["en"]
    for axis in prose["axes"].values():
        assert axis["name"] in text
    for words in (
        "Autumn 2026",
        prose["title"],
        prose["questions"]["q18"]["prompt"],
        "Sources and method",
    ):
        assert words in text
    for button in ("Download result", "Edit answers", "Change answer", "Delete all data"):
        assert button not in text
    assert page.locator(".cs-header").is_hidden()
    for summary in page.locator(".cs-unfold > summary, .cs-working:not([open])").all():
        assert summary.is_hidden()  # what only opens something is for screens
    breaks = "all => new Set(all.map((one) => getComputedStyle(one).breakInside)).size === 1"
    assert page.locator(".cs-way, .cs-earn").evaluate_all(
        f"{breaks} && getComputedStyle(all[0]).breakInside === 'auto'"
    )
    colours = page.locator(".cs-survey svg [stroke], .cs-survey svg [fill]").evaluate_all(
        "all => all.flatMap((e) => [e.getAttribute('stroke'), e.getAttribute('fill')])"
    )
    assert "#0b6b68" in colours
    assert "#5cc7bd" not in colours  # the accent of the dark screen
    places = page.locator(".cs-placed__chart")
    assert places.count() > 0
    assert places.count() == page.locator(".cs-placed__chart > svg").count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.dataset.mdColorScheme") != "default"


def test_the_slide_is_one_page_across(page: Page, site_url: str) -> None:
    keep(page, "cspi", SOME)
    SurveyPage(page, site_url).open("slide")
    page.wait_for_selector("[data-slot=slide] > svg")
    [(width, height)] = pages(page.pdf(**A4))
    assert width / height == pytest.approx(16 / 9, rel=0.01)


def test_a_teams_table_has_all_its_columns_on_paper(page: Page, site_url: str) -> None:
    """Paper can't be moved sideways."""
    keep(page, "cspi", SOME)
    SurveyPage(page, site_url).open("people")
    result = {"format": "cspi-result/1", "survey": {"id": "cspi", "version": "1.0"}, "answers": SOME}
    files = [(f"{name}.json", json.dumps(result | {"label": name}).encode()) for name in ("One", "Two")]
    chosen = [{"name": name, "mimeType": "application/json", "buffer": content} for name, content in files]
    page.locator("#people-view input[type=file]").set_input_files(files=chosen)  # type: ignore[arg-type]
    page.wait_for_selector("#people-view .cs-figures", state="attached")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    page.locator("#people-view details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    for table in page.locator("#people-view .cs-figures").all():
        assert table.evaluate("one => one.getBoundingClientRect().right <= innerWidth + 1")


def test_a_part_of_a_page_begins_where_the_one_before_ends(page: Page, site_url: str) -> None:
    """It may be longer than a sheet of paper: kept in one piece, it would leave the sheet before empty."""
    page.goto(f"{site_url}en/benchmarks/metrics/monthly_revenue_churn/")
    page.emulate_media(media="print")
    style = "all => all.map((one) => getComputedStyle(one)).map((one) => [one.display, one.breakInside])"
    parts = page.locator(".cs-page-part").evaluate_all(style)
    assert parts
    assert all(part == ["block", "auto"] for part in parts)


@pytest.mark.parametrize(("locale", "size"), [("en", "Letter"), ("ja", "A4")])
def test_the_board_pack_is_two_full_pages_and_leads_the_report(
    page: Page, site_url: str, site_dir: Path, tmp_path: Path, locale: str, size: str
) -> None:
    plain, _ = read_vector(FOLDER / "cspi" / "team.txt", compiled_survey(site_dir))
    keep(page, "cspi", plain, label="Autumn 2026")
    opened = SurveyPage(page, site_url, "cspi", locale).open("board")
    page.wait_for_selector(".cs-board__page svg")
    paper = {**A4, "format": size}
    alone = page.pdf(**paper)
    assert len(pages(alone)) == 2
    assert len([count for count in drawn(alone) if count > 20]) == 2
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.click("[data-board=full]")
    page.wait_for_selector("#report-view > .cs-board__pages", state="attached")
    opened.wait_for_report()
    expect(page.locator(".cs-board__contents")).to_be_attached()
    shown = page.locator("#report-view .cs-part h3[id]:visible").all_inner_texts()
    assert shown and page.locator(".cs-board__contents a").all_text_contents() == shown
    whole = page.pdf(**paper)
    assert 10 <= len(pages(whole)) <= 20
    assert len([count for count in drawn(whole) if count > 8]) >= len(pages(whole))
    need("pdftotext")
    (tmp_path / "whole.pdf").write_bytes(whole)
    command = ["pdftotext", "-layout", str(tmp_path / "whole.pdf"), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    sheets = done.stdout.decode().split("\f")[:-1]
    ends = [sheet.split()[-3:] for sheet in sheets]
    assert ends == [[str(number), "/", str(len(sheets))] for number in range(1, len(sheets) + 1)]
    assert {"en": "Appendix", "ja": "付録"}[locale] in sheets[1]
    assert sheets[1].count("Autumn 2026") == 1
    page.evaluate("location.hash = '#board'")
    expect(page.locator("#board-view .cs-board__page svg")).to_be_visible()
    again = page.pdf(**paper)  # without the margins of a report, which has been seen since
    assert len(pages(again)) == 2 and drawn(again) == drawn(alone)
