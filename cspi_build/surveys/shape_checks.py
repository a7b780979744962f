"""What must hold of a survey's scale, its groups of axes, its cut-offs, and what it goes without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from cspi_build.diagnostics import Diagnostic
from cspi_build.surveys.checks_common import by_id, doubles, ids, name, unknown, whole_place
from cspi_build.yaml_source.node import Node

__all__ = ["check_shape", "scale_of"]

_NONE = "none"
_HUNDRED, _LEAST_PERCENT = 100, 10

_ADVICE = ("effort", "importance", "makes_easier", "resets", "supersedes", "applies_if", "more_if", "serves")


def scale_of(survey: Node) -> tuple[float, float]:
    """The least and the highest score of a survey, as far as they can be told."""
    low, high = survey.at("scale", "min").number(), survey.at("scale", "max").number()
    return (0 if low is None else low, 100 if high is None else high)


def check_shape(survey: Node) -> Iterator[Diagnostic]:
    """Every law of these."""
    yield from _scale(survey)
    yield from _groups(survey)
    yield from _criteria(survey)
    yield from _sections(survey)
    yield from _without(survey)
    yield from _answered(survey)
    yield from _numbered(survey)


def _scale(survey: Node) -> Iterator[Diagnostic]:
    low, high = scale_of(survey)
    if survey.has("scale") and low >= high:
        node = survey.at("scale", "max") if survey.at("scale").has("max") else survey.at("scale", "min")
        yield node.problem("`max` must be above `min`", found=f"{high:g}", expected=f"more than {low:g}")
        return
    for place, level in enumerate(survey.at("levels").items()):
        if place:  # the first one starts at the least score, which is said elsewhere
            for law in (_within, _no_fraction):
                yield from law(level.at("from"), f"the level {name(level)} starts", low, high)
        for law in (_within, _no_fraction):
            yield from law(level.at("floor"), f"the level {name(level)} has a floor", low, high)
    yield from _within(survey.at("roadmap", "top"), "`top` is", low, high)
    for one in survey.at("criteria").items():
        for step in one.at("steps").items():
            yield from _within(step.at("from"), f"the row {name(step)} starts", low, high)


def _within(node: Node, what: str, low: float, high: float) -> Iterator[Diagnostic]:
    value = node.number()
    if value is not None and not low <= value <= high:
        message, expected = f"{what} beyond the scale", f"a score from {low:g} to {high:g}"
        yield node.problem(message, found=f"{value:g}", expected=expected, hint=_of_scale(value, low, high))


def _no_fraction(node: Node, what: str, low: float, high: float) -> Iterator[Diagnostic]:
    """A score of less than 1 of 100 is one that was written as a fraction."""
    value = node.number()
    if value is not None and 0 < value < 1 and low == 0 and high >= _HUNDRED:
        message, expected = f"{what} below 1", f"a score from {low:g} to {high:g}"
        hint = f"a score, not a fraction of 1: {high * value:g}"
        yield node.problem(message, found=f"{value:g}", expected=expected, hint=hint)


def _of_scale(value: float, low: float, high: float) -> str:
    """What a percentage is on a scale that is not that of percent."""
    if not _LEAST_PERCENT <= value <= _HUNDRED or high >= _HUNDRED:
        return ""
    return f"a score, not percent: {low + (high - low) * value / _HUNDRED:g}"


def _groups(survey: Node) -> Iterator[Diagnostic]:
    groups = survey.at("groups").items()
    known, axes = by_id(groups), ids(survey.at("axes").items())
    others = (*survey.at("axes").items(), *survey.at("themes").items())
    places = {node.source.place(node.at("id").path) for node in groups}
    found = doubles([*others, *groups], "id", "axis, group or theme")
    yield from (one for one in found if (one.line, one.column) in places)
    placed: dict[str, Node] = {}
    for group in groups:
        if not group.at("axes").items() and not group.at("groups").items():
            message = f"the group {name(group)} has no axes"
            yield whole_place(group).problem(message, expected="`axes:` or `groups:` with what belongs to it")
        for key, what, there in (("axes", "axis", axes), ("groups", "group", tuple(known))):
            for node in group.at(key).items():
                yield from unknown(node, what, there)
                yield from _once(node, what, group, placed)
    yield from _circles(known)


def _once(node: Node, what: str, group: Node, placed: dict[str, Node]) -> Iterator[Diagnostic]:
    """An axis or a group is in one group at most."""
    key = node.text()
    if key in placed:
        message = f"the {what} `{key}` is in two groups"
        expected = f"one group: it is in {name(placed[key])} already"
        yield node.problem(message, found=f"in {name(group)}", expected=expected)
    elif key:
        placed[key] = group


def _circles(known: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """Groups that hold themselves; each circle is told once."""
    inside = {key: [node.text() or "" for node in group.at("groups").items()] for key, group in known.items()}
    told: set[str] = set()
    for start in known:
        path = _circle(inside, start)
        if path and not told & set(path):
            told |= set(path)
            way = " > ".join(f"`{key}`" for key in (*path, path[0]))
            yield (
                known[start]
                .at("groups")
                .problem(f"the group `{start}` holds itself", found=way, expected="groups without a circle")
            )


def _circle(inside: Mapping[str, list[str]], start: str) -> list[str]:
    """The way from a group back to itself; empty where there is none."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop()
        for key in inside.get(way[-1], ()):
            if key == start:
                return way
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def _criteria(survey: Node) -> Iterator[Diagnostic]:
    known = (*ids(survey.at("axes").items()), *ids(survey.at("groups").items()))
    yield from doubles(survey.at("criteria").items(), "id", "criterion")
    for one in survey.at("criteria").items():
        yield from unknown(one.at("axis"), "axis or group", known)
        yield from doubles(one.at("steps").items(), "id", "row")
        starts = [step.at("from") for step in one.at("steps").items()]
        for before, after in pairwise(node for node in starts if node.number() is not None):
            if (after.number() or 0) <= (before.number() or 0):
                expected = f"a number above {before.value}"
                yield after.problem("rows must rise", found=str(after.value), expected=expected)


def _sections(survey: Node) -> Iterator[Diagnostic]:
    """The questions of a section stand together, on one screen."""
    last: dict[str, Node] = {}
    before: str | None = None
    screens: dict[str, str | None] = {}
    for question in survey.at("questions").items():
        section = question.at("section").text()
        screen = question.at("axis").text() or question.at("theme").text()
        if section and section in last and section != before:
            message = f"{name(question)} stands apart from the others of the section `{section}`"
            expected = f"the questions of `{section}` one after the other, after {name(last[section])}"
            yield question.at("section").problem(message, expected=expected)
        elif section and screens.setdefault(section, screen) != screen:
            message = f"the section `{section}` is on two screens"
            yield question.at("section").problem(message, expected="another section for each axis or theme")
        if section:
            last[section] = question
        before = section


def _without(survey: Node) -> Iterator[Diagnostic]:
    """Nothing of advice where there is none."""
    if survey.at("sensitivity").text() == _NONE and survey.at("policy").has("sensitivity"):
        node = survey.at("policy", "sensitivity")
        expected = "no such line, or no `sensitivity: none`"
        yield node.problem("a sensitivity that is never computed", on_key=True, expected=expected)
    if survey.at("advice").text() != _NONE:
        return
    for key in ("roadmap", "advice_profile"):
        if survey.has(key):
            yield survey.at(key).problem(
                f"`{key}` is about advice, and the survey gives none",
                on_key=True,
                expected="no such line, or no `advice: none`",
            )
    for question in survey.at("questions").items():
        for option in question.at("options").items():
            for key in _ADVICE:
                if option.has(key):
                    yield option.at(key).problem(
                        f"`{key}` is about advice, and the survey gives none",
                        on_key=True,
                        expected="no such line, or no `advice: none`",
                    )


def _answered(survey: Node) -> Iterator[Diagnostic]:
    """Where all must be answered, nothing less is enough."""
    least = survey.at("policy", "minimum_coverage")
    if survey.at("answer_all").flag() and least.number() not in (None, 1):
        expected = "1, or no such line: `answer_all` says it"
        message = "a score for less than all answers"
        yield least.problem(message, found=f"{least.value}", expected=expected)
    if survey.at("answer_all").flag() and not survey.at("axes").items():
        expected = "no such line: without `axes` there is no score"
        yield survey.at("answer_all").problem("`answer_all` without a score", on_key=True, expected=expected)


def _numbered(survey: Node) -> Iterator[Diagnostic]:
    """Where the order is drawn, numbers follow it."""
    for question in survey.at("questions").items() if survey.has("shuffle") else ():
        if question.has("number"):
            expected = "no such line, or no `shuffle`"
            yield question.at("number").problem(
                "a number in an order that is drawn", on_key=True, expected=expected
            )
