"""Requests about plans: phases and routes, what-if analysis, and changes of the saved plan.

Each function takes the session and a request as plain data, and returns plain data. An invalid request raises
:class:`InputError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..advice.plan import active, carried_out, plain_plan, without_step
from ..advice.plan_edits import begun, keeping, read_steps, with_steps, with_target, with_tracks
from ..advice.what_if import change_answers, what_if
from ..export.task_reading import read_tasks
from ..loading.times import day_of
from ..model.survey import NUMBER, Question
from ..results.collection import scores_only
from ..scoring.scores import score_survey
from ..scoring.situation import situation
from ..uncertainty.contradictions import contradictions
from ..views.plan.plan import plan
from ..views.plan.steps import PlanWords, speaking
from ..views.plan.what_if import what_if_words
from ..views.report.contradictions import contradiction_words
from ..views.report.quick_check import quick_view
from .requests import Request, against, checked_answers, saved_plan, target
from .session import Session

if TYPE_CHECKING:
    from ..views.shapes.what_if import QuestionWords


def advise(session: Session, request: Request) -> dict[str, Any]:
    """Advice and the plan in words (:func:`cspi_core.views.plan.plan.plan`)."""
    survey = session.survey
    report = scores_only(survey, checked_answers(survey, request))
    today = day_of(str(request.get("now") or ""))
    return {"plan": plan(report, request.get("locale"), saved_plan(survey, request), today)}


def quick(session: Session, request: Request) -> dict[str, Any]:
    """Return the quick check of the answers so far: :func:`cspi_core.views.report.quick_check.quick_view`."""
    report = scores_only(session.survey, checked_answers(session.survey, request))
    return {"quick": quick_view(report, request.get("locale"))}


def suppose(session: Session, request: Request) -> dict[str, Any]:
    """Return the effect of ``changes``; with ``planned``, the plan is carried out first."""
    survey, own = session.survey, checked_answers(session.survey, request)
    planned = saved_plan(survey, request) if request.get("planned") else None
    base = carried_out(survey, own, active(survey, planned)) if planned else own
    changed = change_answers(survey, base, request.get("changes") or {})
    found = what_if(survey, own, changed, session.snapshots, against(request))
    return {"what_if": what_if_words(speaking(survey, request.get("locale")), found)}


def options(session: Session, request: Request) -> dict[str, Any]:
    """Every option that can be toggled, by axis, with its words."""
    survey = session.survey
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


def _question(about: PlanWords, question: Question) -> QuestionWords:
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


def edit(session: Session, request: Request) -> dict[str, Any]:
    """The plan after an edit: ``add`` and ``remove`` (steps), ``changes`` (a what-if to keep in place of what
    was planned), ``target``, ``track`` (who does a step, by when, how far it is), ``tasks`` (the text of our
    own table of tasks). None where nothing is left of it."""
    survey = session.survey
    answers = checked_answers(survey, request)
    now = begun(saved_plan(survey, request), answers, str(request.get("made") or ""))
    if "changes" in request:
        after = change_answers(survey, answers, request["changes"])
        now = keeping(survey, answers, now, after)
    now = with_steps(survey, answers, now, read_steps(survey, request.get("add") or []))
    for step in read_steps(survey, request.get("remove") or []):
        now = without_step(survey, now, step)
    if "target" in request:
        now = with_target(now, target(survey, request["target"]))
    now = with_tracks(survey, now, request.get("track") or [])
    if "tasks" in request:
        now = with_tracks(survey, now, read_tasks(survey, now, str(request["tasks"])))
    return {"plan": plain_plan(survey, now) if now else None}


def check(session: Session, request: Request) -> dict[str, Any]:
    """The answers that do not go together, each with its text and the questions that it is about."""
    survey = session.survey
    answers = checked_answers(survey, request)
    index = score_survey(survey, answers).score
    found = contradictions(situation(survey, answers, index))
    text = survey.text[survey.locale(request.get("locale"))]
    return {"contradictions": contradiction_words(survey, found, text)}
