"""Requests about one result: its report, exports, result file and link."""

from __future__ import annotations

from typing import Any

from ..advice.plan import plain_plan
from ..charts.radar import charts
from ..loading.answers import plain_answers
from ..loading.times import day_of
from ..model.survey import Survey
from ..report import score
from ..results.result_file import Result, read_result, write_result
from ..results.share_link import read_fragment, write_fragment
from ..text.file_names import file_name
from ..text.messages import wording
from ..text.versions import left_out_text
from ..views.report.report import view
from .exports import take
from .requests import Request, against, checked_answers, read_labels, readable_plan, saved_plan
from .session import Session

Response = dict[str, Any]


def score_answers(session: Session, request: Request) -> Response:
    """The report: in words, as charts and, except where only words are asked for, as numbers."""
    report = score(session.survey, request["answers"], session.snapshots, against(request))
    plan, locale = readable_plan(session.survey, request), request.get("locale")
    drawn = charts(report, locale, plan.target.axes if plan else None)
    said = {"view": view(report, locale, **vars(read_labels(request)), plan=plan), "charts": drawn}
    # Whoever only shows the report has no use for its numbers, which are a third of the reply.
    return said if request.get("words_only") else said | {"report": report.to_dict()}


def export(session: Session, request: Request) -> Response:
    """The report in the format asked for."""
    return take(score(session.survey, request["answers"], session.snapshots, against(request)), request)


def save(session: Session, request: Request) -> Response:
    """A result file and its name."""
    survey, labels = session.survey, read_labels(request)
    answers = checked_answers(survey, request)
    plan = saved_plan(survey, request)
    result = Result(
        answers=answers, notes=labels.notes, label=labels.label, created=labels.created, plan=plan
    )
    text = write_result(survey, result)
    read_result(survey, text)  # what is written can be read again, or the problem is said now
    return {"text": text, "name": file_name(survey.id, "", day_of(labels.created), labels.label, "json")}


def open_file(session: Session, request: Request) -> Response:
    """The result in a file."""
    return _opened(session.survey, read_result(session.survey, request["text"], any_earlier=True), request)


def link(session: Session, request: Request) -> Response:
    """The answers as the fragment of a link; with the label, where ``named`` asks for it."""
    answers, labels = checked_answers(session.survey, request), read_labels(request)
    label = labels.label if request.get("named") else ""
    return {"fragment": write_fragment(session.survey, answers, labels.created, label)}


def open_link(session: Session, request: Request) -> Response:
    """The result in a link."""
    return _opened(session.survey, read_fragment(session.survey, request["text"]), request)


def _opened(survey: Survey, result: Result, request: Request) -> Response:
    """A result from a file or a link, with what there is to remark on it."""
    answers, locale = plain_answers(survey, result.answers), request.get("locale")
    words = view(score(survey, answers), locale, created=result.created, version=result.version)
    return {
        "answers": answers,
        "notes": dict(result.notes),
        "label": result.label,
        "created": result.created,
        "date": words["date"],
        "version": result.version,
        "plan": plain_plan(survey, result.plan) if result.plan else None,
        "remarks": [*words["remarks"], *_left_out(survey, result, locale)],
    }


def _left_out(survey: Survey, result: Result, locale: str | None) -> list[str]:
    """Return the answers of another version's result that could not be carried over."""
    chosen = survey.locale(locale)
    return left_out_text(survey, result.left_out, chosen, wording(chosen))
