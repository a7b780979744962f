"""Every page says that nothing may leave, and no page holds what would."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.site.csp import harden_page
from cspi_build.site.page_scan import Findings, style_problems
from cspi_build.site.page_tokens import scan

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>x</title>{head}</head><body>{body}</body></html>'
)
SAFE = [
    '<a href="https://example.org/">a link that a person may follow</a>',
    '<img src="data:image/png;base64,//8=">',
    '<img src="../assets/x.png" srcset="a.png 1x, b.png 2x">',
    '<script type="application/json">{"a": "https://example.org/"}</script>',
    '<svg><use href="#part"/></svg>',
    '<p style="background: url(data:image/png;base64,AA)">x</p>',
]
UNSAFE = [
    '<script src="https://example.org/x.js"></script>',
    '<script src="//example.org/x.js"></script>',
    r'<script src="\\example.org/x.js"></script>',
    '<link rel="stylesheet" href="ht\ntps://example.org/x.css">',
    '<link rel="preload stylesheet" href="https://example.org/x.css">',
    '<img src="x.png" srcset="a.png 1x, https://example.org/b.png 2x">',
    '<img src="x" onerror="alert(1)">',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<iframe srcdoc="<p>x</p>"></iframe>',
    '<form action="https://example.org/"></form>',
    '<button formaction="//example.org/">x</button>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "<p style=\"background: url('https://example.org/x.png')\">x</p>",
    '<style>@import "https://example.org/x.css";</style>',
    '<svg><image xlink:href="https://example.org/x.png"/></svg>',
    '<object data="https://example.org/x"></object>',
    '<p>&#106a</p><form action="https://example.org/"></form>',
]


# Pieces of pages, in order and out of order: what parsers agree on, and what they may not.
PIECES = [
    *SAFE,
    *UNSAFE,
    *("<", ">", "/", "=", '"', "'", "&#x22;", "-->", "<!--", "<!-->", "<!-- a -->", "<!-- a -- b -->", "\n"),
    *("<script>", "<SCRIPT type=module>", "</script>", "</script >", "</scrip", "<style>", "</style>", "a"),
    *("<p", "</p", "<p>", "<br/>", "<script/>", "<a href=x/>", " onclick=x", " style=a:b", " a='b'", " a =b"),
    *(
        " href='java&#115;cript:x'",
        " href='&#106avascript:x'",
        " data-on",
        " SRC=//x",
        "<img",
        "<!doctype",
        "é",
    ),
    *("<?php", "<![CDATA[", "]]>", "<textarea>", "<title>", "<svg>", "\x0b", "\xa0", "\x00"),
]


def policy(page: str) -> str:
    found = re.search(
        r'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">', page
    )
    assert found, "the policy does not come before everything else"
    return found[1]


@pytest.mark.parametrize("body", SAFE)
def test_what_stays_here_is_let_through(body: str) -> None:
    assert harden_page(PAGE.format(head="", body=body))[1] == []


@pytest.mark.parametrize("body", UNSAFE)
def test_what_would_leave_is_found(body: str) -> None:
    assert harden_page(PAGE.format(head="", body=body))[1]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_quick_reading_finds_what_the_thorough_one_finds(page: str) -> None:
    thorough = Findings()
    thorough.feed(page)
    thorough.close()
    quick = scan(page)
    assert quick.problems == thorough.problems
    assert (quick.scripts, quick.styles) == (thorough.scripts, thorough.styles)
    assert quick.frames == thorough.frames


def test_the_policy_has_the_hash_of_each_inline_script_and_style() -> None:
    body = (
        "<script>a < b && c</script><style>p{color:red}</style><script type=module>import('./x.js')</script>"
    )
    text, problems = harden_page(PAGE.format(head="", body=body))
    assert not problems
    for inline in ("a < b && c", "p{color:red}", "import('./x.js')"):
        assert base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode() in policy(text)


def test_what_names_its_maker_or_warms_up_connections_goes() -> None:
    head = '<meta name="generator" content="x"><link rel="preconnect" href="https://example.org" crossorigin>'
    text, problems = harden_page(PAGE.format(head=head, body=""))
    assert not problems
    assert "example.org" not in text
    assert "generator" not in text


def test_a_page_without_a_head_is_refused() -> None:
    assert harden_page("<p>x</p>")[1]


def test_style_sheets_are_looked_at_too() -> None:
    assert style_problems("a{background:url( 'https://example.org/x.png' )}")
    assert style_problems('a{background:image-set("https://example.org/x.png" 1x)}')
    assert not style_problems(
        "a{background:url(\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'/>\")}"
    )


def test_every_built_page_is_hardened(site_dir: Path) -> None:
    pages = sorted(site_dir.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        text = path.read_text(encoding="utf-8")
        found = Findings()
        found.feed(text)
        assert found.problems == [], path
        rules = dict(rule.split(" ", 1) for rule in policy_of(text).split("; "))
        assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'", path
        assert rules["connect-src"] == "'self'"
        assert "unsafe-inline" not in rules["script-src"]
        assert "'unsafe-eval'" not in rules["script-src"]
        assert '<meta name="referrer" content="no-referrer">' in text


def policy_of(text: str) -> str:
    """The policy, which comes before any script, style or link."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    first = re.search(r"<(?:script|style|link|body)\b", text)
    assert found and first and found.start() < first.start()
    return found[1]
