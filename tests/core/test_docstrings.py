"""The public functions of the scoring package: what they are for, and an example that runs."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest

import cspi_core
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.surveys.compile import to_json_text
from golden_surveys import ROOT, compiled

PUBLIC = [name for name in cspi_core.__all__ if not name.startswith("__")]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(cspi_core, name))]
ANSWERS = {"intake": {"choice": "note"}, "checks": {"choices": ["brakes", "tyres"]}}
EXAMPLES = [cspi_core, *(getattr(cspi_core, name) for name in PUBLIC)]
MODULES = sorted((ROOT / "cspi_core").rglob("*.py"))

# How a docstring must not begin: with a clause in place of a verb or a noun.
CLAUSE = re.compile(r"(What|Where|How|Whether|Why|Whom|Who|Those|That|Of|All that|So many|So)\b")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the examples read."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "tiny.json").write_text(to_json_text(compiled("tiny")), encoding="utf-8")
    result = {"format": "cspi-result/1", "survey": {"id": "tiny", "version": "2.0"}, "label": "Spring"}
    text = json.dumps(result | {"created": "2026-04-01T09:00:00Z", "answers": ANSWERS})
    (folder / "result.json").write_text(text, encoding="utf-8")
    study = next(one for one in load_editions(ROOT / "benchmark_snapshots") if one.id == "hicustomer-2021")
    (folder / "study.json").write_text(to_json_text(compile_edition(study)), encoding="utf-8")
    return folder


@pytest.fixture
def folder(files: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with them, as the current one."""
    monkeypatch.chdir(files)
    return files


@pytest.mark.parametrize("documented", EXAMPLES, ids=lambda one: one.__name__)
@pytest.mark.usefixtures("folder")
def test_the_example_of_a_public_name_gives_what_it_says(documented: Any) -> None:
    test = doctest.DocTestParser().get_doctest(documented.__doc__, {}, documented.__name__, None, None)
    assert test.examples, "no example"
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)


@pytest.mark.usefixtures("folder")
def test_the_examples_of_the_plural_rules_run() -> None:
    from cspi_core.text import plurals

    assert doctest.testmod(plurals).failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_begins_with_a_verb_and_names_its_errors(name: str) -> None:
    function = getattr(cspi_core, name)
    first = inspect.getdoc(function).splitlines()[0]  # type: ignore[union-attr]
    assert re.match(r"(Return|Score|Aggregate|Read|Write) ", first), first
    raised = set(re.findall(r"raise (\w+Error|InputError)", inspect.getsource(function)))
    assert all(error in function.__doc__ for error in raised)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_docstring_begins_with_a_clause(path: Path) -> None:
    found = [
        f"{path.name}:{node.lineno}: {text.splitlines()[0]}"
        for node, text in docstrings(ast.parse(path.read_text(encoding="utf-8")))
        if CLAUSE.match(text)
    ]
    assert not found, "\n".join(found)


def docstrings(tree: ast.Module) -> list[tuple[ast.expr, str]]:
    """The docstrings of a module, its classes and functions."""
    owners = [
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    return [
        (owner.body[0].value, text)
        for owner in owners
        if (text := ast.get_docstring(owner)) and isinstance(owner.body[0], ast.Expr)
    ]
