"""Answers that do not go together or are rarely meant, in words: once in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...model.practice import Contradiction
from ...model.survey import Doubt, Survey
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import ContradictionsView, ContradictionView


def contradiction_words(
    survey: Survey, found: Iterable[Contradiction], text: Mapping[str, Any]
) -> list[ContradictionView]:
    """Return each contradiction with its text and the questions that it is about. ``kind`` is ``ask`` where
    one of the answers may be wrong, ``remark`` where both may be right."""
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "text": text["contradictions"][one.id],
            "questions": [
                {"id": name, "number": survey.question_by_id[name].number} for name in one.questions
            ],
        }
        for one in found
    ]


def doubt_words(survey: Survey, found: Iterable[Doubt], text: Mapping[str, Any]) -> list[ContradictionView]:
    """Return each doubt as :func:`contradiction_words` returns contradictions; ``kind`` is ``doubt``."""
    return [
        {
            "id": one.id,
            "kind": "doubt",
            "text": text["doubts"][one.id],
            "questions": [
                {"id": name, "number": survey.question_by_id[name].number} for name in one.questions
            ],
        }
        for one in found
    ]


def contradictions_view(
    survey: Survey,
    found: tuple[Contradiction, ...],
    doubted: tuple[Doubt, ...],
    text: Mapping[str, Any],
    words: Wording,
) -> ContradictionsView | None:
    """Return the section of the report: answers that do not go together, then answers that are rarely meant;
    None where there are neither."""
    if not found and not doubted:
        return None
    return {
        "title": words.say("contradictions.title"),
        "about": words.say("contradictions.about"),
        "items": [*contradiction_words(survey, found, text), *doubt_words(survey, doubted, text)],
    }
