"""Checks of the labels of bins: the numbers in them are the bounds of the bin, in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cspi_build.editions.checks.findings import Finding
from cspi_build.schema.metric import Category, Metric
from cspi_build.yaml_source.compose import NodePath

__all__ = ["check_bin_labels", "numbers_in"]

_READ = ("en", "ja")  # the languages whose numbers and scales are read here

_ENGLISH = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(k|M|B)?(?![0-9A-Za-z])")
_JAPANESE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(千|万|億|兆)?")
_SCALE = {"k": 1e3, "M": 1e6, "B": 1e9, "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12}


def check_bin_labels(path: NodePath, metric: Metric) -> Iterator[Finding]:
    """Every label that has numbers in it, but for those with more numbers than bounds: what the others mean,
    nobody can tell."""
    for index, category in enumerate(metric.categories):
        if not category.other:
            yield from _label((*path, "categories", index, "label"), category, metric.step or 0.0)


def _label(path: NodePath, category: Category, step: float) -> Iterator[Finding]:
    allowed = _bounds(category, step)
    for locale in _READ:
        said = numbers_in(category.label.said.get(locale, ""))
        most = max(map(len, allowed), default=0)
        if 0 < len(said) <= most and not any(_is_near(said, one) for one in allowed):
            bounds = " or ".join(" to ".join(f"{number:g}" for number in one) for one in allowed)
            message = f"the label of `{category.id}` contradicts its bounds"
            found = " to ".join(f"{number:g}" for number in said)
            yield Finding((*path, locale), message, found=found, expected=bounds)


def _bounds(category: Category, step: float) -> list[tuple[float, ...]]:
    """What a label may name: both bounds, or the one that is not open; the upper one itself or a step below.

    A bin that starts at the smallest number may be named by its upper bound, a bin of one number by that
    number."""
    lows = [category.start] if category.start is not None else []
    highs = [category.end, category.end - step] if category.end is not None else []
    pairs: list[tuple[float, ...]] = [(low, high) for low in lows for high in highs]
    upper: list[tuple[float, ...]] = [(high,) for high in highs]
    if not lows:
        return upper
    if not highs:
        return [(low,) for low in (*lows, *(one - step for one in lows))]
    alone: list[tuple[float, ...]] = [(low,) for low in lows if low in highs]
    starts = category.start is not None and category.start <= step
    return pairs + alone + (upper if starts else [])


def _is_near(said: list[float], allowed: tuple[float, ...]) -> bool:
    pairs = zip(said, allowed, strict=False)
    return len(said) == len(allowed) and all(abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in pairs)


def numbers_in(label: str) -> list[float]:
    """The numbers that a label names. One without a scale before one with a scale shares it (13〜60万)."""
    text = unicodedata.normalize("NFKC", label)
    is_japanese = any(sign in text for sign in "千万億兆") or not text.isascii()
    found = (_JAPANESE if is_japanese and not _ENGLISH_SCALE.search(text) else _ENGLISH).findall(text)
    numbers: list[float] = []
    scale = ""
    for digits, own in reversed(found):
        scale = own or (scale if is_japanese else "")
        numbers.append(float(digits.replace(",", "")) * _SCALE.get(scale, 1.0))
    return numbers[::-1]


_ENGLISH_SCALE = re.compile(r"[0-9][kMB](?![A-Za-z])")
