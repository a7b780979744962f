"""All standings of a report: which studies an answer is held against, in which edition and segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..memo import Key, encode, remember
from ..model.answers import ANSWERED, Answer, Answers, visible
from ..model.survey import Question, Survey
from .edition import Segment, Snapshot
from .likeness import closest, groups_of
from .panels import Links, links_of
from .segments import Against, own_segment, wanted_segment
from .standing import Obstacle, Standing, place_answer


@dataclass(frozen=True, eq=False)
class Cuts:
    """The segments of each edition that has a metric: the wanted one, and the respondent's own as far as the
    metric is only published by it."""

    by_edition: Mapping[str, tuple[Segment, Segment]]

    @cached_property
    def key(self) -> Key:
        """Their content, to be looked up by."""
        return tuple((*wanted.items(), None, *own.items()) for wanted, own in self.by_edition.values())


def standings(
    survey: Survey, answers: Answers, snapshots: Iterable[Snapshot], against: Against
) -> tuple[Standing, ...]:
    """Every answer that is linked to a metric, held against it, in the order of the survey: once for
    each series of studies that has the metric, so that studies are never mixed."""
    links = links_of(survey, tuple(snapshots))
    cuts = _cuts(survey, answers, links, against)
    found: list[Standing] = []
    for question in visible(survey, answers):
        answer = answers.get(question.id)
        if answer is not None and answer.state == ANSWERED:
            for number, link in enumerate(links.by_question[question.id]):
                found += _placed(links, question, number, answer, cuts[link.metric], against.edition)
    return tuple(found)


def _cuts(survey: Survey, answers: Answers, links: Links, against: Against) -> dict[str, Cuts]:
    """The cuts of each metric that is linked to."""
    cuts = {one.id: (wanted_segment(survey, answers, one, against), own_segment(survey, answers, one))
            for one in links.editions}  # fmt: skip
    found = {}
    for metric, editions in links.having.items():
        by_edition = {one.id: _that_count(*cuts[one.id], links.only_by[metric]) for one in editions}
        found[metric] = Cuts(by_edition | _like(metric, editions, by_edition, against))
    return found


def _like(
    metric: str, editions: Iterable[Snapshot], cuts: Mapping[str, tuple[Segment, Segment]], against: Against
) -> dict[str, tuple[Segment, Segment]]:
    """The segments of the closest groups, where traits were picked and no group was."""
    if not against.traits or against.segment or against.everyone:
        return {}
    found = {one.id: closest(groups_of(metric, [one], against.traits)) for one in editions}
    return {name: (group.cell.segment, cuts[name][1]) for name, group in found.items() if group}


def _that_count(wanted: Segment, own: Segment, only_by: frozenset[str]) -> tuple[Segment, Segment]:
    return wanted, {name: value for name, value in own.items() if name in only_by}


def _key(
    links: Links, question: Question, number: int, answer: Answer, cuts: Cuts, edition: str | None
) -> Key:
    return links, question.id, number, answer, cuts.key, encode(edition)


@remember(_key)
def _placed(
    links: Links, question: Question, number: int, answer: Answer, cuts: Cuts, edition: str | None
) -> tuple[Standing, ...]:
    """The standings of one answer in the metric of one of its links, in each series of studies that has
    it."""
    link = links.by_question[question.id][number]
    chosen = choose_editions(links.having[link.metric], edition)
    placed = [place_answer(question, link, answer, one, *cuts.by_edition[one.id]) for one in chosen]
    return tuple(_worth_saying(placed, edition))


def _worth_saying(placed: list[Standing], edition: str | None) -> list[Standing]:
    """Without the studies that have no figure for the answer, where another has one; the edition that was
    asked for stays."""
    if all(standing.problem for standing in placed):
        return placed
    return [one for one in placed if one.problem is not Obstacle.NO_FIGURES or one.snapshot.id == edition]


def choose_editions(having: Iterable[Snapshot], wanted: str | None) -> list[Snapshot]:
    """Select the wanted edition of each series, otherwise the first of ``having``, which is ordered by
    primary sources first and then from newest to oldest.
    """
    chosen: dict[str, Snapshot] = {}
    for snapshot in sorted(having, key=lambda snapshot: snapshot.id != wanted):
        chosen.setdefault(snapshot.series, snapshot)
    return list(chosen.values())
