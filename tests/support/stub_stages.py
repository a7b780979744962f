"""A build of a small site in which what takes long is done by stand-ins that write slowly, in small pieces.

All the rest is the real thing: folders, cache, checks and the last step. So a build takes a second, and a
kill at a random moment finds it in the middle of something.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cspi_build import pipeline, stages
from cspi_build.node import Node
from cspi_build.pages.render import Site
from cspi_build.parts import prepare, sources
from cspi_build.pipeline import Places, build_site
from cspi_build.progress import Progress
from cspi_build.settings.fallback import Words

COPIED = (
    "hosting",
    "site_src",
    "cspi_core",
    "mkdocs.yml",
    "package.json",
    "package-lock.json",
)
LOCKS = ("requirements.lock", "requirements-node.lock", "LICENSE")
PIECES, PAUSE = 4, 0.004  # of a file, and seconds between them
MANIFEST: dict[str, Any] = {
    "files": [],
    "runtime": {"python": "3", "lock": {"info": {"platform": "emscripten_1_0"}}},
}


def slowly(path: Path, content: bytes) -> None:
    """Write a file in pieces: for a while it is empty, or half there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = max(1, len(content) // PIECES)
    with path.open("wb") as file:
        for start in range(0, len(content), size):
            file.flush()
            time.sleep(PAUSE)
            file.write(content[start : start + size])


def engine(_root: Path, work: Path, into: Path) -> None:
    """Three files and the manifest with their hashes, made in `work` first as the real one is."""
    described = []
    for name in ("loader.mjs", "wasm.wasm", "wheel.whl"):
        content = name.encode() * 500
        slowly(work / "engine" / name, content)
        into.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(work / "engine" / name, into / name)
        about = {"path": name, "role": "wasm", "sha256": hashlib.sha256(content).hexdigest()}
        described.append({**about, "version": "0"})
    manifest = {**MANIFEST, "files": described[:2], "wheel": described[2], "snapshot": {"files": []}}
    slowly(into / "manifest.json", json.dumps(manifest).encode())


def bundles(_root: Path, _work: Path, _node: Node, into: Path) -> dict[str, str]:
    """Two scripts and an icon."""
    names = {"survey.js": "survey-AAAAAAAA.js", "engine-worker.js": "engine-worker-BBBBBBBB.js"}
    names |= {"site.css": "site-CCCCCCCC.css", "icons/mark.svg": "mark-DDDDDDDD.svg"}
    for name in names.values():
        slowly(into / name, f"/* {name} */\n".encode() * 200)
    return names


def stable(_root: Path, _work: Path, _node: Node, top: Path) -> None:
    """The script of the service worker."""
    slowly(top / "sw.js", b"// worker\n" * 200)


def pages(_source: Path, site: Site, docs: Path) -> Iterator[tuple[Words, list[str]]]:
    """Two pages a language."""
    for words in site.words:
        for name in ("index.md", "about.md"):
            slowly(docs / words.locale / name, b"# page\n" * 200)
        yield words, ["index.md"]


def top_page(_source: Path, _site: Site, _base: str, new: Path) -> None:
    """The page at the top."""
    slowly(new / "index.html", b"<html><head></head>top</html>" * 20)


def language(
    work: Path,
    _settings: Mapping[str, Any],
    _generator: str,
    locale: str,
    _home: str,
    drawings: Callable[[], Mapping[str, str]],
    into: Path,
) -> None:
    """A page for each staged page."""
    drawings()
    for page in sorted((work / "docs" / locale).rglob("*.md")):
        slowly(into / page.with_suffix(".html").name, b"<html><head></head>page</html>" * 20)
    slowly(into / "404.html", b"<html><head></head>missing</html>" * 20)


def put_in(monkeypatch: pytest.MonkeyPatch, copy: Path) -> None:
    """Let these take the places of what takes long. `copy` is checked now, and not again."""
    checked = pipeline.check(copy, Progress(quiet=True))
    node = Node(Path(shutil.which("true") or "/bin/true"), ())
    for name, stand_in in {
        "licence_texts": lambda *_: "licences\n",
        "imported": lambda _folder, name: [name],
        "render_root": top_page,
        "render_embeds": lambda *_: None,
        "write_manifests": lambda *_: None,
        "check": lambda *_, **__: checked,
    }.items():
        monkeypatch.setattr(pipeline, name, stand_in)
    for name, maker in {
        "render_pages": pages,
        "build_language": language,
    }.items():
        monkeypatch.setattr(stages, name, maker)
    for name, maker in {
        "build_engine": engine,
        "bundle_assets": bundles,
        "bundle_stable": stable,
    }.items():
        monkeypatch.setattr(sources, name, maker)
    for name, answer in {
        "find_node": lambda *_: node,
        "install_packages": lambda *_: None,
        "packages_installed": lambda *_: True,
    }.items():
        monkeypatch.setattr(prepare, name, answer)


def small_root(root: Path, copy: Path) -> Path:
    """What such a build reads: the repository with the smallest survey, without figures of others."""
    copy.mkdir()
    for name in (*COPIED, *LOCKS):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, copy)
    shutil.copytree(root / "tests" / "surveys" / "tiny", copy / "survey_defs" / "tiny")
    return copy


def build_in(root: Path, out: Path, work: Path) -> Places:
    """One such build of `root` into `out`."""
    places = Places(root=root, work=work)
    build_site(places, out, Progress(quiet=True))
    return places


def forget(copy: Path) -> None:
    """Empty the cache."""
    shutil.rmtree(copy / ".build" / "cache", ignore_errors=True)
