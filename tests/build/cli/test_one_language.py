"""Sites of one language alone, whichever it is: built, and without a word of ours in another one."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from cspi_build.cli.main import ROOT, main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
from cspi_build.settings.fallback import texts_of
from cspi_build.settings.ui_text import load_words
from cspi_build.workspace.project import Project
from new_sites import take_every_setting

WORDS = ROOT / "site_src" / "text"
JAPANESE = re.compile("[\u3041-\u30fe]")
LONG = 25  # characters from which on a text is not the same in another language by chance


@pytest.fixture(scope="module", params=["fr", "ar"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A language, and the site that `new site` makes in it, with every setting that it shows, built."""
    folder = tmp_path_factory.mktemp(request.param)
    project = Project(new_site(folder / "site", (request.param,)))
    take_every_setting(project.root, request.param)
    places = Places(ROOT, folder / "work", ROOT / ".build" / "cache", project)
    build_site(places, folder / "out", Progress(quiet=True))
    return request.param, folder / "out"


def pages(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): html.unescape(path.read_text(encoding="utf-8"))
        for path in sorted(out.rglob("*.html"))
    }


@pytest.mark.slow
def test_every_page_is_in_the_language_alone(built: tuple[str, Path]) -> None:
    locale, out = built
    found = pages(out)
    assert {"index.html", f"{locale}/index.html", f"{locale}/meetings/index.html"} <= set(found)
    assert f"embed/meetings/{locale}/index.html" in found
    way = ' dir="rtl"' if locale == "ar" else ""
    for name, page in found.items():
        head = re.search(r"<html[^>]*>", page)
        assert head is not None and f'lang="{locale}"' in head[0], name
        assert not way or way in head[0], name
        assert not JAPANESE.search(page), name


@pytest.mark.slow
def test_no_page_has_a_text_of_ours_in_english(built: tuple[str, Path]) -> None:
    locale, out = built
    (english,) = load_words(WORDS, languages=["en"])
    (own,) = load_words(WORDS, languages=[locale])
    texts = {at(english.t, path) for path in texts_of(english.t)} - {
        at(own.t, path) for path in texts_of(own.t)
    }
    ours = {text for text in texts if len(text) >= LONG and "{" not in text and " " in text}
    assert len(ours) > 400
    shown = {name: [text for text in ours if text in page] for name, page in pages(out).items()}
    assert not {name: texts for name, texts in shown.items() if texts}


@pytest.mark.slow
def test_only_its_own_messages_come_along(built: tuple[str, Path]) -> None:
    locale, out = built
    (file,) = (out / "assets").glob("messages-*.json")
    catalogues = json.loads(file.read_bytes())
    assert list(catalogues) == [locale] and catalogues[locale]["language"] == locale


@pytest.mark.slow
def test_every_setting_of_a_new_site_is_in_its_pages(built: tuple[str, Path]) -> None:
    locale, out = built
    found = pages(out)
    home = HTMLParser(found[f"{locale}/index.html"])
    foot = home.css_first("footer")
    links = {link.text(strip=True): link.attributes["href"] or "" for link in foot.css("a")}
    assert links["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "https://example.org/" in links.values() and "mailto:team@example.org" in links.values()
    assert links["Imprint 42"].rstrip("/").endswith("imprint")
    bar, menu = home.css(".cs-header nav a"), home.css(".cs-header details nav a")
    assert len(bar) > len(menu) > 4
    assert [link.text(strip=True) for link in bar].count("Imprint 42") == 1  # in the menu
    assert "Imprint 42" in [link.text(strip=True) for link in menu]
    assert "Some Street 1" in found[f"{locale}/imprint/index.html"]
    (picture,) = (one.attributes["content"] or "" for one in home.css("meta[property='og:image']"))
    assert picture.startswith("https://example.org/check/") and picture.endswith(".png")
    for start in ("site", "embed"):
        (style,) = (out / "assets").glob(f"{start}-*.css")
        rules = style.read_text(encoding="utf-8")
        assert rules.endswith(".own-rule { color: #123456; }\n")
        assert "#0b6b68" in rules and "serif" in rules
        assert style.name in "".join(found.values())
    assert any(b"M0 0h8v8z" in file.read_bytes() for file in (out / "assets").glob("*.svg"))


def at(words: object, path: tuple[str | int, ...]) -> str:
    """A text by its path; nothing where it is a list or has plural forms."""
    for key in path:
        words = words.get(key) if isinstance(words, dict) else None
    return words if isinstance(words, str) else ""


def test_a_language_without_words_is_told_with_how_many_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(new_site(tmp_path / "site", ("sv",)))
    monkeypatch.chdir(project.root)
    assert main(["check"]) == 0
    assert re.search(r"sv: \d,\d{3} of", said := capsys.readouterr().out) and "are shown in en" in said
    assert "text/sv.yaml" in said
    assert main(["words", "sv"]) == 0
    whole = capsys.readouterr().out
    (project.root / "text").mkdir()
    (project.root / "text" / "sv.yaml").write_text(whole, encoding="utf-8")
    assert main(["words"]) == 0
    assert re.fullmatch(r"sv: all \d,\d{3} texts\n", capsys.readouterr().out)
    assert main(["check"]) == 0
    assert "are missing" not in capsys.readouterr().out


def test_the_words_to_translate_have_the_plural_forms_of_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(new_site(tmp_path / "site", ("pl",)))
    assert main(["words", "pl"]) == 0
    printed = capsys.readouterr().out
    assert all(f"questions[{form}]:" in printed for form in ("one", "few", "many", "other"))
    assert main(["words", "xx"]) == 1
    assert "xx is no language" in capsys.readouterr().err


def test_the_words_to_translate_are_those_that_the_site_shows_in_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(new_site(tmp_path / "site", ("sv", "fr")))
    assert main(["words"]) == 0
    assert re.search(r"^sv: .* shown in fr\.", capsys.readouterr().out, flags=re.MULTILINE)
    assert main(["words", "sv"]) == 0
    printed = capsys.readouterr().out
    assert "Confidentialité" in printed and "title: Privacy" not in printed
