"""Illustrative panels for a preview: made-up peers for every scored survey, never in a published site.

`build.py serve --illustrative` shows what a panel would look like before there is one. It builds into a
folder of its own, so that nothing made up can be copied to a host by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import cspi_core
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.evidence_text import sentences
from cspi_build.panels.illustrative import illustrative_panel
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.validation import fit
from cspi_build.settings.ui_text import Words
from cspi_build.yaml_source.source import parse_yaml

__all__ = ["preview_panels"]


def preview_panels(
    surveys: Iterable[Mapping[str, Any]], words: Sequence[Words] | None = None
) -> tuple[dict[str, Any], ...]:
    """A compiled illustrative panel for each compiled survey that has axes."""
    return tuple(_panel(survey, words) for survey in surveys if survey["axes"])


def _panel(survey: Mapping[str, Any], words: Sequence[Words] | None) -> dict[str, Any]:
    languages = tuple(one.locale for one in words or ())
    panel = illustrative_panel(cspi_core.load_survey(survey), languages=languages)
    source = parse_yaml(yaml_text(panel, "Made up.").encode(), f"{panel['id']}.yaml")
    spec, problems = fit(EditionSpec, source)
    if spec is None:
        raise DefinitionErrors(problems)
    return compile_edition(spec, sentences(words) if words else None)
