"""What every export of a survey needs: its screens, the answers beside the options, and words by language.

Answers keep the ids that they have here. Beside the options there are these, which no id can be:

    _unknown          I don't know (every question)
    _not_applicable   does not apply (scored questions)
    _none             none of these (choices of several without an option that says so)

A number has them in a question of its own after it, named `<id>-state`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cspi_build.settings.fallback import Words
from cspi_build.surveys.answer_states import states_of

__all__ = ["NONE", "NOT_APPLICABLE", "UNKNOWN", "Choice", "Exported", "choices_of", "whole"]

UNKNOWN, NOT_APPLICABLE, NONE = "_unknown", "_not_applicable", "_none"

Question = Mapping[str, Any]

Texts = dict[str, str]


@dataclass(frozen=True)
class Choice:
    """An answer: its id, its words by language, and whether it stands alone."""

    id: str
    label: Texts
    exclusive: bool = False


@dataclass(frozen=True)
class Exported:
    """A compiled survey and the words of the form in each of its languages."""

    survey: Mapping[str, Any]
    words: Mapping[str, Mapping[str, Any]]  # by language: what the page of the form says

    @classmethod
    def of(cls, survey: Mapping[str, Any], words: Sequence[Words]) -> Exported:
        """With the site's words; a language that the site does not speak gets those of its last one."""
        spoken = {one.locale: one.t for one in words}
        return cls(survey, {locale: spoken.get(locale, words[-1].t) for locale in survey["locales"]})

    @property
    def locales(self) -> list[str]:
        """The languages of the survey."""
        return list(self.survey["locales"])

    def screens(self) -> Iterator[tuple[str, list[Question]]]:
        """Each axis or theme in the order shown, with its questions."""
        groups: dict[str, list[Question]] = {}
        for question in self.survey["questions"]:
            groups.setdefault(question.get("axis") or question["theme"], []).append(question)
        yield from groups.items()

    def texts(self, get: Callable[[Mapping[str, Any]], Any]) -> Texts:
        """What `get` finds in the survey's text, by language; {} where it finds nothing."""
        found = {locale: get(self.survey["text"][locale]) for locale in self.locales}
        return {locale: str(text) for locale, text in found.items() if text}

    def group(self, id_: str, key: str) -> Texts:
        """The name, or what it is about, of an axis or theme."""
        return self.texts(lambda text: ({**text.get("themes", {}), **text["axes"]}).get(id_, {}).get(key))

    def form(self, key: str) -> Texts:
        """A word of the form, such as `unknown`."""
        return {locale: str(self.words[locale]["form"][key]) for locale in self.locales}

    def said(self, key: str, **fields: Texts | str) -> Texts:
        """A sentence that is only in exports, filled in; fields may be texts by language."""
        return {
            locale: str(self.words[locale]["maintain"]["export"][key]).format(
                **{name: value if isinstance(value, str) else value[locale] for name, value in fields.items()}
            )
            for locale in self.locales
        }

    def question(self, question: Question, key: str) -> Texts:
        """The prompt, help or unit of a question."""
        return self.texts(lambda text: text["questions"][question["id"]].get(key))

    def evidence(self, question: Question) -> Texts:
        """What the note of a question asks for; {} where the survey asks for nothing there."""
        asked = bool(question.get("evidence"))
        return {**self.form("evidence"), **self.question(question, "evidence")} if asked else {}


def choices_of(exported: Exported, question: Question) -> list[Choice]:
    """The options of a question, then the answers beside them; of a number, only these."""
    options = [_option(exported, question, option) for option in question.get("options") or ()]
    states = [f"_{state}" for state in states_of(exported.survey, question)]
    if question["kind"] == "multiple" and not any(option.exclusive for option in options):
        states.insert(0, NONE)
    return [*options, *(Choice(id_, exported.form(id_[1:]), exclusive=True) for id_ in states)]


def _option(exported: Exported, question: Question, option: Mapping[str, Any]) -> Choice:
    label = exported.texts(lambda text: text["questions"][question["id"]]["options"][option["id"]]["label"])
    return Choice(option["id"], label, bool(option.get("exclusive")))


def whole(number: float) -> int | float:
    """A whole number without a decimal point."""
    return int(number) if float(number).is_integer() else number
