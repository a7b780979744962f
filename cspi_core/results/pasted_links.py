"""Several links in one text, as people paste them: one to a line, after commas, with words between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .share_link import END, plain_text, undamaged

HEAD = r"[0-9]{1,9}~[a-z][\w-]{0,80}~[^~\s]{1,40}~(?:[0-9]{8})?~"
"""A version, a survey's id and version, and a day: no field of an answer looks like a day."""

START = re.compile(rf"(?<![\w.~!*%]){HEAD}", re.ASCII)
CHECKED = len("~k01234567")
GLUED = re.compile(HEAD, re.ASCII)


def split_links(text: str) -> tuple[str, ...]:
    """Return the links in a text, or the text itself where it is a result file or holds no link.

    Damaged links are among them, so that their reader can refuse them. Undamaged ones are without what stood
    around them: the same link gives the same text, however it came.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return (text,)
    plain = plain_text(text)
    places = [0, *(found.start() for found in START.finditer(plain)), len(plain)]
    return tuple(link for at, end in pairwise(places) for link in _between(plain, at, end)) or (text,)


def _between(text: str, at: int, end: int) -> Iterator[str]:
    """Yield the link at a place and those that follow without a start of their own."""
    while at < end:
        check, start = END.search(text, at, end), GLUED.match(text, at, end)
        if not check and not start:
            return
        link = undamaged(text[at : _limit(text, start, end)]) if start else None
        behind = text.find(link[-CHECKED:], at, end) if link else check.start() if check else -1
        after = end if behind < 0 else behind + CHECKED
        yield link or text[at:after]
        at = after


def _limit(text: str, start: re.Match[str], end: int) -> int:
    """Return where a link ends at the latest: in the head of the next, whose version may look like part of
    its checksum."""
    following = GLUED.search(text, start.end(), end)
    return following.end() if following else end
