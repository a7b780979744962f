"""Exports of collecting tools become the answers that people gave, and what is not understood is named."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from collector_exports import TOOLS, Form, Grid, some_answers
from cspi_build.cli.main import ROOT, main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.panels.collectors.cells import Part, chosen_parts, read_parts
from cspi_build.panels.collectors.convert import Converted, Told, convert
from cspi_build.panels.collectors.grid import read_grid
from cspi_build.panels.collectors.mapping_file import mapping_text, read_mapping
from cspi_build.panels.collectors.texts import Texts
from cspi_build.panels.reading.coding import gather
from cspi_build.progress import Progress
from cspi_core import Survey
from survey_files import survey_in

SURVEYS = {
    "cspi": ROOT / "survey_defs" / "cspi",
    "tiny": ROOT / "tests" / "surveys" / "tiny",
}


@pytest.fixture(scope="module", params=SURVEYS)
def survey(request: pytest.FixtureRequest) -> Survey:
    return survey_in(SURVEYS[request.param])


@pytest.fixture(scope="module")
def tiny() -> Survey:
    return survey_in(SURVEYS["tiny"])


def rows_of(found: Converted) -> list[dict[str, str]]:
    return [dict(zip(found.head, row, strict=True)) for row in found.rows]


def csv_of(grid: Grid, path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(grid)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("tool", TOOLS)
def test_every_cell_of_a_well_formed_export_is_read(survey: Survey, tool: str, locale: str) -> None:
    people = some_answers(survey, 25, seed=len(tool))
    found = convert(TOOLS[tool](Form(survey, locale), people), survey, Told())
    assert list(found.unread) == []
    assert not [one for one in found.columns if one.near] and not found.twice
    for said, given in zip(rows_of(found), people, strict=True):
        same = {id_: set(answer.split(";")) for id_, answer in given.items()}
        assert {id_: set(said[id_].split(";")) for id_ in given} == same
    assert found.cells > 25 * len(survey.questions) * 0.7


@pytest.mark.parametrize("tool", TOOLS)
def test_the_time_comes_along(tiny: Survey, tool: str) -> None:
    found = convert(TOOLS[tool](Form(tiny, "en"), some_answers(tiny, 3, 1)), tiny, Told())
    assert not found.times
    assert {row["created"][:10] for row in rows_of(found)} == {"2026-03-01"}


def test_a_choice_with_a_comma_in_it_is_one_choice(tiny: Survey) -> None:
    """Also where one choice is the beginning of another one."""
    grid = [
        [tiny.text["en"]["questions"]["checks"]["prompt"]],
        ["Brakes, Tyres, Only what the customer asked for"],
    ]
    assert rows_of(convert(grid, tiny, Told())) == [{"checks": "brakes;tyres;nothing"}]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_any_csv_is_read(tiny: Survey, tmp_path: Path, delimiter: str, encoding: str) -> None:
    people = some_answers(tiny, 5, 3)
    path = csv_of(TOOLS["google_forms"](Form(tiny, "en"), people), tmp_path / "a.csv", delimiter, encoding)
    found = convert(read_grid(path), tiny, Told())
    assert len(found.rows) == 5 and not found.unread


def test_what_is_not_understood_is_named_by_row_and_column(tiny: Survey) -> None:
    form = Form(tiny, "en")
    grid = TOOLS["google_forms"](form, some_answers(tiny, 3, 4))
    at = grid[0].index(form.prompt(tiny.question_by_id["intake"]))
    grid[2][at] = "It depends"
    grid[0].append("Anything else?")
    found = convert([[*row, "x"] if len(row) < len(grid[0]) else row for row in grid], tiny, Told())
    (cell,) = found.unread
    assert (cell.row, cell.column.at, cell.column.question, cell.text) == (3, at, "intake", "It depends")
    assert rows_of(found)[1]["intake"] == ""
    assert [one.text for one in found.columns if one.target == "-"] == ["Anything else?"]


def test_a_text_that_was_changed_a_little_is_taken_and_said(tiny: Survey) -> None:
    prompt = Form(tiny, "en").prompt(tiny.question_by_id["intake"])
    grid = [[prompt.replace("write down", "note down")], ["Nothing"]]
    (column,) = convert(grid, tiny, Told()).columns
    assert (column.question, column.near) == ("intake", True)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_site(tmp_path / "site", ("fr", "en"))
    monkeypatch.chdir(folder)
    return folder


def workbook(grid: Grid, path: Path) -> Path:
    book = Workbook()
    for row in grid:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def test_the_mapping_file_is_written_once_and_then_goes_first(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = survey_in(site / "survey_defs" / "meetings")
    grid = TOOLS["microsoft_forms"](Form(own, "fr"), some_answers(own, 12, 5))
    single = next(one for one in own.questions if one.kind == "single")
    at = grid[0].index(Form(own, "fr").prompt(single))
    grid[1][at] = "Ça dépend"
    workbook(grid, site / "answers.xlsx")
    command = [
        "collect",
        "answers.xlsx",
        "--survey",
        "meetings",
        "--out",
        "table.csv",
        "--mapping",
        "map.yaml",
    ]
    assert main(command) == 1
    said = capsys.readouterr().out
    assert "row 2, column" in said and "“Ça dépend” is no answer of it" in said
    assert main(command) == 2
    mapping = (site / "map.yaml").read_text(encoding="utf-8")
    assert '"Ça dépend": ""' in mapping
    filled = mapping.replace('"Ça dépend": ""', '"Ça dépend": "?"')
    (site / "map.yaml").write_text(filled, encoding="utf-8")
    assert main([*command, "--force"]) == 0
    table = list(csv.DictReader((site / "table.csv").open(encoding="utf-8")))
    assert table[0][single.id] == "?"
    gathered = gather(site / "table.csv", own, Progress(quiet=True))
    assert (gathered.found, len(gathered.bad)) == (12, 0)


def test_a_mapping_file_with_mistakes_is_told_with_its_lines(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv_of([["A"], ["b"]], site / "a.csv")
    (site / "map.yaml").write_text("columns:\n  A: nosuch\nanswers:\n  other: {x: y}\n", encoding="utf-8")
    command = ["collect", "a.csv", "--survey", "meetings", "--out", "t.csv", "--mapping", "map.yaml"]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "map.yaml:2:" in said and "there is no question `nosuch`" in said and "map.yaml:4:" in said
    assert not (site / "t.csv").exists()


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("tool", ["kobo", "limesurvey", "google_forms"])
def test_a_mapping_file_reads_back_as_it_was_written(
    survey: Survey, tool: str, locale: str, tmp_path: Path
) -> None:
    """With a column for each option too, whose texts are long and have signs that YAML has a meaning for."""
    grid = TOOLS[tool](Form(survey, locale), some_answers(survey, 8, 2))
    first = convert(grid, survey, Told())
    told = read_mapping(written(mapping_text(first, Told(), "a.csv"), tmp_path), survey)
    assert list(told.columns.values()) == [one.target for one in first.columns]
    again = convert(grid, survey, told)
    assert [one.target for one in again.columns] == [one.target for one in first.columns]
    assert again.rows == first.rows


NASTY = [
    "It’s: a “text” # with - signs",
    "? a question",
    "- an item",
    "two\nlines\tand a tab",
    "a zero\u200bwidth, a mark\ufeff, a line\u2028end, a DEL\x7f and \U0001f600",
    "全角\u3000の：記号",
    "1",
    "null",
    "{{a}}",
    "{source}",
    "back\\slash",
    "",
    "long " * 60,
    "very long " * 300,
]


def test_whatever_a_column_or_an_answer_says_it_reads_back(tiny: Survey, tmp_path: Path) -> None:
    prompt = Form(tiny, "en").prompt(tiny.question_by_id["intake"])
    grid = [[prompt, *NASTY], *([text or "-x-", *[""] * len(NASTY)] for text in NASTY)]
    first = convert(grid, tiny, Told())
    told = read_mapping(written(mapping_text(first, Told(), "a\n{b}.csv"), tmp_path), tiny)
    assert list(told.columns) == [prompt, *NASTY]
    assert list(told.answers["intake"]) == [one.text for one in first.unread] and len(first.unread) > 10


def test_columns_of_the_same_text_stay_apart(tiny: Survey, tmp_path: Path) -> None:
    """The mapping file names the second one by its number, and each may be told something of its own."""
    prompts = [Form(tiny, "en").prompt(tiny.question_by_id[id_]) for id_ in ("intake", "checks")]
    grid = [[*prompts, "Comment", "Comment", "Comment #2"], ["", "", "a", "b", "c"]]
    told = read_mapping(written(mapping_text(convert(grid, tiny, Told()), Told(), "a"), tmp_path), tiny)
    assert list(told.columns) == [*prompts, "Comment", "Comment #2", "Comment #2 #2"]
    same = [[prompts[0], prompts[0]], ["", form_label(tiny, "intake", 0)]]
    names = list(
        read_mapping(written(mapping_text(convert(same, tiny, Told()), Told(), "a"), tmp_path), tiny).columns
    )
    found = convert(same, tiny, Told({names[0]: "-"}))
    assert not found.twice and rows_of(found) == [{"intake": tiny.question_by_id["intake"].options[0].id}]


def form_label(survey: Survey, question: str, at: int) -> str:
    own = survey.question_by_id[question]
    return Form(survey, "en").label(own, own.options[at].id)


def written(text: str, folder: Path) -> Path:
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_time_that_is_left_out_stays_out(tiny: Survey) -> None:
    grid = TOOLS["google_forms"](Form(tiny, "en"), some_answers(tiny, 2, 3))
    assert "created" not in convert(grid, tiny, Told({"Timestamp": "-"})).head


def parts_grid(survey: Survey, *cells: str) -> Grid:
    """A column for each of the first options of a choice of several, and a row."""
    own = survey.question_by_id["checks"]
    form = Form(survey, "en")
    ids = [one.id for one in own.options][: len(cells)]
    return [[f"{form.prompt(own)} [{form.label(own, id_)}]" for id_ in ids], list(cells)]


def test_a_part_that_was_not_understood_leaves_the_answer_open(tiny: Survey) -> None:
    found = convert(parts_grid(tiny, "Yes", "a bit"), tiny, Told())
    assert [one.text for one in found.unread] == ["a bit"] and rows_of(found) == [{"checks": ""}]


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("yes", [0, 1]), ("no", [0]), ("", [0])],
)
def test_what_the_mapping_file_says_of_a_part_is_read(
    tiny: Survey, tmp_path: Path, said: str, chosen: list[int]
) -> None:
    grid = parts_grid(tiny, "Yes", "a bit")
    text = mapping_text(convert(grid, tiny, Told()), Told(), "a.csv")
    assert '"a bit": ""' in text
    told = read_mapping(written(text.replace('"a bit": ""', f'"a bit": "{said}"'), tmp_path), tiny)
    found = convert(grid, tiny, told)
    ids = [one.id for one in tiny.question_by_id["checks"].options]
    assert not found.unread and rows_of(found) == [{"checks": ";".join(ids[at] for at in chosen)}]


def test_a_part_may_be_told_to_mean_options(tiny: Survey) -> None:
    """And `yes`, which is said of a column for one option, is no answer of a cell for all of them."""
    ids = [one.id for one in tiny.question_by_id["checks"].options]
    grid, words = parts_grid(tiny, "", "both of them"), {"both of them": ";".join(ids[:2])}
    assert rows_of(convert(grid, tiny, Told({}, {"checks": words}))) == [{"checks": ";".join(ids[:2])}]
    whole = [[Form(tiny, "en").prompt(tiny.question_by_id["checks"])], ["all"]]
    assert len(convert(whole, tiny, Told({}, {"checks": {"all": "yes"}})).unread) == 1


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [(("No", ""), "no"), (("No", "x"), "no;cross"), (("", "x"), "cross"),
     (("No", "No"), ""), (("No", "Yes"), "cross"), (("Yes", "Yes"), "no;cross"), (("1", "0"), "no")],
)  # fmt: skip
def test_an_option_that_is_called_no_is_told_from_the_word(
    tiny: Survey, cells: tuple[str, str], chosen: str
) -> None:
    question = tiny.question_by_id["checks"]
    parts = [
        Part(id_, label, text)
        for (id_, label), text in zip((("no", "No"), ("cross", "x")), cells, strict=True)
    ]
    assert chosen_parts(read_parts(parts, question, Texts(tiny), {})) == chosen


def test_answers_without_quotes_mean_what_they_say(tiny: Survey, tmp_path: Path) -> None:
    """A key that looks like a number is text, nothing behind the colon leaves a cell out."""
    number = next(one for one in tiny.questions if one.kind == "number")
    grid = [[Form(tiny, "en").prompt(number)], ["about ten"], ["no idea"], ["1"]]
    path = written(f"answers:\n  {number.id}:\n    about ten: 10\n    no idea:\n    1: 7\n", tmp_path)
    found = convert(grid, tiny, read_mapping(path, tiny))
    assert not found.unread and [row[number.id] for row in rows_of(found)] == ["10", "", "7"]
    with pytest.raises(DefinitionErrors, match="has no answer `ten`"):
        read_mapping(written(f"answers:\n  {number.id}: {{about: ten}}\n", tmp_path), tiny)


def damaged_workbook(path: Path) -> Path:
    """A workbook whose sheet is not XML to its end."""
    whole = workbook([["A"], ["b"]], path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", b"A,B\nc,d\n", "not an .xlsx workbook"),
        ("a.xlsx", b"", "not an .xlsx workbook"),
        ("a.csv", b"PK\x03\x04 cut off", "not an .xlsx workbook"),
        ("a.csv", b"A,B\n" + b"c" * 140_000 + b",d\n", "line 2: field larger than"),
        ("a.csv", b"A" * 140_000 + b",B\nc,d\n", "line 1: field larger than"),
        ("a.csv", b'A,B\n"c"x,d\n', "line 2: "),
    ],
)
def test_a_damaged_or_renamed_file_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CspiBuildError) as raised:
        read_grid(tmp_path / name)
    assert why in str(raised.value) and "\n" not in str(raised.value)


def test_a_workbook_that_is_damaged_inside_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CspiBuildError, match=r"not an \.xlsx workbook that can be read"):
        read_grid(damaged_workbook(tmp_path / "a.xlsx"))


def test_a_workbook_of_another_name_and_lines_that_end_in_cr_are_read(tmp_path: Path) -> None:
    renamed = workbook([["A", "B"], ["c", "d"]], tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    assert read_grid(renamed) == [["A", "B"], ["c", "d"]]
    (tmp_path / "b.csv").write_bytes(b"A;B\rc;d\re;f\r")
    assert read_grid(tmp_path / "b.csv") == [["A", "B"], ["c", "d"], ["e", "f"]]


@pytest.mark.parametrize("content", [b"", b"only a head\n", b"\xff\x00\x9c", b"A,B\nc,d\n"])
def test_a_file_that_is_no_export_is_one_sentence(
    site: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (site / "a.csv").write_bytes(content)
    assert main(["collect", "a.csv", "--survey", "meetings", "--out", "t.csv"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("build.py: ") and said.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--out", "a.csv", "--force"], "a.csv is a file that this reads"),
        (["--out", "./a.csv", "--force"], "a.csv is a file that this reads"),
        (["--out", "t.csv", "--mapping", "a.csv"], "a.csv is the export itself"),
        (["--out", "t.xlsx"], "t.xlsx: the table is CSV. Expected a name that ends in .csv."),
    ],
)
def test_what_is_read_is_never_written_over(
    more: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(new_site(tmp_path / "site", ("en",)))
    Path("a.csv").write_text("Question\nAnswer\n", encoding="utf-8")
    assert main(["collect", "a.csv", "--survey", "meetings", *more]) == 2
    assert said in capsys.readouterr().err
    assert Path("a.csv").read_text(encoding="utf-8") == "Question\nAnswer\n"
