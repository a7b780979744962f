"""Every page says that nothing may leave, and no page holds what would."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_build.site.csp import add_policy
from cspi_build.site.page_scan import scan, style_problems
from disguised_markup import DISGUISED, ONLY_TEXT, PIECES, SAFE, UNSAFE

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>x</title>{head}</head><body>{body}</body></html>'
)


def policy(page: str) -> str:
    found = re.search(
        r'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">', page
    )
    assert found, "the policy does not come before everything else"
    return found[1]


@pytest.mark.parametrize("body", SAFE)
def test_what_stays_here_is_let_through(body: str) -> None:
    assert add_policy(PAGE.format(head="", body=body))[1] == []


@pytest.mark.parametrize("body", UNSAFE)
def test_what_would_leave_is_found(body: str) -> None:
    assert add_policy(PAGE.format(head="", body=body))[1]


@pytest.mark.parametrize("body", DISGUISED.values(), ids=DISGUISED)
def test_what_would_leave_is_found_in_every_disguise(body: str) -> None:
    assert add_policy(PAGE.format(head="", body=body))[1]


@pytest.mark.parametrize("body", ONLY_TEXT)
def test_what_is_only_text_is_let_through(body: str) -> None:
    assert add_policy(PAGE.format(head="", body=body))[1] == []


@given(st.lists(st.sampled_from(SAFE)), st.sampled_from(UNSAFE), st.lists(st.sampled_from(SAFE)))
def test_what_would_leave_is_found_among_what_stays(before: list[str], one: str, after: list[str]) -> None:
    alone = add_policy(PAGE.format(head="", body=one))[1]
    assert add_policy(PAGE.format(head="", body="".join([*before, one, *after])))[1] == alone


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_policy_comes_first_in_every_page_or_the_build_stops(page: str) -> None:
    text, problems = add_policy(PAGE.format(head=page, body=page))
    assert problems or policy_of(text)


@pytest.mark.parametrize(
    "page",
    [
        "<!-- <head> --><html><head><script src=x.js></script></head><body></body></html>",
        "<html><body><header>x</header></body></html>",
        "<p title='<head>'><script src=x.js></script>",
        "<script src=x.js></script><head></head>",
    ],
)
def test_a_page_whose_policy_would_not_count_is_refused(page: str) -> None:
    assert "something comes before the policy" in add_policy(page)[1]


def test_a_problem_is_said_with_its_element() -> None:
    assert add_policy(PAGE.format(head="", body="<IMG SRC='x' OnError=a()>"))[1] == [
        '<img src="x" onerror="a()"> runs a script from its attribute onerror'
    ]


def test_scripts_and_styles_of_a_drawing_are_read_as_browsers_run_them() -> None:
    found = scan(
        "<svg><script>1 &lt; 2<![CDATA[ && ]]>3</script><style>a&gt;b{}</style></svg>"
        "<script>1 &lt; 2</script>"
    )
    assert found.scripts == ("1 < 2 && 3", "1 &lt; 2")
    assert found.styles == ("a>b{}",)


def test_a_script_in_a_template_has_its_hash() -> None:
    assert scan("<template><script>a()</script></template>").scripts == ("a()",)


def test_the_policy_has_the_hash_of_each_inline_script_and_style() -> None:
    body = (
        "<script>a < b && c</script><style>p{color:red}</style><script type=module>import('./x.js')</script>"
    )
    text, problems = add_policy(PAGE.format(head="", body=body))
    assert not problems
    for inline in ("a < b && c", "p{color:red}", "import('./x.js')"):
        assert base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode() in policy(text)


def test_what_names_its_maker_or_warms_up_connections_goes() -> None:
    head = '<meta name="generator" content="x"><link rel="preconnect" href="https://example.org" crossorigin>'
    text, problems = add_policy(PAGE.format(head=head, body=""))
    assert not problems
    assert "example.org" not in text
    assert "generator" not in text


def test_a_page_without_a_head_is_refused() -> None:
    assert add_policy("<p>x</p>")[1]


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
        assert scan(text).problems == (), path
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
