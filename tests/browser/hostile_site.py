"""A survey and studies whose every text tries to be something else: markup, script, a template."""

from __future__ import annotations

import shutil
from binascii import crc32
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ATTACKS = (
    "<img src=x onerror=window.__hit=1>",
    '"><script>window.__hit=2</script>',
    "</script><script>window.__hit=3</script><!--",
    "[click](javascript:window.__hit=4)",
    "' onmouseover='window.__hit=5' x='",
    "{{ 7 * 7 }} {% raw %} %s $x",
    "&lt;img src=x onerror=window.__hit=6&gt; &#60;b&#62;",
    "W" * 200,
    "]]> --> </style></title></textarea><svg onload=window.__hit=7>",
    "**bold** `code` ~~~ ::: !!! # - 1. | a | b |",
)
INVISIBLE = "\u202egpj.exe\u202c \u2067x\u2069"
PLACES = "{n} {0.__class__} ${x}"
"""What definitions may not hold, but files and links of other people may."""
PROSE = ("producer", "title", "citation", "text", "note", "reason")
ID_LIKE = ("locale", "id", "series")


def make_hostile(copy: Path, tests: Path) -> None:
    """Put the attacks into every text of the small survey and of the small studies of a copied repository."""
    survey = copy / "survey_defs" / "tiny"
    shutil.copytree(tests / "snapshots", copy / "benchmark_snapshots", dirs_exist_ok=True)
    _rewrite(survey / "survey.yaml", _link_to_studies)
    for path in [survey / "ja.yaml", survey / "en.yaml"]:
        _rewrite(path, lambda text: _spoil(_explain_link(text), every=True))
    for path in sorted((copy / "benchmark_snapshots").glob("*.yaml")):
        _rewrite(path, lambda study: _spoil(study, every=False))


def _rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    data = change(yaml.safe_load(path.read_text(encoding="utf-8")))
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _link_to_studies(survey: Any) -> Any:
    """The small survey with its one link to what the small studies hold."""
    for question in survey["questions"]:
        question.pop("benchmarks", None)
        if question["id"] == "wait":
            question["benchmarks"] = [{"metric": "wait", "match": "close"}]
    return survey


def _explain_link(text: Any) -> Any:
    for question in text["questions"].values():
        question.pop("benchmarks", None)
    text["questions"]["wait"]["benchmarks"] = {"wait": "Both ask for the days."}
    return text


def _spoil(data: Any, every: bool, key: str = "") -> Any:
    """The data with an attack behind every text, or behind those that are prose or in two languages; the
    same one behind the same text, as studies have to agree on their labels."""
    if isinstance(data, dict):
        every = every or set(data) == {"ja", "en"}
        return {name: _spoil(part, every, str(name)) for name, part in data.items()}
    if isinstance(data, list):
        return [_spoil(part, every, key) for part in data]
    if isinstance(data, str) and key not in ID_LIKE and (every or key in PROSE):
        return f"{data} {ATTACKS[crc32(data.encode()) % len(ATTACKS)]}"
    return data
