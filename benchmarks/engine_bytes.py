"""How many bytes the engine takes on the way, against stock Pyodide with the same wheel, and MicroPython.

    .venv/bin/python benchmarks/engine_bytes.py

From a host that gzips (level 9) what the build has not packed, from one that compresses everything with
brotli (quality 11, by Node.js; this takes a minute), and from one that compresses nothing. The lower mark is
MicroPython's build for PyScript (`npm ci --prefix benchmarks --ignore-scripts`): an interpreter alone, which
can't run the core.
"""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

from measure import ROOT, built_site, machine
from peers import MICROPYTHON_PACKAGE, package

BROTLI = """
const { brotliCompressSync, constants } = require("node:zlib");
const { readFileSync } = require("node:fs");
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
const sizes = process.argv.slice(1).map((file) => brotliCompressSync(readFileSync(file), { params }).length);
console.log(JSON.stringify(sizes));
"""
STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
SCRIPTS = ("worker", "manifest")
MICROPYTHON = ("micropython.mjs", "micropython.wasm")


def main() -> None:
    """Measure and print."""
    with built_site() as site:
        roles = files_by_role(site)
        peer = [*(ROOT / "node_modules" / "pyodide" / name for name in STOCK), roles["wheel"]]
        lower = [package(f"{MICROPYTHON_PACKAGE}/{name}") for name in MICROPYTHON]
        packed = [roles[name] for name in (*SCRIPTS, "code packed", "memory packed")]
        plain = [roles[name] for name in (*SCRIPTS, "code", "memory")]
        rows = {
            "gzip": (sum(map(gzipped, peer)), sum(map(gzipped, packed)), sum(map(gzipped, lower))),
            "brotli": (brotli(peer), brotli(plain), brotli(lower)),
            "nothing": (sum(map(size, peer)), sum(map(size, packed)), sum(map(size, lower))),
        }
    print(f"{machine()}\n\n| Host compresses with | stock | our engine | ratio | MicroPython alone |")
    print("|---|---:|---:|---:|---:|")
    for name, (theirs, ours, least) in rows.items():
        print(f"| {name} | {theirs:,} | {ours:,} | {ours / theirs:.3f} | {least:,} |")


def files_by_role(site: Path) -> dict[str, Path]:
    """The engine's files by what they are for."""
    engine = site / "engine"
    manifest: dict[str, Any] = json.loads((engine / "manifest.json").read_bytes())
    files = [*manifest["files"], *manifest["snapshot"]["files"], manifest["wheel"]]
    worker = next((site / "assets").glob("engine-worker-*.js"))
    found = {file["role"]: engine / file["path"] for file in files}
    return found | {"manifest": engine / "manifest.json", "worker": worker}


def size(path: Path) -> int:
    """Bytes as they are."""
    return path.stat().st_size


def gzipped(path: Path) -> int:
    """Bytes from a host that gzips; what the build has packed stays as it is."""
    return size(path) if path.suffix == ".bin" else len(gzip.compress(path.read_bytes(), 9))


def brotli(paths: list[Path]) -> int:
    """Bytes from a host that compresses with brotli."""
    command = ["node", "-e", BROTLI, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return sum(json.loads(done.stdout))


if __name__ == "__main__":
    main()
