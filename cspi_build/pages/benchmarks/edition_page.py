"""What the page of an edition shows, in one language: who asked whom, what was taken and what left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspi_build.editions.comparison import figures_of
from cspi_build.editions.figure_text import FigureWords
from cspi_build.editions.grade import grade_of
from cspi_build.editions.published import MetricEdition, PublishedEdition

__all__ = ["correction_rows", "edition_context", "omission_rows", "study_row"]

Row = dict[str, Any]


def edition_context(editions: Sequence[MetricEdition], words: FigureWords) -> Row:
    """The page of one edition, whose metrics are `editions`."""
    snapshot = editions[0].snapshot
    return study_row(editions, words) | {
        "facts": list(_facts(editions, words)),
        "coverage": snapshot.origin["coverage"],
        "url": snapshot.origin["url"],
        "n_note": _said(snapshot.study["n_note"], words),
        "attribution": snapshot.attribution[words.locale],
        "themes": [_theme(theme, editions, words) for theme in snapshot.chapters],
        "corrections": [row for edition in editions for row in correction_rows(edition, words)],
        "omissions": list(omission_rows(editions[0], words)),
        "notes": [note[words.locale] for note in snapshot.notes],
        "csv": [{"id": one.id, "title": one.title[words.locale]} for one in editions],
    }


def study_row(editions: Sequence[MetricEdition], words: FigureWords) -> Row:
    """A study in one line."""
    snapshot = editions[0].snapshot
    return {
        "id": snapshot.id,
        "title": snapshot.title[words.locale],
        "name": words.edition(editions[0]),
        "year": snapshot.year,
        "n": _n(snapshot.study, words),
        "metrics": len(editions),
        "second_hand": snapshot.second_hand,
        "illustrative": snapshot.illustrative,
        "terms": snapshot.origin["terms"][words.locale],
        "attribution": snapshot.attribution[words.locale],
    }


def _n(study: Mapping[str, Any], words: FigureWords) -> str:
    if study["n"] is not None:
        return f"{study['n']:,}"
    about = study.get("n_about")
    forms = words.t["study"]
    return str(forms["n_about"].format(n=f"{about:,}") if about else forms["n_unknown"])


def _facts(editions: Sequence[MetricEdition], words: FigureWords) -> Iterator[Row]:
    """What is known of the study, in the order in which one asks."""
    origin, study = editions[0].snapshot.origin, editions[0].snapshot.study
    time = study["fieldwork"]
    forms = words.t["study"]
    pages = {"producer": origin["producer"], "population": _said(study["population"], words)}
    pages |= {"n": _n(study, words), "mode": _said(study["mode"], words)}
    pages |= {
        "recruitment": _recruitment(editions[0].snapshot, words),
        "unit": forms["units"][study["unit"]],
        "grade": forms["grades"][_grade(editions)],
    }
    if time:
        dates = {"start": words.date(time["from"]), "end": words.date(time["to"])}
        pages["fieldwork"] = forms["fieldwork"].format(**dates)
    pages |= {
        "publication": origin["title"],
        "published": origin["published"] and words.date(origin["published"]),
    }
    pages |= {
        "accessed": words.date(origin["accessed"]) if origin["accessed"] else forms["not_recorded"],
        "figures": _count(editions, words),
    }
    pages |= {"terms": _said(origin["terms"], words), "citation": origin["citation"]}
    pages["attribution"] = _said(origin["attribution"], words)
    yield from ({"id": key, "label": forms["keys"][key], "text": text} for key, text in pages.items() if text)


def _grade(editions: Sequence[MetricEdition]) -> str:
    return grade_of(editions[0].snapshot, (cell for one in editions for cell in one.cells))


def _recruitment(snapshot: PublishedEdition, words: FigureWords) -> str:
    return _said(snapshot.recruitment, words) or str(words.t["study"]["not_stated"])


def _count(editions: Sequence[MetricEdition], words: FigureWords) -> str:
    """How many figures there are, by their basis."""
    figures = [f for one in editions for cell in one.cells for f in figures_of(one, cell)]
    given = Counter(
        f.status for f in figures if f.kind != "unplaced" and (f.share is not None or f.value is not None)
    )
    named = {
        status: f"{given[status]:,}" for status in ("published", "reconciled", "argued", "ordered", "derived")
    }
    return str(words.t["study"]["figures"].format(count=f"{sum(given.values()):,}", **named))


def _theme(theme: Mapping[str, Any], editions: Sequence[MetricEdition], words: FigureWords) -> Row:
    pages = theme["pages"]
    return {
        "label": theme["label"][words.locale],
        "pages": pages and words.t["pages"].format(first=pages["from"], last=pages["to"]),
        "metrics": [_metric(one, words) for one in editions if one.theme == theme["id"]],
    }


def _metric(edition: MetricEdition, words: FigureWords) -> Row:
    dimensions = [edition.snapshot.dimension_by_id[name].label[words.locale] for name in edition.dimensions]
    pages = sorted({cell.page for cell in edition.cells if cell.page is not None})
    return {
        "id": edition.id,
        "title": edition.title[words.locale],
        "kind": edition.kind,
        "cuts": [words.t["study"]["cuts"].format(dimension=label) for label in dimensions],
        "n": [words.n(cell.n) for cell in edition.cells if not cell.segment],
        "pages": words.list(words.page(page) for page in pages),
    }


def correction_rows(edition: MetricEdition, words: FigureWords) -> list[Row]:
    """The figures of a metric that are not used as they are printed."""
    own = [one for one in edition.snapshot.corrections if one["metric"] == edition.id]
    decimals = edition.decimals
    share = words.t["share"]
    return [
        {
            "metric": edition.title[words.locale],
            "edition": words.edition(edition),
            "id": edition.id,
            "of": words.group(edition, one["of"])
            if len(one["of"]) > 1
            else words.category(edition, one["of"][0]),
            "segment": words.segment(edition, one["segment"]),
            "printed": share.format(share=words.number(one["printed"], decimals)),
            "used": words.t["study"]["used_unknown"]
            if one["used"] is None
            else share.format(share=words.number(one["used"], decimals)),
            "page": words.page(one["page"]),
            "reason": one["reason"][words.locale],
        }
        for one in own
    ]


def omission_rows(edition: MetricEdition, words: FigureWords, metric: str | None = None) -> list[Row]:
    """What the edition leaves out, of one metric or of all, with the figures that are printed."""
    left_out = [one for one in edition.snapshot.omitted if metric in (None, one["metric"])]
    return [
        {
            "edition": words.edition(edition),
            "what": one["what"][words.locale],
            "reason": one["reason"][words.locale],
            "page": words.page(one["page"]),
            "figures": [_loose_row(row, words) for row in one["figures"]],
        }
        for one in left_out
    ]


def _loose_row(row: Mapping[str, Any], words: FigureWords) -> str:
    shares = words.list(words.t["share"].format(share=words.number(share, 1)) for share in row["shares"])
    forms = words.t["study"]
    if row["n"] is None:
        return str(forms["row_unknown"].format(shares=shares))
    return str(forms["row"].format(n=words.n(row["n"]), shares=shares))


def _said(text: Mapping[str, str] | None, words: FigureWords) -> str | None:
    return None if text is None else text[words.locale]
