"""What every part of a plan is put into words with: the survey, its prose, the messages of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import NOTHING, Answer, Answers
from .item_view import answer_texts
from .kept import ANEW, Anew
from .scoring import IndexScore, score_survey
from .steps import Step, in_place
from .survey import Level, Question, Survey
from .targets import level_at
from .wording import Wording, wording

Pair = tuple[str, str]
"""A question id and an option id."""


@dataclass(frozen=True)
class PlanWords:
    """The survey in one language, with what is ``known`` from earlier requests."""

    survey: Survey
    text: Mapping[str, Any]
    words: Wording
    known: Anew = ANEW

    def scored(self, answers: Answers) -> IndexScore:
        """The survey scored."""
        return score_survey(self.survey, answers, self.known)

    def axis(self, name: str | None) -> str:
        """The name of an axis."""
        return str(self.text["axes"][name]["name"])

    def level(self, level: Level | None) -> str | None:
        """A level with its number and name."""
        if level is None:
            return None
        number = [known.id for known in self.survey.levels].index(level.id) + 1
        return self.words.say("level", number=number, name=self.text["levels"][level.id]["name"])

    def new_level(self, before: float | None, after: float | None) -> str | None:
        """The level that a score comes to, where it is another than before."""
        old, new = level_at(self.survey, before), level_at(self.survey, after)
        return None if new is None or new == old else self.level(new)

    def prose(self, question: Question) -> Mapping[str, Any]:
        """The texts of a question."""
        prose: Mapping[str, Any] = self.text["questions"][question.id]
        return prose

    def option(self, question: Question, option: str) -> Mapping[str, Any]:
        """The texts of an option or a band."""
        prose = self.prose(question)
        found: Mapping[str, Any] = (prose.get("options") or prose.get("bands") or {}).get(option) or {}
        return found

    def answer(self, question: Question, answer: Answer) -> str:
        """An answer on one line."""
        return self.words.say("list.comma").join(answer_texts(self.prose(question), answer, self.words))

    def moved(self, before: float | None, after: float | None) -> str:
        """How far a score moves, with its sign; empty where it does not."""
        if before is None or after is None:
            return ""
        # the difference of what is shown, so that a reader who subtracts finds the same
        change = float(self.words.number(after)) - float(self.words.number(before))
        return "" if abs(change) < 0.05 else f"{'+' if change > 0 else '−'}{self.words.number(abs(change))}"


def speaking(survey: Survey, locale: str | None, known: Anew = ANEW) -> PlanWords:
    """The words of a survey in a language, or in its default one where it does not speak it."""
    chosen = survey.locale(locale)
    return PlanWords(survey, survey.text[chosen], wording(chosen), known)


def step_words(
    about: PlanWords,
    step: Step,
    answers: Answers,
    moves: tuple[IndexScore, IndexScore],
    taken: Mapping[Pair, str],
    planned: frozenset[Pair],
) -> dict[str, Any]:
    """A step: what to do, why, what it moves (the index before it and after it alone), and what it builds on.

    ``taken``: when earlier steps are taken, in words; ``planned``: the steps that are in the plan already.
    """
    before, after = moves
    option, effort = about.option(step.question, step.option), step.effort
    then, now = _axis_of(step, before), _axis_of(step, after)
    return {
        "question": step.question.id,
        "number": step.question.number,
        "option": step.option,
        "title": option.get("next") or option["label"],
        "label": option["label"],
        "about": option.get("why") or "",
        "axis": about.axis(step.question.axis),
        "axis_id": step.question.axis,
        "effort": about.words.say(f"effort.{effort}") if effort else "",
        "gain": f"+{about.words.number(step.gain)}",
        "moves": about.words.say(
            "step.axis",
            axis=about.axis(step.question.axis),
            before=about.words.number(then),
            after=about.words.number(now),
        ),
        "level": _step_level(about, then, now),
        "needs": _needs(about, step, answers, taken),
        "planned": (step.question.id, step.option) in planned,
    }


def _axis_of(step: Step, index: IndexScore) -> float | None:
    return next(axis.mean for axis in index.axes if axis.axis.id == step.question.axis)


def _step_level(about: PlanWords, before: float | None, after: float | None) -> str | None:
    level = about.new_level(before, after)
    return about.words.say("step.level", level=level) if level else None


def _needs(about: PlanWords, step: Step, answers: Answers, taken: Mapping[Pair, str]) -> list[str]:
    """What a step builds on, and whether that is there or comes first."""
    texts = []
    for name, option in step.question.option_by_id[step.option].requires:
        question = about.survey.question_by_id[name]
        there = in_place(question, answers.get(name, NOTHING), option)
        state = about.words.say("step.there") if there else taken.get((name, option))
        text = about.words.say(
            "step.needs", number=question.number, label=about.option(question, option)["label"]
        )
        texts.append(about.words.say("step.needs.state", text=text, state=state) if state else text)
    return texts
