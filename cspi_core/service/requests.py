"""The parts of a request, read: answers, the saved plan, the comparison, and what a report is labelled with.

What cannot be read raises :class:`InputError`, with every problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..advice.plan import Plan, read_plan
from ..advice.targets import Target, read_target
from ..benchmarking.segments import Against
from ..errors import InputError
from ..loading.answers import read_answers
from ..model.answers import Answers
from ..model.survey import Survey

Request = Mapping[str, Any]


@dataclass(frozen=True)
class Labels:
    """The label, notes and time of a result, and the survey version that it was made with."""

    notes: Mapping[str, str]
    label: str
    created: str
    version: str


def read_labels(request: Request) -> Labels:
    """The labels of a report; empty where a request has none."""
    label, created, version = (request.get(name) or "" for name in ("label", "created", "version"))
    return Labels(request.get("notes") or {}, label, created, version)


def checked_answers(survey: Survey, request: Request) -> Answers:
    """The answers."""
    answers, problems = read_answers(survey, request["answers"])
    if problems:
        raise InputError(problems)
    return answers


def saved_plan(survey: Survey, request: Request) -> Plan | None:
    """The saved plan; None where there is none."""
    found, problems = read_plan(survey, request.get("plan"))
    if problems:
        raise InputError(problems)
    return found


def readable_plan(survey: Survey, request: Request) -> Plan | None:
    """The saved plan; None where it cannot be read, which is no reason to give no report."""
    return read_plan(survey, request.get("plan"))[0]


def target(survey: Survey, raw: object) -> Target:
    """A target from plain data."""
    found, problems = read_target(survey, raw)
    if problems:
        raise InputError(problems)
    return found


def against(request: Request) -> Against:
    """The comparison; an unknown edition or segment has no effect."""
    wanted = request.get("against") or {}
    segment = {str(name): str(value) for name, value in (wanted.get("segment") or {}).items() if value}
    picked = wanted.get("traits")
    traits = (
        {str(name): str(value) for name, value in picked.items() if value} if picked is not None else None
    )
    return Against(wanted.get("edition") or None, segment, bool(wanted.get("everyone")), traits)
