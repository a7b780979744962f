"""The core's rules say the same about every code point in CPython and in the browser's Python.

These know different versions of Unicode; a rule that asks the interpreter shows here.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import character_laws
from cspi_build.node import find_node

pytestmark = pytest.mark.slow

RUN = """
import { readFileSync, writeFileSync } from "node:fs";
const [runtime, wheel, laws, result] = process.argv.slice(2);
const { loadPyodide } = await import(`${runtime}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${runtime}/` });
python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
python.FS.writeFile("character_laws.py", readFileSync(laws, "utf8"));
writeFileSync(result, python.runPython(`
import json, sys
sys.path.insert(0, "")
import character_laws
json.dumps(character_laws.hashes())
`));
process.exit(0);
"""


def test_every_rule_is_the_same_in_both_engines(root: Path, site_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "run.mjs").write_text(RUN, encoding="utf-8")
    wheel = next((site_dir / "engine").glob("cspi_core-*/*.whl"))
    laws = Path(character_laws.__file__)
    command = [
        find_node(root, tmp_path).program,
        tmp_path / "run.mjs",
        root / "node_modules" / "pyodide",
        wheel,
        laws,
        tmp_path / "hashes.json",
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    theirs: dict[str, list[str]] = json.loads((tmp_path / "hashes.json").read_bytes())
    ours = character_laws.hashes()
    assert set(theirs) == set(ours)
    differing = {name: sorted(set(blocks) - set(theirs[name])) for name, blocks in ours.items()}
    assert {name: blocks for name, blocks in differing.items() if blocks} == {}
