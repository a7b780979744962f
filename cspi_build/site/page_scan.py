"""What a built page holds: its inline scripts and styles, and what must not stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What loads something as soon as a page is shown, by element: the attributes that say from where.
LOADING = {
    "audio": ("src",),
    "body": ("background",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "button": ("formaction",),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}

# Links that say where something is and load nothing.
NAMING_LINKS = {"alternate", "author", "canonical", "license", "next", "prev"}

JAVASCRIPT_TYPES = {"", "module", "text/javascript", "application/javascript"}

FRAMES = {"cspi-survey", "iframe"}  # the first is the element that embed.js makes a frame of

FORBIDDEN = {"applet", "base", "frame", "frameset"}

ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}|(?:https?|ftp|wss?):", re.IGNORECASE)

SCRIPT = re.compile(r"(?:javascript:|vbscript:|data:text/html)", re.IGNORECASE)

UNREAD = re.compile(r"[\x00-\x20]")  # what browsers leave out of addresses

STYLE_URL = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]|image-set\(\s*['\"])([^'\")]*)", re.IGNORECASE)


@dataclass
class Findings(HTMLParser):
    """What a page holds: its inline scripts and styles, to the letter, and what must not stand in it."""

    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    frames: bool = False
    _inside: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's attributes; start to collect an inline script or style."""
        self.look_at(tag, attrs, lambda: self.getpos()[0])

    def look_at(self, tag: str, attrs: Sequence[tuple[str, str | None]], line: Callable[[], int]) -> None:
        """Note what an element on this line of the page does, and whether what stands in it is to be kept."""
        given = {name: value or "" for name, value in reversed(attrs)}  # of doubles, the first counts
        self.problems += [f"line {line()}: <{tag}> {problem}" for problem in _judged(tag, given)]
        self.frames |= tag in FRAMES
        self._inside = None
        if tag == "script" and "src" not in given and given.get("type", "").lower() in JAVASCRIPT_TYPES:
            self._inside = self.scripts
        if tag == "style":
            self._inside = self.styles
        if self._inside is not None:
            self._inside.append("")

    def handle_data(self, data: str) -> None:
        """Collect the text of an inline script or style (raw text, so nothing in it is decoded)."""
        if self._inside is not None:
            self._inside[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of what was collected."""
        self._inside = None


def style_problems(css: str) -> list[str]:
    """What a style loads from elsewhere."""
    return [
        f"loads from elsewhere: {address[:80]}"
        for address in STYLE_URL.findall(css)
        if _is(ELSEWHERE, address)
    ]


def _judged(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with an element with these attributes."""
    for name in given:
        if name.startswith("on"):
            yield f"runs a script from its attribute {name}"
    for value in given.values():
        if _is(SCRIPT, value):
            yield f"has a script for an address: {value[:60]}"
    for address in _loaded(tag, given):
        if _is(ELSEWHERE, address):
            yield f"loads from elsewhere: {address[:80]}"
    yield from style_problems(given.get("style", ""))
    if tag in FORBIDDEN or "srcdoc" in given:
        yield "must not stand in a page"


def _loaded(tag: str, given: Mapping[str, str]) -> list[str]:
    """The addresses that an element loads, sends to or forwards to without anybody's click."""
    if tag == "link" and set(given.get("rel", "").lower().split()) & NAMING_LINKS:
        return []
    if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
        return [given.get("content", "").partition("=")[2].strip(" '\"")]
    named = [(name, given[name]) for name in LOADING.get(tag, ()) if name in given]
    return [
        address for name, value in named for address in (value.split(",") if name == "srcset" else [value])
    ]


def _is(kind: re.Pattern[str], address: str) -> bool:
    """Whether an address, read as browsers read it (without spaces and controls), starts like this."""
    return bool(kind.match(UNREAD.sub("", address)))
