"""The JSON Schemas of the models, as files for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"


def write_schema_files(schemas: Mapping[str, Mapping[str, Any]], folder: Path) -> None:
    """Write JSON Schemas, by file name, into a folder."""
    for name, schema in schemas.items():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        (folder / name).write_text(text + "\n", encoding="utf-8")
