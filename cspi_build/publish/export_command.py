"""`build.py export`: a survey for tools that collect answers.

    build.py export cspi --to xlsform                 cspi.xlsx: ODK, KoboToolbox, SurveyCTO, Ona
    build.py export cspi --to surveyjs --out a.json   SurveyJS, on one's own pages

Questions, options, languages, conditions and bounds go along; scoring does not, so `id`s stay what they are
and the CSV that comes back can be made into a panel (`build.py panel answers.csv`).
Exit status: 0 written; 1 there is no such survey, or it has mistakes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, did_you_mean, inline, one_of
from cspi_build.installation import ROOT
from cspi_build.os_errors import given_output
from cspi_build.publish.common import Exported
from cspi_build.publish.surveyjs import surveyjs_bytes
from cspi_build.publish.xlsform import xlsform_bytes
from cspi_build.settings.site import own_text_folder
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.yaml_source.source import shown_path
from cspi_core.text.terminal import say

__all__ = ["add_parser", "run"]

WORDS = ROOT / "site_src" / "text"

FORMATS: Mapping[str, tuple[str, Callable[[Exported], bytes]]] = {
    "xlsform": (".xlsx", xlsform_bytes),
    "surveyjs": (".surveyjs.json", surveyjs_bytes),
}


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `export` to the commands of a program."""
    words = "export a survey for data collection tools"
    parser: argparse.ArgumentParser = subparsers.add_parser("export", help=words, description=words)
    parser.add_argument("survey", metavar="SURVEY", help="the survey's id")
    formats = "xlsform: ODK, KoboToolbox and others; surveyjs: SurveyJS"
    parser.add_argument("--to", choices=[*FORMATS], required=True, help=formats)
    parser.add_argument(
        "--out", type=given_output, metavar="FILE", help="output file (default: named after the survey)"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the file and say where it is; return 0. Raises CspiBuildError."""
    folder: Path = args.project.surveys
    known = sorted(path.parent.name for path in folder.glob("*/survey.yaml"))
    if args.survey not in known:
        hint = did_you_mean(args.survey, known)
        raise CspiBuildError(
            f"there is no survey {inline(args.survey)}: expected {one_of(known)}. {hint}".rstrip(" .")
        )
    survey = compile_survey(load_survey(folder / args.survey))
    suffix, made_by = FORMATS[args.to]
    out: Path = args.out or Path(args.survey + suffix)
    out.write_bytes(made_by(Exported.of(survey, load_words(WORDS, own_text_folder(args.project.root)))))
    say(f"{shown_path(out)}: {survey['id']} {survey['version']}, {len(survey['questions'])} questions")
    return 0
