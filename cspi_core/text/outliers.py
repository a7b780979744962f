"""Answers that differ notably from the benchmarks, as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ..benchmarking.standing import Standing
from ..memo import remember
from ..model.edition import Category
from ..stats.share import Share
from .benchmarks import share_text
from .messages import Wording

EXTREME, RARE, COMMON, ENOUGH = 15.0, 10.0, 60.0, 30
"""What counts as unusual, among at least ENOUGH answers: at most EXTREME % lie as far out as you, at most
RARE % gave your answer where answers have no order, at least COMMON % have what you did not choose."""

MOST_UNUSUAL = 5


def unusual(found: Iterable[Standing], words: Wording) -> list[str]:
    """Return a sentence per notable difference, largest first, or one sentence if there is none."""
    entries = (entry for standing in found for entry in _unusual(standing, words))
    said = sorted(entries, key=lambda entry: entry[0])
    return [text for _, text in said[:MOST_UNUSUAL]] or [words.say("unusual.none")]


@remember(lambda standing, words: (standing, words.locale))
def _unusual(standing: Standing, words: Wording) -> list[tuple[float, str]]:
    """(how many per cent are as you are, the sentence) for whatever is unusual in a standing."""
    n = standing.cell.n if standing.cell else None
    if standing.problem or n is None or n < ENOUGH:
        return []
    said = []
    for key, category, share, distance, limit in (*_unusual_place(standing), *_unusual_options(standing)):
        if distance <= limit:
            values = {"label": category.label[words.locale], "share": share_text(share, words)}
            title = standing.metric.title[words.locale]
            said.append((distance, words.say(f"unusual.{key}", title=title, **values)))
    return said


Unusual = tuple[str, Category, Share, float, float]
"""Message, category, share to show, per cent that are as you are, and the limit for being unusual."""


def _unusual_place(standing: Standing) -> list[Unusual]:
    here, share = standing.here, standing.share_here
    if here is None or share is None:
        return []
    if standing.at_or_below is None or standing.at_or_above is None:
        return [("rare", here, share, share.known[1], RARE)]
    ends = [("low", standing.at_or_below), ("high", standing.at_or_above)]
    return [(key, here, end, end.known[1], EXTREME) for key, end in ends]


def _unusual_options(standing: Standing) -> list[Unusual]:
    found: list[Unusual] = []
    for option in standing.options:
        if option.share is not None and option.asked:
            share = option.share.known[0]
            if option.chosen:
                found.append(("rare_option", option.category, option.share, share, EXTREME))
            else:
                found.append(("common_option", option.category, option.share, 100.0 - share, 100.0 - COMMON))
    return found
