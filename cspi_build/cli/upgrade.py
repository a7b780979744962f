"""`build.py upgrade`: bring the files of a project to this version of the tool.

The version that a project was made for is `tool` in its site.yaml; each command refuses one of a newer tool.
What can be changed is changed, each line reported; what is left is reported as by `check`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import DefinitionErrors, inline
from cspi_build.installation import DISTRIBUTION, ROOT
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.tool_version import KEY
from cspi_build.workspace.project import SETTINGS, Project
from cspi_core._version import __version__
from cspi_core.text.terminal import say

__all__ = ["add_parser", "run", "upgrade"]

_TOOL = re.compile(rf"^{KEY}:.*$", re.MULTILINE)

_PINNED = re.compile(rf"^{DISTRIBUTION}==\S+", re.MULTILINE)

_FIRST = re.compile(r"^(?![#\s])", re.MULTILINE)
"""The first line that is no comment."""


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add the command."""
    words = "bring the files of a project to this version of the tool, and list what is left to change"
    parser: argparse.ArgumentParser = subparsers.add_parser("upgrade", help=words, description=words)
    return parser


def run(args: argparse.Namespace) -> int:
    """Change what can be changed; return 0 where nothing is left to do, else 1."""
    project: Project = args.project
    done = list(upgrade(project))
    for line in done:
        say(line)
    try:
        check(ROOT, Progress(quiet=True), project=project)
    except DefinitionErrors as error:
        say("What is left to change:\n")
        say(error)
        return 1
    say(
        f"{inline(project.root)} fits version {__version__}."
        if done
        else f"Nothing to change: {__version__}."
    )
    return 0


def upgrade(project: Project) -> Iterator[str]:
    """Change the files; yield a line for each change, with its file and line."""
    yield from _change(project.root / SETTINGS, _settings)
    requirements = project.root / "requirements.txt"
    if requirements.is_file():
        yield from _change(requirements, lambda text: _PINNED.sub(f"{DISTRIBUTION}=={__version__}", text))


def _settings(text: str) -> str:
    line = f'{KEY}: "{__version__}"'
    if _TOOL.search(text):
        return _TOOL.sub(line, text, count=1)
    first = _FIRST.search(text)
    at = first.start() if first else len(text)
    start = text[:at] if text[:at].endswith("\n") or not at else f"{text[:at]}\n"
    return f"{start}{line}\n{text[at:]}"


def _change(path: Path, change: Any) -> Iterator[str]:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    if after == before:
        return
    path.write_text(after, encoding="utf-8", newline="\n")
    old, new = before.splitlines(), after.splitlines()
    at = next((at for at, line in enumerate(new) if at >= len(old) or line != old[at]), 0)
    was = f" (was {inline(old[at])})" if len(old) == len(new) else ""
    yield f"{path.name}:{at + 1}: {new[at]}{was}"
