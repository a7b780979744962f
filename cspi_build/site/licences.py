"""The licences of what the site ships but others wrote, gathered into one text."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

NPM = ("echarts", "zrender", "tslib", "pyodide", "qrcode-generator", "write-excel-file", "fflate")

PYTHON = ("mkdocs-material",)

# Packages that ship no licence file: where their licence and source are.
ELSEWHERE = {
    "pyodide": "Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/). Source: https://github.com/pyodide/pyodide\n"
    "It contains CPython (Python Software Foundation License 2, https://docs.python.org/3/license.html)\n"
    "and the Emscripten runtime (MIT and University of Illinois/NCSA licences).\n"
    "Its script and its WebAssembly are cut here to what this site uses of them.",
    "qrcode-generator": "Copyright (c) Kazuhiko Arase. MIT licence (https://opensource.org/license/mit).\n"
    "Source: https://github.com/kazuhikoarase/qrcode-generator",
}


def licence_texts(root: Path) -> str:
    """Name, version and licence of every package in the site, in full."""
    parts = [_npm(root / "node_modules" / name) for name in NPM] + [_python(name) for name in PYTHON]
    rule = "\n\n" + "-" * 78 + "\n\n"
    return "This site contains the work of others, under these licences.\n\n" + rule.join(parts) + "\n"


def _npm(package: Path) -> str:
    about = json.loads((package / "package.json").read_bytes())
    files = sorted(
        path for path in package.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE"))
    )
    texts = [path.read_text(encoding="utf-8").strip() for path in files if path.is_file()]
    head = f"{about['name']} {about['version']} ({about['license']})"
    return "\n\n".join([head, *(texts or [ELSEWHERE[about["name"]]])])


def _python(name: str) -> str:
    package = metadata.distribution(name)
    files = [path for path in package.files or () if "LICENSE" in path.name.upper()]
    head = f"{package.name} {package.version} ({package.metadata['License-Expression']})"
    return "\n\n".join([head, *(path.read_text(encoding="utf-8").strip() for path in sorted(files))])
