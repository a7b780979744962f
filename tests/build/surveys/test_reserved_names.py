"""A survey can't take a name that its page uses itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cspi_build.surveys.survey_checks import RESERVED_GROUPS

ONE_WORD = re.compile(r'\bid="?([a-z][a-z0-9_]*)(?=[">\s])')  # as the id of an axis or a theme may be


def test_every_address_of_the_page_is_kept_free(site_dir: Path) -> None:
    survey = json.loads((site_dir / "data" / "surveys" / "cspi.json").read_text(encoding="utf-8"))
    groups = {group["id"] for group in (*survey["axes"], *survey["themes"])}
    pages = [site_dir / "ja" / "cspi" / "index.html", site_dir / "embed" / "cspi" / "ja" / "index.html"]
    used = {name for page in pages for name in ONE_WORD.findall(page.read_text(encoding="utf-8"))}
    assert {"report", "team"} <= used
    assert used - groups <= set(RESERVED_GROUPS)
