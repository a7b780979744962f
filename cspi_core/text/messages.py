"""Messages in the languages of the package: one catalogue per language, found by listing the folder.

A message is a template for :meth:`str.format`; values are inserted as they are and never read as
templates themselves. A counted message has one form per plural category of its language
(`overview[one]`, `overview[other]`); its field ``n`` selects the form. An engine that carries no catalogues,
as in a browser, is given those that it needs (:func:`add_catalogues`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib import resources

from ..errors import Problem
from ..model.survey import Survey
from ..rounding import DECIMALS, PERCENT, Scale, round_half_up
from .plurals import OTHER, RULES, plural_category

Catalogue = Mapping[str, str]

FALLBACK = "en"

SUFFIX = ".json"

_FOLDER = resources.files(__package__).joinpath("messages")

LOCALES = tuple(sorted(path.name.removesuffix(SUFFIX) for path in _FOLDER.iterdir()))
"""The languages of the package's own catalogues."""

WRITTEN = ",."
"""What Python puts between thousands and before decimals."""

AGAINST = {
    "ltr": re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"),
    "rtl": re.compile("[A-Za-z\u00c0-\u024f]"),
}
"""Letters that run the other way, by direction."""

_added: dict[str, Catalogue] = {}


@dataclass(frozen=True)
class Wording:
    """The messages for one language, and the scale on which scores are shown. ``locale``: the language of the
    survey's texts; the messages may be in another (their ``language``) where there are none in it."""

    locale: str
    messages: Catalogue
    scale: Scale = PERCENT

    def say(self, key: str, **values: object) -> str:
        """Return the message ``key`` with its values filled in; ``n`` selects its plural form."""
        return self._template(key, values).format(**{name: self._isolated(v) for name, v in values.items()})

    def _isolated(self, value: object) -> object:
        """A value that runs against the language, kept from mixing up the words around it (UAX #9)."""
        runs_against = AGAINST[self.messages["direction"]]
        return f"\u2068{value}\u2069" if isinstance(value, str) and runs_against.search(value) else value

    def _template(self, key: str, values: Mapping[str, object]) -> str:
        if key in self.messages or "n" not in values:
            return self.messages[key]
        return self.messages[f"{key}[{self._plural(str(values['n']))}]"]

    def form(self, count: str, forms: Mapping[str, str]) -> str | None:
        """Return the text for the plural category of a count as it is written, None where there is none."""
        return forms.get(self._plural(count)) if forms else None

    def _plural(self, count: str) -> str:
        language, signs = self.messages["language"], self.messages["number.signs"]
        if language.partition("-")[0] not in RULES:
            return OTHER
        plain = count if signs == WRITTEN else count.replace(signs[0], "").replace(signs[1], ".")
        return plural_category(language, plain)

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
        return self._written(f"{self.scale.round(value):.{self.scale.decimals}f}".replace("-", "−"))

    def percent(self, value: float, decimals: int = DECIMALS) -> str:
        """A share in percent, or another number that is on no scale."""
        return self._written(f"{round_half_up(value, decimals):.{decimals}f}")

    def short(self, value: float) -> str:
        """A number of a definition or an arithmetic, with the signs of the language."""
        return self._written(short(value))

    def amount(self, value: float) -> str:
        """A number as it was given, with its thousands apart."""
        return self._written(f"{value:,}")

    def gain(self, value: float) -> str:
        """A rise (in points of 100) with its sign, which stays before the digits in every language."""
        mark = "\u200e" if self.messages["direction"] == "rtl" else ""
        return f"{mark}+{self.points(value)}"

    def gap(self, unit: str) -> str:
        """The sign between a number and its unit."""
        return self.messages["percent.gap" if unit == "%" else "unit.gap"]

    def _written(self, text: str) -> str:
        signs = self.messages["number.signs"]
        return text if signs == WRITTEN else text.translate(str.maketrans(WRITTEN, signs))

    @property
    def ends(self) -> dict[str, str]:
        """The least and the highest score of the scale, as they are written."""
        pairs = (("low", self.scale.minimum), ("high", self.scale.maximum))
        return {name: self.short(end).replace("-", "−") for name, end in pairs}

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
        digits = problem.found.replace(",", "")
        is_count = digits.isascii() and digits.isdigit()
        found = self._written(problem.found) if is_count else problem.found
        values = {"n": found, "found": found, "expected": problem.expected}
        text = self.say(f"problem.{problem.code}", **values)
        if problem.row is not None:
            text = self.say("problem.row", number=problem.row, text=text)
        if survey is None or problem.question is None:
            return text
        return self.say("problem.where", number=survey.question_by_id[problem.question].number, text=text)


def add_catalogues(catalogues: Mapping[str, Catalogue]) -> None:
    """Take catalogues from outside the package; each goes before the package's own of the same language, and
    adds to what was taken of it before: a file of one language brings a few messages of the others."""
    for name, catalogue in catalogues.items():
        _added[name] = {**_added.get(name, {}), **catalogue}
    _wording.cache_clear()


def forget_catalogues() -> None:
    """Go back to the package's own catalogues."""
    _added.clear()
    _wording.cache_clear()


def known_locales() -> tuple[str, ...]:
    """Return the languages that there are messages in."""
    return (*_added, *(name for name in LOCALES if name not in _added))


def wording(locale: str, scale: Scale = PERCENT) -> Wording:
    """The messages for ``locale``, with scores on a scale: in the language itself, in the one that its tag
    begins with, else English or the first that there is."""
    found = _wording(locale)
    return found if scale == PERCENT else replace(found, scale=scale)


@cache
def _wording(locale: str) -> Wording:
    names = known_locales()
    wanted = (locale, locale.partition("-")[0], FALLBACK)
    found = next((name for name in wanted if name in names), names[0])
    return Wording(locale, _added[found] if found in _added else _read(found))


def _read(name: str) -> Catalogue:
    catalogue: Catalogue = json.loads(_FOLDER.joinpath(name + SUFFIX).read_text(encoding="utf-8"))
    return catalogue


def short(value: float) -> str:
    """A number of a definition or an arithmetic as one writes it: no needless zeros, no binary noise."""
    return f"{round_half_up(value, 4):.10g}"
