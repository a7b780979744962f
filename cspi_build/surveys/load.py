"""Folders of survey definitions to checked models, or to everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic, did_you_mean, one_of
from cspi_build.schema.slips import without_slips
from cspi_build.schema.survey import SurveySpec
from cspi_build.schema.survey_text import SurveyText
from cspi_build.schema.validation import fit
from cspi_build.surveys.answer_sets import with_answers, with_set_texts
from cspi_build.surveys.cases import CASES, EARLIER, NOTHING, Calibration, read_calibration
from cspi_build.surveys.survey_checks import check_survey, no_empty_values
from cspi_build.surveys.text_checks import check_text
from cspi_build.surveys.wording_checks import check_wordings
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import Source, scan_yaml, shown_path

__all__ = ["SurveyDefinition", "load_survey", "load_surveys"]

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class SurveyDefinition:
    """A survey that holds together: its ids and numbers, its prose by language, and what it was tried on."""

    spec: SurveySpec
    texts: Mapping[str, SurveyText]
    calibration: Calibration = NOTHING


def load_surveys(folder: Path) -> tuple[SurveyDefinition, ...]:
    """Every survey below a folder, sorted by id. Raises DefinitionErrors with all mistakes in all files."""
    folders = sorted(path for path in _children(folder) if path.is_dir() and not _is_hidden(path))
    if not folders:
        raise CspiBuildError(
            f"There is no survey in {shown_path(folder)}: it needs a folder with a survey.yaml."
        )
    read = [_read_survey(path) for path in folders]
    problems = [problem for _, found in read for problem in found]
    if problems:
        raise DefinitionErrors(_once(problems))
    return tuple(definition for definition, _ in read if definition is not None)


def load_survey(folder: Path) -> SurveyDefinition:
    """The survey in one folder. Raises DefinitionErrors with all mistakes in its files."""
    definition, problems = _read_survey(folder)
    if definition is None or problems:
        raise DefinitionErrors(_once(problems))
    return definition


def _read_survey(folder: Path) -> tuple[SurveyDefinition | None, list[Diagnostic]]:
    source = with_answers(scan_yaml(folder / "survey.yaml"))
    spec, problems = _fitted(SurveySpec, source)
    source, _ = without_slips(SurveySpec, source)
    if _is_mapping(source):
        problems += [*check_survey(source.root), *_folder_name(source, folder)]
    texts: dict[str, SurveyText] = {}
    roots: dict[str, Node] = {}
    for locale in _locales(source):
        text, root, found = _read_text(source, folder / f"{locale}.yaml", locale)
        problems += found
        texts |= {} if text is None else {locale: text}
        roots |= {} if root is None else {locale: root}
    problems += [*check_wordings(roots)]
    calibration, found = read_calibration(source, folder)
    problems += [*found, *_stray_files(source, folder)]
    return (None if spec is None or problems else SurveyDefinition(spec, texts, calibration)), problems


def _read_text(
    survey: Source, path: Path, locale: str
) -> tuple[SurveyText | None, Node | None, list[Diagnostic]]:
    if not path.is_file():
        node = next(node for node in survey.root.at("locales").items() if node.text() == locale)
        message = f"the text file {shown_path(path)} is missing"
        return None, None, [node.problem(message, expected=f"{path.name} beside survey.yaml")]
    source = with_set_texts(survey, scan_yaml(path))
    text, problems = _fitted(SurveyText, source)
    source, _ = without_slips(SurveyText, source)
    if _is_mapping(source) and _is_mapping(survey):
        problems += check_text(survey.root, source.root, locale)
    return text, source.root if _is_mapping(source) else None, problems


def _fitted(model: type[Model], source: Source) -> tuple[Model | None, list[Diagnostic]]:
    value, model_problems = fit(model, source)
    empty = no_empty_values(source.root) if source.readable else ()
    said = {(problem.line, problem.column) for problem in (*source.problems, *model_problems)}
    rest = [problem for problem in empty if (problem.line, problem.column) not in said]
    return value, [*source.problems, *model_problems, *rest]


def _is_mapping(source: Source) -> bool:
    """Whether there is anything to check; what else a file may be, the models complain of."""
    return source.readable and isinstance(source.value, dict)


def _locales(source: Source) -> list[str]:
    """The languages that are named as they should be, each once; file names are made of nothing else."""
    texts = (node.text() or "" for node in source.root.at("locales").items())
    return list(dict.fromkeys(text for text in texts if text.replace("-", "").isalpha() and text.isascii()))


def _folder_name(source: Source, folder: Path) -> list[Diagnostic]:
    node, name = source.root.at("id"), folder.resolve().name
    if node.text() in {None, name}:
        return []
    expected = f"`{name}`, as its folder"
    return [
        node.problem("the id and the folder have different names", found=f"`{node.value}`", expected=expected)
    ]


def _stray_files(source: Source, folder: Path) -> list[Diagnostic]:
    """Files that look like texts or definitions, but that no one would read."""
    if not source.root.at("locales").items():
        return []
    known = ["survey.yaml", CASES, EARLIER, *(f"{locale}.yaml" for locale in _locales(source))]
    stray = [
        path for path in _children(folder) if path.suffix in {".yaml", ".yml"} and path.name not in known
    ]
    message, languages = "no one reads this file", f"{one_of(known)}; languages are named in survey.yaml"
    return [
        Diagnostic(shown_path(path), 1, 1, message, expected=languages, hint=did_you_mean(path.name, known))
        for path in stray
    ]


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each mistake once, though shape and sense both speak of it; the fuller one stays."""
    kept: dict[tuple[str, int, int, str], Diagnostic] = {}
    for problem in sorted(problems, key=lambda problem: len(problem.expected)):
        kept[problem.file, problem.line, problem.column, problem.message] = problem
    return list(kept.values())


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("._"))
    except OSError:
        return []


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "_"))
