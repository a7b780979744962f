"""The command line.

::

    python -m cspi_core score RESULT.json --survey data/surveys/cspi.json
    python -m cspi_core report RESULT.json --survey ... --format markdown --snapshot data/benchmarks/*.json
    python -m cspi_core report RESULT.json --survey ... --format board --output board.md
    python -m cspi_core plan RESULT.json --survey ... --format ics --output plan.ics
    python -m cspi_core track RESULT.json --survey ... --tasks TASKS.csv --output RESULT.json
    python -m cspi_core compare BEFORE.json AFTER.json --survey ...
    python -m cspi_core team RESULT.json RESULT.json ... --survey ...
    python -m cspi_core team RESULT.json RESULT.json ... --survey ... --agreed RECORDED.json --output FILE

Exit status: 0 done, 1 problems in the input (all printed), 2 wrong use, 141 nobody reads the output any more.
On the screen, control characters in texts of others are shown by their numbers. A file format (and JSON) that
is redirected or piped is the same, byte for byte, as with ``--output``, which writes texts as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from .advice.plan_edits import with_tracks
from .benchmarking.edition import Snapshot, load_snapshot
from .errors import CspiError, InputError, Problem, SnapshotError, told
from .export.board_markdown import board_markdown
from .export.bundle import FIRST_TABLE, PLANS, TEXTS, Earlier, TakeAway, earlier_of
from .export.csv import BYTE_ORDER_MARK
from .export.tables import COLUMNS
from .export.task_reading import read_tasks
from .export.terminal import changes_table, plan_table, table, team_table
from .loading.answers import plain_answers
from .loading.json_place import reason
from .loading.survey import load_survey
from .model.survey import Survey
from .report import Report, score
from .results.changes import changes
from .results.collection import Opened as Member
from .results.result_file import MOST_BYTES, Result, read_result, write_result
from .results.team import FEWEST, MOST
from .text.messages import wording
from .text.terminal import Parser, inline, run, say, say_bytes, shell_language
from .views.comparisons.agreed import agree_view, workshop
from .views.comparisons.changes import changes_view
from .views.comparisons.team import team_view
from .views.report.report import view


@dataclass(frozen=True)
class Opened:
    """A result file that could be read, and its report."""

    result: Result
    report: Report


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    return run(lambda: _run(_parser().parse_args(argv)))


def _run(args: argparse.Namespace) -> int:
    try:
        survey = load_survey(args.survey)
        snapshots = tuple(_snapshot(path) for path in args.snapshot)
    except CspiError as error:
        say(inline(error), file=sys.stderr)
        return 1
    opened = [_open(path, survey, snapshots, args.locale) for path in args.results]
    good = [one for one in opened if one is not None]
    if len(good) < (FEWEST if args.command == "team" else len(opened)):
        return 1
    try:
        text = FILES[args.command](good[0], args) if args.command in FILES else _said(good, args)
        _write(text, args.output, is_text=_is_text(args))
    except BrokenPipeError:
        raise
    except (InputError, OSError) as error:
        say(_in_words(error, survey, args.locale), file=sys.stderr)
        return 1
    return 0 if len(good) == len(opened) else 1


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m cspi_core", description="Score result files.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (words, fewest, most) in USES.items():
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument(
            "results", nargs="+", metavar="RESULT.json", action=_count(fewest, most), help="cspi-result/1"
        )
        _add_options(command, name)
    return parser


def _add_options(command: argparse.ArgumentParser, name: str) -> None:
    add = command.add_argument
    add("--survey", required=True, metavar="SURVEY.json", help="compiled survey (data/surveys/ of a site)")
    add(
        "--snapshot",
        action="extend",
        nargs="+",
        default=[],
        metavar="FILE",
        help="benchmarks to compare with (data/benchmarks/ of a site)",
    )
    add("--locale", help="language of the text, such as en (default: the survey's)")
    add("--output", metavar="FILE", help="write to a file instead of standard output")
    if name == "track":
        add("--tasks", required=True, metavar="TASKS.csv", help="task table (plan --format tasks), edited")
        return
    if name == "team":
        add(
            "--agreed",
            metavar="RECORDED.json",
            help="result file with the answers agreed on; writes the agreed result instead of a comparison",
        )
    if name in FORMATS:
        choices = ("text", *FORMATS[name])
        add("--format", choices=choices, default="text", help="output format (default: text)")
    if name == "report":
        add(
            "--table",
            choices=tuple(COLUMNS),
            default=FIRST_TABLE,
            help=f"table for csv (default: {FIRST_TABLE})",
        )
        add("--before", metavar="EARLIER.json", help="earlier result file; the board pack shows the change")
    else:
        add("--json", action="store_true", help="print JSON instead of text")


def _count(fewest: int, most: int) -> type[argparse.Action]:
    """An action that takes so many files and no more."""

    class Count(argparse.Action):
        def __call__(self, parser: Any, namespace: Any, values: Any, option_string: Any = None) -> None:
            if not fewest <= len(values) <= most:
                expected = str(fewest) if fewest == most else f"{fewest} to {most}"
                parser.error(f"{len(values)} result files; {expected} expected")
            setattr(namespace, self.dest, values)

    return Count


def _snapshot(path: str) -> Snapshot:
    try:
        return load_snapshot(json.loads(Path(path).read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise SnapshotError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SnapshotError(f"{path} is not JSON: {reason(error)}") from error


def _open(path: str, survey: Survey, snapshots: tuple[Snapshot, ...], locale: str | None) -> Opened | None:
    """The result and its report; None where it has problems, all of which are printed."""
    try:
        result = read_result(survey, _read(path))
        return Opened(result, score(survey, plain_answers(survey, result.answers), snapshots))
    except InputError as error:
        words = wording(shell_language())
        for problem in told(error.problems):
            say(f"{inline(path)}: {words.problem(problem, survey)}", file=sys.stderr)
        return None


def _read(path: str) -> str:
    """The text of a file; no more is read than a result may be long."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1).decode("utf-8-sig")
    except OSError as error:
        raise InputError([Problem("no_file", None, error.strerror or "", inline(path))]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem("not_utf8", None, "", "UTF-8")]) from error


Output = tuple[Mapping[str, Any], str]
"""JSON-able data, and the same as text."""


def _in_words(error: InputError | OSError, survey: Survey, locale: str | None) -> str:
    if isinstance(error, OSError):
        return inline(f"cannot write {error.filename}: {error.strerror}")
    words = wording(shell_language())
    where = "".join(f"{inline(path)}: " for path in getattr(error, "__notes__", ()))
    return "\n".join(where + words.problem(problem, survey) for problem in told(error.problems))


def _is_text(args: argparse.Namespace) -> bool:
    """Return whether the output is for people to read, and no file of a format."""
    is_data = args.command == "track" or getattr(args, "json", False) or getattr(args, "agreed", None)
    return not is_data and getattr(args, "format", "text") == "text"


def _write(text: str, path: str | None, *, is_text: bool) -> None:
    """To a file as it is; to the screen without a byte order mark, and with nothing in it that acts there."""
    content = (text if text.endswith("\n") else text + "\n").encode()
    if path is not None:
        Path(path).write_bytes(content)
    elif is_text or sys.stdout.isatty():
        say(text.removeprefix(BYTE_ORDER_MARK).rstrip("\n"))
    else:
        say_bytes(content)


def _taken(one: Opened, locale: str | None) -> TakeAway:
    result = one.result
    about = (result.notes, result.label, result.created, result.version, result.plan)
    return TakeAway(one.report, locale, *about, _now())


def _report(one: Opened, args: argparse.Namespace) -> str:
    taken = _taken(one, args.locale)
    if args.format == "board":
        earlier = _earlier(args.before, one) if args.before else None
        return board_markdown(replace(taken, before=earlier).board())
    return table(taken.view) if args.format == "text" else taken.text(args.format, args.table)


def _earlier(path: str, one: Opened) -> Earlier:
    """The result that a board pack is compared with."""
    try:
        return earlier_of(one.report.survey, _read(path), one.result.created)
    except InputError as error:
        error.add_note(path)
        raise


def _plan(one: Opened, args: argparse.Namespace) -> str:
    taken = _taken(one, args.locale)
    if args.json:
        return _as_json(taken.advice)
    return plan_table(taken.advice) if args.format == "text" else taken.plan_text(args.format)


def _track(one: Opened, args: argparse.Namespace) -> str:
    """The result file with what the table says about the steps of its plan."""
    survey, saved = one.report.survey, one.result.plan
    if saved is None:
        raise InputError([Problem("no_plan")])
    now = with_tracks(survey, saved, read_tasks(survey, saved, _read(args.tasks)))
    return write_result(survey, replace(one.result, plan=now))


FILES: dict[str, Callable[[Opened, argparse.Namespace], str]] = {
    "report": _report,
    "plan": _plan,
    "track": _track,
}
"""The commands that turn one result into a file."""

FORMATS = {"report": (*TEXTS, "board"), "plan": PLANS}


def _said(good: list[Opened], args: argparse.Namespace) -> str:
    if getattr(args, "agreed", None):
        return _agreed(good, args)
    data, text = COMMANDS[args.command](good, args.locale)
    return _as_json(data) if args.json else text


def _agreed(good: list[Opened], args: argparse.Namespace) -> str:
    """The result file with what the people agree on, and what was recorded for them."""
    survey = good[0].report.survey
    recorded = read_result(survey, _read(args.agreed))
    found = [Member(str(number), "", one.result, one.report) for number, one in enumerate(good)]
    dated = replace(recorded, created=recorded.created or _now())
    return agree_view(workshop(survey, found, dated, args.locale))["text"]


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _as_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)


def _score(opened: list[Opened], locale: str | None) -> Output:
    result, report = opened[0].result, opened[0].report
    words = view(
        report,
        locale,
        notes=result.notes,
        label=result.label,
        created=result.created,
        version=result.version,
        plan=result.plan,
    )
    return report.to_dict(), table(words)


def _compare(opened: list[Opened], locale: str | None) -> Output:
    before, after = opened
    dates = (before.result.created, after.result.created)
    found = changes(before.report, after.report)
    words = changes_view(found, locale, dates=dates, version=before.result.version)
    return words, changes_table(words)


def _team(opened: list[Opened], locale: str | None) -> Output:
    found = team_view([one.report for one in opened], locale)
    return found, team_table(found)


COMMANDS: dict[str, Callable[[list[Opened], str | None], Output]] = {
    "score": _score,
    "compare": _compare,
    "team": _team,
}

USES = {
    "score": ("score one result file", 1, 1),
    "report": (
        "print the full report of one result file as text, Markdown, CSV or JSON, or its board pack",
        1,
        1,
    ),
    "plan": ("print the next steps and the saved plan, or export the plan for calendars and trackers", 1, 1),
    "track": ("write the result file with owners, due dates and statuses from an edited task table", 1, 1),
    "compare": ("print the changes between two result files", 2, 2),
    "team": (f"compare the result files of {FEWEST} to {MOST} people", FEWEST, MOST),
}
