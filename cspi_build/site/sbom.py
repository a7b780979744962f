"""What the site is made of, as a CycloneDX bill of materials: `sbom.json` at its top.

`required` is what visitors get, `excluded` what only builds and tests. Everything comes from the lock files
and the engine's manifest; no date and no serial number, so that the same input gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cspi_core
from cspi_build.settings.site import GeneratorName
from cspi_build.site.licences import INSIDE, NPM, PYTHON, Inside

__all__ = ["NAME", "bill_of_materials", "write_bill"]

NAME = "sbom.json"
# By package: their own metadata say it in many ways, and not all of them are installed on each machine.
PYTHON_LICENCES = Path(__file__).parent / "python_licences.json"
Component = dict[str, Any]

PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)(.*(?:\n {4}--hash=.*)*)", re.MULTILINE)

HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def write_bill(root: Path, site: Path, generator: GeneratorName) -> None:
    """Write it for the site in `site`, whose engine is there already."""
    manifest = json.loads((site / "engine" / "manifest.json").read_bytes())
    text = json.dumps(bill_of_materials(root, manifest, generator), indent=1, sort_keys=True) + "\n"
    (site / NAME).write_text(text, encoding="utf-8", newline="\n")


def bill_of_materials(root: Path, manifest: Mapping[str, Any], generator: GeneratorName) -> dict[str, Any]:
    """The bill as CycloneDX 1.6 has it; `manifest` is that of the engine."""
    core = _core(manifest)
    found = [core, *_npm(root / "package-lock.json", manifest), *_python(root, generator)]
    components = sorted(found, key=lambda one: str(one["bom-ref"]))
    site = {
        "type": "application",
        "bom-ref": "site",
        "name": "cs-bearings",
        "version": cspi_core.__version__,
        "licenses": [{"expression": "MIT"}],
    }
    shipped = [one["bom-ref"] for one in components if one["scope"] == "required"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": site, "lifecycles": [{"phase": "build"}]},
        "components": components,
        "dependencies": [{"ref": "site", "dependsOn": shipped}],
    }


def _core(manifest: Mapping[str, Any]) -> Component:
    wheel = manifest["wheel"]
    component = _component("cspi-core", wheel["version"], f"pkg:pypi/cspi-core@{wheel['version']}", True)
    return component | {
        "licenses": [{"expression": "MIT"}],
        "hashes": [{"alg": "SHA-256", "content": wheel["sha256"]}],
    }


def _npm(lock: Path, manifest: Mapping[str, Any]) -> Iterator[Component]:
    packages: dict[str, Any] = json.loads(lock.read_bytes())["packages"]
    for path, package in packages.items():
        if path:
            name = path.rpartition("node_modules/")[2]
            purl = f"pkg:npm/{quote(name)}@{package['version']}"
            component = _component(name, package["version"], purl, name in NPM)
            algorithm, _, digest = package["integrity"].partition("-")
            content = base64.b64decode(digest).hex()
            component["hashes"] = [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": content}]
            if "license" in package:
                component["licenses"] = [{"expression": package["license"]}]
            if name == "pyodide":
                component["components"] = list(_inside_runtime(manifest["runtime"]))
            elif parts := list(_inside(name)):
                component["components"] = parts
            yield component


def _inside_runtime(runtime: Mapping[str, Any]) -> Iterator[Component]:
    """What the runtime has in it."""
    python, platform = runtime["python"], runtime["lock"]["info"]["platform"]
    versions = {"cpython": python, "emscripten": platform.partition("_")[2].replace("_", ".")}
    for part in _inside("pyodide"):
        version = versions.get(part["name"])
        purl = f"{part['purl']}@{version}"
        yield part | {"version": version, "purl": purl, "bom-ref": purl} if version else part


def _inside(package: str) -> Iterator[Component]:
    """What is built into a package, by the list of the licences."""
    for one in INSIDE:
        if one.within == package:
            yield _part(one)


def _part(one: Inside) -> Component:
    part = _component(one.name, one.version, one.purl, True) | {"licenses": [{"expression": one.licence}]}
    return {key: value for key, value in part.items() if value != ""}


def _python(root: Path, generator: GeneratorName) -> Iterator[Component]:
    """The packages of the lock files. Those that depend on the machine are all there."""
    locks = ("requirements.lock", "requirements-node.lock")
    licences: dict[str, str] = json.loads(PYTHON_LICENCES.read_bytes())
    for lock in locks:
        for name, version, rest in PINNED.findall((root / lock).read_text(encoding="utf-8")):
            component = _component(name, version, f"pkg:pypi/{name}@{version}", name == PYTHON[generator])
            component["externalReferences"] = [
                {
                    "type": "distribution",
                    "url": lock,
                    "comment": "SHA-256 of every file that may be installed",
                    "hashes": list(_hashes(HASH.findall(rest))),
                }
            ]
            component["licenses"] = [{"expression": licences[name]}]
            if parts := list(_inside(name)):
                component["components"] = parts
            yield component


def _hashes(digests: Iterable[str]) -> Iterator[dict[str, str]]:
    for digest in sorted(digests):
        yield {"alg": "SHA-256", "content": digest}


def _component(name: str, version: str, purl: str, shipped: bool) -> Component:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "scope": "required" if shipped else "excluded",
    }
