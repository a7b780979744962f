"""Random surveys with roles and conditions, and many people's answers to them, for the laws of panels."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from survey_strategies import LOCALES, answers_to, prose, surveys

ROLES = ("region", "nrr", "mood")
Answers = dict[str, Any]


@st.composite
def panel_surveys(draw: st.DrawFn) -> dict[str, Any]:
    """A compiled survey that starts with roles: a choice, a number with bands, a number without. Some of the
    other questions are only shown after some answers. Weights are not always whole in binary."""
    survey = draw(surveys())
    questions = [*_profile(), *survey["questions"]]
    for number, question in enumerate(questions, 1):
        question["number"] = number
        if question.get("axis"):
            question["weight"] = draw(st.sampled_from([0.1, 0.3, 1, 1.1, 2, 1 / 3, 1e-6]))
        if number > len(ROLES) and draw(st.booleans()):
            question["visible_if"] = draw(
                st.lists(_condition(questions[: number - 1]), min_size=1, max_size=2)
            )
    text = {locale: prose(survey["axes"], questions, locale) for locale in LOCALES}
    themes = [{"id": "profile"}]
    return {**survey, "questions": questions, "themes": themes, "text": text}


def _profile() -> list[dict[str, Any]]:
    number = {"theme": "profile", "kind": "number", "minimum": 0, "maximum": 300, "step": 0.1}
    regions = [{"id": id_} for id_ in ("north", "east", "south", "west", "sea")]
    return [
        {"id": "region", "profile": "region", "theme": "profile", "kind": "single", "options": regions},
        {"id": "nrr", "profile": "nrr", **number},
        {"id": "mood", "profile": "mood", **number},
    ]


@st.composite
def _condition(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    question = draw(st.sampled_from(earlier))
    if question["kind"] == "number":
        bound = draw(st.sampled_from(["at_least", "at_most"]))
        return {"question": question["id"], bound: draw(st.integers(0, 100))}
    ids = [option["id"] for option in question["options"]]
    wanted = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    return {"question": question["id"], "is_any": wanted}


def answers_of_one(survey: dict[str, Any]) -> st.SearchStrategy[Answers]:
    """The answers of one person, in all states, to whatever they may have seen."""
    each = {question["id"]: _answer(question) for question in survey["questions"]}
    return st.fixed_dictionaries(each).map(lambda given: {k: v for k, v in given.items() if v is not None})


def _answer(question: dict[str, Any]) -> st.SearchStrategy[Any]:
    if question.get("axis"):
        return answers_to(question)
    known = answers_to(question, states=False)
    if question["kind"] == "number":
        known = st.integers(0, 3000).map(lambda tenths: {"number": tenths / 10})
    return st.one_of(known, st.none(), st.just({"state": "unknown"}))


@st.composite
def panels(draw: st.DrawFn, most: int = 25) -> tuple[dict[str, Any], list[Answers]]:
    """A survey and the answers of up to so many people, some of whom answer alike."""
    survey = draw(panel_surveys())
    few = draw(st.lists(answers_of_one(survey), min_size=1, max_size=6))
    more = draw(st.lists(st.sampled_from(few), min_size=most // 2, max_size=most - len(few)))
    return survey, [*few, *more]
