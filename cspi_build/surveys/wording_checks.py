"""What must hold between the text files of a survey: optional words are there in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.yaml_source.node import Node

__all__ = ["check_wordings"]

Place = tuple[str, ...]
Found = dict[Place, tuple[Node, tuple[str, ...]]]


def check_wordings(texts: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """Every optional text that one language has and another lacks; `texts` by language."""
    said = {locale: _wordings(root) for locale, root in texts.items()}
    for places in said.values():
        for place, (node, own) in places.items():
            elsewhere = {
                key: other for other, found in said.items() for key in found.get(place, (node, ()))[1]
            }
            for key in elsewhere:
                if key not in own:
                    message = f"`{key}` is missing for `{place[-1]}`"
                    expected = f"the same in every language: {one_of([elsewhere[key]])} has it"
                    yield node.problem(message, on_key=True, expected=expected)


def _wordings(root: Node) -> Found:
    """By its place, each part of a text file that may have optional texts, and those that it has."""
    found: Found = {}
    for question in root.at("questions").entries():
        found |= _optional(question, ("question",), ("remark", "weak"))
        for option in question.at("options").entries():
            found |= _optional(option, ("option", question.key), ("case", "solo", "at_scale", "first"))
    for axis in root.at("axes").entries():
        found |= _optional(axis, ("axis",), ("weak", "who"))
    for level in root.at("levels").entries():
        found |= _optional(level, ("level",), ("signs",))
    return found


def _optional(node: Node, above: Place, keys: tuple[str, ...]) -> Found:
    return {(*above, node.key): (node, tuple(key for key in keys if node.has(key)))}
