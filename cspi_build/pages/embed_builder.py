"""The page that tells embedders what to write: options, a preview, snippets right without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from cspi_build.pages.benchmarks.pages import ExplorerPage
from cspi_build.pages.maintainers.code_text import code
from cspi_build.settings.fallback import Words

__all__ = ["HIDEABLE", "builder_pages"]

# What an embedder may leave out. Who is behind the page, and that it is private, always stays.
HIDEABLE = (
    "title",
    "saving",
    "notes",
    "standings",
    "steps",
    "breakdown",
    "plan",
    "time",
    "people",
    "take",
    "share",
    "open",
    "print",
    "language",
)

ANYWHERE = "https://survey.example/"  # stands for the site's address where that is not known


def builder_pages(
    source: Path, surveys: Sequence[Mapping[str, Any]], words: Words, url: str | None
) -> Iterator[ExplorerPage]:
    """The page of one language; none where the site has no words for it. `url`: where the site will stand."""
    said: Any = words.t.get("embed")
    offered = [survey for survey in surveys if words.locale in survey["text"]]
    if said and offered and (source / "pages" / "embed" / "index.md.j2").is_file():
        context = {
            "builder_data": _data(offered, words),
            "hideable": HIDEABLE,
            "snippets": _snippets(url or ANYWHERE, offered[0], words),
        }
        yield ExplorerPage("pages/embed/index.md.j2", "embed/index.md", context, in_navigation=True)


def _data(surveys: Sequence[Mapping[str, Any]], words: Words) -> dict[str, Any]:
    builder: Any = words.t["embed"]["builder"]  # type: ignore[index, call-overload]
    return {
        "locale": words.locale,
        "surveys": [{"id": survey["id"], "screens": _screens(survey, words.locale)} for survey in surveys],
        "t": {
            "accent_bad": builder["options"]["accent_bad"],
            "accent_help": builder["options"]["accent_help"],
            "copied": builder["snippet"]["copied"],
            "copy_failed": builder["snippet"]["copy_failed"],
        },
        "titles": {survey["id"]: _titles(survey) for survey in surveys},
    }


def _titles(survey: Mapping[str, Any]) -> dict[str, str]:
    """What a survey is called, by language."""
    return {locale: text["title"] for locale, text in survey["text"].items()}


def _screens(survey: Mapping[str, Any], locale: str) -> list[dict[str, str]]:
    """The screens of a survey as one goes through them."""
    text = survey["text"][locale]
    names = {**text.get("themes", {}), **text.get("axes", {})}
    ids = dict.fromkeys(question.get("axis") or question["theme"] for question in survey["questions"])
    return [{"id": id_, "name": names[id_]["name"]} for id_ in ids]


def _snippets(url: str, survey: Mapping[str, Any], words: Words) -> dict[str, Any]:
    address = f"{url}embed/{survey['id']}/"
    title = escape(survey["text"][words.locale]["title"])
    frame = (
        f'<iframe src="{address}?lang={words.locale}" title="{title}" width="100%" height="640" '
        'loading="lazy" style="border:0"></iframe>'
    )
    element = (
        f'<script src="{url}embed.js" async></script>\n'
        f'<cspi-survey src="{address}" lang="{words.locale}">\n  {frame}\n</cspi-survey>'
    )
    builder: Any = words.t["embed"]["builder"]  # type: ignore[index, call-overload]
    origin = "/".join(url.split("/")[:3])
    return {
        "ancestors": code("Content-Security-Policy: frame-ancestors 'self' https://www.example.com"),
        "element": code(element),
        "events": code(builder["events"]["example"]),
        "frame": code(frame),
        "policy": code(f"frame-src {origin}; script-src {url}embed.js"),
    }
