"""What the wheel of the tool brings ready-made (installation.READY), made when the wheel is built.

ready/
  engine/, scripts/, drawing/     the parts (ready.py)
  site_src/, hosting/, mkdocs.yml what pages are made from
  node_modules/                   licences of what the scripts hold; no code
  *.lock, package-lock.json       what the bill of materials is made from
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cspi_build.engine.files import EPOCH
from cspi_build.installation import DISTRIBUTION
from cspi_build.node import find_node, install_packages
from cspi_build.parts.ready import DRAWING, ENGINE, SCRIPTS
from cspi_build.parts.sources import FromSources
from cspi_build.site.licences import licence_files
from cspi_build.workspace.stage_cache import StageCache

__all__ = ["make_ready"]

COPIED = (
    "hosting",
    "mkdocs.yml",
    "package-lock.json",
    "requirements-node.lock",
    "requirements.lock",
    "site.yaml",
    "site_src",
)
LEFT_OUT = ("art", "own_text", "assets", "charts", "__pycache__")
"""Folders of site_src: what is this site's alone, and sources of what is made already."""

STILL_READ = ("assets/lib/guard.js", "assets/css/tokens.css")
"""Files of site_src/assets that a build reads."""


def make_ready(root: Path, work: Path, into: Path) -> None:
    """Make the parts of the repository `root` in the new folder `into`. Raises CspiBuildError."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    node = find_node(root, work)
    install_packages(node, root, work)
    cache = StageCache(root / ".build" / "cache")
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with TemporaryDirectory(prefix="parts-", dir=work) as own:
        parts = FromSources(root, Path(own), node)
        parts.engine(cache, into / ENGINE)
        parts.scripts(cache, into / SCRIPTS)
        shutil.copytree(parts.drawing_program(cache).parent, into / DRAWING)
    _copy_sources(root, into)
    for path in (into / "site_src" / "text").rglob("*.yaml"):
        _name_the_tool(path)


def _copy_sources(root: Path, into: Path) -> None:
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, into / name, ignore=_left_out(root / "site_src"))
        else:
            shutil.copyfile(root / name, into / name)
    for path in _single_files(root):
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, into / path)


def _name_the_tool(path: Path) -> None:
    """Have the pages name the program as it is called when it is installed."""
    text = path.read_text(encoding="utf-8").replace("python3 build.py", DISTRIBUTION)
    path.write_text(text.replace("build.py", DISTRIBUTION), encoding="utf-8", newline="\n")


def _left_out(source: Path) -> shutil._IgnoreFn:  # type: ignore[name-defined]
    def chosen(folder: str, names: list[str]) -> set[str]:
        return set(names) & set(LEFT_OUT) if Path(folder) == source else set()

    return chosen


def _single_files(root: Path) -> Iterator[Path]:
    yield from (Path("site_src", name) for name in STILL_READ)
    yield from (path.relative_to(root) for path in licence_files(root))
