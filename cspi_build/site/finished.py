"""The last look at a finished site: nothing in it is empty, damaged or missing."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError

__all__ = ["check_finished"]

MANIFEST = Path("engine", "manifest.json")

# What a page loads from its own site, and what a script imports from its own folder.
LOADED = re.compile(r"<(?:script|link|img|source)\b[^>]*?\s(?:src|href)=[\"']?([^\"'\s>]+)")

IMPORTED = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*[\"'](\./[\w.-]+\.m?js)[\"']")

WHAT_TO_DO = (
    "The earlier site stays. Delete .build and node_modules/.cache and build again; if that gives the same, "
    "the disk may be damaged."
)


def check_finished(site: Path) -> None:
    """Raise CspiBuildError where a file is empty, damaged, or named by another but not there."""
    problems = sorted({*_empty(site), *_damaged(site), *_missing(site)})
    if problems:
        raise CspiBuildError("\n  ".join(["The built site is not whole:", *problems, WHAT_TO_DO]))


def _empty(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        if path.is_file() and path.stat().st_size == 0:
            yield f"{path.relative_to(site).as_posix()} is empty"


def _damaged(site: Path) -> Iterator[str]:
    if not (site / MANIFEST).is_file():
        yield f"{MANIFEST.as_posix()} is missing"
        return
    for file in _listed(json.loads((site / MANIFEST).read_bytes())):
        path = site / "engine" / file["path"]
        if not path.is_file():
            yield f"engine/{file['path']} is missing"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            yield f"engine/{file['path']} is not what the engine's manifest says"


def _listed(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [*manifest["files"], manifest["wheel"], *manifest.get("snapshot", {"files": []})["files"]]


def _missing(site: Path) -> Iterator[str]:
    for path in site.rglob("*.html"):
        for address in LOADED.findall(path.read_text(encoding="utf-8")):
            yield from _absent(site, path, html.unescape(address))
    for path in site.glob("assets/*.js"):
        for address in IMPORTED.findall(path.read_text(encoding="utf-8")):
            yield from _absent(site, path, address)


def _absent(site: Path, path: Path, address: str) -> Iterator[str]:
    """A relative address where nothing is; pages that are shown at any address have others."""
    if re.match(r"[a-z][a-z0-9+.-]*:|/", address, re.IGNORECASE):
        return
    target = path.parent / re.split("[?#]", address, maxsplit=1)[0]
    if not (target.is_file() or (target / "index.html").is_file()):
        yield f"{path.relative_to(site).as_posix()} needs {address}, which is missing"
