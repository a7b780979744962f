"""The generators that turn Markdown into pages, and what the rest of the build knows of them.

A generator gets a configuration in the format of MkDocs, our own templates (`site_src/theme`), and Markdown.
It gives HTML, and the style sheets of its theme for text. `mkdocs.py` and `zensical.py` are the only modules
that know one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from cspi_build.settings.site import GeneratorName

__all__ = ["THEME_SELECTORS", "Generator", "generator_named"]

THEME_SELECTORS = (".md-typeset", "[data-md-color-scheme]")
"""All that our templates, styles and scripts use of a theme: the class of its text, and the attribute that
its colours hang on. (`css/theme/frame.css` sets colours and fonts of that text, by its custom properties.)
A test looks for others."""


class Generator(Protocol):
    """What makes the pages of one language."""

    @property
    def name(self) -> GeneratorName:
        """Its name in the settings."""

    @property
    def distribution(self) -> str:
        """The package whose style sheets the site contains, for licences and the bill of materials."""

    def version(self) -> str:
        """Its version; what it made is made again with another one."""

    def styles(self) -> Sequence[Path]:
        """The style sheets of its theme, in order."""

    def build(self, settings: dict[str, Any], work: Path, docs: Path, into: Path) -> None:
        """Make HTML in the new folder `into` from the Markdown in `docs`, both below `work`. Raises
        CspiBuildError with everything that it has to say where it fails or warns."""


def generator_named(name: GeneratorName) -> Generator:
    """The generator of this name. Raises CspiBuildError where it is not installed."""
    if name == "zensical":
        from cspi_build.site.zensical import Zensical

        return Zensical()
    from cspi_build.site.mkdocs import MkDocs

    return MkDocs()
