"""Every mistake in a survey is told in words, at its line and column, and all of them in one go.

The cases are in bad_surveys/: what is changed in the tiny survey, and what is said of it, to the letter.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.surveys.load import load_survey, load_surveys
from mistakes import cases
from survey_files import FILES, TINY, apply_changes, copy_of_tiny

CASES = cases("bad_surveys")


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_where_it_is(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_tiny(tmp_path)
    apply_changes(folder, case["change"])
    monkeypatch.chdir(folder)
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(folder)
    said = "\n\n".join(diagnostic.render() for diagnostic in caught.value.diagnostics)
    assert said == case["says"].rstrip("\n")


def test_the_mistakes_of_all_surveys_are_told_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_tiny(tmp_path)
    apply_changes(folder, [{"file": "survey.yaml", "find": "id: tiny", "put": "id: Tiny"}])
    (tmp_path / "empty").mkdir()
    (tmp_path / ".hidden").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DefinitionErrors) as caught:
        load_surveys(tmp_path)
    told = [(one.file, one.line, one.message) for one in caught.value.diagnostics]
    assert ("empty/survey.yaml", 1, "this file is missing") in told
    assert ("tiny/survey.yaml", 4, '`id` can\'t be "Tiny"') in told


def test_a_folder_without_surveys_is_told(tmp_path: Path) -> None:
    with pytest.raises(CspiBuildError, match="no survey in"):
        load_surveys(tmp_path / "nowhere")


def lines_of(name: str) -> list[str]:
    return (TINY / name).read_text(encoding="utf-8").split("\n")


WORDS = [
    "",
    "0",
    "-1",
    "2",
    "0.5",
    "no",
    "true",
    "null",
    "[]",
    "{}",
    "[x]",
    "{a: b}",
    "'",
    "*x",
    "&y",
    "- z",
    "寿司",
]
WORDS += [
    "|",
    ">",
    "? ",
    ": ",
    "!!int 3",
    "1e999",
    "@",
    "\t",
    "\u2028",
    "...",
    "---",
    "%",
    '"',
    "place",
    "often",
]


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, str]:
    """One of the three files with a few lines lost, doubled, moved, or with another word in them."""
    name = draw(st.sampled_from(FILES))
    lines = lines_of(name)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["lose", "double", "move", "value", "key", "indent", "cut"]))
        lines[at : at + 1] = damaged(draw, what, lines[at])
    return name, "\n".join(lines)


def damaged(draw: st.DrawFn, what: str, line: str) -> list[str]:
    key, colon, value = line.partition(": ")
    word = draw(st.sampled_from(WORDS))
    cut = draw(st.integers(0, len(line)))
    return {
        "lose": [],
        "double": [line, line],
        "move": ["  " + line],
        "value": [key + colon + word],
        "key": [word + colon + value],
        "indent": [line.removeprefix("  ")],
        "cut": [line[:cut]],
    }[what]


@settings(max_examples=200, deadline=None)
@given(damage())
@example(("survey.yaml", "id: tiny\nquestions: 3\nlevels: {a: b}\naxes: [1, [2], {id: [3]}]\n"))
@example(("en.yaml", "questions: [a]\naxes: {care: 1}\nlevels: ''\n"))
def test_damage_gives_a_survey_or_definition_errors(change: tuple[str, str]) -> None:
    """Whatever happens to a file, nobody sees a traceback; and every place told is in the file."""
    name, text = change
    with TemporaryDirectory() as temporary:
        folder = copy_of_tiny(Path(temporary))
        (folder / name).write_text(text, encoding="utf-8")
        try:
            load_survey(folder)
        except DefinitionErrors as errors:
            assert errors.diagnostics
            for one in errors.diagnostics:
                lines = Path(one.file).read_text(encoding="utf-8").split("\n")
                assert 1 <= one.line <= len(lines)
                assert 1 <= one.column <= len(lines[one.line - 1]) + 1
                assert one.render()
