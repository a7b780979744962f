"""A new site with every setting taken that its `site.yaml` shows in comments."""

from __future__ import annotations

import re
from pathlib import Path

from cspi_build.installation import ROOT
from cspi_build.settings.site import SiteSettings

__all__ = ["EVERY_FILE", "take_every_setting"]

PICTURE = (ROOT / "site_src" / "assets" / "icons" / "app-192.png").read_bytes()
EVERY_FILE = {
    "assets/logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h8v8z"/></svg>',
    "assets/site.css": b".own-rule { color: #123456; }\n",
    "assets/social.png": PICTURE,
}


def take_every_setting(root: Path, locale: str) -> str:
    """Take the `#` away before each setting, and write the files that they name; return the settings."""
    settings = root / "site.yaml"
    shown = "|".join(SiteSettings.model_fields)
    text = re.sub(rf"^# (({shown}): )", r"\1", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    page = f"pages/{locale}/imprint.md"
    for name, content in {**EVERY_FILE, page: b"# Imprint 42\n\nSome Street 1\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return text
