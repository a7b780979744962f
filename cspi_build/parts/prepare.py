"""The parts for a build: ready-made ones where the program has them, else those made from sources."""

from __future__ import annotations

from pathlib import Path

from cspi_build.node import find_node, install_packages, packages_installed
from cspi_build.parts.kinds import Parts
from cspi_build.parts.ready import ReadyMade, is_ready
from cspi_build.parts.sources import FromSources
from cspi_build.progress import Progress

__all__ = ["are_at_hand", "prepare_parts"]


def are_at_hand(root: Path) -> bool:
    """Whether nothing has to be installed before."""
    return is_ready(root) or packages_installed(root)


def prepare_parts(root: Path, work: Path, progress: Progress) -> Parts:
    """Return the parts; install what they are made with where it is missing. Raises CspiBuildError."""
    if is_ready(root):
        return ReadyMade(root, work, progress.say)
    node = find_node(root, work)
    install_packages(node, root, work, progress.hint)
    return FromSources(root, work, node)
