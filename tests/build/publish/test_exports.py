"""Exported surveys are read by the readers of those formats, and ask what the survey asks."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyxform.xls2xform import convert

from cspi_build.cli.scaffold.survey import new_survey
from cspi_build.node import Node
from cspi_build.publish.common import Exported, choices_of
from cspi_build.publish.surveyjs import surveyjs
from cspi_build.publish.xlsform import xlsform, xlsform_bytes
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.workspace.project import Project
from cspi_core import load_survey as core_survey
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import visible
from node_runs import ROOT
from node_runs import node as node  # the fixture
from survey_files import TINY

pytestmark = pytest.mark.slow

SURVEYS = [TINY, *sorted(path.parent for path in (ROOT / "survey_defs").glob("*/survey.yaml"))]
XFORM = "{http://www.w3.org/2002/xforms}"


@cache
def exported(folder: Path) -> Exported:
    return Exported.of(
        compile_survey(load_survey(folder)), load_words(ROOT / "site_src" / "text", languages=("ja", "en"))
    )


def read_by_surveyjs(node: Node, model: Any, data: Sequence[Any] = ()) -> Any:
    script = Path(__file__).parents[2] / "surveyjs" / "read.mjs"
    text = json.dumps({"model": model, "data": list(data)})
    done = subprocess.run([node.program, script], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
def test_pyxform_reads_the_workbook_without_a_word(folder: Path) -> None:
    survey = exported(folder)
    warnings: list[str] = []
    form = ElementTree.fromstring(convert(xlsform_bytes(survey), warnings=warnings).xform)  # noqa: S314
    assert warnings == []
    languages = {one.get("lang") for one in form.iter(f"{XFORM}translation")}
    assert languages == {"Japanese (ja)", "English (en)"}
    bound = {str(one.get("nodeset")).rpartition("/")[2] for one in form.iter(f"{XFORM}bind")}
    assert {question["id"] for question in survey.survey["questions"]} <= bound


@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
def test_every_text_of_the_workbook_is_in_every_language(folder: Path) -> None:
    for rows in xlsform(exported(folder)).values():
        for row in rows:
            stems = {column.partition("::")[0] for column in row if "::" in column}
            for stem in stems:
                assert row[f"{stem}::Japanese (ja)"] and row[f"{stem}::English (en)"], row


def test_bounds_conditions_and_what_stands_alone_are_in_the_workbook() -> None:
    rows = {row.get("name"): row for row in xlsform(exported(TINY))["survey"]}
    assert rows["torque"]["relevant"] == "selected(${place}, 'street') and ${mechanics} >= 2"
    assert rows["mechanics"]["type"] == "integer"
    assert rows["mechanics"]["constraint"] == ". >= 0 and . <= 200"
    assert rows["wait"]["type"] == "decimal"
    assert "not(selected(., 'nothing') and count-selected(.) > 1)" in rows["checks"]["constraint"]
    assert rows["wait-state"]["relevant"] == "string(${wait}) = ''"


def test_the_answers_beside_the_options_are_choices() -> None:
    survey = exported(TINY)
    ids = {question["id"]: [choice.id for choice in choices_of(survey, question)]
           for question in survey.survey["questions"]}  # fmt: skip
    assert ids["place"] == ["street", "mobile", "_unknown"]
    assert ids["intake"] == ["nothing", "note", "form", "_unknown", "_not_applicable"]
    assert ids["mechanics"] == ["_unknown"]
    assert "_none" not in ids["checks"]


@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
def test_surveyjs_reads_the_model_and_writes_it_back(folder: Path, node: Node) -> None:
    model = surveyjs(exported(folder))
    said = read_by_surveyjs(node, model)
    assert said["errors"] == []
    for page in said["back"]["pages"]:
        for element in page["elements"]:
            if "visibleIf" in element:
                element.pop("visible", None)  # how it stands now, not part of the model
    assert said["back"] == model


@pytest.mark.parametrize("name", ["tiny", "starter"])
def test_surveyjs_asks_what_the_core_asks(name: str, node: Node, tmp_path: Path) -> None:
    survey = exported(TINY if name == "tiny" else new_survey(Project(tmp_path), name))
    core = core_survey(dict(survey.survey))
    drawn = [_drawn(random.Random(seed), survey) for seed in range(120)]
    said = read_by_surveyjs(node, surveyjs(survey), [_as_data(answers) for answers in drawn])
    for answers, one in zip(drawn, said["answered"], strict=True):
        asked = [name for name in one["asked"] if not name.endswith("-state")]
        read, problems = read_answers(core, answers)
        assert not problems
        assert asked == [question.id for question in visible(core, read)], answers
        assert one["refused"] == []


def _drawn(chance: random.Random, survey: Exported) -> dict[str, Any]:
    """Some answers, good ones; hidden questions are answered, too."""
    found: dict[str, Any] = {}
    for question in survey.survey["questions"]:
        if chance.random() < 0.2:
            continue
        if question["kind"] == "number":
            found[question["id"]] = {"number": chance.randint(int(question["minimum"]), 6)}
            continue
        ids = [option["id"] for option in question["options"] if not option.get("exclusive")]
        if question["kind"] == "single":
            found[question["id"]] = {"choice": chance.choice(ids)}
        else:
            found[question["id"]] = {"choices": sorted(chance.sample(ids, chance.randint(1, len(ids))))}
    return found


def _as_data(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {id_: next(iter(answer.values())) for id_, answer in answers.items()}


def test_numbers_out_of_bounds_are_refused_by_surveyjs(node: Node) -> None:
    data = [{"mechanics": 3}, {"mechanics": 201}, {"mechanics": -1}]
    said = read_by_surveyjs(node, surveyjs(exported(TINY)), data)
    assert [one["refused"] for one in said["answered"]] == [[], ["mechanics"], ["mechanics"]]


def test_ids_stay_what_they_are() -> None:
    names = {element["name"] for page in surveyjs(exported(TINY))["pages"] for element in page["elements"]}
    assert {question["id"] for question in exported(TINY).survey["questions"]} <= names
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*(-state)?", name) for name in names)
