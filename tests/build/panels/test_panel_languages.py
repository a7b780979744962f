"""A panel is in the languages of its site, whichever these are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.scaffold.site import new_site
from cspi_build.editions.load import check_sources
from cspi_build.panels import text as panel_text
from cspi_build.panels.illustrative import illustrative_panel
from cspi_build.panels.tabulation import bands
from cspi_build.panels.wording import SPOKEN
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.yaml_source.source import parse_yaml
from survey_files import survey_in


def texts(value: Any) -> Iterator[Mapping[str, str]]:
    """Every text in a value."""
    if isinstance(value, Mapping) and {"ja", "en"} <= value.keys():
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in texts(part))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for one in fields(value) for text in texts(getattr(value, one.name)))


@pytest.mark.parametrize("languages", [("fr",), ("ar", "en"), ("de", "fr", "ja"), ("sv",)])
def test_a_panel_has_each_text_in_the_languages_of_the_site(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    survey = survey_in(new_site(tmp_path / "site", languages) / "survey_defs" / "meetings")
    panel = illustrative_panel(survey, languages=languages)
    assert list(panel["edition"]["title"]) == list(languages)
    written = parse_yaml(yaml_text(panel, "A test.").encode(), f"{panel['id']}.yaml")
    missing = [one.render() for one in check_sources([written], languages)[1] if "missing" in one.message]
    assert missing == []
    assert languages == ("de", "fr", "ja") or "\u306e" not in yaml_text(panel, "A test.")


def test_french_words_and_numbers_are_french(tmp_path: Path) -> None:
    survey = survey_in(new_site(tmp_path / "site", ("fr",)) / "survey_defs" / "meetings")
    panel = illustrative_panel(survey, languages=("fr",))
    assert panel["origin"]["title"] == panel["edition"]["title"]["fr"]
    assert panel["origin"]["attribution"]["fr"].startswith("Source : ")
    assert "pas de 0,5 à 20 points" in panel["notes"][1]["fr"]


def test_every_text_that_a_panel_can_have_is_there_in_each_language() -> None:
    found = [text for module in (bands, panel_text) for text in texts(dict(vars(module)))]
    assert len(found) > 40
    assert [text["en"] for text in found if not set(SPOKEN) <= text.keys()] == []
