"""The worked example of a method page: made-up answers to one axis, scored as a respondent's are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cspi_core import load_survey, score, view


def worked_example(survey: Mapping[str, Any], locale: str) -> dict[str, Any] | None:
    """The first axis of a compiled survey with example answers: `answers`, and the `view` of that axis alone.

    None for a survey that scores nothing.
    """
    loaded = load_survey(survey)
    if not loaded.axes:
        return None
    axis = loaded.axes[0].id
    answers = {
        question["id"]: example_answer(question)
        for question in survey["questions"]
        if question.get("axis") == axis and not question.get("visible_if")
    }
    words = view(score(loaded, answers), locale)
    return {"axis": axis, "answers": answers, "view": words | {"axes": words["axes"][:1]}}


def example_answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """An answer from the middle of what a question offers: nobody's, and neither the best nor the worst."""
    if question["kind"] == "number":
        bands = question["bands"]
        return {"number": bands[len(bands) // 2]["from"]}
    if question["kind"] == "single":
        options = question["options"]
        return {"choice": options[len(options) // 2]["id"]}
    together = [option["id"] for option in question["options"] if not option.get("exclusive")]
    return {"choices": together[: (len(together) + 1) // 2]}
