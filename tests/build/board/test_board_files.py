"""`build.py board` and `build.py slides`: a result file for a board, saying what the page says."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from cspi_build.board.command import taken_along
from cspi_build.board.presentation import presentation
from cspi_build.cli.main import main
from cspi_build.workspace.project import find_project
from cspi_core import TakeAway
from cspi_core.export.bundle import Earlier
from office_schema import schema_errors
from several_files import answers_of, result_text

ROOT = Path(__file__).resolve().parents[3]
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result file with a name that markup would act on."""
    path = tmp_path_factory.mktemp("board") / "result.json"
    path.write_text(result_text(answers_of("team"), label="A <b>&", created="2026-11-22"), encoding="utf-8")
    return path


def taken(result: Path, locale: str) -> TakeAway:
    return taken_along(find_project(ROOT, None, ROOT), result, locale)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_slides_hold_what_the_description_says(result: Path, locale: str) -> None:
    deck = taken(result, locale).deck()
    file = Presentation(io.BytesIO(presentation(deck, "2026-11-22")))
    slides: list[Any] = list(file.slides)
    assert len(slides) == len(deck["slides"]) == 5
    for slide, wanted in zip(slides, deck["slides"], strict=True):
        assert slide.shapes.title.text_frame.text == wanted["title"]
        texts = {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
        assert {words["text"] for words in wanted["texts"]} | {wanted["foot"]} <= texts
        assert slide.notes_slide.notes_text_frame.text == wanted["notes"]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
        grid = wanted["table"]
        assert read == ([[grid["heads"], *grid["rows"]]] if grid else [])
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        drawn = wanted["chart"]
        assert [(list(c.plots[0].categories), [list(s.values) for s in c.series]) for c in charts] == (
            [(drawn["labels"], [series["values"] for series in drawn["series"]])] if drawn else []
        )
    fonts = {run.font.name for s in slides for shape in s.shapes if shape.has_text_frame
             for run in shape.text_frame.paragraphs[0].runs}  # fmt: skip
    assert fonts == {deck["font"]}


def test_every_part_of_the_slides_is_there_and_well_formed(result: Path) -> None:
    """What a program would have to repair: parts that are named and missing, or that are no XML."""
    with zipfile.ZipFile(io.BytesIO(presentation(taken(result, "ja").deck()))) as archive:
        parts = archive.namelist()
        assert len(parts) == len(set(parts))
        for part in parts:
            if part.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(archive.read(part))  # noqa: S314 - our own file
            if part.endswith(".rels"):
                folder = Path("/", part).parent.parent
                targets = [one.get("Target", "") for one in root.iter(RELATIONS) if not one.get("TargetMode")]
                missing = [name for name in targets if str((folder / name).resolve())[1:] not in parts]
                assert missing == []


def test_slides_follow_the_schema_of_presentations(result: Path) -> None:
    """What a program would have to repair: elements in places where none is allowed, numbers out of range."""
    made = presentation(taken(result, "en").deck())
    assert schema_errors(made) == []
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"<p:sldSz ", b"<p:sldSize "))
    [error] = schema_errors(broken.getvalue())
    assert "ppt/presentation.xml" in error and "sldSize" in error


def test_the_pages_are_one_file_with_the_radar(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = result.with_name("board.html")
    assert main(["board", str(result), "--locale", "ja", "--out", str(out)]) == 0
    page, board = out.read_text(encoding="utf-8"), taken(result, "ja").board()
    assert page.startswith("<!doctype html>") and page.count("<section>") == 2
    assert "A &lt;b&gt;&amp;" in page and "<b>" not in page
    assert all(row["title"] in page for row in board["findings"]["rows"])
    assert board["roadmap"] and all(row[0] in page for row in board["roadmap"]["rows"])
    assert "<svg" in page and "var(--" not in page and "http" not in page.replace("http://www.w3.org", "")
    assert "board.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "no result file"),
        ("[" * 50, "no result file"),
        (result_text({}).replace('"cspi"', '"other"'), "the survey other"),
        (result_text({"q15": {"choice": "boss"}, "q0": {}}), "q0"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    assert main(["slides", str(path)]) == 1
    error = capsys.readouterr().err
    assert "bad.json: " in error and said in error
    assert main(["slides", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_a_change_since_an_earlier_result_is_on_both(result: Path) -> None:
    worse = result.with_name("earlier.json")
    earlier = answers_of("team") | {"q15": {"choice": "nobody"}}
    worse.write_text(result_text(earlier, created="2025-11-22"), encoding="utf-8")
    html, pptx = result.with_name("year.html"), result.with_name("year.pptx")
    more = ["--before", str(worse), "--locale", "en", "--out"]
    assert main(["board", str(result), *more, str(html)]) == 0
    assert main(["slides", str(result), *more, str(pptx)]) == 0
    page = html.read_text(encoding="utf-8")
    assert "Changes from 22 November 2025 to 22 November 2026" in page and "Last time" in page
    [moved] = re.findall(r"<strong>Alignment</strong> ([\d.]+) → 74.0 \(\+([\d.]+)\)", page)
    assert round(float(moved[0]) + float(moved[1]), 1) == 74.0
    slides = list(Presentation(str(pptx)).slides)
    [radar] = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    assert [series.name for series in radar.series] == ["Your organisation", "Last time"]
    assert any("Alignment" in s.text_frame.text for s in slides[0].shapes if s.has_text_frame)
    assert main(["board", str(result), "--before", str(result.with_name("none.json"))]) == 1


def test_a_file_that_is_there_stays_unless_it_is_to_be_overwritten(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.pptx"
    out.write_text("mine", encoding="utf-8")
    asked = ["slides", str(result), "--out", str(out)]
    assert main(asked) == 1
    assert out.read_text(encoding="utf-8") == "mine"
    error = capsys.readouterr().err
    assert "mine.pptx" in error and "--force" in error
    assert main([*asked, "--force"]) == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("created", "status"),
    [
        ("2026-11-23", 1),
        ("2026-11-22T23:00:00+09:00", 0),  # the result has a day alone: that day counts
        ("2025-11-22T09:00:00Z", 0),
        ("", 0),
    ],
)
def test_what_is_compared_with_is_older(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], created: str, status: int
) -> None:
    other = tmp_path / "other.json"
    other.write_text(result_text(answers_of("team"), created=created), encoding="utf-8")
    asked = ["slides", str(result), "--before", str(other), "--out", str(tmp_path / "o.pptx")]
    assert main(asked) == status
    error = capsys.readouterr().err
    assert not status or ("other.json" in error and created in error and "2026-11-22" in error)


def test_an_axis_without_an_earlier_score_is_a_gap(result: Path) -> None:
    take = taken(result, "en")
    earlier = {"q15": {"choice": "nobody"}}
    before = result.with_name("little.json")
    before.write_text(result_text(earlier, created="2025-11-22"), encoding="utf-8")
    deck = replace(take, before=Earlier(taken(before, "en").report, "2025-11-22")).deck()
    chart = deck["slides"][1]["chart"]
    assert chart["series"][-1]["values"].count(None) > 0
    slides = list(Presentation(io.BytesIO(presentation(deck))).slides)
    [radar] = [shape.chart for shape in slides[1].shapes if shape.has_chart]
    assert list(radar.series[-1].values) == chart["series"][-1]["values"]


@pytest.mark.parametrize(
    ("created", "time"),
    [
        ("2026-11-22T08:30:00+09:00", datetime(2026, 11, 21, 23, 30)),
        ("2026-11-22T23:30:00-05:00", datetime(2026, 11, 23, 4, 30)),
        ("2026-11-22T23:30:00Z", datetime(2026, 11, 22, 23, 30)),
        ("2026-11-22", datetime(2026, 11, 22)),
    ],
)
def test_the_time_of_a_presentation_is_in_utc(result: Path, created: str, time: datetime) -> None:
    file = Presentation(io.BytesIO(presentation(taken(result, "en").deck(), created)))
    assert file.core_properties.created is not None
    assert file.core_properties.created.replace(tzinfo=None) == time
