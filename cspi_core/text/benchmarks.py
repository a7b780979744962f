"""Standings as text: shares, segments, editions, statistics, and the sentences made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..benchmarking.edition import MULTIPLE, NUMERIC, Cell, Segment, Snapshot
from ..benchmarking.standing import OptionStanding, Standing
from ..model.survey import Kind
from ..stats.share import SMALL, TINY, Share
from .answers import answer_texts
from .messages import Wording

NO_DECIMALS = 0


def share_text(share: Share, words: Wording, allowed: bool = True) -> str:
    """A share as text: exact or a range, with the interval that its n allows."""
    low, high = share.known
    if share.exact:
        text = words.say("share", share=words.percent(low))
    else:
        text = words.say("share.range", low=words.percent(low), high=words.percent(high))
    if not allowed or share.allowed is None:
        return text
    least, most = (words.percent(end, NO_DECIMALS) for end in share.allowed)
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
    return words.gap(text) + text


def your_answer(standing: Standing, prose: Mapping[str, Any], words: Wording) -> str:
    """The respondent's own answer, on one line; of several choices those that are compared."""
    link, answer = standing.link, standing.answer
    if standing.options and answer.choices and link.categories:
        compared = tuple(choice for choice in answer.choices if choice in link.categories)
        if standing.question.kind is Kind.MULTIPLE and not compared:
            return words.say("standing.none_chosen")
        answer = replace(answer, choices=compared or answer.choices)
    return words.say("list.comma").join(answer_texts(prose, answer, words))


def sentences(standing: Standing, words: Wording) -> list[str]:
    """Return the sentences about a standing, most important first."""
    if standing.problem:
        return [words.say(f"standing.problem.{standing.problem}")]
    if standing.metric.kind == MULTIPLE:
        said = list(_options(standing, words))
    elif standing.here is not None:
        said = [_ranked(standing, words)]
    else:
        said = list(_figures(standing, words))
    if standing.here is not None and _ranges(standing):
        said.append(words.say("standing.partial"))
    return said


def cautions(standing: Standing, snapshots: Sequence[Snapshot], words: Wording) -> list[str]:
    """Return the limitations of a comparison: another group than requested, a small sample.

    ``snapshots`` are all snapshots, for the name of a segment that the standing's own snapshot lacks.
    """
    said: list[str] = []
    cell = standing.cell
    if cell is None:
        return said
    n = cell.n
    if standing.fell_back:
        wanted = segment_text([standing.snapshot, *snapshots], standing.wanted, words)
        used = segment_text([standing.snapshot], cell.segment, words, full=True)
        key = "standing.fallback.group" if cell.segment else "standing.fallback"
        said.append(words.say(key, wanted=wanted, used=used))
    if n is not None and n < SMALL:
        said.append(words.say("standing.tiny" if n < TINY else "standing.small", n=n))
    return said


def _ranges(standing: Standing) -> bool:
    shares = (standing.share_here, standing.below, standing.above)
    return any(share is not None and not share.exact for share in shares)


def _ranked(standing: Standing, words: Wording) -> str:
    here = standing.share_here
    if here is None or standing.here is None:
        return ""
    if standing.at_or_below is None:
        label = standing.here.label[words.locale]
        return words.say("standing.same", label=label, here=share_text(here, words))
    parts = [(key, share) for key, share in _parts(standing) if share is not None]
    texts = [words.say(f"standing.part.{key}", share=share_text(share, words)) for key, share in parts]
    return words.say("standing.parts", parts=words.say("list.comma").join(texts))


def _parts(standing: Standing) -> list[tuple[str, Share | None]]:
    """The sides of an ordered standing: by which is better where one is, else by which is less."""
    direction, below, above = standing.metric.direction, standing.below, standing.above
    same = ("same", standing.share_here)
    if direction != "none":
        better, worse = (above, below) if direction == "higher" else (below, above)
        return [("better", better), same, ("worse", worse)]
    if standing.metric.kind == NUMERIC:
        return [("less", below), same, ("more", above)]
    return [("before", below), same, ("after", above)]


def _options(standing: Standing, words: Wording) -> Iterator[str]:
    known = [option for option in standing.options if option.share is not None]
    chosen = sorted((o for o in known if o.chosen), key=_share)
    rest = sorted((o for o in known if not o.chosen and o.asked), key=_share)
    if len(chosen) == 1:
        yield _option("standing.chosen", chosen[0], words)
    elif chosen:
        yield _option("standing.chosen_rare", chosen[0], words)
    if rest:
        alone = len(rest) == 1 and not chosen
        yield _option("standing.not_chosen.only" if alone else "standing.not_chosen", rest[-1], words)
    for option in standing.options:
        if option.chosen and option.share is None:
            yield words.say("standing.option_unknown", label=option.category.label[words.locale])


def _share(option: OptionStanding) -> float:
    return option.share.known[0] if option.share else 0.0


def _option(key: str, option: OptionStanding, words: Wording) -> str:
    share = share_text(option.share, words) if option.share else words.say("chart.unknown")
    return words.say(key, label=option.category.label[words.locale], share=share)


def _figures(standing: Standing, words: Wording) -> Iterator[str]:
    """A number against published statistics, in every segment that has one."""
    number = standing.answer.number
    unit = unit_text(standing, words)
    for cell in _cells_with_figures(standing):
        for name, value in cell.figures.items():
            if number is not None:
                key = "above" if number > value else "below" if number < value else "equal"
                label = statistic_text(standing.snapshot, cell, name, words)
                text = words.short(value)
                yield words.say(f"standing.figure.{key}", statistic=label, value=text, unit=unit)


def _cells_with_figures(standing: Standing) -> list[Cell]:
    if standing.cell is not None and standing.cell.segment:
        return [standing.cell]
    return [cell for cell in standing.metric.cells if cell.figures]


def study_text(snapshot: Snapshot, words: Wording) -> str | None:
    """Return the population, the recruitment and what one answer stands for; None if they are unknown."""
    if snapshot.population is None:
        return None
    found = snapshot.recruitment
    recruitment = found[words.locale] if found else words.say("study.recruitment.not_stated")
    unit = words.say(f"study.unit.{snapshot.unit.replace(' ', '_')}")
    hand = words.say("study.second_hand" if snapshot.second_hand else "study.first_hand")
    said = {
        "hand": hand,
        "population": snapshot.population[words.locale],
        "recruitment": recruitment,
        "unit": unit,
    }
    return words.say("study.respondents", **said)


def source_texts(standing: Standing, words: Wording) -> list[str]:
    """Return the source of the figures: edition, segment, n, page, and whether it is a secondary source."""
    snapshot, cell = standing.snapshot, standing.cell
    texts = [edition_text(snapshot, words)]
    if cell is not None:
        texts.append(segment_text([snapshot], cell.segment, words, full=True))
        texts.append(
            words.say("standing.n", n=words.amount(cell.n)) if cell.n else words.say("standing.n_unknown")
        )
    if cell is not None and cell.page is not None:
        texts.append(words.say("standing.page", page=cell.page))
    if snapshot.second_hand:
        texts.append(words.say("standing.second_hand"))
    if snapshot.illustrative:
        texts.append(words.say("standing.illustrative"))
    return texts
