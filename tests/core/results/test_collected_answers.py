"""What collecting tools give back for an exported survey becomes a panel: export, answer, collect, read."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyxform.xls2xform import convert

from cspi_build.diagnostics import CspiBuildError
from cspi_build.node import Node
from cspi_build.panels.reading.coding import gather
from cspi_build.publish.common import Exported
from cspi_build.publish.surveyjs import surveyjs
from cspi_build.publish.xlsform import xlsform_bytes
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import Survey
from cspi_core.loading.answers import read_answers
from node_runs import node as node  # the fixture
from panel_answers import QUIET, answers_in
from survey_files import TINY, survey_in

ROOT = Path(__file__).resolve().parents[3]
SURVEYS = [TINY, ROOT / "survey_defs" / "cspi"]
XFORM = "{http://www.w3.org/2002/xforms}"
STATE = {"unknown": "_unknown", "not_applicable": "_not_applicable"}
Answers = dict[str, dict[str, Any]]
Row = dict[str, str]


@cache
def exported(folder: Path) -> Exported:
    return Exported.of(
        compile_survey(load_definition(folder)),
        load_words(ROOT / "site_src" / "text", languages=("ja", "en")),
    )


def drawn(chance: random.Random, survey: Survey) -> Answers:
    """Answers to some of the questions, of every kind that the forms offer."""
    found: Answers = {}
    for question in survey.questions:
        pick = chance.random()
        options = [option.id for option in question.options if not option.exclusive]
        if pick < 0.1:
            continue
        if pick < 0.3:
            found[question.id] = {"state": "not_applicable" if question.axis and pick < 0.2 else "unknown"}
        elif question.kind == "single":
            found[question.id] = {"choice": chance.choice(options)}
        elif question.kind == "multiple":
            alone = [option.id for option in question.options if option.exclusive]
            many = sorted(chance.sample(options, chance.randint(0 if not alone else 1, len(options))))
            found[question.id] = {"choices": many}
        else:
            step = question.step or 1
            found[question.id] = {"number": round((question.minimum or 0) + step * chance.randint(0, 4), 6)}
    return found


def codes(answer: Mapping[str, Any]) -> str | list[str] | float:
    """An answer as the form records it."""
    if "state" in answer:
        return STATE[answer["state"]]
    if "choices" in answer:
        return list(answer["choices"]) or ["_none"]
    return answer.get("choice", answer.get("number"))  # type: ignore[no-any-return]


@cache
def odk_paths(folder: Path) -> list[tuple[str, ...]]:
    """The fields of a submission, each with its groups, as the form's own converter lays them out."""
    form = ElementTree.fromstring(convert(xlsform_bytes(exported(folder)), warnings=[]).xform)  # noqa: S314
    (instance,) = list(next(form.iter(f"{XFORM}instance")))

    def leaves(element: ElementTree.Element, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        below = list(element)
        name = element.tag.rpartition("}")[2]
        return [leaf for one in below for leaf in leaves(one, (*path, name))] if below else [(*path, name)]

    return [path[1:] for path in leaves(instance, ())]


def odk_row(folder: Path, answers: Answers, sign: str) -> Row:
    """A submission as a row of ODK Central (`-`) or KoboToolbox (`/`)."""
    kinds = {question["id"]: question["kind"] for question in exported(folder).survey["questions"]}
    given: Row = {}
    for id_, answer in answers.items():
        code = codes(answer)
        is_state = kinds[id_] == "number" and "state" in answer
        given[f"{id_}-state" if is_state else id_] = " ".join([code] if isinstance(code, str) else code) \
            if isinstance(code, (str, list)) else str(code)  # fmt: skip
    return {sign.join(path): given.get(path[-1], "") for path in odk_paths(folder)}


def with_split(survey: Exported, row: Row, answers: Answers, *, drop: bool) -> Row:
    """With a column for each choice of several, as tools write them when asked to; without the joined one."""
    found: Row = {}
    for name, text in row.items():
        question = next((one for one in survey.survey["questions"] if name.endswith(one["id"])), None)
        if question is None or question["kind"] != "multiple":
            found[name] = text
            continue
        found |= {} if drop else {name: text}
        ids = [*(one["id"] for one in question["options"]), "_unknown", "_not_applicable", "_none"]
        found |= {f"{name}/{id_}": ("1" if id_ in text.split() else "0") if text else "" for id_ in ids}
    return found


def written(folder: Path, rows: Sequence[Row], **style: Any) -> Path:
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), **style)
    table.writeheader()
    table.writerows(rows)
    path = folder / "collected.csv"
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def expect_answers(path: Path, survey: Survey, people: Sequence[Answers]) -> None:
    gathered = gather(path, survey, QUIET)
    wanted = [read_answers(survey, one)[0] for one in people if one]
    assert not gathered.bad, [str(bad) for bad in gathered.bad]
    assert sorted(map(repr, answers_in(gathered))) == sorted(map(repr, wanted))


@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
@pytest.mark.parametrize("tool", ["central", "central split", "kobo", "kobo split only", "surveycto"])
def test_what_odk_tools_give_back_is_read(folder: Path, tool: str, tmp_path: Path) -> None:
    form, survey = exported(folder), survey_in(folder)
    people = [drawn(random.Random(seed), survey) for seed in range(12)]
    sign = "-" if "central" in tool else "/"
    rows = []
    for number, answers in enumerate(people):
        row = odk_row(folder, answers, sign)
        if "split" in tool:
            row = with_split(form, row, answers, drop="only" in tool)
        if tool == "surveycto":
            row = {name.rpartition("/")[2].replace("-state", "_state"): text for name, text in row.items()}
        noted = {
            "SubmissionDate": f"2026-03-01T09:00:{number:02}.000Z",
            "start": "x",
            "KEY": f"uuid:{number}",
        }
        noted |= {
            "_id": str(number),
            "_submission_time": "Mar 1, 2026",
            "_validation_status": "",
            "__version__": "v",
        }
        rows.append({**noted, **row, "SubmitterName": "Ann", "": ""})
    style = {"delimiter": ";", "quoting": csv.QUOTE_ALL} if "kobo" in tool else {}
    expect_answers(written(tmp_path, rows, **style), survey, people)


@pytest.mark.parametrize("folder", SURVEYS, ids=lambda path: path.name)
@pytest.mark.parametrize("tool", ["json", "commas"])
def test_what_surveyjs_gives_back_is_read(folder: Path, tool: str, tmp_path: Path, node: Node) -> None:
    form, survey = exported(folder), survey_in(folder)
    people = [drawn(random.Random(seed), survey) for seed in range(12)]
    data = [_surveyjs_data(survey, one) for one in people]
    kept = _kept_by_surveyjs(node, surveyjs(form), data)
    assert kept == data  # every answer is one that the form can hold
    names = list(dict.fromkeys(name for one in kept for name in one))
    cell = {"json": json.dumps, "commas": lambda value: ", ".join(value)}[tool]
    rows = [
        {"id": str(at), "HappendAt": f"2026-03-01 09:00:{at:02}"}
        | {name: _cell(one.get(name, ""), cell) for name in names}
        for at, one in enumerate(kept)
    ]
    expect_answers(written(tmp_path, rows), survey, people)


def _cell(value: Any, listed: Any) -> str:
    return str(listed(value)) if isinstance(value, list) else str(value)


def _surveyjs_data(survey: Survey, answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for id_, answer in answers.items():
        kind, code = survey.question_by_id[id_].kind, codes(answer)
        name = f"{id_}-state" if kind == "number" and "state" in answer else id_
        found[name] = [code] if kind == "multiple" and isinstance(code, str) else code
    return found


def _kept_by_surveyjs(node: Node, model: Any, data: Sequence[Any]) -> Any:
    """The data of each person as the library holds it."""
    script = Path(__file__).parents[2] / "surveyjs" / "read.mjs"
    text = json.dumps({"model": model, "data": list(data)})
    done = subprocess.run([node.program, script], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [one["data"] for one in json.loads(done.stdout)["answered"]]


def tiny() -> Survey:
    return survey_in(TINY)


def table(folder: Path, *lines: str) -> Path:
    path = folder / "results.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["mechanics,mechanics_state", "4,_unknown"], "both a number and a reason"),
        (["checks,checks/brakes,checks/tyres", "brakes,0,1"], "say different things"),
        (["checks/brakes,checks/tyres", "maybe,1"], "neither 1 nor 0"),
        (["checks", "_none brakes"], "_none"),
        (["checks", "brakes _unknown"], "_unknown"),
        (["intake,", "form,lost"], "a column without a name"),
        (["intake", "[broken"], "[broken"),
    ],
)
def test_what_contradicts_itself_is_told(tmp_path: Path, lines: Sequence[str], why: str) -> None:
    (bad,) = gather(table(tmp_path, *lines), tiny(), QUIET).bad
    assert bad.place == "results.csv:2" and why in " ".join(bad.why)


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("intake,chekcs/brakes", "no question of tiny"),
        ("intake,checks/breaks", "no question of tiny"),
        ("a/intake,b/intake", "twice"),
        ("intake,place_state", "no question of tiny"),
    ],
)
def test_a_slip_in_the_head_is_told(tmp_path: Path, head: str, why: str) -> None:
    with pytest.raises(CspiBuildError, match=why):
        gather(table(tmp_path, head, "form,1"), tiny(), QUIET)
