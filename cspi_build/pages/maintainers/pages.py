"""The pages for those who keep the site going: publish a year, make a panel, write a survey, host the site.

What they show comes from what is used: commands that a test runs, tables of the JSON Schemas, the small
survey that `build.py new survey` writes, the configurations in hosting/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from cspi_build.pages.benchmarks.pages import ExplorerPage
from cspi_build.pages.maintainers.python_guide import guide_parts
from cspi_build.pages.maintainers.schema_tables import GROUPS, key_tables
from cspi_build.settings.fallback import Words
from cspi_build.surveys.starter import STARTER

__all__ = ["PAGES", "code", "maintain_pages"]

# and their words
PAGES = {
    "publish-a-year": "publish",
    "make-a-panel": "panel",
    "write-a-survey": "survey",
    "host-it": "host",
    "use-from-python": "python",
}

GUIDE = "python_guide"  # the words of the last one stand apart from those of the others

FOLDER = "maintain"

BLANK = """\
cells:
  - segment: {}
    n:
    shares:
      pct_to_2: {share: , count: , status: published}
      pct_3_5: {share: , count: , status: published}"""

FILLED = """\
cells:
  - segment: {}
    n: 180
    shares:
      pct_to_2: {share: 52.2, count: 94, status: published}
      pct_3_5: {share: 47.8, count: 86, status: published}"""


def maintain_pages(source: Path, words: Words) -> Iterator[ExplorerPage]:
    """The pages of one language; `source` is site_src. None where the site has no words for them."""
    said = words.t.get("maintain")
    folder = source / "pages" / FOLDER
    if not isinstance(said, dict) or not folder.is_dir():
        return
    said = said | ({"python": words.t[GUIDE]} if GUIDE in words.t else {})
    contexts: Mapping[str, Mapping[str, Any]] = {
        "index": {"pages": [(name, said[key]) for name, key in PAGES.items() if key in said]},
        "publish-a-year": {"blank": code(BLANK), "filled": code(FILLED)},
        "make-a-panel": {},
        "write-a-survey": _survey(words.locale, said),
        "host-it": _hosting(source.parent),
        "use-from-python": {"guide": _guide(source, words.locale)},
    }
    for name, context in contexts.items():
        if PAGES.get(name, "title") in said and (folder / f"{name}.md.j2").is_file():
            yield ExplorerPage(f"pages/{FOLDER}/{name}.md.j2", f"{FOLDER}/{name}.md", context)


def _survey(locale: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    kinds = said["survey"]["kinds"]
    tables = {name.partition(".")[0]: key_tables(name, locale, kinds) for name in GROUPS}
    files = ("survey.yaml", f"{locale}.yaml")
    shown = [name for name in files if (STARTER / name).is_file()]
    starters = {name: code((STARTER / name).read_text(encoding="utf-8")) for name in shown}
    return {"tables": tables, "starters": starters}


def _guide(source: Path, locale: str) -> Mapping[str, Markup]:
    return {name: code(text) for name, text in guide_parts(source, locale).items()}


def _hosting(root: Path) -> Mapping[str, Any]:
    """The settings and the configurations as they stand in the repository."""
    files = {path.name: path for path in (root / "hosting").glob("*")} | {"site.yaml": root / "site.yaml"}
    shown = {name: code(path.read_text(encoding="utf-8")) for name, path in files.items() if path.is_file()}
    return {"files": shown, "settings": shown.get("site.yaml", "")}


def code(text: str) -> Markup:
    """A text for <pre>: line breaks as entities, since Markdown takes an empty line for the end of HTML."""
    return Markup(str(Markup.escape(text.rstrip())).replace("\n", "&#10;"))  # noqa: S704 - escaped
