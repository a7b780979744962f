"""Results are read, checked and sifted, and every one that was handed in is accounted for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.diagnostics import CspiBuildError
from cspi_build.panels.reading.coding import Gathered, gather
from cspi_build.panels.reading.files import stamp, years
from cspi_core import Result, Survey, load_survey, write_result
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answer
from panel_answers import QUIET, answers_in
from panel_strategies import Answers, panels
from survey_files import survey_in

MORNING, EVENING = "2026-03-01T09:00:00Z", "2026-03-01T18:00:00Z"
GOOD = {"intake": {"choice": "form"}, "checks": {"choices": ["brakes", "tyres"]}, "mechanics": {"number": 4}}


@pytest.fixture(scope="module")
def survey(root: Path) -> Survey:
    return survey_in(root / "tests" / "surveys" / "tiny")


def put(folder: Path, name: str, answers: Answers, created: str = "", **more: Any) -> None:
    head = {"format": "cspi-result/1", "survey": {"id": "tiny", "version": "2.0"}, "created": created}
    (folder / name).write_text(json.dumps({**head, "answers": answers, **more}), encoding="utf-8")


def table(folder: Path, *lines: str) -> Path:
    path = folder / "results.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def cell(answer: Any) -> str:
    """An answer as it stands in a table."""
    if answer is None:
        return ""
    if "state" in answer:
        return {"unknown": "?", "not_applicable": "-"}[answer["state"]]
    if "choices" in answer:
        return ";".join(answer["choices"]) or ";"
    return str(answer.get("choice", answer.get("number")))


def accounted(gathered: Gathered) -> int:
    sifted = gathered.same_time + gathered.same_file + gathered.blank
    return gathered.responses.size + len(gathered.bad) + sifted


@settings(deadline=None, max_examples=40)
@given(panels(), st.randoms(use_true_random=False))
def test_files_and_table_say_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, panel: tuple[dict[str, Any], list[Answers]], chance: Any
) -> None:
    survey, folder = load_survey(panel[0]), tmp_path_factory.mktemp("results")
    wanted = [read_answers(survey, one)[0] for one in panel[1] if one]
    times = [f"2026-01-01T00:{at:02}:00Z" for at in range(len(panel[1]))]
    for at, (one, time) in enumerate(zip(panel[1], times, strict=True)):
        result = Result(read_answers(survey, one)[0], created=time)
        (folder / f"{at}.json").write_text(write_result(survey, result), encoding="utf-8")
    rows = [
        [cell(one.get(id_)) for id_ in survey.question_by_id] + [t]
        for one, t in zip(panel[1], times, strict=True)
    ]
    chance.shuffle(rows)
    out = io.StringIO()
    csv.writer(out).writerows([[*survey.question_by_id, "created"], *rows])
    (folder / "all.csv").write_text(out.getvalue(), encoding="utf-8")
    from_files, from_table = (gather(path, survey, QUIET) for path in (folder, folder / "all.csv"))
    for gathered in (from_files, from_table):
        assert not gathered.bad and gathered.blank == len(panel[1]) - len(wanted)
        assert sorted(map(repr, answers_in(gathered))) == sorted(map(repr, wanted))
        assert accounted(gathered) == gathered.found == len(panel[1])


def test_every_bad_file_is_named_with_its_reason(survey: Survey, tmp_path: Path) -> None:
    put(tmp_path, "good.json", GOOD, MORNING)
    put(tmp_path, "wrong option.json", {"intake": {"choice": "letter"}, "mechanics": {"number": -1}})
    put(tmp_path, "other survey.json", GOOD, survey={"id": "cspi", "version": "1.0"})
    put(tmp_path, "old.json", GOOD, survey={"id": "tiny", "version": "0.1"})
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(b'{"label": "\xe9"}')
    (tmp_path / "huge.json").write_bytes(b" " * 300_000)
    (tmp_path / "deep.json").write_text("[" * 50, encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "read me.txt").write_text("hello", encoding="utf-8")
    (tmp_path / ".hidden.json").write_text("{", encoding="utf-8")
    (tmp_path / "elsewhere").symlink_to(tmp_path.parent)
    gathered = gather(tmp_path, survey, QUIET)
    named = {bad.place: " ".join(bad.why) for bad in gathered.bad}
    assert list(named) == sorted(named)
    assert len(named) == 9 and "folder.json" in named and "gone.json" in named
    assert "letter" in named["wrong option.json"] and "-1" in named["wrong option.json"]
    assert "cspi" in named["other survey.json"] and "0.1" in named["old.json"]
    assert "UTF-8" in named["latin.json"] and "300,000" in named["huge.json"]
    assert [path.name for path in gathered.others] == ["elsewhere", "read me.txt"]
    assert accounted(gathered) == gathered.found == 10


def test_a_file_that_may_not_be_read(survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "locked.json", GOOD)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert str(gather(tmp_path, survey, QUIET).bad[0]) == "locked.json: It cannot be read: Permission denied."


def test_a_copy_has_the_same_answers_and_the_same_moment(survey: Survey, tmp_path: Path) -> None:
    put(tmp_path, "a.json", GOOD, MORNING)
    put(tmp_path, "a renamed and noted.json", GOOD, MORNING, label="mine", notes={"intake": "later"})
    put(tmp_path, "a in Tokyo.json", GOOD, "2026-03-01T18:00:00+09:00")
    put(tmp_path, "somebody like a.json", GOOD, EVENING)
    put(tmp_path, "same moment.json", {**GOOD, "mechanics": {"number": 5}}, MORNING)
    gathered = gather(tmp_path, survey, QUIET)
    assert (gathered.responses.size, gathered.same_time, gathered.same_file) == (3, 2, 0)
    assert gathered.alike == 1


def test_the_same_file_is_a_copy_and_the_same_answers_without_a_time_are_not(
    survey: Survey, tmp_path: Path
) -> None:
    (tmp_path / "below").mkdir()
    put(tmp_path, "a.json", GOOD)
    put(tmp_path / "below", "a.json", GOOD)
    put(tmp_path, "b.json", GOOD, label="somebody else")
    gathered = gather(tmp_path, survey, QUIET)
    assert (gathered.responses.size, gathered.same_file, gathered.alike) == (2, 1, 1)


def test_blank_results_are_left_out(survey: Survey, tmp_path: Path) -> None:
    put(tmp_path, "blank.json", {}, MORNING)
    put(tmp_path, "unsure.json", {"intake": {"state": "unknown"}}, MORNING)
    gathered = gather(tmp_path, survey, QUIET)
    assert (gathered.responses.size, gathered.blank) == (1, 1)


def test_cells_of_a_table(survey: Survey, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "\ufeffintake, checks ,wait,mechanics,label,#e-mail",
        "form,brakes;tyres,1.5,4,me,a@b.example",
        "?,;,-,,,",
        ' form , brakes ; tyres ; ,1.50,4.0,"a, b\nc",',
        "",
        ",nothing,?,?,,",
    )
    first, second, third, fourth = answers_in(gather(path, survey, QUIET))
    assert first == third == read_answers(survey, {**GOOD, "wait": {"number": 1.5}})[0]
    assert second["checks"] == Answer("answered", ()) and second["wait"].state == "not_applicable"
    assert second["intake"].state == "unknown" and "mechanics" not in second
    assert fourth["checks"].choices == ("nothing",)


def test_every_bad_row_is_named_with_its_line(survey: Survey, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "intake,checks,mechanics,created",
        f"form,brakes,4,{MORNING}",
        f"letter,brakes;brakes,4,{MORNING}",
        "form,two",
        '"form","two\nlines",4,',
        "form,nothing;brakes,1e3,",
        "form,brakes,-,yesterday",
        f"form,brakes,1,{MORNING},x",
        f"form,brakes,1,{MORNING}",
        'form,"brakes"x,1,',
    )
    gathered = gather(path, survey, QUIET)
    named = {bad.place.split(":")[1]: " ".join(bad.why) for bad in gathered.bad}
    assert set(named) == {"3", "4", "6", "7", "8", "9", "11"}
    assert "letter" in named["3"] and "more than once" in named["3"]
    assert "two" in named["4"] and "two" in named["6"]
    assert "cannot be combined" in named["7"] and "1e3" in named["7"]
    assert "yesterday" in named["8"] and "5 cells" in named["9"] and "CSV" in named["11"]
    assert (gathered.responses.size, gathered.found) == (2, 9)
    assert accounted(gathered) == gathered.found


def test_rows_without_a_time_are_never_copies(survey: Survey, tmp_path: Path) -> None:
    timed = table(tmp_path, "intake,created", f"form,{MORNING}", "form,", f"form,{MORNING}", "form,")
    gathered = gather(timed, survey, QUIET)
    assert (gathered.responses.size, gathered.same_time, gathered.alike) == (3, 1, 2)


def test_many_rows_are_read_in_batches(survey: Survey, tmp_path: Path) -> None:
    rows = [f"{'form' if at % 3 else 'note'},{at % 150}" for at in range(5003)]
    gathered = gather(table(tmp_path, "intake,mechanics", *rows), survey, QUIET)
    numbers = gathered.responses.columns["mechanics"].mapped(lambda answer: answer.number or 0, np.int64)
    assert numbers.tolist() == [at % 150 for at in range(5003)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["intake,mechanics,intak", "form,3,x"], "did you mean `intake`"),
        (["intake,intake", "form,note"], "twice"),
        (["intake|mechanics", "form|3"], "parted by commas"),
        (["intake"], "no rows"),
    ],
)
def test_a_table_with_a_wrong_head_is_refused(
    survey: Survey, tmp_path: Path, lines: Sequence[str], said: str
) -> None:
    with pytest.raises(CspiBuildError, match=said):
        gather(table(tmp_path, *lines), survey, QUIET)


def test_nothing_to_read(survey: Survey, tmp_path: Path) -> None:
    with pytest.raises(CspiBuildError, match="no result file"):
        gather(tmp_path, survey, QUIET)
    (tmp_path / "results.csv").write_bytes(b"")
    with pytest.raises(CspiBuildError, match=r"A table is named itself: .*results\.csv"):
        gather(tmp_path, survey, QUIET)
    with pytest.raises(CspiBuildError, match="is empty"):
        gather(tmp_path / "results.csv", survey, QUIET)


def test_moments_are_compared_not_their_spelling() -> None:
    assert stamp(MORNING) == stamp("2026-03-01T18:00:00+09:00") == stamp("2026-03-01 09:00:00.000+00:00")
    assert len({stamp(""), stamp(MORNING), stamp("2026-03-01T09:00:00"), stamp(EVENING)}) == 4
    stamps = np.array([stamp(""), stamp("2025-12-31T23:00:00Z"), stamp("2026-01-01T00:30:00")])
    assert years(stamps).tolist() == [2025, 2026]


def test_a_cell_of_many_brackets_is_a_bad_row(survey: Survey, tmp_path: Path) -> None:
    path = table(tmp_path, "intake,checks", "form,brakes", "[" * 20_000 + ",", "form," + "[" * 20_000)
    gathered = gather(path, survey, QUIET)
    assert gathered.responses.size == 1
    assert [bad.place for bad in gathered.bad] == ["results.csv:3", "results.csv:4"]


PLAIN_ROWS = "intake,checks,mechanics\nform,brakes;tyres,4\nform,?,\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN_ROWS.encode(),
        PLAIN_ROWS.replace(",", "\t").encode("utf-16"),
        PLAIN_ROWS.replace(",", "\t").encode("utf-16-le"),
        PLAIN_ROWS.encode("utf-16-be"),
        PLAIN_ROWS.replace(",", "\t").encode(),
        PLAIN_ROWS.replace("\n", "\r").encode(),
        PLAIN_ROWS.replace("\n", "\r\n").encode("utf-8-sig"),
        b"sep=,\r\n" + PLAIN_ROWS.encode(),
        "\ufeffsep=|\n".encode() + PLAIN_ROWS.replace(",", "|").encode(),
        b"intake;checks;mechanics\nform;brakes tyres;4\nform;?;\n",
        b'"intake";"checks";"mechanics"\n"form";"brakes tyres";"4"\n"form";"?";""\n',
        b"intake,checks,mechanics\nform,brakes;tyres,4,,,\nform,?\n,,\n",
        b"Intake,CHECKS,Mechanics\nform,brakes;tyres,4\nform,?,\n",
        b"intake,checks_brakes,checks_tyres,mechanics,checks\nform,1,1,4,\nform,,,,?\n",
    ],
)
def test_what_spreadsheets_make_of_a_table_is_read(survey: Survey, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(content)
    gathered = gather(path, survey, QUIET)
    assert not gathered.bad
    first, second = answers_in(gathered)
    assert first == read_answers(survey, GOOD)[0]
    assert second["checks"].state == "unknown" and "mechanics" not in second


def test_the_lines_below_a_separator_are_counted(survey: Survey, tmp_path: Path) -> None:
    gathered = gather(table(tmp_path, "sep=;", "intake;mechanics", "form;3", "letter;3"), survey, QUIET)
    assert [bad.place for bad in gathered.bad] == ["results.csv:4"]


def test_the_list_that_surveyjs_keeps_is_read(survey: Survey, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    rows = [
        {"intake": "form", "checks": ["brakes", "tyres"], "mechanics": 4, "intake-Comment": "x"},
        {"checks": "_unknown", "id": 7},
        {"intake": "letter"},
        None,
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    gathered = gather(path, survey, QUIET)
    first, second = answers_in(gathered)
    assert first == read_answers(survey, GOOD)[0] and second["checks"].state == "unknown"
    assert {bad.place for bad in gathered.bad} == {"results.json:3", "results.json:4"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "looks like a result file"),
        ("[", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "no list of"),
    ],
)
def test_what_is_no_list_of_results_is_said(survey: Survey, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "results.json").write_text(content, encoding="utf-8")
    with pytest.raises(CspiBuildError, match=said):
        gather(tmp_path / "results.json", survey, QUIET)
