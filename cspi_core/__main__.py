"""The command line: ``python -m cspi_core score RESULT.json --survey data/surveys/cspi.json``.

Exit status: 0 scored, 1 problems in the input (all printed), 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .errors import CspiError, InputError, Problem
from .report import Report, score
from .result_file import MOST_BYTES, Result, plain_answers, read_result
from .survey import Survey
from .survey_reader import load_survey
from .table import table
from .view import view
from .wording import wording


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    args = _parser().parse_args(argv)
    try:
        survey = load_survey(args.survey)
    except CspiError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        return _score(args, survey)
    except InputError as error:
        words = wording(survey.locale(args.locale))
        for problem in error.problems:
            print(f"{args.result}: {words.problem(problem, survey)}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cspi_core", description="Scores result files.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("score", help="score one result file")
    command.add_argument("result", metavar="RESULT.json", help="a result file (cspi-result/1)")
    command.add_argument("--survey", required=True, metavar="SURVEY.json", help="the compiled survey")
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    command.add_argument("--locale", help="language of the table (default: the survey's)")
    return parser


def _score(args: argparse.Namespace, survey: Survey) -> int:
    result = read_result(survey, _read(args.result))
    report = score(survey, plain_answers(survey, result.answers))
    print(_json(report) if args.json else _table(report, result, args.locale), end="")
    return 0


def _read(path: str) -> str:
    """The text of a file; no more is read than a result may be long."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1).decode("utf-8")
    except OSError as error:
        raise InputError([Problem("no_file", None, error.strerror or "", path)]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem("not_json", None, "not UTF-8", "JSON")]) from error


def _json(report: Report) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _table(report: Report, result: Result, locale: str | None) -> str:
    return table(
        view(
            report,
            locale,
            notes=result.notes,
            label=result.label,
            created=result.created,
            version=result.version,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
