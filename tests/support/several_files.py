"""Result files of several people, or of several times, made from golden vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cspi_core import load_survey
from golden_surveys import compiled
from vectors import FOLDER, read_vector

CSPI = compiled("cspi")
SURVEY = load_survey(CSPI)


def answers_of(vector: str) -> dict[str, Any]:
    """The answers of a golden vector of the large survey."""
    return read_vector(FOLDER / "cspi" / f"{vector}.txt", CSPI)[0]


def result_text(answers: Mapping[str, Any], survey: Mapping[str, Any] = CSPI, **more: Any) -> str:
    """The text of a result file."""
    about = {"id": survey["id"], "version": more.pop("version", survey["version"])}
    head = {"format": "cspi-result/1", "survey": about, "label": "", "created": ""}
    return json.dumps(head | {"answers": answers} | more)


def file_of(name: str, vector: str = "team", changed: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """A file as the page hands it in; ``changed`` replaces answers of the vector."""
    text = result_text(answers_of(vector) | dict(changed or {}), **more)
    return {"id": name, "name": f"{name}.json", "text": text}
