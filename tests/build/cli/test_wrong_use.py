"""What is typed wrong is answered with what was meant, in the language of the shell, before any work."""

from __future__ import annotations

import io
import shlex
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from cspi_build.board.command import INSTALL
from cspi_build.cli.main import main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.serve import background_server, is_this_machine
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from several_files import result_text


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_site(tmp_path / "my site", ("fr",))
    monkeypatch.chdir(folder)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    return status, capsys.readouterr().err


def result(site: Path, **more: str) -> Path:
    survey = compile_survey(load_survey(site / "survey_defs" / "meetings"))
    path = site / "result.json"
    path.write_text(result_text({"agenda": {"choice": "title"}}, survey, **more), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ('new site ""', 2, "argument DIR: expected a path, and it is empty"),
        ("build --out=", 2, "argument --out: expected a path, and it is empty"),
        ('--project "" check', 2, "argument --project: expected a path, and it is empty"),
        ("--project site.yaml check", 1, "--project site.yaml: this is a file; expected the folder"),
        ("board r.json --out /nope/x.html", 2, "argument --out: /nope/x.html: there is no folder /nope"),
        ("slides r.json --out nope/x.pptx", 2, "argument --out: nope/x.pptx: there is no folder nope"),
        (
            "export meetings --to xlsform --out survey_defs",
            2,
            "survey_defs is a folder; expected the name of",
        ),
        ("panel site.yaml --survey meetings --id a-2026 --sheet /nope/s.txt", 2, "there is no folder /nope"),
        ("serve --out x", 2, "serve has no `--out`; `--out` is for board, build, collect, export, panel"),
        ("build --por=1", 2, "unrecognized arguments: --por=1"),
        ("build --outt x", 2, "build has no `--outt`; did you mean `--out`?"),
    ],
)
def test_wrong_use_is_answered_with_what_was_meant(
    site: Path, capsys: pytest.CaptureFixture[str], line: str, status: int, said: str
) -> None:
    found, error = told(capsys, *shlex.split(line))
    assert found == status and said in error
    assert "Traceback" not in error


def test_a_command_to_copy_works_with_a_space_in_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "my site", "--languages", "en"]) == 0
    line = capsys.readouterr().out.splitlines()[-1].split("`")[1]
    assert shlex.split(line)[1:] == ["--project", "my site", "serve"]


@pytest.mark.parametrize(
    ("shell", "said"),
    [({}, "does not exist in this survey"), ({"LANG": "C.UTF-8"}, "does not exist in this survey"),
     ({"LANG": "fr_FR.UTF-8"}, "question"), ({"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US"}, "設問")],
)  # fmt: skip
def test_messages_are_in_the_language_of_the_shell(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shell: dict[str, str],
    said: str,
) -> None:
    for name, value in shell.items():
        monkeypatch.setenv(name, value)
    path = result(site)
    path.write_text(path.read_text(encoding="utf-8").replace('"agenda"', '"agendas"'), encoding="utf-8")
    status, error = told(capsys, "board", "result.json")
    assert status == 1 and "agendas" in error and said in error


def test_slides_name_the_site_and_the_extra_that_they_need(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = site / "site.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    named = [line if not line.startswith("name:") else "name: {fr: R & D <ici>}" for line in lines]
    settings.write_text("\n".join(named), encoding="utf-8")
    result(site)
    assert main(["slides", "result.json", "--out", "s.pptx"]) == 0
    with zipfile.ZipFile(io.BytesIO(Path("s.pptx").read_bytes())) as file:
        about = file.read("docProps/app.xml").decode()
    assert "<Company>R &amp; D &lt;ici&gt;</Company>" in about
    monkeypatch.setitem(sys.modules, "cspi_build.board.presentation", None)
    capsys.readouterr()
    assert main(["slides", "result.json", "--out", "t.pptx"]) == 1
    assert INSTALL in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("127.0.0.1:8000", True), ("localhost", True), ("[::1]:8000", True), ("a.localhost:1", True),
     ("example.org:8000", False), ("127.0.0.1.example.org", False), ("localhost@example.org", False),
     ("", False), ("0.0.0.0:8000", False)],
)  # fmt: skip
def test_only_names_of_this_machine_are_served(tmp_path: Path, host: str, is_ours: bool) -> None:
    assert is_this_machine(host) == is_ours
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with background_server(tmp_path) as port:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host or " "})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                found = (answer.status, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                found = (error.code, error.read())
    assert found == ((200, b"mine") if is_ours else (421, b""))


def test_a_version_that_is_a_number_is_told_as_such(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = result(site)
    path.write_text(path.read_text("utf-8").replace('"version": "1.0"', '"version": 1.0'), encoding="utf-8")
    status, error = told(capsys, "board", "result.json")
    assert status == 1 and 'version 1.0 could not be read. Expected: text in quotes, such as "1.0".' in error
