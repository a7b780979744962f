"""The board pack and the slides of a project in other languages, and those that run from the right."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.text import PP_ALIGN

from cspi_build.board.command import taken_along
from cspi_build.board.page import board_html
from cspi_build.board.presentation import WIDTH, presentation
from cspi_build.cli.scaffold.site import new_site
from cspi_build.installation import ROOT
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.workspace.project import Project
from cspi_core import TakeAway
from several_files import result_text

TINY = (ROOT / "tests" / "snapshots" / "tiny-2021.yaml").read_text(encoding="utf-8")
BOTH = re.compile(r"\{ja: [^{}]*?, en: ([^{}]*)\}")
INCH = 914_400


def taken(folder: Path, language: str, more: str = "") -> TakeAway:
    """A result of the survey of a new site in this language alone, which has an edition."""
    project = Project(new_site(folder / "site", (language,)))
    project.editions.mkdir(exist_ok=True)
    edition = BOTH.sub(rf"{{{language}: \1}}", TINY)
    (project.editions / "tiny-2021.yaml").write_text(edition, encoding="utf-8")
    [path] = project.surveys.glob("*/survey.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("from: 0 }", "from: -10 }") + more if more else text, encoding="utf-8")
    survey = compile_survey(load_survey(path.parent))
    said: dict[str, Callable[[Any], dict[str, Any]]] = {
        "single": lambda one: {"choice": one["options"][0]["id"]},
        "multiple": lambda one: {"choices": [one["options"][0]["id"]]},
        "number": lambda one: {"number": 1},
    }
    answers = {one["id"]: said[one["kind"]](one) for one in survey["questions"]}
    assert answers
    result = folder / "result.json"
    result.write_text(result_text(answers, survey, created="2026-11-22"), encoding="utf-8")
    return taken_along(project, result, None)


def test_only_published_editions_are_compared_with(tmp_path: Path) -> None:
    taken(tmp_path, "en")
    project = Project(tmp_path / "site")
    with (project.root / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("benchmarks: []\n")
    assert not taken_along(project, tmp_path / "result.json", None).report.snapshots


def test_the_slides_draw_the_scale_of_the_survey(tmp_path: Path) -> None:
    deck = taken(tmp_path, "en", "scale: {min: -10, max: 90}\n").deck()
    drawn = deck["slides"][1]["chart"]
    assert (drawn["least"], drawn["most"]) == (-10, 90)
    slide = list(Presentation(io.BytesIO(presentation(deck))).slides)[1]
    [chart] = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (-10, 90)


def test_a_project_in_french_alone_has_its_board_pack(tmp_path: Path) -> None:
    take = taken(tmp_path, "fr")
    assert take.view["locale"] == "fr"
    page = board_html(take.board(), "fr", None)
    assert '<html lang="fr">' in page


def test_arabic_runs_from_the_right(tmp_path: Path) -> None:
    take = taken(tmp_path, "ar")
    page = board_html(take.board(), "ar", None)
    assert '<html lang="ar" dir="rtl">' in page
    assert not re.search(r"(left|right)[: -]", page.split("<body>")[0].replace("margin: 0 auto", ""))
    deck = take.deck()
    slides: list[Any] = list(Presentation(io.BytesIO(presentation(deck))).slides)
    for slide, wanted in zip(slides, deck["slides"], strict=True):
        shapes = {one.text_frame.text: one for one in slide.shapes if one.has_text_frame}
        number = shapes.pop(f"{slides.index(slide) + 1} / {len(slides)}")
        assert number.text_frame.paragraphs[0].alignment == PP_ALIGN.LEFT
        frames = [one.text_frame for one in shapes.values()]
        frames += [
            cell.text_frame for one in slide.shapes if one.has_table for cell in one.table.iter_cells()
        ]
        for paragraph in (
            *(one.paragraphs[0] for one in frames),
            *slide.notes_slide.notes_text_frame.paragraphs,
        ):
            assert (paragraph.alignment, paragraph._p.pPr.get("rtl")) == (PP_ALIGN.RIGHT, "1")
        for words in wanted["texts"]:
            shape = shapes[words["text"]]
            assert shape.left / INCH == pytest.approx(WIDTH - words["x"] - words["w"], abs=0.01)
        tables = [one for one in slide.shapes if one.has_table]
        assert all(one._element.graphic.graphicData.tbl.tblPr.get("rtl") == "1" for one in tables)


def test_english_runs_from_the_left(tmp_path: Path) -> None:
    deck = taken(tmp_path, "en").deck()
    slide: Any = Presentation(io.BytesIO(presentation(deck))).slides[0]
    title = slide.shapes.title.text_frame.paragraphs[0]
    assert (title.alignment, title._p.pPr.get("rtl")) == (PP_ALIGN.LEFT, None)
