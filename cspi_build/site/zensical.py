"""Pages by Zensical, the successor of Material for MkDocs by the same authors. The only module that knows it.

It accepts only folders below that of its configuration, and stores there what it made: each language gets
a folder with a copy of its Markdown. It takes every relative address in a page, also in HTML, for one from
the folder of the Markdown file, while ours are from the address of the page: in the copy these are the same,
as each page is the `index.md` of a folder.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any

import yaml

from cspi_build.diagnostics import CspiBuildError
from cspi_build.installation import DISTRIBUTION
from cspi_build.settings.site import GeneratorName

__all__ = ["Zensical"]

SHEETS = "assets/stylesheets/classic"  # the variant that looks like Material for MkDocs
INDEX = "index.md"

LINK = re.compile(r"\]\((?![a-z]+:)([^()\s#]+\.md)(?=[#)])")

CLEAN = "No issues found"

COLOURS = re.compile(r"(?:\x1b|\\u001b)\[[0-9;]*m")  # on a terminal


class Zensical:
    """See Generator."""

    name: GeneratorName = "zensical"
    distribution = "zensical"

    def __init__(self) -> None:
        if util.find_spec("zensical") is None:
            raise CspiBuildError(
                "The settings ask for pages by Zensical, which is not installed. Install it with "
                f"`pip install '{DISTRIBUTION}[zensical]'`, or leave `generator` out."
            )

    def version(self) -> str:
        """See Generator."""
        return metadata.version("zensical")

    def styles(self) -> Sequence[Path]:
        """See Generator."""
        from zensical.config import get_builtin_theme_dir  # type: ignore[import-not-found,unused-ignore]

        return sorted(Path(get_builtin_theme_dir(), SHEETS).glob("*.css"))

    def build(self, settings: dict[str, Any], work: Path, docs: Path, into: Path) -> None:
        """See Generator."""
        root = work / f"zensical-{docs.name}"
        for page in sorted(docs.rglob("*.md")):
            target = root / "docs" / _index_of(page.relative_to(docs).as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text(encoding="utf-8")
            target.write_text(_from_below(text) if page.name != INDEX else text, encoding="utf-8")
        nav = [_index_of(page) for page in settings["nav"]]
        given = {**settings, "nav": nav, "docs_dir": "docs", "site_dir": "site"}
        config = root / "mkdocs.yml"
        config.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", str(config)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        said = COLOURS.sub("", done.stdout + done.stderr).partition("Traceback")[0].strip()
        if done.returncode or CLEAN not in said:
            raise CspiBuildError(f"Zensical is not content with the pages:\n{said}")
        shutil.copytree(root / "site", into, dirs_exist_ok=True)
        (into / "search.json").unlink(missing_ok=True)  # the search is our own


def _index_of(page: str) -> str:
    """The Markdown file of the same address that is the index of a folder."""
    return page if page.endswith(INDEX) else f"{page.removesuffix('.md')}/{INDEX}"


def _from_below(text: str) -> str:
    """The Markdown of a page that is moved one folder down, with its links to other Markdown files."""
    return LINK.sub(lambda found: f"](../{_index_of(found[1])}", text)
