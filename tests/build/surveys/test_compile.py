"""Definitions become JSON, complete and the same every time; the schemas for editors are the models'."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.surveys.compile import compile_survey, to_json_text
from cspi_build.surveys.load import load_survey, load_surveys
from survey_files import TINY, copy_of_tiny


@pytest.fixture(scope="module")
def compiled() -> dict[str, Any]:
    return compile_survey(load_survey(TINY))


def question(compiled: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in compiled["questions"] if one["id"] == name)
    return found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside, max_size=4),
)


@given(JSON)
def test_json_is_written_as_python_writes_it(value: object) -> None:
    assert to_json_text(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def test_every_key_of_the_definition_is_there(compiled: dict[str, Any]) -> None:
    assert compiled["format"] == "cspi-survey/1"
    assert compiled["levels"][1] == {"id": "steady", "from": 40}
    assert [one["id"] for one in compiled["questions"]][:3] == ["place", "mechanics", "intake"]
    assert question(compiled, "wait")["bands"][2] == {"id": "slow", "from": 8, "to": None, "value": 0}
    assert set(compiled["text"]) == {"ja", "en"}
    assert compiled["text"]["ja"]["questions"]["place"]["options"]["street"]["label"] == "路面の店舗"


def test_defaults_are_filled(compiled: dict[str, Any]) -> None:
    place, torque = question(compiled, "place"), question(compiled, "torque")
    assert (place["weight"], place["reverse"], place["visible_if"], place["axis"]) == (1, False, [], None)
    assert torque["visible_if"][1] == {"question": "mechanics", "is_any": [], "at_least": 2, "at_most": None}
    assert question(compiled, "checks")["options"][1] == {
        "id": "brakes",
        "value": 1,
        "exclusive": False,
        "effort": "small",
        "requires": [],
    }
    assert question(compiled, "mechanics")["step"] == 1


def test_whole_numbers_have_no_decimal_point(compiled: dict[str, Any]) -> None:
    text = to_json_text(compiled)
    assert ".0," not in text.replace('"1.0"', "").replace('"2.0"', "")
    assert '"full": 2.5' in text


def test_json_is_sorted_readable_and_ends_with_a_newline(compiled: dict[str, Any]) -> None:
    text = to_json_text(compiled)
    assert text.endswith("}\n")
    assert "自転車" in text
    assert json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, indent=2) + "\n" == text


def test_the_same_definition_gives_the_same_bytes(tmp_path: Path, compiled: dict[str, Any]) -> None:
    (again,) = load_surveys(copy_of_tiny(tmp_path).parent)
    assert to_json_text(compile_survey(again)) == to_json_text(compiled)


def test_a_text_names_questions_by_the_numbers_that_people_see(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    for name in ("survey.yaml", "en.yaml"):
        path = folder / name
        text = re.sub(r"    number: \d+\n", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("help: Count yourself.", "help: See {torque}."), encoding="utf-8")
    compiled = compile_survey(load_survey(folder))
    assert [question["number"] for question in compiled["questions"]] == [1, 2, 3, 4, 5, 6, 7]
    assert compiled["text"]["en"]["questions"]["mechanics"]["help"] == "See Q7."
