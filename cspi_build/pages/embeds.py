"""The pages that stand in frames of other people's sites: a survey and its report, without the site's own.

    /embed/<survey>/            what embedders name: goes on to the one below in the language of its query
    /embed/<survey>/<locale>/   the survey in one language

They are no Markdown and pass by MkDocs: a frame needs no navigation, no search and no theme.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cspi_build.pages.embed_builder import HIDEABLE
from cspi_build.pages.render import Site, Survey, page_context
from cspi_build.pages.templates import make_environment, render
from cspi_build.settings.fallback import Words
from cspi_build.settings.languages import direction

__all__ = ["FOLDER", "render_embeds"]

FOLDER = "embed"


def render_embeds(source: Path, site: Site, top: Path) -> None:
    """Write both kinds of pages below the site's `top`; none where it has no words or scripts for them."""
    if "embed-page.js" not in site.assets or not all("embed" in words.t for words in site.words):
        return
    environment = make_environment(source)
    for survey in site.surveys:
        folder = top / FOLDER / str(survey["id"])
        for words in site.words:
            if words.locale in survey["text"]:
                context = embed_context(site, words, survey)
                _write(folder / words.locale, render(environment, f"{FOLDER}/survey.html.j2", context))
        _write(folder, render(environment, f"{FOLDER}/forward.html.j2", forward_context(site, survey)))


def embed_context(site: Site, words: Words, survey: Survey) -> dict[str, Any]:
    """What a survey in a frame needs: what its page on the site does, from three folders below the top."""
    embed: Any = words.t["embed"]
    data = {
        "hide": list(HIDEABLE),
        "langs": languages(site, survey),
        "survey": survey["id"],
        "t": embed["frame"]["js"],
        "version": survey["version"],
    }
    others = [one for one in site.locales if one["id"] in data["langs"] and one["id"] != words.locale]
    context = page_context(site, words, f"{FOLDER}/{survey['id']}/index.md", survey)
    url = {"url": lambda address="": f"../../../{words.locale}/{address}"}
    own = site.settings.url  # what search engines are to show instead has to be a whole address
    canonical = f"{own.rstrip('/')}/{words.locale}/{survey['id']}/" if own else None
    spoken = words.language("embed")
    about = {"canonical": canonical, "embed_data": data, "others": others}
    return context | url | about | {"spoken": spoken, "direction": direction(spoken)}


def forward_context(site: Site, survey: Survey) -> dict[str, Any]:
    """What the page that goes on needs. It stands two folders below the top."""
    texts = {words.locale: words.t for words in site.words}
    offered = languages(site, survey)
    return {
        "asset": lambda name: f"../../{site.assets[name]}",
        "locales": [one for one in site.locales if one["id"] in offered],
        "survey": survey,
        "texts": texts,
    }


def languages(site: Site, survey: Survey) -> list[str]:
    """The languages that a survey can be shown in."""
    return [words.locale for words in site.words if words.locale in survey["text"]]


def _write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")
