"""Notes are kept and shown; no score ever depends on one."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspi_core import Result, read_result, write_result
from cspi_core.loading.answers import read_answers
from cspi_core.service.dispatch import Service
from several_files import CSPI, SURVEY, answers_of

SERVICE = Service()
SERVICE.answer(json.dumps({"method": "load", "survey": CSPI, "snapshots": []}))
NOTES = st.dictionaries(
    st.sampled_from([q["id"] for q in CSPI["questions"]]), st.text(min_size=1, max_size=60)
)


def ask(method: str, **more: Any) -> dict[str, Any]:
    request = {"method": method, "survey": "cspi", "locale": "en", **more}
    reply: dict[str, Any] = json.loads(SERVICE.answer(json.dumps(request)))
    assert reply["ok"], reply
    return reply


@given(NOTES, st.sampled_from(["team", "lone", "unknown"]))
def test_a_score_is_the_same_with_any_notes(notes: dict[str, str], vector: str) -> None:
    answers = answers_of(vector)
    plain, noted = ask("score", answers=answers), ask("score", answers=answers, notes=notes)
    assert noted["report"] == plain["report"]
    assert noted["charts"] == plain["charts"]
    assert noted["view"]["headline"] == plain["view"]["headline"]


@given(NOTES)
def test_notes_survive_the_file_and_stand_at_their_questions(notes: dict[str, str]) -> None:
    answers = answers_of("team")
    text = ask("save", answers=answers, notes=notes)["text"]
    opened = ask("open", text=text)
    assert opened["notes"] == notes
    view = ask("score", answers=opened["answers"], notes=opened["notes"])["view"]
    rows = [*(item for axis in view["axes"] for item in axis["items"]), *view["profile"]]
    assert {row["id"]: row["note"] for row in rows if row["note"]} == notes


@given(NOTES)
def test_the_rest_of_a_file_does_not_depend_on_its_notes(notes: dict[str, str]) -> None:
    answers, _ = read_answers(SURVEY, answers_of("team"))
    noted = read_result(SURVEY, write_result(SURVEY, Result(answers, notes)))
    plain = read_result(SURVEY, write_result(SURVEY, Result(answers)))
    assert (noted.answers, noted.label, noted.created) == (plain.answers, plain.label, plain.created)
