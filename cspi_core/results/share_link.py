"""A result as the fragment of a link: short, readable, versioned and checksummed.

    1~cspi~1.0~20261122~q15.cco~q16.expansion.fit~q9_12~q10_104*5~q33!~q30!!~k3f2a9c1

Fields are parted by ``~``: the version of the format, the survey's id and version, the day (may be empty),
then the answers by question id: ``.`` before each chosen option (one ``.`` alone: none of these), ``_``
before a number (``*`` is its decimal point), ``!`` unknown, ``!!`` not applicable; last ``k`` and the CRC-32
of all before it. Ids stand as they are, so that the link can be read for as long as the survey's ids last.
Notes and the label are not in it.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Mapping
from typing import Any

from ..errors import InputError, Problem, shown
from ..model.answers import ANSWERED, NOT_APPLICABLE, UNKNOWN, Answer, is_time, read_answers
from ..model.survey import MULTIPLE, NUMBER, Question, Survey
from ..model.versions import gone_since, without
from .result_file import Result, check_survey

VERSION = "1"

MOST_CHARACTERS = 8192

SEPARATOR, CHECK = "~", "k"

STATES = {"!": UNKNOWN, "!!": NOT_APPLICABLE}

HEAD = 4


def write_fragment(survey: Survey, answers: Mapping[str, Answer], created: str = "") -> str:
    """The fragment (without ``#``) for these answers; of ``created`` (ISO 8601) only the day is kept."""
    day = created[:10].replace("-", "")
    fields = [VERSION, survey.id, survey.version, day]
    fields += [
        question.id + _write(question, answers[question.id])
        for question in survey.questions
        if question.id in answers
    ]
    text = SEPARATOR.join(fields)
    return f"{text}{SEPARATOR}{CHECK}{_checksum(text)}"


def _write(question: Question, answer: Answer) -> str:
    if answer.state != ANSWERED:
        return next(sign for sign, state in STATES.items() if state == answer.state)
    if question.kind == NUMBER:
        return "_" + str(answer.number).replace(".", "*")
    return "".join(f".{choice}" for choice in answer.choices) or "."


def _checksum(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def read_fragment(survey: Survey, text: str) -> Result:
    """The result in a fragment. Raises :class:`InputError` with every problem found."""
    fields = _checked(text.removeprefix("#"))
    about = {"id": fields[1], "version": fields[2]}
    check_survey(survey, about)
    gone = gone_since(survey, fields[2])
    skipped = {field: name for field in fields[HEAD:] for name in _names(field) if name in gone}
    raw, problems = _read_all(survey, [field for field in fields[HEAD:] if field not in skipped])
    raw, left_out = without(raw, gone)
    answers, more = read_answers(survey, raw)
    if problems or more:
        raise InputError([*problems, *more])
    return Result(
        answers=answers, created=_day(fields[3]), version=fields[2], left_out=(*skipped.values(), *left_out)
    )


def _checked(text: str) -> list[str]:
    """The fields of an undamaged link, without the checksum."""
    if len(text) > MOST_CHARACTERS:
        raise InputError([Problem("link_too_long", None, f"{len(text):,}", f"≤ {MOST_CHARACTERS:,}")])
    body, _, check = text.rpartition(SEPARATOR + CHECK)
    fields = body.split(SEPARATOR)
    if fields[0] != VERSION and fields[0].isascii() and fields[0].isdigit():
        raise InputError([Problem("link_version", None, shown(fields[0]), VERSION)])
    if check != _checksum(body) or len(fields) < HEAD:
        raise InputError([Problem("link_damaged")])
    return fields


def _read_all(survey: Survey, fields: list[str]) -> tuple[dict[str, Any], list[Problem]]:
    raw: dict[str, Any] = {}
    problems = []
    for field in fields:
        name = next((id_ for id_ in _names(field) if id_ in survey.question_by_id), None)
        if name is None:
            problems.append(Problem("unknown_question", None, shown(field)))
        elif name in raw:
            problems.append(Problem("repeated_question", name, shown(field)))
        else:
            raw[name] = _read(survey.question_by_id[name], field[len(name) :])
    return raw, problems


def _names(field: str) -> list[str]:
    """What may be the question's id: ids may hold ``_`` themselves, so the longest comes first."""
    ends = [place for place, char in enumerate(field) if char in "._!"]
    return [field[:end] for end in reversed(ends)]


def _read(question: Question, text: str) -> dict[str, Any]:
    """The answer as plain data, whatever it is: whether it is valid is for the reader of answers to say."""
    if text in STATES:
        return {"state": STATES[text]}
    if text.startswith("_"):
        return {"number": _number(text[1:])}
    choices = text[1:].split(".") if len(text) > 1 else []
    if question.kind == MULTIPLE:
        return {"choices": choices}
    return {"choice": choices[0]} if len(choices) == 1 else {"choice": choices}


def _number(text: str) -> object:
    plain = text.replace("*", ".")
    digits = plain.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(plain) > 20:
        return text
    return float(plain) if "." in plain else int(plain)


def _day(text: str) -> str:
    """The day as an ISO 8601 date; empty where it is none."""
    day = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return day if text.isascii() and len(text) == 8 and is_time(day) else ""
