"""Signs of an input method in place of YAML's own are named where they are, wherever they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspi_build.diagnostics import Diagnostic
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.number_words import number_hint
from cspi_build.schema.survey import SurveySpec
from cspi_build.schema.survey_text import SurveyText
from cspi_build.schema.validation import fit
from cspi_build.yaml_source.source import parse_yaml

TESTS = Path(__file__).parents[2]
FILES = {
    "surveys/tiny/survey.yaml": SurveySpec,
    "surveys/tiny/ja.yaml": SurveyText,
    "surveys/tiny/en.yaml": SurveyText,
    "snapshots/tiny-2021.yaml": EditionSpec,
}
LIKE = {
    " ": "\u3000\u00a0\u2003", ":": "：﹕", "-": "ー－・–", "{": "｛", "}": "｝", "[": "［", "]": "］",
    ",": "，、", '"': "”＂", "#": "＃",
}  # fmt: skip
KEY = re.compile(r"[a-z_0-9]+(:)( ?)")
Spot = tuple[int, int, str]


def spots(lines: list[str]) -> Iterator[Spot]:
    """Where YAML's signs have a meaning: line and column from 0, and the sign; `indent` for all of it."""
    for number, line in enumerate(lines):
        start = len(line) - len(line.lstrip(" "))
        if line[start : start + 1] == "#":
            yield number, start, "#"
        elif line.strip():
            yield from ([(number, 0, "indent")] if start else [])
            yield from ([(number, start, "-")] if line.startswith("- ", start) else [])
            yield from _in_line(number, line, start + 2 * line.startswith("- ", start))


def _in_line(number: int, line: str, start: int) -> Iterator[Spot]:
    key = KEY.match(line, start)
    if key:
        yield number, key.start(1), ":"
        yield from ([(number, key.start(2), " ")] if key[2] else [])
    yield from ((number, found.start(), '"') for found in re.finditer('"', line))
    bare = re.sub('"[^"]*"', lambda found: "x" * len(found[0]), line)
    if re.search(r"[{\[]", bare[start:]):
        signs = re.finditer(r"[][{},]|:(?= )", bare)
        yield from ((number, one.start(), one[0]) for one in signs if not key or one.start() > key.start(2))


def told_of(text: str, file: str) -> list[Diagnostic]:
    source = parse_yaml(text.encode(), "file.yaml")
    return [*source.problems, *fit(FILES[file], source)[1]]


def changed(lines: list[str], spot: Spot, like: str) -> str:
    number, column, sign = spot
    width = len(lines[number]) - len(lines[number].lstrip(" ")) if sign == "indent" else 1
    line = lines[number]
    return "\n".join(
        [*lines[:number], line[:column] + like * width + line[column + width :], *lines[number + 1 :]]
    )


@pytest.mark.parametrize("file", FILES)
def test_a_sign_that_only_looks_like_yaml_is_named_where_it_is(file: str) -> None:
    lines = (TESTS / file).read_text(encoding="utf-8").split("\n")
    found = list(spots(lines))
    assert len(found) > 200
    for at, spot in enumerate(found[::3]):
        likes = LIKE[" " if spot[2] == "indent" else spot[2]]
        like = likes[at % len(likes)]
        told = told_of(changed(lines, spot, like), file)
        here = [one for one in told if (one.line, one.column) == (spot[0] + 1, spot[1] + 1)]
        assert any(unicodedata.name(like) in one.render() for one in here), (spot, like, told)


def test_all_of_them_are_named_in_one_go() -> None:
    text = "id： a\n　　kind: x\nlist: [ja, en］\nmap: {a: 1， b: 2｝\ntitle: “a: b”\nitems:\n  ー a: 1\n"
    text += "# c\n＃ d\n"
    told = parse_yaml(text.encode(), "file.yaml").problems
    assert {one.line for one in told} == {1, 2, 3, 4, 5, 7, 9}


def test_prose_keeps_its_signs() -> None:
    prose = "指標：NPS（推奨度）、“満足度” ー 50％\u00a0以上・　など。"
    text = (
        f'a: {prose}\nb: |\n  　{prose}\n  NPS：{prose}\nc: "{prose}"\nd:\n  - {prose}\ne: {{ja: {prose}}}\n'
    )
    source = parse_yaml(text.encode(), "file.yaml")
    assert source.problems == ()
    assert source.root.at("a").text() == source.root.at("e", "ja").text() == prose


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "ZERO WIDTH SPACE"),
        ("\u2060", "WORD JOINER"),
        ("\ufeff", "BYTE ORDER MARK"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\u2028", "LINE SEPARATOR"),
        ("\x00", "NULL"),
        ("\x1b", "ESCAPE"),
        ("\x85", "NEXT LINE"),
        ("\x90", "CONTROL CHARACTER"),
    ],
)
def test_what_nobody_can_see_is_named(character: str, name: str) -> None:
    (one,) = parse_yaml(f"a: 1\ntitle: x{character}y\n".encode(), "file.yaml").problems
    assert (one.line, one.column) == (2, 9)
    assert f"{name} (U+{ord(character):04X})" in one.message


@pytest.mark.parametrize("character", ["\u200d", "\u200c", "\u00ad", "\u200e"])
def test_a_joiner_in_a_key_is_named(character: str) -> None:
    (one,) = parse_yaml(f"a: 1\nti{character}tle: x\n".encode(), "file.yaml").problems
    assert (one.line, one.column) == (2, 3) and unicodedata.name(character) in one.message


@pytest.mark.parametrize(
    "text", ["a: 1\n? ", "a: 1\n? \n", "a: 1\n?", "a:\n  - ?\n\n\n", "? \n", "a: [\n\n", 'a: "\n']
)
def test_every_place_is_in_the_file(text: str) -> None:
    lines = text.split("\n")
    told = parse_yaml(text.encode(), "file.yaml").problems
    assert told
    for one in told:
        assert 1 <= one.line <= len(lines) and lines[one.line - 1].strip(), one
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1, one


def test_rows_of_a_spreadsheet_are_told_as_such() -> None:
    text = "shares:\n  Quick\t36.0\t18\n  Usual\t44.0\t22\n\tn: 50\n"
    rows, tab = parse_yaml(text.encode(), "file.yaml").problems
    assert (rows.line, rows.column) == (2, 3)
    assert "2 rows pasted from a spreadsheet" in rows.message and "Quick" in rows.expected
    assert (tab.line, tab.message) == (4, "a tab")


def test_a_comma_for_decimals_is_told_in_brackets_too() -> None:
    source = parse_yaml(
        b"a: {share: 22,2, count: 1}\nb: [22,2, 33.3]\nc: [1,2,3]\nd: {share: 22,2%}\n", "file.yaml"
    )
    assert [(one.line, one.column) for one in source.problems] == [(1, 12), (2, 5), (4, 12)]
    assert all("`22.2`" in one.expected for one in source.problems)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("22,2", "`22.2`"),
        ("22.2%", "`22.2`"),
        ("22.2 ％", "`22.2`"),
        ("５２.２", "`52.2`"),
        ("52．2", "`52.2`"),
        ("22.2", "`22.2`"),
        ("1,234", "`1234`"),
        ("1,234,567", "`1234567`"),
        ("50名", "`50`"),
        ("n=50", "`50`"),
        ("約50", "`50`"),
        ("12万", "`120000`"),
        ("1.5万人", "`15000`"),
        ("3億2000万円", "`320000000`"),
        ("2割", "`20`"),
        ("2割5分", "`25`"),
        ("令和3年", "`2021`"),
        ("平成元年", "`1989`"),
        ("28O", "`280`"),
        ("l2", "`12`"),
        ("12k", "`12000`"),
        ("1.280,5", "`1280.5`"),
        ("2021年", "`2021`"),
        ("50 people", "`50`"),
        ("n/a", "left out"),
        ("不明", "left out"),
    ],
)
def test_a_number_is_recognised_in_its_disguise(written: str, meant: str) -> None:
    assert meant in number_hint(written)


@pytest.mark.parametrize(
    "written",
    ["many", "1-5", "2021-07-01", "1.2.3", "12兆", "3x", "5^", "R3年度", "2割増", "百20", "4万以上"],
)
def test_no_number_is_guessed_where_there_are_several_or_none(written: str) -> None:
    assert number_hint(written) == ""


def test_a_whole_number_has_no_decimals_in_its_hint() -> None:
    assert "22.2" not in number_hint("22,2", is_whole=True)
    assert number_hint("1,280", is_whole=True) == "nothing between the digits: `1280`"


@pytest.mark.parametrize(
    ("written", "expected", "value"),
    [
        ("1,280", ("`1280`", "`1.280`"), 1280),
        ("1,280,500", ("`1280500`",), 1280500),
        ("1,234.5", ("`1234.5`",), 1234.5),
        ("1.280,5", ("`1280.5`",), 1280.5),
        ("22,25", ("`22.25`",), 22.25),
        ("-1,5%", ("`-1.5`",), -1.5),
    ],
)
def test_commas_in_a_number_in_brackets_are_one_mistake(
    written: str, expected: tuple[str, ...], value: float
) -> None:
    source = parse_yaml(f"a: {{value: {written}, status: x}}\n".encode(), "file.yaml")
    (told,) = source.problems
    assert (told.line, told.column, told.width) == (1, 12, len(written))
    assert all(one in told.expected for one in expected)
    assert source.value == {"a": {"value": value, "status": "x"}}


def test_a_missing_space_in_brackets_is_one_mistake() -> None:
    source = parse_yaml(b"a: {value:280, status: x, at: http://x}\n", "file.yaml")
    (told,) = source.problems
    assert told.message == "no space after `:`" and told.expected == "`value: 280`"
    assert (told.line, told.column) == (1, 10)
    assert source.value == {"a": {"value": 280, "status": "x", "at": "http://x"}}


INVISIBLE = {"\u200d": "ZERO WIDTH JOINER", "\u200e": "LEFT-TO-RIGHT MARK", "\ufe0f": "VARIATION SELECTOR-16",
    "\u3164": "HANGUL FILLER", "\u2800": "BRAILLE PATTERN BLANK"}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((f"numeric{character}", name) for character, name in INVISIBLE.items()),
        ("num\u0435ric", "CYRILLIC SMALL LETTER IE"),
        ("“numeric”", "LEFT DOUBLE QUOTATION MARK"),
        ("numeric\u3000# c", "IDEOGRAPHIC SPACE"),
        ("numeric ＃ c", "FULLWIDTH NUMBER SIGN"),
        ("（numeric）", "FULLWIDTH LEFT PARENTHESIS"),
        ("（数）", "FULLWIDTH LEFT PARENTHESIS"),
    ],
)
def test_what_makes_a_word_another_is_named(written: str, name: str) -> None:
    text = (TESTS / "snapshots/tiny-2021.yaml").read_text(encoding="utf-8")
    told = told_of(text.replace("kind: numeric", f"kind: {written}", 1), "snapshots/tiny-2021.yaml")
    assert len(told) == 1
    assert name in told[0].render()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("    kind:numeric", "no space after `:`"),
        ("    kind=numeric", "`=` in place of `:`"),
        ("    kind；numeric", "FULLWIDTH SEMICOLON"),
        ("    kind＝numeric", "FULLWIDTH EQUALS SIGN"),
        ("    kind：numeric", "FULLWIDTH COLON"),
    ],
)
def test_a_key_without_its_colon_is_blamed_and_not_the_next(written: str, said: str) -> None:
    text = (TESTS / "snapshots/tiny-2021.yaml").read_text(encoding="utf-8")
    line = text[: text.index("    kind: numeric")].count("\n") + 1
    told = told_of(text.replace("    kind: numeric", written, 1), "snapshots/tiny-2021.yaml")
    assert [one.line for one in told] == [line]
    assert said in told[0].message


@pytest.mark.parametrize(
    ("dash", "said"), [("-", "no space after `-`"), ("－", "FULLWIDTH HYPHEN-MINUS"), ("ー", "U+30FC")]
)
def test_an_item_without_its_space_is_blamed_and_not_the_next(dash: str, said: str) -> None:
    text = (TESTS / "snapshots/tiny-2021.yaml").read_text(encoding="utf-8")
    found = re.search(r"\n  - id: [a-z_]+\n    theme", text)
    assert found
    line = text[: found.start()].count("\n") + 2
    told = told_of(
        text[: found.start()] + found[0].replace("- id", f"{dash}id") + text[found.end() :],
        "snapshots/tiny-2021.yaml",
    )
    assert (
        line in [one.line for one in told] and said in next(one for one in told if one.line == line).message
    )
