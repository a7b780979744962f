"""What must hold between the text files of a survey: optional words are there in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, one_of
from cspi_build.yaml_source.node import Node

__all__ = ["check_wordings"]

_KEYS = ("case", "solo", "first")


def check_wordings(texts: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """Every wording of an option that one language has and another lacks; `texts` by language."""
    said = {locale: _wordings(root) for locale, root in texts.items()}
    for options in said.values():
        for (question, option), (node, own) in options.items():
            elsewhere = {
                key: other
                for other, found in said.items()
                for key in found.get((question, option), (node, ()))[1]
            }
            for key in _KEYS:
                if key in elsewhere and key not in own:
                    message = f"`{key}` is missing for `{option}`"
                    expected = f"the same in every language: {one_of([elsewhere[key]])} has it"
                    yield node.problem(message, on_key=True, expected=expected)


def _wordings(root: Node) -> dict[tuple[str, str], tuple[Node, tuple[str, ...]]]:
    """By question and option, its node and the wordings that it has."""
    return {
        (question.key, option.key): (option, tuple(key for key in _KEYS if option.has(key)))
        for question in root.at("questions").entries()
        for option in question.at("options").entries()
    }
