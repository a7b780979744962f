"""The quality sheet as text, for whoever holds the results. Nothing in it is withheld; do not publish it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan

from cspi_build.diagnostics import inline
from cspi_build.panels.quality import AxisQuality, ItemQuality, Quality
from cspi_build.panels.reading.coding import Gathered
from cspi_build.panels.tabulation.dimensions import unsplit_roles
from cspi_core.model.survey import Survey

__all__ = ["account", "sheet"]

_NONE = "-"

_NAME = 24

_READING = (
    "alpha: how far an axis's items say the same; under 0.5 they are separate things, which may be",
    "  what the axis is meant to be. Few items and few answers make the interval wide.",
    "rest: correlation of an item with its axis's other items; near 0 or below, look at the item.",
    "worst, best, at 0, at 100: much of the answers there means that differences beyond are not seen.",
    "The sheet is for those who hold the results. Nothing in it is withheld: do not publish it.",
)


def account(gathered: Gathered) -> list[str]:
    """What became of everything that was handed in."""
    counts = [
        (gathered.found, "found"),
        (len(gathered.bad), "cannot be used (listed)"),
        (gathered.same_time, "copies: the same answers, made at the same time"),
        (gathered.same_file, "copies: the same file"),
        (gathered.blank, "blank: nothing answered"),
        (gathered.responses.size, "used"),
    ]
    lines = [f"  {count:>9,}  {words}" for count, words in counts if count or words in {"found", "used"}]
    if gathered.alike:
        lines.append(f"  {gathered.alike:>9,}  of these answered as another did; both are kept")
    if gathered.others:
        example = inline(gathered.others[0].name)
        lines.append(f"  {len(gathered.others):>9,}  other files were not read, such as {example}")
    return lines


def sheet(title: str, gathered: Gathered, found: Quality) -> str:
    """The whole sheet."""
    survey = gathered.responses.survey
    return (
        "\n".join([f"Quality sheet: {title}", "", "Results", *account(gathered), *_body(survey, found)])
        + "\n"
    )


def _body(survey: Survey, found: Quality) -> Iterator[str]:
    yield from ("", "Coverage of the index")
    yield f"  {_percent(found.coverage)} of the weight is answered on average; "\
          f"{_percent(found.full)} of people answered all of it"  # fmt: skip
    yield from ("", f"  {'':<{_NAME}}  scores   mean     sd   at 0  at 100   alpha  95% interval         n")
    for axis in (found.index, *found.axes):
        yield _axis(axis)
    yield from ("", f"  {'':<{_NAME}}  answered  unknown      n/a     open  worst   best   rest")
    for item in found.items:
        yield _item(item)
    if any(item.hidden for item in found.items):
        yield "  Shares are of those to whom the question was shown."
    yield from ("", *_performance(found))
    roles = unsplit_roles(survey)
    if roles:
        yield f"  Not split by {', '.join(roles)}: no bands are declared for these numbers."
    yield from ("", *_READING)


def _axis(axis: AxisQuality) -> str:
    interval = _NONE if isnan(axis.low) else f"{axis.low:.2f} to {axis.high:.2f}"
    figures = [
        f"{axis.scores:>6,}",
        f"{_number(axis.mean, 1):>5}",
        f"{_number(axis.deviation, 1):>5}",
        f"{_percent(axis.floor):>5}",
        f"{_percent(axis.ceiling):>6}",
        f"{_number(axis.alpha, 2):>6}",
        f"{interval:<13}",
        f"{axis.complete or _NONE:>8}",
    ]
    return f"  {axis.id:<{_NAME}}  " + "  ".join(figures)


def _item(item: ItemQuality) -> str:
    asked = item.answered + item.unknown + item.not_applicable + item.open
    shares = [_percent(count / asked if asked else float("nan")) for count in _states(item)]
    shares += [_percent(item.floor), _percent(item.ceiling)]
    name = f"{item.question.axis} Q{item.question.number}"
    widths = (8, 7, 7, 7, 5, 5)
    cells = [f"{share:>{width}}" for share, width in zip(shares, widths, strict=True)]
    return f"  {name:<{_NAME}}  " + "  ".join([*cells, f"{_number(item.rest, 2):>5}"])


def _states(item: ItemQuality) -> Sequence[int]:
    return item.answered, item.unknown, item.not_applicable, item.open


def _performance(found: Quality) -> Iterator[str]:
    yield "Index and NRR"
    pair = found.performance
    if pair is None:
        yield "  The survey does not ask for NRR (a number with the role `nrr`)."
    elif isnan(pair.r):
        yield f"  {pair.n:,} people gave both: too few, or all alike."
    else:
        yield f"  r = {pair.r:.2f} (95% interval {pair.low:.2f} to {pair.high:.2f}), n = {pair.n:,}"


def _percent(share: float) -> str:
    return _NONE if isnan(share) else f"{100 * share:.0f}%"


def _number(value: float, decimals: int) -> str:
    return _NONE if isnan(value) else f"{value:.{decimals}f}"
