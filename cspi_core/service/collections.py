"""Requests about several results: one organisation over time, or a team."""

from __future__ import annotations

from typing import Any

from ..results.collection import open_all
from ..results.pasted_links import split_links
from ..results.result_file import read_draft
from ..results.team import FEWEST, MOST
from ..results.timeline import timeline
from ..views.comparisons.agreed import agree_view, workshop
from ..views.comparisons.team import Wish, team_page
from ..views.comparisons.timeline import Compared, timeline_view
from .requests import Request, against
from .session import Session

MOST_SEEN = 300
"""How many results that were read are remembered."""


def over_time(session: Session, request: Request) -> dict[str, Any]:
    """The results in ``files`` over time; ``pair`` has the ids of the two to compare, if any are wanted."""
    opened, refused = _open(session, request)
    earlier, later = request.get("pair") or (None, None)
    return {
        "time": timeline_view(
            session.survey,
            timeline(opened),
            refused,
            request.get("locale"),
            pair=(earlier, later),
            compared=Compared(session.snapshots, against(request)),
        )
    }


def side_by_side(session: Session, request: Request) -> dict[str, Any]:
    """The people in ``files`` side by side; ``hidden`` and ``notes`` say what to show of them."""
    opened, refused = _open(session, request)
    wish = Wish(hidden=bool(request.get("hidden")), notes=bool(request.get("notes")))
    return {"team": team_page(session.survey, opened, refused, request.get("locale"), wish)}


def links(_: Session, request: Request) -> dict[str, Any]:
    """The links in a pasted ``text``, or the text itself where it is a result file."""
    return {"texts": list(split_links(request["text"]))}


def agree(session: Session, request: Request) -> dict[str, Any]:
    """The workshop of the people in ``files``; ``agreed`` has what was recorded in it. None of it where
    there are too few people, or too many."""
    opened, _ = _open(session, request)
    recorded = read_draft(session.survey, request.get("agreed") or {})
    hidden = bool(request.get("hidden"))
    room = workshop(session.survey, opened, recorded, request.get("locale"), hidden=hidden)
    return {"agree": agree_view(room) if FEWEST <= len(room.people) <= MOST else None}


def _open(session: Session, request: Request) -> Any:
    if len(session.seen) > MOST_SEEN:
        session.seen.clear()
    return open_all(session.survey, request["files"], session.seen)
