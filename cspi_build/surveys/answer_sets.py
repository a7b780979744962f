"""Answer sets: questions that share their answers, as if each had them written out.

Every check, and everything that reads a survey, sees the answers in the question; a mistake in them is told
where they are written.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace

from cspi_build.diagnostics import Diagnostic, did_you_mean
from cspi_build.surveys.checks_common import name, unknown, whole_place
from cspi_build.yaml_source.compose import Mark, NodePath, Plain
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import Source

__all__ = ["check_answer_sets", "with_answers", "with_set_texts"]

SETS = "answer_sets"


def with_answers(source: Source) -> Source:
    """The survey with the answers of its sets in the questions that take them."""
    known = [entry.key for entry in source.root.at(SETS).entries() if entry.has("options")]
    taken: dict[NodePath, NodePath] = {}
    single = set[NodePath]()
    for question in source.root.at("questions").items():
        wanted = question.at("answers").text()
        single |= {(*question.path, "options")} if question.at("kind").text() == "single" else set()
        if wanted and not question.has("options") and known:
            nearest = wanted if wanted in known else _nearest(wanted, known)
            taken[*question.path, "options"] = (SETS, nearest, "options")
    return _copied(source, taken, single)


def with_set_texts(survey: Source, text: Source) -> Source:
    """The text file with the words of the sets in the questions that take them, where they have no others."""
    taken: dict[NodePath, NodePath] = {}
    for question in survey.root.at("questions").items():
        wanted, key = question.at("answers").text(), question.at("id").text()
        words = text.root.at("questions", key or "")
        if wanted and words.entries():
            own = words.at("options")
            for entry in text.root.at(SETS, wanted, "options").entries():
                if not own.has(entry.key):
                    taken[*words.path, "options", entry.key] = entry.path
    return _copied(text, taken)


def _nearest(wanted: str, known: list[str]) -> str:
    """The set that is probably meant, so that one misspelt name is one mistake."""
    hint = did_you_mean(wanted, known)
    return next((key for key in known if f"`{key}`" in hint), known[0])


def _copied(source: Source, taken: Mapping[NodePath, NodePath], single: Container[NodePath] = ()) -> Source:
    """The source with values at new paths, each in the place of the one that it is a copy of. `single`: those
    of questions with one answer."""
    if not taken:
        return source
    value, values, keys = deepcopy(source.value), dict(source.values), dict(source.keys)
    for path, origin in taken.items():
        new = deepcopy(source.node(origin).value)
        full = source.node((*origin[:-1], "full"))
        _put(value, path, _divided(new, full.number(), is_capped=path in single and full.exists))
        for marks, known in ((values, source.values), (keys, source.keys)):
            marks |= _moved(known, origin, path)
    return replace(source, value=value, values=values, keys=keys)


def _divided(options: Plain, full: float | None, *, is_capped: bool) -> Plain:
    """The options with values from 0 to 1, where their source counts up to ``full``. What is wrong with a
    value or with ``full`` is told where it is written, not of each copy."""
    for option in options if isinstance(options, list) else []:
        value = option.get("value") if isinstance(option, dict) else None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and isinstance(option, dict):
            share = max(value, 0) / full if full and full > 0 else max(value, 0)
            option["value"] = min(share, 1) if is_capped else share
    return options


def _moved(marks: Mapping[NodePath, Mark], origin: NodePath, path: NodePath) -> dict[NodePath, Mark]:
    size = len(origin)
    return {(*path, *key[size:]): mark for key, mark in marks.items() if key[:size] == origin}


def _put(value: Plain, path: NodePath, new: Plain) -> None:
    for step in path[:-1]:
        if isinstance(value, dict):
            if not isinstance(value.get(str(step)), (dict, list)):
                value[str(step)] = {}
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    if isinstance(value, dict):
        value[str(path[-1])] = new


def check_answer_sets(survey: Node) -> Iterator[Diagnostic]:
    """Every question's set is there, every set is used, and no question has a set and answers of its own."""
    sets = {entry.key: entry for entry in survey.at(SETS).entries()}
    used, single = set(), set()
    for question in survey.at("questions").items():
        wanted = question.at("answers")
        used.add(wanted.text())
        single |= {wanted.text()} if question.at("kind").text() == "single" else set()
        yield from unknown(wanted, "answer set", sets)
        if wanted.exists and question.has("options") and not _is_copy(survey, question):
            message = f"{name(question)} has `answers` and `options`"
            yield whole_place(question).problem(message, expected="one of the two")
    for key, entry in sets.items():
        yield from _beyond(entry) if key in single else ()
        if key not in used:
            yield entry.problem(
                f"no question takes the answer set `{key}`",
                on_key=True,
                expected=f"a question with `answers: {key}`",
            )


def _is_copy(survey: Node, question: Node) -> bool:
    """Whether the answers were put into the question here: then they stand where their set stands."""
    first = question.at("options", 0)
    sets = (entry.at("options", 0) for entry in survey.at(SETS).entries())
    return any(first.source.place(first.path) == one.source.place(one.path) for one in sets if one.exists)


def _beyond(entry: Node) -> Iterator[Diagnostic]:
    """Values of single answers above `full`; where several are, `full` is what is wrong."""
    full = entry.at("full").number()
    values = [option.at("value") for option in entry.at("options").items()]
    over = [node for node in values if full and full > 0 and (node.number() or 0) > full]
    best = max((node.number() or 0 for node in over), default=0)
    if len(over) > 1:
        message = "`full` is below the values of the answers"
        expected = f"{best:g}, the value of the best answer"
        yield entry.at("full").problem(message, found=f"{full:g}", expected=expected)
        return
    for node in over:
        expected = f"a number from 0 to {full:g}, the `full` of the answers"
        yield node.problem("`value` is above `full`", found=f"{best:g}", expected=expected)
