"""Which n and which counts stand behind rounded shares.

A published share is a whole number of respondents over n, rounded. From the shares alone one can often tell
n, and from n the counts. For a share s, printed with d decimals, and an n, the counts k that round to s are

    (s - u/2) / 100 * n  <=  k  <=  (s + u/2) / 100 * n        with u = 10 ** -d

Both ends belong to it, since sources differ in how they round a half. All arithmetic is on whole numbers.
An n fits

    a choice of one      if every share has a count and some choice of them adds up to n
    ... told in part     if every share has a count and the smallest of them don't exceed n together
    a choice of several  if every share has a count

    fits([Rounded.parse("12.0"), Rounded.parse("88.0")], max_n=175)     # every n that fits, with its counts

On the command line: build.py reconcile 12.0 25.7 28.6 8.0 4.0 4.6 17.1 --max-n 175
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from cspi_build.schema.number_words import number_hint
from cspi_core.text.terminal import say

__all__ = ["Fit", "Rounded", "Rule", "Span", "add_parser", "counts_of", "fits", "run"]

Rule = Literal["one", "part", "several"]

_PRINTED = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,3}))?%?")

_SHOWN = 40  # rows of the table that are printed

_LARGEST = 20_000  # of --max-n, so that no one waits


@dataclass(frozen=True)
class Span:
    """The counts from `low` to `high`; none where `low` is above `high`."""

    low: int
    high: int

    def __bool__(self) -> bool:
        return self.low <= self.high

    def __contains__(self, count: int) -> bool:
        return self.low <= count <= self.high

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class Rounded:
    """A share as printed: `units` of 10 ** -decimals percent. 12.5% is 125 units with 1 decimal."""

    units: int
    decimals: int

    @classmethod
    def parse(cls, text: str) -> Rounded:
        """A share as people write it, such as 12, 12.0 or 12.0%. Raises ValueError."""
        match = _PRINTED.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a share: a number from 0 to 100, such as 12.5")
        decimals = match[2] or ""
        share = cls(int(match[1] + decimals), len(decimals))
        if share.units > share.whole:
            raise ValueError(f"{text!r} is more than 100")
        return share

    @classmethod
    def of(cls, share: float, decimals: int) -> Rounded:
        """A number as a share of so many decimals. Raises ValueError where it has more."""
        units = round(share * 10**decimals)
        if abs(units - share * 10**decimals) > 1e-6:
            raise ValueError(f"{share} has more than {decimals} decimals")
        return cls(units, decimals)

    @property
    def telling(self) -> int:
        """From this n on, every such share has a count in some n, so shares tell n no more."""
        return int(10 ** (self.decimals + 2))

    @property
    def whole(self) -> int:
        """100% in the same units."""
        return int(100 * 10**self.decimals)

    def __str__(self) -> str:
        return f"{self.units / 10**self.decimals:.{self.decimals}f}"


@dataclass(frozen=True)
class Fit:
    """An n that fits, and for each share the counts that it may stand for."""

    n: int
    counts: tuple[Span, ...]


def counts_of(share: Rounded, n: int) -> Span:
    """The counts of n respondents that round to the share; an empty span where there is none."""
    double = 2 * share.whole
    low = -((-(2 * share.units - 1) * n) // double)
    return Span(max(0, low), min(n, (2 * share.units + 1) * n // double))


def fits(shares: Sequence[Rounded], max_n: int, rule: Rule = "one", min_n: int = 1) -> tuple[Fit, ...]:
    """Every n from `min_n` to `max_n` that fits the shares, smallest first."""
    return _fits(tuple(shares), max_n, rule, min_n)


# A check tries up to a thousand n, and is made again for the same cell with each change of its file.
@lru_cache(maxsize=256)
def _fits(shares: tuple[Rounded, ...], max_n: int, rule: Rule, min_n: int) -> tuple[Fit, ...]:
    found = (_fit(shares, n, rule) for n in range(min_n, max_n + 1))
    return tuple(fit for fit in found if fit is not None)


def _fit(shares: Sequence[Rounded], n: int, rule: Rule) -> Fit | None:
    spans: list[Span] = []
    for share in shares:
        spans.append(counts_of(share, n))
        if not spans[-1]:
            return None
    low, high = sum(span.low for span in spans), sum(span.high for span in spans)
    if rule == "several":
        return Fit(n, tuple(spans))
    if low > n or (rule == "one" and high < n):
        return None
    slack = high - n if rule == "one" else high  # how far the counts may stay below their highest together
    return Fit(n, tuple(_narrowed(span, slack, n - low) for span in spans))


def _narrowed(span: Span, down: int, up: int) -> Span:
    """What is left of a span that may go `down` from its highest count and `up` from its lowest."""
    return Span(max(span.low, span.high - down), min(span.high, span.low + up))


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `reconcile` to the commands of a program."""
    words = "list the sample sizes (n) and counts that match rounded shares"
    parser: argparse.ArgumentParser = subparsers.add_parser("reconcile", help=words, description=words)
    parser.add_argument("shares", nargs="+", type=_share, metavar="SHARE", help="as published, such as 12.0")
    parser.add_argument(
        "--max-n", type=_size, default=1000, metavar="N", help="largest n to try (default: 1000)"
    )
    parser.add_argument("--min-n", type=_size, default=1, metavar="N", help="smallest n to try (default: 1)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--multiple", action="store_true", help="respondents could select several answers")
    which.add_argument("--partial", action="store_true", help="some answers are missing from the list")
    return parser


def run(args: argparse.Namespace) -> int:
    """Print what fits. Returns 0 where something does, 1 where nothing does."""
    rule: Rule = "several" if args.multiple else "part" if args.partial else "one"
    found = fits(args.shares, args.max_n, rule, args.min_n)
    lines = _table(args.shares, found) if found else _nothing(args.shares, args.max_n, args.min_n, rule)
    say("\n".join(lines))
    return 0 if found else 1


def _table(shares: Sequence[Rounded], found: Sequence[Fit]) -> list[str]:
    heads = [f"{share}%" for share in shares]
    widths = [max(len(head), *(len(str(fit.counts[at])) for fit in found)) for at, head in enumerate(heads)]
    size = len(str(found[-1].n))
    lines = [_row("n".rjust(size), heads, widths)]
    lines += [_row(str(fit.n).rjust(size), fit.counts, widths) for fit in found[:_SHOWN]]
    rest = f", the first {_SHOWN} of them shown" if len(found) > _SHOWN else ""
    return [*lines, f"{len(found)} n {'fits' if len(found) == 1 else 'fit'}{rest}"]


def _row(first: str, cells: Sequence[object], widths: Sequence[int]) -> str:
    return "  ".join([first, *(str(cell).rjust(width) for cell, width in zip(cells, widths, strict=True))])


def _nothing(shares: Sequence[Rounded], max_n: int, min_n: int, rule: Rule) -> list[str]:
    total = sum(share.units / 10**share.decimals for share in shares)
    adds = f"; the shares add up to {total:.1f}" if rule == "one" else ""
    lines = [f"no n from {min_n} to {max_n} fits{adds}"]
    if rule == "one":
        lines += _without_one(shares, max_n, min_n)
    if all(share.units <= 10**share.decimals for share in shares):
        lines.append("  shares are in percent; these look like fractions of 1: write 60.9 for 0.609")
    return lines


def _without_one(shares: Sequence[Rounded], max_n: int, min_n: int) -> list[str]:
    """Which share stands in the way: what would fit if one of them were wrong or too many."""
    lines = []
    for at, share in enumerate(shares):
        found = fits([*shares[:at], *shares[at + 1 :]], max_n, "one", min_n)
        if found:
            some = ", ".join(str(fit.n) for fit in found[:8]) + (" …" if len(found) > 8 else "")
            lines.append(f"  without {share}%: n = {some}")
    return lines


def _share(text: str) -> Rounded:
    try:
        return Rounded.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; {number_hint(text)}".rstrip("; ")) from error


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size: a whole number from 1 to {_LARGEST:,}")
    return int(text)
