"""The licences of what the site ships but others wrote, gathered into one text.

Packages of npm and Python bring their licence with them. What is built into these, and what ships without its
text, has it in licence_texts/. A test reads the source maps of shipped scripts and names what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the wheel is built without what reads settings
    from cspi_build.settings.site import GeneratorName

__all__ = ["INSIDE", "NPM", "PYTHON", "Inside", "licence_files", "licence_texts"]

NPM = (
    "echarts",
    "zrender",
    "tslib",
    "pyodide",
    "qr",
    "qrcode-generator",
    "write-excel-file",
    "fflate",
    "lit-html",
    "minisearch",
    "stemmer",
    "pptxgenjs",
    "jszip",
    "pako",
    "lie",
    "immediate",
    "setimmediate",
)

PYTHON: Mapping[GeneratorName, str] = {"mkdocs": "mkdocs-material", "zensical": "zensical"}
"""The package whose style sheets the site contains, by its generator."""
TEXTS = Path(__file__).parent / "licence_texts"
# Packages that ship no licence file.
NOTES = {
    "pyodide": "Source: https://github.com/pyodide/pyodide\n"
    "Its script and its WebAssembly are cut here to what this site uses of them.",
    "qrcode-generator": "Source: https://github.com/kazuhikoarase/qrcode-generator",
}


@dataclass(frozen=True)
class Inside:
    """A work that is built into one that ships (`within`), with its SPDX licence and where its text is."""

    name: str
    licence: str
    within: str
    text: str = ""
    ecosystem: str = "npm"
    version: str = ""

    @property
    def purl(self) -> str:
        """The package URL, without a version where what it is built into does not say which."""
        return f"pkg:{self.ecosystem}/{self.name}" + (f"@{self.version}" if self.version else "")


def _linked(name: str, licence: str, version: str = "") -> Inside:
    """A library that is linked into the runtime's WebAssembly."""
    return Inside(name, licence, "pyodide", ecosystem="generic", version=version)


INSIDE = (
    Inside("cpython", "PSF-2.0", "pyodide", ecosystem="generic"),
    Inside("emscripten", "MIT OR NCSA", "pyodide", ecosystem="generic"),
    _linked("bzip2", "bzip2-1.0.6", "1.0.6"),
    _linked("expat", "MIT", "2.7.3"),
    _linked("hacl-star", "MIT"),
    _linked("libffi", "MIT"),
    _linked("libmpdec", "BSD-2-Clause", "2.5.1"),
    _linked("mimalloc", "MIT"),
    _linked("sqlite", "blessing", "3.39.0"),
    _linked("xz", "LicenseRef-Public-Domain", "5.2.2"),
    _linked("zlib", "Zlib", "1.3.1"),
    _linked("zstd", "BSD-3-Clause", "1.5.7"),
    Inside("d3", "BSD-3-Clause", "echarts", text="echarts/licenses/LICENSE-d3"),
)


def licence_texts(root: Path, generator: GeneratorName) -> str:
    """Name, version and licence of every package in the site, in full."""
    parts = [*(_npm(root / "node_modules" / name) for name in NPM), _python(PYTHON[generator])]
    parts += _inside(root)
    rule = "\n\n" + "-" * 78 + "\n\n"
    return "This site contains the work of others, under these licences.\n\n" + rule.join(parts) + "\n"


def _npm(package: Path) -> str:
    about = json.loads((package / "package.json").read_bytes())
    texts = [_read(path) for path in _own_texts(package)] or [_read(TEXTS / f"{package.name}.txt")]
    head = f"{about['name']} {about['version']} ({about['license']})"
    notes = [NOTES[package.name]] if package.name in NOTES else []
    return "\n\n".join([head, *notes, *texts])


def _own_texts(package: Path) -> list[Path]:
    starts = ("LICENSE", "LICENCE", "NOTICE")
    return sorted(one for one in package.iterdir() if one.is_file() and one.name.upper().startswith(starts))


def licence_files(root: Path) -> Iterator[Path]:
    """The files in node_modules that the texts are read from."""
    for name in NPM:
        package = root / "node_modules" / name
        yield from (package / "package.json", *_own_texts(package))
    yield from (root / "node_modules" / one.text for one in INSIDE if one.text)


def _python(name: str) -> str:
    package = metadata.distribution(name)
    files = [path for path in package.files or () if "LICENSE" in path.name.upper()]
    head = f"{package.name} {package.version} ({package.metadata['License-Expression']})"
    return "\n\n".join([head, *(path.read_text(encoding="utf-8").strip() for path in sorted(files))])


def _inside(root: Path) -> Iterator[str]:
    for one in INSIDE:
        path = root / "node_modules" / one.text if one.text else TEXTS / f"{one.name}.txt"
        yield f"{one.name} ({one.licence}), part of {one.within}\n\n{_read(path)}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
