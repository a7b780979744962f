"""Scripts of other projects' readers, run by Node."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_build.node import Node, find_node, install_packages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    work = tmp_path_factory.mktemp("work")
    found = find_node(ROOT, work)
    install_packages(found, ROOT, work)
    return found
