"""What can go wrong, as a small tree of exceptions.

::

    CspiError
    ├── SurveyError      a compiled survey definition cannot be read
    ├── SnapshotError    a compiled benchmark snapshot cannot be read
    └── InputError       answers or a result file cannot be scored; carries every problem found
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with what a person handed in.

    ``code`` names the kind of problem and is stable across releases; ``question`` is the id of the
    question that it belongs to, or None; ``found`` and ``expected`` are short texts for people.
    """

    code: str
    question: str | None = None
    found: str = ""
    expected: str = ""

    def to_dict(self) -> dict[str, str | None]:
        """The problem as JSON-able data."""
        return {
            "code": self.code,
            "question": self.question,
            "found": self.found,
            "expected": self.expected,
        }

    def __str__(self) -> str:
        where = f"{self.question}: " if self.question else ""
        return f"{where}{self.code}: found {self.found or 'nothing'}; expected {self.expected or 'nothing'}"


class CspiError(Exception):
    """The root of this package's errors."""


class SurveyError(CspiError):
    """A compiled survey definition is not what the format says."""


class SnapshotError(CspiError):
    """A compiled benchmark snapshot is not what the format says."""


class InputError(CspiError):
    """Answers or a result file have problems; nothing was scored. All of them are in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in told(self.problems)))


MOST_TOLD = 100
"""So many problems are told one by one; more come from a file that nobody mends by hand."""


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems to tell: all of them, or the first and one that counts the rest."""
    known = tuple(problems)
    rest = len(known) - MOST_TOLD
    return known if rest <= 1 else (*known[:MOST_TOLD], Problem("more_problems", None, f"{rest:,}"))


WRITTEN = {"None": "null", "True": "true", "False": "false"}
"""What stands in a file for a value that Python calls otherwise."""


def shown(value: object, limit: int = 60) -> str:
    """``value`` as a short text for a message: never longer than ``limit`` characters, on one line."""
    text = value if isinstance(value, str) else WRITTEN.get(repr(value), repr(value))
    text = " ".join("".join(char if char.isprintable() else " " for char in text[: limit * 4]).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
