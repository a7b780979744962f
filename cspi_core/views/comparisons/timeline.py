"""Results over time in words, with their charts: the index and axes of each, and what changed between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ...advice.targets import NO_TARGET, Target
from ...benchmarking.edition import Snapshot
from ...benchmarking.edition_effects import EditionMove, edition_moves, out_by
from ...benchmarking.segments import Against
from ...charts.line import Course, line_chart
from ...model.survey import Survey
from ...results.changes import changes
from ...results.collection import Opened, Refused, titles
from ...results.timeline import Timeline
from ...text.benchmarks import edition_text, sentences
from ...text.messages import Wording, wording
from ...text.versions import left_out_text, rescored
from ...text.versions import remarks as version_remarks
from ..differences import direction, moved_text
from .changes import changes_view
from .problems import refused_view

if TYPE_CHECKING:
    from ..shapes.timeline import MoveView, OthersView, PairView, ResultView, RowView, TimeView

PRESENT = "present"
"""The id under which the page hands in what is entered now."""


@dataclass(frozen=True)
class Compared:
    """The benchmarks for results over time: published studies and the requested group."""

    snapshots: Sequence[Snapshot] = ()
    against: Against = field(default_factory=Against)


def timeline_view(
    survey: Survey,
    found: Timeline,
    refused: Iterable[Refused] = (),
    locale: str | None = None,
    *,
    pair: tuple[str | None, str | None] = (None, None),
    compared: Compared | None = None,
) -> TimeView:
    """A timeline as JSON-able texts and charts. ``pair``: the ids of the two results to compare."""
    words = wording(survey.locale(locale), survey.scale)
    heads = _heads(found.results, words)
    ends, against = found.pair(*pair), compared or Compared()
    course, editions = _course(found.results, heads, _editions(found.results, against.snapshots))
    target = _target(found.results)
    return {
        "results": [_result(one, heads[one.id], words) for one in found.results],
        "refused": [refused_view(one, survey, words) for one in refused],
        "repeats": {one.id: one.same_as or "" for one in found.repeats},
        "remarks": _remarks(found, survey, words),
        "none": _none(found, words),
        "rows": _rows(survey, found.results, course, target, words),
        "legend": _legend(survey, found.results, editions, target, words),
        "pair": [one.id for one in ends] if ends else None,
        "changes": _changes(ends, heads, against, words) if ends else None,
    }


def _heads(results: Sequence[Opened], words: Wording) -> dict[str, str]:
    """Return the title of each result: its day, numbered if several results share it."""
    days = {one.id: words.date(one.result.created) or words.say("time.undated") for one in results}
    counts, seen = Counter(days.values()), Counter[str]()
    heads: dict[str, str] = {}
    for name, day in days.items():
        seen[day] += 1
        heads[name] = words.say("time.day", day=day, number=seen[day]) if counts[day] > 1 else day
    return heads


def _result(one: Opened, head: str, words: Wording) -> ResultView:
    index, survey = one.report.index, one.report.survey
    level = one.report.index_level
    text = survey.text[survey.locale(words.locale)]
    other = one.result.version != survey.version
    return {
        "id": one.id,
        "head": head,
        "name": titles([one], "")[one.id],
        "present": one.id == PRESENT,
        "index": words.number(index.score) if survey.axes else None,
        "level": text["levels"][level]["name"] if level else None,
        "version": words.say("time.version", version=one.result.version) if other else None,
    }


def _remarks(found: Timeline, survey: Survey, words: Wording) -> list[str]:
    """Return remarks on results that are duplicates, have no date, or come from another version."""
    shown = {one.id: one for one in found.results}
    said = []
    for one in found.repeats:
        first = shown[one.same_as or ""]
        if one.id == PRESENT:
            said.append(words.say("time.same.present", day=words.date(first.result.created)))
        else:
            said.append(words.say("time.same", name=one.name, other=first.name or words.say("time.present")))
    undated = [one for one in found.results if not one.result.created]
    if undated and len(found.results) > 1:
        said.append(words.say("time.undated.first", n=len(undated)))
    return [*said, *rescored(survey, (one.result.version for one in found.results), words)]


def _none(found: Timeline, words: Wording) -> str | None:
    if len(found.results) > 1:
        return None
    return words.say("time.few", n=len(found.results)) if found.results else words.say("time.nothing")


def _editions(results: Sequence[Opened], snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """Return the editions that came out between the first and the last result, as far as a month is known."""
    if len(results) < 2 or not all(one.result.created for one in results):
        return []
    old, new = (out_by(snapshots, results[at].result.created) for at in (0, -1))
    return [one for one in new if one not in old and len(one.published) >= len("2026-11")]


def _target(results: Sequence[Opened]) -> Target:
    """Return the target of the latest plan; none where that has none, whatever an earlier one aimed at."""
    plans = [one.result.plan for one in reversed(results) if one.result.plan]
    return plans[0].target if plans else NO_TARGET


def _course(
    results: Sequence[Opened], heads: dict[str, str], editions: Sequence[Snapshot]
) -> tuple[Course, list[Snapshot]]:
    """Return what lines are drawn along, with the editions marked on it: true times, or equal steps where a
    result has none or all have the same."""
    days = list(heads.values())
    earlier = [at for at, one in enumerate(results) if one.result.version != one.report.survey.version]
    times = [_on_clock(one.result.created) for one in results] if len(results) > 1 else []
    if not all(times) or len(set(times)) < 2 or sorted(times) != times:
        return Course(days, earlier=earlier), []
    published = [(_on_clock(f"{one.published}-01"[: len("2026-11-30")]), one) for one in editions]
    drawn = [(time, one) for time, one in published if times[0] < time < times[-1]]
    return Course(days, times, earlier, sorted(time for time, _ in drawn)), [one for _, one in drawn]


def _on_clock(created: str) -> str:
    """Return a time as the clock there showed it, without its offset; empty where there is none."""
    try:
        return datetime.fromisoformat(created).replace(tzinfo=None).isoformat() + "+00:00"
    except ValueError:
        return ""


def _legend(
    survey: Survey, results: Sequence[Opened], editions: Sequence[Snapshot], target: Target, words: Wording
) -> list[str]:
    """Return what the signs of the lines mean, as far as they are drawn."""
    if not survey.axes or len(results) < 2:
        return []
    titles = words.say("list.comma").join(edition_text(one, words) for one in editions)
    is_old = any(one.result.version != survey.version for one in results)
    said = {"earlier": is_old, "editions": bool(titles), "target": bool(target)}
    return [words.say(f"time.legend.{name}", titles=titles) for name, told in said.items() if told]


def _rows(
    survey: Survey, results: Sequence[Opened], course: Course, target: Target, words: Wording
) -> list[RowView]:
    """The index and every axis, each with its scores over time and the chart of them."""
    if not survey.axes or not results:
        return []
    text = survey.text[survey.locale(words.locale)]
    scores = [("", words.say("table.index"), [one.report.index.score for one in results])]
    for place, axis in enumerate(survey.axes):
        name = text["axes"][axis.id]["name"]
        scores.append((axis.id, name, [one.report.index.axes[place].score for one in results]))
    aims = {"": target.whole(survey), **target.axes}
    return [
        {
            "id": name,
            "name": title,
            "texts": [words.number(value) for value in values],
            "moved": moved_text(values[0], values[-1], words) if len(values) > 1 else None,
            "direction": direction(values[0], values[-1], words.scale) if len(values) > 1 else None,
            "chart": line_chart(
                title,
                course,
                [words.scale.shown(value) for value in values],
                words,
                small=bool(name),
                target=aims.get(name),
            )
            if len(values) > 1
            else None,
        }
        for name, title, values in scores
    ]


def _changes(
    ends: tuple[Opened, Opened], heads: dict[str, str], compared: Compared, words: Wording
) -> PairView:
    before, after = ends
    days = (heads[before.id], heads[after.id])
    view = changes_view(
        changes(before.report, after.report),
        words.locale,
        days=days,
        notes=(before.result.notes, after.result.notes),
    )
    return {**view, "others": _others(ends, compared, words)}


def _others(ends: tuple[Opened, Opened], compared: Compared, words: Wording) -> OthersView:
    """Return the changes that do not come from the respondent: survey version and studies."""
    before, after = ends
    survey = after.report.survey
    others = {one.result.version: one for one in ends if one.result.version != survey.version}
    said = [line for one in others.values() for line in _version_words(one, words)]
    key = "time.survey.changed" if others else "time.survey.same"
    said.append(words.say(key, current=survey.version))
    moves: list[MoveView] = []
    if not before.result.created:
        said += [words.say("time.editions.undated")] if compared.snapshots else []
    elif compared.snapshots:
        old, new = (out_by(compared.snapshots, one.result.created) for one in ends)
        fresh = [edition_text(one, words) for one in new if one not in old]
        listed = words.say("list.comma").join(fresh)
        said.append(words.say("time.editions.new" if fresh else "time.editions.same", titles=listed))
        answers = (before.result.answers, after.result.answers)
        moves = [_move(one, words) for one in edition_moves(survey, answers, (old, new), compared.against)]
    return {"say": said, "moves": moves}


def _version_words(one: Opened, words: Wording) -> list[str]:
    """Return remarks on a result of another version: changes since then, and removed answers."""
    survey, result = one.report.survey, one.result
    locale = survey.locale(words.locale)
    return [
        *version_remarks(survey, result.version, locale, words),
        *left_out_text(survey, result.left_out, locale, words),
    ]


def _move(move: EditionMove, words: Wording) -> MoveView:
    then, same, now = move.then, move.same, move.now
    texts = [sentences(one, words)[0] if one else words.say("missing") for one in (then, same, now)]
    return {
        "number": then.question.number,
        "question": then.question.id,
        "title": same.metric.title[words.locale],
        "editions": [edition_text(one.snapshot, words) for one in (then, same)],
        "texts": texts,
    }
