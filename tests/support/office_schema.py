"""The schemas of presentations, as published: ISO/IEC 29500-4 (transitional), and relationships of part 2."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

SCHEMAS = Path(__file__).parents[1] / "data" / "office-open-xml.zip"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def schema_errors(presentation: bytes) -> list[str]:
    """Return what in the parts of a PowerPoint file the schemas do not allow."""
    with zipfile.ZipFile(io.BytesIO(presentation)) as archive:
        named = [(name, found) for name in archive.namelist() if (found := _schema_of(name))]
        assert {schema for _, schema in named} == {"pml", "dml-main", "dml-chart", "opc-relationships"}
        return [error for name, schema in named for error in _errors(name, archive.read(name), schema)]


def _schema_of(name: str) -> str | None:
    if name.endswith(".rels"):
        return "opc-relationships"
    if not name.startswith("ppt/") or not name.endswith(".xml"):
        return None
    if "/charts/chart" in name:
        return "dml-chart"
    return "dml-main" if "/theme/" in name or name.endswith("tableStyles.xml") else "pml"


def _errors(name: str, part: bytes, schema: str) -> list[str]:
    tree = etree.fromstring(part)
    for alternative in tree.iter(ALTERNATIVES):  # a program that knows no extension takes the last
        alternative.getparent().replace(alternative, alternative[-1][0])
    checked = _schema(schema)
    checked.validate(tree)
    return [f"{name}: {error.message}" for error in checked.error_log]


@cache
def _schema(name: str) -> Any:
    with zipfile.ZipFile(SCHEMAS) as archive:
        texts = {one: archive.read(one) for one in archive.namelist()}

    class Inside(etree.Resolver):
        def resolve(self, url: str, _: object, context: Any) -> Any:
            return self.resolve_string(texts[url.rsplit("/", 1)[-1]], context, base_url=url)

    parser = etree.XMLParser()
    parser.resolvers.add(Inside())
    return etree.XMLSchema(etree.fromstring(texts[f"{name}.xsd"], parser, base_url=f"{name}.xsd"))
