"""Charts drawn at build time: every value is there, and nothing matters but what is to be drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cspi_build.charts.layout import NARROW, WIDE, Bar, Panel
from cspi_build.charts.panels import HATCHES, draw_panels
from cspi_build.charts.render import SCRIPT, ChartText, draw_all, inline_svg, light_colours, stand_alone
from cspi_build.diagnostics import CspiBuildError
from cspi_build.node import Node, find_node, install_packages

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def node(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Node:
    found = find_node(root, tmp_path_factory.mktemp("node"))
    install_packages(found, root, tmp_path_factory.mktemp("packages"))
    return found


PANELS = [
    Panel(
        "2020", "n = 5, very few", [Bar(20, 20, "20%", weight="tiny"), Bar(10, 30, "10–30%", weight="tiny")]
    ),
    Panel("2021", "n = 90", [Bar(40, 40, "40%"), Bar(None, None, "not known")]),
]


def drawn(root: Path, node: Node) -> dict[str, str]:
    wanted = {
        kind: draw_panels(["<One>", "Two"], PANELS, width) for kind, width in (("w", WIDE), ("n", NARROW))
    }
    return draw_all(root / SCRIPT, node, wanted)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - drawn here


def test_every_value_is_printed_and_nothing_is_drawn_for_what_is_not_known(root: Path, node: Node) -> None:
    for name, svg in drawn(root, node).items():
        texts = ["".join(one.itertext()) for one in parsed(svg).iter() if one.tag.endswith("text")]
        assert {"20%", "10–30%", "40%", "not known", "<One>", "2021", "n = 90"} <= set(texts), name
        assert svg.count("stroke-dasharray") == 1  # of the one bar that is known only as a range
        assert svg.count("var(--cs-hatch-strong)") == 2  # the two sure parts of the tiny group
        assert "<style" not in svg and "style=" not in svg


def test_a_drawing_does_not_depend_on_what_is_drawn_with_it(root: Path, node: Node) -> None:
    together = drawn(root, node)
    alone = draw_all(root / SCRIPT, node, {"n": draw_panels(["<One>", "Two"], PANELS, NARROW)})
    assert alone["n"] == together["n"]


def test_many_drawings_are_shared_out_among_threads_and_stay_the_same(root: Path, node: Node) -> None:
    drawing = draw_panels(["<One>", "Two"], PANELS, NARROW)
    svgs = draw_all(root / SCRIPT, node, {f"n{number}-x": drawing for number in range(310)})
    assert len({svg.replace(f"{name}-", "") for name, svg in svgs.items()}) == 1


def test_a_slow_machine_draws_the_same(
    root: Path, node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thin = "till it is " * 8
    panels = [Panel(thin, thin, PANELS[0].bars)] * 2
    wanted = {"n": draw_panels(["One", "Two"], panels, NARROW)}
    at_speed = draw_all(root / SCRIPT, node, wanted)
    slow = tmp_path / "slow.mjs"
    slow.write_text(
        "let now = 0; globalThis.Date = class extends Date {"
        " constructor(...given) { super(...(given.length ? given : [(now += 50)])); } };"
    )
    monkeypatch.setenv("NODE_OPTIONS", f"--import={slow.as_uri()}")
    assert draw_all(root / SCRIPT, node, wanted) == at_speed


def test_of_drawings_that_fail_the_first_is_named(root: Path, node: Node) -> None:
    good = draw_panels(["<One>", "Two"], PANELS, NARROW)
    bad = replace(good, option=good.option | {"xAxis": []})
    wanted = {f"n{number}": bad if number in (289, 290, 305) else good for number in range(310)}
    with pytest.raises(CspiBuildError, match=r"failed at n289: .*Error.*xAxis"):
        draw_all(root / SCRIPT, node, wanted)


def test_a_drawing_in_a_page_follows_the_page_and_a_file_stands_alone(root: Path, node: Node) -> None:
    svg = drawn(root, node)["w"]
    text = ChartText("A & B", "2020: One 20%", ["Source: Shop Board"])
    inside = inline_svg(svg, "w", text, "wide")
    assert "\n" not in inside
    assert 'role="img"' in inside and "<title" in inside and "A &amp; B" in inside
    assert "var(--cs-accent)" in inside and not any(token in inside for token in HATCHES)
    colours = light_colours((root / "site_src" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8"))
    alone = stand_alone(svg, "w", text, colours)
    parsed(alone)
    assert "var(" not in alone
    assert "Source: Shop Board" in alone and "A &amp; B" in alone
