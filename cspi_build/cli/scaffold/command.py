"""`build.py new`: files for something new, to be filled in or changed."""

from __future__ import annotations

import argparse
from typing import Any

from cspi_build.cli.scaffold import edition, site, survey

__all__ = ["add_parser", "run"]

KINDS = {"edition": edition, edition.EARLIER_NAME: edition, "site": site, "survey": survey}


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `new` to the commands of a program."""
    words = "create the files of a new site, survey or benchmark edition"
    parser: argparse.ArgumentParser = subparsers.add_parser("new", help=words, description=words)
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind in dict.fromkeys(KINDS.values()):
        kind.add_parser(kinds)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write them; return the exit status. Raises CspiBuildError."""
    status: int = KINDS[args.kind].run(args)
    return status
