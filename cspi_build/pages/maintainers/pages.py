"""The pages for those who keep the site going: the guide to a site of one's own, then publish a year, make a
panel, write a survey, host the site.

What they show comes from what is used: commands that a test runs, tables of the JSON Schemas, the small
survey that `build.py new survey` writes, the configurations in hosting/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from cspi_build.pages.benchmarks.pages import ExplorerPage
from cspi_build.pages.maintainers.code_text import code
from cspi_build.pages.maintainers.python_guide import guide_parts
from cspi_build.pages.maintainers.schema_tables import OF_A_SURVEY, key_tables
from cspi_build.pages.maintainers.site_guide import GUIDE_PAGES, GuidePage, guide_page
from cspi_build.settings.fallback import Words
from cspi_build.surveys.starter import STARTER

__all__ = ["PAGES", "maintain_pages"]

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

OURS = ("cspi", "cs-state")
"""The surveys that examples are of."""

OF_OURS = ("publish", "python")
"""Pages all of whose examples are of our surveys and editions."""

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


def maintain_pages(source: Path, words: Words, surveys: Sequence[str] = OURS) -> Iterator[ExplorerPage]:
    """The pages of one language; `source` is site_src, `surveys` the ids of those that the site publishes.

    None where the site has no words for them. Where none of `OURS` is published, pages whose examples are of
    them are left out, and examples of a command name a survey of the site.
    """
    said = words.t.get("maintain")
    folder = source / "pages" / FOLDER
    if not isinstance(said, dict) or not folder.is_dir():
        return
    said = said | ({"python": words.t[GUIDE]} if GUIDE in words.t else {})
    if not set(OURS) & set(surveys):
        said = _with_survey({key: part for key, part in said.items() if key not in OF_OURS}, surveys[0])
    guide = [page for name in GUIDE_PAGES if (page := guide_page(source, words.locale, name))]
    others = [(name, said[key]) for name, key in PAGES.items() if key in said]
    contexts: Mapping[str, Mapping[str, Any]] = {
        "index": {"pages": [*((page.name, page) for page in guide), *others]},
        "publish-a-year": {"blank": code(BLANK), "filled": code(FILLED)},
        "make-a-panel": {},
        "write-a-survey": _survey(words.locale, said, guide),
        "host-it": _hosting(source.parent, surveys),
        "use-from-python": {"guide": _guide(source, words.locale)},
    }
    shared = {"t": {**words.t, "maintain": said}}
    for name, context in contexts.items():
        if PAGES.get(name, "title") in said and (folder / f"{name}.md.j2").is_file():
            yield ExplorerPage(f"pages/{FOLDER}/{name}.md.j2", f"{FOLDER}/{name}.md", shared | dict(context))
    for at, page in enumerate(guide):
        yield ExplorerPage(f"pages/{FOLDER}/guide.md.j2", f"{FOLDER}/{page.name}.md", _context(guide, at))


def _with_survey(said: Any, survey: str) -> Any:
    """The words with a survey of the site in the place of ours."""
    if isinstance(said, dict):
        return {key: _with_survey(part, survey) for key, part in said.items()}
    if isinstance(said, list):
        return [_with_survey(part, survey) for part in said]
    return said.replace(f"--survey {OURS[0]}", f"--survey {survey}") if isinstance(said, str) else said


def _context(guide: Sequence[GuidePage], at: int) -> Mapping[str, Any]:
    after = guide[at + 1] if at + 1 < len(guide) else None
    return {"page": guide[at], "after": after}


def _survey(locale: str, said: Mapping[str, Any], guide: Sequence[GuidePage]) -> Mapping[str, Any]:
    """The keys stand here only in a language whose guide has no page of them."""
    reference = next((page for page in guide if page.name == "keys"), None)
    kinds = said["survey"]["kinds"]
    shown_here = () if reference else OF_A_SURVEY
    tables = {name.partition(".")[0]: key_tables(name, locale, kinds) for name in shown_here}
    files = ("survey.yaml", f"{locale}.yaml")
    shown = [name for name in files if (STARTER / name).is_file()]
    starters = {name: code((STARTER / name).read_text(encoding="utf-8")) for name in shown}
    return {"tables": tables, "starters": starters, "keys_page": reference}


def _guide(source: Path, locale: str) -> Mapping[str, Markup]:
    return {name: code(text) for name, text in guide_parts(source, locale).items()}


def _hosting(root: Path, surveys: Sequence[str]) -> Mapping[str, Any]:
    """Settings and configurations as they stand in the repository; settings name the site's surveys."""
    files = {path.name: path for path in (root / "hosting").glob("*")} | {"site.yaml": root / "site.yaml"}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items() if path.is_file()}
    if "site.yaml" in texts and not set(OURS) & set(surveys):
        named = texts["site.yaml"].replace(f"[{', '.join(OURS)}]", f"[{', '.join(surveys)}]")
        texts["site.yaml"] = re.sub(rf"(lead: ){OURS[0]}\b", rf"\1{surveys[0]}", named)
    shown = {name: code(text) for name, text in texts.items()}
    return {"files": shown, "settings": shown.get("site.yaml", "")}
