"""The commands: what `build.py` hands over to once everything is installed, and the installed tool itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, get_args

from cspi_build.board import command as board
from cspi_build.cli import compress, upgrade, words
from cspi_build.cli.live import serve_live
from cspi_build.cli.read_and_unread import summary, unread_files
from cspi_build.cli.scaffold import command as new_files
from cspi_build.cli.serve import DEFAULT_PORT, serve
from cspi_build.cli.watch import Sources
from cspi_build.diagnostics import CspiBuildError, did_you_mean, inline
from cspi_build.editions import reconcile
from cspi_build.editions.diff import command as edition_diff
from cspi_build.installation import COMMAND, DISTRIBUTION, IS_INSTALLED, ROOT
from cspi_build.os_errors import explain_os_error, given_path
from cspi_build.panels import command as panel_command
from cspi_build.panels.collectors import command as collect
from cspi_build.pipeline import Places, build_site, check
from cspi_build.progress import Progress
from cspi_build.publish import export_command as export
from cspi_build.publish import import_command
from cspi_build.settings.site import GeneratorName, own_text_folder
from cspi_build.settings.tool_version import refuse_newer
from cspi_build.workspace.project import SETTINGS, Project, find_project
from cspi_build.workspace.work_folder import shared_cache, work_folder
from cspi_core._version import __version__
from cspi_core.text.terminal import OUTPUT, OutputError, Parser, say
from cspi_core.text.terminal import run as to_terminal

ANYWHERE = ("reconcile", "test")
"""Commands that read no project."""

EARLIER = (panel_command.EARLIER_NAME,)
"""Earlier names of commands, which are no longer told."""

PROJECT_HELP = (
    "the project to work on: a folder with site.yaml (default: the one around the working directory)"
)


class Tool(Protocol):
    """A module that brings a command of its own."""

    def add_parser(self, subparsers: Any, /) -> argparse.ArgumentParser:
        """Add the command, named as in TOOLS."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Run it; return the exit status."""


TOOLS: dict[str, Tool] = {
    "board": board,
    "slides": board,
    "collect": collect,
    "compress": compress,
    "diff": edition_diff,
    "export": export,
    "import": import_command,
    "new": new_files,
    "reconcile": reconcile,
    "panel": panel_command,
    panel_command.EARLIER_NAME: panel_command,
    "upgrade": upgrade,
    "words": words,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 0 done, 1 something to fix (said on stderr), 2 wrong use, 130 stopped, 141
    where nobody reads the output any more."""
    return to_terminal(lambda: _main(arguments))


def command() -> int:
    """Run the command line of this process; the entry point of the installed tool."""
    return main(sys.argv[1:])


def _main(arguments: Sequence[str]) -> int:
    try:
        if arguments[:1] == ["test"] and not IS_INSTALLED:  # most of what comes after it is pytest's
            from cspi_build.testing import command as testing  # not in the installed tool

            return testing.run(arguments[1:], ROOT)
        return run(_parsed(arguments))
    except KeyboardInterrupt:
        return 130
    except CspiBuildError as error:
        say(f"{COMMAND}: {error}" if "\n" not in str(error) else str(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename == OUTPUT:
            raise OutputError(f"{COMMAND}: {explain_os_error(error)}") from error
        say(f"{COMMAND}: {explain_os_error(error)}", file=sys.stderr)
        return 1


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command with its options and its project, which may be named before the command or after it."""
    naming = Parser(prog=COMMAND, add_help=False, allow_abbrev=False)
    naming.add_argument("--project", type=given_path, metavar="DIR")
    named, others = naming.parse_known_args(arguments)
    parser = make_parser()
    given, unknown = parser.parse_known_args(others)
    if unknown:
        parser.error(_unknown_words(parser, given.command, unknown))
    if given.command not in ANYWHERE and not _needs_none(given):
        given.project = find_project(Path.cwd(), named.project, None if IS_INSTALLED else ROOT)
        refuse_newer(given.project.root / SETTINGS)
    return given


def _unknown_words(parser: argparse.ArgumentParser, command: str, unknown: Sequence[str]) -> str:
    """Words of a command line that its command does not have: nearly which one, or whose they are."""
    (commands,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    options = {name: set(one._option_string_actions) for name, one in commands.choices.items()}
    said = f"unrecognized arguments: {' '.join(unknown)}"
    for word in (one.partition("=")[0] for one in unknown if one.startswith("--")):
        others = sorted({name for name, known in options.items() if word in known and name not in EARLIER})
        hint = f"`{word}` is for {', '.join(others)}" if others else did_you_mean(word, options[command])
        said += f". {command} has no `{word}`; {hint}" if hint else ""
    return said


def _needs_none(given: argparse.Namespace) -> bool:
    """Whether a command names the folder that it works on, or makes a project."""
    is_named = given.command == "compress" and given.site is not None
    return is_named or (given.command == "new" and given.kind == "site")


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(prog=COMMAND, description="Make, check, build and serve a site.")
    parser.add_argument("--project", metavar="DIR", help=PROJECT_HELP)
    parser.add_argument("--version", action="version", version=f"{DISTRIBUTION} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("check", help="validate surveys, benchmarks and texts; build nothing")
    build = commands.add_parser("build", help="build the site")
    choose = "what makes the pages: mkdocs or zensical (default: `generator` in site.yaml, else mkdocs)"
    build.add_argument("--generator", choices=get_args(GeneratorName), help=choose)
    build.add_argument("--out", type=given_path, metavar="DIR", help="output folder (default: dist)")
    serving = commands.add_parser("serve", help="build the site and serve it locally; build again on changes")
    port_help = f"port on 127.0.0.1 (default: {DEFAULT_PORT}; the next free port if it is taken)"
    illustrative_help = "build a preview with sample (fictitious) peers into a separate folder"
    serving.add_argument("--illustrative", action="store_true", help=illustrative_help)
    once_help = "build once, and serve what is built as a host would, with offline use"
    serving.add_argument("--once", action="store_true", help=once_help)
    serving.add_argument("--port", type=_port, default=DEFAULT_PORT, metavar="N", help=port_help)
    if not IS_INSTALLED:  # the tests are in the repository
        commands.add_parser("test", help="run all tests; arguments are passed to pytest")
    for tool in dict.fromkeys(TOOLS.values()):
        tool.add_parser(commands)
    return parser


def run(given: argparse.Namespace) -> int:
    """Do what the command line asks for; return the exit status. Raises CspiBuildError."""
    if given.command in TOOLS:
        return TOOLS[given.command].run(given)
    progress, project = Progress(), given.project
    progress.say(f"Project: {inline(project.root)}")
    if given.command == "check":
        _warn_of_unread(project)  # before the errors, of which it may be the cause
        checked = check(ROOT, progress, project=project)
        progress.say(f"No errors found:\n{summary(checked)}")
        for one in checked.words:
            if one.missing:
                progress.say(f"  {words.status(one, own_text_folder(project.root).name)}")
        return 0
    is_preview = given.command == "serve" and given.illustrative
    out = _site_folder(given, is_preview)

    def build() -> None:
        progress.say(f"Building the site into {inline(out)}:")
        _warn_of_unread(project)
        build_site(
            _places(project),
            out,
            progress,
            illustrative=is_preview,
            generator=getattr(given, "generator", None),
        )
        if is_preview:
            progress.say("The peers in this preview are sample data. Do not publish this folder.")

    if given.command == "serve" and not given.once:
        serve_live(Sources(project, out), given.port, build, progress.say)
    build()
    if given.command == "serve":
        serve(out, given.port, progress.say)
    return 0


def _places(project: Project) -> Places:
    """Where a build of the project reads and works; what the project has no part in is shared by all."""
    return Places(ROOT, work_folder(project.root), shared_cache(), project)


def _site_folder(given: argparse.Namespace, is_preview: bool) -> Path:
    """Where the site goes. Made-up figures are kept away from what is published."""
    if is_preview:
        return work_folder(given.project.root) / "preview"
    out: Path | None = given.out if given.command == "build" else None
    return out or given.project.site


def _warn_of_unread(project: Project) -> None:
    for one in unread_files(project.root):
        say(f"Warning: {inline(one)}", file=sys.stderr, flush=True)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a whole number from 0 to 65535")
    return int(text)
