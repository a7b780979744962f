"""What one takes along: the same report in every format, whatever was answered and whatever was written."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cspi_core import Survey, TakeAway, load_snapshot, load_survey, score
from cspi_core.advice.plan_edits import begun, with_steps, with_tracks
from cspi_core.benchmarking.edition import Snapshot
from cspi_core.charts.radar import clockwise
from cspi_core.export.bundle import Earlier
from cspi_core.export.csv import safe_text
from cspi_core.export.markdown import escaped
from cspi_core.export.tables import COLUMNS
from cspi_core.export.terminal import table as on_the_screen
from cspi_core.model.survey import Match
from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from report_inputs import published, with_panels
from survey_strategies import filled
from vectors import FOLDER, read_vector

HOSTILE = (
    "=1+1\n# Not a heading\n- <script>alert(1)</script> | `x` ![i](//e.example/i.png)\n\t**b** &lt; 1. z\n==="
)
CREATED = "2026-11-22T09:00:00Z"
LOCALES = ("ja", "en")
EMPTY = ("None", "nan", "null", "{", "}")
SIGNS = st.text("\\`*_{}[]()<>|~#&$!=+-:.1 \n\tあa", max_size=30)


@cache
def survey(name: str = "cspi") -> Survey:
    return load_survey(compiled(name))


@cache
def snapshots() -> tuple[Snapshot, ...]:
    return tuple(load_snapshot(data) for data in published())


def taken(name: str, answers: dict[str, Any], locale: str = "en", **more: Any) -> TakeAway:
    about = {"label": "Autumn", "created": CREATED} | more
    return TakeAway(score(survey(name), answers, snapshots()), locale, **about)


def vector(name: str) -> dict[str, Any]:
    return read_vector(FOLDER / "cspi" / f"{name}.txt", compiled("cspi"))[0]


def everything(name: str, state: str) -> dict[str, Any]:
    return {question.id: {"state": state} for question in survey(name).questions if question.scored}


SPARSE: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": ("cspi", {}),
    "one axis": (
        "cspi",
        {name: answer for name, answer in vector("team").items() if name in {"q18", "q19", "q20"}},
    ),
    "all unknown": ("cspi", everything("cspi", "unknown")),
    "all not applicable": ("cspi", everything("cspi", "not_applicable")),
    "no axes, nothing": ("cs-state", {}),
    "no axes, one answer": ("cs-state", {survey("cs-state").questions[0].id: {"state": "unknown"}}),
    "full": ("cspi", vector("team")),
}


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [part for token in parsed for part in (token, *(token.children or []))]


@given(filled(), st.sampled_from(LOCALES), st.dictionaries(st.just("q1"), st.text(max_size=40)))
@settings(max_examples=40, deadline=None)
def test_csv_reads_back_to_the_same_cells(
    made: tuple[dict[str, Any], dict[str, Any]], locale: str, notes: dict[str, str]
) -> None:
    take = TakeAway(score(load_survey(made[0]), made[1]), locale, notes)
    for table in take.tables:
        head, *rows = cells(table.to_csv())
        assert head == list(COLUMNS[table.name])
        assert len(rows) == len(table.rows)
        for read, row in zip(rows, table.rows, strict=True):
            numbers = [(text, cell) for text, cell in zip(read, row, strict=True) if isinstance(cell, float)]
            assert all(float(text) == cell for text, cell in numbers)
            assert [text for text, cell in zip(read, row, strict=True) if cell is None] == [""] * row.count(
                None
            )


@given(filled())
@settings(max_examples=40, deadline=None)
def test_json_scores_again_to_the_same_report(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    read = load_survey(made[0])
    data = json.loads(TakeAway(score(read, made[1])).text("json"))
    assert data["format"] == "cspi-export/1"
    assert score(read, data["answers"]).to_dict() == data["report"]


@given(SIGNS)
@settings(max_examples=300)
def test_a_text_in_markdown_stays_that_text(text: str) -> None:
    for around in ("{}", "- {}", "- **x {} y**", "   {}", "> {}"):
        parsed = tokens("a\n\n" + around.format(escaped(f"{text}")))
        plain = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
        frame = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
        frame |= {"strong_open", "strong_close", "blockquote_open", "blockquote_close"}
        assert {token.type for token in parsed} <= plain | frame
    words = "".join(token.content for token in tokens(escaped(text)) if token.type == "text")
    assert words == " ".join(text.split())


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_person_wrote_never_becomes_markup(locale: str) -> None:
    answers = vector("mixed")
    notes = dict.fromkeys(answers, HOSTILE)
    shapes = []
    for label, own in (("Autumn", dict.fromkeys(notes, "one\ntwo\nthree\nfour\nfive")), (HOSTILE, notes)):
        parsed = tokens(taken("cspi", answers, locale, notes=own, label=label).text("markdown"))
        assert not {"html_block", "html_inline", "link_open", "image", "code_inline"} & {
            t.type for t in parsed
        }
        shapes.append([token.type for token in parsed if token.type.endswith("_open")])
    assert shapes[0] == shapes[1]
    rows = cells(taken("cspi", answers, locale, notes=notes).text("csv"))
    assert [row[-1] for row in rows if row[-1]].count(safe_text(HOSTILE)) == len(notes)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("state", SPARSE)
def test_every_format_of_a_sparse_report_reads_sensibly(state: str, locale: str) -> None:
    name, answers = SPARSE[state]
    take = taken(name, answers, locale)
    text = take.text("markdown")
    lines = text.splitlines()
    assert not [word for word in EMPTY if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    for line, after in zip(lines, [*lines[2:], "", ""], strict=False):
        assert not (line.startswith("##") and after.startswith("## ")), f"nothing under {line}"
        assert not re.fullmatch(r"[-#>*\s]+", line)
    assert not lines[-1].startswith("#")
    for table in take.tables:
        assert not [cell for row in cells(table.to_csv()) for cell in row if cell in EMPTY]
    assert json.loads(take.text("json"))["answers"].keys() == answers.keys()
    assert take.slide()["say"]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_axis_and_question_stands_in_every_format(locale: str) -> None:
    take = taken("cspi", vector("team"), locale)
    prose = survey().text[locale]
    rows = {table.name: table.rows for table in take.tables}
    axes = [prose["axes"][axis.id]["name"] for axis in survey().axes]
    assert [row[1] for row in rows["axes"]][1:] == axes
    scores = {axis["name"]: axis["score"] for axis in take.view["axes"]}
    text = take.text("markdown")
    for axis in axes:
        assert f"| {axis} | {scores[axis]} |" in text
        assert f"### {axis} {scores[axis]}" in text
    asked = {row[1]: row for row in rows["questions"]}
    assert set(vector("team")) <= set(asked)
    assert asked["q18"][5:8] == (
        {"en": "Answered", "ja": "回答済み"}[locale],
        prose["questions"]["q18"]["options"][vector("team")["q18"]["choice"]]["label"],
        vector("team")["q18"]["choice"],
    )
    assert len(rows["standings"]) == len(take.report.standings) > 3


def test_numbers_are_numbers_and_scores_are_those_of_the_report() -> None:
    take = taken("cspi", vector("mixed"))
    axes = {row[0]: row for row in take.table("axes").rows}
    for axis in take.report.to_dict()["axes"]:
        assert axes[axis["id"]][2:5] == (axis["score"], axis["low"], axis["high"])
    assert axes[""][2] == take.report.to_dict()["index"]["score"]
    assert all(isinstance(row[0], int) for row in take.table("questions").rows)


def asked(**request: Any) -> dict[str, Any]:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi")}))
    about = {
        "method": "take",
        "survey": "cspi",
        "locale": "en",
        "created": CREATED,
        "answers": vector("team"),
    }
    answer: dict[str, Any] = json.loads(service.answer(json.dumps(about | request)))
    return answer


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        ({"format": "markdown"}, "cspi-report-2026-11-22.md"),
        ({"format": "json"}, "cspi-report-2026-11-22.json"),
        ({"format": "csv"}, "cspi-questions-2026-11-22.csv"),
        ({"format": "csv", "table": "axes"}, "cspi-axes-2026-11-22.csv"),
        ({"format": "csv", "table": "axes", "created": ""}, "cspi-axes.csv"),
    ],
)
def test_the_page_gets_the_same_text_under_a_telling_name(request_: dict[str, Any], name: str) -> None:
    reply = asked(**request_)
    take = TakeAway(score(survey(), vector("team")), "en", created=request_.get("created", CREATED))
    assert reply == {
        "ok": True,
        "name": name,
        "text": take.text(request_["format"], request_.get("table", "questions")),
    }


def test_a_format_or_table_that_is_not_there_is_said() -> None:
    for request, found in (({"format": "docx"}, "docx"), ({"format": "csv", "table": "people"}, "people")):
        reply = asked(**request)
        assert not reply["ok"]
        assert found in reply["problems"][0]["text"]


def test_what_is_offered_has_titles_sources_and_names_of_its_own() -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi"), "snapshots": published()}))
    request = {
        "method": "take",
        "survey": "cspi",
        "locale": "ja",
        "created": CREATED,
        "answers": vector("team"),
    }
    offer = json.loads(service.answer(json.dumps(request | {"format": "offer"})))
    assert [table["name"] for table in offer["tables"]] == [name for name in COLUMNS if name != "plan"]
    names = [picture["name"] for picture in offer["pictures"]]
    assert len(set(names)) == len(names) > 3
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)
    assert all(picture["title"] and picture["source"] for picture in offer["pictures"])


def test_a_plan_goes_along() -> None:
    plan = {"made": CREATED, "answers": {"q24": {"choice": "before_contract"}}}
    assert "## Plan" in asked(format="markdown", plan=plan)["text"]
    assert json.loads(asked(format="json", plan=plan)["text"])["plan"]["answers"] == plan["answers"]
    row = cells(asked(format="csv", table="plan", plan=plan)["text"])[1]
    assert row[:3] == ["10", "q24", "before_contract"]


def test_a_slide_holds_what_fits() -> None:
    slide = taken("cspi", vector("mixed")).slide()
    assert [len(column["rows"]) for column in slide["columns"]] == [3, 3, 3]
    assert len(slide["standings"]) == 1
    bare = taken("cspi", {}).slide()
    assert [column["rows"] for column in bare["columns"]] == [[], [], []]
    assert bare["score"] is None


@pytest.fixture(scope="module")
def beside_panel() -> dict[str, TakeAway]:
    """A report beside a panel of its own survey, by language."""
    read = tuple(load_snapshot(data) for data in with_panels())
    report = score(survey(), vector("team"), read)
    return {locale: TakeAway(report, locale, label="Autumn", created=CREATED) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_format_has_the_standings_in_a_panel(beside_panel: dict[str, TakeAway], locale: str) -> None:
    take = beside_panel[locale]
    standings = json.loads(take.text("json"))["report"]["standings"]
    assert {standing["match"] for standing in standings} == {Match.OWN, Match.CLOSE}
    text, screen = take.text("markdown"), on_the_screen(take.view)
    assert "2026" in screen.splitlines()[-1]  # the panel among the published figures
    for shown in take.view["standings"]:
        assert escaped(shown["title"]) in text
    assert len(cells(take.text("csv", "standings"))) == 1 + len(standings)
    assert all(cells(table.to_csv()) for table in take.tables)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_slide_prefers_what_was_asked_in_the_same_words(
    beside_panel: dict[str, TakeAway], locale: str
) -> None:
    slide = beside_panel[locale].slide()
    by_title = {shown["title"]: shown for shown in beside_panel[locale].view["standings"]}
    assert [by_title[standing["title"]]["own"] for standing in slide["standings"]] == [True]
    assert slide["radar"]


@pytest.fixture(scope="module")
def service_beside_panel() -> Service:
    """A service that has loaded the survey beside a panel of its own."""
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": compiled("cspi"), "snapshots": with_panels()}))
    return service


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "tables", "slide", "offer"])
@pytest.mark.parametrize("name", ["team", "mixed", "best", "worst"])
def test_whatever_is_asked_for_is_given_beside_a_panel(
    service_beside_panel: Service, name: str, form: str
) -> None:
    about = {"method": "take", "survey": "cspi", "locale": "en", "created": CREATED, "format": form}
    for against in (
        {},
        {"everyone": True},
        {"edition": with_panels()[-1]["id"], "segment": {"region": "japan"}},
    ):
        request = about | {"answers": vector(name), "against": against}
        reply = json.loads(service_beside_panel.answer(json.dumps(request)))
        assert reply["ok"], reply


def planned(name: str, *tracks: dict[str, str]) -> TakeAway:
    """The report of answers with a plan of two steps."""
    take = taken("cspi", vector(name))
    own = take.report.answers
    kept = with_steps(
        take.report.survey,
        own,
        begun(None, own, "2026-05-01"),
        [("q34", "segment_baseline"), ("q21", "by_purpose")],
    )
    return replace(take, plan=with_tracks(take.report.survey, kept, tracks))


STEP = {"question": "q34", "option": "segment_baseline"}


def test_the_slide_shows_the_plan_where_there_is_one() -> None:
    column = planned("team", STEP | {"owner": "Kei", "due": "2026-12-24"}).slide()["columns"][2]
    assert [row["figure"] for row in column["rows"]] == ["12/24", ""]
    assert column["rows"][0]["text"].endswith(" · Kei")
    assert len(planned("team", STEP | {"status": "done"}).slide()["columns"][2]["rows"]) == 1


def test_the_board_pack_holds_what_two_pages_take() -> None:
    board = planned("team", STEP | {"owner": "Kei", "due": "2026-12-24", "status": "doing"}).board()
    assert len(board["findings"]["rows"]) == 3 and all(row["text"] for row in board["findings"]["rows"])
    rows = board["roadmap"]["rows"]
    assert len(rows) == 7 and all(len(row) == 4 for row in rows)
    assert any(row[1] == "Kei" and row[2:] == ["24 December 2026", "In progress"] for row in rows)
    assert len(board["comparisons"]["rows"]) == 2
    assert all(row["source"] and row["say"] for row in board["comparisons"]["rows"])
    bare = taken("cspi", {}).board()
    assert bare["score"] is None and bare["roadmap"]["rows"] == [] and bare["comparisons"]["rows"] == []


def test_retention_is_compared_before_headcount() -> None:
    shown = taken("cspi", vector("mixed")).board()["comparisons"]["rows"]
    assert "retention" in shown[0]["title"].lower()
    assert not any("headcount" in row["title"].lower() for row in shown)


def radar_with(before: dict[str, Any]) -> dict[str, Any]:
    """The radar of a team's report and an earlier one."""
    charts = replace(taken("cspi", vector("team")), before=Earlier(taken("cspi", before).report)).charts
    return dict(charts["radar"])


def test_the_outline_of_last_time_runs_past_an_axis_without_a_score() -> None:
    """ECharts draws what is missing as 0, in the centre."""
    gone = [question.id for question in survey().questions if question.axis == "team"]
    left = {name: answer for name, answer in vector("team").items() if name not in gone}
    axes = clockwise(taken("cspi", left).report.index.axes)
    scores = {axis.axis.id: axis.score for axis in axes}
    assert [name for name, score in scores.items() if score is None] == ["team"]
    chart = radar_with(left)
    outline = chart["series"][-1]["data"][-1]
    drawn = dict(zip(scores, outline["value"], strict=True))
    assert all(drawn[name] == round(score, 1) for name, score in scores.items() if score is not None)
    names = list(scores)
    at = names.index("team")
    one, other = drawn[names[at - 1]], drawn[names[(at + 1) % len(names)]]
    across = one * other * math.sin(math.pi / 2) / ((one + other) * math.sin(math.pi / 4))
    assert drawn["team"] == pytest.approx(across, abs=0.001)
    assert outline["name"] == "Last time (no score: Team)"
    assert outline["name"] in [row["name"] for row in chart["legend"]["data"]]
    assert "Last time: Alignment 74.0" in chart["aria"]["label"]["description"]


def test_too_few_earlier_scores_make_no_outline() -> None:
    chart = radar_with({"q15": {"choice": "nobody"}})
    assert [one["name"] for one in chart["series"][-1]["data"]] == ["Your organisation"]
    assert "legend" not in chart


def test_five_slides_hold_charts_and_tables_as_numbers() -> None:
    take = planned("team", STEP | {"owner": "Kei"})
    slides = take.deck()["slides"]
    assert len(slides) == 5 and all(slide["title"] and slide["notes"] for slide in slides)
    radar = slides[1]["chart"]
    assert radar["kind"] == "radar" and len(radar["labels"]) == len(radar["series"][0]["values"]) == 8
    assert radar["series"][0]["values"][0] == 74.0
    assert len(slides[1]["table"]["rows"]) == 8
    assert any("Kei" in row for row in slides[3]["table"]["rows"])
    bars = slides[4]["chart"]
    assert bars["kind"] == "bar" and len(bars["labels"]) == len(bars["series"][0]["values"]) > 1
    for slide in slides:
        for part in slide["texts"]:
            assert part["x"] + part["w"] <= 13.33 and part["y"] + part["h"] <= 7.5
    assert taken("cspi", {}, "ja").deck()["font"] == "Yu Gothic"
    assert len(taken("cspi", {}).deck()["slides"]) == 4
