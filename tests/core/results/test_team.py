"""Several people's answers, and one organisation's over time."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from random import Random
from statistics import pstdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_survey, score
from cspi_core.model.survey import Question
from cspi_core.results.changes import changes
from cspi_core.results.team import deviation_at_random, team
from golden_surveys import compiled
from survey_strategies import answers_to, surveys
from vectors import FOLDER, read_vector

CSPI = compiled("cspi")
SURVEY = load_survey(CSPI)


def report_of(name: str, **changed: Any) -> Any:
    return score(SURVEY, read_vector(FOLDER / "cspi" / f"{name}.txt", CSPI)[0] | changed)


def test_people_of_one_mind_agree_in_everything() -> None:
    found = team([report_of("team")] * 3)
    assert found.index.mean == found.index.low == found.index.high
    assert found.index.deviation == 0
    assert all(item.agreement == 1.0 for item in found.items)
    assert found.disagreements() == ()


def test_the_question_that_splits_people_comes_first() -> None:
    split = [report_of("team", q15={"choice": rank}) for rank in ("nobody", "nobody", "cco", "cco")]
    found = team(split)
    assert found.disagreements()[0].question.id == "q15"
    assert found.disagreements()[0].agreement == pytest.approx(-1.0)
    assert found.axes["alignment"].deviation > 0
    assert found.axes["team"].deviation == 0


def test_neither_kind_of_question_fills_the_disagreements_of_random_answers() -> None:
    random = Random(20261130)
    scored = [question for question in SURVEY.questions if question.scored]

    def answer(question: Question) -> dict[str, Any]:
        if question.kind == "single":
            return {"choice": random.choice(question.options).id}
        options = [one.id for one in question.options if not one.exclusive]
        return {"choices": [name for name in options if random.random() < 0.5]}

    kinds = Counter[str]()
    for _ in range(60):
        people = [score(SURVEY, {question.id: answer(question) for question in scored}) for _ in range(5)]
        kinds.update(item.question.kind for item in team(people).disagreements())
    expected = sum(question.kind == "multiple" for question in scored) / len(scored)
    assert abs(kinds["multiple"] / kinds.total() - expected) < 0.15


def test_an_opposite_multiple_choice_is_a_disagreement() -> None:
    everything = [one.id for one in SURVEY.question_by_id["q34"].options if not one.exclusive]
    split = [report_of("team", q34={"choices": choices}) for choices in ([], [], everything, everything)]
    assert team(split).disagreements()[0].question.id == "q34"


def test_the_spread_of_random_answers_is_that_of_every_answer_there_is() -> None:
    for question in (SURVEY.question_by_id["q34"], SURVEY.question_by_id["q15"]):
        if question.kind == "multiple":
            options = [one for one in question.options if not one.exclusive]
            subsets = chain.from_iterable(combinations(options, size) for size in range(len(options) + 1))
            values = [min(1, sum(one.value or 0 for one in some) / (question.full or 1)) for some in subsets]
        else:
            values = [one.value or 0 for one in question.options]
        assert deviation_at_random(question) == pytest.approx(pstdev(values))


def test_who_did_not_answer_is_not_counted() -> None:
    found = team([report_of("team"), report_of("nothing"), report_of("unknown")])
    assert (found.n, found.index.n) == (3, 1)
    assert all(item.agreement is None for item in found.items)


@pytest.mark.parametrize("count", [0, 1, 51])
def test_a_team_is_2_to_50_people(count: int) -> None:
    with pytest.raises(ValueError, match="reports"):
        team([report_of("team")] * count)


@given(surveys(), st.data())
def test_a_team_is_bounded_and_has_no_order(data: dict[str, Any], draw: st.DataObject) -> None:
    survey = load_survey(data)
    answered = [
        {q["id"]: draw.draw(answers_to(q)) for q in data["questions"]}
        for _ in range(draw.draw(st.integers(2, 4)))
    ]
    people = [score(survey, {k: v for k, v in one.items() if v is not None}) for one in answered]
    found = team(people)
    for item in found.items:
        assert item.agreement is None or -1 - 1e-9 <= item.agreement <= 1 + 1e-9
    for part in (found.index, *found.axes.values()):
        assert part is None or part.low - 1e-9 <= part.mean <= part.high + 1e-9
    assert team(people[::-1]) == found


def test_a_change_is_found_where_it_was_made() -> None:
    before, after = report_of("team"), report_of("team", q24={"choice": "before_contract"}, q9={"number": 7})
    found = changes(before, after)
    assert found.moved == pytest.approx(after.index.score - before.index.score)
    moved = {
        axis.after.axis.id: [item.question.id for item in axis.items] for axis in found.axes if axis.items
    }
    assert moved == {"playbook": ["q24"]}
    assert [item.question.id for item in found.profile] == ["q9"]
    playbook = next(axis for axis in found.axes if axis.after.axis.id == "playbook")
    assert playbook.moved == pytest.approx(100 / 15)
    assert playbook.items[0].moved == pytest.approx(0.2)


def test_what_had_no_score_has_no_difference() -> None:
    found = changes(report_of("nothing"), report_of("team"))
    assert found.moved is None
    assert all(item.moved is None for axis in found.axes for item in axis.items)
