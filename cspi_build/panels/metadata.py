"""What a panel says about its making: whose it is, of which year and survey, and who answered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from cspi_build.panels import text as panel_text
from cspi_build.panels.reading.codes import Responses, Times
from cspi_build.panels.reading.files import years
from cspi_build.panels.tabulation.dimensions import both
from cspi_build.panels.tabulation.disclosure import Limits
from cspi_build.panels.wording import Words, joined
from cspi_build.settings.languages import matching
from cspi_core.model.survey import Survey

__all__ = ["Edition", "about"]

Plain = dict[str, Any]

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")


@dataclass(frozen=True)
class Edition:
    """Whose panel of which year. `previous`: the edition of the year before, if there is one. `languages`:
    those of the site."""

    series: str
    year: int
    producer: str
    previous: str | None = None
    illustrative: bool = False
    languages: tuple[str, ...] = ()

    def spoken(self, survey: Survey) -> tuple[str, ...]:
        """The languages of its texts: those of the site, else those of the survey."""
        return self.languages or tuple(sorted(survey.text, key=lambda one: (one != "ja", one)))

    @property
    def id(self) -> str:
        """The edition's id."""
        return f"{self.series}-{self.year}"


def about(responses: Responses, edition: Edition, limits: Limits) -> Plain:
    """The head of the edition, from `id` to `study`."""
    survey, previous = responses.survey, edition.previous
    name = _name(survey)
    title = panel_text.title(name, edition.year, edition.illustrative)
    made_up = edition.illustrative
    spoken = edition.spoken(survey)
    main = "en" if "en" in spoken else matching(spoken[0], title) or "en"
    return {
        "id": edition.id,
        "edition": {
            "series": edition.series,
            "year": edition.year,
            "title": title,
            **({"previous": previous} if previous else {}),
        },
        "origin": {
            "producer": edition.producer,
            "title": title[main],
            "citation": f"{edition.producer}, {title[main]} ({survey.id} {survey.version})",
            "terms": panel_text.TERMS_MADE_UP if made_up else panel_text.TERMS,
            "attribution": joined(
                "Source: {}, {}",
                f"出所：{edition.producer}「{title['ja']}」",
                f"Source: {_english(edition)}, {title['en']}",
                dict.fromkeys(title, _english(edition)),
                title,
            ),
        },
        "second_hand": False,
        **({"illustrative": True} if made_up else {}),
        "panel": {"survey": survey.id, "version": survey.version, "minimum": limits.minimum},
        "study": {
            "population": panel_text.MADE_UP if made_up else panel_text.HANDED_IN,
            "recruitment": panel_text.GENERATED if made_up else panel_text.VOLUNTEERED,
            "unit": "person",
            "n": responses.size,
            "n_note": panel_text.n_note(limits),
            **_fieldwork(responses.times, edition.year, limits),
        },
    }


def _english(edition: Edition) -> str:
    """The producer in an English text, where a name in Japanese would be out of place."""
    return edition.series if _JAPANESE.search(edition.producer) else edition.producer


def _name(survey: Survey) -> Words:
    has_short = all(text.get("short_title") for text in survey.text.values())
    return both(survey, "short_title" if has_short else "title")


def _fieldwork(times: Times, year: int, limits: Limits) -> Plain:
    """The years in which enough results were made for no one to show; nothing where the edition's is not
    one of them or next to them."""
    found, counts = np.unique(years(times), return_counts=True)
    many = [int(one) for one, count in zip(found, counts, strict=True) if count >= limits.minimum]
    if not many or abs(many[0] - year) > 1:
        return {}
    return {"fieldwork": {"from": str(many[0]), "to": str(many[-1])}}
