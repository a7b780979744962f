"""What search engines and catalogues read of the data: schema.org Dataset, and a DCAT catalogue of editions.

All addresses are relative, to the page or file that they stand in: JSON-LD resolves them there, so that the
same files are right under any address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["catalogue", "catalogue_of_pages", "dataset_of_edition", "dataset_of_metric", "script_text"]

Row = dict[str, Any]

CONTEXT = "https://schema.org/"

MEDIA = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}


def dataset_of_edition(edition: Mapping[str, Any], locale: str, data: str, description: str) -> Row:
    """A compiled edition as a schema.org Dataset. `data`: the folder with the data, from the page."""
    id_, study, origin = edition["id"], edition["study"], edition["origin"]
    time = study["fieldwork"]
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": f"{data}benchmarks/{id_}.json",
            "identifier": id_,
            "name": edition["edition"]["title"][locale],
            "description": description,
            "inLanguage": locale,
            "url": "./",
            "isAccessibleForFree": True,
            "isBasedOn": origin["url"] or next((page["url"] for page in origin["coverage"]), None),
            "citation": origin["citation"],
            "creditText": origin["attribution"][locale],
            "usageInfo": f"{data}../{locale}/benchmarks/data/#terms",
            "creator": {"@type": "Organization", "name": origin["producer"]},
            "datePublished": origin["published"],
            "temporalCoverage": time and f"{time['from']}/{time['to']}",
            "measurementTechnique": study["mode"] and study["mode"][locale],
            "variableMeasured": [_variable(metric, locale) for metric in edition["metrics"]],
            "includedInDataCatalog": {"@type": "DataCatalog", "url": f"{data}catalogue.jsonld"},
            "distribution": [
                _download(f"{data}benchmarks/{id_}.json", "json"),
                _download(f"{data}benchmarks/croissant/{id_}.json", "jsonld"),
                *(
                    _download(f"{data}benchmarks/csv/{id_}/{metric['id']}.csv", "csv")
                    for metric in edition["metrics"]
                ),
            ],
        }
    )


def dataset_of_metric(
    metric: str, editions: Sequence[Mapping[str, Any]], locale: str, data: str, description: str
) -> Row:
    """A metric of several compiled editions as a schema.org Dataset, the leading edition first."""
    lead = next(one for one in editions[0]["metrics"] if one["id"] == metric)
    years = sorted({int(edition["edition"]["year"]) for edition in editions})
    return _without_nothing(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": f"{data}benchmarks/metrics/{metric}.json",
            "identifier": metric,
            "name": lead["title"][locale],
            "description": description,
            "inLanguage": locale,
            "url": "./",
            "isAccessibleForFree": True,
            "citation": [edition["origin"]["citation"] for edition in editions],
            "creator": _producers(editions),
            "temporalCoverage": f"{years[0]}/{years[-1]}" if years[-1] > years[0] else str(years[0]),
            "variableMeasured": _variable(lead, locale),
            "includedInDataCatalog": {"@type": "DataCatalog", "url": f"{data}catalogue.jsonld"},
            "distribution": [
                _download(f"{data}benchmarks/metrics/{metric}.json", "json"),
                *(
                    _download(f"{data}benchmarks/csv/{edition['id']}/{metric}.csv", "csv")
                    for edition in editions
                ),
            ],
        }
    )


def catalogue_of_pages(editions: Iterable[Mapping[str, Any]], locale: str, title: str, text: str) -> Row:
    """The index page as a schema.org DataCatalog that names the page of each edition."""
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "name": title,
        "description": text,
        "inLanguage": locale,
        "url": "./",
        "dataset": [
            {
                "@type": "Dataset",
                "name": edition["edition"]["title"][locale],
                "description": edition["study"]["population"][locale],
                "url": f"{edition['id']}/",
            }
            for edition in editions
        ],
    }


def catalogue(
    editions: Sequence[Mapping[str, Any]], title: Mapping[str, str], text: Mapping[str, str]
) -> Row:
    """All editions as a DCAT 3 catalogue, for the top of the data folder."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Catalog",
        "dct:title": _texts(title),
        "dct:description": _texts(text),
        "dcat:dataset": [_dcat(edition) for edition in editions],
    }


def _dcat(edition: Mapping[str, Any]) -> Row:
    origin, id_, languages = edition["origin"], edition["id"], list(edition["edition"]["title"])
    files = {f"benchmarks/{id_}.json": "json", f"benchmarks/croissant/{id_}.json": "jsonld"}
    files |= {f"benchmarks/csv/{id_}/{metric['id']}.csv": "csv" for metric in edition["metrics"]}
    return _without_nothing(
        {
            "@type": "dcat:Dataset",
            "@id": f"benchmarks/{id_}.json",
            "dct:identifier": id_,
            "dct:title": _texts(edition["edition"]["title"]),
            "dct:description": _texts(edition["study"]["population"]),
            "dct:creator": {"@type": "foaf:Organization", "foaf:name": origin["producer"]},
            "dct:issued": origin["published"],
            "dct:bibliographicCitation": origin["citation"],
            "dct:rights": _texts(origin["terms"]),
            "dct:source": origin["url"] and {"@id": origin["url"]},
            "dcat:landingPage": [{"@id": f"../{locale}/benchmarks/{id_}/"} for locale in languages],
            "dcat:distribution": [
                {
                    "@type": "dcat:Distribution",
                    "dcat:downloadURL": {"@id": path},
                    "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA[kind]}"},
                }
                for path, kind in files.items()
            ],
        }
    )


def script_text(value: Mapping[str, Any]) -> str:
    """JSON as it can stand in a <script>: nothing in it ends the element or starts another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _variable(metric: Mapping[str, Any], locale: str) -> Row:
    unit = "%" if metric["kind"] != "numeric" else metric["unit"]
    return {"@type": "PropertyValue", "name": metric["title"][locale], "unitText": unit}


def _download(path: str, kind: str) -> Row:
    return {"@type": "DataDownload", "contentUrl": path, "encodingFormat": MEDIA[kind]}


def _producers(editions: Iterable[Mapping[str, Any]]) -> list[Row]:
    names = dict.fromkeys(edition["origin"]["producer"] for edition in editions)
    return [{"@type": "Organization", "name": name} for name in names]


def _texts(text: Mapping[str, str]) -> list[Row]:
    return list(_in_languages(text))


def _in_languages(text: Mapping[str, str]) -> Iterator[Row]:
    yield from ({"@language": locale, "@value": said} for locale, said in text.items())


def _without_nothing(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, [], "")}
