"""A survey in one language is fine; a survey that no page could show, or a language with none, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_build.pages.render import Site, page_context
from cspi_build.pages.templates import make_environment, render
from cspi_build.settings.site import SiteSettings
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.language_checks import check_languages
from cspi_build.surveys.load import load_survey
from survey_files import copy_of_tiny

UNSEEN = "the site is in none of these languages, so the survey would have no page"
NONE_IN_ENGLISH = "no survey that is published is in `en`, and the site's pages are"


def said(folder: Path, surveys: dict[str, str], published: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What is said of surveys that are in these languages, and in which file."""
    for id_, locales in surveys.items():
        (folder / id_).mkdir()
        (folder / id_ / "survey.yaml").write_text(f"id: {id_}\nlocales: [{locales}]\n", encoding="utf-8")
    found = check_languages(folder, published, ("ja", "en"))
    assert all((one.line, one.column) == (2, 10) for one in found)
    return [(Path(one.file).parent.name, one.message) for one in found]


@pytest.mark.parametrize("surveys", [{"a": "ja, en"}, {"a": "ja", "b": "en"}, {"a": "fr, en, ja"}, {}])
def test_every_language_has_a_survey(tmp_path: Path, surveys: dict[str, str]) -> None:
    assert said(tmp_path, surveys) == []


def test_a_survey_in_a_language_that_the_site_does_not_have(tmp_path: Path) -> None:
    assert said(tmp_path, {"a": "ja, en", "b": "fr", "c": "fr, de"}) == [("b", UNSEEN), ("c", UNSEEN)]


def test_a_language_without_any_survey(tmp_path: Path) -> None:
    assert said(tmp_path, {"a": "ja", "b": "ja"}) == [("a", NONE_IN_ENGLISH)]


def test_only_what_is_published_counts(tmp_path: Path) -> None:
    assert said(tmp_path, {"a": "ja, en", "b": "ja", "c": "fr"}, ("b",)) == [("b", NONE_IN_ENGLISH)]


def test_what_has_no_language_is_left_to_other_checks(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "survey.yaml").write_text("id: a\n", encoding="utf-8")
    assert check_languages(tmp_path, (), ("ja", "en")) == []


@pytest.mark.parametrize(("lead", "first"), [("plain", "plain"), ("tiny", "tiny"), (None, "tiny")])
def test_the_home_page_leads_with_the_survey_that_the_settings_name(
    root: Path, tmp_path: Path, lead: str | None, first: str
) -> None:
    """Though it may score nothing; where they name none, with one that has an index."""
    scored = compile_survey(load_survey(copy_of_tiny(tmp_path)))
    unscored = {**scored, "id": "plain", "axes": [], "questions": scored["questions"][:2]}
    settings = SiteSettings(lead=lead)
    surveys = settings.chosen([unscored, scored])
    site = Site(
        surveys, load_words(root / "site_src" / "text", languages=("ja", "en")), {}, "1", settings=settings
    )
    context = page_context(site, site.words[1], "index.md", None)
    home = render(make_environment(root / "site_src"), "pages/index.md.j2", context)
    assert f'class="cs-button cs-button--main" href="{first}/"' in home
