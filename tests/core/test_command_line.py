"""``python -m cspi_core score``: a table or JSON, and 0, 1 or 2 as its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cspi_build.surveys.compile import to_json_text
from golden_surveys import compiled
from vectors import FOLDER, figures, read_vector

pytestmark = pytest.mark.slow  # starts a process for each test

VECTOR = FOLDER / "cspi" / "team.txt"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A compiled survey, and a result file with the answers of a golden vector."""
    survey = compiled("cspi")
    answers, _ = read_vector(VECTOR, survey)
    result = {
        "format": "cspi-result/1",
        "survey": {"id": "cspi", "version": survey["version"]},
        "label": "",
        "created": "2026-11-22T09:00:00Z",
        "answers": answers,
    }
    made = {"survey": tmp_path / "cspi.json", "result": tmp_path / "result.json"}
    made["survey"].write_text(to_json_text(survey), encoding="utf-8")
    made["result"].write_text(json.dumps(result), encoding="utf-8")
    return made


def run(*arguments: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cspi_core", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)


def score(files: dict[str, Path], *more: str) -> subprocess.CompletedProcess[str]:
    return run("score", files["result"], "--survey", files["survey"], *more)


def test_json_has_the_figures_of_the_golden_vector(files: dict[str, Path]) -> None:
    done = score(files, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        figures(json.loads(done.stdout)) == VECTOR.read_text(encoding="utf-8").partition("-" * 20 + "\n")[2]
    )


@pytest.mark.parametrize(("locale", "words"), [("ja", "総合スコア 70.0 / 100"), ("en", "Index 70.0 / 100")])
def test_the_table_is_readable_in_both_languages(files: dict[str, Path], locale: str, words: str) -> None:
    done = score(files, "--locale", locale)
    assert done.returncode == 0
    assert words in done.stdout


def test_every_problem_is_printed(files: dict[str, Path]) -> None:
    result = json.loads(files["result"].read_text(encoding="utf-8"))
    result["answers"] |= {"q0": {"choice": "x"}, "q17": {"choice": "cheap"}, "q12": {"number": 101}}
    files["result"].write_text(json.dumps(result), encoding="utf-8")
    done = score(files, "--locale", "en")
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert "“q0”" in lines[0]
    assert "Q3: “cheap” is not a valid option" in lines[1]
    assert "Q30: “101” is out of range" in lines[2]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[]", b'"' + b"x" * 300_000 + b'"'])
def test_a_file_that_is_no_result_gives_one_sentence(files: dict[str, Path], content: bytes) -> None:
    files["result"].write_bytes(content)
    done = score(files)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_missing_files_and_foreign_surveys_are_said(files: dict[str, Path], tmp_path: Path) -> None:
    missing = run("score", tmp_path / "none.json", "--survey", files["survey"])
    foreign = run("score", files["result"], "--survey", files["result"])
    assert (missing.returncode, foreign.returncode) == (1, 1)
    assert "none.json" in missing.stderr
    assert "not a compiled survey" in foreign.stderr


def test_wrong_use_is_status_2() -> None:
    assert run("score").returncode == 2
    assert run().returncode == 2


def another(files: dict[str, Path], name: str, **changed: Any) -> Path:
    """A copy of the result with some answers changed."""
    result = json.loads(files["result"].read_text(encoding="utf-8"))
    result["answers"] |= changed
    path = files["result"].with_name(name)
    path.write_text(json.dumps(result), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("locale", "words"), [("ja", "最短ルート"), ("en", "Lowest-effort route to Level 4")]
)
def test_a_plan_has_waves_and_the_shortest_way(files: dict[str, Path], locale: str, words: str) -> None:
    done = run("plan", files["result"], "--survey", files["survey"], "--locale", locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout
    plan = json.loads(run("plan", files["result"], "--survey", files["survey"], "--json").stdout)
    assert len(plan["waves"]) == 3
    assert all(wave["steps"] for wave in plan["waves"])


def test_compare_names_what_changed(files: dict[str, Path]) -> None:
    after = another(files, "after.json", q24={"choice": "before_contract"})
    done = run("compare", files["result"], after, "--survey", files["survey"], "--locale", "en")
    assert done.returncode == 0
    assert "Index 70.0 → 70.9 (+0.9)" in done.stdout
    assert "Playbook 71.1 → 77.8 (+6.7)" in done.stdout
    assert "Q10 " in done.stdout


def test_a_team_says_where_it_disagrees_and_names_bad_files(files: dict[str, Path], tmp_path: Path) -> None:
    other = another(files, "other.json", q15={"choice": "cco"}, q17={"choice": "cost_centre"})
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    done = run("team", files["result"], bad, other, "--survey", files["survey"], "--locale", "en")
    assert done.returncode == 1
    assert done.stderr.startswith(str(bad))
    assert "2 results compared" in done.stdout
    assert "Q1 " in done.stdout
    assert "Q3 " in done.stdout


def test_too_few_files_are_wrong_use_and_too_few_good_ones_a_problem(files: dict[str, Path]) -> None:
    assert run("team", files["result"], "--survey", files["survey"]).returncode == 2
    assert run("compare", files["result"], "--survey", files["survey"]).returncode == 2
    missing = files["result"].with_name("none.json")
    assert run("team", files["result"], missing, "--survey", files["survey"]).returncode == 1


def test_a_deep_snapshot_or_survey_gives_one_sentence(files: dict[str, Path], tmp_path: Path) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000, encoding="utf-8")
    for done in (score(files, "--snapshot", str(deep)), run("score", files["result"], "--survey", deep)):
        assert done.returncode == 1
        assert "deep.json" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_team_leaves_with_one_result(files: dict[str, Path], tmp_path: Path) -> None:
    other = another(files, "other.json", q15={"choice": "nobody"})
    recorded, agreed = another(files, "recorded.json"), tmp_path / "agreed.json"
    data = json.loads(recorded.read_text(encoding="utf-8"))
    data |= {"answers": {"q15": {"choice": "cco"}}, "notes": {"q15": "since April"}, "label": "Kick-off"}
    recorded.write_text(json.dumps(data), encoding="utf-8")
    team = ("team", files["result"], other, "--survey", files["survey"], "--locale", "en", "--agreed")
    done = run(*team, recorded, "--output", agreed)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = json.loads(agreed.read_text(encoding="utf-8"))
    assert found["label"] == "Kick-off: Agreed on 22 November 2026 by 2 people"
    assert (found["answers"]["q15"], found["notes"]) == ({"choice": "cco"}, {"q15": "since April"})
    assert run(*team, recorded).stdout == agreed.read_text(encoding="utf-8")
    assert run("report", agreed, "--survey", files["survey"], "--locale", "en").returncode == 0
    data["answers"] = {"q15": {"choice": "x"}, "q12": {"number": 101}}
    recorded.write_text(json.dumps(data), encoding="utf-8")
    bad = run(*team, recorded)
    assert (bad.returncode, bad.stdout, len(bad.stderr.splitlines())) == (1, "", 2)
