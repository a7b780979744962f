"""Colours of a site's own: one accent for each scheme, checked for contrast, and what follows from it.

Contrast is that of WCAG 2: (lighter + 0.05) / (darker + 0.05) of relative luminances, from 1 to 21.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GROUNDS", "LEAST", "accent_css", "contrast"]

LEAST = 4.5  # what text needs against its ground

GROUNDS: Mapping[str, tuple[str, ...]] = {"light": ("#fbfaf7", "#ffffff"), "dark": ("#14181c", "#1b2127")}

_INKS = ("#ffffff", "#0c1c1b")  # of text on the accent

_TOWARDS = {"light": "#000000", "dark": "#ffffff"}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, each `#rrggbb`."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accent_css(accents: Mapping[str, str]) -> str:
    """Rules that put the accents of the schemes `light` and `dark` in the place of the site's own.

    Paper has the light one, whatever the screen shows.
    """
    light, dark = (f"{{{_tokens(scheme, accents[scheme])}}}" for scheme in ("light", "dark"))
    return (
        f":root,[data-md-color-scheme]{light}"
        f'@media screen{{[data-md-color-scheme="slate"]{dark}}}'
        f'@media screen and (prefers-color-scheme: dark){{[data-md-color-scheme="system"]{dark}}}\n'
    )


def _tokens(scheme: str, accent: str) -> str:
    ink = max(_INKS, key=lambda colour: contrast(colour, accent))
    deep, wash = _mixed(accent, _TOWARDS[scheme], 0.25), _mixed(GROUNDS[scheme][0], accent, 0.12)
    tokens = {"accent": accent, "accent-deep": deep, "accent-ink": ink, "wash": wash}
    return ";".join(f"--cs-{name}:{colour}" for name, colour in tokens.items())


def _mixed(one: str, other: str, part: float) -> str:
    """A colour that is `part` (0 to 1) of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(start + part * (end - start)):02x}" for start, end in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
