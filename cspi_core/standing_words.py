"""Standings in sentences: what the published figures say of an answer, how surely, and where from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .snapshot import MULTIPLE, NUMERIC, Cell, Snapshot
from .standing import SMALL, TINY, OptionStanding, Share, Standing
from .standing_labels import edition_text, segment_text, share_text, statistic_text, unit_text
from .wording import Wording, short


def sentences(standing: Standing, words: Wording) -> list[str]:
    """What there is to say of a standing, the most important first."""
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
    """Why the comparison is weaker than one would wish: a wider segment, few answers. ``snapshots``: all
    there are, for the name of a segment that the standing's own snapshot does not have."""
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
        yield _option("standing.not_chosen_one" if alone else "standing.not_chosen", rest[-1], words)
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
                text = f"{short(value)}"
                yield words.say(f"standing.figure.{key}", statistic=label, value=text, unit=unit)


def _cells_with_figures(standing: Standing) -> list[Cell]:
    if standing.cell is not None and standing.cell.segment:
        return [standing.cell]
    return [cell for cell in standing.metric.cells if cell.figures]


def source_texts(standing: Standing, words: Wording) -> list[str]:
    """Where the figures come from: edition, segment, n, page, and whether they are second-hand."""
    snapshot, cell = standing.snapshot, standing.cell
    texts = [edition_text(snapshot, words)]
    if cell is not None:
        texts.append(segment_text([snapshot], cell.segment, words, full=True))
        texts.append(words.say("standing.n", n=f"{cell.n:,}") if cell.n else words.say("standing.n_unknown"))
    if cell is not None and cell.page is not None:
        texts.append(words.say("standing.page", page=cell.page))
    if snapshot.second_hand:
        texts.append(words.say("standing.second_hand"))
    if snapshot.illustrative:
        texts.append(words.say("standing.illustrative"))
    return texts
