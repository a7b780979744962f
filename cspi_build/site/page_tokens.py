"""Reads a page for what page_scan.py judges, several times as fast as Python's parser of HTML.

Pages that programs write are regular: every `<` starts a tag with plain attributes, a comment or a script
that ends where it seems to. Such a page is read by one pattern. At the first sign of anything else, which
parsers may take in more than one way, the whole page goes to Python's parser.
"""

from __future__ import annotations

import html
import re
from functools import partial

from cspi_build.site.page_scan import FORBIDDEN, FRAMES, LOADING, Findings

__all__ = ["scan"]

NAME = r"[a-z][\w:.-]*"

EVERY = re.compile(rf"\s+({NAME})(?:=\"([^\"]*)\"|='([^']*)'|=([^\s\"'=<>`/]+))?", re.ASCII | re.IGNORECASE)

ATTRIBUTES = re.sub(r"\((?!\?)", "(?:", EVERY.pattern)  # the same without groups of its own

TOKEN = re.compile(
    rf"<(?:(?P<tag>{NAME})(?P<attributes>(?:{ATTRIBUTES})*)\s*(?P<empty>/?)>"
    rf"|/{NAME}\s*>(?:[^<]*</{NAME}\s*>)*"
    r"|!--(?!-?>)(?:[^-]|-(?!-))*-->"
    r"|!doctype\b[^>]*>"
    r"|(?P<odd>))",
    re.ASCII | re.IGNORECASE,
)

RAW = {tag: re.compile(rf"</{tag}(?P<whole>>?)", re.IGNORECASE) for tag in ("script", "style")}

# Elements whose attributes are always looked at; and what in an attribute of any other calls for a look.
TELLING = {*LOADING, *FRAMES, *FORBIDDEN, *RAW, "meta"}

SUSPECT = re.compile(r"[:&]|\b(?:on|style|srcdoc)", re.IGNORECASE)


def scan(text: str) -> Findings:
    """What a page holds and what must not stand in it."""
    findings = Findings()
    if not _is_regular(text, findings):
        findings = Findings()
        findings.feed(text)
        findings.close()
    return findings


def _is_regular(text: str, findings: Findings) -> bool:
    """Add what the page holds to `findings`; False, and nothing of use there, where it is not regular."""
    at = 0
    while token := TOKEN.search(text, at):
        at = token.end()
        if token["odd"] is not None:
            return False
        if token["tag"] is None:
            continue
        tag, attributes = token["tag"].lower(), token["attributes"]
        if tag in TELLING or SUSPECT.search(attributes):
            findings.look_at(tag, _pairs(attributes), partial(_line, text, token.start()))
        if tag in RAW:
            end = RAW[tag].search(text, at)
            if not end or not end["whole"] or token["empty"] or "<!--" in text[at : end.start()]:
                return False
            findings.handle_data(text[at : end.start()])
            findings.handle_endtag(tag)
            at = end.end()
    return True


def _pairs(attributes: str) -> list[tuple[str, str | None]]:
    """Names and values, as Python's parser hands them over."""
    return [
        (name.lower(), html.unescape(double or single or bare))
        for name, double, single, bare in EVERY.findall(attributes)
    ]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
