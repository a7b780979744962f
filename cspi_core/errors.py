"""The exceptions of the package.

::

    CspiError
    ├── SurveyError      a compiled survey definition cannot be read
    ├── SnapshotError    a compiled benchmark snapshot cannot be read
    └── InputError       answers or a result file cannot be scored; carries every problem found
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .characters import only_printable

Code = Literal[
    "more_problems",
    "answers_not_object",
    "unknown_question",
    "answer_shape",
    "unknown_state",
    "choices_not_list",
    "unknown_option",
    "repeated_option",
    "contradiction",
    "out_of_bounds",
    "off_step",
    "decimal_comma",
    "not_a_number",
    "no_file",
    "not_utf8",
    "file_too_large",
    "file_too_deep",
    "not_json",
    "not_json_at",
    "not_result",
    "repeated_key",
    "other_format",
    "other_survey",
    "other_version",
    "unknown_key",
    "bad_label",
    "bad_created",
    "bad_version",
    "notes_not_object",
    "bad_note",
    "link_too_long",
    "link_version",
    "link_damaged",
    "repeated_question",
    "bad_plan",
    "plan_unscored",
    "no_plan",
    "not_earlier",
    "track_text",
    "track_due",
    "track_status",
    "track_link",
    "track_step",
    "task_step",
    "task_twice",
    "task_columns",
    "task_csv",
    "task_rows",
    "bad_target",
    "bad_target_score",
    "unknown_level",
    "unknown_axis",
    "no_format",
    "no_table",
    "no_survey",
    "damaged_survey",
    "bad_request",
]
"""The kinds of problems: with answers, files, links, plans and requests."""


@dataclass(frozen=True)
class Problem:
    """A problem with user input.

    ``code`` identifies the kind of problem and is stable across releases; ``question`` is the id of the
    question concerned, or None; ``found`` and ``expected`` are short texts for display; ``row`` is the number
    of the row of a table, or None.

    >>> from cspi_core import Problem
    >>> print(Problem("unknown_option", "q1", "often", "yes, no"))
    q1: unknown_option: found often; expected yes, no
    """

    code: Code
    question: str | None = None
    found: str = ""
    expected: str = ""
    row: int | None = None

    def to_dict(self) -> dict[str, str | int | None]:
        """The problem as JSON-able data."""
        return {
            "code": self.code,
            "question": self.question,
            "found": self.found,
            "expected": self.expected,
        } | ({} if self.row is None else {"row": self.row})

    def __str__(self) -> str:
        where = f"{self.question}: " if self.question else ""
        return f"{where}{self.code}: found {self.found or 'nothing'}; expected {self.expected or 'nothing'}"


class CspiError(Exception):
    """The base class of the errors of this package.

    >>> from cspi_core import CspiError, InputError
    >>> issubclass(InputError, CspiError)
    True
    """


class SurveyError(CspiError):
    """A compiled survey definition does not match its format.

    >>> from cspi_core import SurveyError, load_survey
    >>> try:
    ...     load_survey({"format": "cspi-survey/0"})
    ... except SurveyError as error:
    ...     print(error)
    not a compiled survey: found format cspi-survey/0; expected cspi-survey/1
    """


class SnapshotError(CspiError):
    """A compiled benchmark snapshot does not match its format.

    >>> from cspi_core import SnapshotError, load_snapshot
    >>> try:
    ...     load_snapshot({"format": "cspi-survey/1"})
    ... except SnapshotError as error:
    ...     print(error)
    not a compiled snapshot: found format cspi-survey/1; expected cspi-snapshot/1
    """


class InputError(CspiError):
    """Invalid answers or an invalid result file; nothing was scored. ``problems`` holds every problem
    found.

    >>> from cspi_core import InputError, load_survey, score
    >>> try:
    ...     score(load_survey("tiny.json"), {"intake": {"choice": "email"}, "wait": {"number": 90}})
    ... except InputError as error:
    ...     print([problem.code for problem in error.problems])
    ['unknown_option', 'out_of_bounds']
    """

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


def shown(value: object, limit: int = 60) -> str:
    """``value`` as a short text for a message: a text as it is, all else as files have it; never longer than
    ``limit`` characters, on one line."""
    text = value if isinstance(value, str) else _written(value)
    text = " ".join(only_printable(text[: limit * 4]).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _written(value: object) -> str:
    """A value as JSON; an error by its kind and the name that it lacks, for its words are Python's own."""
    if isinstance(value, KeyError) and value.args and isinstance(value.args[0], str):
        return f"KeyError: {value.args[0]}"
    if isinstance(value, Exception):
        return type(value).__name__
    try:
        return json.dumps(value, ensure_ascii=False, default=lambda other: type(other).__name__)
    except (ValueError, TypeError, RecursionError):  # what no file can hold
        return type(value).__name__
