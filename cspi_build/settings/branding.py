"""The look of those who host their own: what site.yaml says of it, put among the built assets."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from cspi_build.settings.contrast import accent_css
from cspi_build.settings.own_look import font_css
from cspi_build.settings.site import SiteSettings

__all__ = ["LOGO", "SOCIAL_IMAGE", "with_branding"]

STYLES, LOGO = ("site.css", "embed.css"), "icons/mark.svg"

SOCIAL_IMAGE = "social_image"
"""The name among the assets of a picture that posts with links show, where the site has its own."""


def with_branding(
    root: Path, settings: SiteSettings, assets: Path, names: Mapping[str, str]
) -> dict[str, str]:
    """The names of the assets (in site_src/assets to built) after putting in what the settings have."""
    names = dict(names)
    rules = _rules(root, settings)
    for sheet in STYLES:
        if rules and sheet in names:
            names[sheet] = _with_rules(assets, sheet, names[sheet], rules)
    if settings.logo is not None:
        names[LOGO] = _written(assets, "logo", ".svg", (root / settings.logo).read_bytes())
    if settings.social_image is not None:
        picture = root / settings.social_image
        names[SOCIAL_IMAGE] = _written(assets, "social", picture.suffix, picture.read_bytes())
    return names


def _rules(root: Path, settings: SiteSettings) -> str:
    """What comes after a style sheet of ours: accent, font, and the site's own rules last."""
    rules = ""
    if settings.accent is not None:
        rules += accent_css({"light": settings.accent.light, "dark": settings.accent.dark})
    if settings.font is not None:
        rules += font_css(settings.font)
    if settings.style is not None:
        rules += (root / settings.style).read_text(encoding="utf-8-sig")
    return rules


def _with_rules(assets: Path, sheet: str, name: str, rules: str) -> str:
    styles = (assets / name).read_bytes()
    (assets / name).unlink()
    return _written(assets, sheet.removesuffix(".css"), ".css", styles + rules.encode())


def _written(assets: Path, stem: str, suffix: str, content: bytes) -> str:
    """Write a file under a name that changes with its content; return the name."""
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")[:8]
    name = f"{stem}-{digest}{suffix}"
    (assets / name).write_bytes(content)
    return name
