"""Numbers as people type them: taken where they mean one thing, by one rule in Python and in the form."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cspi_core import InputError, load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.loading.numerals import Numeral, read_numeral
from cspi_core.results.result_file import read_result
from cspi_core.text.messages import wording
from golden_surveys import compiled

ROOT = Path(__file__).resolve().parents[3]
VECTORS: list[list[Any]] = json.loads((ROOT / "tests" / "vectors" / "numerals.json").read_bytes())
SURVEY = load_survey(compiled("cspi"))
FORM = """
import { readNumber } from "./lib/number-input.js";
const wide = { minimum: -Infinity, maximum: Infinity, step: 0 };
const cases = JSON.parse(process.argv[1]);
console.log(JSON.stringify(cases.map(([text, [unit = ""]]) => readNumber(text, { ...wide, unit }))));
"""


@pytest.mark.parametrize(("text", "units", "number", "meant"), VECTORS)
def test_a_number_is_taken_where_it_can_mean_one_thing_only(
    text: str, units: list[str], number: float | None, meant: str
) -> None:
    assert read_numeral(text, units) == Numeral(number, meant)


def test_the_form_reads_by_the_same_rule() -> None:
    node = shutil.which("node")
    assert node, "this test needs Node.js, as the build does"
    command = [node, "--input-type=module", "-e", FORM, json.dumps(VECTORS)]
    done = subprocess.run(
        command, cwd=ROOT / "site_src/assets", capture_output=True, encoding="utf-8", check=True
    )
    expected = [
        {"number": number}
        if number is not None
        else ({"problem": "number_comma", "meant": meant} if meant else {"problem": "number_not"})
        for _, _, number, meant in VECTORS
    ]
    for vector, found, wanted in zip(VECTORS, json.loads(done.stdout), expected, strict=True):
        assert found == wanted, vector


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("110,5", "Use a decimal point: 110.5"),
        ("１１０，５％", "Use a decimal point: 110.5"),
        ("110", "such as 110."),
        ("１１０％", "such as 110."),
        ("a lot", "such as 12."),
        (True, "such as 12."),
        ([1], "such as 12."),
    ],
)
def test_a_file_with_a_text_for_a_number_is_told_what_to_write(found: object, said: str) -> None:
    problems = read_answers(SURVEY, {"q10": {"number": found}})[1]
    assert [problem.question for problem in problems] == ["q10"]
    assert said in wording("en").problem(problems[0], SURVEY)
    assert wording("ja").problem(problems[0], SURVEY)
    data = {"format": "cspi-result/1", "survey": {"id": "cspi", "version": SURVEY.version}}
    with pytest.raises(InputError, match="q10"):
        read_result(SURVEY, json.dumps(data | {"answers": {"q10": {"number": found}}}))
