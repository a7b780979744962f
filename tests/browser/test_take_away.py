"""What is handed over: files with the right names and contents, pictures that show something, one slide."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from browser_profile import fresh_profile
from cspi_core import load_survey, score
from office_schema import schema_errors
from several_files import result_text
from survey_page import SurveyPage, compiled_survey, keep
from test_report import ALL_AXES

NOTE = '=HYPERLINK("https://e.example")\nsince April'
CHART = re.compile(r"/render-[^/]*\.js")
SVG = "{http://www.w3.org/2000/svg}"
DAY = "2026-11-22"
ANSWERS = ALL_AXES | {"q16": {"choices": ["fit", "billing"]}}
EARLIER = json.dumps(
    {
        "format": "cspi-kept-results/1",
        "results": [
            {
                "id": "kept-1",
                "text": result_text(ANSWERS, created="2025-11-22", label="Spring"),
            },
            {
                "id": "kept-2",
                "text": result_text(ANSWERS, created="2026-12-22", label="Later"),
            },
        ],
    }
)


@pytest.fixture(scope="module")
def taking(browser: Browser, site_url: str) -> Iterator[Page]:
    """The view, once for all tests that only look and download."""
    with fresh_profile(browser, color_scheme="dark") as context:
        page = context.new_page()
        keep(page, "cspi", ANSWERS, notes={"q18": NOTE}, label="Autumn", screen="team")
        page.add_init_script(f"localStorage.setItem('cspi-results:cspi', {json.dumps(EARLIER)})")
        SurveyPage(page, site_url).open("take")
        page.wait_for_selector("#take-view [data-picture]")
        yield page


def taken(page: Page, selector: str) -> tuple[str, bytes]:
    """Name and content of what a button hands over."""
    if "data-slide" not in selector:
        page.evaluate("location.hash = '#take'")
        page.wait_for_selector("#take-view:not([hidden])")
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_texts_have_names_and_contents(taking: Page) -> None:
    name, content = taken(taking, "[data-take=markdown]")
    assert name == f"cspi-report-{DAY}-autumn.md"
    assert content.decode().startswith("# Customer success performance index")
    assert "> since April" in content.decode()
    name, content = taken(taking, "[data-take=json]")
    assert name == f"cspi-report-{DAY}-autumn.json"
    assert json.loads(content)["answers"] == ANSWERS
    name, content = taken(taking, "[data-take=result]")
    assert name == f"cspi-{DAY}-autumn.json"
    assert json.loads(content)["notes"] == {"q18": NOTE}
    expect(taking.locator("#take-view [data-slot=said]")).to_contain_text(name)


def test_a_table_as_csv_opens_in_a_spreadsheet_as_what_it_is(taking: Page) -> None:
    name, content = taken(taking, "[data-table=questions]")
    assert name == f"cspi-questions-{DAY}-autumn.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["question"]: row["note"] for row in rows}["q18"] == f"'{NOTE}"


def test_a_workbook_has_numbers_as_numbers_and_runs_nothing(taking: Page, site_dir: Path) -> None:
    name, content = taken(taking, "[data-take=tables]")
    assert name == f"cspi-report-{DAY}-autumn.xlsx"
    with pytest.warns(UserWarning, match="default style"):
        book = openpyxl.load_workbook(io.BytesIO(content))
    report = score(load_survey(compiled_survey(site_dir)), ANSWERS).to_dict()
    rows = list(book["Scores by axis"].iter_rows(values_only=True))[2:]
    assert [row[2] for row in rows] == [axis["score"] for axis in report["axes"]]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells if cell.value == NOTE] == [NOTE]
    assert {"Summary", "Questions", "Next steps", "Benchmark comparison", "Sources and method"} <= set(
        book.sheetnames
    )


def test_a_chart_is_handed_over_as_a_drawing_and_as_a_picture(taking: Page) -> None:
    name, drawing = taken(taking, "[data-picture=svg]")
    assert name == f"cspi-axes-{DAY}-autumn.svg"
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own file
    assert_stands_alone(root, drawing.decode())
    assert "#0b6b68" in drawing.decode()  # the light accent, though the page is dark
    texts = [text.text for text in root.iter(f"{SVG}text") if text.text]
    assert "Team" in " ".join(texts)
    name, picture = taken(taking, "[data-picture=png]")
    assert name == f"cspi-axes-{DAY}-autumn.png"
    width, height, colours = pixels(picture)
    assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert colours > 20


def test_the_slide_is_a_page_of_16_to_9(taking: Page) -> None:
    taking.evaluate("location.hash = '#slide'")
    drawn = taking.locator("[data-slot=slide] > svg")
    for words in ("Autumn", "Strengths", "Areas to improve", "Phase 1"):
        expect(drawn).to_contain_text(words)
    name, drawing = taken(taking, "[data-slide=svg]")
    assert name == f"cspi-slide-{DAY}-autumn.svg"
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own file
    assert_stands_alone(root, drawing.decode())
    assert int(root.attrib["width"]) * 9 == int(root.attrib["height"]) * 16
    assert not taking.evaluate(OVERLAPS)
    name, picture = taken(taking, "[data-slide=png]")
    assert name == f"cspi-slide-{DAY}-autumn.png"
    assert pixels(picture)[:2] == (2560, 1440)


@pytest.mark.parametrize("failure", ["none", "blocked", "never there"])
def test_printing_does_not_wait_for_a_chart_that_cannot_be_drawn(
    page: Page, site_url: str, failure: str
) -> None:
    if failure != "none":
        page.route(CHART, lambda route: route.abort() if failure == "blocked" else None)
    page.add_init_script("self.printed = 0; self.print = () => (self.printed += 1);")
    keep(page, "cspi", ANSWERS)
    SurveyPage(page, site_url).open("take")
    page.locator("#take-view [data-print]").click()
    page.wait_for_function("() => self.printed === 1", timeout=20_000)
    expect(page.locator("#report-view [data-slot=report]")).to_be_visible()
    assert page.locator(".cs-radar svg").count() == int(failure == "none")


def test_leaving_the_report_before_it_is_there_prints_nothing(page: Page, site_url: str) -> None:
    page.route("**/engine/**", lambda route: None)
    page.add_init_script("self.printed = 0; self.print = () => (self.printed += 1);")
    keep(page, "cspi", ANSWERS)
    SurveyPage(page, site_url).open("take")
    page.locator("#take-view [data-print]").click()
    expect(page.locator("#report-view")).to_be_visible()
    page.evaluate("location.hash = '#team'")
    expect(page.locator("#report-view")).to_be_hidden()
    page.wait_for_timeout(300)
    assert page.evaluate("self.printed") == 0


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("[data-slot=slide] > svg > text")]
    .map((text) => text.getBBox());
  const outside = (a) => a.x < 0 || a.x + a.width > 1280 || a.y + a.height > 720;
  const slack = (a, b) => 0.2 * Math.min(a.height, b.height); // a line's box is higher than its letters
  const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x
    || a.y + a.height <= b.y + slack(a, b) || b.y + b.height <= a.y + slack(a, b);
  return boxes.some((a, i) => outside(a) || boxes.slice(i + 1).some((b) => !apart(a, b)));
}"""


@pytest.mark.parametrize("answers", [{}, {"q18": {"choice": "one_group"}}])
def test_little_to_say_is_said_on_the_slide_and_in_the_view(
    page: Page, site_url: str, answers: dict[str, dict[str, str]]
) -> None:
    keep(page, "cspi", answers)
    SurveyPage(page, site_url, locale="ja").open("slide")
    expect(page.locator("[data-slot=slide] > svg")).to_contain_text("総合スコアを算出できません")
    assert not page.evaluate(OVERLAPS)
    page.evaluate("location.hash = '#take'")
    expect(page.locator("[data-table]")).to_have_count(2 if not answers else 3)


def assert_stands_alone(root: ElementTree.Element, text: str) -> None:
    """A drawing that needs no page: type and colours written out, nothing fetched, nothing run."""
    assert root.tag == f"{SVG}svg"
    assert "var(--" not in text
    assert "<script" not in text
    assert "href" not in text
    assert root.find(f"{SVG}title") is not None


def pixels(png: bytes) -> tuple[int, int, int]:
    """Width, height, and how many different lines of pixels there are."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    size = len(raw) // height
    return width, height, len({raw[start : start + size] for start in range(0, len(raw), size)})


def test_slides_are_a_presentation_with_charts_that_can_be_edited(taking: Page) -> None:
    name, content = taken(taking, "[data-take=deck]")
    assert name == f"cspi-slides-{DAY}-autumn.pptx"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.namelist()
        for part in parts:
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(part))  # noqa: S314 - our own file
        slides = [part for part in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", part)]
        assert len(slides) == 5
        assert any("radarChart" in archive.read(part).decode() for part in parts if "charts/chart" in part)
        assert any(part.endswith(".xlsx") for part in parts)
        assert any("notesSlide" in part for part in parts)
    assert schema_errors(content) == []


def test_slides_of_the_board_pack_show_the_chosen_earlier_result(taking: Page) -> None:
    taking.evaluate("location.hash = '#board'")
    taking.wait_for_selector(".cs-board__page svg")
    before = taking.locator("#board-before")
    expect(before.locator("option")).to_have_text(["No comparison", "2025-11-22 · Spring"])
    before.select_option(index=1)
    expect(taking.locator(".cs-board__page").first).to_contain_text("Changes from 22 November 2025")
    with taking.expect_download() as download:
        taking.locator("[data-board=deck]").click()
    assert download.value.suggested_filename == f"cspi-slides-{DAY}-autumn.pptx"
    content = Path(download.value.path()).read_bytes()
    slides = list(Presentation(io.BytesIO(content)).slides)
    [radar] = [shape.chart for shape in slides[1].shapes if shape.has_chart]  # type: ignore[attr-defined]
    assert [series.name for series in radar.series] == ["Your organisation", "Last time"]
    assert schema_errors(content) == []
    expect(taking.locator("#board-view [data-slot=said]")).to_contain_text(".pptx")
