"""What must hold between a survey and the files that calibrate it, beyond their shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.surveys.checks_common import by_id, doubles, ids, unknown
from cspi_build.surveys.practice_checks import option_problem
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import Source

__all__ = ["check_cases", "check_earlier", "check_readings"]


def check_cases(survey: Source, cases: Source) -> Iterator[Diagnostic]:
    """Every law of a file of cases against the survey."""
    root, file = survey.root, cases.root
    yield from _same_survey(file, root)
    questions = by_id(root.at("questions").items())
    options = _options(questions)
    yield from doubles(file.at("cases").items(), "id", "case")
    for case in file.at("cases").items():
        for entry in case.at("answers").entries():
            yield from _answer(entry, questions)
        for reading in case.at("readings").items():
            yield from _reading(reading, root, options)
        yield from _spoken((case.at("title"), case.at("story")), root)
        if case.at("example").flag():
            yield from _example(case, root)


def check_readings(survey: Source, cases: Source, readings: Source) -> Iterator[Diagnostic]:
    """Every law of a file of readings against the survey and the cases."""
    root, file = survey.root, readings.root
    yield from _same_survey(file, root)
    yield from _spoken((file.at("reader"),), root)
    options, known = _options(by_id(root.at("questions").items())), ids(cases.root.at("cases").items())
    for reading in file.at("readings").entries():
        if reading.key not in known:
            message = f"there is no case `{reading.key}`"
            yield reading.problem(message, on_key=True, expected=one_of(known) or "a case of cases.yaml")
        yield from _reading(reading, root, options)


def check_earlier(survey: Source, earlier: Source) -> Iterator[Diagnostic]:
    """Every law of an earlier rubric against the survey."""
    root, file = survey.root, earlier.root
    yield from _same_survey(file, root)
    if file.at("version").text() == root.at("version").text() is not None:
        message = "this is the version of survey.yaml"
        yield file.at("version").problem(message, expected="the version before it")
    questions = by_id(root.at("questions").items())
    for level in file.at("levels").items():
        yield from unknown(level.at("id"), "level", ids(root.at("levels").items()))
    for entry in file.at("questions").entries():
        if entry.key not in questions:
            yield entry.problem(
                f"there is no question `{entry.key}`", on_key=True, expected=one_of(list(questions))
            )
    names = _options(questions)
    for entry in file.at("options").entries():
        if entry.key not in names:
            yield entry.problem(
                f"there is no option `{entry.key}`", on_key=True, expected="`question.option`"
            )
        for node in entry.at("requires").items():
            yield from option_problem(node, names)


def _same_survey(file: Node, survey: Node) -> Iterator[Diagnostic]:
    if file.at("survey").text() not in {None, survey.at("id").text()}:
        message = "this file is about another survey"
        yield file.at("survey").problem(message, expected=f"`{survey.at('id').text()}`, as the folder")


def _spoken(nodes: tuple[Node, ...], survey: Node) -> Iterator[Diagnostic]:
    """The languages of texts are those of the survey."""
    locales = [node.text() or "" for node in survey.at("locales").items()]
    for entry in (entry for node in nodes for entry in node.entries()):
        if entry.key not in locales:
            message = f"the survey has no language `{entry.key}`"
            yield entry.problem(message, on_key=True, expected=one_of(locales))


def _example(case: Node, survey: Node) -> Iterator[Diagnostic]:
    """What the site shows is there in every language of the survey."""
    if not case.has("title"):
        yield case.at("example").problem("an example without a `title`", expected="`title:` beside it")
    locales = [node.text() or "" for node in survey.at("locales").items()]
    said = [case.at("title"), case.at("story"), *(one.at("say") for one in case.at("readings").items())]
    for node in (node for node in said if node.exists and len(locales) > 1):
        missing = [locale for locale in locales if not node.has(locale)]
        if missing:
            message = f"an example needs `{node.key}` in every language"
            yield node.problem(message, on_key=True, expected=f"a text below it for {one_of(missing)}")


def _answer(entry: Node, questions: Mapping[str, Node]) -> Iterator[Diagnostic]:
    question = questions.get(entry.key)
    if question is None:
        message = f"there is no question `{entry.key}`"
        yield entry.problem(message, on_key=True, expected=one_of(list(questions)))
        return
    if entry.has("state"):
        return
    options = ids(question.at("options").items())
    kind = question.at("kind").text()
    if kind == "number":
        if entry.number() is None:
            yield entry.problem(f"`{entry.key}` is answered by a number", expected="a number")
    elif kind == "multiple" and not isinstance(entry.value, list):
        yield entry.problem(f"`{entry.key}` takes several options", expected="a list, which may be empty")
    elif kind == "single" and entry.text() is None:
        yield entry.problem(f"`{entry.key}` takes one option", expected=one_of(options))
    else:
        for node in entry.items() if kind == "multiple" else (entry,):
            yield from unknown(node, "option", options)


def _reading(reading: Node, survey: Node, options: Iterable[str]) -> Iterator[Diagnostic]:
    levels, axes = ids(survey.at("levels").items()), ids(survey.at("axes").items())
    yield from _spoken((reading.at("say"), reading.at("reader")), survey)
    for node in (reading.at("level"), *reading.at("range").items()):
        yield from unknown(node, "level", levels)
    for node in reading.at("weakest").items():
        yield from unknown(node, "axis", axes)
    for node in (*reading.at("first").items(), *reading.at("reject").items()):
        yield from option_problem(node, options)


def _options(questions: Mapping[str, Node]) -> list[str]:
    return [f"{key}.{name}" for key, asked in questions.items() for name in ids(asked.at("options").items())]
