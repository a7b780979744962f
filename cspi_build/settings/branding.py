"""The look of those who host their own: the accent and the logo of site.yaml, put among the built assets."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from cspi_build.settings.contrast import accent_css
from cspi_build.settings.site import Accent, SiteSettings

__all__ = ["LOGO", "with_branding"]

STYLES, LOGO = ("site.css", "embed.css"), "icons/mark.svg"


def with_branding(
    root: Path, settings: SiteSettings, assets: Path, names: Mapping[str, str]
) -> dict[str, str]:
    """The names of the assets (in site_src/assets to built) after putting in what the settings have."""
    names = dict(names)
    for sheet in STYLES:
        if settings.accent is not None and sheet in names:
            names[sheet] = _with_accent(assets, sheet, names[sheet], settings.accent)
    if settings.logo is not None:
        names[LOGO] = _written(assets, "logo", ".svg", (root / settings.logo).read_bytes())
    return names


def _with_accent(assets: Path, sheet: str, name: str, accent: Accent) -> str:
    styles = (assets / name).read_bytes()
    (assets / name).unlink()
    css = accent_css({"light": accent.light, "dark": accent.dark})
    return _written(assets, sheet.removesuffix(".css"), ".css", styles + css.encode())


def _written(assets: Path, stem: str, suffix: str, content: bytes) -> str:
    """Write a file under a name that changes with its content; return the name."""
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")[:8]
    name = f"{stem}-{digest}{suffix}"
    (assets / name).write_bytes(content)
    return name
