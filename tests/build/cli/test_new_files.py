"""`build.py new`: what it writes is empty where it must be, works where it can, and replaces nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest

from cspi_build.cli.scaffold import command
from cspi_build.cli.scaffold.edition import new_edition
from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.scaffold.survey import new_survey
from cspi_build.diagnostics import CspiBuildError, DefinitionErrors
from cspi_build.editions.load import load_editions
from cspi_build.settings.site import SiteSettings, load_settings
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.workspace.project import Project
from cspi_build.yaml_source.source import read_yaml
from cspi_core import load_survey as core_survey
from cspi_core import score
from edition_files import TINY_SNAPSHOTS, copy_of_tiny_snapshots
from new_sites import take_every_setting


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(DefinitionErrors) as caught:
        load_editions(folder)
    return [f"{one.file.rpartition('/')[2]}:{one.line}: {one.message}" for one in caught.value.diagnostics]


def test_an_empty_snapshot_is_told_place_by_place(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    path = new_edition(folder, "tiny-2023", "tiny-2021")
    lines = path.read_text(encoding="utf-8").splitlines()
    empty = [
        f"{path.name}:{number}: `share` has no value"
        for number, line in enumerate(lines, start=1)
        if "{share: , count: , status: published}" in line
    ]
    problems = problems_of(folder)
    assert len(empty) == 16
    assert set(empty) <= set(problems)
    assert {problem.partition(":")[0] for problem in problems} == {"tiny-2023.yaml"}


def test_what_belongs_to_the_study_stays(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    written = read_yaml(new_edition(folder, "tiny-2023", "tiny-2021")).value
    like = read_yaml(TINY_SNAPSHOTS / "tiny-2021.yaml").value
    assert isinstance(written, dict) and isinstance(like, dict)
    assert written["edition"]["previous"] == "tiny-2022"
    assert written["units"] == like["units"] and written["segments"] == like["segments"]
    kept = ("id", "theme", "title", "kind", "unit", "step", "direction", "base", "open", "categories")
    for mine, theirs in zip(written["metrics"], like["metrics"], strict=True):
        assert {key: mine.get(key) for key in kept} == {key: theirs.get(key) for key in kept}
        assert [cell["segment"] for cell in mine["cells"]] == [cell["segment"] for cell in theirs["cells"]]
    assert "omitted" not in written and "corrections" not in written


def test_another_study_lends_its_questions_only(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    written = read_yaml(new_edition(folder, "acme-2023", "tiny-2021")).value
    assert isinstance(written, dict)
    assert "previous" not in written["edition"]
    assert written["origin"]["producer"] is None
    assert written["study"]["population"] == {"ja": None, "en": None}


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    before = (folder / "tiny-2022.yaml").read_bytes()
    with pytest.raises(CspiBuildError, match="there already"):
        new_edition(folder, "tiny-2022", "tiny-2021")
    assert (folder / "tiny-2022.yaml").read_bytes() == before


def test_an_unknown_model_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    with pytest.raises(CspiBuildError, match=r"no edition tiny-2020: expected one of `tiny-2021`"):
        new_edition(folder, "tiny-2023", "tiny-2020")


def test_a_broken_model_is_told_by_its_own_mistakes(tmp_path: Path) -> None:
    folder = copy_of_tiny_snapshots(tmp_path)
    (folder / "bad-2020.yaml").write_text("id: bad-2020\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors, match="`edition` is missing"):
        new_edition(folder, "tiny-2023", "bad-2020")


@pytest.mark.parametrize(
    "arguments",
    [
        ["edition", "Acme-2024", "--like", "tiny-2021"],
        ["edition", "acme", "--like", "tiny-2021"],
        ["edition", "acme-1066", "--like", "tiny-2021"],
        ["edition", "../acme-2024", "--like", "tiny-2021"],
        ["edition", "acme-2024"],
        ["survey", "My Survey"],
        ["survey", "privacy"],
    ],
    ids=" ".join,
)
def test_bad_names_are_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    command.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit) as caught:
        parser.parse_args(["new", *arguments])
    assert caught.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_new_survey_works_as_it_stands(tmp_path: Path) -> None:
    definition = load_survey(new_survey(Project(tmp_path), "meeting-check"))
    survey = core_survey(compile_survey(definition))
    best = {"agenda": "questions", "end": "always", "invited": "those_needed", "looked_at": "next_time"}
    answers = {id_: {"choice": choice} for id_, choice in best.items()}
    answers |= {"hours": {"number": 2}, "kept": {"choices": ["dates", "decisions", "owners"]}}
    assert survey.id == "meeting-check"
    assert score(survey, answers).index.score == 100
    assert [question["kind"] for question in compile_survey(definition)["questions"]].count("number") == 1


def test_a_survey_that_is_there_is_left_alone(tmp_path: Path) -> None:
    new_survey(Project(tmp_path), "meeting-check")
    with pytest.raises(CspiBuildError, match="there already"):
        new_survey(Project(tmp_path), "meeting-check")


@pytest.mark.parametrize("locale", ["en", "ja", "fr", "de", "ar", "sv"])
def test_a_new_site_shows_every_setting_with_comments_in_its_language(tmp_path: Path, locale: str) -> None:
    root = new_site(tmp_path / "site", (locale,))
    text = take_every_setting(root, locale)
    settings = load_settings(root, ("meetings",), (locale,), ())
    left_out = set(SiteSettings.model_fields) - settings.model_fields_set
    assert left_out == {"lead", "source", "text", "earlier_builds", "generator"}
    assert settings.legal == ("imprint",) and settings.foot(locale)[0] == locale
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "@" not in readme and readme.count("build.py") >= 3
    english = new_site(tmp_path / "en", ("en",))
    comments, theirs = (
        {line.replace(f"pages/{one}/", "pages/") for line in said.splitlines() if line.startswith("#")}
        for one, said in ((locale, text), ("en", take_every_setting(english, "en")))
    )
    assert len(comments) >= 15 and "@" not in "".join(comments)
    assert comments == theirs if locale in ("en", "sv") else not comments & theirs
    same = set((english / "README.md").read_text(encoding="utf-8").splitlines()) & set(readme.splitlines())
    assert any(len(line) > 20 for line in same) == (locale in ("en", "sv")), same
