"""A survey as an XLSForm (https://xlsform.org): a workbook that ODK, KoboToolbox, SurveyCTO and others read.

Each axis or theme is a group on a screen of its own. Labels, hints and messages are in every language.
Nothing is required; what contradicts itself (an exclusive answer beside others, a number out of bounds) can't
be entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from cspi_build.publish.common import Choice, Exported, Question, Texts, choices_of, whole

__all__ = ["xlsform", "xlsform_bytes"]

LANGUAGES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "ja": "Japanese"}

LANGUAGES |= {"ko": "Korean", "pt": "Portuguese", "zh": "Chinese"}

Row = dict[str, str]

Sheets = dict[str, list[Row]]


def xlsform_bytes(exported: Exported) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in xlsform(exported).items():
        sheet = workbook.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        for at, row in enumerate([dict(zip(columns, columns, strict=True)), *rows], start=1):
            for column, key in enumerate(columns, start=1):
                cell = sheet.cell(at, column)
                cell.value = row.get(key, "")
                cell.data_type = "s"  # a label may start with "=" and is no formula for that
    into = BytesIO()
    workbook.save(into)
    return into.getvalue()


def xlsform(exported: Exported) -> Sheets:
    """The three sheets as rows: column to text."""
    survey = exported.survey
    rows: list[Row] = []
    for id_, questions in exported.screens():
        rows.append({"type": "begin_group", "name": f"screen-{id_}", "appearance": "field-list",
                     **_texts("label", exported.group(id_, "name"))})  # fmt: skip
        rows += [row for question in questions for row in _rows(exported, question)]
        rows.append({"type": "end_group"})
    settings = {"form_title": survey["text"][survey["default_locale"]]["title"], "form_id": survey["id"]}
    settings |= {"version": survey["version"], "default_language": _language(survey["default_locale"])}
    return {"survey": rows, "choices": list(_choices(exported)), "settings": [settings]}


def _rows(exported: Exported, question: Question) -> Iterator[Row]:
    """A question; after a number, what to choose where there is none."""
    name = question["id"]
    types = {"single": f"select_one {name}", "multiple": f"select_multiple {name}"}
    row = {"type": types.get(question["kind"], ""), "name": name}
    row |= _texts("label", exported.question(question, "prompt"))
    row |= _texts("hint", _hint(exported, question))
    row["relevant"] = relevant = " and ".join(
        _condition(condition) for condition in question.get("visible_if") or ()
    )
    if question["kind"] != "number":
        yield row | (_alone(exported, question) if question["kind"] == "multiple" else {})
        yield from _evidence(exported, question, relevant)
        return
    step, low = question["step"], question["minimum"]
    is_whole = float(step).is_integer() and float(low).is_integer()
    if question.get("slider"):
        ends = f"start={whole(low)} end={whole(question['maximum'])} step={whole(step)}"
        yield row | {"type": "range", "parameters": ends}
    else:
        yield row | {"type": "integer" if is_whole else "decimal"} | _bounds(exported, question)
    yield from _evidence(exported, question, relevant)
    if not choices_of(exported, question):
        return
    is_empty = f"string(${{{name}}}) = ''"
    state = {"type": f"select_one {name}", "name": f"{name}-state", **_texts("label", exported.said("state"))}
    yield state | {"relevant": f"{relevant} and {is_empty}" if relevant else is_empty}


def _evidence(exported: Exported, question: Question, relevant: str) -> Iterator[Row]:
    """A field for evidence after the question, where the survey asks for it."""
    asked = exported.evidence(question)
    if asked:
        name = f"{question['id']}-evidence"
        yield {"type": "text", "name": name, **_texts("label", asked), "relevant": relevant}


def _hint(exported: Exported, question: Question) -> Texts:
    help_, unit = exported.question(question, "help"), exported.question(question, "unit")
    parts = {locale: [unit.get(locale), help_.get(locale)] for locale in exported.locales}
    found = {locale: " – ".join(part for part in both if part) for locale, both in parts.items()}
    return {locale: text for locale, text in found.items() if text}


def _alone(exported: Exported, question: Question) -> Row:
    """What stands alone can't be chosen with anything else."""
    alone = [choice for choice in choices_of(exported, question) if choice.exclusive]
    rules = [f"not(selected(., '{choice.id}') and count-selected(.) > 1)" for choice in alone]
    options = {locale: " / ".join(choice.label[locale] for choice in alone) for locale in exported.locales}
    message = exported.said("alone", option=options)
    return {"constraint": " and ".join(rules), **_texts("constraint_message", message)}


def _bounds(exported: Exported, question: Question) -> Row:
    low, high, step = (whole(question[key]) for key in ("minimum", "maximum", "step"))
    rule, message = f". >= {low} and . <= {high}", exported.said("range", minimum=str(low), maximum=str(high))
    if step != 1:
        # decimals are not exact: a thousandth of a step is no mistake of the person
        rule += f" and abs((. - {low}) div {step} - round((. - {low}) div {step})) < 0.001"
        steps = exported.said("step", step=str(step))
        message = {locale: f"{text} {steps[locale]}" for locale, text in message.items()}
    return {"constraint": rule, **_texts("constraint_message", message)}


def _condition(condition: Mapping[str, Any]) -> str:
    """When a question is asked. What is not asked counts as empty, so it needs no condition of its own."""
    name = f"${{{condition['question']}}}"
    if condition.get("is_any"):
        either = [f"selected({name}, '{value}')" for value in condition["is_any"]]
        return f"({' or '.join(either)})" if len(either) > 1 else either[0]
    bounds = {">=": condition.get("at_least"), "<=": condition.get("at_most")}
    return " and ".join(
        f"{name} {sign} {whole(value)}" for sign, value in bounds.items() if value is not None
    )


def _choices(exported: Exported) -> Iterator[Row]:
    for question in exported.survey["questions"]:
        choices: Sequence[Choice] = choices_of(exported, question)
        for choice in choices:
            row = {"list_name": question["id"], "name": choice.id}
            yield row | _texts("label", choice.label)


def _texts(column: str, texts: Texts) -> Row:
    """A column for each language. `${` would be taken for the name of a question."""
    return {f"{column}::{_language(locale)}": text.replace("${", "$ {") for locale, text in texts.items()}


def _language(locale: str) -> str:
    return f"{LANGUAGES.get(locale.partition('-')[0], locale)} ({locale})"
