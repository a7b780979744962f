"""Answers that stand out from published distributions, at a stated rate of chance findings.

An answer is a finding if at most ``limit`` per cent of the respondents are as far out: in an ordered question
those with the same answer or one further from the middle, otherwise those with the same answer. The limit is
the largest, up to :data:`MOST`, at which somebody drawn at random from the respondents has at most
:data:`RATE` findings on average over all comparisons; by Markov's inequality such a person then has any
finding with at most that probability, whatever the answers have to do with each other. Since only the tails
that a discrete distribution has are counted (R. E. Tarone, Biometrics 46 (1990), 515-522), the limit is
higher than Bonferroni's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..memo import remember
from ..stats.distribution import WHOLE, Distribution
from ..stats.share import SMALL, Share
from .edition import UNLISTED, Category, Cell, Metric
from .standing import OptionStanding, Standing

RATE = 0.2
"""The most findings that chance may give in a report, on average."""

MOST = 5.0
"""The largest limit, in per cent: with few comparisons, an answer of one in six is still not rare."""

Ladder = tuple[tuple[float, float], ...]
"""Every answer that there is, as how far out it is and how many per cent give it."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """One answer, or one option, held against one distribution.

    ``kind``: low, high, rare, rare_option or common_option. ``share`` is the one to show and ``tail`` how
    many per cent are as far out, at most; ``ladder`` has the same of every answer that could have been given.
    """

    standing: Standing
    kind: str
    category: Category
    share: Share
    tail: float
    ladder: Ladder


@dataclass(frozen=True, eq=False, repr=False)
class Outliers:
    """The findings, rarest first; the number of comparisons; the limit in per cent (None where even the
    rarest answers are too common for so many comparisons); and how many findings chance would give."""

    found: tuple[Comparison, ...]
    comparisons: int
    limit: float | None
    by_chance: float


def outliers(standings: Iterable[Standing]) -> Outliers:
    """Return the answers that stand out among all that are compared with enough respondents."""
    made = [one for standing in standings for one in comparisons(standing)]
    limit, by_chance = _limit([one.ladder for one in made])
    found = [one for one in made if limit is not None and one.tail <= limit]
    return Outliers(tuple(sorted(found, key=lambda one: one.tail)), len(made), limit, by_chance)


@remember(lambda standing: (standing,))
def comparisons(standing: Standing) -> tuple[Comparison, ...]:
    """Return what is compared in a standing: one answer, or each option that was asked about."""
    cell = standing.cell
    if standing.problem or cell is None or cell.n is None or cell.n < SMALL:
        return ()
    if standing.here is None:
        options = [_option(standing, option) for option in standing.options]
        return tuple([one for one in options if one is not None])
    return _answer(standing, standing.here, cell)


def _limit(ladders: Sequence[Ladder]) -> tuple[float | None, float]:
    """The largest limit that chance allows, and the findings that it gives."""
    steps: dict[float, float] = {}
    for ladder in ladders:
        for tail, share in ladder:
            if tail <= MOST:
                steps[tail] = steps.get(tail, 0.0) + share / WHOLE
    limit, expected = None, 0.0
    for tail in sorted(steps):
        if expected + steps[tail] > RATE:
            break
        limit, expected = tail, expected + steps[tail]
    return limit, expected


def _option(standing: Standing, option: OptionStanding) -> Comparison | None:
    if option.share is None or not option.asked:
        return None
    share = option.share.known[0]
    kind, tail = ("rare_option", share) if option.chosen else ("common_option", WHOLE - share)
    ladder = ((share, share), (WHOLE - share, WHOLE - share))
    return Comparison(standing, kind, option.category, option.share, tail, ladder)


def _answer(standing: Standing, here: Category, cell: Cell) -> tuple[Comparison, ...]:
    metric, share = standing.metric, standing.share_here
    tails = _tails(metric, metric.distribution(cell))
    if share is None or here.id not in tails:
        return ()
    kind, tail, _ = tails[here.id]
    ends = {"low": standing.at_or_below, "high": standing.at_or_above, "rare": share}
    ladder = tuple((found[1], found[2]) for found in tails.values())
    return (Comparison(standing, kind, here, ends[kind] or share, tail, ladder),)


def _tails(metric: Metric, distribution: Distribution) -> dict[str, tuple[str, float, float]]:
    """By answer: on which side it is, how many are as far out, and how many give it, at most."""
    ordered = [one.id for one in metric.categories if metric.ordered and not one.other]
    elsewhere = [] if metric.complete else [UNLISTED]
    found: dict[str, tuple[str, float, float]] = {}
    for category in [name for name in distribution.categories if name != UNLISTED]:
        own = distribution.share_of([category])[1]
        if category not in ordered:
            found[category] = ("rare", own, own)
            continue
        at = ordered.index(category)
        low = distribution.share_of([*ordered[: at + 1], *elsewhere])[1]
        high = distribution.share_of([*ordered[at:], *elsewhere])[1]
        found[category] = ("low", low, own) if low <= high else ("high", high, own)
    return found
