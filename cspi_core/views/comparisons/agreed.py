"""A workshop, as text: the questions by disagreement, and the agreed result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ...loading.times import day_of
from ...model.answers import NOT_APPLICABLE, NOTHING
from ...model.survey import Survey
from ...results.agreed import Outcome, Split, outcome
from ...results.collection import Opened
from ...results.result_file import MOST_LABEL, Result, write_result
from ...results.team import team
from ...text.answers import answer_texts
from ...text.file_names import file_name
from ...text.messages import Wording, wording
from .team import Person, given_answers, notes_on, people, split_text

if TYPE_CHECKING:
    from ..shapes.team import AgreeItem, AgreeView, OfferedAnswer, PlainAnswer


@dataclass(frozen=True)
class Workshop:
    """The people of a workshop and what was recorded in it: answers, notes, its name and its time."""

    survey: Survey
    people: tuple[Person, ...]
    recorded: Result
    words: Wording

    @property
    def outcome(self) -> Outcome:
        """Return the answers that stand for all of them."""
        found = team([one.opened.report for one in self.people])
        rated = {item.question.id: item for item in found.items}
        results = [one.opened.result for one in self.people]
        return outcome(self.survey, results, rated, self.recorded.answers)

    def label(self, n: int) -> str:
        """The name of the agreed result: when it was agreed on and by how many people."""
        words, name = self.words, self.recorded.label
        date = words.date(self.recorded.created)
        about = words.say("agreed.label" if date else "agreed.undated", n=n, date=date)
        if not name:
            return about
        room = MOST_LABEL - len(words.say("agreed.named", name="", about=about))
        return words.say("agreed.named", name=name[:room], about=about)

    def result(self, agreed: Outcome) -> Result:
        """The agreed result."""
        label, created = self.label(agreed.n), self.recorded.created
        return Result(agreed.answers, self.recorded.notes, label, created, self.survey.version)


def workshop(
    survey: Survey, opened: Sequence[Opened], recorded: Result, locale: str | None, *, hidden: bool = False
) -> Workshop:
    """Return the workshop of the people whose results were opened."""
    words = wording(survey.locale(locale), survey.scale)
    return Workshop(survey, people(opened, hidden, words), recorded, words)


def agree_view(room: Workshop) -> AgreeView:
    """Return the workshop as JSON-able texts, with the text of the agreed result file and its name.

    Raises ValueError for fewer than 2 or more than 50 people.
    """
    agreed, recorded = room.outcome, room.recorded
    facts = {"n": len(agreed.splits), "settled": agreed.settled, "open": len(agreed.splits) - agreed.settled}
    result = room.result(agreed)
    return {
        "say": room.words.say("agreed.say" if facts["open"] else "agreed.all", **facts),
        "label": result.label,
        "n": agreed.n,
        "items": [_item(room, one, agreed) for one in agreed.splits],
        "text": write_result(room.survey, result),
        "name": file_name(room.survey.id, "agreed", day_of(recorded.created), recorded.label, "json"),
    }


def _item(room: Workshop, found: Split, agreed: Outcome) -> AgreeItem:
    question, words = found.question, room.words
    prose = room.survey.text[room.survey.locale(words.locale)]["questions"][question.id]
    given = [(one, one.opened.result.answers.get(question.id, NOTHING)) for one in room.people]
    answer = agreed.answers.get(question.id)
    return {
        "question": question.id,
        "number": question.number,
        "prompt": prose["prompt"],
        "kind": question.kind,
        "say": split_text(found, words),
        "options": [{"id": one.id, "label": _label(prose, one.id)} for one in question.options],
        "states": _states(room.survey, scored=question.scored, words=words),
        "unit": prose.get("unit") or "",
        "choices": given_answers(question, given, prose, words),
        "notes": notes_on(question, room.people),
        "answer": cast("PlainAnswer", answer.to_dict(question.kind)) if answer else None,
        "agreed": words.series(answer_texts(prose, answer, words)) if answer else None,
        "note": room.recorded.notes.get(question.id, ""),
        "is_same": found.same is not None,
    }


def _label(prose: Any, option: str) -> str:
    label: str = prose["options"][option]["label"]
    return label


def _states(survey: Survey, *, scored: bool, words: Wording) -> list[OfferedAnswer]:
    """The states that a team can agree on instead of an answer."""
    if not scored or NOT_APPLICABLE not in survey.states:
        return []
    return [{"id": str(NOT_APPLICABLE), "label": words.say(f"state.{NOT_APPLICABLE}")}]
