"""Whom a respondent can be compared with: the editions and segments that the linked metrics have."""

from __future__ import annotations

from typing import Any

from .report import Report
from .snapshot import Snapshot
from .standing import profile_segment
from .wording import Wording


def comparison(report: Report, words: Wording) -> dict[str, Any]:
    """The choices of edition and segment, with labels, and what is chosen now.

    A segment value that the respondent's own profile gives is marked ``mine``.
    """
    used = _used(report)
    return {
        "edition": report.against.edition,
        "segment": dict(report.against.segment),
        "editions": [{"id": s.id, "label": _edition(s, words)} for s in used],
        "segments": _offered(report, used, words),
    }


def _used(report: Report) -> list[Snapshot]:
    """Snapshots that have a metric which the survey links to, the newest first."""
    linked = {link.metric for question in report.survey.questions for link in question.benchmarks}
    used = [snapshot for snapshot in report.snapshots if linked & set(snapshot.metric_by_id)]
    return sorted(used, key=lambda snapshot: (-snapshot.year, snapshot.id))


def _offered(report: Report, used: list[Snapshot], words: Wording) -> list[dict[str, Any]]:
    """The dimensions of all editions, each once; a newer edition's come first."""
    found: dict[str, dict[str, Any]] = {}
    for snapshot in used:
        for segment in _segments(report, snapshot, words):
            found.setdefault(segment["id"], segment)
    return list(found.values())


def _edition(snapshot: Snapshot, words: Wording) -> str:
    return words.say("standing.edition", title=snapshot.title[words.locale], year=snapshot.year)


def _segments(report: Report, snapshot: Snapshot, words: Wording) -> list[dict[str, Any]]:
    """The dimensions in which a linked metric has cells, each with the values that have one."""
    linked = {link.metric for question in report.survey.questions for link in question.benchmarks}
    cells = [cell.segment for metric in snapshot.metrics if metric.id in linked for cell in metric.cells]
    mine = profile_segment(report.survey, report.answers)
    found = []
    for dimension in snapshot.dimensions:
        present = {segment.get(dimension.id) for segment in cells if len(segment) == 1}
        values = [
            {"id": value, "label": label[words.locale], "mine": mine.get(dimension.id) == value}
            for value, label in dimension.values.items()
            if value in present
        ]
        if values:
            found.append({"id": dimension.id, "label": dimension.label[words.locale], "values": values})
    return found
