"""The file of a new edition from published tables: figures in their places, all else to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cspi_build.cli.scaffold.edition_form_metrics import EMPTY, filled_in, with_languages
from cspi_build.cli.scaffold.published_table import Table
from cspi_build.editions.languages import USUAL
from cspi_build.editions.reconcile import counts_of
from cspi_build.installation import CALL
from cspi_build.panels.yaml_writer import flow_text

__all__ = ["edition_from_tables"]

_GUIDE = """\
# yaml-language-server: $schema=../cspi_build/schemas/snapshot.schema.json
#
# {id}, from {source}. Fill in what is empty, then run `{call} check`: it names each place
# that is still empty, or that does not fit, by line and column. Ids come from the labels: change them before
# others use them. Where an earlier edition or another study asks the same, give the metric and its answers
# the ids that they have there.
"""

_HEAD = """\
id: {id}
edition:
  series: {series}
  year: {year}
  title: {empty}  # as printed, and in the other language

origin:
  producer:  # who made the study
  title:  # as printed
  citation:  # how to cite it, on one line
  url:  # "https://…"; delete the line if it is not on the web
  published:  # 2024, 2024-08 or 2024-08-31
  accessed:  # the day on which you read it, such as 2024-09-01, or `not recorded`
  terms: {empty}  # what the publisher allows
  attribution: {empty}  # the line that names the source wherever figures are shown
second_hand: false  # true: read in coverage, not in the publication itself; then name it under `coverage`

study:
  population: {empty}  # who was asked
  n:  # how many answered, or `unknown`
  n_note: {empty}  # why, where any n is unknown; else delete the line
  recruitment:  # {{ja: …, en: …}}, or `not stated`
  unit:  # what one answer stands for: person, company, or `not stated`

themes:
  - id: main
    label: {empty}
"""

EVERYONE = {"", "all", "total", "overall", "everyone", "全体", "合計", "計", "総計"}

_JAPANESE = re.compile("[぀-ヿ㐀-鿿]")

_ID = re.compile(r"[^a-z0-9]+")


def edition_from_tables(
    tables: Sequence[Table], new_id: str, source: str, languages: Sequence[str] = USUAL
) -> str:
    """The file for `new_id`, whose last four characters are its year, from the tables of `source`; texts are
    in `languages`."""
    series, _, year = new_id.rpartition("-")
    text = _GUIDE.format(id=new_id, source=source, call=CALL)
    text += _HEAD.format(id=new_id, series=series, year=year, empty=EMPTY)
    names = _names([table.question for table in tables], "question")
    segments = [
        line for name, table in zip(names, tables, strict=True) for line in _segment(name, table, languages)
    ]
    lines = ["", "segments:", *segments] if segments else []
    lines += ["", "metrics:"]
    for name, table in zip(names, tables, strict=True):
        lines += [*_metric(name, table, languages), ""]
    return with_languages(text + "\n".join(lines), languages)


def _names(labels: Sequence[str], kind: str) -> list[str]:
    """An id for each label, unique among them; of a label without Latin letters, its kind and number."""
    found: list[str] = []
    for at, label in enumerate(labels, start=1):
        plain = _ID.sub("_", label.lower()).strip("_")
        name = plain[:40].strip("_") if plain[:1].isalpha() else f"{kind}_{plain or at}".strip("_")[:40]
        found.append(name if name not in found else f"{name}_{at}")
    return found


def _said(label: str, languages: Sequence[str]) -> str:
    """A label in its language, the others to be filled in; which it is in, only Japanese shows."""
    others = [one for one in languages if one != "ja"] or list(languages)
    likely = "en" if "en" in others else others[0]
    is_japanese = "ja" in languages and _JAPANESE.search(label)
    return filled_in(languages, {"ja" if is_japanese else likely: flow_text(label)})


def _groups(table: Table) -> list[tuple[int, str, str]]:
    """Position, id and label of the groups that are not everyone."""
    split = [(at, label) for at, label in enumerate(table.groups) if label.lower() not in EVERYONE]
    names = _names([label for _, label in split], "group")
    return [(at, name, label) for name, (at, label) in zip(names, split, strict=True)]


def _segment(name: str, table: Table, languages: Sequence[str]) -> Iterator[str]:
    groups = _groups(table)
    if groups:
        yield from [f"  - id: {name}_by", f"    label: {EMPTY}  # what the groups differ by", "    values:"]
        yield from (f"      - {{id: {id_}, label: {_said(label, languages)}}}" for _, id_, label in groups)


def _metric(name: str, table: Table, languages: Sequence[str]) -> Iterator[str]:
    yield from [f"  - id: {name}", "    theme: main", f"    title: {_said(table.question, languages)}"]
    yield "    kind: single  # multiple: several answers may be given; numeric: they are bins of a number"
    yield from [
        "    direction:  # higher, lower or none: which way is better",
        f"    base: {EMPTY}  # of whom",
    ]
    yield from [f"    decimals: {table.decimals}"] if table.decimals != 1 else []
    yield "    categories:"
    ids = _names(table.answers, "answer")
    yield from (
        f"      - {{id: {id_}, label: {_said(label, languages)}}}"
        for id_, label in zip(ids, table.answers, strict=True)
    )
    yield "    cells:"
    split = {at: id_ for at, id_, _ in _groups(table)}
    for at in sorted(range(len(table.groups)), key=lambda one: one in split):
        yield from _cell(table, at, ids, f"{{{name}_by: {split[at]}}}" if at in split else "{}")


def _cell(table: Table, at: int, ids: Sequence[str], segment: str) -> Iterator[str]:
    n = table.n[at]
    yield from [f"      - segment: {segment}", f"        n: {n or 'unknown'}", "        shares:"]
    for id_, share in zip(ids, table.shares[at], strict=True):
        if share is None:
            continue
        span = counts_of(share, n) if n else None
        count = "" if span is None else f", count: {span.low if span and span.low == span.high else ''}"
        why = f"  # {span} of {n}" if span and span.low != span.high else ""
        yield f"          {id_}: {{share: {share}{count}, status: published}}{why}"
