"""The engine that the page starts: the Pyodide runtime and the wheel of cspi_core, in folders named by hash.

engine/
  manifest.json                  what there is, with sizes and SHA-256; the page reads it first
  pyodide-314.0.7-<hash>/        the runtime; its lock file, script and WebAssembly trimmed to what is used
  cspi_core-0.1.0-<hash>/        the wheel, the same as `pip install ./cspi_core` builds
  memory-<hash>/                 the image: the memory of an engine that has just started, and as much
                                 WebAssembly as it needs; the page does without where it is missing

A folder's name changes with any byte in it, so hosts may let browsers keep these files for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine.heap_image import HeapImage, make_heap_image
from cspi_build.engine.trim import trim_runtime
from cspi_build.progress import run_tool

FORMAT = "cspi-engine/1"
# Archives carry this date unless the environment says another: the same input gives the same bytes.
EPOCH = "1577836800"  # 2020-01-01T00:00:00Z
LOCK = "pyodide-lock.json"
ROLES = {
    "pyodide.mjs": "loader",
    "pyodide.asm.mjs": "module",
    "pyodide.asm.wasm": "wasm",
    "python_stdlib.zip": "stdlib",
    LOCK: "lock",
}
IMAGE_ROLES = {
    "core.wasm": "code",
    "core.bin": "code packed",
    "memory.wasm": "memory",
    "memory.bin": "memory packed",
}


@dataclass(frozen=True)
class EngineFile:
    """One file of the engine: path below engine/, what it is for, SHA-256 in hex, size in bytes."""

    path: str
    role: str
    sha256: str
    bytes: int


def build_engine(root: Path, work: Path, into: Path) -> Path:
    """Write the engine into a new folder `into` and return its manifest. Raises CspiBuildError."""
    wheel = build_wheel(root, work)
    package = root / "node_modules" / "pyodide"
    runtime = read_runtime(package) | trim_runtime(root, work)
    lock = json.loads(runtime[LOCK])
    version = json.loads((package / "package.json").read_bytes())["version"]
    runtime_folder = _write_folder(into, f"pyodide-{version}", runtime)
    wheel_folder = _write_folder(into, "-".join(wheel.name.split("-")[:2]), {wheel.name: wheel.read_bytes()})
    files = [_describe(into, f"{runtime_folder}/{name}", role) for name, role in ROLES.items()]
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "runtime": {
            "name": "pyodide",
            "version": version,
            "python": lock["info"]["python"],
            "index": f"{runtime_folder}/",
            "lock": lock,
        },
        "files": [vars(file) for file in files],
        "wheel": {
            **vars(_describe(into, f"{wheel_folder}/{wheel.name}", "wheel")),
            "version": wheel.name.split("-")[1],
        },
    }
    image = make_heap_image(root, work, wheel, into / runtime_folder)
    if image:
        manifest["snapshot"] = _write_image(into, image)
    path = into / "manifest.json"
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def build_wheel(root: Path, work: Path) -> Path:
    """Build the wheel of cspi_core: the same bytes each time, without the network."""
    into = work / "wheel"
    shutil.rmtree(into, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into.resolve())]
    date = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH)}
    run_tool(
        command,
        what="Building the wheel of cspi_core",
        log=work / "wheel.log",
        cwd=root / "cspi_core",
        env=date,
    )
    wheels = sorted(into.glob("*-py3-none-any.whl"))
    if len(wheels) != 1:
        raise CspiBuildError(f"Building the wheel of cspi_core made {len(wheels)} plain wheels, not one.")
    return wheels[0]


def read_runtime(package: Path) -> dict[str, bytes]:
    """The runtime's files by name. The lock file keeps its `info`; none of its packages is used."""
    missing = [name for name in ROLES if not (package / name).is_file()]
    if missing:
        raise CspiBuildError(
            f"node_modules/pyodide lacks {', '.join(missing)}: delete node_modules and run this again."
        )
    files = {name: (package / name).read_bytes() for name in ROLES}
    lock = json.loads(files[LOCK])
    files[LOCK] = (json.dumps({"info": lock["info"], "packages": {}}, sort_keys=True) + "\n").encode()
    return files


def _write_folder(into: Path, stem: str, files: Mapping[str, bytes]) -> str:
    """Write files into a folder whose name ends in a hash of their names and content; return the name."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    folder = f"{stem}-{digest.hexdigest()[:12]}"
    (into / folder).mkdir(parents=True)
    for name, content in files.items():
        (into / folder / name).write_bytes(content)
    return folder


def _write_image(into: Path, image: HeapImage) -> dict[str, Any]:
    folder = _write_folder(into, "memory", image.files)
    files = [_describe(into, f"{folder}/{name}", role) for name, role in IMAGE_ROLES.items()]
    return {**image.about, "files": [vars(file) for file in files]}


def _describe(into: Path, path: str, role: str) -> EngineFile:
    content = (into / path).read_bytes()
    return EngineFile(path, role, hashlib.sha256(content).hexdigest(), len(content))
