"""The JSON Schemas for editors: those of the models as they are, with words for every key."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cspi_build.schema import edition, survey
from cspi_build.schema.schema_files import SCHEMAS
from cspi_build.settings import site as settings

MODULES = (survey, edition, settings)
ALL = {name: schema for module in MODULES for name, schema in module.schemas().items()}


def test_every_schema_is_of_a_model() -> None:
    assert {path.name for path in SCHEMAS.glob("*.schema.json")} == set(ALL)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_they_are_up_to_date(module: ModuleType, tmp_path: Path) -> None:
    module.write_schemas(tmp_path)
    for name in module.schemas():
        message = f"run `python -m {module.__name__}`"
        assert (SCHEMAS / name).read_bytes() == (tmp_path / name).read_bytes(), message


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_they_say_what_writes_them(module: ModuleType) -> None:
    for schema in module.schemas().values():
        assert f"`python -m {module.__name__}`" in schema["$comment"]


@pytest.mark.parametrize("schema", ALL.values(), ids=ALL)
def test_editors_can_explain_every_key(schema: dict[str, Any]) -> None:
    for part, definition in {**schema["$defs"], "the file": schema}.items():
        assert definition["additionalProperties"] is False, part
        for key, described in definition["properties"].items():
            assert described.keys() & {"description", "$ref"}, f"{part}: {key}"
