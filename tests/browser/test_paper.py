"""Pages on paper, in Chromium and in Firefox: nothing cut off at the side, no heading alone at the foot."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engines import Firefox, firefox
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


def test_in_firefox(site_url: str, tmp_path: Path) -> None:
    with firefox() as engine:
        assert isinstance(engine, Firefox)
        for address in PAGES:
            engine.goto(site_url + address)
            # Its letters of a fixed width can't be read back: where they stand can.
            check(engine.printed(), engine.run(HEADINGS), [], tmp_path)


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
