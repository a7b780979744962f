"""Static data that nothing reads goes; whatever still leads to it is a trap, never another value."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cspi_build.node import find_node

# `used` and `copied` run, and read tables; `named` names a table that nobody reads, and does not run.
PROGRAM = """
const [room, rules] = process.argv.slice(1);
const { default: binaryen } = await import("binaryen");
const { constants, droppedIn, withTraps, withoutUnread } = await import(`${room}/static_data.mjs`);
const { readIn, watching } = await import(`${room}/static_reads.mjs`);
const { cutFunctions } = await import(`${room}/functions.mjs`);
const RULES = JSON.parse(rules);
const data = RULES.data.map(([at, text]) => `(data (i32.const ${at}) "${text}")`).join("\\n");
const wat = binaryen.parseText(`(module (import "env" "none" (func))
  (memory (export "memory") 48) (global $g (mut i32) (i32.const 0)) (table 1 funcref)
  (elem (i32.const 0) 0) ${data}
  (func $used (export "malloc") (param i32) (result i32)
    (i32.add (i32.load8_u offset=${RULES.used} (local.get 0)) (i32.load (i32.const ${RULES.variable}))))
  (func $copied (export "free") (param i32)
    (memory.copy (i32.const 4096) (i32.const ${RULES.copied}) (i32.const 2000)))
  (func $named (export "Py_DecRef") (result i32) (i32.load8_u (i32.const ${RULES.named}))))`);
wat.setFeatures(binaryen.Features.All);
const wasm = new Uint8Array(wat.emitBinary());
const env = { env: { none: () => undefined } };
const start = (code) => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code)), env).exports;
const memory = new Uint8Array(start(wasm).memory.buffer).slice();
memory[RULES.changed] ^= 1; // by the start of Python
const image = { memory, heap: { from: 3000000 }, notes: 2500000 };
const watched = constants(image, wasm);
const traced = start(watching(wasm, watched));
traced.malloc(5);
traced.free(0);
const kept = new Set([0, 1, 2]);
const cut = withoutUnread(image, wasm, kept, watched, [readIn(traced.memory, watched)]);
const isDropped = droppedIn(cut.dropped, watched);
const quick = start(cutFunctions(wasm, kept, (body) => withTraps(body, isDropped)));
new Uint8Array(quick.memory.buffer).set(cut.memory);
let said;
try { said = quick.Py_DecRef(); } catch (error) { said = String(error); }
const word = new DataView(cut.memory.buffer).getUint32(RULES.pointer, true);
const [used, original] = [quick.malloc(5), start(wasm).malloc(5)];
console.log(JSON.stringify({ dropped: cut.dropped, said, used, word, original }));
"""
READ, COPIED, NAMED, TEXT, NAME = 1_064_976, 1_073_168, 1_081_360, 1_089_552, 1_089_680
VARIABLE = 1_204_224  # a page of variables of which the start has changed one
TABLE = "".join(f"\\{n % 255 + 1:02x}" for n in range(2000))
PROSE = "Return a very long story about what this function does."


def word(number: int) -> str:
    return "".join(f"\\{byte:02x}" for byte in number.to_bytes(4, "little"))


@pytest.fixture(scope="module")
def cut(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    tables = [(at, TABLE) for at in (READ, COPIED, NAMED)]
    texts = [(TEXT, PROSE + "\\00"), (NAME, "short_name\\00")]
    variables = word(7) + word(TEXT) + word(NAME) + word(NAMED) + word(1)
    rules = {
        "data": [*tables, *texts, (VARIABLE, variables)],
        "used": READ,
        "copied": COPIED,
        "named": NAMED,
        "variable": VARIABLE,
        "pointer": VARIABLE + 4,
        "changed": VARIABLE + 16,
    }
    node = find_node(root, tmp_path_factory.mktemp("node")).program
    command = [str(node), "--input-type=module", "-e", PROGRAM, str(root / "cspi_build" / "engine")]
    done = subprocess.run(
        [*command, json.dumps(rules)], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def is_dropped(cut: dict[str, Any], at: int) -> bool:
    return any(start <= at < end for start, end in cut["dropped"])


def test_what_was_read_or_copied_stays_as_a_whole(cut: dict[str, Any]) -> None:
    assert not any(is_dropped(cut, at + 1999) for at in (READ, COPIED))
    assert cut["used"] == cut["original"]


def test_a_table_that_nobody_reads_goes_and_code_that_names_it_traps(cut: dict[str, Any]) -> None:
    assert is_dropped(cut, NAMED)
    assert is_dropped(cut, NAMED + 1999)
    assert "unreachable" in cut["said"]


def test_descriptions_go_and_pointers_to_them_lead_out_of_the_memory(cut: dict[str, Any]) -> None:
    assert is_dropped(cut, TEXT)
    assert cut["word"] > 2**31
    assert not is_dropped(cut, NAME)
