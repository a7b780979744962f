"""The parts as a checkout makes them: with Node.js and npm, each again only where its sources changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cspi_build.charts.render import SCRIPT, draw_all
from cspi_build.engine.exercises import exercise
from cspi_build.engine.files import build_engine
from cspi_build.engine.heap_image import RUNNER, SMALL
from cspi_build.engine.workload import requests
from cspi_build.node import Node
from cspi_build.parts.kinds import python_key
from cspi_build.site.bundle import bundle_assets, bundle_program, bundle_stable
from cspi_build.workspace.code_hash import code_hash
from cspi_build.workspace.stage_cache import StageCache, hash_of

__all__ = ["WHEEL", "FromSources"]

WHEEL = ("cspi_core",)
"""What the wheel of the engine is made from."""


@dataclass(frozen=True)
class FromSources:
    """The parts of the repository `root`; `work` is for what is made on the way."""

    root: Path
    work: Path
    program: Node

    @cached_property
    def tools(self) -> str:
        """Python, Node.js and every package of both."""
        program = self.program.program
        node = [str(program), program.stat().st_mtime_ns, program.stat().st_size]
        return python_key(node, self.root / "package-lock.json")

    @cached_property
    def drawing_key(self) -> str:
        """The drawing program and what bundles and starts it."""
        return hash_of(self.tools, self.root / SCRIPT, code_hash(bundle_program, draw_all))

    def engine(self, cache: StageCache, into: Path) -> bool:
        """Runtime, wheel and heap image; made again as long as the image can't be made small."""
        runtime = self.root / "node_modules" / "pyodide"
        wheel = [self.root / name for name in WHEEL]
        code = code_hash(build_engine, requests, exercise)  # programs of their own import the latter two
        key = hash_of(self.tools, runtime, RUNNER, *wheel, code)
        return cache.fill(
            "engine", key, into, lambda: build_engine(self.root, self.work, into),
            whole=lambda: _is_small(into / "manifest.json"),
        )  # fmt: skip

    def scripts(self, cache: StageCache, into: Path) -> bool:
        """Scripts and styles, bundled by esbuild."""
        key = hash_of(self.tools, self.root / "site_src" / "assets", code_hash(bundle_assets, bundle_stable))
        return cache.fill("scripts and styles", key, into, lambda: self._bundle(into))

    def _bundle(self, into: Path) -> None:
        names = bundle_assets(self.root, self.work, self.program, into / "files")
        bundle_stable(self.root, self.work, self.program, into / "stable")
        (into / "names.json").write_text(json.dumps(names), encoding="utf-8")

    def drawing_program(self, cache: StageCache) -> Path:
        """The drawing program with its library in one file, which starts much sooner."""
        program = self.work / "drawing" / SCRIPT.name
        cache.fill(
            "drawing program", self.drawing_key, program.parent,
            lambda: bundle_program(self.root, self.work, self.program, SCRIPT, program),
        )  # fmt: skip
        return program

    def node(self) -> Node:
        """The Node.js that made the other parts."""
        return self.program


def _is_small(manifest: Path) -> bool:
    image = json.loads(manifest.read_bytes()).get("snapshot", {})
    return bool(image.get("kind") == SMALL)
