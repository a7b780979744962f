"""A team in words and charts, person by person: what the page shows of several people's results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .several import Opened, Refused
from .survey import Survey
from .team import FEWEST, MOST, Spread, Team, spread, team
from .team_charts import agreement_chart, strip_chart
from .team_items import items_view
from .team_people import OWN, Person, by_role, people
from .team_view import all_agree, spread_text
from .timeline_view import refused_view
from .wording import Wording, wording


@dataclass(frozen=True)
class Wish:
    """What to show of people: ``hidden`` calls them by numbers, ``notes`` shows what they noted, and who."""

    hidden: bool = False
    notes: bool = False


def team_page(
    survey: Survey,
    opened: Sequence[Opened],
    refused: Iterable[Refused] = (),
    locale: str | None = None,
    wish: Wish | None = None,
) -> dict[str, Any]:
    """The team as JSON-able texts and charts. With fewer than 2 or more than 50 good results ``none`` says
    so, and there are no figures."""
    words, wished = wording(survey.locale(locale)), wish or Wish()
    known = people(opened, wished.hidden, words)
    page = {
        "people": [_person(one, survey, wished.hidden, words) for one in known],
        "refused": [refused_view(one, survey, words) for one in refused],
        "repeats": {one.id: one.same_as for one in opened if one.same_as},
        "remarks": _remarks(opened, survey, words),
        "none": _none(len(known), words),
        "notes": sum(len(one.opened.result.notes) for one in known),
    }
    return page if page["none"] else page | _figures(survey, known, wished, words)


def _person(one: Person, survey: Survey, hidden: bool, words: Wording) -> dict[str, Any]:
    """One of the list. With names hidden, role and date are too: in a team they are as good as a name."""
    index = one.opened.report.index.score
    text = survey.text[survey.locale(words.locale)]
    level = one.opened.report.level(index)
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
    versions = sorted({one.result.version for one in opened} - {survey.version})
    if versions:
        listed = words.say("list.comma").join(versions)
        said.append(words.say("time.rescored", versions=listed, current=survey.version))
    return said


def _none(count: int, words: Wording) -> str | None:
    if count > MOST:
        return words.say("team.many", n=count, most=MOST)
    if count < FEWEST:
        return words.say("team.one" if count else "team.nobody")
    return None


def _figures(survey: Survey, known: Sequence[Person], wish: Wish, words: Wording) -> dict[str, Any]:
    found = team([one.opened.report for one in known])
    items = items_view(survey, known, found, wish.notes, words)
    by_question = {item["question"]: item for item in items}
    scored = bool(survey.axes)
    return {
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


def _label(survey: Survey, item: Mapping[str, Any], words: Wording) -> str:
    name = survey.text[survey.locale(words.locale)]["axes"][item["axis"]]["name"]
    return f"Q{item['number']} {name}"


def _rows(survey: Survey, known: Sequence[Person], found: Team, words: Wording) -> list[dict[str, Any]]:
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
) -> dict[str, Any]:
    """``place``: of the axis; None for the index."""
    scores = [score_at(one, place) for one in known]
    dots = [(one.number, score) for one, score in zip(known, scores, strict=True) if score is not None]
    texts = {key: words.number(getattr(found, key, None)) for key in ("mean", "deviation", "low", "high")}
    return {
        "id": name,
        "name": title,
        "n": len(dots),
        "values": [words.number(score) for score in scores],
        "chart": strip_chart(title, dots, found, len(known), words),
    } | texts


def score_at(one: Person, place: int | None) -> float | None:
    """A person's index, or the score of the axis at a place."""
    index = one.opened.report.index
    return index.score if place is None else index.axes[place].score


def _roles(survey: Survey, known: Sequence[Person], wish: Wish, words: Wording) -> dict[str, Any] | None:
    """Mean scores by role: a column a role. None where fewer than two roles can be shown."""
    groups = by_role(known, survey, wish.hidden)
    if len(groups) < 2 or not survey.axes:
        return None
    text = survey.text[survey.locale(words.locale)]
    parts: list[tuple[str, int | None]] = [(words.say("table.index"), None)]
    parts += [(text["axes"][axis.id]["name"], place) for place, axis in enumerate(survey.axes)]
    return {
        "heads": [
            {"name": _role_name(role, survey, words), "n": words.say("team.count", n=len(found))}
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
