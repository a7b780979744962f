"""What tests share: the repository, one built site, and a server for it."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.serve import HOST, background_server
from cspi_build.diagnostics import CspiBuildError
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
from cspi_core.text import messages

pytest_plugins = ["run_rules"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Where tests run in several processes, name a folder for the site that these share."""
    if SHARED not in node.config.stash:
        node.config.stash[SHARED] = Path(tempfile.mkdtemp(prefix="site-"))
    node.workerinput["site"] = str(node.config.stash[SHARED])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the site that the processes shared."""
    if SHARED in config.stash:
        shutil.rmtree(config.stash[SHARED], ignore_errors=True)


def build_in(folder: Path) -> tuple[str, str]:
    """Build the site below `folder`, with what earlier runs kept; where it is, and why it does not build."""
    places = Places(root=ROOT, work=folder / "work", cache=ROOT / ".build" / "cache")
    problem = ""
    try:
        build_site(places, folder / "dist", Progress(quiet=True))
    except CspiBuildError as error:
        problem = f"The site does not build.\n{error}"
    return str(folder / "dist"), problem


def build_once(folder: Path) -> tuple[str, str]:
    """Build the site in this process, or wait until another has built it there."""
    built = folder / "built.json"
    with suppress(FileExistsError):
        (folder / "building").mkdir()
        built.with_suffix(".new").write_text(json.dumps(build_in(folder)), encoding="utf-8")
        built.with_suffix(".new").rename(built)
    while not built.exists():  # the time limit of the test that waits ends this
        time.sleep(0.2)
    site, problem = json.loads(built.read_text(encoding="utf-8"))
    return site, problem


@pytest.fixture(autouse=True)
def own_catalogues() -> None:
    """Begin each test with the messages of the package, whatever site was built in this process before."""
    if messages._added:
        messages.forget_catalogues()


@pytest.fixture(scope="session")
def site_dir(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once for all tests. Nobody writes into it."""
    shared = getattr(request.config, "workerinput", {}).get("site")
    site, problem = build_once(Path(shared)) if shared else build_in(tmp_path_factory.mktemp("site"))
    if problem:
        pytest.fail(problem, pytrace=False)
    return Path(site)


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The address of the built site on a server of our own; ends with a slash."""
    with background_server(site_dir) as port:
        yield f"http://{HOST}:{port}/"
