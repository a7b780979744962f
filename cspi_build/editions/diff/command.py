"""`build.py diff A B`: what changed from one edition of a study to another.

    build.py diff acme-2024 acme-2025          ids of editions, or paths of files

It lists metrics, categories, groups and splits that are new (+), gone (-) or another than before (~), then
the shares that moved by more than the two n allow. Exit status: 0 nothing of the kind; 1 something; 2 wrong
use, or a file that can't be read or does not hold together by itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, did_you_mean, inline, one_of
from cspi_build.editions.diff.text import diff_lines
from cspi_build.editions.load import check_sources, edition_files
from cspi_build.installation import COMMAND
from cspi_build.schema.edition import EditionSpec
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.text.terminal import say

__all__ = ["add_parser", "read_edition", "run"]


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `diff` to the commands of a program."""
    words = "show the differences between two editions of a study"
    status = "exit status: 0 no differences, 1 differences, 2 incorrect usage or unreadable file"
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "diff", help=words, description=words, epilog=status
    )
    for name, what in (("old", "the earlier edition"), ("new", "the later one")):
        parser.add_argument(name, metavar=name.upper(), help=f"{what}: its id, or the path of a file")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print what changed; return the exit status."""
    try:
        old, new = (read_edition(args.project.editions, name) for name in (args.old, args.new))
    except CspiBuildError as error:
        say(error if "\n" in str(error) else f"{COMMAND}: {error}", file=sys.stderr)
        return 2
    lines, is_changed = diff_lines(old, new)
    say("\n".join(lines))
    return 1 if is_changed else 0


def read_edition(folder: Path, name: str) -> EditionSpec:
    """The edition with this id, or in this file. How it fits other editions is not checked: that is what
    the comparison is for. Raises CspiBuildError."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else folder / f"{name}.yaml"
    ids = [file.stem for file in edition_files(folder)]
    if not path.is_file():
        hint = did_you_mean(name, ids)
        raise CspiBuildError(
            f"there is no edition {inline(name)}: expected {one_of(ids)}. {hint}".rstrip(" .")
        )
    source = scan_yaml(path)
    specs, problems = check_sources([source], ())
    problems = tuple(one for one in problems if (one.line, one.column) not in _elsewhere(source))
    if problems or not specs:
        raise DefinitionErrors(problems)
    return specs[0]


def _elsewhere(source: Source) -> list[tuple[int, int]]:
    """Where a file speaks of other files, and of its own name: a copy under another name can be compared."""
    return [source.place(path) for path in (("edition", "previous"), ("id",)) if source.node(path).exists]
