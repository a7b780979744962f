"""What a team agrees on: answers that all gave, answers that were recorded, and a result of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_survey, read_result
from cspi_core.results.team import role_question
from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from several_files import CSPI, SURVEY, file_of

NOW = "2026-11-30T10:00:00+09:00"
LED, NOBODY = {"q15": {"choice": "cco"}}, {"q15": {"choice": "nobody"}}


@pytest.fixture(scope="module")
def service() -> Service:
    """An engine with both surveys."""
    found = Service()
    for data in (CSPI, compiled("cs-state")):
        found.answer(json.dumps({"method": "load", "survey": data, "snapshots": []}))
    return found


def agree(service: Service, *files: Any, locale: str = "en", survey: str = "cspi", **agreed: Any) -> Any:
    asked = {"method": "agree", "survey": survey, "locale": locale, "files": files, "agreed": agreed}
    return json.loads(service.answer(json.dumps(asked)))


def split_people() -> list[Any]:
    return [file_of(name, changed=LED if name < "d" else NOBODY) for name in "abcd"]


def test_the_widest_disagreement_comes_first_and_is_said_without_a_coefficient(service: Service) -> None:
    found = agree(service, *split_people())["agree"]["items"]
    assert (found[0]["question"], found[0]["is_same"], found[0]["answer"]) == ("q15", False, None)
    assert found[0]["say"] == "3 of 4 people gave the same answer; the rest differ."
    assert [item["is_same"] for item in found] == sorted(item["is_same"] for item in found)
    far = agree(service, file_of("a", changed=LED), file_of("b", changed=NOBODY))["agree"]["items"][0]
    assert far["say"] == "Far apart: 2 different answers from 2 people."
    assert [(choice["count"], choice["who"]) for choice in far["choices"]] == [("1", ["b"]), ("1", ["a"])]


def test_what_all_said_counts_and_what_was_recorded_counts_more(service: Service) -> None:
    before = agree(service, *split_people())["agree"]
    noted = {"q15": "The CCO decides since April."}
    answers = LED | {"q24": {"choice": "before_contract"}}
    after = agree(service, *split_people(), answers=answers, notes=noted, label="Kick-off", created=NOW)
    then, now = read_result(SURVEY, before["text"]), read_result(SURVEY, after["agree"]["text"])
    assert "q15" not in then.answers
    assert (now.answers["q15"].choices, now.notes) == (("cco",), noted)
    assert now.answers["q24"].choices == ("before_contract",)
    assert {name: then.answers[name] for name in then.answers if name != "q24"} == {
        name: now.answers[name] for name in now.answers if name not in ("q15", "q24")
    }


@pytest.mark.parametrize(
    ("locale", "label"),
    [
        ("en", "Kick-off: Agreed on 30 November 2026 by 4 people"),
        ("ja", "Kick-off（2026年11月30日に4人で合意）"),
    ],
)
def test_the_outcome_is_a_result_named_after_session_day_and_people(
    service: Service, locale: str, label: str
) -> None:
    found = agree(service, *split_people(), locale=locale, label="Kick-off", created=NOW)["agree"]
    assert (found["label"], found["n"]) == (label, 4)
    assert found["name"] == "cspi-agreed-2026-11-30-kick-off.json"
    opened = {"method": "open", "survey": "cspi", "locale": locale, "text": found["text"]}
    reply = json.loads(service.answer(json.dumps(opened)))
    assert (reply["ok"], reply["label"], reply["created"]) == (True, label, NOW)
    asked = {"method": "score", "survey": "cspi", "locale": locale, "answers": reply["answers"]}
    assert json.loads(service.answer(json.dumps(asked)))["report"]["index"]["score"] is not None


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=120))
def test_any_session_name_gives_a_file_that_can_be_read(name: str) -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("tiny"), "snapshots": []}))
    people = [
        {"id": one, "name": "", "entry": {"answers": {"intake": {"choice": one}}}} for one in ("form", "note")
    ]
    found = agree(service, *people, survey="tiny", label=name, created=NOW)["agree"]
    assert "2 people" in read_result(load_survey(compiled("tiny")), found["text"]).label


def test_each_persons_own_role_is_nothing_to_agree_on(service: Service) -> None:
    own = role_question(SURVEY)
    found = agree(service, *split_people())["agree"]
    assert own is not None
    assert own.id not in [item["question"] for item in found["items"]]
    assert own.id not in json.loads(found["text"])["answers"]


def test_everything_that_is_wrong_with_a_record_is_said(service: Service) -> None:
    bad = {"q15": {"choice": "x"}, "q12": {"number": 101}}
    reply = agree(service, *split_people(), answers=bad, notes={"q24": "n" * 2001})
    assert not reply["ok"]
    assert [one["code"] for one in reply["problems"]] == ["unknown_option", "out_of_bounds", "bad_note"]


def test_one_person_alone_agrees_on_nothing_yet(service: Service) -> None:
    assert agree(service, file_of("a")) == {"ok": True, "agree": None}


def test_hidden_names_are_hidden_here_too(service: Service) -> None:
    asked = {"method": "agree", "survey": "cspi", "locale": "en", "files": split_people(), "hidden": True}
    found = json.loads(service.answer(json.dumps(asked)))["agree"]
    assert {who for item in found["items"] for choice in item["choices"] for who in choice["who"]} == {
        f"Member {number}" for number in range(1, 5)
    }


def test_a_survey_without_axes_agrees_as_well(service: Service) -> None:
    data = compiled("cs-state")
    own = role_question(load_survey(data))
    asked = [question for question in data["questions"] if question["kind"] == "single"]
    first = next(question for question in asked if own is None or question["id"] != own.id)
    people = [
        {"id": str(at), "name": "", "entry": {"answers": {first["id"]: {"choice": option["id"]}}}}
        for at, option in enumerate(first["options"][:2])
    ]
    found = agree(service, *people, survey="cs-state", locale="ja", created=NOW)["agree"]
    assert found["items"][0]["question"] == first["id"]
    assert "2人で合意" in found["label"]


def test_answers_of_the_same_people_in_another_order_give_the_same_outcome(service: Service) -> None:
    people = [file_of("a"), file_of("b", "best"), file_of("c", "worst")]
    there, back = (agree(service, *order, created=NOW)["agree"] for order in (people, people[::-1]))
    assert there["text"] == back["text"]
    assert [item["question"] for item in there["items"]] == [item["question"] for item in back["items"]]
