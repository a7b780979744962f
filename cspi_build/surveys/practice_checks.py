"""What must hold in what a survey says of practice: every name leads somewhere, no order circles, and
everything that a step requires can be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.surveys.checks_common import by_id, circles, doubles, ids, name, unknown
from cspi_build.yaml_source.node import Node

__all__ = ["check_practice", "option_problem"]

_ORDER = ("requires", "makes_easier", "resets")
_OPTION_LISTS = ("makes_easier", "resets", "supersedes")
_ANSWER_LISTS = ("has", "lacks", "chosen", "not_chosen")
INDEX = "index"


def check_practice(survey: Node) -> Iterator[Diagnostic]:
    """Every law of a survey's steps, roadmap, signs and contradictions."""
    known = by_id(survey.at("questions").items())
    options = _options(known)
    yield from _roadmap(survey, known, options)
    for option_name, option in options.items():
        yield from _step(survey, option_name, option, options, known)
    for level in survey.at("levels").items():
        for sign in level.at("signs").items():
            yield from _names(sign.at("any_of").items(), options)
            yield from _circumstances(sign.at("applies_if"), survey, known, options)
    yield from doubles(survey.at("contradictions").items(), "id", "contradiction")
    for one in survey.at("contradictions").items():
        for node in one.at("questions").items():
            yield from unknown(node, "question", known)
        yield from _circumstances(one.at("when"), survey, known, options)
    yield from doubles(survey.at("references").items(), "id", "reference")
    yield from _circles(options)
    yield from _can_be_had(options, known)


def _options(questions: Mapping[str, Node]) -> dict[str, Node]:
    """Every option as `question.option`."""
    return {
        f"{key}.{option}": node
        for key, question in questions.items()
        for option, node in by_id(question.at("options").items()).items()
    }


def option_problem(node: Node, options: Iterable[str]) -> Iterator[Diagnostic]:
    """The problem where a node names no option of the survey."""
    text, options = node.text(), tuple(options)
    if text is None or text in options:
        return
    near = [option for option in options if option.startswith(text.partition(".")[0] + ".")]
    expected = one_of(near, limit=12) if near else "`question.option`"
    hint = did_you_mean(text, options)
    yield node.problem(f"there is no option `{text}`", expected=expected, hint=hint)


def _names(nodes: Iterable[Node], options: Mapping[str, Node]) -> Iterator[Diagnostic]:
    for node in nodes:
        yield from option_problem(node, options)


def _step(
    survey: Node, own: str, option: Node, options: Mapping[str, Node], known: Mapping[str, Node]
) -> Iterator[Diagnostic]:
    for key in _OPTION_LISTS:
        yield from _names(option.at(key).items(), options)
    axes = ids(survey.at("axes").items())
    for node in option.at("serves").items():
        yield from unknown(node, "axis", axes)
    references = ids(survey.at("references").items())
    for node in option.at("sources").items():
        yield from unknown(node, "reference", references)
    for when in (option.at("applies_if"), *option.at("more_if").items()):
        yield from _circumstances(when, survey, known, options)
    yield from _effort(survey, option)
    if option.has("importance") and not known[own.partition(".")[0]].has("axis"):
        message = f"`importance` orders steps, and {name(option)} is not scored"
        yield option.at("importance").problem(message, on_key=True, expected="no such line on a theme")


def _effort(survey: Node, option: Node) -> Iterator[Diagnostic]:
    words, sizes = option.at("effort").items(), survey.at("roadmap", "team", "sizes").items()
    if words and len(words) != len(sizes):
        expected = (
            f"one word for each size of team: {len(sizes)}" if sizes else "one word: there are no sizes"
        )
        yield option.at("effort").problem(
            "`effort` does not fit the sizes of team", found=f"{len(words)} words", expected=expected
        )


def _circumstances(
    when: Node, survey: Node, known: Mapping[str, Node], options: Mapping[str, Node]
) -> Iterator[Diagnostic]:
    if when.exists and when.value == {}:
        yield when.problem("circumstances that always hold", expected="what must hold, or no such line")
    for key in _ANSWER_LISTS:
        yield from _names(when.at(key).items(), options)
    roles = _roles(known)
    for key in ("role_is", "role_is_not"):
        for entry in when.at(key).entries():
            yield from _role(entry, roles)
            for node in entry.items():
                if entry.key in roles:
                    yield from unknown(node, "option", ids(roles[entry.key].at("options").items()))
    quantities = (*_number_roles(known), *_ratios(survey), INDEX)
    for key in ("at_least", "at_most"):
        for entry in when.at(key).entries():
            yield from _key(entry, "quantity", quantities)
    for part in when.at("any_of").items():
        yield from _circumstances(part, survey, known, options)


def _roles(known: Mapping[str, Node]) -> dict[str, Node]:
    return {role: question for question in known.values() if (role := question.at("profile").text())}


def _number_roles(known: Mapping[str, Node]) -> tuple[str, ...]:
    return tuple(role for role, question in _roles(known).items() if question.at("kind").text() == "number")


def _ratios(survey: Node) -> tuple[str, ...]:
    return tuple(entry.key for entry in survey.at("roadmap", "ratios").entries())


def _role(entry: Node, roles: Mapping[str, Node]) -> Iterator[Diagnostic]:
    yield from _key(entry, "profile role", tuple(roles))


def _key(entry: Node, what: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if entry.key not in known:
        expected = one_of(known) or f"no {what}, since there is none"
        message = f"there is no {what} `{entry.key}`"
        yield entry.problem(message, on_key=True, expected=expected, hint=did_you_mean(entry.key, known))


def _roadmap(survey: Node, known: Mapping[str, Node], options: Mapping[str, Node]) -> Iterator[Diagnostic]:
    rules, roles, numbers = survey.at("roadmap"), _roles(known), _number_roles(known)
    yield from unknown(rules.at("team", "role"), "profile role with a number", numbers)
    for entry in rules.at("team", "assumed").entries():
        if entry.key not in options:
            message = f"there is no option `{entry.key}`"
            hint = did_you_mean(entry.key, tuple(options))
            yield entry.problem(message, on_key=True, expected="`question.option`", hint=hint)
    yield from _sizes(rules.at("team", "sizes").items())
    for ratio in rules.at("ratios").entries():
        for node in ratio.items():
            yield from unknown(node, "profile role with a number", numbers)
    yield from unknown(rules.at("reader"), "profile role", roles)
    readers = (
        ids(roles[rules.at("reader").text() or ""].at("options").items()) if _has_reader(rules, roles) else ()
    )
    for entry in rules.at("powers").entries():
        for node in entry.items():
            if readers:
                yield from unknown(node, "option", readers)
    yield from _circumstances(rules.at("one_to_one"), survey, known, options)
    axes = ids(survey.at("axes").items())
    for entry in rules.at("later").entries():
        yield from _key(entry, "axis", axes)


def _has_reader(rules: Node, roles: Mapping[str, Node]) -> bool:
    return (rules.at("reader").text() or "") in roles


def _sizes(sizes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    yield from doubles(sizes, "id", "size")
    starts = [size.at("from") for size in sizes if size.at("from").number() is not None]
    if starts and starts[0].number() != 0:
        message = "the first size must start at 0"
        yield starts[0].problem(message, found=str(starts[0].value), expected="0")
    for before, after in pairwise(starts):
        if (after.number() or 0) <= (before.number() or 0):
            yield after.problem(
                "sizes must rise", found=str(after.value), expected=f"a number above {before.value}"
            )


def _groups(option: Node) -> list[tuple[Node, ...]]:
    """What an option requires: groups of which one is enough."""
    return [node.items() or (node,) for node in option.at("requires").items()]


def _circles(options: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """The order of the work (requires, makes_easier, resets) never leads back to where it began. What leads
    back through `requires` alone is said by the checks of references."""
    comes_before: dict[str, dict[str, Node]] = {}
    for own, option in options.items():
        for group in _groups(option):
            if len(group) == 1:
                comes_before.setdefault(own, {})[group[0].text() or ""] = group[0]
        for key in ("makes_easier", "resets"):
            for node in option.at(key).items():
                comes_before.setdefault(node.text() or "", {})[own] = node
    for circle in circles(comes_before):
        keys = {comes_before[first][second].path[-2] for first, second in pairwise(circle)}
        if keys != {"requires"}:
            message = f"the order of steps goes in a circle: {' → '.join(circle)}"
            yield comes_before[circle[-2]][circle[-1]].problem(message, expected="a first step")


def _can_be_had(options: Mapping[str, Node], known: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """Of what a step requires, something is a step itself or a rung below one, and can be had in its turn."""
    steps = {own for own, option in options.items() if _is_step(option)}
    reached = _in_turn(options, steps, known)
    for own in steps - reached:
        for group in _groups(options[own]):
            named = [node.text() or "" for node in group]
            if not all(one in options for one in named) or _has_any(named, reached, known):
                continue
            is_step = _has_any(named, steps, known)
            why = "which can only be had after it or not at all" if is_step else "which is never a step"
            message = f"{name(options[own])} requires `{'` or `'.join(named)}`, {why}"
            yield group[0].problem(message, expected="something that is a step itself, and comes first")


def _in_turn(options: Mapping[str, Node], steps: set[str], known: Mapping[str, Node]) -> set[str]:
    """The steps that can be had one after another, from nothing. What a list of references already reports as
    missing counts as there."""
    reached: set[str] = set()
    while True:
        more = {
            own
            for own in steps - reached
            if all(
                not all(one in options for one in named) or _has_any(named, reached, known)
                for named in ([node.text() or "" for node in group] for group in _groups(options[own]))
            )
        }
        if not more:
            return reached
        reached |= more


def _has_any(named: Iterable[str], steps: set[str], known: Mapping[str, Node]) -> bool:
    return any(_reached(one, steps, known) for one in named)


def _is_step(option: Node) -> bool:
    words = [node.text() for node in option.at("effort").items()]
    is_ever = not words or any(word != "none" for word in words)
    return option.has("importance") and option.at("advise").flag() is not False and is_ever


def _reached(wanted: str, steps: set[str], known: Mapping[str, Node]) -> bool:
    if wanted in steps:
        return True
    question, _, option = wanted.partition(".")
    if known[question].at("kind").text() != "single":
        return False
    values = {
        key: node.at("value").number() or 0
        for key, node in by_id(known[question].at("options").items()).items()
    }
    return any(f"{question}.{key}" in steps and value >= values[option] for key, value in values.items())
