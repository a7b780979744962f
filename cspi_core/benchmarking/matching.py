"""All standings of a report: which studies an answer is held against, in which edition and segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from ..memo import ANEW, Anew, Key
from ..model.answers import ANSWERED, Answer, Answers, visible
from ..model.edition import Segment, Snapshot
from ..model.survey import BenchmarkLink, Question, Survey
from .panels import Links, links_of
from .segments import Against, own_segment, profile_answers, wanted_segment
from .standing import Standing, stand

Cuts = Mapping[str, tuple[Segment, Segment]]
"""By snapshot the segment that is wanted of it, and the respondent's own as far as it counts."""


def standings(
    survey: Survey, answers: Answers, snapshots: Iterable[Snapshot], against: Against, kept: Anew = ANEW
) -> tuple[Standing, ...]:
    """Every answer that is linked to a metric, held against it, in the order of the survey: once for
    each series of studies that has the metric, so that studies are never mixed."""
    links = kept.value(("links",), lambda: links_of(survey, snapshots))
    key: Key = ("cuts", profile_answers(survey, answers), against.key)
    cuts = kept.value(key, lambda: _cuts(survey, answers, links, against))
    found: list[Standing] = []
    for question in visible(survey, answers):
        answer = answers.get(question.id)
        if answer is not None and answer.state == ANSWERED:
            for number, link in enumerate(links.by_question[question.id]):
                cut, by_snapshot = cuts[link.metric]
                key = ("standings", question.id, number, answer, against.key[0], cut)
                placed = partial(_placed, question, link, answer, links, by_snapshot, against.edition)
                found += kept.value(key, placed)
    return tuple(found)


def _cuts(survey: Survey, answers: Answers, links: Links, against: Against) -> dict[str, tuple[Key, Cuts]]:
    """The cuts of each metric that is linked to, and the same as part of a key."""
    cuts = {one.id: (wanted_segment(survey, answers, one, against), own_segment(survey, answers, one))
            for one in links.editions}  # fmt: skip
    found: dict[str, tuple[Key, Cuts]] = {}
    for metric, editions in links.having.items():
        of_it = {one.id: _that_count(*cuts[one.id], links.only_by[metric]) for one in editions}
        found[metric] = (
            tuple((tuple(wanted.items()), tuple(mine.items())) for wanted, mine in of_it.values()),
            of_it,
        )
    return found


def _that_count(wanted: Segment, own: Segment, only_by: frozenset[str]) -> tuple[Segment, Segment]:
    return wanted, {name: value for name, value in own.items() if name in only_by}


def _placed(
    question: Question, link: BenchmarkLink, answer: Answer, links: Links, cuts: Cuts, edition: str | None
) -> tuple[Standing, ...]:
    """The standings of one answer in one metric, in each series of studies that has it."""
    chosen = choose_editions(links.having[link.metric], edition)
    placed = [stand(question, link, answer, one, *cuts[one.id]) for one in chosen]
    return tuple(_worth_saying(placed, edition))


def _worth_saying(placed: list[Standing], edition: str | None) -> list[Standing]:
    """Without the studies that have no figure for the answer, where another has one; the edition that was
    asked for stays."""
    if all(standing.problem for standing in placed):
        return placed
    return [one for one in placed if one.problem != "no_figures" or one.snapshot.id == edition]


def choose_editions(having: Iterable[Snapshot], wanted: str | None) -> list[Snapshot]:
    """Select the wanted edition of each series, otherwise the first of ``having``, which is ordered by
    primary sources first and then from newest to oldest.
    """
    chosen: dict[str, Snapshot] = {}
    for snapshot in sorted(having, key=lambda snapshot: snapshot.id != wanted):
        chosen.setdefault(snapshot.series, snapshot)
    return list(chosen.values())
