"""Answers that are rarely meant: the command line and every report ask about them, and no point changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cspi_build.surveys.compile import to_json_text
from cspi_core import TakeAway, load_survey, score, view
from cspi_core.cli import main
from golden_surveys import compiled
from organisations import survey

ANSWERS: dict[str, Any] = {
    "q8": {"number": 40},
    "q9": {"number": 0},
    "q10": {"number": 350},
    "q15": {"choice": "vp"},
    "q18": {"choice": "specialised"},
}
WANTED = ["team_of_nobody", "high_nrr"]


def bare(answers: dict[str, Any]) -> dict[str, Any]:
    """The report of a survey that doubts nothing."""
    return score(load_survey({**compiled("cspi"), "doubts": []}), answers).to_dict()


def test_the_doubts_of_answers_are_named_and_change_no_point() -> None:
    report = score(survey(), ANSWERS).to_dict()
    assert report["doubts"] == WANTED
    assert {**report, "doubts": []} == bare(ANSWERS)


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"q10": {"number": 199}}, "high_nrr"),
        ({"q10": {"state": "unknown"}}, "high_nrr"),
        ({"q9": {"number": 3}}, "team_of_nobody"),
        ({"q18": {"state": "not_applicable"}}, "team_of_nobody"),
    ],
)
def test_a_doubt_needs_all_of_its_conditions(change: dict[str, Any], gone: str) -> None:
    assert gone not in score(survey(), ANSWERS | change).to_dict()["doubts"]


def test_a_hidden_question_raises_no_doubt() -> None:
    hidden = dict(compiled("cspi"))
    hidden["questions"] = [
        {**one, "visible_if": [{"question": "q9", "at_least": 1}]} if one["id"] == "q10" else one
        for one in hidden["questions"]
    ]
    report = score(load_survey(hidden), ANSWERS)
    assert report.ignored == ("q10",) and report.to_dict()["doubts"] == ["team_of_nobody"]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_reports_ask_about_them_in_the_words_of_the_form(locale: str) -> None:
    report = score(survey(), ANSWERS)
    words = [compiled("cspi")["text"][locale]["doubts"][name] for name in WANTED]
    items = view(report, locale)["contradictions"]["items"]
    assert [item["text"] for item in items if item["kind"] == "doubt"] == words
    assert [[question["id"] for question in item["questions"]] for item in items[-2:]] == [
        ["q9", "q18"],
        ["q10"],
    ]
    markdown = TakeAway(report, locale).text("markdown", "")
    assert all(text.split("%")[0].split("（")[0] in markdown for text in words)


def test_the_command_line_tells_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, definition = tmp_path / "result.json", tmp_path / "cspi.json"
    about = {"id": "cspi", "version": compiled("cspi")["version"]}
    result = {"format": "cspi-result/1", "survey": about, "label": "", "created": "", "answers": ANSWERS}
    file.write_text(json.dumps(result), encoding="utf-8")
    definition.write_text(to_json_text(compiled("cspi")), encoding="utf-8")
    arguments = [str(file), "--survey", str(definition), "--locale", "en"]
    assert main(["score", *arguments]) == 0
    said = capsys.readouterr().out
    assert "An NRR of 200% or more is rare." in said and "No people in CS (Q22)" in said
    assert main(["score", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["doubts"] == WANTED
