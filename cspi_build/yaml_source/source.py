"""YAML files as people write them: strict YAML 1.2 scalars, no duplicate keys, every value with its place.

    source = read_yaml(path)                      # raises DefinitionErrors with all that is wrong
    source.value                                  # plain dicts, lists, str, int, float, bool, None
    source.place(("questions", 3, "options"))     # (line, column) of that value, from 1
    source.problem(("questions", 3), "…", expected="…")     # a Diagnostic at that place
    source.root.at("questions").items()           # nodes: values that know their place (yaml_node)

`scan_yaml` reads as far as it can and keeps what is wrong in `source.problems` instead of raising.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, inline
from cspi_build.os_errors import meant_file
from cspi_build.yaml_source.compose import Composition, Mark, NodePath, Plain
from cspi_build.yaml_source.encoding import read_lines
from cspi_build.yaml_source.lookalikes import value_hint
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.parse import parse_lines

__all__ = [
    "MAX_BYTES",
    "Node",
    "NodePath",
    "Plain",
    "Source",
    "parse_yaml",
    "read_yaml",
    "scan_yaml",
    "shown_path",
]

MAX_BYTES = 4 * 1024 * 1024
FILES = 200  # about twice as many as a project with two surveys in two languages has


@dataclass(frozen=True)
class Source:
    """One file that was read: its value and where everything stands. `file` is the name for messages."""

    file: str
    value: Plain = None
    lines: tuple[str, ...] = ()
    values: Mapping[NodePath, Mark] = field(default_factory=dict)
    keys: Mapping[NodePath, Mark] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    readable: bool = True  # False: nothing of the value can be trusted, only `problems`

    @property
    def root(self) -> Node:
        """The whole file as a node."""
        return Node(self, (), self.value)

    def node(self, path: NodePath) -> Node:
        """The node at a path; one that does not exist where the path leads nowhere."""
        return self.root.at(*path)

    def place(self, path: NodePath) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path; of what is around it where there is none."""
        mark = self._mark(path, on_key=False)
        return mark.line, mark.column

    def key_place(self, path: NodePath) -> tuple[int, int]:
        """Line and column, from 1, of the key at a path; of the value where there is no key."""
        mark = self._mark(path, on_key=True)
        return mark.line, mark.column

    def written(self, path: NodePath) -> str:
        """A scalar as it stands in the file, quotes and all, as far as it is on one line."""
        mark = self._mark(path, on_key=False)
        return self.line(mark.line)[mark.column - 1 : mark.column - 1 + mark.width]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def problem(
        self,
        path: NodePath,
        message: str,
        *,
        on_key: bool = False,
        found: str = "",
        expected: str = "",
        hint: str = "",
    ) -> Diagnostic:
        """A mistake at a value, or at its key; for a path that is not in the file, at what is around it."""
        mark = self._mark(path, on_key=on_key)
        value = None if on_key else self.node(path).value
        words, before = value_hint(value)
        if before and self.written(path) == value:
            mark = Mark(mark.line, mark.column + before, mark.width - before)
        hint = hint or words
        return self._diagnostic(mark, message, found=found, expected=expected, hint=hint)

    def _diagnostic(self, mark: Mark, message: str, **more: str) -> Diagnostic:
        mark = self._inside(mark)
        line = self.line(mark.line)
        return Diagnostic(self.file, mark.line, mark.column, message, excerpt=line, width=mark.width, **more)

    def _inside(self, mark: Mark) -> Mark:
        """The place itself; the end of the last line with text for one that is past the end of the file."""
        if not self.lines or mark.line < len(self.lines):
            return mark
        last = max((at for at, line in enumerate(self.lines, 1) if line.strip()), default=1)
        if mark.line <= last:
            return mark
        return Mark(last, len(self.line(last).rstrip()) or 1)

    def _mark(self, path: NodePath, *, on_key: bool) -> Mark:
        if path not in self.values and path:
            return self._mark(path[:-1], on_key=True)
        value = self.values.get(path, Mark(1, 1))
        return self.keys.get(path, value) if on_key else value


def read_yaml(path: Path) -> Source:
    """Read a file. Raises DefinitionErrors with everything that is wrong in the way it is written."""
    source = scan_yaml(path)
    if source.problems:
        raise DefinitionErrors(source.problems)
    return source


def scan_yaml(path: Path) -> Source:
    """Read a file as far as it can be read. Never raises for what the file holds or for its absence."""
    name = shown_path(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        other = meant_file(path)
        hint = f"`{other}` is there: it needs the name `{path.name}`" if other else ""
        return _unreadable(name, "this file is missing", f"a file {path.name}", hint)
    except OSError as error:
        return _unreadable(name, f"this file can't be read: {(error.strerror or str(error)).lower()}")
    return parse_yaml(content, name)


def parse_yaml(content: bytes, name: str) -> Source:
    """Read the bytes of a file, called `name` in messages. What is wrong is in `problems` of the answer."""
    if len(content) > MAX_BYTES:
        return _unreadable(name, "this file is too large", f"at most {MAX_BYTES // 1024 // 1024} MiB")
    lines, result = _composed(content)
    return _source(name, lines, replace(result, value=_copied(result.value)))


@lru_cache(maxsize=FILES)
def _composed(content: bytes) -> tuple[tuple[str, ...], Composition]:
    """What bytes hold. One run reads most files for several purposes, and `serve` at each change of any."""
    lines, notes = read_lines(content)
    return lines, Composition(notes=list(notes)) if notes else parse_lines(lines)


def _copied(value: Plain) -> Plain:
    """A value of its own for each who reads a file, to change as they like."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def shown_path(path: Path) -> str:
    """A path as messages show it: from the current folder where it lies below that, with forward slashes."""
    try:
        return inline(path.resolve().relative_to(Path.cwd().resolve()).as_posix())
    except (ValueError, OSError):
        return inline(path.as_posix())


def _source(name: str, lines: tuple[str, ...], result: Composition) -> Source:
    bare = Source(name, lines=lines)
    problems = tuple(
        bare._diagnostic(note.mark, note.message, expected=note.expected) for note in result.notes
    )
    if any(note.fatal for note in result.notes):
        return Source(name, lines=lines, problems=problems, readable=False)
    return Source(name, result.value, lines, result.values, result.keys, problems)


def _unreadable(name: str, message: str, expected: str = "", hint: str = "") -> Source:
    problem = Diagnostic(name, 1, 1, message, expected=expected, hint=hint)
    return Source(name, problems=(problem,), readable=False)
