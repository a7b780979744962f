"""Fonts, a style sheet and a picture for links of a site's own, and what is wrong with their files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from cspi_build.diagnostics import Diagnostic
from cspi_build.yaml_source.source import Source

__all__ = ["Font", "file_problems", "font_css", "no_drawing", "no_picture", "no_style"]

Font = Literal["system", "humanist", "geometric", "rounded", "serif"]
"""Stacks of fonts that devices have: nothing is loaded."""

Wrong = Callable[[bytes], str | None]
"""Names what a file has in place of what it should have; None where it is in order."""

_SANS = 'var(--cs-font-ja),"Noto Sans Arabic","Geeza Pro",Tahoma,sans-serif'

_SERIF = (
    '"Hiragino Mincho ProN","Yu Mincho",YuMincho,"Noto Serif JP","Noto Serif CJK JP","Noto Naskh Arabic",'
    '"Geeza Pro",serif'
)

_STACKS: Mapping[Font, str] = {
    "system": f"system-ui,{_SANS}",
    "humanist": f'Seravek,"Gill Sans Nova",Ubuntu,Calibri,"DejaVu Sans",{_SANS}',
    "geometric": f'Avenir,Montserrat,Corbel,"URW Gothic",{_SANS}',
    "rounded": f'ui-rounded,"Hiragino Maru Gothic ProN",Quicksand,"Arial Rounded MT Bold",{_SANS}',
    "serif": f'Charter,"Bitstream Charter","Sitka Text",Cambria,{_SERIF}',
}

_PIECE = re.compile(
    r"""(?P<url>url\(\s*[^'"\s][^)]*\)?)|/\*.*?(?:\*/|\Z)|(?P<text>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)""",
    re.DOTALL | re.I,
)
"""An address without quotes, a comment, and a text in quotes."""

_LOADING = re.compile(
    r"@import\b[^;]*|(?:url|src)\(\s*+(?!['\"]?(?:data:image/|#))[^)]*\)?|image-set\([^)]*\)?"
    r"|[@\w-]*\\[\w\\-]*\(|@[\w-]*\\[\w\\-]*",
    re.I,
)
"""What would load something, or whose name is hidden by an escape."""

_BEFORE_ADDRESS = re.compile(r"(?:(?:url|src|image-set)\(|@import)(?:\s|/\*.*?\*/)*\Z", re.DOTALL | re.I)

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"

_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


def font_css(font: Font) -> str:
    """A rule that puts a stack in the place of the site's own, whatever the language of the page."""
    return f":root:root:root{{--cs-font:{_STACKS[font]}}}\n"


def file_problems(
    source: Source, root: Path, key: str, suffixes: tuple[str, ...], wrong: Wrong
) -> Iterator[Diagnostic]:
    """What is wrong with the file that `key` names, if it names any: its place, its name or its content."""
    name = source.root.at(key).text()
    if name is None:
        return
    try:
        path = (root / name).resolve()
        is_inside, is_there = path.is_relative_to(root.resolve()), path.is_file()
    except (OSError, RuntimeError) as error:  # a name too long for the disk, or links in a circle
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "links in a circle"
        yield source.problem((key,), f"{name} can't be read", found=reason, expected="a path from the top")
        return
    if not is_inside or path.suffix not in suffixes:
        expected = f"a file of this project that ends in {' or '.join(suffixes)}"
        yield source.problem((key,), "this can't be that file", found=name, expected=expected)
    elif not is_there:
        yield source.problem((key,), f"there is no file {name}", expected="a path from the top")
    elif found := wrong(path.read_bytes()):
        yield source.problem((key,), f"{name} can't be used", found=found, expected=_EXPECTED[key])


_SVG = "http://www.w3.org/2000/svg"

_EXPECTED = {
    "logo": f'an <svg> with xmlns="{_SVG}"',
    "style": "rules in UTF-8 that load nothing: pictures as `url(data:image/…)`",
    "social_image": "a whole PNG or JPEG file",
}


def no_style(content: bytes) -> str | None:
    """What a file has in place of a style sheet that loads nothing; None for such a sheet."""
    try:
        rules = _without_texts(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} is not UTF-8"
    if not rules.strip():
        return "no rules"
    loading = _LOADING.search(rules)
    return " ".join(loading[0].split())[:80] if loading else None


def _without_texts(rules: str) -> str:
    """The rules without their comments and without texts that are no addresses."""

    def kept(piece: re.Match[str]) -> str:
        is_address = piece["text"] and _BEFORE_ADDRESS.search(rules[: piece.start()])
        return piece[0] if piece["url"] or is_address else '""' if piece["text"] else " "

    return _PIECE.sub(kept, rules)


def no_drawing(content: bytes) -> str | None:
    """What a file has in place of an SVG drawing; None for a drawing."""
    if not content.strip():
        return "an empty file"
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - a file of whoever builds the site
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        return f"no XML: {error}"
    return None if root.tag == f"{{{_SVG}}}svg" else f"<{root.tag}>"


def no_picture(content: bytes) -> str | None:
    """What a file has in place of a picture; None for a PNG or JPEG that is whole."""
    if not content:
        return "an empty file"
    for start, end in ((_PNG, _PNG_END), (_JPEG, _JPEG_END)):
        if content.startswith(start):
            return None if content.rstrip(b"\0\r\n").endswith(end) else "a picture whose end is missing"
    return "neither PNG nor JPEG"
