"""The requests of the page to the engine: JSON text in, JSON text out.

Invalid input never raises: the reply is ``{"ok": false, "problems": [...]}`` with each problem as data and
as a sentence in the requested language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..advice.plan import plain_plan, read_plan
from ..charts.radar import charts
from ..errors import InputError, Problem, SnapshotError, SurveyError, shown, told
from ..memo import Kept, write
from ..model.answers import plain_answers, read_answers
from ..model.edition import Snapshot, load_snapshot
from ..model.loading import load_survey
from ..model.survey import Survey
from ..model.times import day_of
from ..report import score
from ..results.collection import Seen
from ..results.result_file import Result, read_result, write_result
from ..results.share_link import read_fragment, write_fragment
from ..text.messages import FALLBACK, wording
from ..text.versions import left_out_text
from ..views.report import view
from .collections import over_time, side_by_side
from .exports import take
from .plans import METHODS, Method, against, kept_plan

Request = Mapping[str, Any]

Response = dict[str, Any]


class Service:
    """Holds the loaded surveys and answers requests about them."""

    def __init__(self) -> None:
        self._surveys: dict[str, Survey] = {}
        self._snapshots: dict[str, tuple[Snapshot, ...]] = {}
        self._seen: dict[str, Seen] = {}
        self._kept: dict[str, Kept] = {}
        self._methods: dict[str, Callable[[Request], Response]] = {
            "load": self._load,
            "score": self._score,
            "save": self._save,
            "open": self._open,
            "link": self._link,
            "open_link": self._open_link,
            "take": self._take,
            "time": self._time,
            "team": self._team,
        }
        self._methods |= {name: self._of_survey(method) for name, method in METHODS.items()}

    def answer(self, text: str) -> str:
        """The response to a request, as the same bytes in every engine (sorted keys, UTF-8)."""
        return write(self._respond(text))

    def _respond(self, text: str) -> Response:
        request: Any = None
        try:
            request = json.loads(text)
            method = self._methods[request["method"]]
            return {"ok": True} | method(request)
        except InputError as error:
            return self._refusal(request, error.problems)
        except SurveyError as error:
            return self._refusal(request, [Problem("damaged_survey", None, str(error))])
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
            return self._refusal(request, [Problem("bad_request", None, shown(error))])

    def _refusal(self, request: Any, problems: Any) -> Response:
        asked = request if isinstance(request, dict) else {}
        survey = self._surveys.get(str(asked.get("survey")))
        words = wording(str(asked.get("locale") or (survey.default_locale if survey else FALLBACK)))
        return {
            "ok": False,
            "problems": [p.to_dict() | {"text": words.problem(p, survey)} for p in told(problems)],
        }

    def _load(self, request: Request) -> Response:
        survey = load_survey(request["survey"])
        snapshots, left_out = _read_snapshots(request.get("snapshots") or ())
        self._surveys[survey.id], self._snapshots[survey.id] = survey, snapshots
        self._seen[survey.id], self._kept[survey.id] = {}, Kept()
        return {"survey": survey.id, "left_out": left_out}

    def _survey(self, request: Request) -> Survey:
        name = request.get("survey")
        if not isinstance(name, str) or name not in self._surveys:
            raise InputError([Problem("no_survey", None, shown(name))])
        return self._surveys[name]

    def _of_survey(self, method: Method) -> Callable[[Request], Response]:
        """A method that works on a loaded survey and what is known of others."""

        def answer(request: Request) -> Response:
            survey = self._survey(request)
            return method(survey, self._snapshots[survey.id], request, self._kept[survey.id])

        return answer

    def _score(self, request: Request) -> Response:
        survey = self._survey(request)
        known = self._kept[survey.id]
        report = score(survey, request["answers"], self._snapshots[survey.id], against(request), known)
        # A plan that can't be read is no reason not to score.
        kept, _ = read_plan(survey, request.get("plan"))
        words = view(
            report,
            request.get("locale"),
            notes=request.get("notes") or {},
            label=request.get("label") or "",
            created=request.get("created") or "",
            version=request.get("version") or "",
            plan=kept,
            kept=known,
        )
        drawn = charts(report, request.get("locale"), kept.target.axes if kept else None)
        said = {"view": known.whole(words), "charts": drawn}
        # Whoever only shows the report has no use for its numbers, which are a third of the reply.
        return said if request.get("words_only") else said | {"report": known.whole(report.to_dict(known))}

    def _take(self, request: Request) -> Response:
        """The report to take along, in the format asked for."""
        survey = self._survey(request)
        report = score(survey, request["answers"], self._snapshots[survey.id], against(request))
        return take(report, request)

    def _save(self, request: Request) -> Response:
        survey = self._survey(request)
        answers, problems = read_answers(survey, request["answers"])
        if problems:
            raise InputError(problems)
        created = request.get("created") or ""
        result = Result(
            answers=answers,
            notes=request.get("notes") or {},
            label=request.get("label") or "",
            created=created,
            plan=kept_plan(survey, request),
        )
        text = write_result(survey, result)
        read_result(survey, text)  # what is written can be read again, or the problem is said now
        return {"text": text, "name": f"{survey.id}-{day_of(created) or 'result'}.json"}

    def _open(self, request: Request) -> Response:
        survey = self._survey(request)
        return _opened(survey, read_result(survey, request["text"], any_earlier=True), request)

    def _link(self, request: Request) -> Response:
        survey = self._survey(request)
        answers, problems = read_answers(survey, request["answers"])
        if problems:
            raise InputError(problems)
        return {"fragment": write_fragment(survey, answers, request.get("created") or "")}

    def _open_link(self, request: Request) -> Response:
        survey = self._survey(request)
        return _opened(survey, read_fragment(survey, request["text"]), request)

    def _time(self, request: Request) -> Response:
        survey = self._survey(request)
        known = self._snapshots[survey.id]
        return over_time(survey, known, against(request), request, self._seen[survey.id])

    def _team(self, request: Request) -> Response:
        survey = self._survey(request)
        return side_by_side(survey, request, self._seen[survey.id])


def _read_snapshots(compiled: Iterable[Any]) -> tuple[tuple[Snapshot, ...], list[str]]:
    """The snapshots that can be read, and why each of the others can't; the rest compare without it."""
    read, reasons = [], []
    for data in compiled:
        try:
            read.append(load_snapshot(data))
        except SnapshotError as error:
            reasons.append(str(error))
    return tuple(read), reasons


def _left_out(survey: Survey, result: Result, request: Request) -> list[str]:
    """Return the answers of another version's result that could not be carried over."""
    locale = survey.locale(request.get("locale"))
    return left_out_text(survey, result.left_out, locale, wording(locale))


def _opened(survey: Survey, result: Result, request: Request) -> Response:
    """A result from a file or a link, with what there is to remark on it."""
    answers = plain_answers(survey, result.answers)
    words = view(
        score(survey, answers), request.get("locale"), created=result.created, version=result.version
    )
    return {
        "answers": answers,
        "notes": dict(result.notes),
        "label": result.label,
        "created": result.created,
        "date": words["date"],
        "version": result.version,
        "plan": plain_plan(survey, result.plan) if result.plan else None,
        "remarks": [*words["remarks"], *_left_out(survey, result, request)],
    }
