"""Answers that stand out from the benchmarks, and the rule by which they do, as sentences."""

from __future__ import annotations

from ..benchmarking.outliers import Comparison, Outliers
from .benchmarks import share_text
from .messages import Wording

MOST_SHOWN = 5


def unusual(found: Outliers, words: Wording) -> list[str]:
    """Return a sentence per answer that stands out, rarest first, or one sentence if there is none."""
    return [_said(one, words) for one in found.found[:MOST_SHOWN]] or [words.say("unusual.none")]


def unusual_rule(found: Outliers, words: Wording) -> str | None:
    """Return the rule, the number of comparisons and what chance would give; None without comparisons."""
    if not found.comparisons:
        return None
    if found.limit is None:
        return words.say("unusual.rule.none", n=found.comparisons)
    values = {"limit": words.percent(found.limit), "lines": words.percent(found.by_chance, 2)}
    return words.say("unusual.rule", n=found.comparisons, **values)


def _said(one: Comparison, words: Wording) -> str:
    values = {"label": one.category.label[words.locale], "share": share_text(one.share, words)}
    title = one.standing.metric.title[words.locale]
    return words.say(f"unusual.{one.kind}", title=title, **values)
