"""The mapping file: what an export's columns and answers were taken for, to be edited and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean, inline, one_of, shown
from cspi_build.panels.collectors.cells import PART_WORDS, UNREAD
from cspi_build.panels.collectors.convert import Converted, Told
from cspi_build.panels.collectors.mapping import CREATED, OUT, column_names
from cspi_build.panels.collectors.texts import NONE, STATES
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.loading.numerals import read_numeral
from cspi_core.model.survey import MULTIPLE, NUMBER, Question, Survey

__all__ = ["mapping_text", "read_mapping"]

_KEYS = ("columns", "answers")

_LINES = "`key: value` lines"

_LONGEST = 1_000

_UNSEEN = re.compile(r"[^ -~]")

_GUIDE = """\
# What the columns and answers of {source} were taken for. Change it, and run the command again.
#
# columns   by its text (` #2` is the second one of that text): the id of a question, `question/option` for a
#           column of one option, `created` for the time, or `-` to leave it out
# answers   by question and text: what a cell means (ids, joined with `;`), `?` for "I don't know", `-` for
#           "does not apply", or "" to leave it out; in a column of one option also `yes` or `no`.
#           These were not understood:
"""


def mapping_text(found: Converted, told: Told, source: str) -> str:
    """The file. Answers that were not understood are there to be filled in."""
    answers: dict[str, dict[str, str]] = {id_: dict(known) for id_, known in told.answers.items()}
    for cell in found.unread:
        answers.setdefault(cell.column.question, {}).setdefault(cell.text, "")
    names = column_names([one.text for one in found.columns])
    columns = dict(zip(names, (one.target for one in found.columns), strict=True))
    lines = ["columns:", *_pairs(columns, "  ")]
    if answers:
        lines.append("answers:")
        for id_, known in answers.items():
            lines += [f"  {_quoted(id_)}:", *_pairs(known, "    ")]
    return _GUIDE.format(source=inline(source)) + "\n".join(lines) + "\n"


def _pairs(values: Mapping[str, str], indent: str) -> Iterator[str]:
    """Lines of a mapping; a key that is longer than YAML allows before a `:` stands after a `?`."""
    for text, value in values.items():
        key = _quoted(text)
        yield f"{indent}{key}: {_quoted(value)}" if len(key) <= _LONGEST else f"{indent}? {key}"
        if len(key) > _LONGEST:
            yield f"{indent}: {_quoted(value)}"


def _quoted(text: str) -> str:
    """A text in double quotes, on one line, in characters that can be seen."""
    return _UNSEEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    character, number = found[0], ord(found[0])
    if character.isprintable() or character == "\u3000":
        return character
    return f"\\U{number:08X}" if number > 0xFFFF else f"\\u{number:04X}"


def read_mapping(path: Path, survey: Survey) -> Told:
    """What the file says. Raises DefinitionErrors with everything that the survey does not have."""
    source = scan_yaml(path)
    value: Any = source.value if source.readable else {}
    problems = [*source.problems] or list(_shape(source, value))
    if problems:
        raise DefinitionErrors(problems)
    columns, answers = value.get("columns") or {}, value.get("answers") or {}
    problems = [*_columns(source, columns, survey), *_answers(source, answers, survey)]
    if problems:
        raise DefinitionErrors(problems)
    said = {id_: {text: _said(value) for text, value in known.items()} for id_, known in answers.items()}
    return Told({text: str(target) for text, target in columns.items()}, said)


def _said(value: Any) -> str:
    """An answer as a table has it; YAML reads one without quotes as a number, as true or as nothing."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shape(source: Source, value: Any) -> Iterator[Diagnostic]:
    """What a mapping file has besides columns and answers, or has in another shape."""
    if not isinstance(value, dict) or not value:
        yield source.problem((), "this is no mapping file", expected=one_of(_KEYS))
        return
    for key, part in value.items():
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            yield source.problem(
                (key,), f"unknown key `{key}`", on_key=True, expected=one_of(_KEYS), hint=hint
            )
        elif part is not None and not isinstance(part, dict):
            yield source.problem((key,), f"`{key}` can't be {shown(part)}", expected=_LINES)
    answers = value.get("answers")
    for id_, known in answers.items() if isinstance(answers, dict) else ():
        if not isinstance(known, dict):
            yield source.problem(("answers", id_), f"`{id_}` can't be {shown(known)}", expected=_LINES)


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
    text = _said(value)
    if text in ("", NONE, *STATES.values()) or (question.kind == MULTIPLE and text in PART_WORDS):
        return UNREAD
    if question.kind == NUMBER:
        return text if read_numeral(text, ()).number is None else UNREAD
    parts = text.split(";") if question.kind == MULTIPLE else [text]
    return next((part for part in parts if part not in question.option_by_id), UNREAD)


def _values(question: Question) -> list[str]:
    return [*question.option_by_id, NONE, *STATES.values()]
