"""Steps of a plan that people carry out: owner, due day, status, evidence and reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cspi_core import InputError, Result, load_survey, plan, read_result, score, write_result
from cspi_core.advice.plan import Plan, active, carried_out, plain_plan, planned_changes, read_plan
from cspi_core.advice.plan_edits import begun, keeping, with_steps, with_tracks
from cspi_core.advice.tracking import MOST_OWNER, Track
from cspi_core.advice.what_if import change_answers
from cspi_core.loading.answers import read_answers
from golden_surveys import compiled
from vectors import FOLDER, read_vector

CSPI = load_survey(compiled("cspi"))
PLAIN = read_vector(FOLDER / "cspi" / "team.txt", compiled("cspi"))[0]
OWN = read_answers(CSPI, PLAIN)[0]
REPORT = score(CSPI, PLAIN)
BASELINE = {"question": "q34", "option": "segment_baseline"}
PURPOSE = {"question": "q21", "option": "by_purpose"}
STEPS = [("q34", "segment_baseline"), ("q21", "by_purpose")]


def made(*tracks: dict[str, str]) -> Plan:
    kept = with_steps(CSPI, OWN, begun(None, OWN, "2026-05-01T09:00:00+09:00"), STEPS)
    return with_tracks(CSPI, kept, tracks)


def test_what_is_said_about_a_step_stands_in_the_file_and_comes_back() -> None:
    said = {"owner": "愛子", "due": "2027-01-31", "status": "doing", "note": "Three customers\nin May"}
    kept = made(BASELINE | said | {"link": "https://example.com/a?b=1", "reason": "=churn"})
    text = write_result(CSPI, Result(OWN, plan=kept))
    assert read_result(CSPI, text).plan == kept
    assert kept.tracks[STEPS[0]].owner == "愛子" and kept.tracks[STEPS[0]].due == "2027-01-31"


def test_a_plan_of_which_nothing_is_tracked_reads_and_writes_as_before() -> None:
    kept = made()
    assert "steps" not in plain_plan(CSPI, kept)
    assert read_plan(CSPI, plain_plan(CSPI, kept)) == (kept, ())


def test_a_change_keeps_what_else_is_said_and_an_empty_one_takes_it_away() -> None:
    kept = with_tracks(CSPI, made(BASELINE | {"owner": "Kei", "due": "2027-01-31"}), [BASELINE | {"due": ""}])
    assert kept.tracks == {STEPS[0]: Track(owner="Kei")}
    assert with_tracks(CSPI, kept, [BASELINE | {"owner": " "}]).tracks == {}


WRONG = [
    ({"due": "2027-02-29"}, "track_due"),
    ({"due": "31/01/2027"}, "track_due"),
    ({"status": "finished"}, "track_status"),
    ({"link": "javascript:alert(1)"}, "track_link"),
    ({"owner": "x" * (MOST_OWNER + 1)}, "track_text"),
    ({"owner": "a\u202eb"}, "track_text"),
    ({"owner": 7}, "track_text"),
    ({"note": "\ud800"}, "track_text"),
]


@pytest.mark.parametrize(("fields", "code"), WRONG)
def test_what_cannot_stand_is_refused_here_and_in_a_file(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as refused:
        made(BASELINE | fields)
    assert [problem.code for problem in refused.value.problems] == [code]
    raw = plain_plan(CSPI, made()) | {"steps": [BASELINE | fields]}
    found, problems = read_plan(CSPI, raw)
    assert found is None and [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("all", "bad_plan"),
        (["q34"], "bad_plan"),
        ([{"question": "q99", "option": "x"}], "track_step"),
        ([{"question": "q18", "option": "none"}], "track_step"),
        ([BASELINE | {"assignee": "Kei"}], "unknown_key"),
        ([BASELINE | {"owner": "Kei"}, BASELINE | {"owner": "Aiko"}], "repeated_key"),
    ],
)
def test_steps_in_a_file_are_those_of_its_plan(steps: Any, code: str) -> None:
    _, problems = read_plan(CSPI, plain_plan(CSPI, made()) | {"steps": steps})
    assert code in [problem.code for problem in problems]


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(InputError) as refused:
        made(BASELINE | {"due": "soon", "status": "x"}, PURPOSE | {"link": "ftp://a"})
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["track_due", "track_status", "track_link"]


def test_a_dropped_step_stays_with_its_reason_and_leads_nowhere() -> None:
    kept = made(PURPOSE | {"status": "dropped", "reason": "no budget"})
    assert carried_out(CSPI, OWN, active(CSPI, kept))["q21"] == OWN["q21"]
    said = plan(REPORT, "en", kept)["plan"]
    assert said["say"] == "0 of 1 step completed."
    assert [step["state"] for step in said["steps"]] == ["Dropped", "Not started"]
    assert said["steps"][0]["reason"] == "no budget"
    assert said["index"] == "Completing the plan raises the index from 70.0 to 72.5."


def test_a_what_if_that_is_kept_loses_no_dropped_step() -> None:
    kept = made(PURPOSE | {"status": "dropped", "reason": "no budget"})
    after = change_answers(CSPI, OWN, {"q29": {"choice": "dedicated_team"}})
    again = keeping(CSPI, OWN, kept, after)
    assert set(again.answers) == {"q21", "q29"}
    assert again.tracks == {STEPS[1]: Track(status="dropped", reason="no budget")}


def test_a_step_that_leaves_the_plan_takes_its_track_along() -> None:
    kept = made(BASELINE | {"owner": "Kei"}, PURPOSE | {"owner": "Aiko"})
    after = change_answers(CSPI, OWN, {"q21": {"choice": "by_purpose"}})
    assert set(keeping(CSPI, OWN, kept, after).tracks) == {STEPS[1]}


def test_what_is_reported_and_what_is_answered_stay_apart() -> None:
    kept = made(BASELINE | {"status": "done"})
    step = next(step for step in plan(REPORT, "en", kept)["plan"]["steps"] if step["question"] == "q34")
    assert step["done"] and step["hint"] == "Reported as done. Update your answer to count it in the score."
    later = change_answers(CSPI, OWN, {"q21": {"choice": "by_purpose"}})
    found = {change.question.id: change.status for change in planned_changes(CSPI, later, kept)}
    assert found == {"q21": "done", "q34": "done"}


def test_progress_is_measured_against_the_start() -> None:
    kept = made()
    assert plan(REPORT, "en", kept)["plan"]["baseline"] is None
    later = PLAIN | {"q21": {"choice": "by_purpose"}}
    said = plan(score(CSPI, later), "en", kept)["plan"]
    assert said["baseline"] == "Index since the plan was created: 70.0 → 72.5 (+2.5)."
    assert said["say"] == "1 of 2 steps completed."


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [("2027-01-31", "", False), ("2027-02-01", "", True), ("2027-02-01", "done", False), ("", "", False)],
)
def test_a_step_is_overdue_from_the_day_after_it_was_due(today: str, status: str, late: bool) -> None:
    kept = made(BASELINE | {"due": "2027-01-31", "status": status})
    said = plan(REPORT, "en", kept, today=today)["plan"]
    assert any(step["late"] for step in said["steps"]) is late
    assert said["late"] == ("1 step is overdue." if late else None)


def test_both_languages_have_a_word_for_every_status() -> None:
    words = {
        locale: [one["label"] for one in plan(REPORT, locale, made())["plan"]["statuses"]]
        for locale in ("en", "ja")
    }
    assert words["en"] == ["Not started", "In progress", "Done", "Dropped"]
    assert words["ja"] == ["未着手", "進行中", "完了", "見送り"]
    assert json.dumps(words)
