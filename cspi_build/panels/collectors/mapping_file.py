"""The mapping file: what an export's columns and answers were taken for, to be edited and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean
from cspi_build.panels.collectors.cells import UNREAD
from cspi_build.panels.collectors.convert import Converted, Told
from cspi_build.panels.collectors.mapping import CREATED, OUT
from cspi_build.panels.collectors.texts import NONE, STATES
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.model.survey import MULTIPLE, NUMBER, Question, Survey

__all__ = ["mapping_text", "read_mapping"]

_GUIDE = """\
# What the columns and answers of {source} were taken for. Change it, and run the command again.
#
# columns   by its text: the id of a question, `question/option` for a column of one option, `created` for the
#           time, or `-` to leave it out
# answers   by question and text: what a cell means (ids, joined with `;`), `?` for "I don't know", `-` for
#           "does not apply", or "" to leave it out. These were not understood:
"""


def mapping_text(found: Converted, told: Told, source: str) -> str:
    """The file. Answers that were not understood are there to be filled in."""
    answers: dict[str, dict[str, str]] = {id_: dict(known) for id_, known in told.answers.items()}
    for cell in found.unread:
        answers.setdefault(cell.column.question, {}).setdefault(cell.text, "")
    plain: dict[str, Any] = {"columns": {one.text: one.target for one in found.columns}}
    plain |= {"answers": answers} if answers else {}
    body = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1_000)
    return _GUIDE.format(source=source) + body


def read_mapping(path: Path, survey: Survey) -> Told:
    """What the file says. Raises DefinitionErrors with everything that the survey does not have."""
    source = scan_yaml(path)
    problems = [*source.problems]
    value: Any = source.value if source.readable else {}
    if not problems and not _is_mapping_file(value):
        problems.append(source.problem((), "this is no mapping file", expected="`columns:` and `answers:`"))
    if problems:
        raise DefinitionErrors(problems)
    columns, answers = value.get("columns") or {}, value.get("answers") or {}
    problems = [*_columns(source, columns, survey), *_answers(source, answers, survey)]
    if problems:
        raise DefinitionErrors(problems)
    return Told({str(text): str(target) for text, target in columns.items()}, answers)


def _is_mapping_file(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"columns", "answers"}:
        return False
    parts = (value.get("columns") or {}, *(value.get("answers") or {}).values(), value.get("answers") or {})
    return all(isinstance(part, dict) for part in parts)


def _columns(source: Source, columns: Mapping[str, Any], survey: Survey) -> Iterator[Diagnostic]:
    for text, target in columns.items():
        id_, _, option = str(target).partition("/")
        place = ("columns", text)
        question = survey.question_by_id.get(id_)
        if id_ in (CREATED, OUT):
            continue
        if question is None:
            hint = did_you_mean(id_, [*survey.question_by_id, CREATED])
            yield source.problem(place, f"there is no question `{id_}`", hint=hint)
        elif option and option not in _values(question):
            hint = did_you_mean(option, _values(question))
            yield source.problem(place, f"`{id_}` has no option `{option}`", hint=hint)


def _answers(source: Source, answers: Mapping[str, Any], survey: Survey) -> Iterator[Diagnostic]:
    for id_, known in answers.items():
        question = survey.question_by_id.get(id_)
        if question is None:
            hint = did_you_mean(id_, survey.question_by_id)
            yield source.problem(("answers", id_), f"there is no question `{id_}`", on_key=True, hint=hint)
            continue
        for text, value in known.items():
            wrong = _wrong(question, value)
            if wrong is not UNREAD:
                hint = did_you_mean(wrong, _values(question))
                yield source.problem(("answers", id_, text), f"`{id_}` has no answer `{wrong}`", hint=hint)


def _wrong(question: Question, value: Any) -> str | None:
    """The first part of an answer that the question does not have."""
    text = "" if value is None else str(value)
    if text in ("", NONE, *STATES.values()) or question.kind == NUMBER:
        return UNREAD
    parts = text.split(";") if question.kind == MULTIPLE else [text]
    return next((part for part in parts if part not in question.option_by_id), UNREAD)


def _values(question: Question) -> list[str]:
    return [*question.option_by_id, NONE, *STATES.values()]
