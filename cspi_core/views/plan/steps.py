"""Steps of a plan as text, and the route to a level or a target; with the input that all plan texts share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...advice.guidance import GuidedStep
from ...advice.improvements import Step, in_place, is_ready, with_option
from ...advice.optimizer import Path
from ...advice.reasons import Reason
from ...advice.reasons import wording as fitting
from ...advice.step_rules import rule_of
from ...memo import remember
from ...model.answers import ANSWERED, NOTHING, Answer, Answers
from ...model.survey import Level, Option, Question, Survey
from ...report import Report
from ...scoring.gates import level_at
from ...scoring.scores import IndexScore, item_value, score_survey
from ...scoring.situation import situation
from ...text.answers import answer_texts
from ...text.messages import Wording, wording
from ...uncertainty.levels import standing
from ..differences import moved_text, shown_difference

if TYPE_CHECKING:
    from ..shapes.plan import PathView, PlanStep

Pair = tuple[str, str]
"""A question id and an option id."""

REASONS = 2
"""At most so many reasons for a step, and so many steps in a reason."""

EMPTY: PathView = {"title": "", "say": "", "effort": "", "steps": [], "found": True, "later": None}
"""A route without steps. ``later``: those of a roadmap's steps beyond its phases; None for a route of its
own."""


@dataclass(frozen=True)
class PlanWords:
    """The survey in one language."""

    survey: Survey
    text: Mapping[str, Any]
    words: Wording

    def scored(self, answers: Answers) -> IndexScore:
        """The survey scored."""
        return _scored(self.survey, answers)

    def axis(self, name: str | None) -> str:
        """The name of an axis."""
        return str(self.text["axes"][name]["name"])

    def level(self, level: Level | None) -> str | None:
        """A level with its number and name."""
        if level is None:
            return None
        number = [known.id for known in self.survey.levels].index(level.id) + 1
        return self.words.say("level", number=number, name=self.text["levels"][level.id]["name"])

    def level_number(self, level: Level) -> str:
        """A level by its number alone."""
        number = [known.id for known in self.survey.levels].index(level.id) + 1
        return self.words.say("level.number", number=number)

    def new_level(self, before: float | None, after: float | None) -> str | None:
        """The level that the score of an axis comes to, where it is another than before."""
        old, new = level_at(self.survey, before), level_at(self.survey, after)
        return None if new is None or new == old else self.level(new)

    def whole_level(self, answers: Answers, index: IndexScore) -> Level | None:
        """The level of the whole: by its index, its floor and its signs."""
        reached = standing(self.survey, answers, index)
        return reached.level if reached else None

    def new_whole_level(
        self, before: tuple[Answers, IndexScore], after: tuple[Answers, IndexScore]
    ) -> str | None:
        """The level that the whole comes to, where it is another than before."""
        old, new = self.whole_level(*before), self.whole_level(*after)
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

    def step(self, question: Question, option: str, answers: Answers) -> str:
        """Return what to do to take up an option, in the words that fit who answered."""
        texts, rule = self.option(question, option), rule_of(self.survey, f"{question.id}.{option}")
        if rule is None:
            return str(texts.get("next") or texts["label"])
        own = answers.get(question.id, NOTHING)
        earned = item_value(question, own) if own.state == ANSWERED else 0.0
        key = fitting(situation(self.survey, answers, None), rule, earned)
        return str(texts.get(key) or texts.get("next") or texts["label"])

    def answer(self, question: Question, answer: Answer) -> str:
        """An answer on one line."""
        return self.words.say("list.comma").join(answer_texts(self.prose(question), answer, self.words))

    def moved(self, before: float | None, after: float | None) -> str:
        """Return the signed change of a score; empty without a change."""
        return (
            moved_text(before, after, self.words) if shown_difference(before, after, self.words.scale) else ""
        )


@remember(lambda survey, answers: (survey, *sorted(answers.items())))
def _scored(survey: Survey, answers: Answers) -> IndexScore:
    return score_survey(survey, answers)


def speaking(survey: Survey, locale: str | None) -> PlanWords:
    """The words of a survey in a language, or in its default one where it does not speak it."""
    chosen = survey.locale(locale)
    return PlanWords(survey, survey.text[chosen], wording(chosen, survey.scale))


def step_words(
    about: PlanWords,
    step: Step,
    answers: Answers,
    moves: tuple[IndexScore, IndexScore],
    taken: Mapping[Pair, str],
    planned: frozenset[Pair],
) -> PlanStep:
    """A step: what to do, why, what it moves (the index before it and after it alone), and what it builds on.

    ``taken``: when earlier steps are taken, in words; ``planned``: the steps that are in the plan already.
    """
    before, after = moves
    option, effort = about.option(step.question, step.option), step.effort
    title = about.step(step.question, step.option, answers)
    then, now = _axis_of(step, before), _axis_of(step, after)
    return {
        "question": step.question.id,
        "number": step.question.number,
        "option": step.option,
        "title": title,
        "brief": first_sentence(title, about.words),
        "label": option["label"],
        "about": option.get("why") or "",
        "axis": about.axis(step.question.axis),
        "axis_id": step.question.axis or "",
        "effort": about.words.say(f"effort.{effort}") if effort else "",
        "gain": about.words.gain(step.gain),
        "gain_value": about.words.scale.round(about.words.scale.points(step.gain)),
        "moves": about.words.say(
            "step.axis",
            axis=about.axis(step.question.axis),
            before=about.words.number(then),
            after=about.words.number(now),
        ),
        "level": _step_level(about, then, now),
        "needs": _needs(about, step, answers, taken),
        "planned": (step.question.id, step.option) in planned,
        "why_now": None,
        "wording": "next",
        "counts": None,
    }


def guided_words(about: PlanWords, step: GuidedStep, said: PlanStep, level: Level | None) -> PlanStep:
    """The words of a step with what its guidance adds: the text that fits the reader, why now, and whether
    the next level counts on it."""
    option = about.option(about.survey.question_by_id[step.question], step.option)
    title = str(option.get(step.wording) or said["title"])
    because = [reason_text(about, reason) for reason in step.reasons[:REASONS]]
    counts = about.words.say("step.counts", level=about.level_number(level)) if level else None
    return {
        **said,
        "title": title,
        "brief": first_sentence(title, about.words),
        "why_now": about.words.say("list.sentences").join(because) or None,
        "wording": step.wording,
        "counts": counts if step.counts else None,
    }


def reason_text(about: PlanWords, reason: Reason) -> str:
    """A reason in a sentence."""
    level = next((one for one in about.survey.levels if one.id == reason.level), None)
    return about.words.say(
        f"why.{reason.code}",
        axis=_axis_now(about, reason),
        level=about.level_number(level) if level else "",
        floor="" if reason.floor is None else about.words.short(reason.floor),
        steps=about.words.series(_labels(about, reason.steps)),
    )


def _axis_now(about: PlanWords, reason: Reason) -> str:
    """The axis of a reason with its score, without one where earlier phases will have changed it."""
    if not reason.axis:
        return ""
    name = about.axis(reason.axis)
    if reason.score is None or reason.is_projected:
        return name
    return about.words.say("why.axis", axis=name, score=about.words.number(reason.score))


def _labels(about: PlanWords, names: tuple[str, ...]) -> Iterator[str]:
    for name in names[:REASONS]:
        question, _, option = name.partition(".")
        asked = about.survey.question_by_id[question]
        yield about.words.say("step.needs", number=asked.number, label=about.option(asked, option)["label"])


def first_sentence(text: str, words: Wording) -> str:
    """The first sentence of a text."""
    stop = words.say("list.stop")
    return text.partition(stop)[0] + stop.rstrip() if stop in text else text


def _axis_of(step: Step, index: IndexScore) -> float | None:
    return next(axis.mean for axis in index.axes if axis.axis.id == step.question.axis)


def _step_level(about: PlanWords, before: float | None, after: float | None) -> str | None:
    level = about.new_level(before, after)
    return about.words.say("step.level", level=level) if level else None


def _needs(about: PlanWords, step: Step, answers: Answers, taken: Mapping[Pair, str]) -> list[str]:
    """Return the prerequisites of a step and whether each is in place or comes first."""
    return [_need(about, group, answers, taken) for group in step.question.option_by_id[step.option].groups]


def _need(about: PlanWords, group: tuple[Pair, ...], answers: Answers, taken: Mapping[Pair, str]) -> str:
    """A prerequisite: of several alternatives the one that is in place or planned, else all of them."""
    known = [(pair, state) for pair in group if (state := _need_state(about, pair, answers, taken))]
    if known:
        pair, state = known[0]
        return about.words.say("step.needs.state", text=_pair_text(about, pair), state=state)
    return about.words.say("gate.or").join(_pair_text(about, pair) for pair in group)


def _need_state(about: PlanWords, pair: Pair, answers: Answers, taken: Mapping[Pair, str]) -> str | None:
    name, option = pair
    there = in_place(about.survey.question_by_id[name], answers.get(name, NOTHING), option)
    return about.words.say("step.there") if there else taken.get(pair)


def _pair_text(about: PlanWords, pair: Pair) -> str:
    question = about.survey.question_by_id[pair[0]]
    label = about.option(question, pair[1])["label"]
    return about.words.say("step.needs", number=question.number, label=label)


def path_words(
    about: PlanWords,
    report: Report,
    path: Path | None,
    title: str,
    planned: frozenset[Pair],
    remark: str | None = None,
) -> PathView:
    """The path with its steps, or why there is none. ``remark``: what else to know of it."""
    if path is None:
        return {**EMPTY, "title": title, "say": _none(about, report), "found": False}
    after = dict(report.answers) | {move.question.id: move.after for move in path.moves}
    reached = about.scored(after)
    ends = {
        "before": about.words.number(report.index.score),
        "after": about.words.number(reached.score),
    }
    return {
        "title": title,
        "say": about.words.say("list.sentences").join(
            part for part in (about.words.say("way.say", **ends), remark) if part
        ),
        "effort": about.words.say("way.effort", effort=path.effort),
        "steps": list(_steps(about, report, path, planned)),
        "found": True,
        "later": None,
    }


def _none(about: PlanWords, report: Report) -> str:
    """Return the reason for a missing route: unanswered questions may be needed."""
    missing = sum(
        1 for axis in report.index.axes for item in axis.items if item.applies and item.value is None
    )
    return about.words.say("way.none.open" if missing else "way.none", n=missing)


def _steps(about: PlanWords, report: Report, path: Path, planned: frozenset[Pair]) -> Iterator[PlanStep]:
    """The options of the moves one by one, each with what it moves by then."""
    answers, taken = dict(report.answers), dict[Pair, str]()
    index = report.index
    for question, option in _in_order(report, path):
        now = answers.get(question.id, NOTHING)
        answers[question.id] = with_option(question, now, option)
        after = about.scored(answers)
        gain = (after.score or 0.0) - (index.score or 0.0)
        step = Step(question, option.id, gain, option.effort, True)
        yield step_words(about, step, report.answers, (index, after), taken, planned)
        taken[question.id, option.id] = about.words.say("step.before")
        index = after


def _in_order(report: Report, path: Path) -> list[tuple[Question, Option]]:
    """The options taken, each after those that it requires; else as the survey has them."""
    waiting = [
        (move.question, move.question.option_by_id[name]) for move in path.moves for name in move.taken
    ]
    answers: dict[str, Answer] = dict(report.answers)
    order: list[tuple[Question, Option]] = []
    while waiting:
        ready = next((step for step in waiting if is_ready(report.survey, answers, step[1])), waiting[0])
        waiting.remove(ready)
        order.append(ready)
        question, option = ready
        answers[question.id] = with_option(question, answers.get(question.id, NOTHING), option)
    return order
