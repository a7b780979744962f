"""The names and figures that standings are told with: shares, segments, editions, statistics, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .item_view import answer_texts
from .snapshot import Cell, Segment, Snapshot
from .standing import Share, Standing
from .survey import MULTIPLE
from .wording import Wording

NO_DECIMALS = 0


def share_text(share: Share, words: Wording, allowed: bool = True) -> str:
    """A share as text: exact or a range, with the interval that its n allows."""
    low, high = share.known
    if share.exact:
        text = words.say("share", share=words.number(low))
    else:
        text = words.say("share.range", low=words.number(low), high=words.number(high))
    if not allowed or share.allowed is None:
        return text
    least, most = (words.number(end, NO_DECIMALS) for end in share.allowed)
    return text + words.say("share.allowed", low=least, high=most)


def segment_text(snapshots: Iterable[Snapshot], segment: Segment, words: Wording, full: bool = False) -> str:
    """A segment by its labels, from the first of ``snapshots`` that has one; everybody where it is empty.

    ``full``: with the names of the dimensions, without which "yes" says little.
    """
    known = list(snapshots)
    labels = [_value_text(known, name, value, words, full) for name, value in segment.items()]
    return words.say("list.comma").join(labels) or words.say("standing.all")


def _value_text(snapshots: Sequence[Snapshot], dimension: str, value: str, words: Wording, full: bool) -> str:
    for snapshot in snapshots:
        found = snapshot.dimension_by_id.get(dimension)
        if found and value in found.values:
            label = found.values[value][words.locale]
            name = found.label[words.locale]
            return words.say("standing.segment", dimension=name, value=label) if full else label
    return value


def edition_text(snapshot: Snapshot, words: Wording) -> str:
    """An edition by its title, with its year unless that stands in the title."""
    title = snapshot.title[words.locale]
    if str(snapshot.year) in title:
        return title
    return words.say("standing.edition", title=title, year=snapshot.year)


def statistic_text(snapshot: Snapshot, cell: Cell, name: str, words: Wording) -> str:
    """The name of a statistic, with its segment."""
    known = f"statistic.{name}" in words.messages
    label = (
        words.say(f"statistic.{name}") if known else words.say("statistic.quantile", percent=name.lstrip("p"))
    )
    if not cell.segment:
        return label
    return words.say(
        "standing.figure.of", segment=segment_text([snapshot], cell.segment, words), statistic=label
    )


def unit_text(standing: Standing, words: Wording) -> str:
    """The unit of the metric as it stands after a number."""
    unit = standing.snapshot.units.get(standing.metric.unit or "")
    if not unit:
        return ""
    text = unit[words.locale]
    return text if words.locale == "ja" or text == "%" else f" {text}"


def your_answer(standing: Standing, prose: Mapping[str, Any], words: Wording) -> str:
    """The respondent's own answer, on one line; of several choices those that are compared."""
    link, answer = standing.link, standing.answer
    if standing.options and answer.choices and link.categories:
        compared = tuple(choice for choice in answer.choices if choice in link.categories)
        if standing.question.kind == MULTIPLE and not compared:
            return words.say("standing.none_chosen")
        answer = replace(answer, choices=compared or answer.choices)
    return words.say("list.comma").join(answer_texts(prose, answer, words))
