"""Every page at five widths: no column of text too narrow to read, nothing at the side, and axe content."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from axe import STRUCTURE, look_with_axe, violations
from waiting import SIDEWAYS

WIDTHS = (320, 390, 768, 1280, 1920)
# A text that takes three lines or more, outside tables and pictures, in a box of less than 12 em; on a phone
# half of the window is enough.
NARROW = """() => {
  const texts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    texts.set(parentElement, (texts.get(parentElement) ?? "") + data.trim());
  }
  return [...texts].flatMap(([one, text]) => {
    if (text.length < 24) return [];
    let box = one;
    while (box && /^(inline|contents)$/.test(getComputedStyle(box).display)) box = box.parentElement;
    if (!box || box.closest("svg, td, th")) return [];
    const style = getComputedStyle(box);
    const size = parseFloat(style.fontSize);
    const { width, height } = box.getBoundingClientRect();
    const column = width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const lines = height / parseFloat(style.lineHeight);
    const narrow = column > 2 && column < 12 * size - 1 && column < innerWidth / 2 && lines > 2.2;
    const em = (column / size).toFixed(1);
    return narrow ? [`${em} em: ${box.tagName}.${box.className}: ${text.slice(0, 40)}`] : [];
  });
}"""
LOOK = f"() => [({NARROW})(), ({SIDEWAYS})()]"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(4))
def test_text_columns_are_wide_enough(page: Page, site_url: str, site_dir: Path, part: int) -> None:
    """In four parts, which run beside each other: a page is loaded once, and only its window changes."""
    pages = sorted(str(path.relative_to(site_dir)) for path in site_dir.rglob("*.html"))
    assert len(pages) > 100
    found: list[str] = []
    look_with_axe(page)
    for name in pages[part::4]:
        page.goto(site_url + name.removesuffix("index.html"))
        found += [f"{name}: {one}" for one in violations(page, STRUCTURE)]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            narrow, beyond = page.evaluate(LOOK)
            found += [f"{name} at {width}: {one}" for one in narrow]
            found += [f"{name} at {width}: {beyond} pixels at the side"] if beyond > 0 else []
    assert not found, "\n".join(found)
