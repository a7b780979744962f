"""The cases of the CSPI survey: agreement with their readings never falls below what was reached, no level
rule agrees less than the index alone, and mistakes in a file of cases are told at their place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.surveys.calibration import agreement, by_gain_and_effort, by_practice, case_answers
from cspi_build.surveys.cases import load_cases
from cspi_build.surveys.load import load_survey
from cspi_core.scoring.scores import score_survey
from cspi_core.uncertainty.levels import standing
from organisations import FOLDER, survey


def test_agreement_with_the_readings_keeps_its_floor() -> None:
    found = agreement(survey(), load_cases(FOLDER), by_practice)
    assert (found.cases, found.agreed) == (50, 146)
    assert found.levels >= 48
    assert found.agreed_in_two_phases >= 109
    assert found.agreed_in_three >= 120
    assert found.rejected == 0


def test_gates_of_levels_agree_no_less_than_the_index_alone() -> None:
    cases = load_cases(FOLDER)
    gated, plain = agreement(survey(), cases, by_practice), agreement(survey(), cases, by_gain_and_effort)
    assert gated.levels >= plain.levels


def test_the_model_of_practice_agrees_more_than_gain_and_effort() -> None:
    cases = load_cases(FOLDER)
    practice, plain = agreement(survey(), cases, by_practice), agreement(survey(), cases, by_gain_and_effort)
    assert practice.agreed_in_two_phases > plain.agreed_in_two_phases
    assert practice.agreed_in_three > plain.agreed_in_three
    assert practice.rejected < plain.rejected


def test_every_level_has_cases() -> None:
    levels = Counter(reading.level for case in load_cases(FOLDER) for reading in case.readings)
    assert set(levels) == {level.id for level in survey().levels}


def test_a_survey_without_cases_has_none(tmp_path: Path) -> None:
    assert load_cases(tmp_path) == ()


MISTAKES = (
    ("    story: >-\n      Seed", "    storey: >-\n      Seed", "unknown key `storey`"),
    ("q2: csm,", "q2: cms,", "there is no option `cms`"),
    ("q8: 35,", "q8: many,", "`q8` is answered by a number"),
    ("q16: [billing],", "q16: billing,", "`q16` takes several options"),
    ("q17: cost_centre,", "q71: cost_centre,", "there is no question `q71`"),
    ("level: l1", "level: l0", "there is no level `l0`"),
    ("weakest: [playbook,", "weakest: [playbok,", "there is no axis `playbok`"),
    ("first: [q23.csm_shared,", "first: [q23.shared,", "there is no option `q23.shared`"),
    ("id: duo_japan", "id: solo_reactive", "case `solo_reactive` is there twice"),
    ("survey: cspi", "survey: cs", "this file is about another survey"),
)


@pytest.mark.parametrize(("find", "put", "said"), MISTAKES)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, find: str, put: str, said: str) -> None:
    folder = tmp_path / "cspi"
    copytree(FOLDER, folder)
    path = folder / "cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    line = text[: text.index(find)].count("\n") + 1
    with pytest.raises(DefinitionErrors) as caught:
        load_cases(folder)
    assert any(said in one.message and one.line in (line, line + 1) for one in caught.value.diagnostics)
    with pytest.raises(DefinitionErrors):
        load_survey(folder)


def test_levels_say_what_the_next_one_lacks() -> None:
    cases = {case.id: case for case in load_cases(FOLDER)}
    answers = case_answers(survey(), cases["craft_no_standing"])
    reached = standing(survey(), answers, score_survey(survey(), answers))
    assert reached is not None and reached.next is not None
    assert (reached.level.id, reached.by_index.id, reached.next.id) == ("l3", "l4", "l4")
    assert {lack.kind for lack in reached.lacks} == {"floor", "sign"}
    assert [lack.axis for lack in reached.lacks if lack.kind == "floor"] == ["alignment"]
