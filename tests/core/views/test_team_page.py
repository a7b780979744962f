"""A team on one page: who is in it, where it agrees and disagrees, and what stays hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_survey
from cspi_core.loading.answers import read_answers
from cspi_core.results.collection import open_all
from cspi_core.results.share_link import write_fragment
from cspi_core.service.dispatch import Service
from cspi_core.views.comparisons.team import Wish, team_page
from golden_surveys import compiled
from several_files import CSPI, SURVEY, answers_of, file_of

SPLIT = {"q15": {"choice": "nobody"}}
MARCH = "2026-03-01T09:00:00Z"
LED = {"q15": {"choice": "cco"}}


def page(*files: Any, locale: str = "en", survey: Any = SURVEY, **wish: bool) -> dict[str, Any]:
    opened, refused = open_all(survey, files)
    return team_page(survey, opened, refused, locale, Wish(**wish))


def test_the_question_that_splits_people_comes_first_with_who_said_what() -> None:
    files = [file_of(name, changed=LED if name < "c" else SPLIT) for name in "abcd"]
    found = page(*files)
    worst = found["disagreements"][0]
    assert (worst["number"], worst["agreement"]) == (1, "−1.00")
    assert [(group["count"], group["who"], group["share"]) for group in worst["choices"]] == [
        ("2", ["c", "d"], 50.0),
        ("2", ["a", "b"], 50.0),
    ]
    assert "van der Eijk" in found["about"]


def test_mean_spread_and_everybodys_score_stand_beside_each_other() -> None:
    found = page(file_of("a"), file_of("b", "best"), file_of("c", "nothing"))
    index = found["rows"][0]
    assert (index["n"], index["values"]) == (2, ["70.0", "100.0", "–"])
    assert (index["mean"], index["low"], index["high"]) == ("85.0", "70.0", "100.0")
    dots = index["chart"]["series"][2]["data"]
    assert [(dot["label"]["formatter"], dot["value"][0]) for dot in dots] == [("1", 70.0), ("2", 100.0)]
    assert len(found["rows"]) == 9


def test_people_are_called_by_label_then_by_file_and_never_by_the_same_name() -> None:
    files = [
        file_of("a", label="Sato"),
        file_of("b"),
        file_of("c", "best", label="Autumn"),
        file_of("d", "worst", label="Autumn"),
    ]
    names = [one["name"] for one in page(*files)["people"]]
    assert names == ["Sato", "b", "Autumn (c)", "Autumn (d)"]
    assert len(set(names)) == 4


@given(st.permutations(["team", "best", "worst", "lone"]))
def test_hidden_names_stay_hidden_and_numbers_do_not_follow_the_files(order: list[str]) -> None:
    files = [
        file_of(f"secret-{name}", name, label=f"label-{name}", notes={"q15": "n"}, created=MARCH)
        for name in order
    ]
    hidden = page(*files, hidden=True, notes=True)
    without_ids = json.dumps([hidden | {"people": [one | {"id": ""} for one in hidden["people"]]}])
    assert "secret-" not in without_ids and "label-" not in without_ids
    assert {(one["role"], one["date"]) for one in hidden["people"]} == {(None, "")}
    first = next(one for one in hidden["people"] if one["index"] == "100.0")
    again = page(*files[::-1], hidden=True)["people"]
    assert first["number"] == next(one["number"] for one in again if one["index"] == "100.0")


def test_notes_are_shown_on_request_only_and_change_no_figure() -> None:
    plain = page(file_of("a"), file_of("b", "best"))
    noted = [file_of("a", notes={"q15": "since April"}), file_of("b", "best")]
    silent, told = page(*noted), page(*noted, notes=True)
    assert "since April" not in json.dumps(silent)
    assert silent["notes"] == 1
    assert silent | {"notes": 0} == plain
    q15 = next(item for item in told["items"] if item["question"] == "q15")
    assert q15["notes"] == [{"who": "a", "text": "since April"}]
    assert [row["values"] for row in told["rows"]] == [row["values"] for row in plain["rows"]]


def test_roles_have_their_means_and_a_role_of_one_stays_hidden_with_the_names() -> None:
    def of(name: str, vector: str, role: str) -> Any:
        return file_of(name, vector, changed={"q2": {"choice": role}})

    files = [of("a", "team", "csm"), of("b", "best", "csm"), of("c", "worst", "cco")]
    shown = page(*files)["roles"]
    assert [head["n"] for head in shown["heads"]] == ["1", "2"]
    assert shown["rows"][0]["texts"] == ["0.0", "85.0"]
    assert page(*files, hidden=True)["roles"] is None
    more = [*files, of("d", "lone", "cco")]
    assert len(page(*more, hidden=True)["roles"]["heads"]) == 2


def test_bad_files_are_named_and_the_rest_works() -> None:
    bad = [{"id": "x", "name": "x.json", "text": "{"}, {"id": "y", "name": "y.json", "text": "[]"}]
    found = page(bad[0], file_of("a"), bad[1], file_of("b", "best"))
    assert [one["name"] for one in found["refused"]] == ["x.json", "y.json"]
    assert all(one["problems"] for one in found["refused"])
    assert found["title"] == "2 results compared"


@pytest.mark.parametrize(("count", "words"), [(0, "No results"), (1, "1 result "), (51, "51 results")])
def test_too_few_and_too_many_are_said(count: int, words: str) -> None:
    found = page(*(file_of(f"p{at:02}") for at in range(count)))
    assert words in found["none"]
    assert "rows" not in found


def test_one_file_twice_counts_once_and_undated_twins_are_two_people() -> None:
    dated = [file_of(name, created="2026-03-01T09:00:00Z") for name in "ab"]
    found = page(*dated)
    assert found["none"] and found["remarks"]
    assert page(file_of("a"), file_of("b"))["agreed"] == "Everyone gave the same answers."


@pytest.mark.parametrize(("label", "people"), [("", 2), ("Ito", 1)])
def test_results_of_one_day_without_a_name_are_two_people(label: str, people: int) -> None:
    """A link holds a day alone: two colleagues without a name may have given the same answers on it."""
    answers = read_answers(SURVEY, answers_of("team"))[0]
    link = {"name": "", "text": write_fragment(SURVEY, answers, "2026-11-30T09:00:00Z", label)}
    found = page({"id": "a", **link}, {"id": "b", **link})
    assert len(found["people"]) == people
    days = [file_of(name, created="2026-11-30", label=label) for name in "ab"]
    assert len(page(*days)["people"]) == people


def test_ones_own_answers_count_as_a_person() -> None:
    entry = {"answers": answers_of("best"), "notes": {}, "label": "Autumn", "created": ""}
    found = page(file_of("a"), {"id": "present", "name": "", "entry": entry})
    assert [(one["name"], one["own"]) for one in found["people"]] == [("a", False), ("You", True)]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_survey_without_axes_shows_what_was_answered(locale: str) -> None:
    data = compiled("cs-state")
    survey = load_survey(data)
    first = data["questions"][0]
    files = [
        {"id": option["id"], "name": "", "entry": {"answers": {first["id"]: {"choice": option["id"]}}}}
        for option in first["options"][:2]
    ]
    found = page(*files, locale=locale, survey=survey)
    assert (found["rows"], found["index"], found["agreement"], found["disagreements"]) == ([], None, None, [])
    assert len(found["items"]) == len(data["questions"])
    assert [group["share"] for group in found["items"][0]["choices"]] == [50.0, 50.0]


def test_the_page_can_ask_for_it_and_what_was_read_is_not_read_again() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": CSPI, "snapshots": []}))
    files = [file_of("a"), file_of("b", "best")]
    request = {"method": "team", "survey": "cspi", "locale": "ja", "files": files}
    first, again = (json.loads(service.answer(json.dumps(request))) for _ in range(2))
    assert first["ok"] and first == again
    assert first["team"]["title"] == "2件の結果の比較"


def test_links_count_as_people_with_the_name_that_is_in_them() -> None:
    answers = read_answers(SURVEY, answers_of("team"))[0]
    named, plain = (write_fragment(SURVEY, answers, MARCH, label) for label in ("Aiko", ""))
    texts = [f"https://survey.example/ja/cspi/#{named}", plain, f"{plain[:-9]}", "hello"]
    files = [{"id": str(number), "name": "", "text": text} for number, text in enumerate(texts)]
    found = page(*files, file_of("c", "best", label="Sato"))
    assert [one["name"] for one in found["people"]] == ["Aiko", "No name", "Sato"]
    damaged, nothing = found["refused"]
    assert "link" in damaged["problems"][0]
    assert "JSON" in nothing["problems"][0]
