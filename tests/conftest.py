"""What tests share: the repository, one built site, and a server for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspi_build.diagnostics import CspiBuildError
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
from cspi_build.serve import HOST, open_server

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once for all tests. Nobody writes into it."""
    folder = tmp_path_factory.mktemp("site")
    problem = None
    try:
        places = Places(root=ROOT, work=folder / "work", cache=ROOT / ".build" / "cache")
        build_site(places, folder / "dist", Progress(quiet=True))
    except CspiBuildError as error:
        problem = str(error)
    if problem:
        pytest.fail(f"The site does not build.\n{problem}", pytrace=False)
    return folder / "dist"


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The address of the built site on a server of our own; ends with a slash."""
    with open_server(site_dir, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
