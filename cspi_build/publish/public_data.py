"""The public data on published figures: files that others build on; their form only changes with its number.

    benchmarks/<snapshot>.json              one study, everything (cspi-snapshot/1)
    benchmarks/metrics/<metric>.json        one metric in all studies (cspi-metric/1)
    benchmarks/figures.csv                  all figures, one a row; the same columns as
    benchmarks/csv/<snapshot>/<metric>.csv  the figures of one metric in one study
    benchmarks/categories.csv               the answers with their labels and bounds

All are UTF-8; the CSVs begin with a byte order mark, for Excel. The same editions always give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.editions.comparison import Figure, compared_metrics, figures_of
from cspi_build.editions.published import MetricEdition, PublishedCell, figure_anchor
from cspi_build.surveys.compile import to_json_text
from cspi_core.export.csv import csv_file, csv_text
from cspi_core.rounding import round_half_up
from cspi_core.text.messages import short

__all__ = [
    "CATEGORY_FIELDS",
    "FIELDS",
    "METRIC_FORMAT",
    "category_fields",
    "data_files",
    "file_bytes",
    "in_languages",
    "index_entries",
    "languages_in",
    "to_csv",
    "write_files",
]

METRIC_FORMAT = "cspi-metric/1"

FIELDS = {
    "snapshot": "string",
    "year": "integer",
    "metric": "string",
    "dimension": "string",
    "segment": "string",
    "figure": "string",
    "category": "string",
    "share": "number",
    "count": "integer",
    "n": "integer",
    "low": "number",
    "high": "number",
    "least": "number",
    "most": "number",
    "value": "number",
    "unit": "string",
    "status": "string",
    "page": "integer",
    "second_hand": "boolean",
    "anchor": "string",
}
"""The columns of the figures and their types."""

CATEGORY_FIELDS = {
    "snapshot": "string",
    "metric": "string",
    "category": "string",
    "position": "integer",
    "from": "number",
    "to": "number",
    "other": "boolean",
}
"""The columns of the categories and their types; after them stands the label in each language."""

LABEL = "label"

INTERVAL_DECIMALS = 1

PERCENT = "percent"

JOINED = "+"

Row = dict[str, Any]


def in_languages(name: str, languages: Iterable[str]) -> dict[str, str]:
    """A column of texts for each language, such as `label_pt_br`, with its language."""
    return {f"{name}_{one.replace('-', '_').lower()}": one for one in languages}


def category_fields(languages: Iterable[str]) -> dict[str, str]:
    """The columns of the categories and their types."""
    return CATEGORY_FIELDS | dict.fromkeys(in_languages(LABEL, languages), "string")


def languages_in(compiled: Sequence[Mapping[str, Any]]) -> list[str]:
    """The languages of compiled editions, all of which are in the same ones."""
    return list(dict.fromkeys(one for data in compiled for one in data["edition"]["title"]))


def data_files(compiled: tuple[Mapping[str, Any], ...]) -> dict[str, str]:
    """All files by their path below the data folder."""
    metrics, by_id = compared_metrics(compiled), {data["id"]: data for data in compiled}
    editions = sorted(
        (one for metric in metrics for one in metric.editions), key=lambda one: (one.snapshot.id, one.id)
    )
    files = {f"benchmarks/{data['id']}.json": to_json_text(data) for data in compiled}
    for metric in metrics:
        own = [_edition_entry(by_id[one.snapshot.id], one.id) for one in metric.editions]
        files[f"benchmarks/metrics/{metric.id}.json"] = to_json_text(
            {"format": METRIC_FORMAT, "id": metric.id, "editions": own}
        )
    for one in editions:
        files[f"benchmarks/csv/{one.snapshot.id}/{one.id}.csv"] = to_csv(FIELDS, figure_rows(one))
    files["benchmarks/figures.csv"] = to_csv(FIELDS, (row for one in editions for row in figure_rows(one)))
    files["benchmarks/categories.csv"] = to_csv(
        category_fields(languages_in(compiled)), (row for one in editions for row in category_rows(one))
    )
    return dict(sorted(files.items()))


def write_files(files: Mapping[str, str], into: Path) -> None:
    """Write the files below a folder."""
    for name, text in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file_bytes(name, text))


def file_bytes(name: str, text: str) -> bytes:
    """What a file of this name holds: UTF-8, and in a CSV the mark by which Excel tells that it is."""
    return (csv_file(text) if name.endswith(".csv") else text).encode("utf-8")


def index_entries(editions: Iterable[Mapping[str, Any]]) -> list[Row]:
    """What the index of the data says of each study."""
    return [
        {
            "id": data["id"],
            "series": data["edition"]["series"],
            "year": data["edition"]["year"],
            "title": data["edition"]["title"],
            "second_hand": data["second_hand"],
            "illustrative": data["illustrative"],
            "path": f"benchmarks/{data['id']}.json",
            "metrics": {m["id"]: f"benchmarks/csv/{data['id']}/{m['id']}.csv" for m in data["metrics"]},
        }
        for data in sorted(editions, key=lambda data: str(data["id"]))
    ]


def figure_rows(edition: MetricEdition) -> Iterator[Row]:
    """Every figure of a metric in one study, and a row for each share that is not known."""
    for cell in edition.cells:
        for figure in figures_of(edition, cell):
            yield _row(edition, cell, figure)


def _row(edition: MetricEdition, cell: PublishedCell, figure: Figure) -> Row:
    decimals = edition.decimals
    interval, bounds = figure.confidence_interval or (None, None), figure.bounds or (None, None)
    return {
        "snapshot": edition.snapshot.id,
        "year": edition.snapshot.year,
        "metric": edition.id,
        "dimension": JOINED.join(cell.segment),
        "segment": JOINED.join(cell.segment.values()),
        "figure": figure.kind,
        "category": JOINED.join(figure.of),
        "share": _fixed(figure.share, decimals),
        "count": figure.count,
        "n": cell.n,
        "low": _fixed(interval[0], INTERVAL_DECIMALS),
        "high": _fixed(interval[1], INTERVAL_DECIMALS),
        "least": _fixed(bounds[0], decimals),
        "most": _fixed(bounds[1], decimals),
        "value": None if figure.value is None else short(figure.value),
        "unit": PERCENT if figure.value is None else edition.unit,
        "status": figure.status,
        "page": cell.page,
        "second_hand": edition.snapshot.second_hand,
        "anchor": figure_anchor(edition, cell, figure.of) if _has_row(edition, figure) else None,
    }


def _has_row(edition: MetricEdition, figure: Figure) -> bool:
    """Whether a figure has a row of its own on the page of its metric; quantiles of a panel share one."""
    return figure.kind in ("share", "group") or (
        figure.kind == "statistic" and edition.snapshot.panel is None
    )


def category_rows(edition: MetricEdition) -> Iterator[Row]:
    """The answers of a metric in one study."""
    for position, category in enumerate(edition.categories, 1):
        yield {
            "snapshot": edition.snapshot.id,
            "metric": edition.id,
            "category": category.id,
            "position": position,
            "from": None if category.start is None else short(category.start),
            "to": None if category.end is None else short(category.end),
            "other": category.other,
            **{key: category.label[one] for key, one in in_languages(LABEL, category.label).items()},
        }


def to_csv(fields: Iterable[str], rows: Iterable[Row]) -> str:
    """Rows as CSV, with the names of the columns first."""
    names = list(fields)
    return csv_text(names, ([row[name] for name in names] for row in rows))


def _fixed(value: float | None, decimals: int) -> str | None:
    return None if value is None else f"{round_half_up(value, decimals):.{decimals}f}"


def _edition_entry(data: Mapping[str, Any], metric: str) -> Row:
    """A metric of a compiled edition, with what it takes to read it on its own."""
    keys = ("edition", "origin", "second_hand", "illustrative", "panel", "study", "segments", "units")
    own = next(one for one in data["metrics"] if one["id"] == metric)
    return {"snapshot": data["id"], "metric": own, **{key: data[key] for key in keys}}
