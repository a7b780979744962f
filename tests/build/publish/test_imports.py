"""Surveys of other tools come in: what is understood as a definition, all else by name and place."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cspi_build.cli.main import make_parser
from cspi_build.cli.scaffold.survey import new_survey
from cspi_build.diagnostics import CspiBuildError
from cspi_build.panels.reading.layout import layout_of
from cspi_build.publish.common import Exported
from cspi_build.publish.import_command import import_survey, run
from cspi_build.publish.surveyjs import surveyjs, surveyjs_bytes
from cspi_build.publish.xlsform import xlsform_bytes
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.surveys.starter import MODELS
from cspi_build.workspace.project import Project
from cspi_core import load_survey as core_survey
from survey_files import TINY

ROOT = Path(__file__).resolve().parents[3]
SURVEYS = [TINY, *sorted(path.parent for path in (ROOT / "survey_defs").glob("*/survey.yaml"))]
KEPT = ("id", "kind", "visible_if", "minimum", "maximum", "step")
FORMATS = {".json": surveyjs_bytes, ".xlsx": xlsform_bytes}


def exported(folder: Path) -> Exported:
    return Exported.of(compile_survey(load_survey(folder)), load_words(ROOT / "site_src" / "text"))


def written(tmp_path: Path, name: str, content: bytes) -> tuple[dict[str, Any], list[str]]:
    """The compiled survey of a file, and what was remarked on."""
    file = tmp_path / name
    file.write_bytes(content)
    folder, draft = import_survey(tmp_path / "there" / "mine", "mine", file)
    return compile_survey(load_survey(folder)), [str(remark) for remark in draft.remarks]


def essence(survey: dict[str, Any]) -> list[Any]:
    """What a survey asks: ids, kinds, options, bounds and conditions, in order; and all its words."""
    found = []
    for question in survey["questions"]:
        kept = {key: question.get(key) for key in KEPT if question.get(key)}
        options = [(one["id"], one.get("exclusive", False)) for one in question.get("options") or ()]
        words = {
            locale: (
                text["questions"][question["id"]]["prompt"],
                {key: one["label"] for key, one in text["questions"][question["id"]]["options"].items()},
            )
            for locale, text in survey["text"].items()
        }
        found.append((kept, options, words))
    return found


def without_units(survey: dict[str, Any]) -> dict[str, Any]:
    """Both exports put the unit into other words: the prompt in SurveyJS, the hint in an XLSForm."""
    for text in survey["text"].values():
        for words in text["questions"].values():
            words["unit"] = None
    return survey


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
def test_what_goes_out_comes_back(folder: Path, ending: str, tmp_path: Path) -> None:
    before = without_units(compile_survey(load_survey(folder)))
    words = load_words(ROOT / "site_src" / "text")
    after, remarks = written(tmp_path, f"form{ending}", FORMATS[ending](Exported.of(before, words)))
    assert remarks == []
    assert set(after["locales"]) == set(before["locales"])
    assert essence(after) == essence(before)
    assert [theme["id"] for theme in after["themes"]] == [
        id_ for id_, _ in Exported.of(before, words).screens()
    ]


@pytest.mark.parametrize("like", MODELS)
@pytest.mark.parametrize("ending", FORMATS)
def test_every_shape_comes_back(like: str, ending: str, tmp_path: Path) -> None:
    before = without_units(compile_survey(load_survey(new_survey(Project(tmp_path), "mine", like))))
    words = load_words(ROOT / "site_src" / "text")
    after, remarks = written(tmp_path, f"form{ending}", FORMATS[ending](Exported.of(before, words)))
    assert remarks == []
    assert essence(after) == essence(before)


FOREIGN = {
    "title": {"default": "Visit", "fr": "Visite"},
    "showProgressBar": "top",
    "pages": [
        {
            "name": "page1",
            "elements": [
                {"type": "radiogroup", "name": "How was it?", "isRequired": True,
                 "choices": ["good", {"value": "bad", "text": "Bad"}]},
                {"type": "comment", "name": "why"},
                {"type": "matrix", "name": "service", "title": "Service", "columns": ["poor", "fine"],
                 "rows": ["speed", {"value": "care", "text": "Care"}]},
                {"type": "panel", "name": "more", "title": "More", "visibleIf": "{How was it?} = 'bad'",
                 "elements": [
                    {"type": "rating", "name": "again", "rateMax": 3},
                    {"type": "boolean", "name": "again_soon", "visibleIf": "{again} + 1 > 2"},
                ]},
                {"type": "text", "name": "age", "inputType": "number"},
                {"type": "checkbox", "name": "seen", "choices": ["a", "b"], "showNoneItem": True,
                 "choicesOrder": "random", "correctAnswer": ["a"]},
                {"type": "checkbox", "name": "one", "choices": ["a"]},
            ],
        },
        {"name": "page2", "elements": [{"type": "html", "name": "thanks", "html": "<p>Thanks</p>"}]},
    ],
}  # fmt: skip


def test_all_of_a_foreign_survey_is_there_or_remarked_on(tmp_path: Path) -> None:
    survey, remarks = written(tmp_path, "visit.json", json.dumps(FOREIGN).encode())
    assert [question["id"] for question in survey["questions"]] == [
        "how_was_it", "service_speed", "service_care", "again", "again_soon", "age", "seen",
    ]  # fmt: skip
    by_id = {question["id"]: question for question in survey["questions"]}
    assert by_id["service_speed"]["grid"] == by_id["service_care"]["grid"] == "service"
    assert by_id["again"]["visible_if"] == [
        {"question": "how_was_it", "is_any": ["bad"], "at_least": None, "at_most": None}
    ]
    assert [option["id"] for option in by_id["seen"]["options"]] == ["a", "b", "none"]
    assert remarks == [
        "the survey: `showProgressBar` has no place in a definition",
        "page 1 (`page1`) > `How was it?`: `isRequired` has no place in a definition",
        "page 1 (`page1`) > `How was it?`: the name `How was it?` is the id `how_was_it` here",
        "page 1 (`page1`) > `why`: `comment` has no place in a definition; the question is left out",
        "page 1 (`page1`) > `more` > `again_soon`: the condition `{again} + 1 > 2` is not one of a "
        "definition; it is always asked",
        "page 1 (`page1`) > `age`: no bounds: numbers from 0 to 1,000,000 are taken; set `minimum` and "
        "`maximum`",
        "page 1 (`page1`) > `seen`: `choicesOrder` has no place in a definition",
        "page 1 (`page1`) > `seen`: `correctAnswer` has no place in a definition",
        "page 1 (`page1`) > `one`: fewer than two answers to choose from; the question is left out",
        "page 2 (`page2`) > `thanks`: `html` has no place in a definition; the question is left out",
        "page 2 (`page2`): no question of this page could be converted",
    ]


def workbook(**sheets: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def test_all_of_a_foreign_form_is_there_or_remarked_on(tmp_path: Path) -> None:
    content = workbook(
        survey=[
            ["type", "name", "label", "required", "relevant", "constraint"],
            ["start", "start", "", "", "", ""],
            ["select_one yn", "Owner", "Do you own it?", "yes", "", ""],
            ["integer", "rooms", "Rooms", "", "${Owner} = 'yes'", ". > 0"],
            ["decimal", "rent", "Rent", "", "${Owner} = 'no' or ${rooms} > 3", ". >= 0 and . <= 9000"],
            ["text", "street", "Street", "", "", ""],
            ["begin_repeat", "people", "People", "", "", ""],
            ["end_repeat", "", "", "", "", ""],
        ],
        choices=[["list_name", "name", "label", "filter"], ["yn", "yes", "Yes", ""], ["yn", "no", "No", "x"]],
        settings=[["form_title", "style"], ["House", "pages"]],
    )
    survey, remarks = written(tmp_path, "house.xlsx", content)
    by_id = {question["id"]: question for question in survey["questions"]}
    assert list(by_id) == ["owner", "rooms", "rent"]
    assert by_id["rooms"]["visible_if"][0]["question"] == "owner"
    assert (by_id["rent"]["minimum"], by_id["rent"]["maximum"]) == (0, 9000)
    places = [remark.partition(":")[0] for remark in remarks]
    assert places == [
        "choices, row 3",
        "settings",
        "survey, row 2 (`start`)",
        "survey, row 3 (`Owner`)",
        "survey, row 3 (`Owner`)",
        "survey, row 4 (`rooms`)",
        "survey, row 4 (`rooms`)",
        "survey, row 5 (`rent`)",
        "survey, row 6 (`street`)",
        "survey, row 7 (`people`)",
        "survey, row 8",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("form.json", b"{", "this is not JSON"),
        ("form.json", b"[]", "no survey of SurveyJS"),
        ("form.json", b'{"pages": []}', "no question of it could be converted"),
        (
            "form.json",
            b'{"pages": [{"name": "p", "elements": [{"type": "html", "name": "h"}]}]}',
            "`html` has no",
        ),
        ("form.xlsx", b"PK", "not an .xlsx workbook"),
        ("form.xlsx", workbook(Sheet1=[["a"]]), "the sheet survey and choices is missing; found Sheet1"),
        ("form.pdf", b"", r"expected a file of SurveyJS \(.json\) or an XLSForm"),
    ],
)
def test_what_is_no_survey_is_told(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CspiBuildError, match=said):
        import_survey(tmp_path / "mine", "mine", file)
    assert not (tmp_path / "mine").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "form.json").write_text("{}")
    with pytest.raises(CspiBuildError, match="there already"):
        import_survey(tmp_path / "mine", "mine", tmp_path / "form.json")


def test_the_command_lists_what_is_not_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(surveyjs(exported(TINY)) | {"maxTimeToFinish": 60}))
    given = make_parser().parse_args(["import", str(file), "mine"])
    given.project = Project(tmp_path)
    assert run(given) == 0
    said = capsys.readouterr().out
    assert "7 questions in ja, en; nothing is scored yet." in said
    assert "Not converted, or not as it was (1):" in said
    assert "the survey: `maxTimeToFinish` has no place in a definition" in said


@pytest.mark.parametrize("ending", FORMATS)
def test_sliders_and_evidence_go_out_and_come_back(ending: str, tmp_path: Path) -> None:
    survey = compile_survey(load_survey(TINY))
    for question in survey["questions"]:
        question["evidence"] = "text"
        question["slider"] = question["kind"] == "number"
    for locale, text in survey["text"].items():
        for words in text["questions"].values():
            words["evidence"] = f"Where is it written? ({locale})"
    words = load_words(ROOT / "site_src" / "text")
    after, remarks = written(tmp_path, f"form{ending}", FORMATS[ending](Exported.of(survey, words)))
    assert remarks == []
    assert {one["id"]: one.get("slider", False) for one in after["questions"]} == {
        one["id"]: one["slider"] for one in survey["questions"]
    }
    assert {one["evidence"] for one in after["questions"]} == {"text"}
    asked = {words["evidence"] for words in after["text"]["en"]["questions"].values()}
    assert asked == {"Where is it written? (en)"}


def test_what_collects_the_export_may_return_evidence(tmp_path: Path) -> None:
    """Its column is left out of a panel: it is about one organisation, and is never counted."""
    survey = core_survey(compile_survey(load_survey(TINY)))
    asked = survey.questions[0].id
    for ending in ("-evidence", "-Comment", "_evidence"):
        assert layout_of([asked, f"{asked}{ending}"], survey).problems == []
