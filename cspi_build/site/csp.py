"""The last word on every page: a Content-Security-Policy under which nothing leaves, and proof that it fits.

Each page gets the policy with the hashes of the scripts and styles that stand in it, no referrer, and, before
any other script, the guard that closes what a policy leaves open (site_src/assets/lib/guard.js). A page that
names a resource off the origin, runs a script from an attribute or sends a form stops the build.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import islice
from pathlib import Path

from cspi_build.diagnostics import CspiBuildError
from cspi_build.installation import ROOT
from cspi_build.site.page_scan import elements_of, scan, style_problems

NO_REFERRER = '<meta name="referrer" content="no-referrer">'

GENERATOR = r"<meta\s+name=\"generator\"[^>]*>"

PRECONNECT = r"<link\b[^>]*\brel=\"?(?:preconnect|dns-prefetch)\b[^>]*>"

NOT_SHIPPED = re.compile(f"{GENERATOR}|{PRECONNECT}", re.IGNORECASE)

GUARD = ROOT / "site_src" / "assets" / "lib" / "guard.js"

COMMENT = re.compile(r"\s*/\*.*?\*/\s*|^\s*//[^\n]*|^\s+", re.DOTALL | re.MULTILINE)

HEAD = re.compile(r"<head[^>]*>(?:\s*<meta\s+charset=[^>]*>)?", re.IGNORECASE)


def add_policies(site: Path, done: Collection[str] = ()) -> int:
    """Add a policy to every page below `site`; return how many. Raises CspiBuildError with all problems.

    `done`: the folders of `site` where that was done already.
    """
    files = [path for path in sorted(site.rglob("*")) if path.relative_to(site).parts[0] not in done]
    pages = [path for path in files if path.suffix == ".html"]
    problems = [problem for page in pages for problem in _add_policy_to(page, site)]
    for sheet in (path for path in files if path.suffix == ".css"):
        found = style_problems(sheet.read_text(encoding="utf-8"))
        problems += [f"{sheet.relative_to(site).as_posix()}: {problem}" for problem in found]
    if problems:
        raise CspiBuildError("The built pages are not safe to publish:\n  " + "\n  ".join(problems))
    return len(pages)


def _add_policy_to(path: Path, site: Path) -> list[str]:
    text, problems = add_policy(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8", newline="\n")
    return [f"{path.relative_to(site).as_posix()}: {problem}" for problem in problems]


def add_policy(text: str) -> tuple[str, list[str]]:
    """A page with its policy, and what is wrong with it."""
    *parts, last = NOT_SHIPPED.split(text)
    text = "".join([*(part.rstrip() for part in parts), last])
    findings = scan(text)
    problems = [*findings.problems]
    problems += [f"a style {p}" for style in findings.styles for p in style_problems(style)]
    head = HEAD.search(text)
    if head is None:
        return text, [*problems, "there is no <head>"]
    scripts = [guard(), *findings.scripts]
    policy = page_policy(scripts, findings.styles, findings.frames)
    content = html.escape(policy, quote=True).replace("&#x27;", "'")
    first = f'<meta http-equiv="Content-Security-Policy" content="{content}">{NO_REFERRER}'
    first += f"<script>{guard()}</script>"
    text = text[: head.end()] + first + text[head.end() :]
    if not comes_first(policy, text):
        problems.append("something comes before the policy")
    return text, problems


def comes_first(policy: str, page: str) -> bool:
    """Whether a browser reads the policy before any element but the charset's."""
    elements = [(one.tag, one.attributes) for one in islice(elements_of(page), 4)]
    found = [one for one in elements if one[0] not in ("html", "head") and "charset" not in one[1]]
    wanted = {"http-equiv": "Content-Security-Policy", "content": policy}
    return found[:1] == [("meta", wanted)]


@cache
def guard() -> str:
    """The script that runs before all others, without its comments."""
    return COMMENT.sub("", GUARD.read_text(encoding="utf-8"))


def page_policy(scripts: Iterable[str], styles: Iterable[str], frames: bool = False) -> str:
    """The policy of a page whose inline scripts and styles are these.

    Style attributes are allowed, because charts set them on what they draw; elements only by their hash. Only
    a page that holds a frame may show one.
    """
    style_hashes = _hashes(styles)
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *_hashes(scripts)]),
        "style-src": " ".join(["'self'", *style_hashes]),
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",  # a worker that is started from a blob inherits this policy
        "manifest-src": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
    }
    if frames:
        parts["frame-src"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in texts}
    return [f"'sha256-{digest}'" for digest in sorted(digests)]
