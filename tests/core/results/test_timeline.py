"""Results over time: their order, what changed between two, and what is said where something is odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import load_snapshot, load_survey
from cspi_core.results.collection import open_all
from cspi_core.results.timeline import timeline
from cspi_core.service.dispatch import Service
from cspi_core.views.comparisons.timeline import Compared, timeline_view
from several_files import CSPI, SURVEY, answers_of, file_of, result_text

MARCH, JUNE, LATER = "2026-03-01T09:00:00Z", "2026-06-01T09:00:00Z", "2026-11-22T09:00:00Z"
BETTER = {"q24": {"choice": "before_contract"}, "q9": {"number": 7}}


def view(*files: Any, locale: str = "en", **more: Any) -> dict[str, Any]:
    opened, refused = open_all(SURVEY, files)
    return timeline_view(SURVEY, timeline(opened), refused, locale, **more)


def test_what_changed_is_told_by_index_axis_and_question() -> None:
    found = view(file_of("a", created=MARCH), file_of("b", changed=BETTER, created=JUNE))
    assert found["rows"][0]["texts"] == ["70.0", "70.9"]
    moved = {row["id"]: row["moved"] for row in found["rows"] if row["moved"] != "±0.0"}
    assert moved == {"": "+0.9", "playbook": "+6.7"}
    changes = found["changes"]
    assert changes["title"] == "Changes from 1 March 2026 to 1 June 2026"
    assert [(item["number"], item["moved"]) for item in changes["items"]] == [(10, "+20.0"), (22, None)]
    assert changes["others"]["say"] == ["The survey has not changed. Both results use version 2.0."]
    assert not found["remarks"] and not found["refused"]


def test_files_stand_in_the_order_of_time_and_those_without_a_date_first() -> None:
    files = [file_of("c", created=LATER), file_of("x"), file_of("a", created=MARCH)]
    found = view(*files)
    assert [one["id"] for one in found["results"]] == ["x", "a", "c"]
    assert found["results"][0]["head"] == "No date"
    assert found["pair"] == ["a", "c"]
    assert found["remarks"] == ["1 result has no date and is shown first."]


def test_results_of_one_day_are_told_apart() -> None:
    found = view(
        file_of("late", created="2026-03-01T18:00:00+09:00"),
        file_of("early", created="2026-03-01T08:00:00Z"),
    )
    heads = [(one["id"], one["head"]) for one in found["results"]]
    assert heads == [("early", "1 March 2026 (1)"), ("late", "1 March 2026 (2)")]


@pytest.mark.parametrize(
    ("wanted", "pair"),
    [
        ((None, None), ["b", "c"]),
        (("a", "c"), ["a", "c"]),
        (("c", "a"), ["a", "c"]),
        (("b", "b"), ["a", "b"]),
        (("a", "a"), ["a", "b"]),
        (("gone", "c"), ["b", "c"]),
    ],
)
def test_any_two_can_be_compared(wanted: Any, pair: list[str]) -> None:
    files = [file_of(name, created=time) for name, time in (("a", MARCH), ("b", JUNE), ("c", LATER))]
    assert view(*files, pair=wanted)["pair"] == pair


def test_the_same_result_twice_counts_once() -> None:
    entry = {"answers": answers_of("team"), "notes": {}, "label": "", "created": MARCH}
    one, again = file_of("a", created=MARCH), file_of("again", created=MARCH)
    present = {"id": "present", "name": "", "entry": entry}
    found = view(one, again, present)
    assert [result["id"] for result in found["results"]] == ["a"]
    assert found["remarks"] == [
        "“again.json” is identical to “a.json” and is shown once.",
        "Your current answers are identical to the result of 1 March 2026 and are shown once.",
    ]
    assert found["none"] and not found["changes"]


def test_what_cannot_be_read_is_named_and_the_rest_works() -> None:
    bad = {"id": "bad", "name": "bad.json", "text": "{"}
    other = {"id": "other", "name": "other.json", "text": result_text({}, CSPI | {"id": "tiny"})}
    found = view(bad, file_of("a", created=MARCH), other, file_of("b", changed=BETTER, created=JUNE))
    assert [one["name"] for one in found["refused"]] == ["bad.json", "other.json"]
    assert "another survey, “tiny”" in found["refused"][1]["problems"][0]
    assert found["changes"]["index"] == "Index 70.0 → 70.9 (+0.9)"


def test_an_older_version_is_said_and_scored_by_todays_rules() -> None:
    survey = load_survey(CSPI | {"version": "2.1", "compares_with": ["2.0"]})
    old, new = file_of("a", created=MARCH), file_of("b", created=JUNE, version="2.1")
    opened, _ = open_all(survey, [old, new])
    found = timeline_view(survey, timeline(opened), (), "en")
    assert found["results"][0]["version"] == "survey version 2.0"
    assert found["results"][1]["version"] is None
    assert "(2.0) have been recalculated with version 2.1" in found["remarks"][0]
    said = found["changes"]["others"]["say"]
    assert "created with version 2.0" in said[0] and "scored with version 2.1" in said[1]
    assert found["rows"][0]["texts"][0] == found["rows"][0]["texts"][1]


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_one_result_or_none_has_no_changes(locale: str) -> None:
    for files in ([], [file_of("a", created=MARCH)]):
        found = view(*files, locale=locale)
        assert found["none"] and found["changes"] is None
        assert all(row["chart"] is None for row in found["rows"])


def test_a_gap_stays_a_gap() -> None:
    found = view(file_of("a", "nothing", created=MARCH), file_of("b", created=JUNE))
    row = found["rows"][0]
    assert (row["texts"][0], row["moved"]) == ("–", "–")
    assert row["chart"]["series"][0]["data"][0]["value"][1] is None


def lines(*files: Any, locale: str = "en", **more: Any) -> Any:
    """The series of the index: the results, then the target and the editions, as far as there are any."""
    found = view(*files, locale=locale, **more)
    chart = found["rows"][0]["chart"]
    return chart["xAxis"], chart["series"], found["legend"]


def test_results_stand_on_the_axis_at_their_true_dates() -> None:
    axis, [line], legend = lines(
        file_of("a", created=MARCH), file_of("b", created=JUNE), file_of("c", created=LATER)
    )
    times = ["2026-03-01T09:00:00+00:00", "2026-06-01T09:00:00+00:00", "2026-11-22T09:00:00+00:00"]
    assert [point["value"][0] for point in line["data"]] == times
    assert (axis["type"], axis["axisLabel"]["customValues"], legend) == ("time", times, [])
    assert axis["min"] < times[0] and times[-1] < axis["max"]


@pytest.mark.parametrize("created", ["", JUNE])
def test_without_two_times_the_steps_are_equal(created: str) -> None:
    axis, [line], _ = lines(file_of("a", created=created, label="A"), file_of("b", created=JUNE))
    assert (axis["type"], len(axis["data"])) == ("category", 2)
    assert [point["value"] for point in line["data"]] == [70.0, 70.0]


def aims(**target: Any) -> Any:
    """A plan with a target alone."""
    return {"made": MARCH, "target": target}


def test_targets_of_the_latest_plan_are_drawn_in() -> None:
    files = [file_of("a", created=MARCH, plan=aims(index=60))]
    files.append(file_of("b", created=JUNE, plan=aims(index=80, axes={"outcome": 65})))
    _, [_, aim], legend = lines(*files)
    assert [end["value"][1] for end in aim["data"]] == [80, 80]
    assert aim["data"][0]["label"]["formatter"] == "Target 80.0"
    assert legend == ["Dotted line: target of the plan."]
    charts = {row["id"]: len(row["chart"]["series"]) for row in view(*files)["rows"]}
    assert {name for name, count in charts.items() if count == 2} == {"", "outcome"}
    assert "Target 80.0" in view(*files)["rows"][0]["chart"]["aria"]["label"]["description"]


def test_a_target_that_the_latest_plan_has_no_more_is_not_drawn() -> None:
    files = [file_of("a", created=MARCH, plan=aims(index=60))]
    later = {"made": JUNE, "answers": {"q24": {"choice": "before_contract"}}}
    _, series, legend = lines(*files, file_of("b", created=JUNE, plan=later))
    assert len(series) == 1 and legend == []
    assert len(lines(*files, file_of("b", created=JUNE))[1]) == 2  # this result has no plan at all


@pytest.mark.parametrize(
    ("times", "drawn"),
    [
        (("2026-04-30", "2026-05-02"), True),
        (("2026-04-30", "2026-05-01"), False),  # on the day of the last result
        (("2026-05-10", "2026-05-20"), False),  # before the first one
        (("2026-05-01T23:00:00-11:00", "2026-05-01T08:00:00+14:00"), False),  # clocks are against the order
    ],
)
def test_the_legend_names_the_editions_that_are_drawn(times: tuple[str, str], drawn: bool) -> None:
    files = [file_of(name, created=time, label=name) for name, time in zip("ab", times, strict=True)]
    found = view(*files, compared=Compared((snapshot("may", 2026, "2026-05", (40.0, 60.0)),)))
    assert len(found["rows"][0]["chart"]["series"]) == 1 + drawn
    assert [text.startswith("Dashed line") for text in found["legend"]] == [True] * drawn


def test_an_earlier_version_is_hollow_and_a_new_edition_a_line_across() -> None:
    survey = load_survey(CSPI | {"version": "2.1", "compares_with": ["2.0"]})
    opened, _ = open_all(survey, [file_of("a", created=MARCH), file_of("b", created=JUNE, version="2.1")])
    edition = snapshot("may", 2026, "2026-05", (40.0, 60.0))
    found = timeline_view(survey, timeline(opened), (), "en", compared=Compared((edition,)))
    line, across = found["rows"][0]["chart"]["series"]
    assert ["borderColor" in point.get("itemStyle", {}) for point in line["data"]] == [True, False]
    assert [end[0][:10] for end in across["data"]] == ["2026-05-01", "2026-05-01"]
    assert [text.split(":")[0] for text in found["legend"]] == ["Hollow point", "Dashed line"]
    assert len(found["rows"][1]["chart"]["series"]) == 1


def test_notes_are_compared_and_change_no_score() -> None:
    before = file_of("a", created=MARCH, notes={"q15": "since April", "q16": "same"})
    after = file_of("b", created=JUNE, notes={"q16": "same", "q17": "new"})
    found = view(before, after)
    notes = [(note["number"], note["before"], note["after"]) for note in found["changes"]["notes"]]
    assert notes == [(1, "since April", None), (3, None, "new")]
    assert all(row["moved"] in ("±0.0", "–") for row in found["rows"])
    assert found["changes"]["none"] == "No answers changed."


def snapshot(name: str, year: int, published: str, shares: tuple[float, float]) -> Any:
    """One study of what question 15 asks, with two answers."""
    ids = ("cco", "nobody")
    both = dict.fromkeys(("ja", "en"), "–")
    return load_snapshot(
        {
            "format": "cspi-snapshot/1",
            "id": name,
            "edition": {
                "series": "study",
                "year": year,
                "title": {"ja": f"調査{year}", "en": f"Study {year}"},
            },
            "origin": {"attribution": both, "published": published},
            "study": {"n": 100},
            "themes": [{"id": "t", "label": both}],
            "metrics": [
                {
                    "id": "m",
                    "theme": "t",
                    "title": {"ja": "責任者", "en": "Who leads"},
                    "kind": "single",
                    "direction": "none",
                    "base": both,
                    "categories": [{"id": one, "label": {"ja": one, "en": one}} for one in ids],
                    "cells": [
                        {
                            "n": 100,
                            "shares": {
                                one: {"share": share, "status": "published"}
                                for one, share in zip(ids, shares, strict=True)
                            },
                        }
                    ],
                }
            ],
        }
    )


def linked() -> Any:
    """The survey with question 15 linked to that study."""
    questions = [
        q | ({"benchmarks": [{"metric": "m", "match": "same"}]} if q["id"] == "q15" else {"benchmarks": []})
        for q in CSPI["questions"]
    ]
    return load_survey(CSPI | {"questions": questions})


def test_what_a_new_edition_changed_is_told_apart_from_what_you_changed() -> None:
    survey = linked()
    editions = (snapshot("old", 2025, "2025-05", (20, 80)), snapshot("new", 2026, "2026-05", (60, 40)))
    files = [
        file_of("a", changed={"q15": {"choice": "cco"}}, created=MARCH),
        file_of("b", changed={"q15": {"choice": "nobody"}}, created=JUNE),
    ]
    opened, _ = open_all(survey, files)
    found = timeline_view(survey, timeline(opened), (), "en", compared=Compared(editions))
    others = found["changes"]["others"]
    assert "Published in between: Study 2026." in others["say"]
    (move,) = others["moves"]
    assert move["editions"] == ["Study 2025", "Study 2026"]
    shares = [text.split("%")[0] for text in move["texts"]]
    assert shares == ["20.0", "60.0", "40.0"]  # then; the same answer among newer figures; the new answer


@pytest.mark.parametrize(
    ("created", "words"),
    [
        ("2026-06-02T00:00:00Z", "No new editions were published in between."),
        ("", "The earlier result has no date"),
    ],
)
def test_what_came_out_before_is_no_change(created: str, words: str) -> None:
    survey = linked()
    opened, _ = open_all(survey, [file_of("a", created=created), file_of("b", created=LATER)])
    compared = Compared((snapshot("new", 2026, "2026-05", (60, 40)),))
    others = timeline_view(survey, timeline(opened), (), "en", compared=compared)["changes"]["others"]
    assert any(words in line for line in others["say"])
    assert others["moves"] == []


TIMES = st.sampled_from(["", MARCH, JUNE, LATER, "2026-06-01", "2026-06-01T09:00:00+09:00"])


@given(st.lists(st.tuples(TIMES, st.sampled_from(["team", "lone", "nothing", "unknown"])), max_size=5))
def test_whatever_is_handed_in_comes_back_once(parts: list[tuple[str, str]]) -> None:
    files = [file_of(f"f{at}", vector, created=time) for at, (time, vector) in enumerate(parts)]
    opened, refused = open_all(SURVEY, files)
    found = timeline(opened)
    handed_in = {file["id"] for file in files}
    assert not refused
    assert {one.id for one in (*found.results, *found.repeats)} == handed_in
    assert len(found.results) + len(found.repeats) == len(files)
    assert all(row["texts"] for row in timeline_view(SURVEY, found, (), "ja")["rows"])


def test_the_page_can_ask_for_it() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": CSPI, "snapshots": []}))
    files = [file_of("a", created=MARCH), file_of("b", changed=BETTER, created=JUNE)]
    request = {"method": "time", "survey": "cspi", "locale": "ja", "files": files, "pair": ["a", "b"]}
    reply = json.loads(service.answer(json.dumps(request)))
    assert reply["ok"], reply
    assert reply["time"]["changes"]["index"] == "総合スコア 70.0 → 70.9（+0.9）"
