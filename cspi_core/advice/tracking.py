"""Steps of a plan as people carry them out: owner, due day, status, evidence and reason.

Tracking is what people say about a step. What the answers say stays apart: a step that is reported as done
counts in the score only once the question is answered that way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ..characters import is_printable, lower
from ..errors import Problem, shown


class Status(StrEnum):
    """The status of a step of a plan."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


TODO, DOING, DONE, DROPPED = STATUSES = tuple(Status)

MOST_OWNER = 80

MOST_TEXT = 500

SCHEMES = ("https://", "http://")
"""What a link to evidence may begin with: a link that runs a script is none."""

DAY = "YYYY-MM-DD"

Pair = tuple[str, str]
"""A question id and an option id; the option of a number is empty."""


@dataclass(frozen=True)
class Track:
    """``status`` is None where nobody has set it; ``due`` a day (YYYY-MM-DD);
    ``note`` and ``link`` the evidence; ``reason`` why the step is taken, or why it was dropped."""

    owner: str = ""
    due: str = ""
    status: Status | None = None
    note: str = ""
    link: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def to_dict(self) -> dict[str, str]:
        """The fields that are filled in, as they stand in a file."""
        return {name: text for name, text in vars(self).items() if text}


UNTRACKED = Track()

FIELDS = ("owner", "due", "status", "note", "link", "reason")

Tracks = Mapping[Pair, Track]


def step_id(pair: Pair) -> str:
    """The name of a step in files: the question and the option, joined by a point."""
    return ".".join(part for part in pair if part)


def changed(track: Track, raw: Mapping[str, object]) -> tuple[Track, tuple[Problem, ...]]:
    """The track with the fields of ``raw`` in place of its own, and every problem found in them."""
    given = {name: raw[name] for name in FIELDS if name in raw}
    texts = {name: _tidy(name, value) for name, value in given.items()}
    problems = [problem for name, value in given.items() if (problem := _problem(name, value, texts[name]))]
    if problems:
        return track, tuple(problems)
    fields: dict[str, Any] = {**texts}
    if "status" in fields:
        fields["status"] = Status(texts["status"]) if texts["status"] else None
    return replace(track, **fields), ()


def _tidy(name: str, value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text.strip() if name == "note" else " ".join(text.split())


def _problem(name: str, value: object, text: str) -> Problem | None:
    most = MOST_OWNER if name == "owner" else MOST_TEXT
    if not isinstance(value, str) or len(text) > most or not _is_plain(text):
        return Problem("track_text", None, shown(value), f"≤ {most}")
    if name == "due" and text and not is_day(text):
        return Problem("track_due", None, shown(text), DAY)
    if name == "status" and text and text not in STATUSES:
        return Problem("track_status", None, shown(text), ", ".join(STATUSES))
    if name == "link" and text and not lower(text).startswith(SCHEMES):
        return Problem("track_link", None, shown(text), SCHEMES[0])
    return None


def _is_plain(text: str) -> bool:
    """Return whether a text holds nothing that acts on a screen; blanks and the ends of lines may."""
    return all(is_printable(char) or char.isspace() or char in "\u200c\u200d" for char in text)


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_tracks(raw: object, known: frozenset[Pair]) -> tuple[dict[Pair, Track], tuple[Problem, ...]]:
    """The tracks in plain data, of the steps that are ``known``, and every problem found in them."""
    if not isinstance(raw, (list, tuple)):
        return {}, (Problem("bad_plan", None, shown(raw), "steps: [{question, option, …}]"),)
    tracks: dict[Pair, Track] = {}
    problems: list[Problem] = []
    for entry in raw:
        pair, track, found = _read(entry, known)
        if pair in tracks:
            found = (Problem("repeated_key", None, shown(step_id(pair)), "1"), *found)
        problems += found
        tracks |= {pair: track} if pair and track and not found else {}
    return tracks, tuple(problems)


def _read(entry: object, known: frozenset[Pair]) -> tuple[Pair, Track, tuple[Problem, ...]]:
    keys = ("question", "option", *FIELDS)
    if not isinstance(entry, Mapping):
        return ("", ""), UNTRACKED, (Problem("bad_plan", None, shown(entry), "{" + ", ".join(keys) + "}"),)
    pair = (str(entry.get("question", "")), str(entry.get("option", "")))
    odd = [Problem("unknown_key", None, shown(key), ", ".join(keys)) for key in entry if key not in keys]
    if pair not in known:
        odd.append(Problem("track_step", None, shown(step_id(pair)), "question.option"))
    track, problems = changed(UNTRACKED, entry)
    return pair, track, (*odd, *problems)


def plain_tracks(tracks: Tracks, order: tuple[Pair, ...]) -> list[dict[str, str]]:
    """The tracks as they stand in a file, in the order of the plan's steps."""
    return [
        {"question": pair[0], "option": pair[1], **tracks[pair].to_dict()}
        for pair in order
        if tracks.get(pair)
    ]
