"""What must hold in a `survey.yaml` beyond its shape. Each law is a function; each breach has its place.

The checks read nodes, not models, so that they speak even where the shape is wrong elsewhere in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.surveys.answer_sets import check_answer_sets
from cspi_build.surveys.checks_common import doubles, ids, name, unknown, whole_place
from cspi_build.surveys.practice_checks import check_practice
from cspi_build.surveys.question_checks import check_question
from cspi_build.surveys.reference_checks import check_doubts, check_references
from cspi_build.surveys.shape_checks import check_shape, scale_of
from cspi_build.surveys.version_checks import check_versions
from cspi_build.yaml_source.node import Node

__all__ = ["check_survey", "no_empty_values"]

# A survey's id is a folder of the site, beside these.
RESERVED_IDS = (
    "about",
    "assets",
    "benchmarks",
    "data",
    "embed",
    "engine",
    "maintain",
    "privacy",
    "search",
    "workshop",
)

# An axis or a theme is a screen, with an address on the survey's page (`#team`) beside these.
RESERVED_GROUPS = (
    *(
        "against",
        "alike",
        "board",
        "confirm",
        "content",
        "contradictions",
        "doubts",
        "form",
        "frame",
        "live",
        "notices",
        "open",
        "people",
        "plan",
        "progress",
        "quick",
    ),
    *("report", "return", "saving", "session", "share", "single", "slide", "take", "time", "visit"),
)


def check_survey(survey: Node) -> Iterator[Diagnostic]:
    """Every law of one survey definition; `survey` is the root of its file."""
    yield from _identity(survey)
    yield from _locales(survey)
    yield from _levels(survey)
    yield from _groups(survey)
    yield from check_shape(survey)
    yield from check_answer_sets(survey)
    yield from _screens(survey)
    questions = survey.at("questions").items()
    yield from doubles(questions, "id", "question")
    yield from doubles(questions, "number", "number")
    yield from doubles(questions, "profile", "profile role")
    for question in questions:
        yield from check_question(question, is_advised=survey.at("advice").text() != "none")
    yield from check_references(questions)
    yield from check_practice(survey)
    yield from check_doubts(survey)
    yield from _numbers(questions)
    yield from _advice_profile(survey)
    yield from check_versions(survey)


def no_empty_values(node: Node) -> Iterator[Diagnostic]:
    """Keys and items without a value: left out where there is nothing to say."""
    children = node.entries() or node.items()
    if not children and node.path and node.value is None:
        yield node.problem(f"`{node.key}` has no value", expected="a value, or no such line")
    for child in children:
        yield from no_empty_values(child)


def _identity(survey: Node) -> Iterator[Diagnostic]:
    if survey.at("id").value in RESERVED_IDS:
        expected = f"another id: the site has a page or folder for each of {one_of(RESERVED_IDS)[7:]}"
        yield survey.at("id").problem(f"`{survey.at('id').value}` can't be a survey's id", expected=expected)


def _locales(survey: Node) -> Iterator[Diagnostic]:
    locales = survey.at("locales").items()
    seen: list[str] = []
    for locale in locales:
        if locale.text() in seen:
            yield locale.problem(f"`{locale.value}` is there twice", expected="each language once")
        seen += [locale.text() or ""]
    if locales:
        yield from unknown(survey.at("default_locale"), "language", seen)


def _levels(survey: Node) -> Iterator[Diagnostic]:
    levels = survey.at("levels").items()
    yield from doubles(levels, "id", "level")
    starts = [level.at("from") for level in levels if level.at("from").number() is not None]
    least = scale_of(survey)[0]
    if starts and starts[0].value != least:
        message = f"the first level must start at {least:g}"
        yield starts[0].problem(message, found=str(starts[0].value), expected=f"{least:g}")
    for before, after in pairwise(starts):
        if (after.number() or 0) <= (before.number() or 0):
            expected = f"a number above {before.value}"
            yield after.problem("levels must rise", found=str(after.value), expected=expected)
    if survey.at("axes").items() and not survey.has("policy") and not survey.at("answer_all").flag():
        yield survey.problem("`policy` is missing", expected="the rules of scoring, since there are axes")


def _groups(survey: Node) -> Iterator[Diagnostic]:
    """Axes and themes: one name space, since each is a screen; none without a question."""
    groups = (*survey.at("axes").items(), *survey.at("themes").items())
    yield from doubles(groups, "id", "axis or theme")
    for group in groups:
        if group.at("id").value in RESERVED_GROUPS:
            expected = f"another id: the survey's page itself uses {one_of(RESERVED_GROUPS, limit=40)[7:]}"
            message = f"`{group.at('id').value}` can't be the id of an axis or theme"
            yield group.at("id").problem(message, expected=expected)
    for key, what in {"axes": "axis", "themes": "theme"}.items():
        asked = [question.at(what) for question in survey.at("questions").items()]
        known = ids(survey.at(key).items())
        if any(node.exists for node in asked) and not survey.has(key):
            yield survey.problem(f"`{key}` is missing", expected=f"every {what} that a question names")
            continue
        for node in asked:
            yield from unknown(node, what, known)
        used = {node.text() for node in asked}
        for group in survey.at(key).items():
            if group.at("id").text() and group.at("id").text() not in used:
                message = f"no question belongs to the {what} {name(group)}"
                yield group.at("id").problem(
                    message, expected=f"at least one question with `{what}: {group.at('id').value}`"
                )


def _numbers(questions: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """All questions have a number or none has; numbers rise in the order shown."""
    numbered = [question for question in questions if question.has("number")]
    if numbered and len(numbered) < len(questions):
        for question in (question for question in questions if question not in numbered):
            yield whole_place(question).problem(
                f"{name(question)} has no number", expected="a `number` for every question, or for none"
            )
    yield from _rising([node for one in numbered if (node := one.at("number")).number() is not None])


def _rising(numbers: list[Node]) -> Iterator[Diagnostic]:
    seen: list[float] = []
    for before, after in pairwise(numbers):
        seen.append(before.number() or 0)
        if (after.number() or 0) < seen[-1] and after.number() not in seen:
            expected = f"a number above {before.value}"
            yield after.problem(
                "numbers must rise in the order shown", found=str(after.value), expected=expected
            )


def _advice_profile(survey: Node) -> Iterator[Diagnostic]:
    """The roles are those of questions with options, or of numbers with picks: each takes one tap."""
    roles = {q.at("profile").text(): q for q in survey.at("questions").items() if q.has("profile")}
    for node in survey.at("advice_profile").items():
        yield from unknown(node, "profile role", [role for role in roles if role])
        asked = roles.get(node.text())
        if asked is not None and asked.at("kind").text() == "number" and not asked.has("picks"):
            yield node.problem(f"{name(asked)} takes a number and has no `picks`", expected="`picks` for it")


def _screens(survey: Node) -> Iterator[Diagnostic]:
    """The questions of a group stand together, since a group is a screen."""
    known = {*ids(survey.at("axes").items()), *ids(survey.at("themes").items())}
    last: dict[str, Node] = {}
    before = None
    for question in survey.at("questions").items():
        node = question.at("axis") if question.has("axis") else question.at("theme")
        group = node.text() if node.text() in known else before
        if group is not None and group in last and group != before:
            expected = f"the questions of `{group}` one after the other: this one after {name(last[group])}"
            yield node.problem(
                f"{name(question)} stands apart from the others of `{group}`", expected=expected
            )
        if group is not None:
            last[group] = question
        before = group
