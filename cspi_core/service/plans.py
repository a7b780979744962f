"""Requests about plans: phases and routes, what-if analysis, and changes of the saved plan.

Each function takes the survey, its snapshots, a request as plain data and the memo of earlier requests, and
returns plain data. An invalid request raises :class:`InputError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..advice.plan import Plan, carried_out, plain_plan, read_plan
from ..advice.plan_edits import begun, keeping, read_steps, with_steps, with_target, without_step
from ..advice.targets import read_target
from ..advice.what_if import change_answers, what_if
from ..benchmarking.segments import Against
from ..errors import InputError
from ..memo import Kept
from ..model.answers import Answers, read_answers
from ..model.edition import Snapshot
from ..model.survey import NUMBER, Question, Survey
from ..results.collection import scores_only
from ..scoring.contradictions import contradictions
from ..scoring.scores import score_survey
from ..scoring.situation import situation
from ..views.contradictions import contradiction_words
from ..views.plan import plan
from ..views.quick_check import quick_view
from ..views.steps import PlanWords, speaking
from ..views.what_if import what_if_words

Request = Mapping[str, Any]

Method = Callable[[Survey, Sequence[Snapshot], Request, Kept], dict[str, Any]]


def kept_plan(survey: Survey, request: Request) -> Plan | None:
    """The plan in a request. Raises :class:`InputError` where it can't be read."""
    found, problems = read_plan(survey, request.get("plan"))
    if problems:
        raise InputError(problems)
    return found


def against(request: Request) -> Against:
    """Read the comparison from plain data; an unknown edition or segment has no effect."""
    wanted = request.get("against") or {}
    segment = {str(name): str(value) for name, value in (wanted.get("segment") or {}).items() if value}
    return Against(wanted.get("edition") or None, segment, bool(wanted.get("everyone")))


def _answers(survey: Survey, request: Request) -> Answers:
    answers, problems = read_answers(survey, request["answers"])
    if problems:
        raise InputError(problems)
    return answers


def advise(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """Advice and the plan in words (:func:`cspi_core.views.plan.plan`)."""
    report = scores_only(survey, _answers(survey, request), known)
    return {"plan": plan(report, request.get("locale"), kept_plan(survey, request), known)}


def quick(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """Return the quick check of the answers so far (:func:`cspi_core.views.quick_check.quick_view`)."""
    report = scores_only(survey, _answers(survey, request), known)
    return {"quick": quick_view(report, request.get("locale"), known)}


def suppose(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """Return the effect of ``changes``; with ``planned``, the plan is carried out first."""
    own = _answers(survey, request)
    kept = kept_plan(survey, request) if request.get("planned") else None
    base = carried_out(survey, own, kept) if kept else own
    changed = change_answers(survey, base, request.get("changes") or {})
    found = what_if(survey, own, changed, snapshots, against(request), known)
    return {"what_if": what_if_words(speaking(survey, request.get("locale"), known), found)}


def options(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """Every option that can be toggled, by axis, with its words."""
    about = speaking(survey, request.get("locale"))
    scored = [question for question in survey.questions if question.scored]
    return {
        "axes": [
            {
                "id": axis.id,
                "name": about.axis(axis.id),
                "questions": [_question(about, question) for question in scored if question.axis == axis.id],
            }
            for axis in survey.axes
        ]
    }


def _question(about: PlanWords, question: Question) -> dict[str, Any]:
    bands = [(band.id, False) for band in question.bands]
    choices = [(option.id, option.exclusive) for option in question.options]
    return {
        "id": question.id,
        "number": question.number,
        "prompt": about.prose(question)["prompt"],
        "kind": question.kind,
        "options": [
            {"id": name, "label": about.option(question, name)["label"], "exclusive": alone}
            for name, alone in (bands if question.kind == NUMBER else choices)
        ],
    }


def edit(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """The plan after an edit: ``add`` and ``remove`` (steps), ``changes`` (a what-if to keep in place of what
    was planned), ``target``. None where nothing is left of it."""
    answers = _answers(survey, request)
    now = begun(kept_plan(survey, request), answers, str(request.get("made") or ""))
    if "changes" in request:
        after = change_answers(survey, answers, request["changes"])
        now = keeping(survey, answers, now, after)
    now = with_steps(survey, answers, now, read_steps(survey, request.get("add") or []))
    for step in read_steps(survey, request.get("remove") or []):
        now = without_step(survey, now, step)
    if "target" in request:
        now = with_target(now, _target(survey, request["target"]))
    return {"plan": plain_plan(survey, now) if now else None}


def _target(survey: Survey, raw: object) -> Any:
    target, problems = read_target(survey, raw)
    if problems:
        raise InputError(problems)
    return target


def check(survey: Survey, snapshots: Sequence[Snapshot], request: Request, known: Kept) -> dict[str, Any]:
    """The answers that do not go together, each with its text and the questions that it is about."""
    answers = _answers(survey, request)
    index = score_survey(survey, answers, known).score
    found = contradictions(situation(survey, answers, index))
    text = survey.text[survey.locale(request.get("locale"))]
    return {"contradictions": contradiction_words(survey, found, text)}


METHODS: dict[str, Method] = {
    "plan": advise,
    "quick": quick,
    "what_if": suppose,
    "options": options,
    "edit_plan": edit,
    "contradictions": check,
}
