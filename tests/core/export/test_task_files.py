"""The plan as files: tasks for trackers, a checklist, a calendar; and our own table read back."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspi_core import InputError, Result, TakeAway, load_survey, read_result, score, write_result
from cspi_core.advice.plan import Plan
from cspi_core.advice.plan_edits import begun, with_steps, with_tracks
from cspi_core.advice.tracking import Track
from cspi_core.cli import main
from cspi_core.export.bundle import PLANS
from cspi_core.export.calendar import escaped, folded, later
from cspi_core.export.csv import FORMULA, plain_text, safe_text
from cspi_core.export.task_reading import read_tasks
from cspi_core.export.trackers import TRACKERS
from cspi_core.loading.answers import read_answers
from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from vectors import FOLDER, read_vector

CSPI = load_survey(compiled("cspi"))
PLAIN = read_vector(FOLDER / "cspi" / "team.txt", compiled("cspi"))[0]
OWN = read_answers(CSPI, PLAIN)[0]
MADE = "2026-08-31T23:30:00-09:00"
STEPS = [("q34", "segment_baseline"), ("q21", "by_purpose"), ("q29", "dedicated_team")]
SAID: list[dict[str, str]] = [
    {"question": "q34", "option": "segment_baseline", "owner": "kei@example.com", "due": "2026-12-24"}
    | {"status": "doing", "note": 'Says "ok", then\nstops', "link": "https://example.com/ü"},
    {"question": "q21", "option": "by_purpose", "owner": "=愛子", "due": "2027-03-04", "reason": "+1"},
    {"question": "q29", "option": "dedicated_team", "status": "dropped", "reason": "No budget"},
]
KEPT = with_tracks(CSPI, with_steps(CSPI, OWN, begun(None, OWN, MADE), STEPS), SAID)


def taken(kept: Plan = KEPT, locale: str = "en") -> TakeAway:
    return _taken(locale) if kept is KEPT else _made(kept, locale)


@cache
def _taken(locale: str) -> TakeAway:
    return _made(KEPT, locale)


def _made(kept: Plan, locale: str) -> TakeAway:
    return TakeAway(score(CSPI, PLAIN), locale, created=MADE, plan=kept, now="2026-11-30T09:00:00+09:00")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def edited(change: Any, kept: Plan = KEPT) -> list[dict[str, str]]:
    """What is read from our own table after a person changed its rows."""
    table = rows(taken(kept).plan_text("tasks"))
    for row in table:
        change(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0].keys())
    writer.writeheader()
    writer.writerows(table)
    return read_tasks(CSPI, kept, out.getvalue())


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("name", TRACKERS)
def test_a_tracker_gets_a_table_that_its_importer_takes(name: str, locale: str) -> None:
    text = taken(locale=locale).plan_text(name)
    assert not text.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    head, *body = table
    assert len(body) == 2 and all(len(row) == len(head) for row in body)
    assert len(set(head)) == len(head) and all(re.fullmatch(r"[A-Za-z ]+", column) for column in head)
    assert not any(cell.lstrip().startswith(tuple(FORMULA)) for row in body for cell in row)
    title = head.index({"jira": "Summary", "trello": "Card Name", "planner": "Task Name"}.get(name, "Name"))
    assert title == 0 and all(0 < len(row[title]) <= 255 and "\n" not in row[title] for row in body)


def test_jira_reads_the_day_the_person_and_the_label() -> None:
    first, second = rows(taken().plan_text("jira"))[::-1]
    assert first["Due Date"] == "24/Dec/26 12:00 AM" and second["Due Date"] == "04/Mar/27 12:00 AM"
    assert first["Assignee"] == "kei@example.com" and second["Assignee"] == ""
    assert "Owner: =愛子" in second["Description"]
    assert first["Status"] == "In Progress" and second["Status"] == "To Do"
    assert " " not in first["Labels"] and first["Issue Type"] == "Task"


def test_asana_has_its_columns_in_the_order_that_it_asks_for() -> None:
    order = ["Name", "Description", "Section", "Assignee", "Collaborators", "Start Date", "Due Date"]
    head = list(rows(taken().plan_text("asana"))[0])
    assert head == sorted(head, key=order.index)


def test_asana_planner_trello_and_notion_read_days_in_their_forms() -> None:
    days = {
        name: [row[column] for row in rows(taken().plan_text(name))]
        for name, column in zip(
            ("asana", "planner", "trello", "notion"), (*["Due Date"] * 3, "Due"), strict=True
        )
    }
    american, iso = ["03/04/2027", "12/24/2026"], ["2027-03-04", "2026-12-24"]
    assert days == {"asana": american, "planner": american, "trello": iso, "notion": iso}
    assert [row["Progress"] for row in rows(taken().plan_text("planner"))] == ["Not started", "In progress"]
    assert rows(taken().plan_text("notion"))[0]["Owner"] == "'=愛子"


def test_the_checklist_has_a_box_for_every_step() -> None:
    done = with_tracks(CSPI, KEPT, [{"question": "q34", "option": "segment_baseline", "status": "done"}])
    lines = taken(done).plan_text("checklist").splitlines()
    items = [line for line in lines if line.startswith("- [")]
    assert [line[:6] for line in items] == ["- [ ] ", "- [ ] ", "- [x] "]
    assert "~~" in items[1] and "Dropped" in items[1]
    assert "due 4 March 2027" in items[0]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")[:-1]


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_calendar_follows_the_standard(locale: str) -> None:
    text = taken(locale=locale).plan_text("ics")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and "VERSION:2.0" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    assert lines.count("DTSTAMP:20261130T000000Z") == 3
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 3
    starts = [line.split(":")[1] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
    assert starts == ["20270304", "20261224", "20270228"]
    ends = [line.split(":")[1] for line in lines if line.startswith("DTEND;VALUE=DATE:")]
    assert ends == ["20270305", "20261225", "20270301"]
    assert "URL:https://example.com/%C3%BC" in lines
    assert "BEGIN:VALARM" in lines and "TRIGGER:PT9H" in lines


def test_the_same_plan_gives_the_same_identifiers() -> None:
    more = with_tracks(CSPI, KEPT, [{"question": "q34", "option": "segment_baseline", "due": "2027-01-07"}])
    uids = [
        {line for line in unfolded(taken(kept).plan_text("ics")) if line.startswith("UID:")}
        for kept in (KEPT, more)
    ]
    assert uids[0] == uids[1]


@given(st.text())
def test_texts_in_a_calendar_read_as_they_were_written(text: str) -> None:
    value = escaped(text)
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value) and value.isprintable() | bool(value)
    assert "\n" not in value and "\r" not in value
    pieces = folded(value).split("\r\n")
    assert all(len(piece.encode("utf-8", "replace")) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == value


def test_months_later() -> None:
    assert later(date(2026, 11, 30), 6) == date(2027, 5, 30)
    assert later(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_our_own_table_read_back_unchanged_changes_nothing() -> None:
    assert read_tasks(CSPI, KEPT, taken().plan_text("tasks")) == []


def test_statuses_owners_and_days_come_back() -> None:
    def change(row: dict[str, str]) -> None:
        row["status"] = {"q34.segment_baseline": "Done", "q21.by_purpose": "進行中"}.get(row["id"], "")
        row["owner"] = row["owner"].replace("kei@example.com", "Kei")

    kept = with_tracks(CSPI, KEPT, edited(change))
    assert kept.tracks[STEPS[0]].status == "done" and kept.tracks[STEPS[0]].owner == "Kei"
    assert kept.tracks[STEPS[1]] == Track(owner="=愛子", due="2027-03-04", status="doing", reason="+1")
    assert kept.tracks[STEPS[2]].status == "dropped"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2027/3/4", "2027-03-04"),
        ("03/04/2027", "2027-03-04"),
        ("4.3.2027", "2027-03-04"),
        ("12/25/2026", "2026-12-25"),
        ("25/12/2026", "2026-12-25"),
        ("", ""),
    ],
)
def test_a_spreadsheet_may_have_written_the_day_its_own_way(cell: str, day: str) -> None:
    changes = edited(lambda row: row.update(due=cell) if row["id"] == "q21.by_purpose" else None)
    assert with_tracks(CSPI, KEPT, changes).tracks[STEPS[1]].due == day


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_spreadsheet_may_have_used_another_separator(separator: str) -> None:
    table = list(csv.reader(io.StringIO(taken().plan_text("tasks").removeprefix("\ufeff"))))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([row[:1] + row[6:7] for row in table])
    assert read_tasks(CSPI, KEPT, out.getvalue().replace("doing", "done")) == [
        {"question": "q34", "option": "segment_baseline", "status": "done"}
    ]


WRONG = [
    ("", ["task_columns"], [None]),
    ("task,status\na,done\n", ["task_columns"], [None]),
    ("id,status\nq99.x,done\n\nq21.by_purpose,maybe\n", ["task_step", "track_status"], [2, 4]),
    ("id,due\nq21.by_purpose,04/05/2027\nq21.by_purpose,\n", ["track_due", "task_twice"], [2, 3]),
    ("id,link\nq21.by_purpose,www.example.com\n", ["track_link"], [2]),
    ('id,status\nq21.by_purpose,"done\n', ["task_csv"], [None]),
    ("id,status\n" + "q21.by_purpose,done\n" * 1001, ["task_rows"], [None]),
]


@pytest.mark.parametrize(("text", "codes", "at"), WRONG)
def test_what_is_wrong_in_a_table_is_named_by_its_row(text: str, codes: list[str], at: list[Any]) -> None:
    with pytest.raises(InputError) as refused:
        read_tasks(CSPI, KEPT, text)
    assert [problem.code for problem in refused.value.problems] == codes
    assert [problem.row for problem in refused.value.problems] == at


def test_the_page_is_told_the_row_in_its_language() -> None:
    service = Service()

    def ask(**request: Any) -> Any:
        return json.loads(service.answer(json.dumps({"survey": "cspi", "answers": PLAIN} | request)))

    ask(method="load", survey=compiled("cspi"))
    kept = ask(method="edit_plan", made=MADE, add=[{"question": "q21", "option": "by_purpose"}])["plan"]
    reply = ask(method="edit_plan", plan=kept, tasks="id,status\nq21.by_purpose,x\n", locale="en")
    expected = "Row 2: Unknown status “x”. Expected one of: todo, doing, done, dropped."
    assert [problem["text"] for problem in reply["problems"]] == [expected]
    reply = ask(method="take", plan=kept, format="ics", now=MADE, created=MADE)
    assert reply["name"].endswith(".ics") and "BEGIN:VEVENT" in reply["text"]
    assert "no_plan" in [problem["code"] for problem in ask(method="take", format="jira")["problems"]]


@given(st.text(alphabet=st.sampled_from("=+-@＝'a1 ;\t\n\"")))
def test_a_text_made_safe_reads_back(text: str) -> None:
    if "'" not in text:
        assert plain_text(safe_text(text)) == text


@pytest.mark.parametrize("wanted", PLANS)
def test_the_command_line_gives_the_same_files(
    wanted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result, survey = tmp_path / "result.json", tmp_path / "survey.json"
    result.write_text(write_result(CSPI, Result(OWN, created=MADE, plan=KEPT)), encoding="utf-8")
    survey.write_text(json.dumps(compiled("cspi")), encoding="utf-8")
    given_to = ["plan", str(result), "--survey", str(survey), "--locale", "en", "--format", wanted]
    assert main([*given_to, "--output", str(tmp_path / "out")]) == 0
    found = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    expected = taken().plan_text(wanted).splitlines()
    assert [line for line in found if "DTSTAMP" not in line] == [
        line for line in expected if "DTSTAMP" not in line
    ]


def test_the_command_line_takes_statuses_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result, survey, table = (tmp_path / name for name in ("result.json", "survey.json", "tasks.csv"))
    result.write_text(write_result(CSPI, Result(OWN, created=MADE, plan=KEPT)), encoding="utf-8")
    survey.write_text(json.dumps(compiled("cspi")), encoding="utf-8")
    table.write_text(taken().plan_text("tasks").replace("doing", "done"), encoding="utf-8")
    command = ["track", str(result), "--survey", str(survey), "--tasks", str(table)]
    assert main([*command, "--output", str(tmp_path / "new.json")]) == 0
    kept = read_result(CSPI, (tmp_path / "new.json").read_text(encoding="utf-8")).plan
    assert kept is not None and kept.tracks[STEPS[0]].status == "done"
    table.write_text("id,status\nq21.by_purpose,x\n", encoding="utf-8")
    assert main(command) == 1
    assert "2" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "0999-02-28", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-07-31", ""]
)
@pytest.mark.parametrize("form", PLANS)
def test_the_first_and_the_last_day_that_there_are(form: str, day: str, moment: str) -> None:
    kept = with_tracks(CSPI, KEPT, [SAID[0] | {"due": day}])
    text = TakeAway(score(CSPI, PLAIN), "en", created=moment, plan=kept, now=moment).plan_text(form)
    assert form != "ics" or f"DTSTART;VALUE=DATE:{day.replace('-', '')}\r\n" in text
    assert form != "ics" or text.count("BEGIN:VEVENT") == text.count("END:VEVENT") >= 1
