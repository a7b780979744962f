"""Panels: norms that were made of result files of one survey, and what of them an answer can be held against.

A panel names its metrics after the survey, so that those of two surveys are never taken for one another::

    <survey>_index             the index
    <survey>_axis_<axis>       the score of an axis
    <survey>_<question>        the answers to a scored question
    profile_<role>             a number that describes the respondent, in bands that all surveys share

A panel is used where its survey's version is the one in use or one that compares with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .snapshot import Snapshot
from .survey import BenchmarkLink, Question, Survey

OWN = "own"
"""How far a panel's question means the same: it is the very same."""


def prefix(survey: Survey) -> str:
    """What the metrics of a survey's panels begin with."""
    return survey.id.replace("-", "_")


def index_metric(survey: Survey) -> str:
    """The metric of the index."""
    return f"{prefix(survey)}_index"


def axis_metric(survey: Survey, axis: str) -> str:
    """The metric of an axis's score."""
    return f"{prefix(survey)}_axis_{axis}"


def question_metric(survey: Survey, question: Question) -> str:
    """The metric of a scored question's answers."""
    return f"{prefix(survey)}_{question.id}"


def profile_metric(role: str) -> str:
    """The metric of a number that describes the respondent."""
    return f"profile_{role}"


def is_of(snapshot: Snapshot, survey: Survey) -> bool:
    """Whether the snapshot is a panel of this survey, in whatever version."""
    return snapshot.panel is not None and snapshot.panel.survey == survey.id


def compares(snapshot: Snapshot, survey: Survey) -> bool:
    """Whether answers to ``survey`` may be held against the snapshot: it is no panel of the survey, or one
    of a version that compares."""
    if snapshot.panel is None or not is_of(snapshot, survey):
        return True
    return snapshot.panel.version in (survey.version, *survey.compares_with)


def panels_of(survey: Survey, snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The panels of the survey that compare: real ones before illustrative ones, then the newest first."""
    found = [one for one in snapshots if is_of(one, survey) and compares(one, survey)]
    return sorted(found, key=lambda one: (one.illustrative, -one.year, one.id))


def left_out(survey: Survey, snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The panels of the survey whose version does not compare, the newest first."""
    found = [one for one in snapshots if not compares(one, survey)]
    return sorted(found, key=lambda one: (-one.year, one.id))


def links_of(survey: Survey, question: Question, snapshots: Iterable[Snapshot]) -> Iterator[BenchmarkLink]:
    """The metrics that an answer can be held against: those that the survey names, then its panels' own."""
    yield from question.benchmarks
    named = {link.metric for link in question.benchmarks}
    metrics = {metric for panel in panels_of(survey, snapshots) for metric in panel.metric_by_id}
    own = [question_metric(survey, question)] if question.scored else []
    own += [profile_metric(question.profile)] if question.profile and not question.scored else []
    for metric in own:
        if metric in metrics and metric not in named:
            yield BenchmarkLink(metric, OWN)
