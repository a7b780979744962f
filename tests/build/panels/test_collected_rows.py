"""Rows of an export that are nobody's answers are named and left out, times of any tool are read, and what is
not understood is named by its smallest part."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector_exports import TOOLS, Form, Grid, some_answers
from cspi_build.cli.main import ROOT, main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.panels.collectors.convert import Converted, Told, convert
from cspi_build.panels.collectors.left_out import BLANK, PREVIEW, UNFINISHED
from cspi_build.panels.collectors.mapping_file import mapping_text, read_mapping
from cspi_build.panels.collectors.report import report
from cspi_build.panels.collectors.times import read_time
from cspi_core import Survey
from cspi_core.loading.times import is_time
from survey_files import survey_in


@pytest.fixture(scope="module")
def tiny() -> Survey:
    return survey_in(ROOT / "tests" / "surveys" / "tiny")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026/11/01 9:15:00 AM GMT+9", "2026-11-01T09:15:00+09:00"),
        ("2026/11/01 9:15:00 PM GMT-3:30", "2026-11-01T21:15:00-03:30"),
        ("2026/11/01 12:00:05 am UTC", "2026-11-01T00:00:05+00:00"),
        ("2026/11/01 12:00:05 p.m. UTC+5:45", "2026-11-01T12:00:05+05:45"),
        ("2026/11/01 9:15:00 午前 GMT+9", "2026-11-01T09:15:00+09:00"),
        ("2026/11/01 午後 9:15:00", "2026-11-01T21:15:00"),
        ("2026/03/26 2:43:50 nachm. MEZ", "2026-03-26T14:43:50+01:00"),
        ("2026/03/26 2:43:50 م غرينتش+3", "2026-03-26T14:43:50+03:00"),
        ("2026/03/26 2:43:50 ص UTC+2", "2026-03-26T02:43:50+02:00"),
        ("2026-3-1 18:05", "2026-03-01T18:05:00"),
        ("2026/3/1", "2026-03-01"),
        ("2026-03-01 18:00:00 UTC", "2026-03-01T18:00:00+00:00"),
        ("2026-03-01T17:50:00.000+09:00", "2026-03-01T17:50:00.000+09:00"),
        ("11/01/2026 9:15:00", None),
        ("2026/11/01 13:15:00 PM", None),
        ("2026/11/31 9:15:00 AM", None),
        ("2026/11/01 9:15:00 soon", None),
        ("yesterday", None),
    ],
)
def test_a_time_is_read_however_a_tool_writes_it(written: str, iso: str | None) -> None:
    assert read_time(written) == iso
    assert iso is None or is_time(iso)


def with_column(grid: Grid, *names: str, cells: list[str]) -> Grid:
    """The export with one more column; `names`: its cells in the rows of the head."""
    return [[*row, cell] for row, cell in zip(grid, [*names, *cells], strict=True)]


def qualtrics(survey: Survey, **columns: list[str]) -> Grid:
    grid = TOOLS["qualtrics"](Form(survey, "en"), some_answers(survey, 4, 2))
    texts = {"Status": "Response Type", "Finished": "Finished", "DistributionChannel": "Distribution Channel"}
    for name, cells in columns.items():
        grid = with_column(grid, name, texts[name], '{"ImportId":"x"}', cells=cells)
    return grid


def reasons(found: Converted) -> dict[int, str]:
    return {one.row: one.reason for one in found.left_out}


def test_previews_and_unfinished_rows_are_named_and_left_out(tiny: Survey) -> None:
    grid = qualtrics(
        tiny,
        Status=["IP Address", "Survey Preview", "IP Address", "Survey Test"],
        Finished=["True", "True", "False", "True"],
    )
    found = convert(grid, tiny, Told())
    assert reasons(found) == {5: PREVIEW, 6: UNFINISHED, 7: PREVIEW} and len(found.rows) == 1
    said = "\n".join(report(found))
    assert "3 rows left out, which --all takes along:" in said
    assert "row 5: a preview or a test (Response Type: Survey Preview)" in said
    assert "row 6: not finished (Finished: False)" in said
    assert len(convert(grid, tiny, Told(), takes_all=True).rows) == 4


@pytest.mark.parametrize(
    ("columns", "left"),
    [
        ({"Status": ["0", "1", "4", "17"], "Finished": ["1", "1", "0", "1"]},
         {5: PREVIEW, 6: UNFINISHED, 7: PREVIEW}),
        ({"DistributionChannel": ["anonymous", "preview", "email", "qr"]}, {5: PREVIEW}),
        ({"Finished": ["Vrai", "Vrai", "Vrai", "Faux"]}, {7: UNFINISHED}),
        ({"Finished": ["True", "nearly", "False", "True"]}, {}),
    ],
)  # fmt: skip
def test_numbers_say_the_same_and_unknown_words_say_nothing(
    tiny: Survey, columns: dict[str, list[str]], left: dict[int, str]
) -> None:
    assert reasons(convert(qualtrics(tiny, **columns), tiny, Told())) == left


def test_other_tools_have_columns_of_their_own(tiny: Survey) -> None:
    people = some_answers(tiny, 3, 6)
    lime = TOOLS["limesurvey"](Form(tiny, "en"), people)
    lime[2][1] = ""
    assert reasons(convert(lime, tiny, Told())) == {3: UNFINISHED}
    typeform = with_column(
        TOOLS["typeform"](Form(tiny, "en"), people),
        "Response Type",
        cells=["completed", "started", "partial"],
    )
    assert reasons(convert(typeform, tiny, Told())) == {3: UNFINISHED, 4: UNFINISHED}


def test_a_row_without_an_answer_is_nobodys(tiny: Survey) -> None:
    grid = TOOLS["google_forms"](Form(tiny, "en"), some_answers(tiny, 3, 3))
    grid[2] = [grid[2][0], *[""] * (len(grid[2]) - 1)]
    grid.insert(2, [""] * len(grid[0]))
    found = convert(grid, tiny, Told())
    assert reasons(found) == {4: BLANK} and len(found.rows) == 2
    assert len(convert(grid, tiny, Told(), takes_all=True).rows) == 3


def test_an_export_without_answers_is_no_whole_one(tiny: Survey) -> None:
    grid = TOOLS["google_forms"](Form(tiny, "en"), some_answers(tiny, 1, 3))
    grid[1] = ["2026/03/01 18:00:00", *[""] * (len(grid[1]) - 1)]
    said = "\n".join(report(convert(grid, tiny, Told())))
    assert "Cells: none" in said and "%" not in said


def checks_grid(survey: Survey, cell: str) -> Grid:
    return [[Form(survey, "en").prompt(survey.question_by_id["checks"])], [cell]]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Brakes, Something else, Tyres", ["Something else"]),
        ("Something else", ["Something else"]),
        ("Horn;Tyres;The bell, and the light;Brakes", ["Horn", "The bell, and the light"]),
        ("Tyres\nHorn", ["Horn"]),
    ],
)
def test_the_part_that_is_no_answer_is_named(tiny: Survey, cell: str, parts: list[str]) -> None:
    found = convert(checks_grid(tiny, cell), tiny, Told())
    assert [one.text for one in found.unread] == parts
    assert found.cells == 1 and "Cells: 0 of 1 read (0.0%)" in "\n".join(report(found))


@pytest.mark.parametrize(
    ("said", "answer"), [("", "brakes;tyres"), ("brakes", "brakes;tyres"), ("tyres;brakes", "brakes;tyres")]
)
def test_a_part_is_read_as_the_mapping_file_says(
    tiny: Survey, tmp_path: Path, said: str, answer: str
) -> None:
    grid = checks_grid(tiny, "Brakes, Something else, Tyres")
    text = mapping_text(convert(grid, tiny, Told()), Told(), "a.csv")
    assert '"Something else": ""' in text
    path = tmp_path / "map.yaml"
    path.write_text(text.replace('"Something else": ""', f'"Something else": "{said}"'), encoding="utf-8")
    found = convert(grid, tiny, read_mapping(path, tiny))
    assert not found.unread
    assert set(found.rows[0][0].split(";")) == set(answer.split(";"))


def test_what_a_mapping_file_names_and_an_export_lacks_is_told(tiny: Survey) -> None:
    grid = checks_grid(tiny, "Brakes, Bell")
    told = Told({grid[0][0] + "!": "checks"}, {"checks": {"Bell": "", "Horn": ""}})
    found = convert(grid, tiny, told)
    assert found.unused == [
        f"column `{grid[0][0]}!` did you mean `{grid[0][0]}`?",
        "answer `Horn` of `checks`",
    ]
    assert "In the mapping file and not in this export:" in list(report(found))


def test_a_time_of_two_meanings_is_named_by_row_and_column(tiny: Survey) -> None:
    grid = TOOLS["google_forms"](Form(tiny, "en"), some_answers(tiny, 2, 3))
    grid[2][0] = "11/01/2026 9:15:00"
    assert "  row 3, column A (created): “11/01/2026 9:15:00”" in list(report(convert(grid, tiny, Told())))


def test_the_command_says_which_rows_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(new_site(tmp_path / "site", ("en",)))
    text = "Timestamp,Who is invited?\n2026/11/01 9:15:00 AM GMT+9,\n2026/11/01 9:16:00 PM GMT+9,invited\n"
    Path("a.csv").write_text(text.replace(",invited", ",everyone"), encoding="utf-8")
    command = ["collect", "a.csv", "--survey", "meetings", "--out", "t.csv"]
    assert main(command) == 0
    assert "row 2: no answer" in capsys.readouterr().out
    assert Path("t.csv").read_text("utf-8") == "invited,created\neveryone,2026-11-01T21:16:00+09:00\n"
    assert main([*command, "--force", "--all"]) == 0
    assert len(Path("t.csv").read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colums:\n  a: b\n", ["m.yaml:1:1: unknown key `colums`", "did you mean `columns`?"]),
        ("columns: [a]\nanswers: 3\n", ['1:10: `columns` can\'t be ["a"]', "2:10: `answers` can't be 3"]),
        ("answers:\n  checks: yes\n", ["2:11: `checks` can't be", "expected: `key: value` lines"]),
        ("", ["the file is empty"]),
        ("- a\n", ["this is no mapping file"]),
    ],
)
def test_a_mapping_file_of_another_shape_is_told_where(
    tiny: Survey, tmp_path: Path, text: str, said: list[str]
) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        read_mapping(path, tiny)
    assert not [one for one in said if one not in str(caught.value)], str(caught.value)
