"""The site's own scripts and styles: bundled by esbuild under names that change with their content."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.node import Node
from cspi_build.progress import run_tool

ENTRIES = (
    "survey.js",
    "benchmarks.js",
    "embed-builder.js",
    "embed-forward.js",
    "embed-page.js",
    "engine-worker.js",
    "site.js",
    "site.css",
    "embed.css",
)

# Runs in a world of its own, where nothing can be shared with the page: comes as one file.
WORKER = "engine-worker.js"

# What is known by its address (other people's pages name it, or a browser comes back to it), so that its name
# can't change with its content. Goes to the top of the site.
STABLE = {"embed/host.js": "embed.js", "service-worker.js": "sw.js"}

# A static import in what esbuild writes, from the same folder.
IMPORT = re.compile(r'(?:\bfrom|\bimport)"\./([\w.-]+\.js)"')

# What the oldest browsers that can start the engine (module workers, WebAssembly exceptions) understand.
TARGET = "es2022"


def bundle_assets(root: Path, work: Path, node: Node, into: Path) -> dict[str, str]:
    """Bundle the entry points and copy the icons into `into`; return names there by names in site_src/assets.

    Files that a style sheet names (pictures) come along. Modules that more than one entry imports, and those
    imported on demand, become files of their own. Raises CspiBuildError with esbuild's first complaint.
    """
    source = root / "site_src" / "assets"
    entries = [name for name in ENTRIES if (source / name).is_file()]
    if not entries:
        raise CspiBuildError("site_src/assets holds none of the scripts and styles that a site needs.")
    pages = [name for name in entries if name != WORKER]
    bundles = [["--splitting", *pages]] if pages else []
    bundles += [[WORKER]] if WORKER in entries else []
    names: dict[str, str] = {}
    for arguments in bundles:
        names |= _bundle(root, work, node, into.resolve(), arguments)
    return names | _icons(source, into)


def _bundle(root: Path, work: Path, node: Node, into: Path, arguments: list[str]) -> dict[str, str]:
    source, meta = root / "site_src" / "assets", (work / "assets.json").resolve()
    meta.parent.mkdir(parents=True, exist_ok=True)
    command = [*esbuild_command(root, node), *arguments, *_options(into, meta)]
    run_tool(command, what="Bundling site_src/assets", log=work / "assets.log", cwd=source)
    made = json.loads(meta.read_text(encoding="utf-8"))
    _drop_idle_imports(made, source)
    return _names(made, source, into)


def _drop_idle_imports(meta: dict[str, Any], source: Path) -> None:
    """Take away imports of nothing: every file imports the one with esbuild's helpers, used or not."""
    paths = [(source / path).resolve() for path in meta["outputs"] if path.endswith(".js")]
    helpers = [
        path for path, about in meta["outputs"].items() if path.endswith(".js") and not about["inputs"]
    ]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for helper in helpers:
            text = text.replace(f'import"./{Path(helper).name}";', "")
        path.write_text(text, encoding="utf-8", newline="\n")


def _options(into: Path, meta: Path) -> list[str]:
    return [
        "--bundle",
        "--format=esm",
        "--external:node:*",  # what packages import only outside a browser
        "--minify",
        "--charset=utf8",
        f"--target={TARGET}",
        "--legal-comments=none",  # their full texts stand in licences.txt
        "--entry-names=[name]-[hash]",
        "--chunk-names=[name]-[hash]",
        "--asset-names=[name]-[hash]",
        "--loader:.svg=file",
        "--loader:.png=file",
        "--log-level=warning",
        "--color=false",
        f"--outdir={into}",
        f"--metafile={meta}",
    ]


def bundle_stable(root: Path, work: Path, node: Node, top: Path) -> None:
    """Bundle what STABLE names as plain scripts, which any page may load, into a new folder `top`."""
    source = root / "site_src" / "assets"
    top.mkdir()
    for name, target in STABLE.items():
        if (source / name).is_file():
            options = ["--bundle", "--format=iife", "--minify", "--charset=utf8", f"--target={TARGET}"]
            options += ["--log-level=warning", "--color=false", f"--outfile={(top / target).resolve()}"]
            command = [*esbuild_command(root, node), name, *options]
            run_tool(command, what=f"Bundling {target}", log=work / "assets.log", cwd=source)


def bundle_program(root: Path, work: Path, node: Node, script: Path, target: Path) -> None:
    """Bundle `script` (below `root`) for Node.js into the file `target`, which starts much sooner."""
    options = ["--bundle", "--format=esm", "--platform=node", "--minify", "--legal-comments=none"]
    options += ['--define:process.env.NODE_ENV="production"', "--log-level=warning", "--color=false"]
    command = [*esbuild_command(root, node), str(script), *options, f"--outfile={target.resolve()}"]
    run_tool(command, what=f"Bundling {script.as_posix()}", log=work / "drawing.log", cwd=root)


def imported(folder: Path, name: str) -> list[str]:
    """A built script and all that it imports at once, by way of others too; not what it imports on demand."""
    found = [name]
    for script in found:
        text = (folder / script).read_text(encoding="utf-8")
        found += [other for other in IMPORT.findall(text) if other not in found]
    return found


def esbuild_command(root: Path, node: Node) -> list[str]:
    """The command for esbuild: its program for this machine, else the script that looks for it."""
    packages = root / "node_modules"
    programs = [*packages.glob("@esbuild/*/bin/esbuild"), *packages.glob("@esbuild/*/esbuild.exe")]
    if len(programs) == 1:
        return [str(programs[0])]
    return [str(node.program), str(packages / "esbuild" / "bin" / "esbuild")]


def _icons(source: Path, into: Path) -> dict[str, str]:
    """Copy what pages name without any bundle, under names made like esbuild's."""
    names: dict[str, str] = {}
    for path in sorted((source / "icons").iterdir()):
        digest = base64.b32encode(hashlib.sha256(path.read_bytes()).digest()).decode("ascii")[:8]
        names[f"icons/{path.name}"] = f"{path.stem}-{digest}{path.suffix}"
        shutil.copyfile(path, into / names[f"icons/{path.name}"])
    return names


def _names(meta: dict[str, Any], source: Path, into: Path) -> dict[str, str]:
    """Names of the built entry points, from what esbuild tells of its outputs (paths from where it ran)."""
    outputs = {
        output["entryPoint"]: (source / path).resolve().relative_to(into).as_posix()
        for path, output in meta["outputs"].items()
        if output.get("entryPoint") in ENTRIES
    }
    return {name: outputs[name] for name in ENTRIES if name in outputs}
