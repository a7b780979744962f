"""What a visitor has to download stays small. Bytes, which are the same on every machine; never seconds."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

# All that the engine needs; stock Pyodide with the same wheel takes 6,480,000 and 13,690,000.
GZIPPED, PLAIN = 2_015_000, 2_022_000
ENGINE = ("manifest", "worker", "code packed", "memory packed")
FIRST_SCREEN = 150_000  # HTML, CSS and JavaScript with which the survey can be read and answered, gzipped


@pytest.fixture(scope="module")
def roles(site_dir: Path) -> dict[str, Path]:
    """The engine's files by what they are for."""
    engine = site_dir / "engine"
    manifest: dict[str, Any] = json.loads((engine / "manifest.json").read_bytes())
    files = [*manifest["files"], *manifest["snapshot"]["files"]]
    worker = next((site_dir / "assets").glob("engine-worker-*.js"))
    found = {file["role"]: engine / file["path"] for file in files}
    return found | {"manifest": engine / "manifest.json", "worker": worker}


def gzipped(path: Path) -> int:
    """Bytes on the way; what the build has packed is not packed again."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".bin" else len(gzip.compress(content, 9))


def test_the_engine_on_a_host_that_gzips(roles: dict[str, Path]) -> None:
    sizes = {name: gzipped(roles[name]) for name in ENGINE}
    assert sum(sizes.values()) <= GZIPPED, sizes


def test_the_engine_on_a_host_that_compresses_nothing(roles: dict[str, Path]) -> None:
    sizes = {name: roles[name].stat().st_size for name in ENGINE}
    assert sum(sizes.values()) <= PLAIN, sizes


def test_what_the_first_question_needs(site_dir: Path) -> None:
    page = site_dir / "ja" / "cspi" / "index.html"
    files = named(page)
    sizes = {path.name: gzipped(path) for path in {page, *files} | imported(files)}
    assert len(sizes) > 3
    assert sum(sizes.values()) <= FIRST_SCREEN, sizes


@pytest.mark.parametrize("address", ["ja/cspi", "en/cs-state", "en/benchmarks", "ja"])
def test_styles_and_scripts_come_in_one_round(site_dir: Path, address: str) -> None:
    """Of an old protocol, browsers keep six requests under way; a phone waits long for each round of them."""
    files = named(site_dir / address / "index.html")
    assert len(files | imported(files)) <= 6


def test_a_frame_asks_for_all_its_scripts_at_once(site_dir: Path) -> None:
    """What a script imports would else be asked for when that has come, and a phone wait once more."""
    page = site_dir / "embed" / "cspi" / "ja" / "index.html"
    early = re.findall(r'<link rel="modulepreload" href="([^"]+)"', page.read_text(encoding="utf-8"))
    scripts = {next((site_dir / "assets").glob(f"{name}-*.js")) for name in ("embed-page", "survey")}
    assert {(page.parent / path).resolve() for path in early} == {
        path.resolve() for path in scripts | imported(scripts)
    }


def named(page: Path) -> set[Path]:
    """The styles and scripts that a page loads at once."""
    text = re.sub(r"<template.*?</template>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r'<script[^>]+src="([^"]+)"|<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', text)
    return {(page.parent / (script or style)).resolve() for script, style in found}


def imported(files: set[Path]) -> set[Path]:
    """The scripts that scripts import at once; not those that they import when they need them."""
    found = {
        (path.parent / name).resolve()
        for path in files
        if path.suffix == ".js"
        for name in re.findall(r'(?:from|import)\s*"(\./[^"]+)"', path.read_text(encoding="utf-8"))
    }
    return found | imported(found - files) if found - files else found
