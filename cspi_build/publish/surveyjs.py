"""A survey as the JSON of SurveyJS (https://surveyjs.io/form-library/documentation/design-survey/create-a-simple-survey).

Each axis or theme is a page. Texts are in every language; SurveyJS calls English, or else the survey's own
default language, `default`. Nothing is required.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cspi_build.publish.common import Choice, Exported, Question, Texts, choices_of, whole

__all__ = ["surveyjs", "surveyjs_bytes"]

Json = dict[str, Any]


def surveyjs_bytes(exported: Exported) -> bytes:
    """The file."""
    return (json.dumps(surveyjs(exported), ensure_ascii=False, indent=2) + "\n").encode()


def surveyjs(exported: Exported) -> Json:
    """The survey as SurveyJS reads it."""
    survey = exported.survey
    model = {"locale": survey["default_locale"]} if survey["default_locale"] != "en" else {}
    model |= {"title": _text(exported, exported.texts(lambda text: text["title"]))}
    model |= {"description": _text(exported, exported.texts(lambda text: text.get("description")))}
    model["pages"] = [_page(exported, id_, questions) for id_, questions in exported.screens()]
    return _filled(model)


def _page(exported: Exported, id_: str, questions: list[Question]) -> Json:
    elements = [element for question in questions for element in _elements(exported, question)]
    name, about = (_text(exported, exported.group(id_, key)) for key in ("name", "about"))
    return _filled({"name": f"screen-{id_}", "elements": elements, "title": name, "description": about})


def _elements(exported: Exported, question: Question) -> Iterator[Json]:
    choices = [_choice(exported, question, choice) for choice in choices_of(exported, question)]
    if question["kind"] != "number":
        kind = "radiogroup" if question["kind"] == "single" else "checkbox"
        yield _filled({"type": kind, **_head(exported, question), "choices": choices})
        return
    yield _filled({"type": "text", **_head(exported, question), **_number(question)})
    if not choices:
        return
    state = {"title": _text(exported, exported.said("state")), "titleLocation": "hidden"}
    conditions = [f"{{{question['id']}}} empty", *_conditions(exported, question)]
    name = {"name": f"{question['id']}-state", "visibleIf": " and ".join(conditions)}
    yield {"type": "radiogroup", **name, **state, "choices": choices}


def _head(exported: Exported, question: Question) -> Json:
    """What every element has."""
    unit = exported.question(question, "unit")
    prompt = exported.question(question, "prompt")
    if unit:
        prompt = {locale: f"{text} ({unit[locale]})" for locale, text in prompt.items()}
    return {
        "name": question["id"],
        "visibleIf": " and ".join(_conditions(exported, question)),
        "title": _text(exported, prompt),
        "description": _text(exported, exported.question(question, "help")),
        **_comment(exported, question),
    }


def _comment(exported: Exported, question: Question) -> Json:
    """The field for evidence below the answers."""
    asked = exported.evidence(question)
    return {"showCommentArea": True, "commentText": _text(exported, asked)} if asked else {}


def _number(question: Question) -> Json:
    bounds = {"min": question["minimum"], "max": question["maximum"], "step": question["step"]}
    return {
        "inputType": "range" if question.get("slider") else "number",
        **{key: whole(value) for key, value in bounds.items()},
    }


def _choice(exported: Exported, question: Question, choice: Choice) -> Json:
    alone = {"isExclusive": True} if choice.exclusive and question["kind"] == "multiple" else {}
    return {"value": choice.id, "text": _text(exported, choice.label), **alone}


def _conditions(exported: Exported, question: Question) -> list[str]:
    """When the question is asked. SurveyJS takes an answer that is hidden now for one that is given, so what
    the earlier questions need is asked for as well."""
    earlier = {one["id"]: one for one in exported.survey["questions"]}
    found: list[str] = []
    for condition in question.get("visible_if") or ():
        found += _conditions(exported, earlier[condition["question"]])
        found.append(_condition(condition, earlier[condition["question"]]["kind"]))
    return list(dict.fromkeys(found))


def _condition(condition: Mapping[str, Any], kind: str) -> str:
    name = f"{{{condition['question']}}}"
    if condition.get("is_any"):
        sign = "anyof" if kind == "multiple" else "="
        values = [f"'{value}'" for value in condition["is_any"]]
        if sign == "anyof":
            return f"{name} anyof [{', '.join(values)}]"
        either = " or ".join(f"{name} = {value}" for value in values)
        return f"({either})" if len(values) > 1 else either
    bounds = {">=": condition.get("at_least"), "<=": condition.get("at_most")}
    limits = [f"{name} {sign} {whole(value)}" for sign, value in bounds.items() if value is not None]
    return " and ".join([f"{name} notempty", *limits])


def _text(exported: Exported, texts: Texts) -> Texts | str:
    """A text in every language; only one where all are the same."""
    if not texts:
        return ""
    main = "en" if "en" in texts else exported.survey["default_locale"]
    rest = {locale: text for locale, text in texts.items() if text != texts[main]}
    return {"default": texts[main], **rest} if rest else texts[main]


def _filled(model: Mapping[str, Any]) -> Json:
    """Without what is empty."""
    return {key: value for key, value in model.items() if value not in ("", [], {})}
