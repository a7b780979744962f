"""Counted texts: the form of a count by the rules of its language, the same in Python and JavaScript."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.settings.plural_forms import counted
from cspi_build.settings.ui_text import load_words, message_problems
from cspi_core.model.answers import ANSWERED, Answer
from cspi_core.text.answers import answer_texts
from cspi_core.text.messages import wording
from cspi_core.text.plurals import RULES, names_one_number, plural_categories, plural_category
from golden_surveys import compiled

COUNTS = [*range(1200), 1_000_000, 1_000_001, 2_000_000, 1_500_000]
SHOWN = ["0.0", "0.5", "1.0", "1.00", "1.5", "2.0", "11.0", "11.5", "100.0", "1000000.0"]
PAGE = """
globalThis.document = {
  documentElement: { lang: LOCALE, getAttribute: () => null },
  querySelector: () => null,
};
const { speaker } = await import(PATH);
const say = speaker({ "files[one]": "{n} file", "files[other]": "{n} files", "plain": "{n} found" });
console.log(JSON.stringify([0, 1, 2, 1000].flatMap((n) => [say("files", { n }), say("plain", { n })])));
"""


@pytest.mark.parametrize("language", RULES)
def test_categories_are_those_of_cldr(language: str) -> None:
    rule = Locale(language).plural_form
    assert set(plural_categories(language)) == {*rule.tags, "other"}
    assert [plural_category(language, count) for count in COUNTS] == [rule(count) for count in COUNTS]
    assert [plural_category(language, shown) for shown in SHOWN] == [rule(Decimal(shown)) for shown in SHOWN]


@pytest.mark.parametrize("language", RULES)
def test_categories_are_those_of_the_browser(language: str) -> None:
    script = (
        f"const rules = new Intl.PluralRules({json.dumps(language)});"
        f"console.log(JSON.stringify({COUNTS}.map((n) => rules.select(n))))"
    )
    assert node(script) == [plural_category(language, count) for count in COUNTS]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ["0 files", "0 found", "1 file", "1 found", "2 files", "2 found", "1000 files", "1000 found"]),
        (
            "ja",
            ["0 files", "0 found", "1 files", "1 found", "2 files", "2 found", "1000 files", "1000 found"],
        ),
        ("fr", ["0 file", "0 found", "1 file", "1 found", "2 files", "2 found", "1000 files", "1000 found"]),
    ],
)
def test_a_page_chooses_the_form_by_its_language(root: Path, locale: str, expected: list[str]) -> None:
    path = (root / "site_src" / "assets" / "lib" / "page.js").as_uri()
    assert node(PAGE.replace("LOCALE", json.dumps(locale)).replace("PATH", json.dumps(path))) == expected


def node(script: str) -> list[str]:
    """What a module prints as JSON."""
    program = shutil.which("node")
    assert program is not None, "Node.js is needed"
    done = subprocess.run(
        [program, "--input-type=module", "-e", script], capture_output=True, encoding="utf-8", check=True
    )
    printed: list[str] = json.loads(done.stdout)
    return printed


def test_regions_follow_their_language_and_other_languages_are_refused() -> None:
    assert plural_category("en-GB", 1) == "one"
    with pytest.raises(ValueError, match="no plural rules for the language 'xx'"):
        plural_category("xx", 1)
    with pytest.raises(ValueError, match="'many' is not a number"):
        plural_category("en", "many")


def test_thousands_and_signs_are_read() -> None:
    assert [plural_category("en", shown) for shown in ("1,001", "-1", "−1")] == ["other", "one", "one"]


def test_a_form_may_spell_out_the_number_where_it_stands_for_one() -> None:
    assert names_one_number("en", "one") and names_one_number("ar", "two")
    assert not names_one_number("fr", "one") and not names_one_number("ru", "one")


def test_a_counted_text_is_filled_in() -> None:
    texts = {"a[one]": "{n} answer of {who}", "a[other]": "{n} answers of {who}", "b": "{n}"}
    assert [counted(texts, "a", "en", n, who="you") for n in (1, 1000)] == [
        "1 answer of you",
        "1,000 answers of you",
    ]
    assert counted(texts, "b", "en", 5) == "5"


# The catalogues


def mistakes(folder: Path, japanese: str, english: str) -> str:
    for locale, text in (("ja", japanese), ("en", english)):
        (folder / locale).mkdir()
        (folder / locale / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_words(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("japanese", "english", "place", "words"),
    [
        ("a[other]: '{n}件'\n", "a[other]: '{n} files'\n", "en/a.yaml:1:1", "lacks the plural form `one`"),
        ("a: '{n}件'\n", "a[one]: '{n} file'\n", "en/a.yaml:1:1", "lacks the plural form `other`"),
        (
            "a: '{n}件'\n",
            "a[uno]: x\na[one]: '{n}'\na[other]: '{n}'\n",
            "en/a.yaml:1:1",
            "`uno` is not a plural",
        ),
        ("a: '{n}件'\n", "a: x\na[one]: '{n}'\na[other]: '{n}'\n", "en/a.yaml:1:1", "given twice"),
        (
            "a: '{n}件'\n",
            "a[one]: '{m}'\na[other]: '{n} files'\n",
            "en/a.yaml:1:9",
            "has other fields than `other`",
        ),
        ("a: '{n}件'\n", "a[one]: one\na[other]: '{m} files'\n", "en/a.yaml:2:11", "has other fields than"),
        ("a[one]: x\n", "a[one]: x\na[other]: y\n", "ja/a.yaml:1:1", "lacks the plural form `other`"),
        ("b: x\n", "b: x\na[one]: x\na[other]: y\n", "en/a.yaml:3:1", "is not in ja"),
    ],
)
def test_a_form_that_is_missing_or_wrong_is_named_with_its_place(
    tmp_path: Path, japanese: str, english: str, place: str, words: str
) -> None:
    said = mistakes(tmp_path, japanese, english)
    assert place in said
    assert words in said


def test_a_language_without_rules_is_named(tmp_path: Path) -> None:
    for locale in ("en", "xx"):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.yaml").write_text("a[one]: '{n} x'\na[other]: '{n} y'\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors, match="no plural rules for the language 'xx'"):
        load_words(tmp_path)


def test_one_may_spell_the_number_out_and_japanese_needs_no_forms(tmp_path: Path) -> None:
    texts = {"ja": "a: '{n}件'\n", "en": "a[one]: one file\na[other]: '{n} files'\n"}
    for locale, text in texts.items():
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.yaml").write_text(text, encoding="utf-8")
    assert [words.t for words in load_words(tmp_path)][1] == {"a[one]": "one file", "a[other]": "{n} files"}


def test_the_messages_are_checked_by_the_same_rules(tmp_path: Path) -> None:
    assert message_problems() == []
    (tmp_path / "ja.json").write_text('{"a[other]": "{n}件"}', encoding="utf-8")
    (tmp_path / "en.json").write_text('{"a[other]": "{n} files", "b": "x"}', encoding="utf-8")
    said = "\n".join(map(str, message_problems(tmp_path)))
    assert "`a` lacks the plural form `one`" in said
    assert "`b` is not in ja" in said


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [("en", "1", "1 person"), ("en", "2", "2 people"), ("en", "1.5", "1.5 people"), ("ja", "1", "1人")],
)
def test_a_number_has_the_unit_of_its_form(locale: str, number: str, said: str) -> None:
    prose = compiled("cspi")["text"][locale]["questions"]["q9"]
    found = answer_texts(prose, Answer(ANSWERED, number=json.loads(number)), wording(locale))
    assert [text.replace("\u00a0", " ").replace(" 人", "人") for text in found] == [said]
