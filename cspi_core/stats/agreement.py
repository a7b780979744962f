"""Agreement among ordered answers: van der Eijk's A.

A is 1 where all give the same answer, 0 where answers are spread evenly, -1 where half stand at each end.
The counts are parted into layers of zeros and ones; each layer has an agreement that follows from its
pattern, and A is their mean weighted by the answers in the layer. Only the four operations are used.

Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001),
325-341.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations


def agreement(counts: Sequence[int]) -> float | None:
    """A of the counts of ordered categories, in [-1, 1]; None without answers or a second category."""
    total = sum(counts)
    if total == 0 or len(counts) < 2:
        return None
    weighted = sum((weight * _layer_agreement(layer) for weight, layer in _layers(counts)), start=0.0)
    return weighted / total


def _layers(counts: Sequence[int]) -> Iterator[tuple[int, tuple[bool, ...]]]:
    """Layers from the bottom up: how many answers each holds, and which categories are in it."""
    left = list(counts)
    while any(left):
        least = min(count for count in left if count)
        layer = tuple(count > 0 for count in left)
        yield least * sum(layer), layer
        left = [count - least if count else 0 for count in left]


def _layer_agreement(layer: tuple[bool, ...]) -> float:
    """A of one pattern: U x (1 - (S - 1) / (K - 1)), S of K categories being in it."""
    size, filled = len(layer), sum(layer)
    if filled == 1:
        return 1.0
    return _unimodality(layer) * (1 - (filled - 1) / (size - 1)) if filled < size else 0.0


def _unimodality(layer: tuple[bool, ...]) -> float:
    """U: 1 without a gap, less for every triple that has one, by van der Eijk's formula."""
    size = len(layer)
    together = apart = 0
    for first, second, third in combinations(range(size), 3):
        pattern = (layer[first], layer[second], layer[third])
        together += pattern in ((True, True, False), (False, True, True))
        apart += pattern == (True, False, True)
    if not together + apart:
        return 1.0
    return ((size - 2) * together - (size - 1) * apart) / ((size - 2) * (together + apart))
