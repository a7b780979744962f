"""`codebook.csv`: what each column means, with its type and unit, and what each status is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cspi_build.publish.public_data import FIELDS, LABEL, category_fields, in_languages, to_csv
from cspi_build.settings.languages import name_in
from cspi_build.settings.ui_text import Words

__all__ = ["CODEBOOK_FIELDS", "codebook", "codebook_fields", "column_text"]

CODEBOOK_FIELDS = {
    "table": "string",
    "column": "string",
    "value": "string",
    "type": "string",
    "unit": "string",
}
"""The columns of the codebook and their types; after them stands the meaning in each language."""

MEANING = "meaning"

_IN_PERCENT = ("share", "low", "high", "least", "most")

_TABLES = {"figures": "fields", "categories": "category_fields"}

Row = dict[str, Any]


def codebook(words: Sequence[Words]) -> str:
    """The codebook as CSV: a row for each column, then one for each status."""
    by_locale: dict[str, Any] = {one.locale: one.t["benchmarks"] for one in words}
    return to_csv(codebook_fields(by_locale), [*_columns(by_locale), *_statuses(by_locale)])


def codebook_fields(languages: Iterable[str]) -> dict[str, str]:
    """The columns of the codebook and their types."""
    return CODEBOOK_FIELDS | dict.fromkeys(in_languages(MEANING, languages), "string")


def column_text(said: Mapping[str, str], column: str, language: str, languages: Iterable[str]) -> str:
    """What a column means, in words of `language`; those of texts have one meaning for all languages."""
    for name in (LABEL, MEANING):
        locale = in_languages(name, languages).get(column)
        if locale is not None:
            return said[name].format(language=name_in(locale, language))
    return said[column]


def _columns(words: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    for table, key in _TABLES.items():
        columns = FIELDS if table == "figures" else category_fields(words)
        for name, kind in columns.items():
            meaning = {
                locale: column_text(said["data"][key], name, locale, words) for locale, said in words.items()
            }
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
        **{key: meaning[one] for key, one in in_languages(MEANING, meaning).items()},
    }
