"""Links from surveys to published figures: every metric and every answer that a link names must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.schema.edition import EditionSpec
from cspi_build.surveys.checks_common import name
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import scan_yaml

__all__ = ["check_links"]

Known = dict[str, list[str]]
"""Metrics with all answers that any edition has of them."""


def check_links(folder: Path, editions: Sequence[EditionSpec]) -> list[Diagnostic]:
    """Everything that is wrong with the links of the surveys below `folder`.

    Where there is no edition at all, nothing can be said, and nothing is compared.
    """
    if not editions:
        return []
    sources = [scan_yaml(path) for path in sorted(folder.glob("*/survey.yaml"))]
    links = [
        (question, link)
        for source in sources
        if source.readable
        for question in source.root.at("questions").items()
        for link in question.at("benchmarks").items()
    ]
    known, kinds = _known(editions), _kinds(editions)
    return [problem for question, link in links for problem in _link(question, link, known, kinds)]


def _known(editions: Iterable[EditionSpec]) -> Known:
    known: Known = {}
    for metric in (metric for edition in editions for metric in edition.metrics):
        known.setdefault(metric.id, []).extend(category.id for category in metric.categories)
    return known


def _kinds(editions: Iterable[EditionSpec]) -> dict[str, str]:
    return {metric.id: metric.kind for edition in editions for metric in edition.metrics}


def _link(question: Node, link: Node, known: Known, kinds: dict[str, str]) -> Iterator[Diagnostic]:
    node = link.at("metric")
    metric = node.text()
    if metric is None:
        return
    if metric not in known:
        hint = did_you_mean(metric, known)
        yield node.problem(f"no edition has a metric `{metric}`", expected=one_of(sorted(known)), hint=hint)
        return
    if question.at("kind").text() == "number" and kinds[metric] != "numeric":
        message = f"{name(question)} asks for a number, and the metric `{metric}` is `{kinds[metric]}`"
        yield node.problem(message, expected="a metric that is `numeric`")
    for entry in link.at("categories").entries():
        category = entry.text()
        if category is not None and category not in known[metric]:
            answers = list(dict.fromkeys(known[metric]))
            yield entry.problem(
                f"no edition has an answer `{category}` of `{metric}`",
                expected=one_of(answers) or "no `categories`: the metric has none",
                hint=did_you_mean(category, answers),
            )
