"""The site as something that can be installed: one web app manifest a language, beside its home page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cspi_build.pages.render import Site
from cspi_build.settings.branding import LOGO
from cspi_build.settings.contrast import GROUNDS
from cspi_build.settings.fallback import Words

__all__ = ["NAME", "manifest", "write_manifests"]

NAME = "manifest.webmanifest"

PICTURES = {"icons/app-192.png": "192x192", "icons/app-512.png": "512x512"}

MASKABLE = "icons/app-maskable-512.png"


def write_manifests(site: Site, into: Path) -> None:
    """Write the manifest of each language into its folder below `into`."""
    for words in site.words:
        text = json.dumps(manifest(site, words), ensure_ascii=False, indent=1) + "\n"
        (into / words.locale / NAME).write_text(text, encoding="utf-8", newline="\n")


def manifest(site: Site, words: Words) -> dict[str, Any]:
    """The manifest of one language. All addresses are relative to it, so that it works under any path."""
    here = words.t["site"]
    assert isinstance(here, dict)  # noqa: S101 - words.py has checked it
    paper = GROUNDS["light"][0]
    return {
        "name": here["name"],
        "short_name": here["name"],
        "description": here["description"],
        "lang": words.locale,
        "dir": words.direction,
        "start_url": "./",
        "scope": "../",  # who switches the language stays in the app
        "display": "standalone",
        "background_color": paper,
        "theme_color": paper,
        "categories": ["business", "productivity"],
        "icons": list(_icons(site)),
        "shortcuts": [
            {"name": survey["text"][words.locale]["short_title"], "url": f"{survey['id']}/"}
            for survey in site.surveys
            if words.locale in survey["text"]
        ],
    }


def _icons(site: Site) -> Iterator[dict[str, str]]:
    """The site's own pictures; those who have a logo of their own get that, and none of ours."""
    yield {"src": f"../{site.assets[LOGO]}", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    if site.settings.logo is None:
        for name, sizes in PICTURES.items():
            yield {"src": f"../{site.assets[name]}", "sizes": sizes, "type": "image/png", "purpose": "any"}
        source = f"../{site.assets[MASKABLE]}"
        yield {"src": source, "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
