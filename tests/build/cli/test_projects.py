"""Projects: a site of one's own in a folder outside this repository, and nothing of ours in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cspi_build.cli.main import ROOT, main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.pipeline import Places, build_site, check
from cspi_build.progress import Progress
from cspi_build.settings.site import own_text_folder
from cspi_build.settings.ui_text import load_words
from cspi_build.workspace.project import Project, find_project

OURS = re.compile(
    r"customer.success|カスタマーサクセス|نجاح العملاء|CStuners|HiCustomer"
    r"|Performance.Index|\bCSPI\b|\bCSの現在地"
    r"|(?<![A-Za-z])CSM?s?(?![A-Za-z]| Bearings)"
)
WORDS = ROOT / "site_src" / "text"
MESSAGES = ROOT / "cspi_core" / "text" / "messages"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new site in both languages."""
    return Project(new_site(tmp_path / "team check", ("en", "ja")))


def test_a_project_is_found_from_below(project: Project) -> None:
    assert find_project(project.surveys / "meetings") == project
    assert find_project(Path("/"), project.root) == project


def test_no_other_project_takes_the_place_of_one_that_is_missing(tmp_path: Path) -> None:
    for start, named, words in (
        (tmp_path, None, "no site.yaml in"),
        (ROOT, tmp_path, "there is no site.yaml in it"),
        (ROOT, tmp_path / "nowhere", "there is no such folder"),
    ):
        with pytest.raises(CspiBuildError, match=words):
            find_project(start, named, ROOT)


def test_this_repository_is_a_project_without_settings_too(tmp_path: Path) -> None:
    below = tmp_path / "own" / "survey_defs"
    below.mkdir(parents=True)
    assert find_project(below, own=tmp_path / "own").root == tmp_path / "own"


def test_a_check_reads_the_project_that_one_is_in(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.surveys)
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert f"Project: {project.root}\n" in said
    assert "1 survey: meetings 1.0" in said and "cspi" not in said.replace(str(project.root), "")
    assert "2 languages: en, ja" in said
    monkeypatch.chdir(ROOT)
    assert main(["--project", str(project.root), "check"]) == 0
    assert main(["check", "--project", str(project.root)]) == 0
    assert capsys.readouterr().out.count("1 survey: meetings") == 2
    monkeypatch.chdir(project.root.parent)
    assert main(["check"]) == 1
    assert "--project DIR" in capsys.readouterr().err


def test_a_new_survey_goes_to_the_project_in_its_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(new_site(tmp_path / "one", ("en",)))
    monkeypatch.chdir(project.root)
    assert main(["new", "survey", "retro"]) == 0
    assert sorted(path.name for path in (project.surveys / "retro").iterdir()) == ["en.yaml", "survey.yaml"]
    assert len(check(ROOT, Progress(quiet=True), project=project).surveys) == 2


@pytest.mark.parametrize("listed", [["fr,de"], ["fr,", "de"], ["fr", "de"]])
def test_languages_are_listed_with_commas_or_spaces(listed: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "one"
    assert main(["new", "site", str(folder), "--languages", *listed]) == 0
    assert "languages: [fr, de]" in (folder / "site.yaml").read_text(encoding="utf-8")


def test_nothing_is_written_over(project: Project, tmp_path: Path) -> None:
    with pytest.raises(CspiBuildError, match="not empty"):
        new_site(project.root, ("en",))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CspiBuildError, match="not empty"):
        new_site(tmp_path / "file", ("en",))
    with pytest.raises(CspiBuildError, match="languages xx: expected tags of languages"):
        new_site(tmp_path / "other", ("xx",))
    assert not (tmp_path / "other").exists()


def own(project: Project, text: str) -> None:
    (project.root / "text").mkdir(exist_ok=True)
    (project.root / "text" / "en.yaml").write_text(text, encoding="utf-8")


def test_own_words_replace_ours_key_by_key(project: Project) -> None:
    own(project, "home:\n  headline: Do your meetings help?\nabout:\n  sections: []\n")
    own_folder = own_text_folder(project.root)
    words = {one.locale: one.t for one in load_words(WORDS, own_folder, ("en", "ja"))}
    site = {one.locale: one.t for one in load_words(WORDS, languages=("en", "ja"))}
    assert words["en"]["home"] == {**site["en"]["home"], "headline": "Do your meetings help?"}  # type: ignore[dict-item]
    assert words["en"]["about"]["sections"] == []  # type: ignore[index, call-overload]
    assert words["ja"] == site["ja"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("home:\n  headlin: A\n", "did you mean `headline`?"),
        ("home:\n  headline: '{tilte}'\n", "nothing fills in {tilte} here"),
        ("home:\n  headline: [A]\n", "another shape than the site's words"),
        ("homes: A\n", "the site has no words under this key"),
        ("about:\n  sections:\n    - titel: A\n", "did you mean `title`?"),
    ],
)
def test_own_words_that_do_not_fit_are_told_where_they_are(project: Project, text: str, said: str) -> None:
    own(project, text)
    with pytest.raises(DefinitionErrors, match=re.escape(said)) as caught:
        check(ROOT, Progress(quiet=True), project=project)
    assert "text/en.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("languages: [en, xx]", "`xx` is no language"),
        ("languages: [en, en]", "`en` is there twice"),
        ("pages: [abuot]", "`about`"),
        ("text: words", "this is no such folder"),
        ("text: ../words", "this is no such folder"),
        ("name: {fr: Test}", "there is no language `fr`"),
    ],
)
def test_settings_that_do_not_fit_are_told_where_they_are(project: Project, settings: str, said: str) -> None:
    (project.root / "site.yaml").write_text(f"{settings}\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors, match=re.escape(said)) as caught:
        check(ROOT, Progress(quiet=True), project=project)
    assert "site.yaml:1:" in str(caught.value)


def test_a_mistake_in_the_settings_hides_none_in_the_languages(project: Project) -> None:
    settings = "languages: [fr, de]\nname: {xx: Test}\npagse: [about]\n"
    (project.root / "site.yaml").write_text(settings, encoding="utf-8")
    (project.root / "pages" / "it").mkdir(parents=True)
    (project.root / "pages" / "it" / "team.md").write_text("# Team\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        check(ROOT, Progress(quiet=True), project=project)
    said = str(caught.value)
    assert "unknown key `pagse`" in said
    assert (
        "the site is in none of these languages" in said and "expected: one of `fr`, `de` among them" in said
    )
    assert "a folder for each language of the site: one of `fr`, `de`" in said


def test_a_file_with_nearly_the_right_name_is_named(project: Project) -> None:
    survey = project.surveys / "meetings" / "survey.yaml"
    survey.rename(survey.with_name("Survey.yml"))
    with pytest.raises(DefinitionErrors) as caught:
        check(ROOT, Progress(quiet=True), project=project)
    (one,) = caught.value.diagnostics
    assert (one.expected, one.hint) == (
        "a file survey.yaml",
        "`Survey.yml` is there: it needs the name `survey.yaml`",
    )
    (project.root / "site.yaml").rename(project.root / "site.yml")
    for where in ({"start": project.root}, {"start": ROOT, "named": project.root}):
        with pytest.raises(CspiBuildError, match=r"There is site\.yml: rename it to site\.yaml\."):
            find_project(**where)


@pytest.mark.parametrize("locale", sorted(path.name for path in WORDS.iterdir()))
def test_what_every_site_says_names_no_field_of_ours(locale: str) -> None:
    """The texts of views and reports; those of our own pages and data belong to this site."""
    own = {"pages.yaml", "maintain.yaml", "benchmarks.yaml", "compare.yaml"}
    said = {path: path.read_text(encoding="utf-8") for path in (WORDS / locale).glob("*.yaml")}
    said = {path: text for path, text in said.items() if path.name not in own}
    said[MESSAGES / f"{locale}.json"] = (MESSAGES / f"{locale}.json").read_text(encoding="utf-8")
    found = {path.name: OURS.findall(text) for path, text in said.items()}
    assert len(said) > 8 and not {name: words for name, words in found.items() if words}


@pytest.mark.slow
def test_a_site_of_ones_own_has_nothing_of_ours(tmp_path: Path) -> None:
    """In one language only; what stays is the name of the software, and that of its element and packages."""
    project = Project(new_site(tmp_path / "one", ("en",)))
    own(project, "site:\n  description: How good are your meetings?\n")
    out = tmp_path / "out"
    places = Places(ROOT, tmp_path / "work", ROOT / ".build" / "cache", project)
    build_site(places, out, Progress(quiet=True))
    texts = [
        path for path in out.rglob("*") if path.suffix in {".html", ".json", ".webmanifest", ".txt", ".xml"}
    ]
    licences = {out / "licences.txt", out / "sbom.json"}
    pages = {path.relative_to(out).as_posix() for path in texts if path.suffix == ".html"}
    assert {"index.html", "en/index.html", "en/meetings/index.html", "en/meetings/method/index.html"} <= pages
    assert not [page for page in pages if page.startswith(("ja/", "en/maintain", "en/benchmarks", "en/cspi"))]
    found = {
        path.relative_to(out).as_posix(): OURS.findall(path.read_text(encoding="utf-8"))
        for path in texts
        if path not in licences
    }
    assert not {name: words for name, words in found.items() if words}
    assert "How good are your meetings?" in (out / "en" / "index.html").read_text(encoding="utf-8")
