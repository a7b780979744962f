"""Charts as data: Apache ECharts ``option`` objects without functions.

Colours are CSS custom properties of the page (``var(--cs-…)``) that the renderer resolves, so that one
option serves light and dark. Every chart prints its values; ``aria`` holds the text alternative.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..benchmarking.norms import Peers
from ..report import Report
from ..rounding import rounded
from ..scoring.scores import AxisScore
from ..text.messages import Wording, wording
from .outline import without_gaps

INK, SOFT, LINE, ACCENT, WARN, OTHER, PAPER = (
    f"var(--cs-{name})" for name in ("ink", "soft", "line", "accent", "warn", "other", "paper")
)

SMALLEST_RADAR = 3
"""A radar needs three axes to enclose an area."""


def charts(
    report: Report,
    locale: str | None = None,
    targets: Mapping[str, float] | None = None,
    before: Report | None = None,
) -> dict[str, Any]:
    """Return the charts of a report by name, as Apache ECharts options; omit charts the survey does not
    support.

    A radar chart needs at least three axes. ``targets`` are target scores (0 to 100) by axis id; ``before``
    is an earlier report, drawn as an outline.

    >>> from cspi_core import charts, load_survey, score
    >>> charts(score(load_survey("tiny.json"), {"intake": {"choice": "form"}}), "en")
    {}
    """
    axes = report.index.axes
    if len(axes) < SMALLEST_RADAR or all(axis.low is None for axis in axes):
        return {}
    shown = {"radar": radar(report, locale, targets, before=before)}
    outer = tuple(found for group, found in report.groups if group.depth == 0)
    enough = len(outer) >= SMALLEST_RADAR
    return shown | ({"groups": radar(report, locale, axes=outer)} if enough else {})


def radar(
    report: Report,
    locale: str | None = None,
    targets: Mapping[str, float] | None = None,
    axes: tuple[AxisScore, ...] | None = None,
    before: Report | None = None,
) -> dict[str, Any]:
    """Return a radar chart of the axis scores, their possible ranges and the targets; or one of ``axes``,
    which are groups.

    An axis without a score is drawn at its lowest possible score and labelled as missing.
    """
    chosen = report.survey.locale(locale)
    words, text = wording(chosen, report.survey.scale), report.survey.text[chosen]
    prose = text["axes"] if axes is None else text["groups"]
    peers = report.peers if axes is None else None
    axes = clockwise(report.index.axes if axes is None else axes)
    names = {axis.axis.id: prose[axis.axis.id]["name"] for axis in axes}
    earlier = _last_time(before, names, words)
    return {
        "animation": False,
        "aria": {"enabled": True, "label": {"description": _alternative(axes, peers, before, names, words)}},
        "color": [WARN, WARN, ACCENT],
        **_legend(peers, bool(targets), words, [outline["name"] for outline in earlier]),
        "radar": {
            "shape": "polygon",
            "z": 2,
            "radius": "60%",
            "splitNumber": 5,
            "indicator": [{"name": _label(axis, names, words), "min": 0, "max": 100} for axis in axes],
            "axisName": {"color": INK, "fontSize": 12, "lineHeight": 17},
            "axisLine": {"lineStyle": {"color": LINE}},
            "splitLine": {"lineStyle": {"color": LINE}},
            "splitArea": {"show": False},
        },
        "series": [
            *_band(peers, axes, words),
            {
                "type": "radar",
                "silent": True,
                "z": 3,
                "data": [
                    *_polygons(axes, words),
                    *_aims(axes, _placed(targets, words), words),
                    *earlier,
                ],
            },
        ],
    }


def _legend(peers: Peers | None, aims: bool, words: Wording, earlier: list[str]) -> dict[str, Any]:
    """Return the legend if the chart has more than the respondent's own area."""
    has_band = peers is not None and peers.bands is not None
    if not has_band and not earlier:
        return {}
    edge = {"borderType": "dotted", "borderWidth": 1.5, "borderColor": SOFT}
    band = {"name": _band_name(peers, words), "icon": "rect", "itemStyle": {"color": OTHER, **edge}}
    you = {"name": words.say("radar.you"), "icon": "circle", "itemStyle": {"color": ACCENT}}
    style = {"color": INK, "fontSize": 12}
    aim = {"name": words.say("chart.target"), "icon": "diamond", "itemStyle": {"color": INK}}
    last = [{"name": name, "icon": "circle", "itemStyle": {"color": SOFT}} for name in earlier]
    shown = [you, *([band] if has_band else []), *([aim] if aims else []), *last]
    return {"legend": {"bottom": 0, "selectedMode": False, "data": shown, "textStyle": style}}


def _band_name(peers: Peers | None, words: Wording) -> str:
    """Return the name of the peer band, marked as sample data if it is."""
    name = words.say("radar.band_name")
    is_made_up = peers is not None and peers.panel.illustrative
    return words.say("radar.made_up", name=name) if is_made_up else name


def _band(peers: Peers | None, axes: tuple[AxisScore, ...], words: Wording) -> list[dict[str, Any]]:
    """The band of the peers as an area: the 75th percentile's, from which the 25th's is cut out by one in
    the colour of the paper. The grid lies above both, so that nothing of it is lost."""
    bands = peers.bands if peers else None
    if bands is None:
        return []
    edge = {"type": "dotted", "width": 1.5, "color": SOFT}
    polygons = [("high", 1, OTHER, 0.55), ("low", 0, PAPER, 1)]
    return [
        {
            "type": "radar",
            "silent": True,
            "z": 1,
            "data": [
                {
                    "name": _band_name(peers, words) if part == "high" else words.say("radar.band_low"),
                    "value": [bands[axis.axis.id][end] for axis in axes],
                    "symbol": "none",
                    "itemStyle": {"color": colour},
                    "lineStyle": edge,
                    "areaStyle": {"color": colour, "opacity": opacity},
                }
            ],
        }
        for part, end, colour, opacity in polygons
    ]


def clockwise(axes: tuple[AxisScore, ...]) -> tuple[AxisScore, ...]:
    """The axes in the order in which ECharts, which goes round against the clock, draws them clockwise."""
    return axes[:1] + axes[:0:-1]


def _label(axis: AxisScore, names: dict[str, str], words: Wording) -> str:
    return f"{names[axis.axis.id]}\n{words.number(axis.score)}"


def _polygons(axes: tuple[AxisScore, ...], words: Wording) -> list[dict[str, Any]]:
    """The open range first (where there is one), so that the scores lie on top of it."""
    lows = [rounded(axis.low) or 0.0 for axis in axes]
    highs = [rounded(axis.high) or 0.0 for axis in axes]
    dashed = {"type": "dashed", "width": 1, "color": WARN}
    bands = [
        {"name": words.say(f"radar.{name}"), "value": values, "symbol": "none", "lineStyle": dashed}
        for name, values in (("high", highs), ("low", lows))
    ]
    bands[0]["areaStyle"] = {"color": WARN, "opacity": 0.12}
    scores = [
        (rounded(axis.low) or 0.0) if axis.score is None else rounded(axis.score) or 0.0 for axis in axes
    ]
    you = {
        "name": words.say("radar.you"),
        "value": scores,
        "symbolSize": 6,
        "lineStyle": {"width": 2, "color": ACCENT},
        "itemStyle": {"color": ACCENT},
        "areaStyle": {"color": ACCENT, "opacity": 0.16},
    }
    return [*bands, you] if lows != highs else [you]


def _placed(targets: Mapping[str, float] | None, words: Wording) -> dict[str, float]:
    """The targets from 0 to 100."""
    return {name: words.scale.percent(target) for name, target in (targets or {}).items()}


def _aims(axes: tuple[AxisScore, ...], targets: Mapping[str, float], words: Wording) -> list[dict[str, Any]]:
    """The targets as a dotted outline, told apart without colour; where nothing is aimed at it stays with the
    score."""
    if not targets:
        return []
    values = [targets.get(axis.axis.id, rounded(axis.score) or rounded(axis.low) or 0.0) for axis in axes]
    line = {"type": [2, 4], "width": 2, "color": INK}
    outline = {"name": words.say("chart.target"), "value": values, "symbol": "none", "lineStyle": line}
    return [outline | {"itemStyle": {"color": INK}}]


def _last_time(before: Report | None, names: dict[str, str], words: Wording) -> list[dict[str, Any]]:
    """The scores of an earlier report as a dashed outline, which runs past axes without one and names them;
    nothing where too few are left for an outline."""
    axes = clockwise(before.index.axes) if before else ()
    values = without_gaps([rounded(axis.score) for axis in axes])
    if values is None:
        return []
    name, comma = words.say("radar.before"), words.say("list.comma")
    gaps = comma.join(names[axis.axis.id] for axis in clockwise(axes) if axis.score is None)
    name = words.say("radar.before_gaps", name=name, axes=gaps) if gaps else name
    line = {"type": "dashed", "width": 1.5, "color": SOFT}
    outline = {"name": name, "value": values, "symbol": "none", "lineStyle": line}
    return [outline | {"itemStyle": {"color": SOFT}}]


def _alternative(
    axes: tuple[AxisScore, ...],
    peers: Peers | None,
    before: Report | None,
    names: dict[str, str],
    words: Wording,
) -> str:
    comma, space = words.say("list.comma"), words.say("list.space")
    said = words.say("radar.text", values=_values(clockwise(axes), names, words))
    if before is not None:
        said += space + words.say("radar.earlier", values=_values(before.index.axes, names, words))
    bands = peers.bands if peers else None
    if bands is None:
        return said
    parts = [
        words.say(
            "radar.band",
            axis=names[name],
            low=words.short(words.scale.of(low)),
            high=words.short(words.scale.of(high)),
        )
        for name, (low, high) in bands.items()
    ]
    return said + space + words.say("radar.peers", values=comma.join(parts))


def _values(axes: tuple[AxisScore, ...], names: dict[str, str], words: Wording) -> str:
    said = [
        words.say("radar.value", axis=names[axis.axis.id], score=words.number(axis.score)) for axis in axes
    ]
    return words.say("list.comma").join(said)
