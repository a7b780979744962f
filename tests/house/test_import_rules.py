"""Who may know whom, and what no file may hold."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cspi_build.site.generators import THEME_SELECTORS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cspi_core", "cspi_build")
CORE_ORDER = (
    ("_version", "characters"),
    ("errors", "memo", "rounding"),
    ("stats",),
    ("model",),
    ("loading",),
    ("scoring",),
    ("uncertainty",),
    ("benchmarking",),
    ("advice",),
    ("report",),
    ("results", "text"),
    ("charts",),
    ("views",),
    ("export",),
    ("service", "cli"),
    ("__main__",),
)
"""The rooms of `cspi_core`, lowest first: a room imports itself and rooms of earlier lines only."""
VIEW_ORDER = ("differences", "shapes", "benchmarks", "plan", "report", "comparisons")
"""The same for the rooms inside `cspi_core/views`."""
BUILD_ORDER = (
    ("__init__", "diagnostics", "installation", "os_errors"),
    ("progress", "spreadsheets", "workspace"),
    ("system_packages",),
    ("node",),
    ("yaml_source",),
    ("schema",),
    ("settings",),
    ("surveys", "editions"),
    ("panels", "publish"),
    ("charts",),
    ("pages",),
    ("site", "engine"),
    ("parts",),
    ("stages",),
    ("pipeline",),
    ("testing", "board"),
    ("cli",),
    ("__main__",),
)
"""The same for `cspi_build`."""
MADE = {
    ".git",
    ".venv",
    ".build",
    "dist",
    "node_modules",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
}
PICTURES = {".png", ".ico", ".webp"}
REGISTRIES = ("pypi.", "pythonhosted", "npmjs", "registry.", "index-url", "find-links", '"resolved"')


def modules(root: Path, package: str) -> list[Path]:
    return sorted((root / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Top-level names of all that a module imports, anywhere in it; its own package for relative imports."""
    yield from (name.split(".")[0] for name in imported_modules(path))


@cache
def imported_modules(path: Path) -> tuple[str, ...]:
    """All that a module imports, anywhere in it, as absolute dotted names (`package.room.module.name`)."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    package = list(path.relative_to(ROOT).parts[:-1]) if path.is_relative_to(ROOT) else []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def importers(root: Path, names: set[str]) -> set[str]:
    """Modules of ours that import any of these."""
    paths = [path for package in PACKAGES for path in modules(root, package)]
    return {path.relative_to(root).as_posix() for path in paths if names & set(imported(path))}


def test_the_core_imports_only_the_standard_library_and_itself(root: Path) -> None:
    for path in modules(root, "cspi_core"):
        foreign = set(imported(path)) - sys.stdlib_module_names - {"cspi_core"}
        assert not foreign, f"{path.name} imports {foreign}"


def test_each_room_of_the_core_imports_only_rooms_below_it(root: Path) -> None:
    storey = {room: number for number, rooms in enumerate(CORE_ORDER) for room in rooms}
    upward = []
    for path in modules(root, "cspi_core"):
        parts = path.relative_to(root / "cspi_core").with_suffix("").parts
        if parts == ("__init__",):
            continue  # the public names come from every room
        for name in imported_modules(path):
            package, _, rest = name.partition(".")
            room = rest.split(".")[0]
            if package == "cspi_core" and room != parts[0] and storey[room] >= storey[parts[0]]:
                upward.append(f"{'/'.join(parts)} imports {name}")
    assert not upward


def test_each_room_of_the_views_imports_only_rooms_above_it_in_the_list(root: Path) -> None:
    storey = {room: number for number, room in enumerate(VIEW_ORDER)}
    views = root / "cspi_core" / "views"
    assert {path.stem for path in views.iterdir() if path.stem not in ("__init__", "__pycache__")} == set(
        storey
    )
    upward = []
    for path in views.glob("*/*.py"):
        room = path.parent.name
        for name in imported_modules(path):
            other = name.removeprefix("cspi_core.views.").split(".")[0]
            if other in storey and other != room and storey[other] >= storey[room]:
                upward.append(f"{path.relative_to(views)} imports {name}")
    assert not upward


def test_every_room_of_the_core_is_in_the_order_and_says_what_it_may_import(root: Path) -> None:
    rooms = {path.parent.name: path for path in (root / "cspi_core").glob("*/__init__.py")}
    assert set(rooms) <= {room for rooms in CORE_ORDER for room in rooms}
    for name, path in rooms.items():
        assert "May import: " in (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""), name


def test_each_room_of_the_build_imports_only_rooms_below_it(root: Path) -> None:
    storey = {room: number for number, rooms in enumerate(BUILD_ORDER) for room in rooms}
    upward = []
    for path in modules(root, "cspi_build"):
        room = path.relative_to(root / "cspi_build").with_suffix("").parts[0]
        for name in imported_modules(path):
            package, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if package == "cspi_build" and other != room and storey[other] >= storey[room]:
                upward.append(f"{path.relative_to(root)} imports {name}")
    assert not upward


def test_one_module_knows_each_generator(root: Path) -> None:
    assert importers(root, {"mkdocs"}) == {"cspi_build/site/mkdocs.py"}
    assert importers(root, {"zensical"}) == {"cspi_build/site/zensical.py"}
    for theme in ("material", "mkdocs_material"):
        assert importers(root, {theme}) == set()  # found by its folder, not imported


THEME_NAME = re.compile(r"(?<![\w/-])md-[a-z][\w-]*|data-md-[a-z-]+|__md_\w+|mdColorScheme")
"""What the themes of the generators call their own."""


def test_little_hangs_on_the_theme_of_a_generator(root: Path) -> None:
    """Besides the colours and fonts of its text, which one style sheet sets."""
    assert len(THEME_SELECTORS) <= 10
    names = {selector.strip(".[]") for selector in THEME_SELECTORS}
    names |= {"mdColorScheme"}  # data-md-color-scheme, as scripts read it
    kinds = {".css", ".html", ".j2", ".js", ".mjs", ".py"}
    rooms = [*(root / "site_src").rglob("*"), *(root / "cspi_build").rglob("*")]
    files = [path for path in rooms if path.suffix in kinds]
    used = {
        (path.relative_to(root).as_posix(), name)
        for path in files
        for name in THEME_NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert names <= {name for _, name in used}
    assert {one for one in used if one[1] not in names} == set()


def test_one_style_sheet_sets_the_colours_of_the_theme(root: Path) -> None:
    sheets = (root / "site_src" / "assets").rglob("*.css")
    users = {path.name for path in sheets if "--md-" in path.read_text(encoding="utf-8")}
    assert users == {"frame.css"}


def test_only_the_panel_module_knows_pandas(root: Path) -> None:
    assert importers(root, {"pandas"}) == {"cspi_build/panels/reading/coding.py"}


def test_only_the_worker_knows_pyodide(root: Path) -> None:
    scripts = sorted((root / "site_src" / "assets").rglob("*.js"))
    knowing = {path.name for path in scripts if re.search("pyodide", path.read_text(encoding="utf-8"), re.I)}
    assert scripts
    assert knowing == {"engine-worker.js"}


def test_what_runs_before_any_package_is_installed_needs_none(root: Path) -> None:
    own = {"build", "cspi_build"}
    early = ("__init__.py", "diagnostics.py", "progress.py", "system_packages.py")
    for name in ("build.py", *(f"cspi_build/{module}" for module in early)):
        assert set(imported(root / name)) <= sys.stdlib_module_names | own, name


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-node.lock", "package-lock.json"])
def test_lock_files_name_no_registry(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert not [word for word in REGISTRIES if word in text]


def test_every_locked_package_has_a_hash(root: Path) -> None:
    for name in ("requirements.lock", "requirements-node.lock"):
        pinned = re.findall(
            r"^\S+==\S+.*\n(    --hash=sha256:[0-9a-f]{64})?", (root / name).read_text(), re.MULTILINE
        )
        assert pinned and all(pinned), name
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


def test_no_file_names_a_folder_of_its_writer(root: Path) -> None:
    telling = re.compile(r"(?<![\w.*])/(?:home|root|Users)/\w|\.\./shared\b|file:///\w")
    for path in own_files(root):
        found = telling.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path.relative_to(root)}: {found and found[0]}"


def own_files(root: Path) -> Iterator[Path]:
    """Text files of the repository, without what is made and this file, which spells the words out."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        made = MADE & set(parts) or parts[0].startswith(".dist-new-")
        if path.is_file() and not made and path.suffix not in PICTURES and path != Path(__file__):
            yield path


def test_the_wheel_is_built_with_what_its_build_requires() -> None:
    """`pip install .` makes the ready-made parts where nothing else is installed."""
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"][
        "requires"
    ]
    known = {re.split(r"[<>=]", name)[0] for name in required}
    script = (
        "import sys; before = set(sys.modules); import cspi_build.node, cspi_build.parts.making; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(new - sys.stdlib_module_names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) - {"cspi_build", "cspi_core"} <= known
