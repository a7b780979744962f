"""What tests share: the repository, one built site, and a server for it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from cspi_build.diagnostics import CspiBuildError
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
from cspi_build.serve import HOST, open_server

ROOT = Path(__file__).resolve().parent.parent
# Seconds say nothing about a law: they depend on what else a machine does.
settings.register_profile("no seconds", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no seconds")
BUILT = pytest.StashKey[tuple[str, str]]()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Where tests run in several processes, build the site before these start: they share it."""
    if BUILT not in node.config.stash:
        node.config.stash[BUILT] = build_in(Path(tempfile.mkdtemp(prefix="site-")))
    node.workerinput["site"] = node.config.stash[BUILT]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the site that the processes shared."""
    if BUILT in config.stash:
        shutil.rmtree(Path(config.stash[BUILT][0]).parent, ignore_errors=True)


def build_in(folder: Path) -> tuple[str, str]:
    """Build the site below `folder`, with what earlier runs kept; where it is, and why it does not build."""
    places = Places(root=ROOT, work=folder / "work", cache=ROOT / ".build" / "cache")
    problem = ""
    try:
        build_site(places, folder / "dist", Progress(quiet=True))
    except CspiBuildError as error:
        problem = f"The site does not build.\n{error}"
    return str(folder / "dist"), problem


@pytest.fixture(scope="session")
def site_dir(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once for all tests. Nobody writes into it."""
    shared = getattr(request.config, "workerinput", {}).get("site")
    site, problem = shared or build_in(tmp_path_factory.mktemp("site"))
    if problem:
        pytest.fail(problem, pytrace=False)
    return Path(site)


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The address of the built site on a server of our own; ends with a slash."""
    with open_server(site_dir, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
