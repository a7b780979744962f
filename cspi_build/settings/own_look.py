"""Fonts, a style sheet and a picture for links of a site's own, and what is wrong with their files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from cspi_build.diagnostics import Diagnostic
from cspi_build.yaml_source.source import Source

__all__ = ["Font", "file_problems", "font_css", "no_picture", "no_style"]

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

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)

_LOADING = re.compile(
    r"@import\b[^;]*|(?:url|src)\(\s*+(?!['\"]?(?:data:|#))[^)]*\)?|image-set\([^)]*\)?", re.I
)

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
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or path.suffix not in suffixes:
        expected = f"a file of this project that ends in {' or '.join(suffixes)}"
        yield source.problem((key,), "this can't be that file", found=name, expected=expected)
    elif not path.is_file():
        yield source.problem((key,), f"there is no file {name}", expected="a path from the top")
    elif found := wrong(path.read_bytes()):
        yield source.problem((key,), f"{name} can't be used", found=found, expected=_EXPECTED[key])


_EXPECTED = {
    "style": "rules in UTF-8 that load nothing: pictures as `url(data:…)`",
    "social_image": "a whole PNG or JPEG file",
}


def no_style(content: bytes) -> str | None:
    """What a file has in place of a style sheet that loads nothing; None for such a sheet."""
    try:
        rules = _COMMENT.sub(" ", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} is not UTF-8"
    if not rules.strip():
        return "no rules"
    loading = _LOADING.search(rules)
    return " ".join(loading[0].split())[:80] if loading else None


def no_picture(content: bytes) -> str | None:
    """What a file has in place of a picture; None for a PNG or JPEG that is whole."""
    if not content:
        return "an empty file"
    for start, end in ((_PNG, _PNG_END), (_JPEG, _JPEG_END)):
        if content.startswith(start):
            return None if content.rstrip(b"\0\r\n").endswith(end) else "a picture whose end is missing"
    return "neither PNG nor JPEG"
