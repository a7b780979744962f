"""Pages on paper, in Chromium and in Firefox: nothing cut off at the side, no heading alone at the foot."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engines import Firefox, firefox, wait_for
from foreign_page import ForeignPage, ForeignSite
from needed import need
from several_files import answers_of
from survey_page import SurveyPage
from waiting import let_settle

PAGES = (
    "en/maintain/host-it/",
    "ja/maintain/host-it/",
    "en/maintain/use-from-python/",
    "ja/maintain/write-a-survey/",
    "en/cspi/method/",
    "en/benchmarks/metrics/team_headcount/",
)
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => one.innerText)"
CODE = "[...document.querySelectorAll('pre')].map((one) => one.innerText)"
MARGIN = 15 / 25.4 * 72  # of the page's own @page rule, in points
FOOT = 46  # points, in which only the page's number stands
REPORT_HEADINGS = """[...document.querySelectorAll(
  '#report-view :is(.cs-part > h3, .cs-wave__head h4, .cs-way h4, .cs-earn > p, .cs-item__prompt,' +
  '.cs-theme > summary h4)')]
  .filter((one) => one.offsetParent).map((one) => one.innerText)"""
HOST = '<cspi-survey src="{site}embed/cspi/" lang="en"></cspi-survey><p>The last words of the page</p>'


@pytest.fixture(autouse=True)
def reader() -> None:
    """What reads a PDF."""
    need("pdftotext")


def bare(text: str) -> str:
    """A text without its spaces, which a PDF has wherever it sets a letter anew."""
    return re.sub(r"\s+", "", text)


def read(pdf: bytes, tmp_path: Path, *options: str) -> str:
    """The text of a PDF."""
    path = tmp_path / "printed.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def check(pdf: bytes, headings: list[str], code: list[str], tmp_path: Path) -> None:
    """Assert that nothing is cut off, and that no sheet ends with a heading."""
    sheets = read(pdf, tmp_path, "-layout").split("\f")[:-1]
    named = {bare(heading) for heading in headings} - {""}
    assert named
    last = [[line for line in sheet.splitlines() if line.strip()][-1] for sheet in sheets]
    assert [line for line in last[:-1] if bare(line) in named] == []
    boxes = read(pdf, tmp_path, "-bbox")
    widths = {float(width) for width in re.findall(r'<page width="([\d.]+)"', boxes)}
    assert len(widths) == 1
    right = max(widths) - MARGIN + 2
    words = re.findall(r'xMax="([\d.]+)"[^>]*>([^<]*)</word>', boxes)
    assert [word for edge, word in words if float(edge) > right] == []
    text = bare("".join(sheets))
    lines = {bare(line) for block in code for line in block.splitlines() if len(bare(line)) < 60}
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize("address", PAGES)
def test_in_chromium(page: Page, site_url: str, tmp_path: Path, address: str) -> None:
    page.goto(site_url + address)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    check(printed, page.evaluate(HEADINGS), page.evaluate(CODE), tmp_path)


@pytest.fixture(scope="module")
def engine() -> Iterator[Firefox]:
    """Firefox, started once."""
    with firefox() as started:
        assert isinstance(started, Firefox)
        yield started


def test_in_firefox(engine: Firefox, site_url: str, tmp_path: Path) -> None:
    for address in PAGES:
        engine.goto(site_url + address)
        # Its letters of a fixed width can't be read back: where they stand can.
        check(engine.printed(), engine.run(HEADINGS), [], tmp_path)


def letters(text: str) -> str:
    """The letters of a text: digits of one width can't be read back, and letters may be joined."""
    return re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKC", text))


def filled_to(pdf: bytes, tmp_path: Path) -> list[float]:
    """How far down the text of each sheet reaches, margins left out, from 0 to 1."""
    ends = []
    for sheet in read(pdf, tmp_path, "-bbox").split("<page ")[1:]:
        height = float(re.findall(r'height="([\d.]+)"', sheet)[0])
        lines = [float(end) for end in re.findall(r'yMax="([\d.]+)"', sheet)]
        ends.append(max([line for line in lines if line < height - FOOT], default=0) / height)
    return ends


def test_the_board_pack_and_the_report_behind_it_in_firefox(
    engine: Firefox, site_url: str, tmp_path: Path
) -> None:
    entry = {"format": "cspi-kept/1", "version": "1.0", "notes": {}, "label": "Autumn", "screen": ""}
    entry |= {"created": "2026-11-22T09:00:00Z", "answers": answers_of("team")}
    engine.goto(f"{site_url}licences.txt")
    engine.run(f"localStorage.setItem('cspi-answers:cspi', {json.dumps(json.dumps(entry))})")
    engine.goto(f"{site_url}en/cspi/#board")
    wait_for(engine, "document.querySelector('.cs-board__page svg') !== null")
    alone = engine.printed()
    assert len(filled_to(alone, tmp_path)) == 2
    assert "Roadmap" in read(alone, tmp_path, "-layout")
    engine.run("(window.print = () => {}, document.querySelector('[data-board=full]').click())")
    wait_for(engine, "document.querySelector('.cs-board__contents li') !== null")
    wait_for(engine, "document.querySelector('[data-slot=radar] svg') !== null")
    engine.run("dispatchEvent(new Event('beforeprint'))")  # what is folded is open on paper
    headings = engine.run(REPORT_HEADINGS)
    whole = engine.printed()
    check(whole, headings, [], tmp_path)
    sheets = [letters(sheet) for sheet in read(whole, tmp_path, "-layout").split("\f")[:-1]]
    named = {letters(heading) for heading in headings} - {""}
    assert len(named) > 20 and [one for one in named if one not in "".join(sheets)] == []
    ends = [sheet[-80:] for sheet in sheets[:-1] if "Appendixfullreport" not in sheet]
    assert [end for end in ends if any(end.endswith(one) for one in named)] == []
    firsts = [sheet.split("\n", 1)[0].split() for sheet in read(whole, tmp_path, "-layout").split("\f")[:-1]]
    assert [words[-1] for words in firsts] == [str(number) for number, _ in enumerate(firsts, 1)]
    filled = filled_to(whole, tmp_path)
    assert 10 <= len(filled) <= 24
    assert min(filled[:-1]) > 0.5
    assert "Appendixfullreport" in "".join(sheets)


def test_a_page_that_prints_shows_the_whole_frame(
    context: BrowserContext, foreign: ForeignSite, tmp_path: Path
) -> None:
    """It hears that the page around is printed, and does not unfold: the frame would end before it does."""
    page = ForeignPage(context, foreign.write(HOST))
    survey = page.survey()
    fill_at_once(survey)
    survey.report()
    expect(survey.page.locator("#report-view [data-part=basis] p").last).to_be_attached()
    page.quiet()
    wanted = survey.page.locator("#report-view :is(h3, h4):visible").all_inner_texts()
    assert len(wanted) > 5
    let_settle(page.page, 3000)  # drawings come late on a busy machine
    page.quiet()
    height = page.height()
    printed = page.page.pdf(format="A4", print_background=True)
    text = bare(read(printed, tmp_path, "-layout"))
    for words in (*filter(None, map(bare, wanted)), "Scoredbycspi_core", "Thelastwordsofthepage"):
        assert words in text
    let_settle(page.page)
    assert page.height() == height
    assert page.page.locator("iframe").evaluate("frame => frame.style.width") == "100%"


def fill_at_once(survey: SurveyPage) -> None:
    """Choose all options of a team's answers."""
    ids = [
        f"{name}--{option}"
        for name, answer in answers_of("team").items()
        for option in answer.get("choices", [answer.get("choice")])
        if option
    ]
    survey.page.evaluate("ids => ids.forEach((id) => document.getElementById(id).click())", ids)
