"""What a built page holds: its inline scripts and styles, and what must not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What loads something as soon as a page is shown, by element: the attributes that say from where.
LOADING = {
    "audio": ("src",),
    "body": ("background",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "button": ("formaction",),
    "input": ("src", "formaction"),
    "link": ("href", "imagesrcset"),
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

NOSCRIPT = re.compile("<noscript", re.IGNORECASE)

LONG = 100  # characters of a start tag that a message holds

STYLE_URL = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"]|image-set\(\s*['\"])([^'\")]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Findings:
    """What a page holds: its inline scripts and styles, to the letter, and what must not stand in it."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    problems: tuple[str, ...]
    frames: bool


@dataclass(frozen=True)
class Element:
    """An element as browsers read it: of doubled attributes the first, references decoded."""

    tag: str
    attributes: Mapping[str, str]
    text: str

    @property
    def start(self) -> str:
        """The start tag, as far as it fits into a message."""
        given = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{given}>" if len(given) < LONG else f"<{self.tag}{given[:LONG]}…>"


def scan(page: str) -> Findings:
    """Read a page as browsers do, and return what it holds.

    What stands in a <noscript> is text where scripts run and elements where they do not; a page that has some
    is read both ways.

    >>> scan("<p>x</p><script>let a = 1 < 2;</script>").scripts
    ('let a = 1 < 2;',)
    >>> scan('<img src="//example.org/x.png">').problems
    ('<img src="//example.org/x.png"> loads from elsewhere: //example.org/x.png',)
    """
    ways = (True, False) if NOSCRIPT.search(page) else (True,)
    elements = [element for scripting in ways for element in elements_of(page, scripting=scripting)]
    problems = [f"{element.start} {problem}" for element in elements for problem in _judged(element)]
    return Findings(
        scripts=tuple(element.text for element in elements if _is_inline_script(element)),
        styles=tuple(element.text for element in elements if element.tag == "style"),
        problems=tuple(dict.fromkeys(problems)),
        frames=any(element.tag in FRAMES for element in elements),
    )


def elements_of(page: str, *, scripting: bool = True) -> Iterator[Element]:
    """All elements of a page, those in templates last, read by a browser that runs scripts or does not."""
    parser = LexborHTMLParser(page, scripting=scripting)
    if parser.root is not None:
        yield from _below(parser.root)


def _below(root: LexborNode) -> Iterator[Element]:
    for node in filter(lambda node: node.is_element_node, root.traverse()):
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        yield Element((node.tag or "").lower(), attributes, node.text(deep=False))
    for fragment in root.template_fragments():
        yield from _below(fragment)


def _is_inline_script(element: Element) -> bool:
    """Whether a browser would run what stands in the element."""
    given = element.attributes
    kind = given.get("type", "").strip().lower()
    return element.tag == "script" and "src" not in given and kind in JAVASCRIPT_TYPES


def style_problems(css: str) -> list[str]:
    """What a style loads from elsewhere."""
    return [
        f"loads from elsewhere: {address[:80]}"
        for address in STYLE_URL.findall(css)
        if _is(ELSEWHERE, address)
    ]


def _judged(element: Element) -> Iterator[str]:
    """What is wrong with an element."""
    tag, given = element.tag, element.attributes
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
    return [address for name, value in named for address in _addresses(name, value)]


def _addresses(name: str, value: str) -> list[str]:
    return value.split(",") if name.endswith("srcset") else [value]


def _is(kind: re.Pattern[str], address: str) -> bool:
    """Whether an address, read as browsers read it (without spaces and controls), starts like this."""
    return bool(kind.match(UNREAD.sub("", address)))
