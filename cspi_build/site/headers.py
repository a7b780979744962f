"""What a good host sends with each file; hosting/ says the same to hosts, and a test compares the two.

Where a host sends none of it, the service worker adds what it can (see offline.py).
"""

from __future__ import annotations

import re

__all__ = ["EVERYWHERE", "LASTING", "SCRIPT_POLICY", "headers_for"]

EVERYWHERE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

# A policy in a page does not reach the workers that it starts; theirs comes with their own script.
SCRIPT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'"
)

# Names that hold a hash of their content: site-4XKQ2A7B.js, pyodide-1.2-0123456789ab/, main.57a0d79d.min.js
# (JavaScript reads this pattern as well.)
LASTING = re.compile(
    r"/assets/[\w.-]+-[A-Z0-9]{8}\.\w+$|/engine/[\w.-]+-[0-9a-f]{12}/|\.[0-9a-f]{8}\.min\.(js|css)$"
)


def headers_for(path: str) -> dict[str, str]:
    """The headers, besides its type, of a path from the top of the site (with its slash)."""
    headers = dict(EVERYWHERE)
    lasting = LASTING.search(path)
    headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    if path.endswith((".js", ".mjs")):
        headers["Content-Security-Policy"] = SCRIPT_POLICY
    return headers
