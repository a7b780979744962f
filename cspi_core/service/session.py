"""A session: one loaded survey with its editions, and what earlier requests about it computed."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..benchmarking.edition import Snapshot
from ..memo import Memo
from ..model.survey import Survey
from ..results.collection import Seen


@dataclass(frozen=True, eq=False)
class Session:
    """``seen`` holds the result files that were read before, by their text. Loading a survey again starts a
    new session."""

    survey: Survey
    snapshots: tuple[Snapshot, ...] = ()
    memo: Memo = field(default_factory=Memo)
    seen: Seen = field(default_factory=dict)
