"""The bill of materials is what CycloneDX says, names all that is locked, and marks all that is shipped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from cspi_build.site.licences import NPM, PYTHON
from cspi_build.site.sbom import NAME, bill_of_materials


@pytest.fixture(scope="module")
def text(site_dir: Path) -> str:
    return (site_dir / NAME).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def components(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["components"]
    return found


def test_it_keeps_to_the_schema(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_is_the_same_each_time(text: str, root: Path, site_dir: Path) -> None:
    manifest = json.loads((site_dir / "engine" / "manifest.json").read_bytes())
    assert bill_of_materials(root, manifest) == json.loads(text)
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
    assert shipped == {"cspi-core", *NPM, *PYTHON}
    runtime = next(one for one in components if one["name"] == "pyodide")
    assert {one["name"] for one in runtime["components"]} == {"cpython", "emscripten"}
    assert all(one["licenses"] for one in components if one["scope"] == "required")


def test_what_is_bundled_is_named_as_shipped(root: Path) -> None:
    """Each package that a script of the site imports has its licence in licences.txt and its line here."""
    wanted = re.compile(r'(?:\bfrom |\bimport |\bimport\()"([a-z][\w-]*)')
    scripts = (root / "site_src" / "assets").rglob("*.js")
    imported = {name for path in scripts for name in wanted.findall(path.read_text(encoding="utf-8"))}
    assert imported
    assert imported <= set(NPM)
