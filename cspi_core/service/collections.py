"""Requests about several results: one organisation over time, or a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..benchmarking.segments import Against
from ..model.edition import Snapshot
from ..model.survey import Survey
from ..results.collection import Seen, open_all
from ..results.timeline import timeline
from ..views.team import Wish, team_page
from ..views.timeline import Compared, timeline_view

Request = Mapping[str, Any]

MOST_SEEN = 300
"""How many results that were read are remembered."""


def over_time(
    survey: Survey, snapshots: Sequence[Snapshot], against: Against, request: Request, seen: Seen
) -> dict[str, Any]:
    """The results in ``files`` over time; ``pair`` has the ids of the two to compare, if any are wanted."""
    opened, refused = _open(survey, request, seen)
    earlier, later = request.get("pair") or (None, None)
    return {
        "time": timeline_view(
            survey,
            timeline(opened),
            refused,
            request.get("locale"),
            pair=(earlier, later),
            compared=Compared(snapshots, against),
        )
    }


def side_by_side(survey: Survey, request: Request, seen: Seen) -> dict[str, Any]:
    """The people in ``files`` side by side; ``hidden`` and ``notes`` say what to show of them."""
    opened, refused = _open(survey, request, seen)
    wish = Wish(hidden=bool(request.get("hidden")), notes=bool(request.get("notes")))
    return {"team": team_page(survey, opened, refused, request.get("locale"), wish)}


def _open(survey: Survey, request: Request, seen: Seen) -> Any:
    if len(seen) > MOST_SEEN:
        seen.clear()
    return open_all(survey, request["files"], seen)
