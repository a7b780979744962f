"""Panels: norms that were made of result files of one survey, and what of them an answer can be held against.

A panel names its metrics after the survey, so that those of two surveys are never taken for one another::

    <survey>_index             the index
    <survey>_axis_<axis>       the score of an axis
    <survey>_<question>        the answers to a scored question
    profile_<role>             a number that describes the respondent, in bands that all surveys share

A panel is used where its survey's version is the one in use or one that compares with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..loading import versions
from ..memo import remember
from ..model.survey import BenchmarkLink, Match, Question, Survey
from .edition import Snapshot


def prefix(survey: Survey) -> str:
    """Return the prefix of the metric ids of a survey's panels."""
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
    """Return whether the snapshot is a panel of this survey, in any version."""
    return snapshot.panel is not None and snapshot.panel.survey == survey.id


def compares(snapshot: Snapshot, survey: Survey) -> bool:
    """Return whether answers to ``survey`` can be compared with the snapshot: it is not a panel of the
    survey, or of a comparable version since which no value has changed. A panel holds scores that cannot be
    calculated again.
    """
    if snapshot.panel is None or not is_of(snapshot, survey):
        return True
    version = snapshot.panel.version
    return versions.compares(survey, version) and not any(
        change.rescored for change in versions.since(survey, version)
    )


def panels_of(survey: Survey, snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The panels of the survey that compare: real ones before illustrative ones, then the newest first."""
    found = [one for one in snapshots if is_of(one, survey) and compares(one, survey)]
    return sorted(found, key=lambda one: (one.illustrative, -one.year, one.id))


def left_out(survey: Survey, snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The panels of the survey whose version does not compare, the newest first."""
    found = [one for one in snapshots if not compares(one, survey)]
    return sorted(found, key=lambda one: (-one.year, one.id))


@dataclass(frozen=True, eq=False)  # compared by identity: results are remembered by it
class Links:
    """The benchmarks for the answers to a survey.

    ``editions`` are the comparable snapshots in order of preference; ``by_question`` maps each question to
    the metrics its answer is compared with.
    """

    editions: tuple[Snapshot, ...]
    by_question: Mapping[str, tuple[BenchmarkLink, ...]]

    @cached_property
    def having(self) -> dict[str, tuple[Snapshot, ...]]:
        """The editions that have a metric, by the metrics that are linked to."""
        names = {link.metric for links in self.by_question.values() for link in links}
        return {name: tuple(one for one in self.editions if name in one.metric_by_id) for name in names}

    @cached_property
    def only_by(self) -> dict[str, frozenset[str]]:
        """By metric the dimensions by which an edition has it that does not have it for everybody."""
        return {
            name: frozenset().union(*(one.metric_by_id[name].only_by for one in editions))
            for name, editions in self.having.items()
        }


@remember(lambda survey, snapshots: (survey, snapshots))
def links_of(survey: Survey, snapshots: tuple[Snapshot, ...]) -> Links:
    """The links of a survey to snapshots: those that the survey names, then its panels' own."""
    editions = tuple(sorted((one for one in snapshots if compares(one, survey)), key=_rank))
    metrics = {metric for panel in panels_of(survey, editions) for metric in panel.metric_by_id}
    questions = survey.questions
    return Links(editions, {one.id: tuple(_links(survey, one, metrics)) for one in questions})


def _rank(snapshot: Snapshot) -> tuple[Any, ...]:
    """Real studies before made-up ones, first hand before second hand, the newest before the oldest."""
    return snapshot.illustrative, snapshot.second_hand, -snapshot.year, snapshot.id


def _links(survey: Survey, question: Question, metrics: Collection[str]) -> Iterator[BenchmarkLink]:
    yield from question.benchmarks
    named = {link.metric for link in question.benchmarks}
    own = [question_metric(survey, question)] if question.scored else []
    own += [profile_metric(question.profile)] if question.profile and not question.scored else []
    for metric in own:
        if metric in metrics and metric not in named:
            yield BenchmarkLink(metric, Match.OWN)
