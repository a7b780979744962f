"""What commands print reaches any terminal, pipe and file: no encoding, reader or text makes them fail."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from cspi_build import progress
from cspi_build.cli.main import main as build_main
from cspi_build.surveys.compile import to_json_text
from cspi_core import Result, load_survey, write_result
from cspi_core.advice.plan_edits import begun, with_steps, with_tracks
from cspi_core.cli import main as core_main
from cspi_core.export.bundle import PLANS, TEXTS
from cspi_core.loading.answers import read_answers
from cspi_core.text import terminal
from cspi_core.text.terminal import visible
from golden_surveys import compiled
from several_files import answers_of, result_text

pytestmark = pytest.mark.slow  # starts a process for each test

ROOT = Path(__file__).resolve().parents[3]
ENCODINGS = ("cp932", "cp1252", "ascii", "latin-1", "euc-jp", "utf-8")
HOSTILE = "a\x1b[2Jb\u202egpj.c\x07\u2066d\x9b3me\x7f"
CORE = ("-m", "cspi_core")
BUILD = ("build.py",)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A compiled survey, results, one with a hostile label, and one that is none."""
    folder = tmp_path_factory.mktemp("files")
    texts = {
        "survey": to_json_text(compiled("cspi")),
        "one": result_text(answers_of("team"), label="秋 – “é”"),
        "two": result_text(answers_of("mixed"), label=HOSTILE, notes={"q18": HOSTILE}),
        "bad": result_text({"q0": {"choice": HOSTILE}, "q15": {"choice": f"≤ {HOSTILE} 亜"}}),
    }
    paths = {name: folder / f"{name} 名前.json" for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    return {name: str(path) for name, path in paths.items()}


def run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    own = ("PYTHON", "LC_", "LANG")
    known = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=known | {"PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        check=False,
        timeout=120,
    )


def read(output: bytes, encoding: str) -> str:
    """What someone with this encoding sees: one without Japanese has given way to UTF-8."""
    return output.decode(encoding if encoding in ("cp932", "euc-jp") else "utf-8")


def commands(files: dict[str, str]) -> dict[str, list[str]]:
    survey = ["--survey", files["survey"]]
    one, two = files["one"], files["two"]
    return {
        "score": [*CORE, "score", one, *survey],
        "json": [*CORE, "score", one, *survey, "--json"],
        **{
            form: [*CORE, "report", two, *survey, "--format", form]
            for form in ("text", "markdown", "csv", "json")
        },
        "plan": [*CORE, "plan", one, *survey],
        "compare": [*CORE, "compare", one, two, *survey],
        "team": [*CORE, "team", one, two, *survey],
        "diff": [*BUILD, "diff", "hicustomer-2020", "hicustomer-2021"],
        "reconcile": [*BUILD, "reconcile", "60.9", "18.8", "4.7", "4.7", "10.9"],
        "help": [*BUILD, "--help"],
        "help of a command": [*BUILD, "build", "--help"],
    }


NAMES = tuple(commands({"survey": "", "one": "", "two": ""}))
BUILDING = ("diff", "reconcile", "help", "help of a command")
SCORING = tuple(name for name in NAMES if name not in BUILDING)


class Screen(TextIOWrapper):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def inside(arguments: list[str], encoding: str) -> tuple[int, str, str]:
    """The same in this process, on a screen of this encoding: status, output and errors as they are seen."""
    main = core_main if arguments[0] == "-m" else build_main
    kind = Screen if main is core_main else TextIOWrapper
    streams = [kind(BytesIO(), encoding=encoding) for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        status = main(arguments[2:] if main is core_main else arguments[1:])
    for stream in streams:
        stream.flush()
    out, error = (read(stream.buffer.getvalue(), encoding) for stream in streams)  # type: ignore[attr-defined]
    return status, out, error


@pytest.mark.parametrize("name", SCORING)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_command_prints_in_every_encoding(files: dict[str, str], name: str, encoding: str) -> None:
    for locale, word in (
        ("ja", "役職" if name == "csv" else "スコア"),
        ("en", "Phase" if name == "plan" else "Team"),
    ):
        status, text, errors = inside([*commands(files)[name], "--locale", locale], encoding)
        assert (status, errors) == (0, "")
        assert text == visible(text)
        assert name == "json" or word in text
        assert name not in ("json", "format json") or json.loads(text)["format"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_problem_prints_in_every_encoding(files: dict[str, str], encoding: str) -> None:
    for locale in ("ja", "en"):
        command = [*CORE, "score", files["bad"], "--survey", files["survey"], "--locale", locale]
        status, text, said = inside(command, encoding)
        assert (status, text) == (1, "")
        assert len(said.splitlines()) == 2
        assert "名前.json" in said
        assert said == visible(said)


@pytest.mark.parametrize("name", ["diff", "reconcile", "help of a command"])
@pytest.mark.parametrize("encoding", ["cp932", "cp1252"])
def test_the_build_prints_in_every_encoding(files: dict[str, str], name: str, encoding: str) -> None:
    status, text, errors = inside(commands(files)[name], encoding)
    assert (status, errors) == (int(name == "diff"), "")  # 1: the two differ
    assert text.strip()


@pytest.mark.parametrize(
    ("name", "encoding"), [("score", "cp932"), ("report", "cp1252"), ("diff", "cp932"), ("help", "ascii")]
)
def test_a_process_of_its_own_does_so_too(files: dict[str, str], name: str, encoding: str) -> None:
    done = run(commands(files)["text" if name == "report" else name], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (int(name == "diff"), b"")
    assert read(done.stdout, encoding).strip()


def test_names_and_arguments_are_shown_with_what_is_in_them(tmp_path: Path, files: dict[str, str]) -> None:
    name = f"{HOSTILE}.json"
    for arguments in (
        [*CORE, "score", name, "--survey", files["survey"]],
        [*CORE, "score", files["one"], "--survey", name],
        [*CORE, "score", files["one"], "--survey", files["survey"], "--snapshot", name],
        [*CORE, "score", files["one"], "--survey", files["survey"], name],
        [*CORE, "score", files["one"], "--survey", files["survey"], "--output", f"{tmp_path}/none/{name}"],
        [*BUILD, "diff", name, "hicustomer-2021"],
        [*BUILD, "panel", name, "--survey", "cspi", "--id", "acme-2026"],
        [*BUILD, "export", name, "--to", "xlsform"],
        [*BUILD, "new", "survey", name],
        [*BUILD, "compress", name],
        [*BUILD, name],
    ):
        status, _, said = inside(arguments, "utf-8")
        assert status in (1, 2), arguments
        assert said == visible(said), arguments
        assert "b[2J" in said or "x1b" in said, arguments


def test_progress_shows_the_same_signs(capsys: pytest.CaptureFixture[str]) -> None:
    assert progress.ACTIVE.pattern == terminal.ACTIVE.pattern
    progress.Progress().say(HOSTILE)
    assert capsys.readouterr().out == visible(HOSTILE) + "\n"


def test_a_name_that_is_no_text_is_said(files: dict[str, str]) -> None:
    survey = ["--survey", files["survey"]]
    command = [os.fsencode(part) for part in (sys.executable, *CORE, "score", *survey)]
    done = subprocess.run([*command, b"caf\xe9.json"], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert b"caf" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_file_gets_the_texts_as_they_are(files: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    command = [*CORE, "report", files["two"], "--survey", files["survey"], "--format", "json"]
    assert run([*command, "--output", str(out)]).returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["label"] == HOSTILE
    assert json.loads(run(command, PYTHONIOENCODING="utf-8").stdout)["label"] == HOSTILE


@pytest.mark.skipif(os.name != "posix", reason="a shell with pipes is needed")
@pytest.mark.parametrize("name", ["score", "csv", "diff", "help"])
def test_a_reader_that_leaves_is_not_complained_of(files: dict[str, str], name: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, *commands(files)[name]]
    done = subprocess.run(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=120)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("cp932", "a-b <= e"), ("cp1252", "a–b ≤ é"), ("utf-8", "a–b ≤ é")],
)
def test_signs_that_are_lacking_are_replaced_so_that_they_can_be_read(encoding: str, expected: str) -> None:
    program = "from cspi_core.text.terminal import prepare, say; prepare(); say('a\\u2013b \\u2264 \\xe9')"
    done = run(["-c", program], PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert read(done.stdout, encoding).strip() == expected


FORMATS = [
    *(["report", "--format", form] for form in TEXTS),
    *(["plan", "--format", form] for form in PLANS),
    *([command, "--json"] for command in ("score", "plan")),
]


@pytest.fixture(scope="module")
def planned(files: dict[str, str]) -> str:
    """A result with a plan, the words of which act on terminals."""
    survey = load_survey(files["survey"])
    answers = read_answers(survey, answers_of("team"))[0]
    pair = ("q34", "segment_baseline")
    kept = with_steps(survey, answers, begun(None, answers, "2026-08-31T23:30:00-09:00"), [pair])
    said = {"question": pair[0], "option": pair[1], "due": "2026-12-24", "owner": "愛", "note": "a\nb – é"}
    kept = with_tracks(survey, kept, [said])
    path = Path(files["one"]).with_name("planned.json")
    result = Result(answers, label=HOSTILE, created="2026-08-31T23:30:00-09:00", plan=kept)
    path.write_text(write_result(survey, result), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", FORMATS, ids=" ".join)
def test_a_redirected_file_is_the_file_that_is_written(
    files: dict[str, str], planned: str, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(2026, 11, 30, 9, tzinfo=UTC)

    monkeypatch.setattr("cspi_core.cli.datetime", Clock)
    command = [command[0], planned, "--survey", files["survey"], *command[1:]]
    for encoding in ("cp932", "ascii", "utf-8"):
        redirected = TextIOWrapper(BytesIO(), encoding=encoding)
        with redirect_stdout(redirected):
            assert core_main(command) == 0
        redirected.flush()
        assert core_main([*command, "--output", str(tmp_path / "file")]) == 0
        assert redirected.buffer.getvalue() == (tmp_path / "file").read_bytes()  # type: ignore[attr-defined]


def test_a_redirected_result_is_one(files: dict[str, str], planned: str, tmp_path: Path) -> None:
    survey = ["--survey", files["survey"]]
    (tmp_path / "tasks.csv").write_bytes(run([*CORE, "plan", planned, *survey, "--format", "tasks"]).stdout)
    done = run([*CORE, "track", planned, *survey, "--tasks", str(tmp_path / "tasks.csv")])
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == Path(planned).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams is needed")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("name", ["score", "csv", "reconcile", "help", "help of a command"])
def test_a_closed_stream_is_no_failure(files: dict[str, str], name: str, closed: str) -> None:
    done = shell(commands(files)[name], closed)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is needed")
@pytest.mark.parametrize("name", ["score", "json", "csv", "diff", "help", "help of a command"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said(files: dict[str, str], name: str, unbuffered: str) -> None:
    done = shell(commands(files)[name], ">/dev/full", PYTHONUNBUFFERED=unbuffered)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "standard output: " in said and "None" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is needed")
def test_progress_on_a_full_disk_is_said(tmp_path: Path) -> None:
    done = shell(["-m", "cspi_build", "check"], ">/dev/full")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("build.py: standard output: the disk is full.")
    assert len(done.stderr.splitlines()) == 1
    assert shell(["-m", "cspi_build", "diff", "a", "b"], "2>/dev/full").returncode in (1, 2)


def shell(arguments: list[str], redirected: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a shell does with what is written after it."""
    command = shlex.join([sys.executable, *arguments])
    return subprocess.run(
        ["/bin/sh", "-c", f"exec {command} {redirected}"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


FORGED = "x\nNo errors found:\n  99 editions.yml"


def test_the_end_of_a_line_in_a_name_does_not_begin_a_line(files: dict[str, str], tmp_path: Path) -> None:
    project = tmp_path / FORGED
    (project / "benchmark_snapshots").mkdir(parents=True)
    (project / "site.yaml").touch()
    (project / "benchmark_snapshots" / FORGED).touch()
    survey = ["--survey", files["survey"]]
    for arguments in (
        [*CORE, "score", FORGED, *survey],
        [*CORE, "score", files["one"], "--survey", FORGED],
        [*CORE, "score", files["one"], *survey, "--snapshot", FORGED],
        [*CORE, "score", files["one"], *survey, "--output", f"{tmp_path}/none/{FORGED}"],
        [*CORE, "score", files["one"], *survey, FORGED],
        [*BUILD, "diff", FORGED, "hicustomer-2021"],
        [*BUILD, "panel", FORGED, "--survey", "cspi", "--id", "acme-2026"],
        [*BUILD, "export", FORGED, "--to", "xlsform"],
        [*BUILD, "export", "cspi", "--to", "xlsform", "--out", f"{tmp_path}/none/{FORGED}"],
        [*BUILD, "new", "survey", FORGED],
        [*BUILD, "new", "edition", "acme-2026", "--like", FORGED],
        [*BUILD, "compress", FORGED],
        [*BUILD, "build", "--out", f"{project}/benchmark_snapshots/{FORGED}"],
        [*BUILD, "--project", FORGED, "check"],
        [*BUILD, "--project", str(project), "check"],
        [*BUILD, FORGED],
    ):
        status, out, said = inside(arguments, "utf-8")
        assert status in (1, 2), arguments
        assert not {"No errors found:", "  99 editions.yml"} & {*out.splitlines(), *said.splitlines()}, (
            arguments
        )
        assert "\\u000a" in said or "\\n" in said, arguments
