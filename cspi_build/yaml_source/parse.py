"""Lines of a file to a composition; where they are not YAML, to what is wrong in them.

Where the parser stops at a sign that only looks like one of YAML's, that sign is the mistake. It is noted,
and the parser tries again with the sign that was meant, so that one run finds all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from cspi_build.yaml_source.compose import Composition, Mark, Note, compose, lookalike_note
from cspi_build.yaml_source.lookalikes import closing_quotes, in_brackets, misread, repaired, surely_misread
from cspi_build.yaml_source.syntax import syntax_note

__all__ = ["parse_lines"]

# libyaml is about ten times faster; where it is missing, or refuses the text, PyYAML's own parser decides.
_LOADERS: tuple[Any, ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)

_ROUNDS = 40  # lines with such signs that one run names at most


def parse_lines(lines: tuple[str, ...]) -> Composition:
    """What the lines hold. Its notes say what is wrong; a fatal one that nothing in it can be trusted."""
    notes: list[Note] = []
    current = list(lines)
    for _ in range(_ROUNDS):
        result = _composed_or_repaired(current)
        if isinstance(result, Composition):
            more = [note for note in result.notes if note.fatal] if notes else result.notes
            result.notes = [*notes, *more]
            return result
        if isinstance(result, yaml.YAMLError):
            if not notes:
                return Composition(notes=[syntax_note(result, lines)])
            _pass_over(result, current, {note.mark.line - 1 for note in notes})
        else:
            notes += result
    return Composition(notes=notes)


def _composed_or_repaired(lines: list[str]) -> Composition | list[Note] | yaml.YAMLError:
    """What the lines hold; or notes on what was replaced in them, so that they can be tried again; or why
    they can't be read."""
    problem = yaml.YAMLError()
    for loader in _LOADERS:
        try:
            return compose(yaml.parse("\n".join(lines), Loader=loader))
        except yaml.YAMLError as error:
            problem = error
        found = _repair(problem, lines)
        if found:
            return found
    return problem


def _repair(error: yaml.YAMLError, lines: list[str]) -> list[Note]:
    """Replace the signs that may have stopped the parser, on the first line that has any; a note for each."""
    is_bracket = "flow" in str(getattr(error, "context", ""))
    for number, column in _suspects(error, lines):
        line, start = lines[number], misread(lines[number])
        found = in_brackets(line, column) if is_bracket else []
        found = found or ([start] if start else []) or closing_quotes(line)
        if found:
            return _replaced(lines, number, found)
    mark = getattr(error, "problem_mark", None)
    for number in range(min(mark.line, len(lines) - 1) if mark else -1, -1, -1):
        sure = surely_misread(lines[number])
        if sure:
            return _replaced(lines, number, [sure])
    return []


def _replaced(lines: list[str], number: int, found: Sequence[tuple[int, int]]) -> list[Note]:
    line = lines[number]
    for at, width in reversed(found):
        lines[number] = lines[number][:at] + repaired(line, at, width) + lines[number][at + width :]
    return [lookalike_note(Mark(number + 1, at + 1, width), line[at]) for at, width in found]


def _pass_over(error: yaml.YAMLError, lines: list[str], replaced: set[int]) -> None:
    """Empty the line before the place of an error in which something was replaced: it may be indented
    otherwise than it was meant to be."""
    mark = getattr(error, "problem_mark", None)
    last = len(lines) if mark is None else mark.line
    before = [number for number in replaced if number <= last and lines[number]]
    lines[max(before, default=min(last, len(lines) - 1))] = ""


def _suspects(error: yaml.YAMLError, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines, and from which column, in which the mistake may be: first where something was opened."""
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if problem is None:
        return
    last = min(problem.line, len(lines) - 1)
    if context is not None and "block" not in str(getattr(error, "context", "")):
        first = min(context.line, last)
        yield first, context.column if first == context.line else 0
        yield from ((number, 0) for number in range(first + 1, last + 1))
        return
    before = next((number for number in range(last - 1, -1, -1) if lines[number].strip()), last)
    yield from ((number, 0) for number in (last, before))
