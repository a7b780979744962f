"""Results as the JSON list that SurveyJS keeps: an object for each respondent, the answers by question.

    [{"q15": "vp", "q16": ["fit", "expansion"], "q33": 2}, ...]

It is read as the table that SurveyJS makes of it: a column for each key, a row for each object.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, inline
from cspi_build.panels.reading.csv import Batch, checked_layout
from cspi_build.panels.reading.files import Bad
from cspi_core.model.survey import Survey

__all__ = ["read_list"]


def read_list(path: Path, survey: Survey) -> Iterator[Batch]:
    """Return the list as one batch; the number of an object takes the place of a line.

    Raises CspiBuildError where the file is no such list.
    """
    name = inline(path.name)
    objects = _objects(name, path)
    head = list(dict.fromkeys(key for one in objects if isinstance(one, Mapping) for key in one))
    layout = checked_layout(name, [key.strip() for key in head], survey)
    rows, numbers, bad = list[list[str]](), list[int](), list[Bad]()
    for number, one in enumerate(objects, 1):
        row = [_cell(one.get(key)) for key in head] if isinstance(one, Mapping) else []
        why = layout.wrong(row) if row else ["This is no object with answers by question."]
        if why:
            bad.append(Bad(f"{name}:{number}", why))
        else:
            rows.append(row)
            numbers.append(number)
    yield Batch(layout.columns(rows), numbers, bad, 1.0)


def _objects(name: str, path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise CspiBuildError(f"{name} is not JSON: {inline(error)}.") from error
    if isinstance(found, dict):
        raise CspiBuildError(f"{name} looks like a result file: name the folder that it lies in.")
    if not isinstance(found, list) or not any(isinstance(one, dict) for one in found):
        raise CspiBuildError(f"{name} holds no list of results: expected [{{question: answer, …}}, …].")
    return found


def _cell(value: object) -> str:
    """A value as the cell of a table."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
