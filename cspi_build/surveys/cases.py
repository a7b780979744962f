"""The cases of a survey: organisations with readings, checked against the survey that they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, one_of
from cspi_build.schema.cases import Case, CaseFile, NoAnswer
from cspi_build.schema.validation import fit
from cspi_build.surveys.checks_common import by_id, doubles, ids, unknown
from cspi_build.surveys.practice_checks import option_problem
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import Source, scan_yaml
from cspi_core.model.answers import FIELD

__all__ = ["CASES", "check_cases", "load_cases", "plain_case_answers"]

CASES = "cases.yaml"


def load_cases(folder: Path) -> tuple[Case, ...]:
    """The cases beside a survey; none where there is no such file. Raises DefinitionErrors with all
    mistakes."""
    if not (folder / CASES).is_file():
        return ()
    source = scan_yaml(folder / CASES)
    file, misfits = fit(CaseFile, source)
    problems = [*source.problems, *misfits, *check_cases(scan_yaml(folder / "survey.yaml"), source)]
    if file is None or problems:
        raise DefinitionErrors(problems)
    return file.cases


def check_cases(survey: Source, cases: Source) -> Iterator[Diagnostic]:
    """Every law of a file of cases against the survey."""
    if not (cases.readable and isinstance(cases.value, dict) and survey.readable):
        return
    root, file = survey.root, cases.root
    if file.at("survey").text() not in {None, root.at("id").text()}:
        message = "these cases answer another survey"
        yield file.at("survey").problem(message, expected=f"`{root.at('id').text()}`, as the folder")
    questions = by_id(root.at("questions").items())
    yield from doubles(file.at("cases").items(), "id", "case")
    for case in file.at("cases").items():
        for entry in case.at("answers").entries():
            yield from _answer(entry, questions)
        for reading in case.at("readings").items():
            yield from _reading(reading, root, questions)


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


def _reading(reading: Node, survey: Node, questions: Mapping[str, Node]) -> Iterator[Diagnostic]:
    levels, axes = ids(survey.at("levels").items()), ids(survey.at("axes").items())
    for node in (reading.at("level"), *reading.at("range").items()):
        yield from unknown(node, "level", levels)
    for node in reading.at("weakest").items():
        yield from unknown(node, "axis", axes)
    options = [f"{key}.{name}" for key, q in questions.items() for name in ids(q.at("options").items())]
    for node in (*reading.at("first").items(), *reading.at("reject").items()):
        yield from option_problem(node, options)


def plain_case_answers(case: Case, kinds: Mapping[str, str]) -> dict[str, Any]:
    """A case's answers as in a result file; ``kinds``: how each question is answered."""
    return {
        name: {"state": answer.state}
        if isinstance(answer, NoAnswer)
        else {FIELD[kinds[name]]: list(answer) if isinstance(answer, tuple) else answer}
        for name, answer in case.answers.items()
    }
