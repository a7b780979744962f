"""The scores among a panel's, in words: which panel and group, each axis's band, and where one's own lies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...benchmarking.edition import Snapshot
from ...benchmarking.norms import Norm, Peers, Place
from ...benchmarking.panels import left_out
from ...benchmarking.segments import FROM_PROFILE, own_segment
from ...report import Report
from ...text.benchmarks import edition_text, segment_text
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.benchmarks import NormView, PeersView


def peers_view(report: Report, words: Wording) -> PeersView | None:
    """Everything that the report says of a panel; None where the survey has none.

    Where the only panels are of versions that do not compare, it says no more than that.
    """
    found, others = report.peers, left_out(report.survey, report.snapshots)
    if found is None:
        said = [not_comparable(report, panel, words) for panel in others]
        return {"panel": None, "say": said} if said else None
    return {
        "panel": found.panel.id,
        "illustrative": found.panel.illustrative,
        "legend": words.say("peers.band") if found.bands else None,
        "say": list(_sentences(report, found, words)),
        "cautions": list(_cautions(report, found, words)),
        "source": _source(found, words),
        "about": words.say("peers.about"),
        "index": norm_view(found.index, words),
        "axes": {name: norm_view(norm, words) for name, norm in found.axes.items()},
    }


def not_comparable(report: Report, panel: Snapshot, words: Wording) -> str:
    """Return the remark that a panel belongs to an incomparable version of the survey."""
    found = panel.panel.version if panel.panel else ""
    title = edition_text(panel, words)
    return words.say("peers.version", panel=title, found=found, current=report.survey.version)


def norm_view(norm: Norm | None, words: Wording) -> NormView | None:
    """One score's band and median as numbers and as texts, and the respondent's place in a phrase."""
    if norm is None:
        return None
    band, median = norm.band, norm.quantiles.get("median")
    return {
        "n": norm.n,
        "low": band[0] if band else None,
        "high": band[1] if band else None,
        "median": median,
        "band_text": words.say("range", low=words.short(band[0]), high=words.short(band[1]))
        if band
        else None,
        "median_text": None if median is None else words.short(median),
        "place": place_text(norm.place, words),
    }


def place_text(place: Place | None, words: Wording) -> str | None:
    """A place as a phrase, no more exact than the quantiles; None where there is none to speak of."""
    if place is None or (place.above is None and place.below is None):
        return None
    low, high = ((place.above and quantile_text(place.above, words)) or "",
                 (place.below and quantile_text(place.below, words)) or "")  # fmt: skip
    key = "between" if low and high else "above" if low else "below"
    where = words.say(f"peers.place.{key}", low=low, high=high)
    if len(place.about) != 1 or key != "between":
        return where
    return words.say("peers.place.about", at=quantile_text(place.about[0], words), where=where)


def quantile_text(name: str, words: Wording) -> str:
    """The name of a quantile."""
    if name == "median":
        return words.say("peers.median")
    return words.say("statistic.quantile", percent=name.lstrip("p"))


def group_size(norms: Iterable[Norm | None], words: Wording) -> str:
    """Return the sample size: one n, or the smallest and the largest if questions differ."""
    sizes = sorted({norm.n for norm in norms if norm is not None and norm.n is not None})
    if not sizes:
        return words.say("standing.n_unknown")
    if len(sizes) == 1:
        return words.say("standing.n", n=words.amount(sizes[0]))
    return words.say("peers.n", low=words.amount(sizes[0]), high=words.amount(sizes[-1]))


def _source(found: Peers, words: Wording) -> list[str]:
    """Which panel, which group, how many, when, and whether the figures are made up."""
    panel = found.panel
    texts = [
        edition_text(panel, words),
        segment_text([panel], found.segment, words, full=True),
        group_size([found.index, *found.axes.values()], words),
    ]
    if panel.fieldwork:
        start, end = panel.fieldwork
        key = "peers.year" if start == end else "peers.years"
        texts.append(words.say(key, start=start, end=end))
    if panel.illustrative:
        texts.append(words.say("standing.illustrative"))
    return texts


def _sentences(report: Report, found: Peers, words: Wording) -> Iterable[str]:
    norm = found.index
    if norm is None:
        yield words.say("peers.nothing")
        return
    where = place_text(norm.place, words)
    if where is not None:
        yield words.say("peers.index", score=words.number(report.index.score), where=where)
    if norm.band is not None and "median" in norm.quantiles:
        low, high = (words.short(words.scale.of(end)) for end in norm.band)
        median = words.short(words.scale.of(norm.quantiles["median"]))
        yield words.say("peers.half", low=low, high=high, median=median)


def _cautions(report: Report, found: Peers, words: Wording) -> Iterable[str]:
    """Yield the limitations of the comparison: sample data, a wider group than requested, no bands."""
    if found.panel.illustrative:
        yield words.say("peers.illustrative")
    if found.fell_back:
        names = {"wanted": segment_text([found.panel, *report.snapshots], found.wanted, words, full=True)}
        names["used"] = segment_text([found.panel], found.segment, words, full=True)
        yield words.say("peers.fallback", **names)
    elif not found.picked:
        yield from _from_profile(report, found, words)
    if found.bands is None:
        yield words.say("peers.no_bands")


def _from_profile(report: Report, found: Peers, words: Wording) -> Iterable[str]:
    """Yield the reason for the group that was chosen by the profile; nothing if all respondents were
    requested.
    """
    if report.against.everyone:
        return
    panel = found.panel
    own = own_segment(report.survey, report.answers, panel)
    tried = [{role: own[role]} for role in FROM_PROFILE if role in own and role in panel.dimension_by_id]
    used = list(map(dict, tried)).index(dict(found.segment)) if found.segment else len(tried)
    names = [segment_text([panel], segment, words, full=True) for segment in tried[:used]]
    key = ("wider" if names else "profile") if found.segment else "none" if names else ""
    if key:
        group = segment_text([panel], found.segment, words, full=True)
        yield words.say(f"peers.from.{key}", used=group, missing=words.series(names))
