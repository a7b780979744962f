"""Where a text stops being JSON is the same place in every version of Python."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core.loading.json_place import place_of_error, reason

PARTS = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            '"a"',
            '"b',
            '"\\',
            "1",
            "-",
            "01",
            "1.",
            "1e",
            "true",
            "nul",
            " ",
            "\n",
            "\t",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ("  ", (1, 3)),
        ("hello", (1, 1)),
        ('{\n  "format": oops}', (2, 13)),
        ('{"a": 1,}', (1, 9)),
        ('{"a": 1,\n}', (2, 1)),
        ("[1,]", (1, 4)),
        ("[1 2]", (1, 4)),
        ("[1", (1, 3)),
        ("[01]", (1, 3)),
        ('{"a" 1}', (1, 6)),
        ("{1: 2}", (1, 2)),
        ('["a\nb"]', (1, 4)),
        (r'["\x"]', (1, 3)),
        ('["a', (1, 4)),
        ("[1}", (1, 3)),
        ("{} x", (1, 4)),
        ("]", (1, 1)),
    ],
)
def test_the_place_is_the_first_character_that_cannot_stand_there(text: str, place: tuple[int, int]) -> None:
    assert place_of_error(text) == place


def after(text: str) -> tuple[int, int]:
    """The place behind the end of a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


@given(PARTS)
def test_a_place_is_found_exactly_in_what_is_no_json(text: str) -> None:
    """In JSON nothing is wrong before the end; in all else nothing before the place."""
    line, column = place_of_error(text)
    at = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
    try:
        json.loads(text)
    except json.JSONDecodeError:
        assert at <= len(text)
        assert place_of_error(text[:at]) == (line, column)  # nothing before it is wrong
    else:
        assert (line, column) == after(text)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: json.loads('{"a": 1,}'), "error at line 1, column 9"),
        (lambda: int("9" * 5000), "ValueError"),
    ],
)
def test_why_a_text_is_no_json_is_said_in_words_of_our_own(read: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError) as caught:
        read()
    assert reason(caught.value) == said
