"""Days are those of where a result was made, wherever they are shown, named or compared."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cspi_build.panels.reading.coding import gather
from cspi_build.panels.reading.files import moments, stamp, years
from cspi_build.progress import Progress
from cspi_core import load_survey
from cspi_core.benchmarking.edition import Snapshot, load_snapshot
from cspi_core.benchmarking.edition_effects import out_by
from cspi_core.loading.times import day_of, is_time, moment_of
from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from vectors import FOLDER, read_vector

SURVEY = load_survey(compiled("cspi"))
ANSWERS = read_vector(FOLDER / "cspi" / "team.txt", compiled("cspi"))[0]
NEW_YEAR = {
    "Asia/Tokyo": ("2026-01-01T08:30:00+09:00", "2026-01-01"),
    "America/Los_Angeles": ("2025-12-31T20:00:00-08:00", "2025-12-31"),
    "Pacific/Kiritimati": ("2026-01-01T00:30:00+14:00", "2026-01-01"),
    "Asia/Kathmandu": ("2026-01-01T03:00:00+05:45", "2026-01-01"),
    "of an earlier release": ("2025-12-31T23:30:00Z", "2025-12-31"),
}
WORDS = {
    "2026-01-01": ("1 January 2026", "2026年1月1日"),
    "2025-12-31": ("31 December 2025", "2025年12月31日"),
}


@cache
def loaded() -> Service:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi")}))
    return service


def ask(method: str, **more: Any) -> dict[str, Any]:
    request = {"method": method, "survey": "cspi", "answers": ANSWERS} | more
    reply: dict[str, Any] = json.loads(loaded().answer(json.dumps(request)))
    assert reply["ok"], reply
    return reply


@pytest.mark.parametrize(("created", "day"), NEW_YEAR.values(), ids=list(NEW_YEAR))
def test_every_reply_has_the_day_where_it_was_made(created: str, day: str) -> None:
    english, japanese = WORDS[day]
    assert ask("score", created=created, locale="en")["view"]["date"] == english
    assert ask("score", created=created, locale="ja")["view"]["date"] == japanese
    saved = ask("save", created=created)
    assert saved["name"] == f"cspi-{day}.json"
    assert json.loads(saved["text"])["created"] == created
    assert ask("open", text=saved["text"], locale="en")["date"] == english
    for form, name in (
        ("markdown", "report"),
        ("json", "report"),
        ("csv", "questions"),
        ("tables", "report"),
    ):
        assert ask("take", format=form, created=created)["name"].startswith(f"cspi-{name}-{day}.")
    slide = ask("take", format="slide", created=created, locale="en")
    assert slide["name"] == f"cspi-slide-{day}"
    assert slide["slide"]["about"] == [english]
    opened = ask("open_link", text=ask("link", created=created)["fragment"], locale="en")
    assert (opened["created"], opened["date"]) == (day, english)
    add = [{"question": "q21", "option": "by_purpose"}]
    plan = ask("edit_plan", add=add, made=created)["plan"]
    assert plan["made"] == created
    assert ask("plan", plan=plan, locale="en")["plan"]["plan"]["made"] == english


def file(id_: str, created: str, label: str = "") -> dict[str, Any]:
    entry = {"answers": ANSWERS, "created": created, "label": label}
    return {"id": id_, "name": id_, "entry": entry}


def test_results_stand_in_the_order_of_their_moments_under_their_own_days() -> None:
    files = [file(zone, created, zone) for zone, (created, _) in NEW_YEAR.items()]
    shown = ask("time", files=files, locale="en")["time"]["results"]
    assert [one["name"] for one in shown] == [
        "Pacific/Kiritimati",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "of an earlier release",
        "America/Los_Angeles",
    ]
    heads = {one["name"]: one["head"] for one in shown}
    for zone, (_, day) in NEW_YEAR.items():
        assert WORDS[day][0] in heads[zone]
    people = ask("team", files=files, locale="en")["team"]["people"]
    assert {one["name"]: one["date"] for one in people} == {
        zone: WORDS[day][0] for zone, (_, day) in NEW_YEAR.items()
    }


def test_one_moment_in_two_zones_is_one_result() -> None:
    files = [file("here", "2026-01-01T08:30:00+09:00"), file("utc", "2025-12-31T23:30:00Z")]
    assert ask("time", files=files)["time"]["repeats"] == {"utc": "here"}


@pytest.mark.parametrize(("created", "day"), NEW_YEAR.values(), ids=list(NEW_YEAR))
def test_editions_are_out_by_the_day_where_the_answers_were_given(created: str, day: str) -> None:
    fresh = published("2026-01-01")
    assert (fresh in out_by([fresh], created)) is (day == "2026-01-01")
    assert out_by([published("2025-12-31")], created)


def published(day: str) -> Snapshot:
    metric: list[Any] = []
    data = {
        "format": "cspi-snapshot/1",
        "id": "x-2026",
        "edition": {"series": "x", "year": 2026, "title": {"en": "X", "ja": "X"}},
        "origin": {"attribution": {"en": "X", "ja": "X"}, "published": day},
        "study": {"n": 1},
        "themes": [],
        "segments": [],
        "metrics": metric,
    }
    return load_snapshot(data)


def test_a_panel_tells_copies_by_the_moment_and_years_by_the_calendar() -> None:
    stamps = np.array([stamp(created) for created, _ in NEW_YEAR.values()])
    assert years(stamps).tolist() == [int(day[:4]) for _, day in NEW_YEAR.values()]
    tokyo, utc = stamps[0], stamps[-1]
    assert tokyo != utc
    assert len(set(moments(np.array([tokyo, utc])).tolist())) == 1
    ends = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00"]
    assert years(np.array([stamp(end) for end in ends])).tolist() == [1, 9999]


def test_copies_in_two_zones_are_dropped_from_a_panel(tmp_path: Path) -> None:
    rows = [f"cco,{created}" for created, _ in NEW_YEAR.values()]
    path = tmp_path / "results.csv"
    path.write_text("\n".join(["q15,created", *rows]), encoding="utf-8")
    gathered = gather(path, SURVEY, Progress(quiet=True))
    assert (gathered.found, gathered.same_time) == (5, 1)


def test_whatever_is_no_time_has_no_day() -> None:
    for text in ("", "yesterday", "2026-13-01", "2026-11-22T25:00:00+09:00"):
        assert (is_time(text), day_of(text), moment_of(text)) == (False, "", None)
