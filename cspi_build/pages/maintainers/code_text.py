"""Code as the pages for maintainers show it."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["code"]


def code(text: str) -> Markup:
    """A text for <pre>: line breaks as entities, since Markdown takes an empty line for the end of HTML."""
    return Markup(str(Markup.escape(text.rstrip())).replace("\n", "&#10;"))  # noqa: S704 - escaped
