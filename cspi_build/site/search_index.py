"""The index of the search and the worker that looks in it, as the theme needs them and readers type.

Letters and digits of full width, and katakana of half width, stand in the index as the usual ones; the worker
does the same to what is looked for (site_src/theme/search-query.js). Signs stay: they part the words.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError

__all__ = ["finish_search", "usual_width"]

QUERY = "search-query.js"
_LETTERS = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f]+")


def usual_width(text: str) -> str:
    """The text with letters and digits in their usual width, composed."""
    return _LETTERS.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), unicodedata.normalize("NFC", text)
    )


def finish_search(into: Path) -> None:
    """Rewrite the index of a language's site, and put what we know of queries before the theme's worker."""
    index = into / "search" / "search_index.json"
    entries: dict[str, Any] = json.loads(index.read_bytes())
    for entry in entries["docs"]:
        entry |= {key: usual_width(entry[key]) for key in ("title", "text")}
    # MkDocs writes six characters for one that is not ASCII
    index.write_text(json.dumps(entries, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    _put_before_worker(into)


def _put_before_worker(into: Path) -> None:
    query = into / QUERY
    workers = list((into / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    if len(workers) != 1:
        raise CspiBuildError(
            f"The theme has {len(workers)} workers for its search, not one: site/search_index.py."
        )
    whole = query.read_text(encoding="utf-8") + workers[0].read_text(encoding="utf-8")
    query.unlink()
    name = f"search.{hashlib.sha256(whole.encode()).hexdigest()[:8]}.min.js"
    workers[0].with_name(name).write_text(whole, encoding="utf-8", newline="\n")
    workers[0].unlink()
    for page in sorted(into.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(workers[0].name, name), encoding="utf-8", newline="\n")
