"""What must hold between a `survey.yaml` and one of its text files: a text for every id, and none besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.surveys.checks_common import by_id, ids
from cspi_build.surveys.question_checks import earns, is_scored, scored_parts
from cspi_build.surveys.version_checks import check_version_texts
from cspi_build.yaml_source.node import Node

__all__ = ["REFERENCE", "check_text"]

REFERENCE = re.compile(r"\{([^{}\s]+)\}")

_GROUPS = {"axes": "axis", "themes": "theme", "levels": "level", "groups": "group"}


def check_text(survey: Node, text: Node, locale: str) -> Iterator[Diagnostic]:
    """Every law of one text file; `survey` and `text` are the roots of the two files."""
    if text.at("locale").text() not in {None, locale}:
        message = f"this is the file for `{locale}`"
        yield text.at("locale").problem(message, found=f"`{text.at('locale').value}`", expected=f"`{locale}`")
    questions = by_id(survey.at("questions").items())
    for key, what in _GROUPS.items():
        is_forgotten = not survey.has(key) and any(question.has(what) for question in questions.values())
        if not is_forgotten:
            yield from _same_ids(text.at(key), ids(survey.at(key).items()), what)
    yield from _same_ids(text.at("questions"), questions, "question")
    yield from check_version_texts(survey, text)
    yield from _signs(survey, text)
    yield from _same_ids(text.at("contradictions"), ids(survey.at("contradictions").items()), "contradiction")
    yield from _same_ids(text.at("doubts"), ids(survey.at("doubts").items()), "doubt")
    decisions = (node.text() or "" for node in survey.at("decisions").items())
    yield from _same_ids(text.at("decisions"), decisions, "decision")
    yield from _references(text, tuple(questions))
    for name, question in questions.items():
        if text.at("questions", name).entries():
            yield from _question(survey, question, text.at("questions", name))
    yield from _shape_texts(survey, text)


def _shape_texts(survey: Node, text: Node) -> Iterator[Diagnostic]:
    """Sections, criteria and answer sets have their words."""
    sections = (node.at("section").text() for node in survey.at("questions").items())
    yield from _same_ids(text.at("sections"), [key for key in dict.fromkeys(sections) if key], "section")
    criteria = by_id(survey.at("criteria").items())
    yield from _same_ids(text.at("criteria"), criteria, "criterion")
    for key, one in criteria.items():
        if text.at("criteria", key).entries():
            yield from _same_ids(text.at("criteria", key, "steps"), ids(one.at("steps").items()), "row")
    sets = {entry.key: entry for entry in survey.at("answer_sets").entries()}
    yield from _same_ids(text.at("answer_sets"), sets, "answer set")
    for key, entry in sets.items():
        if text.at("answer_sets", key).entries():
            options = text.at("answer_sets", key, "options")
            yield from _same_ids(options, ids(entry.at("options").items()), "option")


def _references(text: Node, questions: tuple[str, ...]) -> Iterator[Diagnostic]:
    """`{id}` in a text names a question of the survey."""
    children = text.entries() or text.items()
    for child in children:
        yield from _references(child, questions)
    for found in REFERENCE.findall(text.text() or "") if not children else ():
        if found not in questions:
            hint = did_you_mean(found, questions)
            message = f"the text refers to a question `{found}`, which is not there"
            yield text.problem(message, expected="`{…}` with the id of a question", hint=hint)


def _same_ids(texts: Node, known: Iterable[str], what: str) -> Iterator[Diagnostic]:
    known, written = tuple(known), tuple(entry.key for entry in texts.entries())
    missing = [key for key in known if key not in written]
    if missing and not texts.exists:
        yield texts.problem(
            f"`{texts.key}` is missing",
            on_key=True,
            expected=f"the text of each {what}: {', '.join(missing)}",
        )
        return
    for key in missing:
        yield texts.problem(
            f"no text for the {what} `{key}`", on_key=True, expected=f"`{key}:` below `{texts.key}:`"
        )
    for entry in texts.entries():
        if entry.key not in known:
            expected = one_of(known) or f"none: there is no {what} here"
            hint = did_you_mean(entry.key, missing)
            message = f"there is no {what} `{entry.key}` in survey.yaml"
            yield entry.problem(message, on_key=True, expected=expected, hint=hint)


def _question(survey: Node, question: Node, text: Node) -> Iterator[Diagnostic]:
    is_number = question.at("kind").text() == "number"
    for key, what in {"options": "option", "bands": "band"}.items():
        if not (key == "options" and question.has("answers") and _has_set_words(text, survey, question)):
            yield from _same_ids(text.at(key), ids(question.at(key).items()), what)
        yield from _same_labels(text.at(key).entries())
    metrics = (link.at("metric").text() or "" for link in question.at("benchmarks").items())
    yield from _same_ids(text.at("benchmarks"), metrics, "benchmark")
    if text.has("unit") and not is_number:
        yield text.at("unit").problem("a `unit` without a number", on_key=True, expected="no such line")
    parts = text.at("bands" if is_number else "options")
    for name, part in by_id(scored_parts(question)).items():
        if parts.at(name).entries():
            yield from _reasons(survey, question, part, parts.at(name))


def _has_set_words(text: Node, survey: Node, question: Node) -> bool:
    """Whether the only options without words are those of a set that has none, which is told there."""
    known = ids(question.at("options").items())
    strange = [entry.key for entry in text.at("options").entries() if entry.key not in known]
    return not strange and survey.at("answer_sets", question.at("answers").text() or "").exists


def _signs(survey: Node, text: Node) -> Iterator[Diagnostic]:
    """The words for the signs of a level: as many as it has, or none."""
    levels = by_id(survey.at("levels").items())
    for entry in text.at("levels").entries():
        said = entry.at("signs")
        count = len(levels[entry.key].at("signs").items()) if entry.key in levels else 0
        if said.exists and len(said.items()) != count:
            yield said.problem(
                f"the signs of `{entry.key}` in words",
                on_key=True,
                found=str(len(said.items())),
                expected=f"{count}, one for each sign in survey.yaml",
            )


def _same_labels(entries: tuple[Node, ...]) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for entry in entries:
        label = (entry.at("label").text() or "").strip()
        if label and label in first:
            message = f"the same label as `{first[label]}`"
            yield entry.at("label").problem(message, expected="labels that people can tell apart")
        first.setdefault(label, entry.key)


def _reasons(survey: Node, question: Node, part: Node, text: Node) -> Iterator[Diagnostic]:
    """`why` for all that has a value, `next` for all that earns something, neither for the rest, nor where
    the survey goes without them."""
    reasons = {"why": is_scored(question), "next": earns(question, part) if is_scored(question) else False}
    without = {"why": survey.at("reasons").text() == "none", "next": survey.at("advice").text() == "none"}
    meanings = {"why": "why it earns what it earns", "next": "what to do to get there"}
    for key, needed in reasons.items():
        if without[key]:
            if text.has(key):
                source = "reasons" if key == "why" else "advice"
                message = f"a `{key}` that is never shown: the survey has `{source}: none`"
                yield text.at(key).problem(message, on_key=True, expected="no such line")
            continue
        if needed and not text.has(key):
            yield text.problem(f"`{key}` is missing for `{text.key}`", on_key=True, expected=meanings[key])
        if text.has(key) and needed is False and (is_scored(question) or question.has("theme")):
            why = "it earns nothing" if is_scored(question) else "the question is not scored"
            message = f"a `{key}` that is never shown: {why}"
            yield text.at(key).problem(message, on_key=True, expected="no such line")
