"""The result file (``cspi-result/1``): what a respondent keeps. Scores are never in it.

Reading checks size and depth before the text is parsed, then the shape, then the answers, and
collects what is wrong.

The number of the format rises when an earlier reader would take a file for something that it is not.
A part that is merely new is added without that, as an optional key: it stands only in files that use it,
so every other file reads as before, and a reader that does not know the key names it and reads nothing.
``plan`` came in that way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..advice.plan import Plan, plain_plan, read_plan
from ..errors import Code, InputError, Problem, shown
from ..loading.answers import plain_answers, read_answers
from ..loading.json_place import place_of_error
from ..loading.times import FORM as TIME
from ..loading.times import is_time
from ..loading.versions import compares, gone_since, is_earlier, what_fits, without
from ..model.answers import Answer
from ..model.survey import Survey

FORMAT = "cspi-result/1"

MOST_BYTES = 256 * 1024

MOST_DEPTH = 8

MOST_LABEL = 120

MOST_NOTE = 2000

NO_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^][{}"]+', re.DOTALL)
"""Strings, each to its end or to that of the text, and all else that is no bracket."""

KEYS = ("format", "survey", "label", "created", "answers", "notes", "plan")


@dataclass(frozen=True)
class Result:
    """The content of a result file.

    ``answers`` are validated; ``notes`` are texts by question id; ``label`` is the result name; ``created``
    is the time of creation in ISO 8601 with the offset of the local clock; ``version`` is the survey
    version the result was made with; ``plan`` the saved plan, if any. ``left_out`` lists answers of another
    version that no longer exist, as ``question`` or ``question.option``.

    >>> from cspi_core import Result, load_survey, score
    >>> report = score(load_survey("tiny.json"), {"intake": {"choice": "note"}})
    >>> Result(report.answers, label="Spring").label
    'Spring'
    """

    answers: Mapping[str, Answer]
    notes: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    created: str = ""
    version: str = ""
    plan: Plan | None = None
    left_out: tuple[str, ...] = ()


def write_result(survey: Survey, result: Result) -> str:
    """Return the text of a result file (``cspi-result/1``): JSON, indented by two, in the order of the
    survey.

    >>> from cspi_core import Result, load_survey, read_result, score, write_result
    >>> survey = load_survey("tiny.json")
    >>> answers = score(survey, {"wait": {"number": 3}}).answers
    >>> text = write_result(survey, Result(answers, label="Spring"))
    >>> read_result(survey, text).answers["wait"].number
    3
    """
    data: dict[str, Any] = {
        "format": FORMAT,
        "survey": {"id": survey.id, "version": survey.version},
        "label": result.label,
        "created": result.created,
        "answers": plain_answers(survey, result.answers),
    }
    notes = {name: result.notes[name] for name in survey.question_by_id if result.notes.get(name)}
    if notes:
        data["notes"] = notes
    if result.plan:
        data["plan"] = plain_plan(survey, result.plan)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_result(survey: Survey, text: str, *, any_earlier: bool = False) -> Result:
    """Return the result in the text of a result file (``cspi-result/1``).

    Raises :class:`InputError` with every problem found: not JSON, too large, another survey, unknown keys,
    invalid answers. Answers that an earlier version asked for and this one does not are removed and listed
    in ``left_out``. With ``any_earlier``, files of incomparable versions are read as well, as far as their
    answers still exist; use it only to display a result, not to compare it.

    >>> from cspi_core import load_survey, read_result
    >>> result = read_result(load_survey("tiny.json"), open("result.json", encoding="utf-8").read())
    >>> result.label, sorted(result.answers)
    ('Spring', ['checks', 'intake'])
    """
    data = _parse(text)
    _check_head(survey, data, any_earlier)
    data, left_out = _of_today(survey, data)
    answers, problems = read_answers(survey, data.get("answers", {}))
    plan, wrong = read_plan(survey, data.get("plan"))
    problems += (*wrong, *_check_rest(survey, data))
    if problems:
        raise InputError(problems)
    return Result(
        answers=answers,
        notes=dict(data.get("notes") or {}),
        label=data.get("label") or "",
        created=data.get("created") or "",
        version=data["survey"]["version"],
        plan=plan,
        left_out=left_out,
    )


def read_draft(survey: Survey, entry: Mapping[str, Any]) -> Result:
    """Return a result that the page holds (answers, notes, label, time), checked as a file is.

    Raises :class:`InputError` with every problem found.
    """
    held = {name: entry[name] for name in ("label", "created", "answers", "notes") if entry.get(name)}
    head = {"format": FORMAT, "survey": {"id": survey.id, "version": survey.version}, "answers": {}}
    return read_result(survey, json.dumps({**head, **held}))


def _of_today(survey: Survey, data: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A result of another version without what there is no more, and the names of that."""
    version, answers = data["survey"]["version"], data.get("answers")
    if version == survey.version or not isinstance(answers, Mapping):
        return data, ()
    gone = gone_since(survey, version)
    if compares(survey, version):
        kept, left_out = without(answers, gone)
    else:
        kept, left_out = what_fits(survey, answers)
        gone = frozenset(left_out)
    notes = data.get("notes")
    if isinstance(notes, Mapping):
        told = {name: note for name, note in notes.items() if name not in gone}
        data = {**data, "notes": told}
    return {**data, "answers": kept}, left_out


def _parse(text: str) -> dict[str, Any]:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise InputError([Problem("file_too_large", None, f"{size:,} bytes", f"{MOST_BYTES:,} bytes")])
    if depth(text) > MOST_DEPTH:
        raise InputError([Problem("file_too_deep", None, f"> {MOST_DEPTH}", f"{MOST_DEPTH}")])
    bare = text.removeprefix("\ufeff")
    try:
        data = json.loads(bare, object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        line, column = place_of_error(bare)
        raise InputError([Problem("not_json_at", None, f"{line}:{column}", "JSON")]) from error
    except InputError:
        raise
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        raise InputError([Problem("not_json", None, shown(text), "JSON")]) from error
    if not isinstance(data, dict):
        raise InputError([Problem("not_result", None, shown(data), FORMAT)])
    return data


def depth(text: str) -> int:
    """The deepest nesting of brackets outside strings, found without parsing; stops past the limit."""
    deepest = level = 0
    for bracket in NO_BRACKETS.sub("", text):
        level += 1 if bracket in "[{" else -1
        deepest = max(deepest, level)
        if deepest > MOST_DEPTH:
            break
    return deepest


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, value in pairs:
        if name in data:
            raise InputError([Problem("repeated_key", None, shown(name), "1")])
        data[name] = value
    return data


def _no_constant(name: str) -> float:
    raise InputError([Problem("not_json", None, name, "JSON")])


def _check_head(survey: Survey, data: Mapping[str, Any], any_earlier: bool) -> None:
    """Another format, survey or version ends the reading: what follows could not be judged."""
    if data.get("format") != FORMAT:
        newer = isinstance(data.get("format"), str) and data["format"].startswith("cspi-result/")
        code: Code = "other_format" if newer else "not_result"
        raise InputError([Problem(code, None, shown(data.get("format")), FORMAT)])
    about = data.get("survey")
    if not isinstance(about, Mapping) or not isinstance(about.get("id"), str):
        raise InputError([Problem("not_result", None, shown(about), '"survey": {"id", "version"}')])
    if not (any_earlier and about["id"] == survey.id and is_earlier(survey, about.get("version"))):
        check_survey(survey, about)


def check_survey(survey: Survey, about: Mapping[str, Any]) -> None:
    """Raises :class:`InputError` unless ``about`` (id, version) is this survey in a version that compares."""
    if about["id"] != survey.id:
        raise InputError([Problem("other_survey", None, shown(about["id"]), survey.id)])
    versions = (survey.version, *survey.compares_with)
    if not isinstance(about.get("version"), str):
        raise InputError([Problem("bad_version", None, shown(about.get("version")), f'"{survey.version}"')])
    if about.get("version") not in versions:
        raise InputError([Problem("other_version", None, shown(about.get("version")), ", ".join(versions))])


def _check_rest(survey: Survey, data: Mapping[str, Any]) -> list[Problem]:
    problems = [Problem("unknown_key", None, shown(key), ", ".join(KEYS)) for key in data if key not in KEYS]
    if "answers" not in data:
        problems.append(Problem("answers_not_object", None, "", "{question: answer}"))
    label = data.get("label", "")
    if not is_text(label, MOST_LABEL):
        problems.append(Problem("bad_label", None, shown(label), f"≤ {MOST_LABEL}"))
    created = data.get("created", "")
    if not isinstance(created, str) or (created and not is_time(created)):
        problems.append(Problem("bad_created", None, shown(created), TIME))
    return problems + _check_notes(survey, data.get("notes", {}))


def _check_notes(survey: Survey, notes: object) -> list[Problem]:
    if not isinstance(notes, Mapping):
        return [Problem("notes_not_object", None, shown(notes), "{question: text}")]
    problems = [
        Problem("unknown_question", None, shown(name)) for name in notes if name not in survey.question_by_id
    ]
    for name, note in notes.items():
        if name in survey.question_by_id and not is_text(note, MOST_NOTE):
            problems.append(Problem("bad_note", name, shown(note), f"≤ {MOST_NOTE}"))
    return problems


def is_text(value: object, most: int) -> bool:
    """Return whether a value is a text of at most this many characters without lone surrogates, which
    cannot be written.
    """
    return isinstance(value, str) and len(value) <= most and not any("\ud800" <= c <= "\udfff" for c in value)
