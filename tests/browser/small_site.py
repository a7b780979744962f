"""A site built from the small survey of the tests in place of the real ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cspi_build.cli.serve import HOST, background_server
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress

COPIED = (
    "hosting",
    "cspi_core",
    "site_src",
    "mkdocs.yml",
    "package.json",
    "package-lock.json",
    "requirements.lock",
    "requirements-node.lock",
)


@contextmanager
def serve_small_site(
    root: Path, folder: Path, change: Callable[[Path], None] = lambda copy: None
) -> Iterator[str]:
    """Build it in `folder` and serve it; gives its address, with a slash at the end.

    `change` may alter the copy of the repository that it is built from.
    """
    copy = folder / "root"
    copy.mkdir()
    for path in [*(root / name for name in COPIED), *root.glob("LICENSE*"), *root.glob("README*")]:
        if path.is_dir():
            shutil.copytree(path, copy / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.exists():
            shutil.copy(path, copy)
    shutil.copytree(root / "tests" / "surveys" / "tiny", copy / "survey_defs" / "tiny")
    change(copy)
    (copy / "node_modules").symlink_to(root / "node_modules", target_is_directory=True)
    places = Places(root=copy, work=folder / "work", cache=root / ".build" / "cache")
    build_site(places, folder / "dist", Progress(quiet=True))
    with background_server(folder / "dist") as port:
        yield f"http://{HOST}:{port}/"
