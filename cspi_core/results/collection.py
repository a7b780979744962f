"""Several results read together: those that can be used, and why each of the others can't.

A result comes as the text of a file, as a link, or as what is entered on the page. Only the scores are
worked out: steps, sensitivity and standings are not needed to hold results against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from ..advice.plan import read_plan
from ..characters import lower
from ..errors import InputError, Problem
from ..loading.answers import read_answers
from ..loading.times import is_day, moment_of
from ..model.answers import Answers
from ..model.survey import Survey
from ..report import Report
from ..scoring.scores import score_survey
from .result_file import Result, read_result
from .share_link import is_link, read_fragment

ENDING = ".json"


@dataclass(frozen=True)
class Opened:
    """A result that could be read, under the ``id`` and the file ``name`` that it was handed in with.
    ``same_as``: the id of an earlier one with the same content and time."""

    id: str
    name: str
    result: Result
    report: Report
    same_as: str | None = None


@dataclass(frozen=True)
class Refused:
    """A file that could not be read, with everything that is wrong with it."""

    id: str
    name: str
    problems: tuple[Problem, ...]


def scores_only(survey: Survey, answers: Answers) -> Report:
    """The report of checked answers without steps, sensitivity and standings."""
    return Report(survey, answers, score_survey(survey, answers), {}, None, ())


Seen = MutableMapping[str, tuple[Result, Report]]
"""What was read before, by the text that it was read from: adding one file to many reads one."""


def open_all(
    survey: Survey, files: Iterable[Mapping[str, Any]], seen: Seen | None = None
) -> tuple[tuple[Opened, ...], tuple[Refused, ...]]:
    """The results in ``files``, in their order. Each has ``id``, ``name``, and either ``text`` (a result
    file's, or a link) or ``entry`` (answers, notes, label and time as the page has them). Nothing is raised
    for a bad one: it is among the refused. ``seen`` is read and added to."""
    known: Seen = {} if seen is None else seen
    opened: list[Opened] = []
    refused: list[Refused] = []
    for file in files:
        name, title = str(file["id"]), str(file.get("name") or "")
        try:
            result, report = _read(survey, file, known)
        except InputError as error:
            refused.append(Refused(name, title, error.problems))
        else:
            opened.append(Opened(name, title, result, report))
    return _with_repeats(opened), tuple(refused)


def _read(survey: Survey, file: Mapping[str, Any], seen: Seen) -> tuple[Result, Report]:
    if "text" not in file:
        return _entered(survey, file["entry"])
    text = file["text"]
    if text not in seen:
        result = read_fragment(survey, text) if is_link(text) else read_result(survey, text)
        seen[text] = result, scores_only(survey, result.answers)
    return seen[text]


def _entered(survey: Survey, entry: Mapping[str, Any]) -> tuple[Result, Report]:
    answers, problems = read_answers(survey, entry["answers"])
    if problems:
        raise InputError(problems)
    label, created = (entry.get(name) or "" for name in ("label", "created"))
    plan, _ = read_plan(survey, entry.get("plan"))
    result = Result(answers, entry.get("notes") or {}, label, created, survey.version, plan)
    return result, scores_only(survey, answers)


def _with_repeats(opened: Iterable[Opened]) -> tuple[Opened, ...]:
    """The same, with those marked that repeat an earlier one."""
    first: dict[object, str] = {}
    known: list[Opened] = []
    for one in opened:
        earlier = first.setdefault(_content(one.result), one.id) if _is_unique(one.result) else one.id
        known.append(replace(one, same_as=None if earlier == one.id else earlier))
    return tuple(known)


def _is_unique(result: Result) -> bool:
    """Return whether no one else has a result of that time and name.

    On one day, two people without a name may well have given the same answers.
    """
    return bool(result.created) and not (is_day(result.created) and not result.label)


def _content(result: Result) -> object:
    """Return the key that is equal for two files of the same result, however the time is written."""
    parts = (result.answers, result.notes)
    return (moment_of(result.created), result.label, *(frozenset(part.items()) for part in parts))


def stem(name: str) -> str:
    """A file's name without its ending."""
    return name[: -len(ENDING)] if lower(name).endswith(ENDING) else name


def titles(opened: Iterable[Opened], fallback: str) -> dict[str, str]:
    """Return the title of each result by id: its label, its file name, or both if labels repeat; otherwise
    ``fallback``.

    Remaining duplicates are numbered.
    """
    known = tuple(opened)
    labels = Counter(one.result.label for one in known)
    plain = {one.id: _title(one, labels[one.result.label] > 1) or fallback for one in known}
    counts, seen = Counter(plain.values()), Counter[str]()
    named: dict[str, str] = {}
    for name, title in plain.items():
        seen[title] += 1
        named[name] = f"{title} ({seen[title]})" if counts[title] > 1 else title
    return named


def _title(one: Opened, repeated: bool) -> str:
    label, file = one.result.label, stem(one.name)
    if label and file and repeated:
        return f"{label} ({file})"
    return label or file
