"""Changes between two results, as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model.answers import NOTHING, UNANSWERED, Answer
from ...model.survey import MULTIPLE, Question
from ...results.changes import AxisChange, Changes, ItemChange
from ...rounding import rounded
from ...text.answers import answer_texts
from ...text.messages import Wording, wording
from ..differences import direction, moved_text, signed

if TYPE_CHECKING:
    from ..shapes.timeline import AxisChangeView, ChangesView, ItemChangeView, NoteChangeView

Notes = Mapping[str, str]


def changes_view(
    found: Changes,
    locale: str | None = None,
    *,
    dates: tuple[str, str] = ("", ""),
    days: tuple[str, str] = ("", ""),
    version: str = "",
    notes: tuple[Notes, Notes] = ({}, {}),
) -> ChangesView:
    """Return the changes as JSON-able texts.

    ``dates`` are the ISO 8601 times of the two results; ``days`` are names to use instead. ``version`` is
    the survey version the earlier result was made with. ``notes`` are the notes of both results by question
    id; differing notes are listed but never scored.

    >>> from cspi_core import changes, changes_view, load_survey, score
    >>> survey = load_survey("tiny.json")
    >>> before, after = (score(survey, {"intake": {"choice": choice}}) for choice in ("note", "form"))
    >>> changes_view(changes(before, after), "en", dates=("2026-03-01", "2026-06-01"))["title"]
    'Changes from 1 March 2026 to 1 June 2026'
    """
    survey = found.after.survey
    chosen = survey.locale(locale)
    text, words = survey.text[chosen], wording(chosen, survey.scale)
    before, after = (
        day or words.date(date) or words.say("missing") for day, date in zip(days, dates, strict=True)
    )
    old, new = found.before.index.score, found.after.index.score
    items = [item for axis in found.axes for item in axis.items] + list(found.profile)
    return {
        "title": words.say("changes.title", before=before, after=after),
        "index": words.say("changes.index", **_ends(old, new, words)),
        "axes": [_axis(axis, text["axes"], words) for axis in found.axes],
        "items": [_item(item, text["questions"], words) for item in items],
        "notes": _notes(found, notes, text["questions"], words),
        "none": None if items else words.say("changes.none"),
        "version": words.say("changes.version", found=version, current=survey.version)
        if version and version != survey.version
        else None,
    }


def _ends(before: float | None, after: float | None, words: Wording) -> dict[str, str]:
    """Two scores as they are shown, and the difference of what is shown."""
    moved = moved_text(before, after, words)
    return {"before": words.number(before), "after": words.number(after), "moved": moved}


def _axis(change: AxisChange, prose: Any, words: Wording) -> AxisChangeView:
    name = prose[change.after.axis.id]["name"]
    ends = _ends(change.before.score, change.after.score, words)
    return {
        "id": change.after.axis.id,
        "name": name,
        "before": ends["before"],
        "after": ends["after"],
        "moved": ends["moved"],
        "before_value": rounded(change.before.score),
        "after_value": rounded(change.after.score),
        "direction": direction(change.before.score, change.after.score, words.scale),
        "text": words.say("changes.axis", axis=name, **ends),
    }


def _item(change: ItemChange, prose: Any, words: Wording) -> ItemChangeView:
    question = change.question
    texts = prose[question.id]
    before, after = (_answer(answer, texts, words) for answer in (change.before, change.after))
    return {
        "question": question.id,
        "number": question.number,
        "prompt": texts["prompt"],
        "before": before,
        "after": after,
        "axis": question.axis,
        "moved": None if change.moved is None else _signed(100 * change.moved, words),
        "direction": None if change.moved is None else direction(0.0, 100 * change.moved, words.scale),
        "added": _labels(change.after, change.before, question, texts),
        "removed": _labels(change.before, change.after, question, texts),
        "text": words.say(
            "changes.item", number=question.number, prompt=texts["prompt"], before=before, after=after
        ),
    }


def _labels(these: Answer, without: Answer, question: Question, prose: Any) -> list[str]:
    """Return the labels that one multiple-choice answer has and the other lacks."""
    if question.kind != MULTIPLE or not these.choices or not without.choices:
        return []
    return [prose["options"][choice]["label"] for choice in these.choices if choice not in without.choices]


def _signed(points: float, words: Wording) -> str:
    return signed(words.scale.round(words.scale.points(points)), words)


def _notes(found: Changes, notes: tuple[Notes, Notes], prose: Any, words: Wording) -> list[NoteChangeView]:
    """The notes that were added, changed or taken away, in the survey's order."""
    before, after = notes
    return [
        {
            "question": question.id,
            "number": question.number,
            "prompt": prose[question.id]["prompt"],
            "before": before.get(question.id) or None,
            "after": after.get(question.id) or None,
        }
        for question in found.after.survey.questions
        if (before.get(question.id) or "") != (after.get(question.id) or "")
    ]


def _answer(answer: Answer, texts: Any, words: Wording) -> str:
    if answer == NOTHING:
        return words.say(f"state.{UNANSWERED}")
    return words.say("list.comma").join(answer_texts(texts, answer, words))
