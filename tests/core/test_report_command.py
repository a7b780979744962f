"""``python -m cspi_core report``: the whole report in each format, on the screen or into a file."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from test_command_line import files, run  # noqa: F401 - a fixture

from cspi_core import TakeAway, load_survey, read_result, score
from cspi_core.cli import main
from cspi_core.loading.answers import plain_answers

pytestmark = pytest.mark.slow  # starts a process for each test

Files = dict[str, Path]


def report(files: Files, *more: str) -> tuple[int, str, str]:  # noqa: F811
    done = run("report", files["result"], "--survey", files["survey"], "--locale", "en", *more)
    return done.returncode, done.stdout, done.stderr


def expected(files: Files) -> TakeAway:  # noqa: F811
    survey = load_survey(files["survey"])
    result = read_result(survey, files["result"].read_text(encoding="utf-8"))
    scored = score(survey, plain_answers(survey, result.answers))
    return TakeAway(scored, "en", result.notes, result.label, result.created, result.version)


@pytest.mark.parametrize("wanted", ["markdown", "json"])
def test_it_prints_what_the_function_gives(files: Files, wanted: str) -> None:  # noqa: F811
    assert report(files, "--format", wanted) == (0, expected(files).text(wanted), "")


def test_a_table_that_is_redirected_is_the_file_with_its_byte_order_mark(files: Files) -> None:  # noqa: F811
    status, redirected, _ = report(files, "--format", "csv", "--table", "axes")
    assert status == 0 and redirected.startswith("\ufeff")
    head = next(csv.reader(io.StringIO(redirected.removeprefix("\ufeff"))))
    assert head[:3] == ["axis", "name", "score"]
    target = files["result"].with_name("axes.csv")
    assert report(files, "--format", "csv", "--table", "axes", "--output", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == redirected


def test_a_table_on_the_screen_has_no_byte_order_mark(
    files: Files,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    command = ["report", str(files["result"]), "--survey", str(files["survey"]), "--format", "csv"]
    assert main([*command, "--table", "axes"]) == 0
    assert next(csv.reader(io.StringIO(capsys.readouterr().out)))[:3] == ["axis", "name", "score"]


def test_text_is_what_score_prints(files: Files) -> None:  # noqa: F811
    scored = run("score", files["result"], "--survey", files["survey"], "--locale", "en")
    assert report(files) == (0, scored.stdout, "")


def test_a_table_without_rows_has_its_heads(files: Files) -> None:  # noqa: F811
    result = json.loads(files["result"].read_text(encoding="utf-8"))
    files["result"].write_text(json.dumps(result | {"answers": {}}), encoding="utf-8")
    status, shown, _ = report(files, "--format", "csv", "--table", "steps")
    assert status == 0
    assert len(shown.splitlines()) == 1


def test_wrong_use_and_a_place_that_cannot_be_written_are_said(files: Files) -> None:  # noqa: F811
    status, _, said = report(files, "--format", "docx")
    assert status == 2
    assert "markdown" in said
    status, _, said = report(files, "--output", str(files["result"].parent / "none" / "x.txt"))
    assert status == 1
    assert said.startswith("cannot write")
    assert len(said.splitlines()) == 1


def test_the_help_names_formats_tables_and_where_files_come_from() -> None:
    shown = run("report", "--help").stdout
    for word in (
        "markdown",
        "csv",
        "questions",
        "standings",
        "--output",
        "data/surveys/",
        "data/benchmarks/",
    ):
        assert word in shown


def test_the_board_pack_is_markdown_with_what_the_pages_say(files: Files) -> None:  # noqa: F811
    status, text, _ = report(files, "--format", "board")
    board = expected(files).board()
    assert status == 0 and text.startswith("# ")
    assert f"**{board['score']}** {board['of']}" in text
    heads = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert heads == [board[part]["title"] for part in ("findings", "roadmap", "comparisons") if board[part]]
    assert len([line for line in text.splitlines() if line.startswith("- **")]) == len(
        board["findings"]["rows"]
    )


def test_what_a_board_pack_is_compared_with_is_an_older_result_of_the_survey(files: Files) -> None:  # noqa: F811
    earlier = files["result"].with_name("earlier.json")
    result = json.loads(files["result"].read_text(encoding="utf-8"))
    asked = ("--format", "board", "--before", str(earlier))
    for created, status in (("2026-11-22T09:00:01Z", 1), ("2026-11-23", 1), ("2025-11-22", 0), ("", 0)):
        earlier.write_text(json.dumps(result | {"created": created}), encoding="utf-8")
        found, shown, said = report(files, *asked)
        assert found == status, created
        assert not status or (shown == "" and f"{earlier}: " in said and created in said)
        assert not status or result["created"] in said
    earlier.write_text(json.dumps(result | {"survey": {"id": "other", "version": "1.0"}}), encoding="utf-8")
    found, _, said = report(files, *asked)
    assert found == 1 and f"{earlier}: " in said and "other" in said
