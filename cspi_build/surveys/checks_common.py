"""Small words that all checks of definitions share: ids, doubles, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.yaml_source.node import Node

__all__ = ["by_id", "circles", "doubles", "ids", "name", "unknown", "whole_place"]


def ids(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The ids of these nodes, of those that have one."""
    return tuple(text for node in nodes if (text := node.at("id").text()))


def by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    """The nodes by id; of doubles the first."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(node.at("id").text() or "", node)
    return {key: node for key, node in found.items() if key}


def name(node: Node) -> str:
    """The id as messages show it; the place in the list where there is none."""
    text = node.at("id").text()
    return f"`{text}`" if text else f"item {int(node.key) + 1}" if node.key.isdigit() else "this"


def whole_place(node: Node) -> Node:
    """Where to point for the whole of an item: at its id if it has one."""
    return node.at("id") if node.has("id") else node


def doubles(nodes: Iterable[Node], key: str, what: str) -> Iterator[Diagnostic]:
    """Every value of `key` that an earlier node has already."""
    first: dict[object, Node] = {}
    for node in (node.at(key) for node in nodes):
        if node.text() is None and node.number() is None:
            continue
        if node.value in first:
            line = node.source.place(first[node.value].path)[0]
            yield node.problem(
                f"{what} `{node.value}` is there twice",
                expected=f"each once; `{node.value}` is already on line {line}",
            )
        first.setdefault(node.value, node)


def unknown(node: Node, what: str, known: Iterable[str]) -> Iterator[Diagnostic]:
    """The problem if the text at the node is none of the known ids."""
    known, text = tuple(known), node.text()
    if text and text not in known:
        expected = one_of(known) or f"no {what}, since there is none"
        yield node.problem(f"there is no {what} `{text}`", expected=expected, hint=did_you_mean(text, known))


def circles(after: Mapping[str, Mapping[str, Node]]) -> Iterator[list[str]]:
    """Yield each circle once, where it closes: the names on it, with the first one again at the end.
    ``after`` leads from each name to those that follow it."""
    done: set[str] = set()
    for start in after:
        trail: list[tuple[str, Iterator[str]]] = [(start, iter(after[start]))] if start not in done else []
        while trail:
            onward = next(trail[-1][1], None)
            names = [name for name, _ in trail]
            if onward is None:
                done.add(trail.pop()[0])
            elif onward in names:
                yield [*names[names.index(onward) :], onward]
            elif onward in after and onward not in done:
                trail.append((onward, iter(after[onward])))
