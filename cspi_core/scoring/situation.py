"""Facts about one organisation: what stands in its answers, who it is, and which circumstances hold.

Sets of options are numbers of which each bit is an option, so that a question about many of them is one
operation. What depends on the survey alone is worked out once for it (:class:`Table`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from ..model.answers import ANSWERED, NOTHING, Answer, Answers
from ..model.practice import ALWAYS, INDEX, Circumstances, Practice
from ..model.survey import MULTIPLE, NUMBER, Question, Survey
from .scores import item_value


@dataclass(frozen=True)
class Test:
    """Circumstances with their options as bits."""

    has: int
    lacks: int
    chosen: int
    not_chosen: int
    asked: frozenset[str]
    role_is: tuple[tuple[str, tuple[str, ...]], ...]
    role_is_not: tuple[tuple[str, tuple[str, ...]], ...]
    at_least: tuple[tuple[str, float], ...]
    at_most: tuple[tuple[str, float], ...]
    any_of: tuple[Test, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """The options of a survey: the bit of each, and what is in place (``puts``) once it is chosen."""

    survey: Survey
    bits: Mapping[str, int]
    puts: Mapping[str, int]
    roles: Mapping[str, Question]

    def mask(self, names: Iterable[str]) -> int:
        """The options as bits."""
        return sum(self.bits[name] for name in set(names))

    def test(self, when: Circumstances) -> Test | None:
        """The circumstances as a test; None where they always hold."""
        if when == ALWAYS:
            return None
        return Test(
            has=self.mask(when.has),
            lacks=self.mask(when.lacks),
            chosen=self.mask(when.chosen),
            not_chosen=self.mask(when.not_chosen),
            asked=frozenset(name.partition(".")[0] for name in when.not_chosen),
            role_is=tuple(when.role_is.items()),
            role_is_not=tuple(when.role_is_not.items()),
            at_least=tuple(when.at_least.items()),
            at_most=tuple(when.at_most.items()),
            any_of=tuple(part for one in when.any_of if (part := self.test(one)) is not None),
        )


@lru_cache(maxsize=8)
def table_of(survey: Survey) -> Table:
    """The table of a survey, remembered as long as the survey is in use."""
    names = [f"{question.id}.{option.id}" for question in survey.questions for option in question.options]
    bits = {name: 1 << at for at, name in enumerate(names)}
    puts = {name: bit for question in survey.questions for name, bit in _puts(question, bits).items()}
    roles = {question.profile: question for question in survey.questions if question.profile}
    return Table(survey, bits, puts, roles)


def _puts(question: Question, bits: Mapping[str, int]) -> dict[str, int]:
    """Return what is in place with each option: of a single choice every rung that earns no more, of a
    multiple one what the option requires of its own question."""
    if question.kind == MULTIPLE:
        return {f"{question.id}.{o.id}": _storeys(question, o.id, bits) for o in question.options}
    worth = {option.id: item_value(question, Answer(ANSWERED, (option.id,))) for option in question.options}
    return {
        f"{question.id}.{name}": sum(
            bits[f"{question.id}.{other}"] for other in worth if worth[other] <= value
        )
        for name, value in worth.items()
    }


def _storeys(question: Question, option: str, bits: Mapping[str, int]) -> int:
    below = [name for asked, name in question.option_by_id[option].requires if asked == question.id]
    found = bits[f"{question.id}.{option}"]
    for name in below:
        found |= _storeys(question, name, bits)
    return found


@dataclass(frozen=True, eq=False)
class Facts:
    """Facts that no step changes: options by role, quantities by role or ratio, the size of the team."""

    options: Mapping[str, str]
    quantities: Mapping[str, float]
    size: int
    people: float
    capacity: float


@dataclass(frozen=True, eq=False)
class Situation:
    """The state of an organisation at one time: its answers, what is chosen and in place, and its index."""

    table: Table
    facts: Facts
    answers: Mapping[str, Answer]
    chosen: int
    place: int
    index: float

    def holds(self, test: Test | None) -> bool:
        """Return whether the circumstances hold."""
        return test is None or (
            (not test.has or bool(test.has & self.place))
            and not test.lacks & self.place
            and (not (test.chosen or test.not_chosen) or self._is_chosen(test))
            and (not (test.role_is or test.role_is_not) or self._is_like(test))
            and (not (test.at_most or test.at_least) or self._measures(test))
            and (not test.any_of or any(self.holds(one) for one in test.any_of))
        )

    def _is_chosen(self, test: Test) -> bool:
        return (
            (not test.chosen or bool(test.chosen & self.chosen))
            and not test.not_chosen & self.chosen
            and all(self.answers.get(name, NOTHING).state == ANSWERED for name in test.asked)
        )

    def _is_like(self, test: Test) -> bool:
        known = self.facts.options
        return all(known.get(role) in wanted for role, wanted in test.role_is) and not any(
            known.get(role) in unwanted for role, unwanted in test.role_is_not
        )

    def _measures(self, test: Test) -> bool:
        return all(self._quantity(name, -inf) <= most for name, most in test.at_most) and all(
            self._quantity(name, inf) >= least for name, least in test.at_least
        )

    def _quantity(self, name: str, unknown: float) -> float:
        return self.index if name == INDEX else self.facts.quantities.get(name, unknown)


def situation(survey: Survey, answers: Answers, index: float | None) -> Situation:
    """Return the state of an organisation with these answers and this index."""
    table = table_of(survey)
    chosen, place = standing_options(table, answers)
    facts, shown = _facts(table, answers, place), survey.scale.of(index or 0.0)
    return Situation(table, facts, answers, chosen, place, shown)


def standing_options(table: Table, answers: Answers) -> tuple[int, int]:
    """The options that are chosen, and those that are in place, as bits."""
    chosen = place = 0
    for name, answer in answers.items():
        for choice in answer.choices:
            chosen |= table.bits[f"{name}.{choice}"]
            place |= table.puts[f"{name}.{choice}"]
    return chosen, place


def _facts(table: Table, answers: Answers, place: int) -> Facts:
    practice = table.survey.practice
    given = {role: answers.get(question.id, NOTHING) for role, question in table.roles.items()}
    options = {role: answer.choices[0] for role, answer in given.items() if answer.choices}
    numbers = {
        role: float(answer.number)
        for role, answer in given.items()
        if table.roles[role].kind == NUMBER and answer.number is not None
    }
    people = _people(table, practice, numbers, place)
    if practice.team is not None:
        numbers[practice.team.role] = people
    ratios = {
        name: numbers[of] / max(1.0, numbers[per])
        for name, (of, per) in practice.ratios.items()
        if of in numbers and per in numbers
    }
    size, capacity = _size(practice, people)
    return Facts(options, numbers | ratios, size, people, capacity)


def _people(table: Table, practice: Practice, numbers: Mapping[str, float], place: int) -> float:
    """The people of the team: as answered, else as the highest option that hints at it, else as usual."""
    if practice.team is None:
        return 0.0
    if practice.team.role in numbers:
        return numbers[practice.team.role]
    hints = [people for name, people in practice.team.assumed.items() if table.bits[name] & place]
    return max(hints, default=practice.team.usual)


def _size(practice: Practice, people: float) -> tuple[int, float]:
    if practice.team is None:
        return 0, inf
    sizes = practice.team.sizes
    at = max((at for at, size in enumerate(sizes) if size.start <= people), default=0)
    return at, sizes[at].capacity
