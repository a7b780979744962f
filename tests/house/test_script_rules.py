"""Which room of site_src/assets may import which, and that no module leads back to itself."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from cspi_build.node import find_node, install_packages
from cspi_build.site.bundle import esbuild_command

ORDER = (
    ("lib",),
    ("engine", "charts", "form", "embed"),
    ("session", "plan"),
    ("report", "compare", "export", "site"),
)
"""The rooms, lowest first: a room imports itself and rooms of earlier lines only. Entry points come last."""
COMMON = "common-chunk.js"
"""Tells the bundler what lazily loaded scripts share: any room may import it, for that effect alone."""

Graph = Mapping[str, Collection[str]]


def graph_of(root: Path, work: Path, assets: Path) -> Graph:
    """What each module imports, at once or on demand, as the site's bundler reads it; packages left out."""
    node = find_node(root, work)
    install_packages(node, root, work)
    scripts = sorted(path.relative_to(assets).as_posix() for path in assets.rglob("*.js"))
    meta = work / "meta.json"
    options = ["--bundle", "--splitting", "--format=esm", "--packages=external", "--log-level=error"]
    options += [f"--outdir={work / 'out'}", f"--metafile={meta}"]
    subprocess.run([*esbuild_command(root, node), *options, *scripts], cwd=assets, check=True)
    read = json.loads(meta.read_text(encoding="utf-8"))["inputs"]
    own = {name: about for name, about in read.items() if not name.startswith("..")}
    return {
        name: {one["path"] for one in about["imports"] if one["path"] in own} for name, about in own.items()
    }


def upward(graph: Graph) -> list[str]:
    """The imports that go from a room to one of the same or a later line."""
    storey = {room: number for number, rooms in enumerate(ORDER) for room in rooms}
    return [
        f"{name} imports {other}"
        for name, others in graph.items()
        for other in others
        if other != COMMON and (room := name.split("/")[0]) in storey and room != other.split("/")[0]
        if storey.get(other.split("/")[0], len(ORDER)) >= storey[room]
    ]


def circle(graph: Graph) -> list[str]:
    """Modules that import each other in a circle; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def graph(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_of(root, tmp_path_factory.mktemp("graph"), root / "site_src" / "assets")


def test_each_room_imports_only_rooms_below_it(graph: Graph) -> None:
    assert len(graph) > 90
    assert upward(graph) == []


def test_no_module_imports_itself_by_way_of_others(graph: Graph) -> None:
    assert circle(graph) == []


def test_the_library_holds_what_two_rooms_or_an_entry_point_need(graph: Graph) -> None:
    users: dict[str, set[str]] = {name: set() for name in graph if name.startswith("lib/")}
    for name, others in graph.items():
        for other in set(others) & set(users) if name != COMMON else ():
            users[other].add(name.split("/")[0])
    rooms = {room for rooms in ORDER for room in rooms}
    lonely = [name for name, found in users.items() if len(found) == 1 and found <= rooms - {"lib"}]
    assert len(users) > 20 and not lonely


def test_every_room_has_its_place_in_the_order(root: Path) -> None:
    rooms = {path.parent.name for path in (root / "site_src" / "assets").glob("*/*.js")}
    assert rooms == {room for rooms in ORDER for room in rooms}


def test_an_import_on_demand_counts_as_one(root: Path, tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    for name, text in {
        "lib/a.js": 'export const load = () => import("../plan/b.js");',
        "plan/b.js": 'import "./c.js";',
        "plan/c.js": 'import "../lib/a.js"; import { init } from "echarts/core"; init();',
        "site.js": 'import "./lib/a.js";',
    }.items():
        (assets / name).parent.mkdir(parents=True, exist_ok=True)
        (assets / name).write_text(text, encoding="utf-8")
    graph = graph_of(root, tmp_path, assets)
    assert upward(graph) == ["lib/a.js imports plan/b.js"]
    assert set(circle(graph)) == {"lib/a.js", "plan/b.js", "plan/c.js"}


MARKUP = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write)\b"
    r"|unsafe-(?:html|svg|mathml)|(?:lit-html/)?static\.js|parseFromString"
)
"""What turns a text into elements."""
PARSED = {"charts/render.js": ["parseFromString"], "session/language-switch.js": ["parseFromString"]}
"""The drawing of a chart, whose texts ECharts escapes; this page in another language, from its own origin."""


def test_no_script_takes_a_text_for_markup(root: Path) -> None:
    assets = root / "site_src" / "assets"
    found = {
        path.relative_to(assets).as_posix(): MARKUP.findall(path.read_text("utf-8"))
        for path in assets.rglob("*.js")
    }
    assert {name: marks for name, marks in found.items() if marks} == PARSED


def test_templates_come_by_way_of_the_one_module_that_lays_them_out(root: Path) -> None:
    assets = root / "site_src" / "assets"
    users = [path.name for path in assets.rglob("*.js") if '"lit-html' in path.read_text("utf-8")]
    assert users == ["template.js"]
