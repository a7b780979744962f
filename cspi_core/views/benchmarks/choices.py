"""The editions and segments of the linked metrics that a respondent can be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...benchmarking.edition import Snapshot
from ...benchmarking.panels import links_of
from ...benchmarking.segments import Against, own_segment, profile_answers, score_metrics, wanted_segment
from ...memo import Key, remember
from ...report import Report
from ...text.benchmarks import edition_text, segment_text
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.benchmarks import ComparisonView, GroupChoice, SegmentChoice


def comparison(report: Report, words: Wording) -> ComparisonView:
    """The choices of edition and segment, with labels, and what is chosen now.

    A segment value that the respondent's own profile gives is marked ``mine``.
    """
    linked, used = _used(report)
    return {
        "edition": report.against.edition,
        "segment": dict(report.against.segment),
        "everyone": report.against.everyone,
        "profile": _profile(report, words),
        "editions": [{"id": s.id, "label": edition_text(s, words)} for s in used],
        "segments": _offered(report, used, linked, words),
        "say": _say(report, used, words),
    }


def _used(report: Report) -> tuple[set[str], list[Snapshot]]:
    """The metrics that answers and scores can be held against, and the snapshots that have any of them, the
    newest first."""
    links = links_of(report.survey, report.snapshots)
    linked = set(links.having) | set(score_metrics(report.survey) if report.peers else ())
    used = [snapshot for snapshot in links.editions if linked & set(snapshot.metric_by_id)]
    return linked, sorted(used, key=lambda snapshot: (-snapshot.year, snapshot.id))


def _profile(report: Report, words: Wording) -> str | None:
    """Return the label of the group that the profile matches; None if there is none."""
    if report.peers is None:
        return None
    panel, against = report.peers.panel, Against(report.against.edition)
    given = wanted_segment(report.survey, report.answers, panel, against)
    if not given:
        return None
    return words.say("comparison.profile", name=segment_text([panel], given, words, full=True))


def _say(report: Report, used: list[Snapshot], words: Wording) -> list[str]:
    """Return sentences on the extent to which a requested comparison was possible."""
    against = report.against
    placed = [standing for standing in report.standings if not standing.problem]
    said = []
    if against.edition and placed:
        of_edition = [standing for standing in placed if standing.snapshot.id == against.edition]
        name = next((edition_text(s, words) for s in used if s.id == against.edition), against.edition)
        said.append(_followed("edition", name, len(of_edition), len(placed), words))
    if against.segment and placed:
        of_segment = [standing for standing in placed if not standing.fell_back]
        name = segment_text(used, against.segment, words, full=True)
        said.append(_followed("segment", name, len(of_segment), len(placed), words))
    return said


def _followed(what: str, name: str, count: int, total: int, words: Wording) -> str:
    key = f"comparison.{what}" if count else f"comparison.{what}.none"
    return words.say(key, name=name, count=count, n=total)


def _key(report: Report, used: list[Snapshot], linked: set[str], words: Wording) -> Key:
    profile = profile_answers(report.survey, report.answers)
    return report.survey, words.locale, report.snapshots, report.peers is None, profile


@remember(_key)
def _offered(report: Report, used: list[Snapshot], linked: set[str], words: Wording) -> list[SegmentChoice]:
    """The dimensions of all editions, each once; a newer edition's come first."""
    found: dict[str, SegmentChoice] = {}
    for snapshot in used:
        for segment in _segments(report, snapshot, linked, words):
            found.setdefault(segment["id"], segment)
    return list(found.values())


def _segments(report: Report, snapshot: Snapshot, linked: set[str], words: Wording) -> list[SegmentChoice]:
    """The dimensions in which a linked metric has cells, each with the values that have one."""
    metrics = [metric for metric in snapshot.metrics if metric.id in linked]
    cells = [cell.segment for metric in metrics for cell in metric.cells if not cell.suppressed]
    mine = own_segment(report.survey, report.answers, snapshot)
    found: list[SegmentChoice] = []
    for dimension in snapshot.dimensions:
        present = {segment.get(dimension.id) for segment in cells if len(segment) == 1}
        values: list[GroupChoice] = [
            {"id": value, "label": label[words.locale], "mine": mine.get(dimension.id) == value}
            for value, label in dimension.values.items()
            if value in present
        ]
        if values:
            found.append({"id": dimension.id, "label": dimension.label[words.locale], "values": values})
    return found
