"""What must hold between the versions of a survey: which compare, and what each of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.surveys.checks_common import by_id, doubles, ids
from cspi_build.yaml_source.node import Node
from cspi_core.loading.versions import as_numbers

__all__ = ["check_version_texts", "check_versions"]


def check_versions(survey: Node) -> Iterator[Diagnostic]:
    """Every law of `compares_with` and `changes`."""
    current = survey.at("version").text() or ""
    for version in survey.at("compares_with").items():
        yield from _earlier(version, current)
    changes = survey.at("changes").items()
    yield from doubles(changes, "version", "version")
    questions = by_id(survey.at("questions").items())
    for change in changes:
        yield from _not_later(change.at("version"), current)
        for kind in ("new", "rescored"):
            for item in change.at(kind).items():
                yield from _known(item, questions)
        for item in change.at("gone").items():
            yield from _gone(item, questions, change, changes)


def check_version_texts(survey: Node, text: Node) -> Iterator[Diagnostic]:
    """Words on what changed belong to a version under `changes` of the survey."""
    versions = [change.at("version").text() or "" for change in survey.at("changes").items()]
    for entry in text.at("changes").entries():
        if entry.key not in versions:
            expected = one_of(versions) or "no such line: survey.yaml has no `changes`"
            yield entry.problem(f"survey.yaml has no change of version `{entry.key}`", on_key=True,
                                expected=expected)  # fmt: skip


def _earlier(node: Node, current: str) -> Iterator[Diagnostic]:
    version = node.text() or ""
    if version and version == current:
        yield node.problem("a version always compares with itself", expected="earlier versions only")
    elif as_numbers(version) > as_numbers(current) > ():
        yield node.problem(f"`{version}` is later than `{current}`", expected="earlier versions only")


def _not_later(node: Node, current: str) -> Iterator[Diagnostic]:
    version = node.text() or ""
    if as_numbers(version) > as_numbers(current) > ():
        message = f"`{version}` is later than the survey's own version"
        yield node.problem(message, expected=f"`{current}` or earlier")


def _known(item: Node, questions: Mapping[str, Node]) -> Iterator[Diagnostic]:
    text = item.text()
    if text is None or _is_there(text, questions):
        return
    question, _, option = text.partition(".")
    if question not in questions:
        hint = did_you_mean(question, list(questions))
        yield item.problem(f"there is no question `{question}`", expected=one_of(list(questions)), hint=hint)
        return
    options = ids(questions[question].at("options").items())
    hint = did_you_mean(option, options)
    message = f"`{question}` has no option `{option}`"
    yield item.problem(message, expected=one_of(options) or "a question alone", hint=hint)


def _gone(
    item: Node, questions: Mapping[str, Node], change: Node, changes: tuple[Node, ...]
) -> Iterator[Diagnostic]:
    """What is gone is not there, unless a later version brought it back."""
    text, then = item.text(), as_numbers(change.at("version").text() or "")
    back = any(
        text == new.text() and as_numbers(other.at("version").text() or "") > then
        for other in changes
        for new in other.at("new").items()
    )
    if text is not None and _is_there(text, questions) and not back:
        yield item.problem(f"`{text}` is still there", expected="a question or option that is there no more")


def _is_there(text: str, questions: Mapping[str, Node]) -> bool:
    question, _, option = text.partition(".")
    found = questions.get(question)
    return found is not None and (not option or option in ids(found.at("options").items()))
