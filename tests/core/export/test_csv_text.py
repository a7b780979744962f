"""Laws of tables as CSV: what goes in comes out, and no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cspi_core.export.csv import csv_cell, csv_text, safe_text

SIGNS = "=+-@＝＋－＠"
HOSTILE = st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n;,'\"\u00a0\u200b\ufeff\x000a.5|()あ"), max_size=12)
TEXTS = HOSTILE | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def cells(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=separator == ","))


def is_seen(char: str) -> bool:
    """What no version of Unicode has made invisible, as far as this Python knows."""
    return char.isprintable() or unicodedata.category(char) == "Cn"


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for one: a sign is the first that it does not look past."""
    seen = [char for char in cell if is_seen(char) and not char.isspace() and char != '"']
    return seen[:1] != [] and seen[0] in SIGNS


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
def test_a_reader_finds_every_cell_where_it_was(rows: list[list[str]]) -> None:
    read = cells(csv_text(["a", "b"], rows))
    assert read == [["a", "b"], *([safe_text(text) for text in row] for row in rows)]


@given(TEXTS)
@example("-1+1")
@example(" =1+1")
@example("\u200b=1+1")
@example("＝1+1")
@example('x;=HYPERLINK("http://example.org")')
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    safe = safe_text(text)
    assert re.fullmatch(r"-?\d+\.?\d*|-?\.\d+", safe, re.ASCII) or not is_formula(safe)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["a", 'b";=1+1'])
@example(["a", "x\n=1+1"])
def test_nor_where_another_separator_cuts_the_table(row: list[str]) -> None:
    """A spreadsheet set to semicolons, as in much of Europe, cuts a table with commas at its semicolons."""
    for line in re.split("[\r\n]+", csv_text(["a"], [row])):
        for part in re.split("[;\t]", line)[1:]:
            numbers = re.fullmatch(r'[\s"]*-?[\d.,"]*', part)
            assert numbers or not is_formula(part), (line, part)


@given(TEXTS)
def test_only_apostrophes_are_added(text: str) -> None:
    safe = iter(safe_text(text))
    added = [char for char in text for found in iter(lambda: next(safe), char) if found != "'"]
    assert not added
    assert not [found for found in safe if found != "'"]


@given(NUMBERS)
def test_a_number_stays_a_number(number: float) -> None:
    assert type(number)(csv_cell(number)) == number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("\tx", "\tx"),
        ("\t=x", "\t'=x"),
        ("\r@x", "\r'@x"),
        ("+81 3", "'+81 3"),
        ("-", "'-"),
        ("-5", "-5"),
        ("-5.5", "-5.5"),
        ("-5-5", "'-5-5"),
        ("+5", "'+5"),
        ("1;=2", "1;'=2"),
        ("a - b = c", "a - b = c"),
        ("〜2%", "〜2%"),
        ("", ""),
        (None, ""),
        (True, "true"),
        (-3, "-3"),
        (-0.5, "-0.5"),
    ],
)
def test_what_starts_like_a_formula_gets_an_apostrophe(value: object, written: str) -> None:
    assert csv_cell(value) == written


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="can't stand"):
        csv_cell(number)
