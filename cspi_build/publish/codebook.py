"""`codebook.csv`: what each column means, with its type and unit, and what each status is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspi_build.publish.public_data import CATEGORY_FIELDS, FIELDS, to_csv
from cspi_build.settings.ui_text import Words

__all__ = ["CODEBOOK_FIELDS", "codebook"]

CODEBOOK_FIELDS = {
    "table": "string",
    "column": "string",
    "value": "string",
    "type": "string",
    "unit": "string",
    "meaning_ja": "string",
    "meaning_en": "string",
}
"""The columns of the codebook and their types."""

_IN_PERCENT = ("share", "low", "high", "least", "most")

_TABLES = {"figures": (FIELDS, "fields"), "categories": (CATEGORY_FIELDS, "category_fields")}

Row = dict[str, Any]


def codebook(words: Sequence[Words]) -> str:
    """The codebook as CSV: a row for each column, then one for each status."""
    by_locale: dict[str, Any] = {one.locale: one.t["benchmarks"] for one in words}
    return to_csv(CODEBOOK_FIELDS, [*_columns(by_locale), *_statuses(by_locale)])


def _columns(words: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    for table, (columns, key) in _TABLES.items():
        for name, kind in columns.items():
            meaning = {locale: said["data"][key][name] for locale, said in words.items()}
            unit = "percent" if name in _IN_PERCENT else None
            yield _row(table, name, None, kind, unit, meaning)


def _statuses(words: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    first = next(iter(words.values()))
    for status in first["legend"]["status"]:
        meaning = {locale: said["legend"]["status"][status] for locale, said in words.items()}
        yield _row("figures", "status", status, None, None, meaning)


def _row(
    table: str, column: str, value: str | None, kind: str | None, unit: str | None, meaning: Mapping[str, str]
) -> Row:
    return {
        "table": table,
        "column": column,
        "value": value,
        "type": kind,
        "unit": unit,
        "meaning_ja": meaning.get("ja"),
        "meaning_en": meaning.get("en"),
    }
