"""The look of those who host their own: the accent and the logo of site.yaml, put among the built assets."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from cspi_build.colours import accent_css
from cspi_build.settings import SiteSettings

__all__ = ["LOGO", "with_own_look"]

STYLES, LOGO = "site.css", "icons/mark.svg"


def with_own_look(
    root: Path, settings: SiteSettings, assets: Path, names: Mapping[str, str]
) -> dict[str, str]:
    """The names of the assets (in site_src/assets to built) after putting in what the settings have."""
    names = dict(names)
    if settings.accent is not None and STYLES in names:
        styles = (assets / names[STYLES]).read_bytes()
        (assets / names[STYLES]).unlink()
        css = accent_css({"light": settings.accent.light, "dark": settings.accent.dark})
        names[STYLES] = _written(assets, "site", ".css", styles + css.encode())
    if settings.logo is not None:
        names[LOGO] = _written(assets, "logo", ".svg", (root / settings.logo).read_bytes())
    return names


def _written(assets: Path, stem: str, suffix: str, content: bytes) -> str:
    """Write a file under a name that changes with its content; return the name."""
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")[:8]
    name = f"{stem}-{digest}{suffix}"
    (assets / name).write_bytes(content)
    return name
