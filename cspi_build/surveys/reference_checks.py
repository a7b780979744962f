"""What must hold where questions refer to others: conditions look back, requirements resolve, none circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.surveys.checks_common import by_id, circles, doubles, ids, name, unknown
from cspi_build.yaml_source.node import Node

__all__ = ["check_doubts", "check_references"]

_TESTS = ("is_any", "at_least", "at_most")


def check_references(questions: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """Every reference from one question of a survey to another, and to its own options."""
    known = by_id(questions)
    for question in questions:
        for condition in question.at("visible_if").items():
            yield from _condition(question, condition, known)
        yield from _benchmarks(question)
    yield from _requirements(known)


def _condition(question: Node, condition: Node, known: Mapping[str, Node]) -> Iterator[Diagnostic]:
    order = list(known)
    node, own = condition.at("question"), question.at("id").text() or ""
    yield from unknown(node, "question", (key for key in order if key != own))
    asked = known.get(node.text() or "")
    if asked is not None and own in known and order.index(node.text() or "") >= order.index(own):
        earlier = order[: order.index(own)]
        expected = one_of(earlier) or "no condition on the first question"
        yield node.problem(f"`{node.value}` does not come before {name(question)}", expected=expected)
    yield from _tests(condition, asked)


def _tests(condition: Node, asked: Node | None) -> Iterator[Diagnostic]:
    """Exactly one test, which fits the question that is asked about."""
    tests = [key for key in _TESTS if condition.has(key)]
    if len(tests) != 1 and condition.entries():
        message = "a condition without a test" if not tests else "a condition with several tests"
        yield condition.problem(
            message, expected=f"exactly {one_of(_TESTS)}; several tests are several conditions"
        )
    if asked is not None and len(tests) == 1:
        yield from _test(condition.at(tests[0]), asked)


def _test(test: Node, asked: Node) -> Iterator[Diagnostic]:
    kind = asked.at("kind").text()
    if kind not in {"single", "multiple", "number"}:
        return
    if (test.key == "is_any") == (kind == "number"):
        fitting = "`at_least` or `at_most`" if kind == "number" else "`is_any`"
        message = f"`{test.key}` does not fit {name(asked)}, whose kind is `{kind}`"
        yield test.problem(message, on_key=True, expected=fitting)
        return
    options = ids(asked.at("options").items())
    for node in test.items():
        if node.text() is not None and node.text() not in options:
            hint = did_you_mean(node.text() or "", options)
            yield node.problem(
                f"{name(asked)} has no option `{node.value}`", expected=one_of(options), hint=hint
            )
    yield from _never_holds(test, asked)


def _never_holds(test: Node, asked: Node) -> Iterator[Diagnostic]:
    number, low, high = test.number(), asked.at("minimum").number(), asked.at("maximum").number()
    if number is None or low is None or high is None:
        return
    if (test.key == "at_least" and number > high) or (test.key == "at_most" and number < low):
        expected = f"a number from {low:g} to {high:g}, as {name(asked)} takes"
        yield test.problem(f"`{test.key}: {number:g}` never holds", expected=expected)


def check_doubts(survey: Node) -> Iterator[Diagnostic]:
    """Every law of the doubts: unique, and each condition names a question and one fitting test."""
    doubts = survey.at("doubts").items()
    known = by_id(survey.at("questions").items())
    yield from doubles(doubts, "id", "doubt")
    for doubt in doubts:
        for condition in doubt.at("when").items():
            node = condition.at("question")
            yield from unknown(node, "question", known)
            yield from _tests(condition, known.get(node.text() or ""))


def _benchmarks(question: Node) -> Iterator[Diagnostic]:
    links = question.at("benchmarks").items()
    yield from doubles(links, "metric", "metric")
    options = ids(question.at("options").items())
    for link in links:
        for entry in link.at("categories").entries():
            if entry.key not in options:
                message = f"{name(question)} has no option `{entry.key}`"
                expected = one_of(options) or "no `categories` for a number"
                yield entry.problem(
                    message, on_key=True, expected=expected, hint=did_you_mean(entry.key, options)
                )


def _requirements(known: Mapping[str, Node]) -> Iterator[Diagnostic]:
    needs: dict[str, dict[str, Node]] = {}
    choices = [
        f"{key}.{option}" for key, question in known.items() for option in ids(question.at("options").items())
    ]
    for key, question in known.items():
        for option in question.at("options").items():
            own = f"{key}.{option.at('id').text()}"
            for group in option.at("requires").items():
                for node in group.items() or (group,):
                    yield from _requirement(node, own, choices, known)
                if not group.items():
                    needs.setdefault(own, {})[group.text() or ""] = group
    yield from _circles(needs)


def _requirement(node: Node, own: str, choices: list[str], known: Mapping[str, Node]) -> Iterator[Diagnostic]:
    text = node.text()
    if text is None or (text in choices and text != own):
        return
    if text == own:
        yield node.problem(f"`{own}` requires itself", expected="something that comes before it")
        return
    near = [choice for choice in choices if choice.startswith(text.partition(".")[0] + ".")] or choices
    message = f"`requires` leads nowhere: `{text}`"
    expected = one_of(near, limit=12) if near != choices else "`question.option`"
    yield node.problem(message, expected=expected, hint=did_you_mean(text, choices))


def _circles(needs: Mapping[str, Mapping[str, Node]]) -> Iterator[Diagnostic]:
    """Requirements that lead back to where they began: each circle once, where it closes."""
    for circle in circles(needs):
        if len(circle) > 2:  # what requires itself is said where it is written
            message = f"`requires` goes in a circle: {' → '.join(circle)}"
            yield needs[circle[-2]][circle[-1]].problem(message, expected="a first step")
