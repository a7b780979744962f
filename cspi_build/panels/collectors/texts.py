"""What the texts of a survey are called in an export: in any of its languages, however a tool writes them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cspi_core.model.survey import MULTIPLE, NUMBER, Question, Survey
from cspi_core.text.messages import LOCALES, wording

__all__ = ["NONE", "STATES", "Texts", "plain"]

NONE = ";"
"""A choice of several in which nothing was chosen, as a table has it."""

STATES = {"unknown": "?", "not_applicable": "-"}
"""What is said in place of an answer, as a table has it."""

_TAG = re.compile(r"<[^>]+>")

_NUMBER = re.compile(r"^(?:q(?:uestion)?\s*)?\d+(?:\.\d+)*\s*[.):]\s+")

_END = " *:：?？.。…"


def plain(text: str) -> str:
    """A text without what tools add or change: tags, its number, case, spaces, the sign at its end."""
    found = html.unescape(_TAG.sub(" ", text))
    found = unicodedata.normalize("NFKC", found).replace("’", "'").replace("‘", "'")
    found = found.replace("“", '"').replace("”", '"').casefold()
    found = _NUMBER.sub("", " ".join(found.split()))
    return found.strip(_END)


@dataclass(frozen=True)
class Texts:
    """The texts of a survey by what they look like in an export."""

    survey: Survey

    @cached_property
    def questions(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the questions that a text may stand for; their own ids among the texts."""
        found: dict[str, dict[str, None]] = {}
        for id_ in self.survey.question_by_id:
            for text in (id_, *self._said(id_, "prompt")):
                found.setdefault(plain(text), {})[id_] = None
        return {text: tuple(ids) for text, ids in found.items()}

    def options(self, question: Question) -> Mapping[str, str]:
        """What a cell of a question may say: the answer as a table has it, by text or id."""
        found: dict[str, str] = {}
        for option in question.options:
            for text in (option.id, *self._labels(question.id, option.id)):
                found.setdefault(plain(text), option.id)
        for text, value in self._others(question):
            found.setdefault(plain(text), value)
        return found

    def _others(self, question: Question) -> Iterator[tuple[str, str]]:
        for locale in LOCALES:
            words = wording(locale)
            for state, sign in STATES.items():
                yield words.messages[f"state.{state}"], sign
            if question.kind == MULTIPLE:
                yield words.messages["none_of_these"], NONE

    def units(self, question: Question) -> tuple[str, ...]:
        """What may stand after a number."""
        return tuple(self._said(question.id, "unit")) if question.kind == NUMBER else ()

    def _said(self, question: str, key: str) -> Iterator[str]:
        for text in self.survey.text.values():
            said = text["questions"][question].get(key)
            if said:
                yield str(said)

    def _labels(self, question: str, option: str) -> Iterator[str]:
        for text in self.survey.text.values():
            yield str(text["questions"][question]["options"][option]["label"])
