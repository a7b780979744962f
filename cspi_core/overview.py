"""The top of a report without an index: how much was answered, and how much of it could be compared."""

from __future__ import annotations

from .answers import ANSWERED, UNKNOWN, visible
from .report import Report
from .wording import Wording


def overview_say(report: Report, words: Wording) -> str:
    """The sentence that opens the report of a survey without axes."""
    compared = sum(1 for standing in report.standings if not standing.problem)
    if compared:
        return words.say("overview" if compared > 1 else "overview.one", count=compared)
    return words.say("overview.none" if _states(report).count(ANSWERED) else "overview.nothing")


def overview_meta(report: Report, words: Wording) -> list[str]:
    """How many of the questions asked are answered, unknown to the respondent, and compared."""
    states = _states(report)
    compared = {standing.question.id for standing in report.standings if not standing.problem}
    said = [words.say("overview.answered", answered=states.count(ANSWERED), total=len(states))]
    if states.count(UNKNOWN):
        said.append(words.say("meta.unknown", count=states.count(UNKNOWN)))
    if compared:
        said.append(words.say("overview.compared", count=len(compared)))
    return said


def _states(report: Report) -> list[str]:
    """The state of every question that is asked."""
    answers = report.answers
    return [
        answers[question.id].state if question.id in answers else ""
        for question in visible(report.survey, answers)
    ]
