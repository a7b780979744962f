"""Changes that new editions of published studies cause between two results, separate from changes of the
answers.

An earlier answer is compared with the editions available when it was given, then with those available when
the later one was given; the difference is the effect of the benchmark. Comparing the later answer with the
later editions adds the effect of the respondent's own change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..loading.times import day_of
from ..model.answers import Answers
from ..model.survey import Survey
from .edition import Snapshot
from .matching import standings
from .segments import Against
from .standing import Standing

Key = tuple[str, str, str]


@dataclass(frozen=True)
class EditionMove:
    """One earlier answer: where it stood ``then``, where the ``same`` answer stands in the newer edition,
    and where the later answer stands ``now`` (None where there is none any more)."""

    then: Standing
    same: Standing
    now: Standing | None


def out_by(snapshots: Iterable[Snapshot], created: str) -> tuple[Snapshot, ...]:
    """The editions that were out at an ISO 8601 time: published in that year, month or day, or before.
    Those of an unknown date count as out; without a time all do."""
    day = day_of(created)
    return tuple(one for one in snapshots if not day or one.published <= day[: len(one.published)])


def edition_moves(
    survey: Survey,
    answers: tuple[Answers, Answers],
    editions: tuple[Sequence[Snapshot], Sequence[Snapshot]],
    against: Against,
) -> tuple[EditionMove, ...]:
    """The earlier answers that are held against another edition now than then, in the survey's order.
    ``answers`` and ``editions``: the earlier and the later ones."""
    (before, after), (old, new) = answers, editions
    then, same, now = (
        _by_key(standings(survey, given, known, against))
        for given, known in ((before, old), (before, new), (after, new))
    )
    return tuple(
        EditionMove(then[key], standing, now.get(key))
        for key, standing in same.items()
        if key in then and then[key].snapshot.id != standing.snapshot.id
    )


def _by_key(found: Iterable[Standing]) -> dict[Key, Standing]:
    return {(one.question.id, one.metric.id, one.snapshot.series): one for one in found}
