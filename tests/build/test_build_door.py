"""build.py on machines that lack something, and commands after a person's mistake: words, no tracebacks."""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from children import started
from cspi_build import node
from cspi_build.cli.main import EARLIER, TOOLS
from cspi_build.diagnostics import CspiBuildError
from cspi_build.progress import explain
from cspi_build.site.own_files import MARKER

pytestmark = pytest.mark.slow

Run = subprocess.CompletedProcess[str]
ALONE = (
    "build.py",
    "requirements.lock",
    "cspi_build/__init__.py",
    "cspi_build/diagnostics.py",
    "cspi_build/workspace/__init__.py",
    "cspi_build/workspace/locks.py",
    "cspi_build/os_errors.py",
    "cspi_build/progress.py",
    "cspi_build/system_packages.py",
)
FOR_CHECKS = ("cspi_build", "cspi_core", "survey_defs", "site_src/text")


def run(command: list[str], folder: Path, **environment: str) -> Run:
    """Run in a folder, with this environment and nothing of pip's or uv's."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))
    }
    everything = {**kept, "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        command, cwd=folder, env=everything, capture_output=True, text=True, timeout=300, check=False
    )


def assert_one_sentence(done: Run, status: int, *words: str) -> None:
    """The command failed with one line for a person, which has these words."""
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def alone(root: Path, tmp_path: Path) -> Path:
    """A folder with what build.py needs before anything is installed."""
    for name in ALONE:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    """A copy of what `check` reads, to make mistakes in."""
    for name in FOR_CHECKS:
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def module(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cspi_build", *arguments]


def without_uv(folder: Path) -> str:
    """A PATH on which no uv is, and nothing that installs packages."""
    empty = folder / "empty"
    empty.mkdir()
    return str(empty)


def programs(folder: Path, **scripts: str) -> str:
    """A PATH on which only these programs are, and what shell scripts need."""
    (folder / "bin").mkdir()
    for name, script in scripts.items():
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / "bin" / name).chmod(0o755)
    for name in ("sh", "env", "true"):
        (folder / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return str(folder / "bin")


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 10)])
def test_an_old_python_can_still_read_build_py(root: Path, version: tuple[int, int]) -> None:
    ast.parse((root / "build.py").read_text(encoding="utf-8"), feature_version=version)


def test_an_old_python_is_told_which_one_is_needed(alone: Path) -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0); sys.argv = ['build.py', 'serve']; "
    )
    done = run([sys.executable, "-c", pretend + "runpy.run_path('build.py', run_name='__main__')"], alone)
    assert_one_sentence(done, 2, "Python 3.11 or newer", "3.8")


def test_help_needs_no_set_up(alone: Path) -> None:
    done = run([sys.executable, "build.py", "--help"], alone)
    assert done.returncode == 0
    for command in ("check", "build", "serve", "test"):
        assert f"build.py {command}" in done.stdout
    assert run([sys.executable, "build.py"], alone).returncode == 2
    assert not (alone / ".venv").exists()


def test_a_python_without_ensurepip_names_the_package_to_install(alone: Path) -> None:
    pretend = "import runpy, sys; sys.modules['ensurepip'] = None; sys.argv = ['build.py', 'check']; "
    command = [sys.executable, "-c", pretend + "runpy.run_path('build.py', run_name='__main__')"]
    done = run(command, alone, PATH=without_uv(alone))
    assert_one_sentence(done, 1, "apt install python3-venv")


LACKS_VENV = """
import importlib.util, pathlib, runpy, sys
real = importlib.util.find_spec
has = lambda: pathlib.Path("installed-by-apt").exists()
gone = lambda name: name == "ensurepip" and not has()
importlib.util.find_spec = lambda name, *more: None if gone(name) else real(name, *more)
sys.argv = ["build.py", "check"]
runpy.run_path("build.py", run_name="__main__")
"""


@pytest.mark.parametrize("works", [True, False])
def test_what_makes_environments_is_installed_where_that_is_allowed(alone: Path, works: bool) -> None:
    apt = 'echo "$@" >> asked; case "$*" in *install*python3-venv*) ' + (
        "> installed-by-apt" if works else ":"
    )
    path = programs(alone, **{"apt-get": f"{apt};; esac", "sudo": 'shift; exec "$@"'})
    nobody = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = run([sys.executable, "-c", LACKS_VENV], alone, PATH=path, **nobody)
    asked = (alone / "asked").read_text().splitlines()
    assert asked[0] == "update" and asked[1].endswith("python3-venv")
    assert done.stdout.startswith("This Python cannot make virtual environments; installing python3-venv")
    # Where it worked, what fails next is the network, which this test has none of
    assert_one_sentence(
        done, 1, "Installing the Python packages failed" if works else "apt install python3-venv"
    )


def test_a_foreign_environment_is_left_alone(alone: Path) -> None:
    (alone / ".venv").mkdir()
    (alone / ".venv" / "mine.txt").write_text("mine")
    done = run([sys.executable, "build.py", "check"], alone)
    assert_one_sentence(done, 1, ".venv", "move it away")
    assert (alone / ".venv" / "mine.txt").read_text() == "mine"


def test_without_a_network_there_is_one_sentence_and_the_next_run_starts_over(alone: Path) -> None:
    nobody = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = run([sys.executable, "build.py", "check"], alone, PATH=without_uv(alone), **nobody)
    assert_one_sentence(done, 1, "Installing the Python packages failed", "network", "setup.log")
    assert not (alone / ".venv" / "installed.txt").exists()
    assert (alone / ".venv" / "made-by-build.py.txt").exists()


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("npm error code ENOTFOUND", "network"),
        ("Failed to establish a new connection: [Errno -2] Name or service not known", "network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "lock file"),
        ('x [ERROR] Could not resolve "./y.js"\n\n    site.js:3:7:\n      3 | import\n', "./y.js"),
        ("all is lost", "all is lost"),
        ("", "said nothing"),
    ],
)
def test_what_a_program_says_becomes_one_sentence(output: str, word: str) -> None:
    sentence = explain("It", output, Path("log"))
    assert word in sentence
    assert "\n" not in sentence


def test_without_node_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, root: Path, tmp_path: Path
) -> None:
    for name in ("_on_machine", "_from_wheel"):
        monkeypatch.setattr(node, name, lambda: None)
    monkeypatch.setattr(node, "_install_wheel", lambda *_, **__: None)
    with pytest.raises(CspiBuildError, match=r"Node\.js 20 or newer"):
        node.find_node(root, tmp_path)


def test_an_old_node_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, says in (("node", "v18.20.4"), ("npm", "10.0.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {says}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node._on_machine() is None


def test_every_mistake_is_named_with_its_place_in_one_go(tree: Path) -> None:
    survey = tree / "survey_defs" / "cspi" / "survey.yaml"
    survey.write_text(survey.read_text(encoding="utf-8") + "surprise: 1\n", encoding="utf-8")
    words = tree / "site_src" / "text" / "en" / "pages.yaml"
    words.write_text(words.read_text(encoding="utf-8") + "extra: {word: here}\n", encoding="utf-8")
    done = run(module("check"), tree)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.search(r"^survey_defs/cspi/survey\.yaml:\d+:1: .*surprise", done.stderr, re.MULTILINE)
    assert re.search(r"^site_src/text/en/pages\.yaml:\d+:\d+: .*extra\.word.*ja", done.stderr, re.MULTILINE)
    assert "^" in done.stderr


def test_a_build_refuses_a_folder_that_is_not_its_own(tree: Path) -> None:
    theirs = tree / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    done = run(module("build", "--out", "theirs"), tree)
    assert_one_sentence(done, 1, "theirs", "--out")
    assert [path.name for path in theirs.iterdir()] == ["thesis.txt"]


def test_a_failed_build_leaves_the_earlier_site(tree: Path) -> None:
    earlier = tree / "site"
    earlier.mkdir()
    (earlier / MARKER).write_text("")
    (earlier / "index.html").write_text("earlier")
    (tree / "survey_defs" / "cspi" / "survey.yaml").write_text("id: [\n")
    done = run(module("build", "--out", "site"), tree)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (earlier / "index.html").read_text() == "earlier"
    assert not [path for path in tree.iterdir() if path.name.startswith(".site-new-")]


@pytest.mark.parametrize("port", ["none", "-1", "65536", "８０００"])
def test_a_wrong_port_is_wrong_use(root: Path, port: str) -> None:
    done = run(module("serve", f"--port={port}"), root)
    assert done.returncode == 2
    assert "from 0 to 65535" in done.stderr


def test_ctrl_c_ends_quietly(root: Path, site_dir: Path) -> None:
    serve_only = (
        "import sys; from pathlib import Path; import cspi_build.cli.main as door; "
        f"door.build_site = lambda *_, **__: None; door.DIST = Path({str(site_dir)!r}); "
        "sys.exit(door.main(['serve', '--port', '0']))"
    )
    with started([sys.executable, "-c", serve_only], cwd=root) as process:
        assert process.stdout and process.stderr
        line = next(line for line in process.stdout if "http://" in line)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert "http://127.0.0.1:" in line
        assert process.stderr.read() == ""


def test_the_help_lists_every_command() -> None:
    text = (
        ast.get_docstring(ast.parse((Path(__file__).parents[2] / "build.py").read_text(encoding="utf-8")))
        or ""
    )
    listed = set(re.findall(r"python3 build\.py ([a-z]+)", text))
    assert listed == {"check", "build", "serve", "test", *TOOLS} - set(EARLIER)
