"""The installed tool: one wheel that makes and builds sites anywhere, without Node.js and a checkout."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_projects import OURS

ROOT = Path(__file__).resolve().parents[3]
TOOL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CORE = tomllib.loads((ROOT / "cspi_core" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROVIDED = {
    "material": "mkdocs-material",
    "mkdocs": "mkdocs-material",
    "pptx": "python-pptx",
    "yaml": "pyyaml",
}
OTHERS = {"markupsafe", "pydantic_core"}  # come with those that need them
NOT_IN_THE_TOOL = ("cspi_build/testing/", "cspi_build/parts/hatch_hook.py")
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/site.yaml"))
TEXTS = {".html", ".json", ".webmanifest", ".txt", ".xml", ".md", ".yaml", ".yml"}


def run(command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {"LANG": "C.UTF-8", "TMPDIR": os.environ.get("TMPDIR", "/tmp")}  # noqa: S108
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**keep, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `pip install .` builds it, with the packages that are here already."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        ".",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
    ]
    run(command, ROOT, PATH=os.environ["PATH"], HOME=os.environ.get("HOME", str(folder)))
    (made,) = folder.glob(f"{TOOL['name']}-*.whl")
    return made


@pytest.fixture(scope="module")
def tool(wheel: Path) -> Iterator[Path]:
    """The command in an environment of its own, which sees the packages of this one and no checkout."""
    home = wheel.parent / "environment"
    run([sys.executable, "-m", "venv", "--without-pip", str(home)], wheel.parent)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", str(wheel)]
    run(install, wheel.parent, PATH=os.environ["PATH"])
    (site,) = home.glob("lib/python*/site-packages")
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    yield home / "bin" / TOOL["name"]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_site_in_one_language_is_built_without_node_and_has_nothing_of_ours(
    tool: Path, tmp_path: Path, locale: str
) -> None:
    only_it = {"PATH": str(tool.parent), "HOME": str(tool.parent.parent)}
    run([str(tool), "new", "site", "own", "--languages", locale], tmp_path, **only_it)
    own = tmp_path / "own"
    assert f"Project: {own}" in run([str(tool), "check"], own, **only_it).stdout
    said = run([str(tool), "build"], own, **only_it).stdout
    assert "npm" not in said and "Node" not in said
    pages = {path.relative_to(own / "dist").as_posix() for path in (own / "dist").rglob("*.html")}
    assert {"index.html", f"{locale}/index.html", f"{locale}/meetings/index.html"} <= pages
    texts = [path for path in own.rglob("*") if path.suffix in TEXTS and ".build" not in path.parts]
    licences = {own / "dist" / "licences.txt", own / "dist" / "sbom.json"}
    found = {path: OURS.findall(path.read_text(encoding="utf-8")) for path in texts if path not in licences}
    assert not {path: words for path, words in found.items() if words}
    assert not [path for path in texts if "build.py" in path.read_text(encoding="utf-8")]
    assert "pyodide 3" in (own / "dist" / "licences.txt").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_built_without_node_and_has_nothing_of_ours(
    tool: Path, tmp_path: Path, example: str
) -> None:
    only_it = {"PATH": str(tool.parent), "HOME": str(tool.parent.parent)}
    own, locale = tmp_path / example, example.rpartition("-")[2]
    shutil.copytree(ROOT / "examples" / example, own, ignore=shutil.ignore_patterns("dist", ".build"))
    said = run([str(tool), "build"], own, **only_it).stdout
    assert "npm" not in said and "Node" not in said
    (survey,) = (path.name for path in (own / "survey_defs").iterdir())
    page = (own / "dist" / locale / survey / "index.html").read_text(encoding="utf-8")
    head = page.partition("<html")[2].partition(">")[0]
    assert f'lang="{locale}"' in head and (locale != "ar" or 'dir="rtl"' in head)
    assert (own / "dist" / "embed" / survey / locale / "index.html").is_file()
    texts = [path for path in (own / "dist").rglob("*") if path.suffix in TEXTS]
    licences = {own / "dist" / "licences.txt", own / "dist" / "sbom.json"}
    found = {path: OURS.findall(path.read_text(encoding="utf-8")) for path in texts if path not in licences}
    assert len(found) > 10 and not {path: words for path, words in found.items() if words}


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_names_its_source_and_licence(example: str) -> None:
    readme = (ROOT / "examples" / example / "README.md").read_text(encoding="utf-8")
    assert "- **Source:**" in readme and re.search(r"^- \*\*(Licence|Terms)\b", readme, re.MULTILINE)
    assert f"({example}/README.md)" in (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert f"(examples/{example}/screenshot.png)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "examples" / example / "screenshot.png").stat().st_size < 60_000


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_wheel_has_what_a_site_needs_and_nothing_of_this_site(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    ready = {name.removeprefix("cspi_build/ready/").split("/")[0] for name in names if "/ready/" in name}
    assert {"engine", "scripts", "drawing", "site_src", "hosting", "mkdocs.yml"} <= ready
    tops = {name.split("/")[0].split("-")[0] for name in names}
    assert tops == {"cspi_core", "cspi_build", TOOL["name"]}
    assert not [name for name in names if "own_text" in name or "survey_defs" in name or "/art/" in name]
    assert not [name for name in names if "node_modules" in name and name.endswith((".js", ".mjs"))]


def test_the_tool_names_all_packages_that_it_imports() -> None:
    more = [extra for name, extra in TOOL["optional-dependencies"].items() if name != "charts"]
    extras = [one for extra in more for one in extra]
    declared = {one.partition(">")[0] for one in [*TOOL["dependencies"], *extras]}
    imported = set()
    for path in (ROOT / "cspi_build").rglob("*.py"):
        if not path.relative_to(ROOT).as_posix().startswith(NOT_IN_THE_TOOL):
            imported |= {name.partition(".")[0] for name in names_of(path)}
    foreign = imported - sys.stdlib_module_names - {"cspi_core", "cspi_build"} - OTHERS
    assert {PROVIDED.get(name, name) for name in foreign} == declared


def test_the_scorer_alone_needs_no_package() -> None:
    assert CORE["name"] == "cspi-core" and CORE["dependencies"] == []
    assert (ROOT / "cspi_core" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def names_of(path: Path) -> Iterator[str]:
    """What a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
