"""A draft as the files of a definition: one line for a question where that reads well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cspi_build.publish.incoming.draft import Draft, Item, Option, Texts

__all__ = ["definition_files"]

_PLAIN = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NOT_TEXT = {"null", "true", "false", "yes", "no", "on", "off"}


def definition_files(draft: Draft, survey: str, origin: str, year: int) -> dict[str, str]:
    """The text of each file by its name. ``origin``: the file that the draft was read from."""
    locales = [locale for locale in draft.locales if re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", locale)] or [
        "en"
    ]
    title = _said(draft.title, locales[0], locales) or survey
    source = {"title": title, "producer": "not stated", "year": year}
    head = f"# Converted from {origin}. What it says of scores, and all else that is not here, was listed.\n"
    body = "".join(_survey(draft, survey, source, locales))
    files = {"survey.yaml": head + body}
    return files | {f"{locale}.yaml": head + "".join(_text(draft, locale, locales)) for locale in locales}


def _survey(draft: Draft, survey: str, source: Mapping[str, Any], locales: Sequence[str]) -> Iterator[str]:
    top = {"id": survey, "version": "1.0", "source": source, "locales": list(locales)}
    for key, value in (top | {"default_locale": locales[0]}).items():
        yield f"{key}: {_flow(value)}\n"
    if draft.sets:
        yield "\nanswer_sets:\n"
        for name, options in draft.sets.items():
            yield f"  {name}:\n    grid: true\n    options:\n"
            yield from (f"      - {_flow(_option(option))}\n" for option in options)
    yield "\nthemes:\n"
    yield from (f"  - {_flow({'id': theme})}\n" for theme in draft.themes)
    yield "\nquestions:\n"
    for item in draft.items:
        yield from _item(item)


def _option(option: Option) -> dict[str, Any]:
    return {"id": option.id} | ({"exclusive": True} if option.exclusive else {})


def _item(item: Item) -> Iterator[str]:
    head: dict[str, Any] = {"id": item.id, "theme": item.theme, "kind": item.kind}
    if item.section:
        head["section"] = item.section
    if item.kind == "number":
        bounds = {"minimum": item.minimum, "maximum": item.maximum, "step": item.step}
        head |= {key: _number(value) for key, value in bounds.items()}
        head |= {"slider": True} if item.slider else {}
    if item.answers:
        head["answers"] = item.answers
    if item.evidence is not None:
        head["evidence"] = "text"
    yield f"  - id: {item.id}\n"
    yield from (f"    {key}: {_flow(value)}\n" for key, value in head.items() if key != "id")
    if item.conditions:
        yield "    visible_if:\n"
        for one in item.conditions:
            plain = {key: _number(value) if isinstance(value, float) else value for key, value in one.items()}
            yield f"      - {_flow(plain)}\n"
    if item.options and not item.answers:
        yield "    options:\n"
        yield from (f"      - {_flow(_option(option))}\n" for option in item.options)


def _text(draft: Draft, locale: str, locales: Sequence[str]) -> Iterator[str]:
    def said(texts: Texts) -> str:
        return _said(texts, locale, locales)

    title = said(draft.title) or "Survey"
    about = said(draft.description) or title
    minutes = max(1, round(len(draft.items) / 4))
    top = {"locale": locale, "title": title, "short_title": title, "tagline": about, "description": about}
    yield from (f"{key}: {_flow(value)}\n" for key, value in (top | {"minutes": minutes}).items())
    if draft.sets:
        yield "\nanswer_sets:\n"
        for name, options in draft.sets.items():
            yield f"  {name}:\n    options:\n"
            yield from _labels(options, said, 6)
    yield "\nthemes:\n"
    for theme, (name_, what) in draft.themes.items():
        parts = {"name": said(name_) or theme, "about": said(what) or said(name_) or theme}
        yield f"  {theme}: {_flow(parts)}\n"
    if draft.sections:
        yield "\nsections:\n"
        for section, (name_, what) in draft.sections.items():
            parts = {key: text for key, text in (("name", said(name_)), ("about", said(what))) if text}
            yield f"  {section}: {_flow(parts)}\n"
    yield "\nquestions:\n"
    for item in draft.items:
        yield from _question(item, said)


def _question(item: Item, said: Any) -> Iterator[str]:
    yield f"  {item.id}:\n    prompt: {_flow(said(item.prompt) or item.id)}\n"
    if said(item.help):
        yield f"    help: {_flow(said(item.help))}\n"
    if said(item.evidence or {}):
        yield f"    evidence: {_flow(said(item.evidence or {}))}\n"
    if item.options and not item.answers:
        yield "    options:\n"
        yield from _labels(item.options, said, 6)


def _labels(options: Iterable[Option], said: Any, indent: int) -> Iterator[str]:
    seen: set[str] = set()
    for option in options:
        label = said(option.label) or option.id
        label = f"{label} ({option.id})" if label in seen else label
        seen.add(label)
        yield f"{' ' * indent}{_flow(option.id)}: {_flow({'label': label})}\n"


def _said(texts: Texts, locale: str, locales: Sequence[str]) -> str:
    """The text in a language, or in the first one that has it. A brace would be taken for a question."""
    found = texts.get(locale) or next((texts[one] for one in locales if texts.get(one)), "")
    return found.replace("{", "(").replace("}", ")")


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_flow(key)}: {_flow(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    is_plain = isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _NOT_TEXT
    return str(value) if is_plain else json.dumps(value, ensure_ascii=False)


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
