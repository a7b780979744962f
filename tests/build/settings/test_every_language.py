"""Every language that is shipped has all words, in its own plural forms; a language without words falls back
by whole pages, and what it lacks is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cspi_build.settings.fallback import MESSAGES
from cspi_build.settings.languages import categories, direction, own_name
from cspi_build.settings.ui_text import CATALOGUES, load_words, message_problems
from cspi_core.text import messages
from cspi_core.text.messages import LOCALES, add_catalogues, wording
from cspi_core.text.plurals import plural_categories

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "site_src" / "text"
FORM = re.compile(r"(.+)\[(\w+)\]")


def texts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts(part, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for at, part in enumerate(value):
            yield from texts(part, (*path, str(at)))
    else:
        yield path, str(value)


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


@pytest.fixture(scope="module")
def shipped() -> dict[str, dict[tuple[str, ...], str]]:
    """All texts of each language: those of the pages and those of the engine."""
    pages = {one.locale: dict(texts(one.t)) for one in load_words(WORDS)}
    return {
        locale: found | dict(texts(json.loads((CATALOGUES / f"{locale}.json").read_text("utf-8"))))
        for locale, found in pages.items()
    }


def test_every_language_has_a_folder_and_a_catalogue() -> None:
    assert {path.name for path in WORDS.iterdir()} == set(LOCALES) >= {"ar", "de", "en", "fr", "ja"}
    assert message_problems() == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_the_same(locale: str, shipped: dict[str, dict[tuple[str, ...], str]]) -> None:
    def plain(path: tuple[str, ...]) -> tuple[str, ...]:
        found = FORM.fullmatch(path[-1])
        return (*path[:-1], found[1]) if found else path

    own, english = ({plain(path): text for path, text in shipped[one].items()} for one in (locale, "en"))
    assert own.keys() | {("months",)} == english.keys() | {("months",)}
    differs = {path for path in english if path in own and fields(own[path]) != fields(english[path])}
    spelled = {path for path in differs if fields(own[path]) ^ fields(english[path]) == {"n"}}
    assert differs - spelled <= {("date",), ("benchmarks", "study", "date"), ("benchmarks", "study", "month")}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_counted_text_has_exactly_the_forms_of_its_language(
    locale: str, shipped: dict[str, dict[tuple[str, ...], str]]
) -> None:
    forms: dict[tuple[str, ...], set[str]] = {}
    for path in shipped[locale]:
        if found := FORM.fullmatch(path[-1]):
            forms.setdefault((*path[:-1], found[1]), set()).add(found[2])
    wanted = set(plural_categories(locale))
    assert wanted == set(categories(locale))
    assert all(found == wanted for found in forms.values()) and (forms or len(wanted) == 1)


def test_arabic_has_six_forms_and_runs_from_right_to_left() -> None:
    assert len(plural_categories("ar")) == 6
    said = {wording("ar").say("overview", n=n) for n in (0, 1, 2, 3, 11, 100)}
    assert len(said) == 6
    assert direction("ar") == "rtl" and direction("fr") == "ltr"
    assert own_name("ar") == "العربية" and own_name("fr") == "Français"


@pytest.mark.parametrize(
    ("locale", "number", "many"),
    [("en", "48.9", "1,200"), ("fr", "48,9", "1\u202f200"), ("de", "48,9", "1.200"), ("ar", "48.9", "1,200")],
)
def test_numbers_are_written_as_in_the_language(locale: str, number: str, many: str) -> None:
    assert wording(locale).number(48.94) == number
    assert wording(locale).amount(1200) == many
    assert wording(locale).say("plan.open", n=wording(locale).amount(1200)).count(many) == 1


def test_a_tag_with_a_region_speaks_its_language() -> None:
    assert wording("fr-CA").number(1.5) == "1,5"
    (one,) = load_words(WORDS, languages=["fr-CA"])
    assert (one.locale, one.spoken, one.missing) == ("fr-CA", {}, ())


def test_a_language_without_words_gets_those_of_the_default_language() -> None:
    german, swedish = load_words(WORDS, languages=["de", "sv"])
    assert swedish.t == german.t and swedish.language("home") == "de"
    assert len(swedish.missing) > 1000 and not german.missing
    (alone,) = load_words(WORDS, languages=["sv"])
    assert alone.language("site") == "en" and alone.name == "Svenska"


def test_a_page_is_in_one_language(tmp_path: Path) -> None:
    """Of a page with a text missing, no text is shown in the language; of a whole one, all are."""
    (tmp_path / "sv.yaml").write_text(
        "offline: {ready: Ny version, load: Uppdatera, later: Senare}\nbrowsers: {title: Webbläsare}\n",
        encoding="utf-8",
    )
    (swedish,) = load_words(WORDS, tmp_path, ["sv"])
    (english,) = load_words(WORDS, languages=["en"])
    assert swedish.language("offline") == "sv" and swedish.t["offline"]["load"] == "Uppdatera"  # type: ignore[index,call-overload]
    assert swedish.language("browsers") == "en" and swedish.t["browsers"] == english.t["browsers"]
    assert ("offline", "load") not in swedish.missing and ("browsers", "limits") in swedish.missing


def test_what_a_survey_shows_is_in_one_language_with_the_engine(tmp_path: Path) -> None:
    (english,) = load_words(WORDS, languages=["en"])
    import yaml

    whole = {part: english.t[part] for part in ("form", "quick", "report", "open", "standings", "js")}
    (tmp_path / "sv.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    (swedish,) = load_words(WORDS, tmp_path, ["sv"])
    assert {swedish.language(part) for part in (*whole, MESSAGES, "plan")} == {"en"}


def test_messages_from_outside_go_first() -> None:
    try:
        add_catalogues(
            {"tlh": {"language": "tlh", "direction": "ltr", "number.signs": ",.", "missing": "pagh"}}
        )
        assert wording("tlh").number(None) == "pagh"
        assert wording("en").number(None) == "–"
    finally:
        messages._added.pop("tlh")
        messages._wording.cache_clear()


def test_a_second_language_leaves_the_first_whole() -> None:
    before = dict(messages._added)
    try:
        add_catalogues({"xa": {"list.comma": "; ", "missing": "none"}})
        add_catalogues({"xb": {"list.comma": ", "}, "xa": {"missing": "nothing"}})
        assert wording("xa").say("list.comma") == "; "
        assert wording("xa").say("missing") == "nothing"
    finally:
        messages._added.clear()
        add_catalogues(before)
