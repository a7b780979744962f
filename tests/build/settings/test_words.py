"""The words of the pages: the same keys and fields in every language, and mistakes told where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.settings.ui_text import load_words
from cspi_build.site.language_pages import THEME_WORDS
from cspi_core.errors import Problem
from cspi_core.text.messages import LOCALES, wording
from cspi_core.text.plurals import CATEGORIES, plural_categories


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def mistakes(folder: Path, files: dict[str, str]) -> str:
    with pytest.raises(DefinitionErrors) as caught:
        load_words(write(folder, files))
    return str(caught.value)


def test_the_files_of_a_language_are_one_tree_of_words(tmp_path: Path) -> None:
    files = {
        "ja/a.yaml": "a: {x: ア}\n",
        "ja/b.yaml": "b: [一]\n",
        "en/a.yaml": "a: {x: A}\n",
        "en/b.yaml": "b: [one]\n",
    }
    japanese, english = load_words(write(tmp_path, files))
    assert (japanese.locale, japanese.name, japanese.t) == ("ja", "日本語", {"a": {"x": "ア"}, "b": ["一"]})
    assert (english.locale, english.name, english.t) == ("en", "English", {"a": {"x": "A"}, "b": ["one"]})


@pytest.mark.parametrize(
    ("japanese", "english", "place", "word"),
    [
        ("a: {x: ア}", "a: {x: A, y: B}", "en/a.yaml:1:11", "`a.y` is not in ja"),
        ("a: {x: ア, y: イ}", "a: {x: A}", "ja/a.yaml:1:11", "`a.y` is not in en"),
        ("a: [一, 二]", "a: [one]", "ja/a.yaml:1:8", "`a.1` is not in en"),
        ("a: '{n}問'", "a: '{m} questions'", "en/a.yaml:1:4", "other fields"),
        ("a: 一", "a: one\na: two", "en/a.yaml:2:1", "duplicate key"),
    ],
)
def test_languages_that_differ_are_told_with_the_place(
    tmp_path: Path, japanese: str, english: str, place: str, word: str
) -> None:
    said = mistakes(tmp_path, {"ja/a.yaml": f"{japanese}\n", "en/a.yaml": f"{english}\n"})
    assert place in said
    assert word in said


def test_a_word_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    said = mistakes(tmp_path, {"ja/a.yaml": "a: 一\n", "ja/b.yaml": "a: 二\n"})
    assert "ja/b.yaml:1:1" in said
    assert "ja/a.yaml" in said


def test_the_words_of_this_site_agree(root: Path) -> None:
    shipped = {path.name for path in (root / "site_src" / "text").iterdir()}
    assert {words.locale for words in load_words(root / "site_src" / "text")} == shipped == set(LOCALES)


def test_the_theme_gets_the_words_that_it_uses(root: Path) -> None:
    templates = (path.read_text(encoding="utf-8") for path in (root / "site_src" / "theme").rglob("*.html"))
    used = {name for text in templates for name in re.findall(r"config\.extra\.words\.(\w+)", text)}
    assert used == set(THEME_WORDS)


def test_messages_are_counted() -> None:
    english, japanese = wording("en"), wording("ja")
    assert english.say("overview", n=1) == "Your answers compared with 1 published figure"
    assert english.say("overview", n=2) == "Your answers compared with 2 published figures"
    assert english.say("target.summary", n=1, done=0) == "0 of 1 target reached"
    assert english.say("target.summary", n=2, done=1) == "1 of 2 targets reached"
    assert japanese.say("target.summary", n=1, done=0) == "目標1件中0件を達成"


@pytest.mark.parametrize("locale", LOCALES)
def test_problems_are_counted_too(locale: str) -> None:
    said = [wording(locale).problem(Problem("more_problems", None, found)) for found in ("1", "1,200")]
    many = wording(locale).amount(1200)
    assert many in said[1]
    has_forms = len(plural_categories(locale)) > 1
    assert (said[0].replace("1", many) == said[1]) != has_forms


def test_no_catalogue_makes_pairs_by_hand() -> None:
    for locale in LOCALES:
        messages = wording(locale).messages
        assert not [key for key in messages if key.endswith((".one", "_one"))]
        assert all(key.partition("[")[2].rstrip("]") in CATEGORIES for key in messages if "[" in key)
