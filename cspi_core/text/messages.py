"""Messages in the languages of the package: one catalogue per language.

A message is a template for :meth:`str.format`; values are inserted as they are and never read as
templates themselves. A counted message has one form per plural category of its language
(`overview[one]`, `overview[other]`); its field ``n`` selects the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib import resources

from ..errors import Problem
from ..model.survey import Survey
from ..rounding import DECIMALS, PERCENT, Scale, round_half_up
from .plurals import plural_category

LOCALES = ("en", "ja")

FALLBACK = "en"


@dataclass(frozen=True)
class Wording:
    """The messages of one language, and the scale on which scores are shown."""

    locale: str
    messages: Mapping[str, str]
    scale: Scale = PERCENT

    def say(self, key: str, **values: object) -> str:
        """Return the message ``key`` with its values filled in; ``n`` selects its plural form."""
        return self._template(key, values).format(**values)

    def _template(self, key: str, values: Mapping[str, object]) -> str:
        if key in self.messages or "n" not in values:
            return self.messages[key]
        return self.messages[f"{key}[{plural_category(self.locale, str(values['n']))}]"]

    def series(self, items: Iterable[str]) -> str:
        """Items as a person lists them: a, b and c."""
        *first, last = list(items) or [""]
        return self.say("list.and").join([self.say("list.comma").join(first), last]) if first else last

    def number(self, value: float | None) -> str:
        """A score (0 to 100) as it is shown on the scale, always with its decimals; a dash where there is
        none."""
        return self.say("missing") if value is None else self.figure(self.scale.of(value))

    def points(self, value: float) -> str:
        """A difference of scores (in points of 100) as it is shown on the scale."""
        return self.figure(self.scale.points(value))

    def figure(self, value: float) -> str:
        """A number that is on the scale, rounded as scores are."""
        return f"{self.scale.round(value):.{self.scale.decimals}f}".replace("-", "−")

    def percent(self, value: float, decimals: int = DECIMALS) -> str:
        """A share in percent, or another number that is on no scale."""
        return f"{round_half_up(value, decimals):.{decimals}f}"

    @property
    def ends(self) -> dict[str, str]:
        """The least and the highest score of the scale, as they are written."""
        pairs = (("low", self.scale.minimum), ("high", self.scale.maximum))
        return {name: short(end).replace("-", "−") for name, end in pairs}

    @property
    def of(self) -> str:
        """The scale in words, after a score."""
        return self.say("scale" if self.scale.minimum == 0 else "scale.from", **self.ends)

    def span(self, low: float, high: float) -> str:
        """A range of scores as it is shown."""
        return self.say("range", low=self.number(low), high=self.number(high))

    def date(self, created: str) -> str:
        """The day of an ISO 8601 time; empty where it is none."""
        try:
            day = datetime.fromisoformat(created)
        except ValueError:
            return ""
        months = self.messages.get("months", "").split()
        name = months[day.month - 1] if months else str(day.month)
        return self.say("date", year=day.year, month=day.month, month_name=name, day=day.day)

    def problem(self, problem: Problem, survey: Survey | None = None) -> str:
        """A problem as a sentence, with the number of its question where the survey is known."""
        values = {"n": problem.found, "found": problem.found, "expected": problem.expected}
        text = self.say(f"problem.{problem.code}", **values)
        if problem.row is not None:
            text = self.say("problem.row", number=problem.row, text=text)
        if survey is None or problem.question is None:
            return text
        return self.say("problem.where", number=survey.question_by_id[problem.question].number, text=text)


def wording(locale: str, scale: Scale = PERCENT) -> Wording:
    """The messages of ``locale``, with scores on a scale; English where the package does not speak it."""
    found = _wording(locale)
    return found if scale == PERCENT else replace(found, scale=scale)


@cache
def _wording(locale: str) -> Wording:
    known = locale if locale in LOCALES else FALLBACK
    text = resources.files(__package__).joinpath("messages", f"{known}.json").read_text(encoding="utf-8")
    return Wording(known, json.loads(text))


def short(value: float) -> str:
    """A number of a definition or an arithmetic as one writes it: no needless zeros, no binary noise."""
    return f"{round_half_up(value, 4):.10g}"
