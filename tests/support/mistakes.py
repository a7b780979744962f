"""Mistakes that people make in definition files, and what they are told: YAML files with a case each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cspi_build.yaml_source.source import read_yaml


def cases(folder: str) -> list[Any]:
    """The cases of a folder beside this file: each a `name`, a `change` to good files, and what it `says`."""
    found = []
    for path in sorted((Path(__file__).parents[1] / folder).glob("*.yaml")):
        listed: Any = read_yaml(path).value
        found += [pytest.param(case, id=f"{path.stem}: {case['name']}") for case in listed]
    return found
