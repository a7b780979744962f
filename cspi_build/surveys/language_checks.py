"""Surveys against the languages of the site: each survey has a page, and each language a survey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.yaml_source.node import Node
from cspi_build.yaml_source.source import scan_yaml

__all__ = ["check_languages", "languages_of"]


def languages_of(folder: Path, published: Sequence[str] = ()) -> list[str]:
    """The languages of the surveys below `folder`, each once, in the order of the first that has them."""
    return list(dict.fromkeys(name for node in _locales(folder, published) for name in _named(node)))


def check_languages(folder: Path, published: Sequence[str], languages: Sequence[str]) -> list[Diagnostic]:
    """Everything that is wrong with the languages of the surveys below `folder`.

    `published`: their ids; all surveys where it is empty. `languages`: those of the site's own words.
    """
    nodes = _locales(folder, published)
    if not languages or not nodes or any(not _named(node) for node in nodes):
        return []
    return [*_unseen(nodes, languages), *_without_survey(nodes, languages)]


def _locales(folder: Path, published: Sequence[str]) -> list[Node]:
    sources = [scan_yaml(path) for path in sorted(folder.glob("*/survey.yaml"))]
    return [
        source.root.at("locales")
        for source in sources
        if source.readable and (not published or source.root.at("id").text() in published)
    ]


def _named(node: Node) -> list[str]:
    return [text for item in node.items() if (text := item.text()) is not None]


def _unseen(nodes: Sequence[Node], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Surveys that would have no page."""
    for node in nodes:
        if not set(_named(node)) & set(languages):
            yield node.problem(
                "the site is in none of these languages, so the survey would have no page",
                expected=f"{one_of(languages)} among them",
            )


def _without_survey(nodes: Sequence[Node], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Languages in which there would be nothing to answer. A survey of no language is told of already."""
    seen = {language for node in nodes for language in _named(node)}
    if not seen & set(languages):
        return
    for language in languages:
        if language not in seen:
            yield nodes[0].problem(
                f"no survey that is published is in `{language}`, and the site's pages are",
                expected=f"`{language}` among those of at least one; `surveys` in site.yaml says which "
                "are published",
            )
