"""`build.py upgrade`: bring the files of a project to this version of the tool.

The version that a project was made for is `tool` in its site.yaml; each command refuses one of a newer tool.
What can be changed is changed, each line reported; what is left is reported, with what `check` finds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from cspi_build.cli.versions_in_files import (
    TextFile,
    raised_requirements,
    raised_settings,
    stale_requirements,
)
from cspi_build.diagnostics import DefinitionErrors, inline
from cspi_build.installation import ROOT
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.tool_version import KEY
from cspi_build.workspace.project import SETTINGS, Project
from cspi_build.yaml_source.source import scan_yaml
from cspi_core._version import __version__
from cspi_core.text.terminal import say

__all__ = ["add_parser", "left", "run", "upgrade"]

REQUIREMENTS = "requirements.txt"


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
    problems = [*_found_by_check(project), *left(project)]
    if problems:
        say("What is left to change:\n")
        say("\n".join(problems))
        return 1
    say(
        f"{inline(project.root)} fits version {__version__}."
        if done
        else f"Nothing to change: {__version__}."
    )
    return 0


def upgrade(project: Project) -> Iterator[str]:
    """Change the files; yield a line for each change, with its file and line."""
    for name, change in ((SETTINGS, raised_settings), (REQUIREMENTS, raised_requirements)):
        path = project.root / name
        file = TextFile.read(path) if path.is_file() else None
        after = change(file.text) if file is not None else None
        if file is not None and after not in (None, file.text):
            path.write_bytes(file.content(after))
            yield from (f"{name}:{line}" for line in _changes(file.text, after))


def left(project: Project) -> Iterator[str]:
    """What names another version still, because it could not be changed."""
    settings, requirements = project.root / SETTINGS, project.root / REQUIREMENTS
    source = scan_yaml(settings) if settings.is_file() else None
    if source is not None and source.root.at(KEY).value != __version__:
        yield f'{SETTINGS}: expected `{KEY}: "{__version__}"`, on a line of its own beside the other settings'
    if not requirements.is_file():
        return
    file = TextFile.read(requirements)
    if file is None:
        yield f"{REQUIREMENTS}: this file is neither UTF-8 nor UTF-16, so it was not looked at"
    else:
        yield from (f"{REQUIREMENTS}:{line}" for line in stale_requirements(file.text))


def _found_by_check(project: Project) -> Iterator[str]:
    try:
        check(ROOT, Progress(quiet=True), project=project)
    except DefinitionErrors as error:
        yield str(error)


def _changes(before: str, after: str) -> Iterator[str]:
    """The lines that differ; a line may have been added, none is ever taken away."""
    old, new = before.splitlines(), after.splitlines()
    is_added = len(new) > len(old)
    for at, line in enumerate(new, start=1):
        if is_added:
            if at > len(old) or line != old[at - 1]:
                yield f"{at}: {line}"
                return
        elif line != old[at - 1]:
            yield f"{at}: {line} (was {inline(old[at - 1])})"
