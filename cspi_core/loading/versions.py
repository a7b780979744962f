"""Versions of a survey: what an earlier result's answers mean today.

A version compares with the earlier ones that its definition names. What it changed may be told: questions and
options (``question.option``) that are new, gone or valued differently. An answer to what is gone is left out
and named; the rest is read as if it had been given today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.survey import Survey, VersionChange
from .answers import read_answers

Plain = Mapping[str, Any]
MOST_DIGITS = 9


def as_numbers(version: str) -> tuple[int, ...]:
    """A version such as 1.10 as numbers, for the order of versions; empty where it is none."""
    parts = version.split(".")
    digits = all(part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts)
    return tuple(int(part) for part in parts) if digits else ()


def compares(survey: Survey, version: str) -> bool:
    """Return whether results of this version are comparable with those of the survey's own."""
    return version in (survey.version, *survey.compares_with)


def is_earlier(survey: Survey, version: object) -> bool:
    """Return whether this is an earlier version of the survey, comparable or not."""
    return isinstance(version, str) and () < as_numbers(version) < as_numbers(survey.version)


def since(survey: Survey, version: str) -> tuple[VersionChange, ...]:
    """Return the changes of all later versions, earliest first."""
    then = as_numbers(version)
    later = [change for change in survey.changes if as_numbers(change.version) > then]
    return tuple(sorted(later, key=lambda change: as_numbers(change.version)))


def gone_since(survey: Survey, version: str) -> frozenset[str]:
    """The questions and options that there were then and are no more."""
    gone = {name for change in since(survey, version) for name in change.gone}
    return frozenset(name for name in gone if not _is_there(survey, name))


def _is_there(survey: Survey, name: str) -> bool:
    question, _, option = name.partition(".")
    found = survey.question_by_id.get(question)
    return found is not None and (not option or option in found.option_by_id)


def without(answers: Plain, gone: Iterable[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Plain answers without those to questions and options that are gone, and what was left out."""
    lost, kept, left_out = frozenset(gone), dict[str, Any](), list[str]()
    for name, answer in answers.items():
        if name in lost:
            left_out.append(name)
            continue
        rest, options = _without_options(name, answer, lost)
        left_out += options
        if rest is not None:
            kept[name] = rest
    return kept, tuple(left_out)


def _without_options(name: str, answer: Any, gone: frozenset[str]) -> tuple[Any, list[str]]:
    """The answer without options that are gone; None where nothing else was chosen."""
    if not isinstance(answer, Mapping):
        return answer, []
    listed = answer.get("choices")
    chosen = listed if isinstance(listed, list) else [answer.get("choice")]
    left_out = [f"{name}.{option}" for option in chosen if f"{name}.{option}" in gone]
    if not left_out:
        return answer, []
    rest = [option for option in chosen if f"{name}.{option}" not in gone]
    return ({**answer, "choices": rest} if rest else None), left_out


def what_fits(survey: Survey, answers: Plain) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Split the answers to an incomparable version into those still valid and the names of the others."""
    known = {name: answer for name, answer in answers.items() if name in survey.question_by_id}
    wrong = {problem.question for problem in read_answers(survey, known)[1]}
    kept = {name: answer for name, answer in known.items() if name not in wrong}
    return kept, tuple(str(name) for name in answers if name not in kept)
