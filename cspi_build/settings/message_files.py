"""The engine's messages as files of the site, one a language, for pages to fetch when they need it.

A file has the whole catalogue of its language; of the site's other languages it has the names of statuses, by
which a table of tasks is read back that was exported in another language.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from cspi_build.settings.fallback import MESSAGES, Words

__all__ = ["asset_name", "catalogue_of", "write_messages"]

SHARED = "status."


def asset_name(locale: str) -> str:
    """What the file of a language is called among the assets."""
    return f"messages-{locale}.json"


def catalogue_of(words: Words) -> dict[str, str]:
    """The engine's messages as the words have them."""
    part = words.t[MESSAGES]
    assert isinstance(part, Mapping)  # noqa: S101 - settings/ui_text.py has put it there
    return {key: str(text) for key, text in part.items()}


def write_messages(words: Sequence[Words], assets: Path) -> dict[str, str]:
    """Write the files under names that change with their content; return these by the names of assets."""
    catalogues = {one.locale: catalogue_of(one) for one in words}
    names = {}
    for locale in catalogues:
        shared = {
            other: {key: text for key, text in catalogue.items() if other == locale or key.startswith(SHARED)}
            for other, catalogue in catalogues.items()
        }
        content = json.dumps(shared, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")[:8]
        names[asset_name(locale)] = f"messages-{locale}-{digest}.json"
        (assets / names[asset_name(locale)]).write_bytes(content)
    return names
