"""The requests of the page to the engine: JSON text in, JSON text out.

Invalid input never raises: the reply is ``{"ok": false, "problems": [...]}`` with each problem as data and
as a sentence in the requested language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from ..benchmarking.edition import Snapshot, load_snapshot
from ..errors import InputError, Problem, SnapshotError, SurveyError, shown, told
from ..loading.survey import load_survey
from ..memo import write
from ..text.messages import FALLBACK, add_catalogues, wording
from . import collections, plans, reports
from .requests import Request
from .session import Session

Response = dict[str, Any]

Method = Callable[[Session, Request], Response]

METHODS: dict[str, Method] = {
    "score": reports.score_answers,
    "take": reports.export,
    "save": reports.save,
    "open": reports.open_file,
    "link": reports.link,
    "open_link": reports.open_link,
    "time": collections.over_time,
    "team": collections.side_by_side,
    "links": collections.links,
    "agree": collections.agree,
    "plan": plans.advise,
    "quick": plans.quick,
    "what_if": plans.suppose,
    "options": plans.options,
    "edit_plan": plans.edit,
    "contradictions": plans.check,
}
"""The requests about a loaded survey."""


class Service:
    """Holds a session for each loaded survey and answers requests about them."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def answer(self, text: str) -> str:
        """The response to a request, as the same bytes in every engine (sorted keys, UTF-8)."""
        return write(self._respond(text))

    def _respond(self, text: str) -> Response:
        request: Any = None
        try:
            request = json.loads(text)
            return {"ok": True} | self._method(request["method"], request)
        except InputError as error:
            return self._refusal(request, error.problems)
        except SurveyError as error:
            return self._refusal(request, [Problem("damaged_survey", None, str(error))])
        except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError) as error:
            return self._refusal(request, [Problem("bad_request", None, shown(error))])

    def _method(self, name: str, request: Request) -> Response:
        if name == "load":
            return self._load(request)
        if name == "speak":
            add_catalogues(request["messages"])
            return {}
        method, session = METHODS[name], self._session(request)
        with session.memo.active():
            return method(session, request)

    def _refusal(self, request: Any, problems: Any) -> Response:
        asked = request if isinstance(request, dict) else {}
        session = self._sessions.get(str(asked.get("survey")))
        survey = session.survey if session else None
        words = wording(str(asked.get("locale") or (survey.default_locale if survey else FALLBACK)))
        return {
            "ok": False,
            "problems": [p.to_dict() | {"text": words.problem(p, survey)} for p in told(problems)],
        }

    def _load(self, request: Request) -> Response:
        add_catalogues(request.get("messages") or {})
        survey = load_survey(request["survey"])
        snapshots, left_out = _read_snapshots(request.get("snapshots") or ())
        self._sessions[survey.id] = Session(survey, snapshots)
        return {"survey": survey.id, "left_out": left_out}

    def _session(self, request: Request) -> Session:
        name = request.get("survey")
        if not isinstance(name, str) or name not in self._sessions:
            raise InputError([Problem("no_survey", None, shown(name))])
        return self._sessions[name]


def _read_snapshots(compiled: Iterable[Any]) -> tuple[tuple[Snapshot, ...], list[str]]:
    """The editions that can be read, and why each of the others can't; the rest compare without it."""
    read, reasons = [], []
    for data in compiled:
        try:
            read.append(load_snapshot(data))
        except SnapshotError as error:
            reasons.append(str(error))
    return tuple(read), reasons
