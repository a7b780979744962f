"""The metrics of an empty edition: questions, categories and cells of another edition, without figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cspi_build.panels.yaml_writer import flow_text
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Metric, Text

__all__ = ["EMPTY", "filled_in", "metric_lines", "said", "with_languages"]

EMPTY, FILLED = "{ja: , en: }", "{ja: …, en: …}"
"""A text that is empty, and one in a comment, as forms have them until their languages are put in."""

_STATUS = "status: published"

_KEYS = ("kind", "unit", "step", "ordered", "direction", "decimals")

_CATEGORY_KEYS = ("id", "from", "to", "other", "label")

_KEPT = {"open": "why the categories are not all of them", "differs": "what is asked otherwise"}


def said(text: Text) -> str:
    """A text in its languages on one line."""
    return flow_text(text.said)


def filled_in(languages: Sequence[str], texts: Mapping[str, str] = MappingProxyType({})) -> str:
    """A text on one line; languages that it lacks are to be filled in."""
    return "{" + ", ".join(f"{one}: {texts.get(one, '')}" for one in languages) + "}"


def with_languages(form: str, languages: Sequence[str]) -> str:
    """A form whose empty texts are in these languages."""
    dots = filled_in(languages, dict.fromkeys(languages, "…"))
    return form.replace(EMPTY, filled_in(languages)).replace(FILLED, dots)


def metric_lines(metric: Metric, like: EditionSpec, *, same_study: bool) -> Iterator[str]:
    """A metric of the edition `like`. What only its own study can say is empty in another study."""
    yield from [f"  - id: {metric.id}", f"    theme: {metric.theme}", f"    title: {said(metric.title)}"]
    plain = _plain(metric)
    yield from (f"    {key}: {flow_text(plain[key])}" for key in _KEYS if key in plain)
    yield f"    base: {said(metric.base) if same_study else EMPTY}  # who the shares are of"
    if same_study:
        yield from _kept(metric, like.id)
    yield "    categories:" + ("" if metric.categories else " []")
    for category in map(_plain, metric.categories):
        yield f"      - {flow_text({key: category[key] for key in _CATEGORY_KEYS if key in category})}"
    yield "    cells:"
    for cell in metric.cells:
        yield from _cell(metric, cell, has_pages=like.origin.pages is not None)


def _plain(model: Any) -> dict[str, Any]:
    """What is written of a model, as plain values."""
    plain: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return plain


def _kept(metric: Metric, like: str) -> Iterator[str]:
    """What was so in the other edition and may be so again."""
    for key, text in {"open": metric.open, "differs": metric.differs}.items():
        if text is not None:
            yield f"    # {_KEPT[key]} (as in {like}: delete the line where it no longer holds)"
            yield f"    {key}: {said(text)}"


def _cell(metric: Metric, cell: Cell, *, has_pages: bool) -> Iterator[str]:
    yield from [f"      - segment: {flow_text(cell.segment)}", "        n:"]
    yield from ["        page:"] if has_pages else []
    if cell.excludes:
        yield f"        excludes: {flow_text(list(cell.excludes))}"
    categories = [one.id for one in metric.categories if one.id not in cell.excludes]
    is_statistic = bool(cell.figures) and not cell.shares
    if categories and not is_statistic:
        yield "        shares:"
        yield from (f"          {id_}: {{share: , count: , {_STATUS}}}" for id_ in categories)
    for part in cell.sums:
        of = flow_text(list(part.of))
        yield "        # where only the total of some categories is printed:"
        yield f"        # sums: [{{of: {of}, share: , count: , {_STATUS}}}]"
    if cell.figures:
        yield "        figures:"
        yield from (f"          {name}: {{value: , {_STATUS}}}" for name in cell.figures)
