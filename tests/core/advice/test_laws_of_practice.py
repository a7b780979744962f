"""The laws of levels and roadmaps, over more than two thousand made-up organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from cspi_core.advice.candidates import EFFORT
from cspi_core.advice.improvements import with_option
from cspi_core.advice.phases import (
    EQUALLY_WEAK,
    PHASES,
    STEPS,
    Phase,
    Roadmap,
    roadmap,
    starting_point,
    take,
    weakest,
)
from cspi_core.advice.reasons import reasons, wording
from cspi_core.advice.route import route
from cspi_core.advice.step_rules import MATTERS, State, StepRule, open_steps, sensible, step_rules
from cspi_core.model.answers import ANSWERED, UNKNOWN, Answer, Answers
from cspi_core.model.survey import MULTIPLE, NUMBER, SINGLE, Question
from cspi_core.scoring.gates import Standing
from cspi_core.scoring.scores import item_value, score_survey
from cspi_core.scoring.situation import situation
from cspi_core.uncertainty.contradictions import contradicted, without_contradicted
from cspi_core.uncertainty.levels import standing
from organisations import every_box, organisations, random_clickers, survey, without

COUNT = 1100


@cache
def everybody() -> tuple[Answers, ...]:
    return (*organisations(COUNT), *random_clickers(COUNT))


@cache
def roadmaps() -> tuple[Roadmap, ...]:
    return tuple(mapped(answers) for answers in everybody())


def mapped(answers: Answers) -> Roadmap:
    return roadmap(survey(), answers, score_survey(survey(), answers))


def stood(answers: Answers) -> Standing:
    reached = standing(survey(), answers, score_survey(survey(), answers))
    assert reached is not None
    return reached


def rules_of(phase: Phase) -> list[StepRule]:
    return [one.step.rule for one in phase.steps]


def names(found: Roadmap) -> list[list[str]]:
    return [[rule.name for rule in rules_of(phase)] for phase in found.phases]


def level_number(answers: Answers) -> int:
    return [level.id for level in survey().levels].index(stood(answers).level.id) + 1


def phases() -> list[tuple[Phase, list[StepRule]]]:
    """Every phase with the steps of the phases before it."""
    found = []
    for one in roadmaps():
        before: list[StepRule] = []
        for phase in one.phases:
            found.append((phase, list(before)))
            before += rules_of(phase)
    return found


def test_the_first_phase_has_a_step_for_a_weakest_axis_that_has_one_that_matters() -> None:
    asked = kept = 0
    for found in roadmaps():
        state = found.start
        ready = open_steps(state, list(sensible(state)))
        low = weakest(state)
        served = {axis for one in ready if one.importance >= 2 for axis in one.rule.axes} & set(low)
        if served:
            asked += 1
            kept += any(axis in rule.axes for rule in rules_of(found.phases[0]) for axis in served)
    assert asked > 1000
    assert kept == asked


def test_what_a_step_requires_is_there_when_its_phase_begins() -> None:
    for phase, _ in phases():
        place = phase.before.here.place
        assert all(group & place for rule in rules_of(phase) for group in rule.requires)


def test_no_two_steps_of_a_phase_clash() -> None:
    for phase, _ in phases():
        chosen = rules_of(phase)
        assert not any(one.bit & other.apart for one in chosen for other in chosen)
        assert len({rule.question.id for rule in chosen}) == len(chosen)


def test_no_step_undoes_replaces_or_comes_after_what_it_should_have_preceded() -> None:
    by_bit = {rule.bit: rule for rule in step_rules(survey())}
    practice = {one.name: one for one in survey().practice.options}
    for phase, before in phases():
        for rule in rules_of(phase):
            own = practice[rule.name]
            earlier = {by_bit[one.bit].name for one in before}
            assert not earlier & {*own.resets, *own.makes_easier, *own.supersedes}
            assert not any(rule.name in practice[name].supersedes for name in earlier)


def test_every_step_fits_size_and_profile() -> None:
    for phase, _ in phases():
        here = phase.before.here
        for rule in rules_of(phase):
            assert rule.units[here.facts.size] is not None
            assert here.holds(rule.applies)
            assert not rule.bit & here.place


def test_phases_are_few_and_what_the_team_can_carry() -> None:
    for found in roadmaps():
        assert len(found.phases) <= PHASES
    for phase, _ in phases():
        units = [one.step.units for one in phase.steps]
        assert 1 <= len(units) <= STEPS
        assert len(units) == 1 or sum(units) <= phase.before.here.facts.capacity
        assert sum(one == EFFORT["large"] for one in units) <= 1


def test_while_nobody_leads_nothing_is_asked_of_top_management_but_a_leader() -> None:
    led = survey().practice
    leads = next(one for one in led.options if one.name == "q15.under_other_vp").name
    table = roadmaps()[0].start.here.table
    for phase, _ in phases():
        if not phase.before.here.place & table.bits[leads]:
            asked = [rule for rule in rules_of(phase) if rule.decides == "exec"]
            assert all(rule.question.id == "q15" or not rule.requires for rule in asked)


def test_no_step_comes_twice_and_the_index_never_falls() -> None:
    for found in roadmaps():
        flat = [name for phase in names(found) for name in phase]
        assert len(set(flat)) == len(flat)
        for phase in found.phases:
            before, after = (found.sheet.index(state.means) for state in (phase.before, phase.after))
            assert after >= before - 1e-9


def test_the_index_of_a_roadmap_is_that_of_the_scorer() -> None:
    for found in roadmaps()[:200]:
        for phase in found.phases:
            index = score_survey(survey(), phase.after.here.answers)
            assert found.sheet.index(phase.after.means) == index.score


def test_the_same_answers_give_the_same_roadmap() -> None:
    for answers, found in list(zip(everybody(), roadmaps(), strict=True))[::40]:
        assert names(mapped(answers)) == names(found)


def test_a_longer_menu_of_which_nothing_is_there_leaves_the_first_phase_as_it_is() -> None:
    longer = replace(
        survey(),
        questions=tuple(
            replace(q, full=q.full * 2) if q.kind == MULTIPLE and q.full else q for q in survey().questions
        ),
    )
    tried = 0
    for answers in everybody()[:400]:
        empty = [q.id for q in survey().questions if q.kind == MULTIPLE and q.full]
        bare: Answers = {**answers, **{name: Answer(ANSWERED) for name in empty}}
        other = roadmap(longer, bare, score_survey(longer, bare))
        tried += 1
        assert names(other)[:1] == names(mapped(bare))[:1]
    assert tried == 400


def test_the_route_to_the_next_level_reaches_it_and_none_of_its_steps_can_be_left_out() -> None:
    asked = 0
    for answers, found in list(zip(everybody(), roadmaps(), strict=True))[:COUNT:5]:
        index, reached = score_survey(survey(), answers), stood(answers)
        if reached.next is None or any(lack.kind == "coherence" for lack in reached.lacks):
            continue
        path = route(survey(), answers, index, found, reached.next)
        if not path.is_reached:
            continue
        asked += 1
        steps = [*path.steps, *path.later]
        assert {rule.name for rule in path.steps} <= {name for phase in names(found) for name in phase}
        assert is_at_least(take(found.sheet, found.start, steps), reached.next.id)
        for rule in steps:
            rest = [one for one in steps if one is not rule]
            fits = in_order(found.start, rest)
            assert not fits or not is_at_least(take(found.sheet, found.start, rest), reached.next.id)
    assert asked > 100


def in_order(start: State, steps: list[StepRule]) -> bool:
    place = start.here.place
    for rule in steps:
        if not all(group & place for group in rule.requires):
            return False
        place |= rule.puts
    return True


def is_at_least(state: State, level: str) -> bool:
    order = [one.id for one in survey().levels]
    return order.index(stood(state.here.answers).level.id) >= order.index(level)


def test_one_changed_answer_leaves_most_of_the_first_phase() -> None:
    rng, kept, tried = Random(5), 0.0, 0
    for answers, found in zip(everybody()[:400], roadmaps()[:400], strict=True):
        first = set(names(found)[0]) if found.phases else set()
        if first:
            other = names(mapped(changed(answers, rng)))
            kept += len(first & set(other[0] if other else ())) / len(first)
            tried += 1
    assert tried > 100
    assert kept / tried >= 0.85


def changed(answers: Answers, rng: Random) -> Answers:
    question = rng.choice([q for q in survey().questions if q.scored and answers[q.id].state == ANSWERED])
    now = answers[question.id].choices
    free = [option.id for option in question.options if not option.exclusive]
    if question.kind == SINGLE:
        return {**answers, question.id: Answer(ANSWERED, (rng.choice([n for n in free if n not in now]),))}
    flipped = {rng.choice(free)} ^ {name for name in now if name in free}
    return {**answers, question.id: Answer(ANSWERED, tuple(name for name in free if name in flipped))}


@pytest.mark.parametrize(("people", "least"), [(1, 4), (2, 4), (6, 5), (9, 5), (20, 5), (120, 5)])
def test_all_that_is_ever_advised_leads_far(people: int, least: int) -> None:
    lowest = {
        name: one for name, one in every_box(lowest=True).items() if survey().question_by_id[name].scored
    }
    bare = {
        n: Answer(ANSWERED) if survey().question_by_id[n].kind == MULTIPLE else a for n, a in lowest.items()
    }
    given: Answers = {
        **bare,
        "q2": Answer(ANSWERED, ("head_cs",)),
        "q6": Answer(ANSWERED, ("b2b",)),
        "q8": Answer(ANSWERED, (), 20 * people),
        "q9": Answer(ANSWERED, (), people),
        "q13": Answer(ANSWERED, ("gainsight",)),
        "q14": Answer(ANSWERED, ("salesforce",)),
        "q18": Answer(ANSWERED, ("one_csm" if people == 1 else "one_group",)),
    }
    answers: Answers = given
    for _ in range(100):
        sheet, state = starting_point(survey(), answers, score_survey(survey(), answers))
        ready = open_steps(state, list(sensible(state)))
        if not ready:
            break
        best = max(ready, key=lambda one: (one.importance, -one.units))
        answers = take(sheet, state, [best.rule]).here.answers
    assert level_number(answers) >= least, score_survey(survey(), answers).score


def test_nothing_makes_up_for_an_axis_with_nothing_on_it() -> None:
    everything = every_box(lowest=False)
    for axis in survey().axes:
        assert level_number(without(everything, axis.id)) <= 3, axis.id


def test_ticking_every_box_does_not_make_a_standard() -> None:
    assert level_number(every_box(lowest=True)) <= 2


def test_clicking_at_random_gives_no_high_level() -> None:
    levels = Counter(level_number(answers) for answers in random_clickers(2000))
    assert levels[5] == 0
    assert levels[4] <= 0.03 * 2000
    assert levels[1] + levels[2] > 1000


def test_a_gate_takes_away_and_never_gives() -> None:
    order = [level.id for level in survey().levels]
    for answers in everybody()[::3]:
        reached = stood(answers)
        assert order.index(reached.level.id) <= order.index(reached.by_index.id)


def test_no_step_is_the_first_for_everybody() -> None:
    first = Counter(names(found)[0][0] for found in roadmaps()[:COUNT] if found.phases)
    assert first.most_common(1)[0][1] <= 0.35 * sum(first.values())


def test_every_step_has_a_reason_and_words_in_every_language() -> None:
    for answers, found in list(zip(everybody(), roadmaps(), strict=True))[::10]:
        reached = standing(survey(), answers, score_survey(survey(), answers))
        for phase in found.phases:
            for chosen in phase.steps:
                rule = chosen.step.rule
                assert reasons(found, phase, chosen, reached)
                earned = phase.before.values[rule.question.id]
                key = wording(phase.before.here, rule, earned)
                for locale in survey().locales:
                    texts = survey().text[locale]["questions"][rule.question.id]["options"]
                    assert texts[rule.option.id][key]


def test_what_the_next_level_asks_for_is_never_a_mere_refinement() -> None:
    met = 0
    for answers, found in list(zip(everybody(), roadmaps(), strict=True))[::5]:
        reached = stood(answers)
        candidates = list(sensible(found.start))
        for lack in reached.lacks if reached.next else ():
            mask = found.start.here.table.mask(lack.options)
            bringing = [one.importance for one in candidates if one.rule.bit & mask]
            assert not bringing or max(bringing) >= MATTERS, lack
            met += bool(bringing)
    assert met > 100


def test_scores_that_earlier_phases_change_are_marked() -> None:
    marked = 0
    for answers, found in list(zip(everybody(), roadmaps(), strict=True))[::25]:
        for phase in found.phases:
            for chosen in phase.steps:
                for reason in reasons(found, phase, chosen, stood(answers)):
                    today = found.start.means.get(reason.axis)
                    assert reason.is_projected == (reason.score is not None and reason.score != today)
                    assert not (reason.is_projected and phase is found.phases[0])
                    marked += reason.is_projected
    assert marked


def test_the_weakest_axes_are_equally_weak() -> None:
    later = survey().practice.later
    for found in roadmaps()[::20]:
        at = {axis: mean + later.get(axis, 0.0) for axis, mean in found.start.means.items() if mean < 100}
        assert {axis for axis in at if at[axis] <= min(at.values()) + EQUALLY_WEAK} == set(
            weakest(found.start)
        )


def raised(answers: Answers) -> Iterator[tuple[Question, Answers]]:
    """Every way to add one practice: an option more, or a higher rung."""
    for question in survey().questions:
        if question.axis and question.kind != NUMBER:
            now = answers[question.id]
            for option in question.options:
                more = with_option(question, now, option)
                if not option.exclusive and item_value(question, more) > item_value(question, now):
                    yield question, {**answers, question.id: more}


def test_a_practice_more_never_lowers_the_level() -> None:
    for answers in (*everybody()[:COUNT:12], *everybody()[COUNT::40]):
        before = level_number(answers)
        for question, after in raised(answers):
            assert level_number(after) >= before, question.id


def test_what_another_answer_contradicts_raises_no_level() -> None:
    tried = 0
    for answers in everybody()[:COUNT:9]:
        before, doubted = level_number(answers), contradicted(situation(survey(), answers, None))
        for question, after in raised(answers):
            here = situation(survey(), after, None)
            if question.kind == MULTIPLE and contradicted(here) & ~doubted & here.chosen:
                tried += 1
                counted = without_contradicted(here)[question.id]
                if counted == answers[question.id]:
                    assert level_number(after) == before, question.id
    assert tried > 100


def test_what_is_not_known_waives_no_sign() -> None:
    lowest = {"q15": "nobody", "q23": "none"}
    for answers in everybody()[:COUNT:9]:
        for name, choice in lowest.items():
            question = survey().question_by_id[name]
            least = {**answers, name: Answer(ANSWERED, (choice,))}
            for left_out in ({**answers, name: Answer(UNKNOWN)}, without_question(answers, name)):
                assert {lack.kind for lack in stood(left_out).lacks} >= {
                    lack.kind for lack in stood(least).lacks if stood(least).level == stood(left_out).level
                } - {"coherence", "floor"}, question.id


def without_question(answers: Answers, name: str) -> Answers:
    return {other: answer for other, answer in answers.items() if other != name}


def test_no_roadmap_advises_what_contradicts_an_answer() -> None:
    for found in roadmaps()[::2]:
        doubted, state = contradicted(found.start.here), found.start
        for phase in found.phases:
            state = phase.after
            taken = [rule.name for rule in rules_of(phase)]
            assert not contradicted(state.here) & ~doubted, taken
