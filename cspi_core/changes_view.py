"""What changed between two results, in words."""

from __future__ import annotations

from typing import Any

from .answers import NOTHING, UNANSWERED, Answer
from .changes import AxisChange, Changes, ItemChange
from .item_view import answer_texts
from .rounding import round_half_up, rounded
from .wording import Wording, wording


def changes_view(
    found: Changes, locale: str | None = None, *, dates: tuple[str, str] = ("", ""), version: str = ""
) -> dict[str, Any]:
    """The changes as JSON-able texts. ``dates`` are ISO 8601 times of the two results; ``version`` is that
    of the survey which the earlier one was made with."""
    survey = found.after.survey
    chosen = survey.locale(locale)
    text, words = survey.text[chosen], wording(chosen)
    before, after = (words.date(date) or words.say("missing") for date in dates)
    old, new = found.before.index.score, found.after.index.score
    items = [item for axis in found.axes for item in axis.items] + list(found.profile)
    return {
        "title": words.say("changes.title", before=before, after=after),
        "index": words.say("changes.index", **_ends(old, new, words)),
        "axes": [_axis(axis, text["axes"], words) for axis in found.axes],
        "items": [_item(item, text["questions"], words) for item in items],
        "none": None if items else words.say("changes.none"),
        "version": words.say("changes.version", found=version, current=survey.version)
        if version and version != survey.version
        else None,
    }


def _ends(before: float | None, after: float | None, words: Wording) -> dict[str, str]:
    """Two scores as they are shown, and the difference of what is shown."""
    then, now = rounded(before), rounded(after)
    moved = words.say("missing")
    if then is not None and now is not None:
        moved = f"{round_half_up(now - then):+.1f}".replace("-", "−")
    return {"before": words.number(before), "after": words.number(after), "moved": moved}


def _axis(change: AxisChange, prose: Any, words: Wording) -> dict[str, Any]:
    name = prose[change.after.axis.id]["name"]
    ends = _ends(change.before.score, change.after.score, words)
    return {
        "id": change.after.axis.id,
        "name": name,
        "before_value": rounded(change.before.score),
        "after_value": rounded(change.after.score),
        "text": words.say("changes.axis", axis=name, **ends),
    } | ends


def _item(change: ItemChange, prose: Any, words: Wording) -> dict[str, Any]:
    question = change.question
    texts = prose[question.id]
    before, after = (_answer(answer, texts, words) for answer in (change.before, change.after))
    values = {"number": question.number, "prompt": texts["prompt"], "before": before, "after": after}
    return {
        "question": question.id,
        "axis": question.axis,
        "text": words.say("changes.item", **values),
    } | values


def _answer(answer: Answer, texts: Any, words: Wording) -> str:
    if answer == NOTHING:
        return words.say(f"state.{UNANSWERED}")
    return words.say("list.comma").join(answer_texts(texts, answer, words))
