"""Exports of collecting tools, each in the shape that its maker documents, of answers that are known."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from cspi_core.model.survey import MULTIPLE, NUMBER, SINGLE, Question, Survey

Answers = dict[str, str]
"""Answers by question as the table of ids has them."""

Grid = list[list[str]]


def some_answers(survey: Survey, size: int, seed: int) -> list[Answers]:
    """Answers of some people: everything once, and some left open."""
    chance = random.Random(seed)
    return [{one.id: _answer(one, chance) for one in survey.questions} for _ in range(size)]


def _answer(question: Question, chance: random.Random) -> str:
    if chance.random() < 0.1:
        return ""
    ids = [one.id for one in question.options]
    if question.kind == NUMBER:
        low, high = int(question.minimum or 0), int(question.maximum or 40)
        return str(chance.randrange(low, min(high, low + 40) + 1))
    if question.kind == SINGLE:
        return chance.choice(ids)
    alone = [one.id for one in question.options if one.exclusive]
    if alone and chance.random() < 0.1:
        return chance.choice(alone)
    ids = [one for one in ids if one not in alone]
    chosen = set(chance.sample(ids, chance.randrange(1, len(ids) + 1)))
    return ";".join(one for one in ids if one in chosen)


class Form:
    """A survey as a tool shows it, in one language."""

    def __init__(self, survey: Survey, locale: str) -> None:
        self.survey, self.texts = survey, survey.text[locale]["questions"]

    def prompt(self, question: Question) -> str:
        return str(self.texts[question.id]["prompt"])

    def label(self, question: Question, option: str) -> str:
        return str(self.texts[question.id]["options"][option]["label"])

    def labels(self, question: Question, answer: str) -> list[str]:
        return [self.label(question, one) for one in answer.split(";") if one]

    def said(self, question: Question, answer: str) -> str:
        return self.label(question, answer) if question.kind == SINGLE and answer else answer


def google_forms(form: Form, people: list[Answers]) -> Grid:
    """A row of texts; several choices in a cell, joined with a comma and a space."""
    questions = form.survey.questions
    rows = [["Timestamp", *map(form.prompt, questions)]]
    for one in people:
        cells = [
            ", ".join(form.labels(q, one[q.id])) if q.kind == MULTIPLE else form.said(q, one[q.id])
            for q in questions
        ]
        rows.append(["2026/03/01 18:00:00", *cells])
    return rows


def microsoft_forms(form: Form, people: list[Answers]) -> Grid:
    """A row of texts after five columns of its own; several choices each with a semicolon after it."""
    questions = form.survey.questions
    rows = [["ID", "Start time", "Completion time", "Email", "Name", *map(form.prompt, questions)]]
    for at, one in enumerate(people, start=1):
        cells = [
            "".join(f"{label};" for label in form.labels(q, one[q.id]))
            if q.kind == MULTIPLE
            else form.said(q, one[q.id])
            for q in questions
        ]
        rows.append([str(at), "2026-03-01T17:50:00", "2026-03-01T18:00:00", "anonymous", "", *cells])
    return rows


def _columns(form: Form, name: Callable[[Question, str], str]) -> Iterator[tuple[str, Question, str]]:
    """A column a question, or one an option for several choices."""
    for question in form.survey.questions:
        if question.kind == MULTIPLE:
            yield from ((name(question, one.id), question, one.id) for one in question.options)
        else:
            yield name(question, ""), question, ""


def _cell(form: Form, question: Question, option: str, one: Answers, yes: str, no: str) -> str:
    answer = one[question.id]
    if not option:
        return form.said(question, answer)
    if not answer:
        return ""
    return (yes or form.label(question, option)) if option in answer.split(";") else no


def typeform(form: Form, people: list[Answers]) -> Grid:
    """A column for each choice, named by it and holding it."""
    columns = list(_columns(form, lambda q, option: form.label(q, option) if option else form.prompt(q)))
    rows = [["#", *(name for name, _, _ in columns), "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]]
    for one in people:
        cells = [_cell(form, q, option, one, "", "") for _, q, option in columns]
        rows.append(["a1b2", *cells, "2026-03-01 17:50:00", "2026-03-01 18:00:00", "n1"])
    return rows


def limesurvey(form: Form, people: list[Answers]) -> Grid:
    """Code and text; a column for each choice in brackets with Yes or No."""
    columns = list(
        _columns(form, lambda q, o: f"{q.id}. {form.prompt(q)}" + (f" [{form.label(q, o)}]" if o else ""))
    )
    rows = [["id. Response ID", "submitdate. Date submitted", *(name for name, _, _ in columns)]]
    for at, one in enumerate(people):
        cells = [_cell(form, q, option, one, "Yes", "No") for _, q, option in columns]
        rows.append([str(at), "2026-03-01 18:00:00", *cells])
    return rows


def surveymonkey(form: Form, people: list[Answers]) -> Grid:
    """Two rows: the text once, and under it the options, `Response`, and words beside an answer."""
    first, second = ["Respondent ID", "Collector ID", "Start Date", "End Date"], ["", "", "", ""]
    places: list[tuple[Question, str] | None] = []
    for q in form.survey.questions:
        if q.kind == MULTIPLE:
            first += [form.prompt(q), *[""] * len(q.options)]
            second += [*(form.label(q, one.id) for one in q.options), "Other (please specify)"]
            places += [*((q, one.id) for one in q.options), None]
        else:
            first.append(form.prompt(q))
            second.append("Open-Ended Response" if q.kind == NUMBER else "Response")
            places.append((q, ""))
    rows = [first, second]
    for at, one in enumerate(people):
        cells = [_cell(form, *place, one, "", "") if place else "" for place in places]
        rows.append([str(at), "7", "2026-03-01 17:50:00", "2026-03-01 18:00:00", *cells])
    return rows


def kobo(form: Form, people: list[Answers]) -> Grid:
    """Labels; several choices in a cell with spaces between them, and in a column each with 1 or 0."""
    rows: Grid = [["start", "end"]]
    for q in form.survey.questions:
        rows[0] += [form.prompt(q)]
        rows[0] += [f"{form.prompt(q)}/{form.label(q, one.id)}" for one in q.options] * (q.kind == MULTIPLE)
    rows[0] += ["_id", "_uuid", "_submission_time"]
    for at, one in enumerate(people):
        row = ["2026-03-01T17:50:00.000+09:00", "2026-03-01T18:00:00.000+09:00"]
        for q in form.survey.questions:
            if q.kind == MULTIPLE:
                row.append(" ".join(form.labels(q, one[q.id])))
                row += [_cell(form, q, option.id, one, "1", "0") for option in q.options]
            else:
                row.append(form.said(q, one[q.id]))
        rows.append([*row, str(at), f"u{at}", "2026-03-01T09:00:01"])
    return rows


def qualtrics(form: Form, people: list[Answers]) -> Grid:
    """Three rows; several choices in a cell, joined with a comma alone; words beside an answer."""
    rows: Grid = [["StartDate", "EndDate"], ["Start Date", "End Date"], ['{"ImportId":"startDate"}'] * 2]
    for at, q in enumerate(form.survey.questions, start=1):
        is_several = q.kind == MULTIPLE
        rows[0] += [f"Q{at}", f"Q{at}_9_TEXT"] if is_several else [f"Q{at}"]
        rows[1] += (
            [f"{form.prompt(q)} - Selected Choice", f"{form.prompt(q)} - Other - Text"]
            if is_several
            else [form.prompt(q)]
        )
        rows[2] += [f'{{"ImportId":"QID{at}"}}'] * (2 if is_several else 1)
    for one in people:
        row = ["2026-03-01 17:50:00", "2026-03-01 18:00:00"]
        for q in form.survey.questions:
            if q.kind == MULTIPLE:
                row += [",".join(form.labels(q, one[q.id])), ""]
            else:
                row.append(form.said(q, one[q.id]))
        rows.append(row)
    return rows


def qualtrics_split(form: Form, people: list[Answers]) -> Grid:
    """Three rows; a column for each choice."""
    columns = list(
        _columns(
            form,
            lambda q, o: form.prompt(q) + (f" - Selected Choice - {form.label(q, o)}" if o else ""),
        )
    )
    rows: Grid = [
        ["EndDate", *(f"Q{at}" for at in range(len(columns)))],
        ["End Date", *(name for name, _, _ in columns)],
        ['{"ImportId":"x"}'] * (len(columns) + 1),
    ]
    for one in people:
        cells = [_cell(form, q, option, one, "", "") for _, q, option in columns]
        rows.append(["2026-03-01 18:00:00", *cells])
    return rows


TOOLS: dict[str, Any] = {
    one.__name__: one
    for one in (
        google_forms,
        microsoft_forms,
        typeform,
        limesurvey,
        surveymonkey,
        kobo,
        qualtrics,
        qualtrics_split,
    )
}
