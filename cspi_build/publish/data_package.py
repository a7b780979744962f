"""`datapackage.json`: where each CSV file is, what its columns mean and where its figures come from.

The format is Data Package 2, https://datapackage.org/standard/data-package/. Beside it: a codebook, a
catalogue of all editions and a Croissant file for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cspi_build.publish.citation import bibtex
from cspi_build.publish.codebook import codebook, codebook_fields, column_text
from cspi_build.publish.croissant import croissant
from cspi_build.publish.linked_data import catalogue
from cspi_build.publish.public_data import FIELDS, category_fields, data_files, file_bytes, languages_in
from cspi_build.settings.fallback import Words
from cspi_build.surveys.compile import to_json_text

__all__ = ["data_package", "package_files"]

Row = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

REQUIRED = ("snapshot", "metric", "figure", "status", "year", "second_hand")


def package_files(
    editions: tuple[Mapping[str, Any], ...], words: Sequence[Words], version: str
) -> dict[str, str]:
    """All files on published figures by their path below the data folder, with their description."""
    files = data_files(editions) | {"benchmarks/codebook.csv": codebook(words)}
    english = next((one for one in words if one.locale == "en"), words[0])
    package = data_package(editions, files, english, version)
    said: Mapping[str, Any] = english.t["benchmarks"]  # type: ignore[assignment]
    files |= {"datapackage.json": to_json_text(package)}
    for edition in editions:
        described = croissant(edition, files, said["data"], english.locale, version)
        files[f"benchmarks/croissant/{edition['id']}.json"] = to_json_text(described)
        files[f"benchmarks/cite/{edition['id']}.bib"] = bibtex(edition)
    files["catalogue.jsonld"] = to_json_text(
        catalogue(editions, _said(words, "title"), _said(words, "description"))
    )
    return files


def _said(words: Sequence[Words], key: str) -> dict[str, str]:
    """A text on the published figures in each language."""
    return {one.locale: str(one.t["benchmarks"][key]) for one in words}  # type: ignore[index, call-overload]


def data_package(
    editions: tuple[Mapping[str, Any], ...],
    files: Mapping[str, str],
    main: Words,
    version: str,
) -> Row:
    """Describes the CSV files among `files`. `main` has the title and the meaning of each column."""
    words: Any = main.t["benchmarks"]
    columns = _Columns(words["data"], main.locale, languages_in(editions))
    by_id = {data["id"]: data for data in editions}
    resources = [
        _resource(path, text, columns, by_id) for path, text in files.items() if path.endswith(".csv")
    ]
    return {
        "$schema": PROFILE,
        "name": words["data"]["package"],
        "title": words["title"],
        "description": words["description"],
        "version": version,
        "sources": [_source(data) for data in editions],
        "resources": resources,
    }


@dataclass(frozen=True)
class _Columns:
    """What the columns are called, and what they mean in `words`, which are in `language`."""

    words: Mapping[str, Any]
    language: str
    languages: Sequence[str]

    def of(self, table: str) -> list[Row]:
        """The columns of a table, described."""
        own, columns = {
            "categories": ("category_fields", category_fields(self.languages)),
            "codebook": ("codebook_fields", codebook_fields(self.languages)),
        }.get(table, ("fields", FIELDS))
        said = self.words[own]
        return [
            _field(name, kind, column_text(said, name, self.language, self.languages))
            for name, kind in columns.items()
        ]


def _resource(path: str, text: str, columns: _Columns, by_id: Mapping[str, Mapping[str, Any]]) -> Row:
    raw = file_bytes(path, text)
    parts = path.removesuffix(".csv").split("/")
    study = by_id.get(parts[-2])
    return {
        "type": "table",
        "name": "-".join(parts[-2:] if study else parts[-1:]).replace("_", "-"),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",  # by its name at IANA; a byte order mark at the start is part of it
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "schema": {"fields": columns.of(parts[-1]), "missingValues": [""]} | _key(parts[-1] == "categories"),
    } | ({"sources": [_source(study)]} if study else {})


def _field(name: str, kind: str, text: str) -> Row:
    rule = {"constraints": {"required": True}} if name in REQUIRED else {}
    return {"name": name, "type": kind, "description": text} | rule


def _key(is_categories: bool) -> Row:
    return {"primaryKey": ["snapshot", "metric", "category"]} if is_categories else {}


def _source(data: Mapping[str, Any]) -> Row:
    """The publication; for second-hand figures the coverage that was read."""
    origin = data["origin"]
    path = origin["url"] or next((page["url"] for page in origin["coverage"]), None)
    return {"title": origin["citation"]} | ({"path": path} if path else {})
