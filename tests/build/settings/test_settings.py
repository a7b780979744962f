"""site.yaml: what one may set, what becomes of it, and what is said of every mistake in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.settings.branding import with_branding
from cspi_build.settings.contrast import GROUNDS, LEAST, accent_css, contrast
from cspi_build.settings.site import DEFAULTS, SiteSettings, chosen_languages, load_settings, named
from cspi_build.settings.ui_text import Words, load_words

SURVEYS = ("cs-state", "cspi")
SAID = """\
site.yaml:1:6: `url` can't be "https://example.org/cs"
  | url: https://example.org/cs
  |      ^^^^^^^^^^^^^^^^^^^^^^
  expected: an address that ends in `/`, such as `https://example.org/cs/`

site.yaml:2:1: unknown key `survey`
  | survey: [cspi]
  | ^^^^^^
  expected: one of `tool`, `url`, `source`, `name`, `surveys`, `languages`, `lead`, `accent`, `pages`, \
`text`, `logo`, `style`, `font`, `social_image`, `benchmarks`, `footer`, `licence`, `contact`, `legal`, \
`keep`, `earlier_builds`, `generator`
  did you mean `surveys`?

2 problems in 1 file"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path


def settings_of(site: Path, text: str) -> SiteSettings:
    (site / "site.yaml").write_text(text, encoding="utf-8")
    return load_settings(site, SURVEYS, ("ja", "en"))


def said_of(site: Path, text: str) -> str:
    with pytest.raises(DefinitionErrors) as caught:
        settings_of(site, text)
    return str(caught.value)


def test_without_a_file_all_is_as_it_is(site: Path) -> None:
    settings = load_settings(site, SURVEYS)
    assert settings == DEFAULTS
    assert settings.base == "/"
    assert [one["id"] for one in settings.chosen([{"id": "a"}, {"id": "b"}])] == ["a", "b"]


def test_the_file_of_this_repository_is_in_order(root: Path) -> None:
    assert load_settings(root, SURVEYS, ("ja", "en")).lead == "cspi"


def test_the_shape_is_checked(site: Path) -> None:
    assert said_of(site, "url: https://example.org/cs\nsurvey: [cspi]\n") == SAID


def test_surveys_languages_and_files_are_checked(site: Path) -> None:
    said = said_of(site, "surveys: [cspi, cspo]\nlead: cs-state\nname: {fr: Où}\nlogo: ../logo.svg\n")
    assert said.count("there is no survey `cspo`") == 1 and "did you mean `cspi`?" in said
    assert "there is no survey `cs-state`" in said
    assert "there is no language `fr`" in said
    assert "can't be that file" in said
    assert said.endswith("4 problems in 1 file")


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing yet\n", "\ufeff# nothing yet\n"])
def test_an_empty_file_is_as_none(site: Path, text: str) -> None:
    (site / "site.yaml").write_text(text, encoding="utf-8")
    assert load_settings(site, SURVEYS, ("ja", "en")) == load_settings(site / "elsewhere", SURVEYS)
    assert chosen_languages(site) == ()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"\x89PNG\r\n", "no XML: "),
        (b"<svg", "no XML: "),
        (b"<html/>", "<html>"),
        (b"<svg/>", "<svg>"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', None),
    ],
)
def test_a_logo_is_a_drawing(site: Path, content: bytes, found: str | None) -> None:
    (site / "logo.svg").write_bytes(content)
    if found is None:
        (site / "site.yaml").write_text("logo: logo.svg\n", encoding="utf-8")
        assert load_settings(site, SURVEYS, ("ja", "en")).logo == "logo.svg"
    else:
        said = said_of(site, "logo: logo.svg\n")
        assert f"found: {found}" in said and "logo.svg can't be used" in said


def test_a_colour_that_cannot_be_read_is_refused(site: Path) -> None:
    said = said_of(site, 'accent: {light: "#ffcc00", dark: "#101010"}\n')
    assert "text in this colour can't be read on a light ground" in said
    assert "text in this colour can't be read on a dark ground" in said


def test_the_order_and_the_choice_of_surveys(site: Path) -> None:
    surveys = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    chosen = SiteSettings(surveys=("c", "a", "b"), lead="a").chosen(surveys)
    assert [one["id"] for one in chosen] == ["a", "c", "b"]
    assert [one["id"] for one in SiteSettings(surveys=("c",)).chosen(surveys)] == ["c"]


def test_the_environment_says_where_the_site_will_be(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://someone.example/cs-bearings")
    assert settings_of(site, "url: https://example.org/\n").base == "/cs-bearings/"
    monkeypatch.setenv("SITE_URL", "someone.example")
    with pytest.raises(CspiBuildError, match="SITE_URL"):
        load_settings(site, SURVEYS)


def test_the_name_takes_the_place_of_the_words(root: Path) -> None:
    words = load_words(root / "site_src" / "text", languages=("ja", "en"))
    renamed = named(words, SiteSettings(name={"en": "Where we stand"}))
    names = {one.locale: name_of(one) for one in renamed}
    assert names == {"ja": name_of(words[0]), "en": "Where we stand"}


def name_of(words: Words) -> object:
    site = words.t["site"]
    assert isinstance(site, dict)
    return site["name"]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_grounds_are_those_of_the_style_sheet(root: Path) -> None:
    tokens = (root / "site_src" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
    for paper, _ in GROUNDS.values():
        assert f"--cs-paper: {paper};" in tokens
    assert contrast("#0b6b68", GROUNDS["light"][0]) >= LEAST


def test_paper_has_the_light_accent() -> None:
    sheet = accent_css({"light": "#0b4a8a", "dark": "#8ab8f0"})
    printed = re.sub(r"@media screen[^{]*\{[^{}]*\{[^{}]*\}\}", "", sheet)
    assert "#8ab8f0" in sheet and "#0b4a8a" in printed
    assert "#8ab8f0" not in printed


def test_accent_and_logo_are_put_among_the_assets(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "site-AAAAAAAA.css").write_text("a{}\n", encoding="utf-8")
    accent = {"light": "#0b4a8a", "dark": "#8ab8f0"}
    settings = SiteSettings.model_validate({"accent": accent, "logo": "logo.svg"})
    names = with_branding(tmp_path, settings, tmp_path, {"site.css": "site-AAAAAAAA.css"})
    assert (tmp_path / names["site.css"]).read_text(encoding="utf-8") == "a{}\n" + accent_css(accent)
    assert names["icons/mark.svg"].startswith("logo-") and not (tmp_path / "site-AAAAAAAA.css").exists()
