"""The store of the page's state (`site_src/assets/lib/state.js`), run by Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from cspi_build.node import Node
from node_runs import node as node  # the fixture

SCRIPT = """
import { createStore } from "./lib/state.js";
const store = createStore({ answers: 0, edits: 0, plan: undefined, screen: "a" });
const heard = [];
const note = (name) => () => heard.push([name, store.get().answers, store.get().plan ?? null]);
store.subscribe(["answers", "plan"], note("both"));
store.subscribe(["edits"], () => store.get().edits === 1 && store.update({ screen: "b" }));
store.subscribe(["screen"], note("screen"));
store.subscribe(["answers"], note("answers"));
STEPS
console.log(JSON.stringify({ heard, state: store.get() }));
"""


def run(root: Path, node: Node, steps: str) -> Any:
    command = [str(node.program), "--input-type=module", "-e", SCRIPT.replace("STEPS", steps)]
    done = subprocess.run(command, cwd=root / "site_src" / "assets", capture_output=True, check=True)
    return json.loads(done.stdout)


def test_each_listener_hears_once_of_an_update_in_order_and_sees_all_of_it(root: Path, node: Node) -> None:
    found = run(root, node, 'store.update({ answers: 1, plan: "p" });')
    assert found["heard"] == [["both", 1, "p"], ["answers", 1, "p"]]
    assert found["state"] == {"answers": 1, "edits": 0, "plan": "p", "screen": "a"}


def test_whoever_does_not_listen_to_it_hears_nothing(root: Path, node: Node) -> None:
    assert run(root, node, "store.update({ created: 'x' });")["heard"] == []


def test_what_is_set_to_nothing_is_heard_of_too(root: Path, node: Node) -> None:
    assert run(root, node, "store.update({ plan: undefined });")["heard"] == [["both", 0, None]]


def test_a_listener_may_update(root: Path, node: Node) -> None:
    found = run(root, node, "store.update({ edits: 1, answers: 2 });")
    assert [name for name, *_ in found["heard"]] == ["both", "screen", "answers"]
    assert found["state"]["screen"] == "b"
