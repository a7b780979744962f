"""The bill of materials is what CycloneDX says, names all that is locked, and marks all that is shipped."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from cspi_build.site.licences import INSIDE, NPM, PYTHON
from cspi_build.site.sbom import NAME, bill_of_materials


@pytest.fixture(scope="module")
def text(site_dir: Path) -> str:
    return (site_dir / NAME).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def components(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["components"]
    return found


def test_it_keeps_to_the_schema(text: str) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator  # takes more than a second to import

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_is_the_same_each_time(text: str, root: Path, site_dir: Path) -> None:
    manifest = json.loads((site_dir / "engine" / "manifest.json").read_bytes())
    assert bill_of_materials(root, manifest, "mkdocs") == json.loads(text)
    assert not re.search(r"\d{4}-\d\d-\d\dT|urn:uuid", text)


def test_everything_that_is_locked_is_in_it(root: Path, components: list[dict[str, Any]]) -> None:
    listed = {one["purl"] for one in components}
    assert len(listed) == len(components)
    for lock in ("requirements.lock", "requirements-node.lock"):
        for name, version in re.findall(r"^(\S+?)==([^\s;]+)", (root / lock).read_text(), re.MULTILINE):
            assert f"pkg:pypi/{name}@{version}" in listed
    packages = json.loads((root / "package-lock.json").read_bytes())["packages"]
    assert sum("pkg:npm/" in purl for purl in listed) == len({p for p in packages if p})
    hashed = [one.get("hashes") or one["externalReferences"][0]["hashes"] for one in components]
    assert all(hashed)


def test_what_visitors_get_is_marked(components: list[dict[str, Any]]) -> None:
    shipped = {one["name"] for one in components if one["scope"] == "required"}
    assert shipped == {"cspi-core", *NPM, PYTHON["mkdocs"]}
    runtime = next(one for one in components if one["name"] == "pyodide")
    assert {one["name"] for one in runtime["components"]} == {"cpython", "emscripten", *LINKED}
    assert all(one["licenses"] for one in components if one["scope"] == "required")


def test_what_is_bundled_is_named_as_shipped(root: Path) -> None:
    """Each package that a script of the site imports has its licence in licences.txt and its line here."""
    wanted = re.compile(r'(?:\bfrom |\bimport |\bimport\()"([a-z][\w-]*)')
    scripts = (root / "site_src" / "assets").rglob("*.js")
    imported = {name for path in scripts for name in wanted.findall(path.read_text(encoding="utf-8"))}
    assert imported
    assert imported <= set(NPM)


# What gives a library away that is linked into the runtime, or a package that another one has in its script.
LINKED = {
    "bzip2": rb"bzip2/libbzip2",
    "expat": rb"expat_\d",
    "hacl-star": rb"_hacl/Hacl_",
    "libffi": rb"ffi_closure_alloc",
    "libmpdec": rb"libmpdec/",
    "mimalloc": rb"mimalloc: error",
    "sqlite": rb"sqlite3_",
    "xz": rb"liblzma",
    "zlib": rb"inflate \d",
    "zstd": rb"ZSTD_|ZstdDict",
}
OTHERS = {
    "brotli": rb"[Bb]rotli",
    "ncurses": rb"ncurses",
    "openssl": rb"OpenSSL \d",
    "readline": rb"GNU readline",
    "tcl": rb"Tcl_Init",
}
BUNDLED = {
    "jszip": r"end of central directory",
    "pako": r"incorrect header check",
    "immediate": r"WebKitMutationObserver",
    "setimmediate": r"setImmediate\$",
    "fflate": r"invalid zip data|unexpected EOF",
    "qrcode-generator": r"code length overflow",
}


def test_each_script_that_ships_is_accounted_for(site_dir: Path) -> None:
    """The site's own bundler made it, or it is the runtime's."""
    own = {*site_dir.glob("assets/*.js"), *site_dir.glob("*.js"), *site_dir.glob("engine/pyodide-*/*.mjs")}
    assert {*site_dir.rglob("*.js"), *site_dir.rglob("*.mjs")} == own


def test_each_library_in_the_runtime_is_accounted_for(site_dir: Path) -> None:
    runtime = b"".join(path.read_bytes() for path in sorted(site_dir.rglob("*.wasm")))
    linked = {name for name, mark in {**LINKED, **OTHERS}.items() if re.search(mark, runtime)}
    listed = {one.name: one for one in INSIDE if one.within == "pyodide"}
    assert linked == listed.keys() - {"cpython", "emscripten"}
    assert all(one.version.encode() in runtime for one in listed.values())


def test_each_package_inside_a_bundled_package_is_accounted_for(site_dir: Path) -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted(site_dir.glob("assets/*.js")))
    found = {name for name, mark in BUNDLED.items() if re.search(mark, scripts)}
    assert {"jszip", "pako", "setimmediate"} <= found <= set(NPM)


def test_each_licence_stands_there_in_full(site_dir: Path) -> None:
    text = (site_dir / "licences.txt").read_text(encoding="utf-8")
    for one in INSIDE:
        part = text.split(f"{one.name} ({one.licence}), part of {one.within}\n\n", 1)[1].split("-" * 78)[0]
        is_public = "disclaims copyright" in part
        assert is_public or (len(part) > 900 and re.search("copyright", part, re.IGNORECASE)), one.name
    for name in NPM:
        assert re.search(rf"^{name} \d", text, re.MULTILINE), name
    for words in ("PYTHON SOFTWARE FOUNDATION LICENSE", "Mike Bostock"):
        assert words in text


def test_everything_has_a_licence(components: list[dict[str, Any]]) -> None:
    everything = [*components, *(part for one in components for part in one.get("components", ()))]
    assert [one["name"] for one in everything if not one.get("licenses")] == []
    parts = {part["name"] for one in components for part in one.get("components", ())}
    assert parts == {one.name for one in INSIDE}


def test_the_licences_of_python_packages_are_those_they_name(root: Path) -> None:
    noted = json.loads((root / "cspi_build" / "site" / "python_licences.json").read_bytes())
    for package in metadata.distributions():
        named = package.metadata.get("License-Expression")
        if named and package.name.lower().replace("_", "-") in noted:
            assert noted[package.name.lower().replace("_", "-")] == named, package.name
