"""What must hold in one question of a survey: its group, its values, the effort they take, its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cspi_build.diagnostics import Diagnostic
from cspi_build.schema.question import MultipleQuestion, NumberQuestion, SingleQuestion
from cspi_build.surveys.checks_common import doubles, name, whole_place
from cspi_build.yaml_source.node import Node

__all__ = ["check_question", "earns", "is_scored", "scored_parts"]

_MODELS = (SingleQuestion, MultipleQuestion, NumberQuestion)

_KEYS = {key for model in _MODELS for key in model.model_fields}

_ALMOST = 1e-9  # sums of decimals are compared to within this


def is_scored(question: Node) -> bool:
    """Whether the question counts on an axis."""
    return question.has("axis")


def scored_parts(question: Node) -> tuple[Node, ...]:
    """What values are given to: the options, or the bands of a number."""
    return question.at("bands" if question.at("kind").text() == "number" else "options").items()


def earns(question: Node, part: Node) -> bool | None:
    """Whether choosing this option, or being in this band, raises the item; None where that can't be told."""
    value, reverse = part.at("value").number(), question.at("reverse")
    is_misspelt = any(entry.key not in _KEYS for entry in question.entries())
    if value is None or is_misspelt or not is_scored(question) or (reverse.exists and reverse.flag() is None):
        return None
    if not reverse.flag():
        return value > 0
    return value < 1 and question.at("kind").text() != "multiple"


def check_question(question: Node, is_advised: bool = True) -> Iterator[Diagnostic]:
    """Every law of one question by itself; ``is_advised``: whether the survey advises."""
    yield from _group(question)
    for key, what in {"options": "option", "bands": "band"}.items():
        yield from doubles(question.at(key).items(), "id", what)
    if is_scored(question):
        yield from _scored(question, is_advised)
    else:
        yield from _unscored(question)
    if question.at("kind").text() == "number":
        yield from _numbers(question)


def _group(question: Node) -> Iterator[Diagnostic]:
    if question.has("axis") and question.has("theme"):
        message = f"{name(question)} has an axis and a theme"
        yield question.at("theme").problem(message, on_key=True, expected="one of the two")
    if not question.has("axis") and not question.has("theme") and question.entries():
        message = f"{name(question)} has neither an axis nor a theme"
        yield whole_place(question).problem(message, expected="`axis:` if it is scored, `theme:` if not")


def _unscored(question: Node) -> Iterator[Diagnostic]:
    """Nothing of scoring on a theme."""
    surplus = [question.at(key) for key in ("weight", "reverse", "full", "bands")]
    for option in question.at("options").items():
        surplus += [option.at("value"), option.at("effort")]
    for node in surplus:
        if node.exists and question.has("theme"):
            message = f"`{node.key}` says how a question is scored, and {name(question)} is not"
            yield node.problem(message, on_key=True, expected="no such line on a theme")


def _scored(question: Node, is_advised: bool) -> Iterator[Diagnostic]:
    for option in question.at("options").items():
        yield from _scored_option(question, option, is_advised)
    kind, parts = question.at("kind").text(), scored_parts(question)
    if kind == "multiple":
        yield from _full(question)
    if kind == "number" and not question.has("bands"):
        yield whole_place(question).problem(
            "`bands` is missing", expected="what the numbers earn on the axis"
        )
    values = {part.at("value").number() for part in parts}
    if len(values) == 1 and None not in values:
        message = f"every answer to {name(question)} earns the same"
        yield whole_place(question).problem(
            message, expected="answers that differ in `value`, or a theme instead"
        )


def _scored_option(question: Node, option: Node, is_advised: bool) -> Iterator[Diagnostic]:
    place = whole_place(option)
    if not option.has("value") and option.entries():
        expected = "`value:`, what it earns"
        yield place.problem(f"`value` is missing: {name(option)} is on an axis", expected=expected)
    earning = earns(question, option) if is_advised else None
    if earning and not option.has("effort"):
        expected = "`effort: small`, `medium` or `large`"
        yield place.problem(f"`effort` is missing: {name(option)} earns something", expected=expected)
    if earning is False and option.has("effort"):
        message = f"an `effort` that is never shown: {name(option)} earns nothing"
        yield option.at("effort").problem(message, on_key=True, expected="no such line, or another `value`")


def _full(question: Node) -> Iterator[Diagnostic]:
    full, options = question.at("full").number(), question.at("options").items()
    if not question.has("full"):
        message = f"`full` is missing: {name(question)} is on an axis"
        yield whole_place(question).problem(message, expected="the points that give the full item score")
    values = [option.at("value").number() for option in options]
    if full is None or None in values:
        return
    alone = [
        value or 0 for value, option in zip(values, options, strict=True) if option.at("exclusive").flag()
    ]
    most = max([sum(value or 0 for value in values) - sum(alone), *alone])
    if full > most + _ALMOST:
        message = "`full` is out of reach"
        yield question.at("full").problem(
            message, found=f"{full:g}", expected=f"at most {most:g}: all points together"
        )


def _numbers(question: Node) -> Iterator[Diagnostic]:
    low, high = question.at("minimum").number(), question.at("maximum").number()
    if low is None or high is None:
        return
    if low >= high:
        message = f"`maximum` must be above `minimum` ({low:g})"
        yield question.at("maximum").problem(message, found=f"{high:g}", expected=f"a number above {low:g}")
    bands = question.at("bands").items()
    for band in bands:
        yield from _band(band, is_last=band == bands[-1])
    for before, after in pairwise(bands):
        yield from _seam(before, after)
    yield from _ends(bands, low, high)
    yield from _picks(question, low, high)


def _picks(question: Node, low: float, high: float) -> Iterator[Diagnostic]:
    """Each pick is a number that the question takes."""
    grain = question.at("step").number() or 1.0
    for pick in question.at("picks").items():
        number = pick.number()
        if number is not None and not low <= number <= high:
            expected = f"a number from {low:g} to {high:g}"
            yield pick.problem(f"{name(question)} does not take {number:g}", expected=expected)
        elif number is not None and abs(number / grain - round(number / grain)) > _ALMOST:
            expected = f"a multiple of {grain:g}, the `step`"
            yield pick.problem(f"{name(question)} does not take {number:g}", expected=expected)


def _band(band: Node, is_last: bool) -> Iterator[Diagnostic]:
    start, end = band.at("from").number(), band.at("to").number()
    if not band.has("to") and not is_last:
        expected = "where the next band starts; only the last band may go without"
        yield whole_place(band).problem(f"`to` is missing in the band {name(band)}", expected=expected)
    if start is not None and end is not None and end <= start:
        message = f"the band {name(band)} ends before it starts"
        yield band.at("to").problem(message, found=f"{end:g}", expected=f"a number above {start:g}")


def _seam(before: Node, after: Node) -> Iterator[Diagnostic]:
    end, start = before.at("to").number(), after.at("from").number()
    if end is None or start is None or end == start:
        return
    what = "a gap" if start > end else "an overlap"
    message = f"{what} between the bands {name(before)} and {name(after)}"
    yield after.at("from").problem(
        message, found=f"{start:g}", expected=f"{end:g}, where {name(before)} ends"
    )


def _ends(bands: tuple[Node, ...], low: float, high: float) -> Iterator[Diagnostic]:
    if not bands:
        return
    start, end = bands[0].at("from"), bands[-1].at("to")
    if (first := start.number()) is not None and first > low:
        message = f"the bands start at {first:g}, the numbers at {low:g}"
        yield start.problem(message, expected=f"{low:g} (the `minimum`) or less")
    opening = bands[-1].at("from").number()
    if (last := end.number()) is not None and last <= high and (opening is None or opening < last):
        message = f"the bands end before {last:g}, the numbers go up to {high:g}"
        yield end.problem(message, expected=f"a number above {high:g} (the `maximum`), or no `to`")
