"""Editions as Croissant 1.0, the description of datasets that tools of machine learning read.

The format is https://docs.mlcommons.org/croissant/docs/croissant-spec.html (1.0). One file for each edition,
below benchmarks/croissant; addresses are relative to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cspi_build.publish.public_data import FIELDS, file_bytes

__all__ = ["CONTEXT", "croissant"]

Row = dict[str, Any]

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"

CONTEXT: Row = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}


def croissant(
    edition: Mapping[str, Any],
    files: Mapping[str, str],
    words: Mapping[str, Any],
    language: str,
    version: str,
) -> Row:
    """A compiled edition whose CSV files are among `files`. `words` has the meaning of each column, in
    `language`."""
    id_, origin, metrics = edition["id"], edition["origin"], edition["metrics"]
    title, asked = edition["edition"]["title"][language], edition["study"]["population"][language]
    return {
        "@context": CONTEXT | {"@language": language},
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": id_,
        "description": f"{title}. {asked}.",
        "version": version,
        "url": f"../../../{language}/benchmarks/{id_}/",
        "citeAs": origin["citation"],
        "creator": {"@type": "sc:Organization", "name": origin["producer"]},
        "license": f"../../../{language}/benchmarks/data/#terms",
        "datePublished": origin["published"] or str(edition["edition"]["year"]),
        "distribution": [_file(id_, metric["id"], files) for metric in metrics],
        "recordSet": [_records(metric["id"], metric["title"][language], words) for metric in metrics],
    }


def _file(edition: str, metric: str, files: Mapping[str, str]) -> Row:
    path = f"benchmarks/csv/{edition}/{metric}.csv"
    raw = file_bytes(path, files[path])
    return {
        "@type": "cr:FileObject",
        "@id": f"{metric}.csv",
        "name": f"{metric}.csv",
        "contentUrl": f"../csv/{edition}/{metric}.csv",
        "contentSize": f"{len(raw)} B",
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _records(metric: str, title: str, words: Mapping[str, Any]) -> Row:
    return {
        "@type": "cr:RecordSet",
        "@id": metric,
        "name": metric,
        "description": title,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{metric}/{name}",
                "name": name,
                "description": words["fields"][name],
                "dataType": TYPES[kind],
                "source": {"fileObject": {"@id": f"{metric}.csv"}, "extract": {"column": name}},
            }
            for name, kind in FIELDS.items()
        ],
    }
