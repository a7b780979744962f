"""A value that knows its place: what checks walk over.

Nodes are lenient: what is absent or of another shape reads as None or as empty. The models complain of that;
a check that meets None has nothing to add. So checks of sense and of shape can both speak in one run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cspi_build.diagnostics import Diagnostic
from cspi_build.yaml_source.compose import NodePath, Plain

__all__ = ["Node", "Telling"]


class Telling(Protocol):
    """What can tell where a value stands in a file, and of a mistake there: a source."""

    def place(self, path: NodePath) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path."""

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
        """A mistake at the value of a path, or at its key."""


@dataclass(frozen=True)
class Node:
    """The value at a path of a source; `exists` is False where the file has nothing there."""

    source: Telling
    path: NodePath
    value: Plain
    exists: bool = True

    @property
    def key(self) -> str:
        """The last step of the path, as text."""
        return str(self.path[-1]) if self.path else ""

    def at(self, *steps: str | int) -> Node:
        """The node under these keys and positions; one that does not exist where a step leads nowhere."""
        node = self
        for step in steps:
            node = node._child(step)
        return node

    def _child(self, step: str | int) -> Node:
        path = (*self.path, step)
        if isinstance(self.value, dict) and step in self.value:
            return Node(self.source, path, self.value[str(step)])
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return Node(self.source, path, self.value[step])
        return Node(self.source, path, None, exists=False)

    def has(self, key: str) -> bool:
        """Whether the key is written, with whatever value."""
        return self.at(key).exists

    def text(self) -> str | None:
        """The value if it is text."""
        return self.value if isinstance(self.value, str) else None

    def number(self) -> int | float | None:
        """The value if it is a number."""
        is_number = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        return self.value if is_number else None  # type: ignore[return-value]

    def flag(self) -> bool | None:
        """The value if it is true or false."""
        return self.value if isinstance(self.value, bool) else None

    def items(self) -> tuple[Node, ...]:
        """The items of a list; none for anything else."""
        values = self.value if isinstance(self.value, list) else []
        return tuple(Node(self.source, (*self.path, index), value) for index, value in enumerate(values))

    def entries(self) -> tuple[Node, ...]:
        """The values of a mapping, in order, each with its key in `key`; none for anything else."""
        values = self.value if isinstance(self.value, dict) else {}
        return tuple(Node(self.source, (*self.path, key), value) for key, value in values.items())

    def problem(
        self, message: str, *, on_key: bool = False, found: str = "", expected: str = "", hint: str = ""
    ) -> Diagnostic:
        """A mistake at this value, or at its key."""
        return self.source.problem(
            self.path, message, on_key=on_key, found=found, expected=expected, hint=hint
        )
