"""What the service keeps between requests never shows: each reply is a fresh service's, byte for byte."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_core import Against, charts, load_snapshot, load_survey, score, view
from cspi_core.advice.plan import read_plan
from cspi_core.memo import MOST, Fragment, Memo, remember, write, written
from cspi_core.service.dispatch import Service
from cspi_core.service.session import Session
from edition_files import TINY_SNAPSHOTS
from golden_surveys import compiled
from panels_of_tests import panel

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
Data = dict[str, Any]


@cache
def surveys() -> dict[str, Data]:
    """Those that ship, one of the tests, and one of the same id whose words and weights are others."""
    found = {name: compiled(name) for name in ("cspi", "cs-state", "tiny")}
    other: Data = json.loads(json.dumps(found["cspi"]))
    for prose in other["text"].values():
        prose["axes"] = {name: {**axis, "name": f"{axis['name']}!"} for name, axis in prose["axes"].items()}
    for question in other["questions"]:
        question["weight"] = 2.0
    return found | {"cspi, changed": other}


@cache
def snapshots() -> tuple[list[Data], ...]:
    """What can be known of others: nothing, what ships, and panels of the same id with other figures."""
    shipped = [compile_edition(one) for one in load_editions(ROOT / "benchmark_snapshots")]
    tiny = [compile_edition(one) for one in load_editions(TINY_SNAPSHOTS)]
    raised = panel(2026)
    for metric in raised["metrics"]:
        for one in metric["cells"]:
            for figure in (one.get("figures") or {}).values():
                figure["value"] += 5.0
    return [], shipped, [*tiny, panel(2026), panel(2025)], [*shipped[::-1], raised]


@cache
def load_text(survey: str, known: int) -> str:
    """The request to load one of the surveys beside some of what can be known."""
    return json.dumps(load(surveys()[survey], snapshots()[known]))


def load(survey: Data, known: list[Data]) -> Data:
    return {"method": "load", "survey": survey, "snapshots": known}


def answer(rng: Random, question: Data) -> Data:
    if rng.random() < 0.1:
        return {"state": rng.choice(["unknown", "not_applicable"] if question.get("axis") else ["unknown"])}
    if question["kind"] == "number":
        return {"number": rng.choice([question["minimum"], question["minimum"] + question["step"] * 7])}
    names = [option["id"] for option in question["options"]]
    if question["kind"] == "single":
        return {"choice": rng.choice(names)}
    free = [option["id"] for option in question["options"] if not option.get("exclusive")]
    return {"choices": rng.sample(free, rng.randint(0, len(free)))}


def answers(rng: Random, survey: Data, share: float = 0.9) -> Data:
    return {one["id"]: answer(rng, one) for one in survey["questions"] if rng.random() < share}


def against(rng: Random, known: list[Data]) -> Data:
    cuts = [
        {cut["id"]: value["id"]}
        for one in known
        for cut in one.get("segments", [])
        for value in cut["values"]
    ]
    edition = rng.choice([None, *(one["id"] for one in known), "there is none", 1, 1.0, True, [1]])
    segments = [{}, rng.choice(cuts or [{}]), rng.choice(cuts or [{}]) | rng.choice(cuts or [{}])]
    return {"edition": edition, "segment": rng.choice(segments), "everyone": rng.random() < 0.2}


def plan(rng: Random, survey: Data) -> Data:
    scored = [question for question in survey["questions"] if question.get("axis")]
    axes = {axis["id"]: rng.choice([80, 80.0]) for axis in survey["axes"]} if rng.random() < 0.7 else {}
    return {
        "made": "2026-01-02",
        "target": rng.choice([{}, {"index": 70}, {"index": 70.0}]) | ({"axes": axes} if axes else {}),
        "answers": {one["id"]: answer(rng, one) for one in scored if rng.random() < 0.1},
    }


def asked(rng: Random, survey: Data, known: list[Data]) -> Data:
    """A request to score anything in any way, notes of any type included, with what other methods ask."""
    notes = [None, "", 'ノート \\ " \u2028 {0}', 1, 1.0, True, ["a"], {"b": 0}]
    return {
        "method": "score",
        "survey": survey["id"],
        "locale": rng.choice(["ja", "en", "fr", None]),
        "answers": answers(rng, survey, rng.random()),
        "notes": {one["id"]: rng.choice(notes) for one in survey["questions"] if rng.random() < 0.2},
        "label": rng.choice(["", "目印"]),
        "created": rng.choice(["", "2026-11-22T09:00:00Z"]),
        "version": rng.choice(["", "0.9", survey["version"]]),
        "against": against(rng, known),
        "plan": plan(rng, survey) if rng.random() < 0.5 else None,
        "words_only": rng.random() < 0.3,
        "changes": plan(rng, survey)["answers"],
        "planned": rng.random() < 0.5,
    }


def changed(rng: Random, survey: Data, known: list[Data], request: Data) -> Data:
    """The request with one thing changed, as people change it."""
    one = rng.choice(survey["questions"])
    other = asked(rng, survey, known)
    if rng.random() < 0.5:
        return request | {"answers": request["answers"] | {one["id"]: answer(rng, one)}}
    if rng.random() < 0.3:
        return request | {"against": request["against"] | {"edition": other["against"]["edition"]}}
    if rng.random() < 0.5:
        return request | {"method": rng.choice(["score", "plan", "what_if"])}
    part = rng.choice(["locale", "notes", "against", "plan", "version", "words_only", "changes"])
    return request | {part: other[part]}


def replies(service: Service, *requests: Data) -> list[str]:
    return [service.answer(json.dumps(request)) for request in requests]


def loaded(service: Service, text: str, most: int) -> None:
    """Load a survey into a service that keeps so many values."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cspi_core.service.dispatch.Session", partial(Session, memo=Memo(most)))
        service.answer(text)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_what_was_asked_before_does_not_show(seed: int) -> None:
    """Neither to a service that keeps much nor to one that soon forgets: both reply as a fresh one does."""
    rng = Random(seed)
    used = {most: Service() for most in (8, MOST)}
    for _ in range(3):
        name, number = rng.choice(list(surveys())), rng.randrange(len(snapshots()))
        survey, known = surveys()[name], snapshots()[number]
        for most, service in used.items():
            loaded(service, load_text(name, number), most)
        request = asked(rng, survey, known)
        for _ in range(5):
            fresh = Service()
            fresh.answer(load_text(name, number))
            wanted = replies(fresh, request)
            assert {most: replies(service, request) for most, service in used.items()} == dict.fromkeys(
                used, wanted
            )
            request = changed(rng, survey, known, request)


def test_equal_numbers_that_are_not_written_alike_stay_apart() -> None:
    survey, (known, *_) = surveys()["cspi"], snapshots()
    axis, question = survey["axes"][0]["id"], survey["questions"][-1]["id"]
    request = {"method": "score", "survey": "cspi", "answers": answers(Random(1), survey, 1.0)}
    alike: list[tuple[Data, Data]] = [
        ({"plan": {"target": {"axes": {axis: 80}}}}, {"plan": {"target": {"axes": {axis: 80.0}}}}),
        ({"notes": {question: 1}}, {"notes": {question: True}}),
        ({"against": {"edition": 1}}, {"against": {"edition": 1.0}}),
    ]
    for one, other in alike:
        used = replies(Service(), load(survey, known), request | one, request | other)
        assert used[1] != used[2]
        assert used[2] == replies(Service(), load(survey, known), request | other)[1]


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_reply_is_the_plain_report_as_text(seed: int) -> None:
    rng = Random(seed)
    data, known = rng.choice(list(surveys().values())), rng.choice(snapshots())
    request = asked(rng, data, known)
    survey, compared = load_survey(data), [load_snapshot(one) for one in known]
    wanted = request["against"]
    chosen = Against(wanted["edition"], wanted["segment"], wanted["everyone"])
    report = score(survey, request["answers"], compared, chosen)
    found, _ = read_plan(survey, request["plan"])
    words = {name: request[name] for name in ("notes", "label", "created", "version")}
    plain = {
        "ok": True,
        "report": report.to_dict(),
        "view": view(report, request["locale"], **words, plan=found),
        "charts": charts(report, request["locale"], found.target.axes if found else None),
    }
    said = replies(Service(), load(data, known), request)[1]
    wanted = {name: part for name, part in plain.items() if name != "report" or not request["words_only"]}
    assert said == json.dumps(wanted, ensure_ascii=False, sort_keys=True)


def test_a_bound_holds_and_what_is_in_use_stays() -> None:
    memo, made = Memo(most=10), list[int]()
    for number in range(100):
        assert memo.value(("in use",), lambda: made.append(-1) or "used") == "used"
        assert memo.value(("number", number), partial(str, number)) == f"{number}"
        assert len(memo) <= 10
    assert made == [-1]


@remember(lambda name, made: (name,))
@written
def part(name: str, made: list[str]) -> Data:
    """A part of a reply that notes each time that it is made."""
    made.append(name)
    return {"name": name, "b": "ü", "a": [1.0, None]}


def test_what_is_remembered_is_made_once_and_encoded_once() -> None:
    memo, made = Memo(), list[str]()
    with memo.active():
        parts = [part(name, made) for name in "xyx"]
        assert made == ["x", "y"] and parts[0] is parts[2] and isinstance(parts[0], Fragment)
    for whole in ({"z": parts, "x": {"y": parts[0]}, "w": 1}, {"a": []}, parts, [1, {}], None):
        assert write(whole) == json.dumps(whole, ensure_ascii=False, sort_keys=True)
    assert parts == [{"name": name, "b": "ü", "a": [1.0, None]} for name in "xyx"]


def test_nothing_is_remembered_outside_of_a_memo_or_in_another_thread() -> None:
    made = list[str]()
    assert type(part("x", made)) is dict
    with Memo().active(), Memo().active():
        part("x", made)
        with ThreadPoolExecutor(1) as pool:
            assert type(pool.submit(part, "x", made).result()) is dict
    assert type(part("x", made)) is dict and made == ["x"] * 4


def test_a_memo_forgets_nothing_that_an_exception_ends() -> None:
    memo = Memo()
    with pytest.raises(ValueError, match="ends"), memo.active():
        part("x", [])
        raise ValueError("ends")
    made = list[str]()
    with memo.active():
        part("x", made)
    assert not made and type(part("x", made)) is dict
