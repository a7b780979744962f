"""The service worker of the finished site: its script with the list of all files and their hashes in front.

The list is what makes a release: any change of a file changes the script, and so browsers notice. Where the
engine has several ways to start, each browser keeps the files of the one that it uses.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cspi_build.site.headers import EVERYWHERE, LASTING, SCRIPT_POLICY
from cspi_build.site.sbom import NAME as BILL

__all__ = ["NAME", "engine_ways", "release", "write_worker"]

NAME = "sw.js"

HEAD = "self.RELEASE="

MANIFEST = "engine/manifest.json"

WAYS: Mapping[str, frozenset[str]] = {
    "packed": frozenset({"memory packed", "code packed"}),
    "plain": frozenset({"memory", "code"}),
    "nothing": frozenset({"loader", "module", "wasm", "stdlib", "wheel"}),
}


def write_worker(site: Path) -> None:
    """Put the list in front of the worker's script at the top of the finished `site`.

    May be done again after a change of the site.
    """
    path = site / NAME
    script = path.read_text(encoding="utf-8")
    own = script.split("\n", 1)[1] if script.startswith(HEAD) else script
    listed = json.dumps(release(site), separators=(",", ":"), sort_keys=True)
    path.unlink()  # not written over: it may be a link to a file that is kept
    path.write_text(f"{HEAD}{listed};\n{own}", encoding="utf-8", newline="\n")


def release(site: Path) -> dict[str, Any]:
    """All that the worker has to know: files with their hashes, parted by when they are needed; headers."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = {path for path in paths if path != NAME and not path.startswith(".")}
    ways = engine_ways(site)
    other = kept.difference(*ways.values())
    return {
        "engine": {way: _hashed(site, files) for way, files in ways.items()},
        "files": _hashed(site, other - _of_no_use(site)),
        "headers": EVERYWHERE,
        "lasting": LASTING.pattern,
        "policy": SCRIPT_POLICY,
    }


def engine_ways(site: Path) -> dict[str, frozenset[str]]:
    """The files that each way to start the engine needs besides what all of them need.

    An engine without a snapshot has one way only.
    """
    manifest: dict[str, Any] = json.loads((site / MANIFEST).read_bytes())
    snapshot = manifest.get("snapshot", {"files": []})["files"]
    listed = [*manifest["files"], manifest["wheel"], *snapshot]
    ways = {
        way: frozenset(f"engine/{file['path']}" for file in listed if file["role"] in roles)
        for way, roles in WAYS.items()
    }
    return ways if snapshot else dict.fromkeys(WAYS, ways["nothing"])


def _of_no_use(site: Path) -> frozenset[str]:
    """What no page asks for: the bill of materials, and the runtime's lock file, which the manifest holds."""
    files = json.loads((site / MANIFEST).read_bytes())["files"]
    return frozenset({BILL, *(f"engine/{file['path']}" for file in files if file["role"] == "lock")})


def _hashed(site: Path, paths: Iterable[str]) -> dict[str, str]:
    """SHA-256 in base64, by path."""
    return {
        path: base64.b64encode(hashlib.sha256((site / path).read_bytes()).digest()).decode() for path in paths
    }
