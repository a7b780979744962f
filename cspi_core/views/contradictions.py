"""Answers that do not go together, in words: beside the questions, and once in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.practice import Contradiction
from ..model.survey import Survey
from ..text.messages import Wording


def contradiction_words(
    survey: Survey, found: Iterable[Contradiction], text: Mapping[str, Any]
) -> list[dict[str, Any]]:
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


def contradictions_view(
    survey: Survey, found: tuple[Contradiction, ...], text: Mapping[str, Any], words: Wording
) -> dict[str, Any] | None:
    """Return the section of the report; None where all answers go together."""
    if not found:
        return None
    return {
        "title": words.say("contradictions.title"),
        "about": words.say("contradictions.about"),
        "items": contradiction_words(survey, found, text),
    }
