"""The JSON of SurveyJS as a draft, with a remark on every element and key that has no place in a definition.

Its own exports (:mod:`cspi_build.publish.surveyjs`) come back as they went out, without their scoring.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.publish.incoming.conditions import surveyjs_conditions
from cspi_build.publish.incoming.draft import Condition, Draft, Item, Names, Option, Texts

__all__ = ["read_surveyjs"]

Json = Mapping[str, Any]

SINGLE = ("radiogroup", "dropdown", "boolean", "rating", "buttongroup")
MULTIPLE = ("checkbox", "tagbox")
STATES = ("_unknown", "_not_applicable", "_none")
"""The answers that an export adds to the options; definitions offer them by themselves."""

KNOWN_ROOT = {"title", "description", "locale", "pages", "elements", "questions"}
KNOWN_PAGE = {"name", "title", "description", "elements", "questions", "type", "visible"}
KNOWN_ELEMENT = {
    "type", "name", "title", "description", "choices", "visibleIf", "inputType", "min", "max", "step",
    "rateMin", "rateMax", "rateStep", "rateValues", "columns", "rows", "showNoneItem", "hasNone", "noneText",
    "showCommentArea", "hasComment", "commentText", "labelTrue", "labelFalse", "titleLocation", "visible",
}  # fmt: skip

MOST = 1_000_000


def read_surveyjs(content: bytes) -> Draft:
    """The survey. Raises CspiBuildError where the file is not one of SurveyJS."""
    try:
        model = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CspiBuildError(f"this is not JSON: {error}") from error
    if not isinstance(model, dict) or not KNOWN_ROOT & {"pages", "elements", "questions"} & set(model):
        raise CspiBuildError("this is no survey of SurveyJS: expected an object with `pages` or `elements`")
    return _Reader(model).draft()


@dataclass(frozen=True)
class _Frame:
    """Where an element stands: on which screen, in which section, and under which conditions."""

    theme: str
    section: str | None = None
    above: tuple[Condition, ...] = ()


class _Reader:
    """Reads one model; what it has seen so far is in its draft."""

    def __init__(self, model: Json) -> None:
        self.model = model
        locale = str(model.get("locale") or "en")
        self.main = "en" if _has_texts_in(model, locale) else locale
        self.names, self.screens, self.sections = Names(), Names(), Names()
        self.read = Draft(locales=[locale])

    def draft(self) -> Draft:
        """All of it."""
        self.read.title = self._texts(self.model.get("title") or "Survey")
        self.read.description = self._texts(self.model.get("description"))
        self._unknown("the survey", self.model, KNOWN_ROOT)
        pages = self.model.get("pages") or [
            {"name": "questions", "elements": self.model.get("elements") or self.model.get("questions")}
        ]
        for at, page in enumerate(_objects(pages), 1):
            self._page(page, f"page {at}")
        return self.read

    def _page(self, page: Json, place: str) -> None:
        name = str(page.get("name") or place)
        theme = self.screens.of(name.removeprefix("screen-"))
        elements = _objects(page.get("elements") or page.get("questions") or [])
        before = len(self.read.items)
        self._unknown(f"{place} (`{name}`)", page, KNOWN_PAGE)
        title = self._texts(page.get("title") or page.get("name") or place)
        self.read.themes[theme] = (title, self._texts(page.get("description")) or title)
        self._elements(elements, _Frame(theme), f"{place} (`{name}`)")
        if len(self.read.items) == before:
            del self.read.themes[theme]
            self.read.remark(f"{place} (`{name}`)", "no question of this page could be converted")

    def _elements(self, elements: Sequence[Json], frame: _Frame, place: str) -> None:
        for element in elements:
            kind, name = str(element.get("type")), str(element.get("name") or "")
            where = f"{place} > `{name}`"
            if kind == "panel":
                self._panel(element, frame, where)
            elif not (name.endswith("-state") and self.names.known(name.removesuffix("-state"))):
                self._element(kind, name, element, frame, where)

    def _panel(self, panel: Json, frame: _Frame, place: str) -> None:
        self._unknown(place, panel, KNOWN_PAGE | {"visibleIf"})
        section = self.sections.of(str(panel.get("name") or place))
        title, about = self._texts(panel.get("title")), self._texts(panel.get("description"))
        before = len(self.read.items)
        conditions = (*frame.above, *self._conditions(panel, place))
        named = section if title or about else None
        inner = _Frame(frame.theme, named, conditions)
        self._elements(_objects(panel.get("elements") or []), inner, place)
        if named and len(self.read.items) > before:
            self.read.sections[named] = (title, about)

    def _element(self, kind: str, name: str, element: Json, frame: _Frame, place: str) -> None:
        theme, section, above = frame.theme, frame.section, frame.above
        is_slider = kind == "slider" or element.get("inputType") == "range"
        number = kind == "slider" or (kind == "text" and element.get("inputType") in ("number", "range"))
        if not name or not (number or kind in (*SINGLE, *MULTIPLE, "matrix")):
            typed = f"{kind} ({element['inputType']})" if element.get("inputType") else kind
            self.read.remark(place, f"`{typed}` has no place in a definition; the question is left out")
            return
        self._unknown(place, element, KNOWN_ELEMENT)
        conditions = (*above, *self._conditions(element, place))
        if kind == "matrix":
            self._matrix(name, element, replace(frame, above=conditions), place)
            return
        prompt, help_ = self._texts(element.get("title") or name), self._texts(element.get("description"))
        item = Item("", "number", theme, prompt, help_, section=section, conditions=conditions)
        item = replace(item, slider=is_slider, evidence=self._evidence(element))
        if number:
            self.read.items.append(self._numbered(replace(item, id=self._id(name, place)), element, place))
            return
        options = self._options(kind, element, place)
        if len(options) < 2:
            self.read.remark(place, "fewer than two answers to choose from; the question is left out")
            return
        asked = "multiple" if kind in MULTIPLE else "single"
        self.read.items.append(replace(item, id=self._id(name, place), kind=asked, options=options))

    def _evidence(self, element: Json) -> Texts | None:
        """What the field below the answers asks for; None where there is none."""
        is_asked = element.get("showCommentArea") or element.get("hasComment")
        return self._texts(element.get("commentText")) if is_asked else None

    def _id(self, name: str, place: str) -> str:
        found = self.names.of(name)
        if found != name:
            self.read.remark(place, f"the name `{name}` is the id `{found}` here")
        return found

    def _matrix(self, name: str, element: Json, frame: _Frame, place: str) -> None:
        """A question for each row; the columns are their answers, in one set."""
        set_id = self._id(name, place)
        columns = tuple(self._choice(one, place) for one in element.get("columns") or ())
        if len(columns) < 2:
            self.read.remark(place, "fewer than two columns; the question is left out")
            return
        self.read.sets[set_id] = columns
        section = frame.section
        title = self._texts(element.get("title"))
        if section is None and title:
            section = self.sections.of(name)
            self.read.sections[section] = (title, self._texts(element.get("description")))
        for row in element.get("rows") or ():
            value = str(row.get("value") if isinstance(row, dict) else row)
            prompt = self._texts((row.get("text") if isinstance(row, dict) else None) or value)
            own = self.names.of(f"{name}_{value}")
            self.read.items.append(
                Item(own, "single", frame.theme, prompt, {}, columns, set_id, section, conditions=frame.above)
            )

    def _options(self, kind: str, element: Json, place: str) -> tuple[Option, ...]:
        if kind == "boolean":
            labels = (("yes", "labelTrue", "Yes"), ("no", "labelFalse", "No"))
            return tuple(Option(id_, self._texts(element.get(key) or text)) for id_, key, text in labels)
        if kind == "rating" and not element.get("rateValues"):
            low, high = int(element.get("rateMin") or 1), int(element.get("rateMax") or 5)
            step = int(element.get("rateStep") or 1)
            return tuple(self._choice(value, place) for value in range(low, high + 1, step))
        given = element.get("rateValues") or element.get("choices") or ()
        found = [self._choice(one, place) for one in given if _value(one) not in STATES]
        if element.get("showNoneItem") or element.get("hasNone"):
            found.append(Option("none", self._texts(element.get("noneText") or "None"), exclusive=True))
        return tuple(found)

    def _choice(self, choice: Any, place: str) -> Option:
        value = _value(choice)
        text = (choice.get("text") if isinstance(choice, dict) else None) or value
        if isinstance(choice, dict):
            self._unknown(f"{place} > `{value}`", choice, {"value", "text", "isExclusive"})
        alone = isinstance(choice, dict) and bool(choice.get("isExclusive"))
        return Option(Names().of(value), self._texts(text), alone)

    def _numbered(self, item: Item, element: Json, place: str) -> Item:
        low, high = element.get("min"), element.get("max")
        if low is None or high is None:
            text = f"no bounds: numbers from 0 to {MOST:,} are taken; set `minimum` and `maximum`"
            self.read.remark(place, text)
        return replace(
            item,
            minimum=float(0 if low is None else low),
            maximum=float(MOST if high is None else high),
            step=float(element.get("step") or 1),
        )

    def _conditions(self, element: Json, place: str) -> tuple[Condition, ...]:
        text = str(element.get("visibleIf") or "")
        if not text:
            return ()
        earlier = {item.id: item for item in self.read.items}
        found = surveyjs_conditions(text, self.names, earlier)
        if found is None:
            self.read.remark(place, f"the condition `{text}` is not one of a definition; it is always asked")
        return found or ()

    def _texts(self, value: Any) -> Texts:
        """A text by language; `default` is the language of the model."""
        if value is None or value == "":
            return {}
        texts = value if isinstance(value, dict) else {"default": value}
        named = {self.main if key == "default" else str(key): text for key, text in texts.items()}
        found = {locale: " ".join(str(text).split()) for locale, text in named.items()}
        for locale in found:
            if locale not in self.read.locales:
                self.read.locales.append(locale)
        return {key: text for key, text in found.items() if text}

    def _unknown(self, place: str, given: Json, known: set[str]) -> None:
        for key in given:
            if key not in known:
                self.read.remark(place, f"`{key}` has no place in a definition")


def _has_texts_in(value: Any, locale: str) -> bool:
    """Whether a text has `default` and the language of the model beside it: then `default` is English, the
    language that SurveyJS means by it."""
    if isinstance(value, dict):
        return {"default", locale} <= set(value) or any(_has_texts_in(one, locale) for one in value.values())
    return isinstance(value, list) and any(_has_texts_in(one, locale) for one in value)


def _objects(value: Any) -> list[Json]:
    return [one for one in value or () if isinstance(one, dict)]


def _value(choice: Any) -> str:
    return str(choice.get("value") if isinstance(choice, dict) else choice)
