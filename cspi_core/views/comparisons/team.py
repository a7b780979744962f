"""Team comparison, as text."""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...charts.team import agreement_chart, strip_chart
from ...loading.answers import plain_answers
from ...model.answers import ANSWERED, NOTHING, STATES, Answer
from ...model.survey import NUMBER, Question, Survey
from ...report import Report
from ...results.agreed import Split, split
from ...results.collection import Opened, Refused, titles
from ...results.team import FEWEST, MOST, ItemTeam, Team, role_question, team
from ...rounding import round_half_up, rounded
from ...stats.summary import Spread, spread
from ...text.answers import answer_texts
from ...text.messages import Wording, wording
from ...text.versions import rescored
from .problems import refused_view

if TYPE_CHECKING:
    from ..shapes.team import (
        BriefItem,
        ChoiceView,
        NoteView,
        PersonView,
        RolesView,
        SpreadView,
        TeamItemView,
        TeamPeople,
        TeamRow,
        TeamSummary,
        TeamView,
        TeamWithout,
    )

AGREEMENT_DECIMALS = 2


def team_view(reports: Sequence[Report], locale: str | None = None) -> TeamSummary:
    """Return the aggregated reports of 2 to 50 people as JSON-able texts. Raises ValueError for fewer or
    more.

    >>> from cspi_core import load_survey, score, team_view
    >>> survey = load_survey("tiny.json")
    >>> reports = [score(survey, {"intake": {"choice": choice}}) for choice in ("nothing", "form")]
    >>> found = team_view(reports, "en")
    >>> found["title"], found["disagreements"][0]["agreement"]
    ('2 results compared', '−1.00')
    """
    found, survey = team(reports), reports[0].survey
    chosen = survey.locale(locale)
    text, words = survey.text[chosen], wording(chosen, survey.scale)
    return {
        "title": words.say("team.title", n=found.n),
        "index": spread_text(found.index, words),
        "axes": [
            {**_spread(spread, words), "id": name, "name": text["axes"][name]["name"]}
            for name, spread in found.axes.items()
        ],
        "disagreements": _disagreements(found, text["questions"], words),
        "agreed": words.say("team.agreed") if all_agree(found) else None,
        "items": [_brief_item(item, text["questions"], words) for item in found.items],
        "about": words.say("team.agreement"),
    }


def all_agree(found: Team) -> bool:
    """Return whether all respondents agree on every question that two or more answered."""
    known = [item.agreement for item in found.items if item.agreement is not None]
    return bool(known) and all(value == 1.0 for value in known)


def spread_text(spread: Spread | None, words: Wording) -> str:
    """The index's mean and spread in a sentence."""
    if spread is None:
        return words.say("team.none")
    texts = _spread(spread, words)
    ends = {"low": texts["low"], "high": texts["high"]}
    return words.say("team.index", mean=texts["mean"], deviation=texts["deviation"], **ends)


def _spread(spread: Spread | None, words: Wording) -> SpreadView:
    mean, low, high, deviation = (
        (spread.mean, spread.low, spread.high, spread.deviation) if spread else (None,) * 4
    )
    return {
        "n": spread.n if spread else 0,
        "mean": words.number(mean),
        "low": words.number(low),
        "high": words.number(high),
        "deviation": words.say("missing") if deviation is None else words.points(deviation),
        "range": words.say("range", low=words.number(low), high=words.number(high)),
        "mean_value": rounded(mean),
        "low_value": rounded(low),
        "high_value": rounded(high),
        "deviation_value": rounded(deviation),
    }


def _disagreements(found: Team, prose: Any, words: Wording) -> list[BriefItem]:
    return [_brief_item(item, prose, words) for item in found.disagreements()]


def _brief_item(item: ItemTeam, prose: Any, words: Wording) -> BriefItem:
    texts = prose[item.question.id]
    number, prompt = item.question.number, texts["prompt"]
    shown = agreement_text(item.agreement, words)
    return {
        "question": item.question.id,
        "axis": item.question.axis,
        "text": words.say("team.item", agreement=shown, number=number, prompt=prompt),
        "agreement": shown,
        "choices": [
            words.say("team.choice", label=texts["options"][name]["label"], count=count)
            for name, count in item.chosen.items()
            if count
        ],
        "number": number,
        "prompt": prompt,
    }


def agreement_text(value: float | None, words: Wording) -> str:
    """An agreement (-1 to 1) as it is shown; a dash where there is none."""
    if value is None:
        return words.say("missing")
    return f"{round_half_up(value, AGREEMENT_DECIMALS):.2f}".replace("-", "−")


OWN = "present"
"""The id under which the page hands in the answers that are entered on it."""


@dataclass(frozen=True)
class Person:
    """One of the team: a number from 1, what to call them, and the option that says their role."""

    number: int
    name: str
    opened: Opened
    role: str | None


def people(opened: Iterable[Opened], hidden: bool, words: Wording) -> tuple[Person, ...]:
    """The people in the order of the files, or with names hidden in one that tells nothing."""
    known = [one for one in opened if one.same_as is None]
    if hidden:
        known.sort(key=_mixed)
    names = titles(known, words.say("team.unnamed"))
    found = []
    for number, one in enumerate(known, start=1):
        name = words.say("team.person", number=number) if hidden else names[one.id]
        if one.id == OWN and not hidden:
            name = words.say("team.own")
        found.append(Person(number, name, one, _role(one)))
    return tuple(found)


def _mixed(one: Opened) -> tuple[int, str]:
    text = json.dumps(plain_answers(one.report.survey, one.result.answers))
    return crc32(text.encode()), text


def _role(one: Opened) -> str | None:
    question = role_question(one.report.survey)
    answer = one.result.answers.get(question.id) if question else None
    return answer.choices[0] if answer and answer.choices else None


def by_role(team: Iterable[Person], survey: Survey, hidden: bool) -> dict[str, tuple[Person, ...]]:
    """The people by role, in the order of its options. With names hidden, roles of one person are left
    out: their figures would be that person's."""
    question = role_question(survey)
    known = tuple(team)
    if question is None:
        return {}
    groups = {option.id: tuple(one for one in known if one.role == option.id) for option in question.options}
    return {role: found for role, found in groups.items() if len(found) > (1 if hidden else 0)}


Given = Sequence[tuple[Person, Answer]]


def items_view(
    survey: Survey, known: Sequence[Person], found: Team, notes: bool, words: Wording
) -> list[TeamItemView]:
    """The scored questions, in a survey without axes all of them, in order. ``notes``: with what people
    noted; a note is shown and counts for nothing."""
    text = survey.text[survey.locale(words.locale)]
    rated = {item.question.id: item for item in found.items}
    asked = [question for question in survey.questions if question.scored or not survey.axes]
    return [
        _item(question, rated.get(question.id), text["questions"][question.id], known, notes, words)
        for question in asked
    ]


def split_text(found: Split, words: Wording) -> str:
    """Return how far apart the answers to a question are, in a sentence without a coefficient."""
    facts = {"n": found.people, "answered": found.answered, "different": found.different, "most": found.most}
    if not found.answered:
        return words.say("team.split.nobody")
    if found.different == 1:
        return words.say("team.split.same" if found.same else "team.split.open", **facts)
    if found.agreement is not None and found.agreement < 0:
        return words.say("team.split.far", **facts)
    return words.say("team.split.most" if 2 * found.most > found.people else "team.split.differ", **facts)


def _item(
    question: Question,
    rated: ItemTeam | None,
    prose: Any,
    known: Sequence[Person],
    notes: bool,
    words: Wording,
) -> TeamItemView:
    given = [(one, one.opened.result.answers.get(question.id, NOTHING)) for one in known]
    value = rated.agreement if rated else None
    spread = rated.spread if rated else None
    return {
        "question": question.id,
        "number": question.number,
        "axis": question.axis,
        "prompt": prose["prompt"],
        "say": split_text(split(question, [answer for _, answer in given], rated), words),
        "agreement": agreement_text(value, words),
        "agreement_value": None if value is None else round_half_up(value, AGREEMENT_DECIMALS),
        "mean": words.number(100 * spread.mean if spread else None),
        "deviation": words.points(100 * spread.deviation) if spread else words.say("missing"),
        "choices": given_answers(question, given, prose, words),
        "notes": notes_on(question, known) if notes else [],
    }


def given_answers(question: Question, given: Given, prose: Any, words: Wording) -> list[ChoiceView]:
    """Return what was answered, then the people without an answer, each with those who did so."""
    return [*_choices(question, given, prose, words), *_states(given, words)]


def _choices(question: Question, given: Given, prose: Any, words: Wording) -> list[ChoiceView]:
    """Return the number of selections of each option, or of each number."""
    answered = [(one, answer) for one, answer in given if answer.state == ANSWERED]
    if question.kind == NUMBER:
        numbers = sorted({answer.number or 0.0 for _, answer in answered})
        groups = {
            answer_texts(prose, Answer(ANSWERED, (), number), words)[0]: [
                one for one, answer in answered if answer.number == number
            ]
            for number in numbers
        }
    else:
        groups = {
            prose["options"][option.id]["label"]: [
                one for one, answer in answered if option.id in answer.choices
            ]
            for option in question.options
        }
        none = [one for one, answer in answered if not answer.choices]
        groups[words.say("none_of_these")] = none
    return [_group(label, who, len(given), words) for label, who in groups.items() if who]


def _states(given: Given, words: Wording) -> list[ChoiceView]:
    """Return the members without an answer, by state."""
    groups: Mapping[str, list[Person]] = {
        state: [one for one, answer in given if answer.state == state]
        for state in STATES
        if state != ANSWERED
    }
    return [
        _group(words.say(f"state.{state}"), who, len(given), words, is_open=True)
        for state, who in groups.items()
        if who
    ]


def _group(
    label: str, who: Iterable[Person], of: int, words: Wording, *, is_open: bool = False
) -> ChoiceView:
    names = [one.name for one in who]
    return {
        "label": label,
        "count": words.say("team.count", n=len(names)),
        "share": round_half_up(100 * len(names) / of),
        "who": names,
        "open": is_open,
    }


def notes_on(question: Question, known: Iterable[Person]) -> list[NoteView]:
    """Return what people noted on a question."""
    return [
        {"who": one.name, "text": one.opened.result.notes[question.id]}
        for one in known
        if one.opened.result.notes.get(question.id)
    ]


@dataclass(frozen=True)
class Wish:
    """The display options: ``hidden`` replaces names with numbers, ``notes`` shows notes with their
    authors.
    """

    hidden: bool = False
    notes: bool = False


def team_page(
    survey: Survey,
    opened: Sequence[Opened],
    refused: Iterable[Refused] = (),
    locale: str | None = None,
    wish: Wish | None = None,
) -> TeamWithout | TeamView:
    """The team as JSON-able texts and charts. With fewer than 2 or more than 50 good results ``none`` says
    so, and there are no figures."""
    words, wished = wording(survey.locale(locale), survey.scale), wish or Wish()
    known = people(opened, wished.hidden, words)
    page: TeamPeople = {
        "people": [_person(one, survey, wished.hidden, words) for one in known],
        "refused": [refused_view(one, survey, words) for one in refused],
        "repeats": {one.id: one.same_as for one in opened if one.same_as},
        "remarks": _remarks(opened, survey, words),
        "notes": sum(len(one.opened.result.notes) for one in known),
    }
    none = _none(len(known), words)
    return {**page, "none": none} if none else _figures(page, survey, known, wished, words)


def _person(one: Person, survey: Survey, hidden: bool, words: Wording) -> PersonView:
    """One of the list. With names hidden, role and date are too: in a team they are as good as a name."""
    index = one.opened.report.index.score
    text = survey.text[survey.locale(words.locale)]
    level = one.opened.report.index_level
    return {
        "id": one.opened.id,
        "number": one.number,
        "name": one.name,
        "own": one.opened.id == OWN,
        "role": None if hidden else _role_name(one.role, survey, words),
        "date": "" if hidden else words.date(one.opened.result.created),
        "index": words.number(index) if survey.axes else None,
        "level": text["levels"][level]["name"] if level else None,
    }


def _role_name(role: str | None, survey: Survey, words: Wording) -> str | None:
    question = next((q for q in survey.questions if role and q.profile and role in q.option_by_id), None)
    if question is None or role is None:
        return None
    label: str = survey.text[survey.locale(words.locale)]["questions"][question.id]["options"][role]["label"]
    return label


def _remarks(opened: Sequence[Opened], survey: Survey, words: Wording) -> list[str]:
    names = {one.id: one.name or words.say("team.own") for one in opened}
    said = [
        words.say("team.same", name=names[one.id], other=names[one.same_as]) for one in opened if one.same_as
    ]
    return [*said, *rescored(survey, (one.result.version for one in opened), words)]


def _none(count: int, words: Wording) -> str | None:
    if count > MOST:
        return words.say("team.many", n=count, most=MOST)
    if count < FEWEST:
        return words.say("team.few", n=count) if count else words.say("team.nobody")
    return None


def _figures(
    page: TeamPeople, survey: Survey, known: Sequence[Person], wish: Wish, words: Wording
) -> TeamView:
    found = team([one.opened.report for one in known])
    items = items_view(survey, known, found, wish.notes, words)
    by_question = {item["question"]: item for item in items}
    scored = bool(survey.axes)
    return {
        **page,
        "none": None,
        "title": words.say("team.title", n=found.n),
        "index": spread_text(found.index, words) if scored else None,
        "rows": _rows(survey, known, found, words),
        "roles": _roles(survey, known, wish, words),
        "disagreements": [by_question[item.question.id] for item in found.disagreements()],
        "items": items,
        "agreed": words.say("team.agreed") if all_agree(found) else None,
        "about": words.say("team.agreement" if scored else "team.unscored"),
        "agreement": agreement_chart(
            words.say("team.agreement.title"),
            [
                (_label(survey, item, words), item["agreement_value"], item["agreement"])
                for item in items
                if item["agreement_value"] is not None
            ],
            words,
        ),
    }


def _label(survey: Survey, item: TeamItemView, words: Wording) -> str:
    name = survey.text[survey.locale(words.locale)]["axes"][item["axis"]]["name"]
    return f"Q{item['number']} {name}"


def _rows(survey: Survey, known: Sequence[Person], found: Team, words: Wording) -> list[TeamRow]:
    """The index and every axis: mean, spread and everybody's score, with the strip that shows them."""
    if not survey.axes:
        return []
    text = survey.text[survey.locale(words.locale)]
    rows = [_row("", words.say("table.index"), found.index, known, None, words)]
    for place, axis in enumerate(survey.axes):
        name = text["axes"][axis.id]["name"]
        rows.append(_row(axis.id, name, found.axes[axis.id], known, place, words))
    return rows


def _row(
    name: str,
    title: str,
    found: Spread | None,
    known: Sequence[Person],
    place: int | None,
    words: Wording,
) -> TeamRow:
    """``place``: of the axis; None for the index."""
    scores = [score_at(one, place) for one in known]
    dots = [(one.number, score) for one, score in zip(known, scores, strict=True) if score is not None]
    texts = _spread(found, words)
    return {
        "id": name,
        "name": title,
        "n": len(dots),
        "values": [words.number(score) for score in scores],
        "chart": strip_chart(title, dots, found, len(known), words),
        "mean": texts["mean"],
        "deviation": texts["deviation"],
        "low": texts["low"],
        "high": texts["high"],
    }


def score_at(one: Person, place: int | None) -> float | None:
    """A person's index, or the score of the axis at a place."""
    index = one.opened.report.index
    return index.score if place is None else index.axes[place].score


def _roles(survey: Survey, known: Sequence[Person], wish: Wish, words: Wording) -> RolesView | None:
    """Mean scores by role: a column a role. None where fewer than two roles can be shown."""
    groups = by_role(known, survey, wish.hidden)
    if len(groups) < 2 or not survey.axes:
        return None
    text = survey.text[survey.locale(words.locale)]
    parts: list[tuple[str, int | None]] = [(words.say("table.index"), None)]
    parts += [(text["axes"][axis.id]["name"], place) for place, axis in enumerate(survey.axes)]
    return {
        "heads": [
            {"name": _role_name(role, survey, words) or "", "n": words.say("team.count", n=len(found))}
            for role, found in groups.items()
        ],
        "rows": [
            {"name": title, "texts": [_mean(found, place, words) for found in groups.values()]}
            for title, place in parts
        ],
    }


def _mean(group: Sequence[Person], place: int | None, words: Wording) -> str:
    found = spread([score_at(one, place) for one in group])
    return words.number(found.mean if found else None)
