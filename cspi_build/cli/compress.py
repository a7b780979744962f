"""`build.py compress [DIR]`: writes .br and .gz beside the files of a built site, for hosts that serve them.

nginx does (see hosting/nginx.conf); GitHub Pages, Netlify and Cloudflare Pages compress by themselves. Files
that would hardly become smaller are left alone. Node.js has both methods built in and does the work.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.installation import CALL, ROOT
from cspi_build.node import find_node
from cspi_build.os_errors import given_path
from cspi_build.progress import Progress, run_tool
from cspi_build.site.own_files import MARKER
from cspi_build.workspace.work_folder import work_folder

__all__ = ["add_parser", "compress", "run"]

SCRIPT = Path(__file__).resolve().parent / "compress.mjs"


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `compress` to the commands of a program."""
    words = "create .br and .gz files for the files of a built site"
    parser: argparse.ArgumentParser = subparsers.add_parser("compress", help=words, description=words)
    parser.add_argument("site", type=given_path, nargs="?", metavar="DIR", help="default: dist")
    return parser


def run(args: argparse.Namespace) -> int:
    """Compress the site; return 0. Raises CspiBuildError."""
    progress = Progress()
    with progress.stage("compress"):
        compress(args.site or args.project.site, ROOT, work_folder(ROOT))
    return 0


def compress(site: Path, root: Path, work: Path) -> None:
    """Write the compressed files. Raises CspiBuildError where `site` is no built site."""
    if not (site / MARKER).is_file():
        raise CspiBuildError(f"{inline(site)} is no built site: run `{CALL} build` first.")
    work.mkdir(parents=True, exist_ok=True)
    node = find_node(root, work)
    command = [str(node.program), str(SCRIPT), str(site.resolve())]
    run_tool(command, what="Compressing the site", log=work / "compress.log")
