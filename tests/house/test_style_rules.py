"""Style sheets name sides by the direction of the text, which mirrors pages that run from the right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FOUR = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:([^;{}]+)")
PART = re.compile(r"[^\s()]+\((?:[^()]|\([^()]*\))*\)|[^\s()]+")

# Where a physical side is meant, and why.
EXCEPTIONS: dict[str, str] = {}


def physical(style: str) -> list[str]:
    """What names a side of the screen, and lists of four sides whose left and right differ."""
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    sides = [found[0] for found in PHYSICAL.finditer(plain)]
    for found in FOUR.finditer(plain):
        parts = PART.findall(found[1])
        if len(parts) == 4 and parts[1] != parts[3]:
            sides.append(found[0])
    return sides


def test_no_style_sheet_names_a_side_of_the_screen(root: Path) -> None:
    sheets = sorted((root / "site_src" / "assets").rglob("*.css"))
    found = {
        sheet.relative_to(root).as_posix(): sides
        for sheet in sheets
        if (sides := physical(sheet.read_text(encoding="utf-8")))
    }
    assert len(sheets) > 50
    assert {name: sides for name, sides in found.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found)


@pytest.mark.parametrize(
    ("style", "count"),
    [
        ("a { margin-left: 1em; }", 1),
        ("a { left: 0; right: 0; }", 2),
        ("a { text-align: right; float: left; }", 2),
        ("a { padding: 0 1em 0 0; }", 1),
        ("a { inset: auto calc(1px + 2px) max(1rem, env(x)) auto; }", 1),
        ("a { border-top-left-radius: 3px; }", 1),
        ("a { margin: 0 1em 2em 1em; border-left-color: red; }", 1),
        (".cs-left { inset-inline-start: 0; text-align: start; } /* left: 0 */", 0),
    ],
)
def test_what_names_a_side_is_found(style: str, count: int) -> None:
    assert len(physical(style)) == count


def test_the_frame_of_the_pages_shares_no_class_with_what_is_in_them(root: Path) -> None:
    """The rules of one would change the other: both are in the style sheet of every page."""
    named = re.compile(r"\bcs-[a-z0-9_-]+")
    frame = {
        one
        for page in (root / "site_src/theme").rglob("*.html")
        for one in named.findall(page.read_text("utf-8"))
    }
    inside = {
        one
        for name in ("pages", "partials")
        for page in (root / "site_src" / name).rglob("*.j2")
        for one in named.findall(page.read_text("utf-8"))
    }
    assert len(frame) > 10 and len(inside) > 50
    assert frame & inside <= {"cs-button", "cs-button--plain"}  # looks the same wherever it is
