"""A check names what it read, and every file near it that nothing reads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspi_build.cli.main import main
from cspi_build.cli.read_and_unread import unread_files
from cspi_build.editions.load import edition_files
from cspi_build.surveys.load import load_survey
from edition_files import TINY_SNAPSHOTS
from survey_files import TINY

STRAY = [
    "benchmark_snapshots/acme-2026.yml",
    "benchmark_snapshots/acme-2026.YAML",
    "benchmark_snapshots/acme-2026.yaml.bak",
    "benchmark_snapshots/acme-2026.yaml~",
    "benchmark_snapshots/acme-2026.json",
    "benchmark_snapshots/2026/acme-2026.yaml",
    "benchmark_snapshots/2026/deeper/acme-2026.yaml",
    "survey_defs/survey.yaml",
    "survey_defs/tiny.yml",
    "survey_defs/tiny/texts/ja.yaml",
    "survey_defs/tiny/ja.yaml.orig",
    "survey_defs/tiny/Ja.YAML",
    "survey_defs/tiny/notes.txt",
    "site_src/text/pages.yaml",
    "site_src/text/en/pages.yml",
    "site_src/text/en/Pages.YAML",
    "site_src/text/en/more/pages.yaml",
    "site.yml",
    "benchmark_snapshots/.acme-2026.yaml",
    "text/en.yml",
    "text/more/en.yaml",
    "acme-2026.yaml",
    "Acme-2026.YML",
]
MISNAMED = {
    "Benchmark_snapshots": "benchmark_snapshots/",
    "benchmark-snapshots": "benchmark_snapshots/",
    "Benchmark Snapshots": "benchmark_snapshots/",
    "editions": "benchmark_snapshots/",
    "Snapshots": "benchmark_snapshots/",
    "survey-defs": "survey_defs/",
    "Surveys": "survey_defs/",
    "Text": "text/",
    "TEXT": "text/",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path / "survey_defs" / "tiny")
    shutil.copytree(TINY_SNAPSHOTS, tmp_path / "benchmark_snapshots")
    for locale in ("ja", "en"):
        (tmp_path / "site_src" / "text" / locale).mkdir(parents=True)
        (tmp_path / "site_src" / "text" / locale / "pages.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "site.yaml").write_text("surveys: [tiny]\n", encoding="utf-8")
    return tmp_path


def test_what_is_read_is_not_told(project: Path) -> None:
    (project / "survey_defs" / ".DS_Store").touch()
    (project / "text").mkdir()
    (project / "text" / "en.yaml").write_text("a: b\n", encoding="utf-8")
    (project / "surveys").mkdir()
    (project / "surveys" / "notes.pdf").touch()
    for folder in ("benchmark_snapshots", "survey_defs/tiny", "site_src/text/en", "text", "."):
        (project / folder / "._tiny-2021.yaml").write_bytes(b"\x00\x05\x16\x07")
    assert unread_files(project) == []


@pytest.mark.parametrize("name", STRAY)
def test_a_file_that_nothing_reads_is_told(project: Path, name: str) -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("id: acme-2026\n", encoding="utf-8")
    (told,) = unread_files(project)
    assert told.path == name and ".yaml" in told.expected


def test_a_draft_and_an_empty_folder_are_told(project: Path) -> None:
    (project / "survey_defs" / "_draft").mkdir()
    (project / "benchmark_snapshots" / "2027").mkdir()
    assert [one.path for one in unread_files(project)] == ["benchmark_snapshots/2027", "survey_defs/_draft"]


def test_a_check_names_surveys_and_editions_with_counts(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("survey_defs", "benchmark_snapshots", "site_src/own_text"):
        shutil.copytree(root / folder, tmp_path / folder)
    shutil.copy(root / "site.yaml", tmp_path)
    (tmp_path / "benchmark_snapshots" / "acme-2026.yml").write_text("id: acme-2026\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert f"Project: {tmp_path}\n" in said.out
    assert "2 surveys: " in said.out and "cs-state 1.0 (35 questions)" in said.out
    editions = sorted(path.stem for path in (tmp_path / "benchmark_snapshots").glob("*.yaml"))
    assert f"{len(editions)} editions: " in said.out
    assert all(f"{edition} (" in said.out for edition in editions)
    assert "2 languages: ja, en" in said.out
    assert "Not read: benchmark_snapshots/acme-2026.yml." in said.err


@pytest.mark.parametrize("name", MISNAMED)
def test_a_folder_of_nearly_the_right_name_is_told(project: Path, name: str) -> None:
    (project / name).mkdir()
    (project / name / "acme-2026.yaml").write_text("id: acme-2026\n", encoding="utf-8")
    (told,) = unread_files(project)
    assert (told.path, told.expected) == (name, MISNAMED[name])


def test_what_macos_notes_of_a_file_is_not_read(project: Path) -> None:
    for folder in ("benchmark_snapshots", "survey_defs/tiny"):
        (project / folder / "._tiny-2021.yaml").write_bytes(b"\x00\x05\x16\x07")
    assert [path.name for path in edition_files(project / "benchmark_snapshots")] == [
        "tiny-2021.yaml",
        "tiny-2022.yaml",
    ]
    load_survey(project / "survey_defs" / "tiny")


@pytest.mark.parametrize("folder", ["benchmark_snapshots", "survey_defs/tiny", "site_src/text/en", "text"])
def test_what_is_no_file_is_told(project: Path, folder: str) -> None:
    (project / folder).mkdir(exist_ok=True)
    (project / folder / "gone-2020.yaml").symlink_to(project / "nowhere")
    os.mkfifo(project / folder / "pipe-2020.yaml")
    told = [one.path for one in unread_files(project)]
    assert told == [f"{folder}/gone-2020.yaml", f"{folder}/pipe-2020.yaml"]


@pytest.mark.parametrize("name", ["benchmark_snapshots", "survey_defs", "site_src/text", "text"])
@pytest.mark.parametrize("kind", ["file", "link", "locked"])
def test_a_folder_that_can_not_be_read_is_told(
    project: Path, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, listed = project / name, Path.iterdir
    if folder.exists():
        shutil.rmtree(folder)
    if kind == "file":
        folder.touch()
    elif kind == "link":
        folder.symlink_to(project / "nowhere")
    else:
        folder.mkdir()

    def refuse(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    (told,) = unread_files(project)
    assert (told.path, told.expected) == (name, "a folder that can be read")


def test_unread_files_are_told_beside_errors(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "benchmark_snapshots" / "acme-2026.yml").write_text("id: acme-2026\n", encoding="utf-8")
    (project / "site.yaml").write_text("surveys: [\n", encoding="utf-8")
    monkeypatch.chdir(project)
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    assert "Not read: benchmark_snapshots/acme-2026.yml." in said and "site.yaml:1:" in said
