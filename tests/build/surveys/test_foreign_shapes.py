"""Published instruments that the project was not made for are written as they are published, and score so."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cspi_build.board.page import board_html
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.pages.blocks import blocks_of
from cspi_build.publish.common import Exported, choices_of
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.answer_states import states_of
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.surveys.shuffle import shuffled
from cspi_core import InputError, TakeAway, charts, plan, score, view
from cspi_core import load_survey as core_survey
from cspi_core.export.board_markdown import board_markdown
from cspi_core.export.terminal import table
from survey_files import apply_changes, copy_of_tiny, survey_in

ROOT = Path(__file__).resolve().parents[3]
SURVEYS = ROOT / "tests" / "surveys"
NAMES = ("usability", "wellbeing", "practices")


def picked(survey: Any, places: list[int]) -> dict[str, Any]:
    """Answers by the place of their option."""
    return {q.id: {"choice": q.options[place].id} for q, place in zip(survey.questions, places, strict=True)}


def sus(places: list[int]) -> float:
    """The score as Brooke (1996) has it worked out: odd items minus 1, 5 minus even items, times 2.5."""
    return 2.5 * sum(place if at % 2 == 0 else 4 - place for at, place in enumerate(places))


@pytest.mark.parametrize(
    "places",
    [[4, 0] * 5, [0, 4] * 5, [2] * 10, [3, 1, 4, 0, 2, 3, 4, 1, 0, 4], [0, 0, 1, 4, 4, 2, 2, 1, 3, 3]],
)
def test_usability_scores_as_its_author_works_it_out(places: list[int]) -> None:
    survey = survey_in(SURVEYS / "usability")
    shown = score(survey, picked(survey, places)).to_dict()
    assert shown["index"]["score"] == sus(places)
    assert shown["index"]["level"] is None and shown["index"]["sensitivity"] is None
    assert shown["next_steps"] == [] and all(item["more"] == [] for item in shown["items"])


def test_usability_needs_every_answer_and_takes_nothing_instead() -> None:
    survey = survey_in(SURVEYS / "usability")
    answers = picked(survey, [2] * 10)
    del answers["s7"]
    shown = view(score(survey, answers), "en")
    assert shown["headline"]["score"] is None
    assert (
        shown["headline"]["none"]
        == "No score yet: 9 of 10 questions answered, and the score needs all of them."
    )
    for state in ("unknown", "not_applicable"):
        with pytest.raises(InputError):
            score(survey, {**answers, "s7": {"state": state}})


@pytest.mark.parametrize("places", [[0] * 5, [5] * 5, [1, 2, 3, 4, 5], [0, 0, 0, 0, 1], [5, 4, 4, 0, 2]])
def test_wellbeing_is_the_sum_of_its_items(places: list[int]) -> None:
    survey = survey_in(SURVEYS / "wellbeing")
    report = score(survey, picked(survey, places))
    assert report.to_dict()["index"]["score"] == sum(places)
    assert report.index_level == ("usual" if sum(places) >= 13 else "low")
    shown = view(report, "en")
    assert (shown["headline"]["score"], shown["headline"]["of"]) == (str(sum(places)), "/ 25")


def test_practices_have_scores_at_every_level() -> None:
    survey = survey_in(SURVEYS / "practices")
    answers = picked(survey, [3, 3, 0, 3, 0, 0, 1, 2, 2, 2, 3, 2, 0, 1, 1, 1, 3, 3])
    shown = score(survey, answers).to_dict()
    groups = {group["id"]: group["score"] for group in shown["groups"]}
    # each axis is 3 × the mean of its answers (0, 0.25, 0.5, 1), each function the mean of its practices
    assert groups == {"running": 1.5, "build": 1.62, "operate": 1.38, "govern": 1.5}
    assert shown["index"]["score"] == 1.5
    assert {axis["id"]: axis["score"] for axis in shown["axes"]}["design"] == 1.12  # 1.125, half to even


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_of_what_a_survey_goes_without(name: str) -> None:
    survey = survey_in(SURVEYS / name)
    report = score(survey, picked(survey, [1] * len(survey.questions)))
    texts = TakeAway(report, "en", now="2026-11-30")
    shown, advice = view(report, "en"), plan(report, "en")
    assert shown["next_steps"] == [] and advice["waves"] == [] and advice["way"] is None
    assert advice["none"] is None
    assert all(not item["why"] and not item["more"] for axis in shown["axes"] for item in axis["items"])
    headings = [line for line in texts.text("markdown").splitlines() if line.startswith("#")]
    assert not {"## Next steps", "## Plan"} & set(headings)
    lines = [line for line in texts.text("markdown").splitlines() if line]
    assert not [one for one, other in pairwise(lines) if one.startswith("## ") and other.startswith("## ")]
    assert texts.board()["roadmap"] is None
    assert len(texts.slide()["columns"]) == 2
    assert ("Level" in texts.text("markdown")) == bool(survey.levels)


def test_one_axis_reads_like_one() -> None:
    survey = survey_in(SURVEYS / "usability")
    report = score(survey, picked(survey, [1] * 10))
    assert charts(report, "en") == {}
    assert view(report, "en")["headline"]["say"] is None
    assert "## Score\n" in TakeAway(report, "en").text("markdown")


def test_published_cut_offs_stand_beside_the_score_with_their_source() -> None:
    survey = survey_in(SURVEYS / "usability")
    report = score(survey, picked(survey, [3, 1] * 5))
    (found,) = view(report, "en")["headline"]["criteria"]
    assert [row["label"] for row in found["rows"] if row["here"]] == ["Good"]
    assert "Bangor" in found["source"]
    text = TakeAway(report, "en").text("markdown")
    assert "- **Good (from 71.4)**" in text and "Bangor" in text


def test_a_group_has_its_radar() -> None:
    data = compile_survey(load_survey(SURVEYS / "practices"))
    data["groups"] = [group for group in data["groups"] if group["id"] != "running"]
    survey = core_survey(data)
    drawn = charts(score(survey, picked(survey, [1] * 18)), "en")
    assert list(drawn) == ["radar", "groups"]
    names = [one["name"].partition("\n")[0] for one in drawn["groups"]["radar"]["indicator"]]
    assert set(names) == {"Governance", "Building", "Operating"}


def test_items_with_shared_answers_stand_in_one_table() -> None:
    data = compile_survey(load_survey(SURVEYS / "usability"))
    (block,) = blocks_of(data)["usability"]
    assert block.grid and len(block.questions) == 10
    assert states_of(data, data["questions"][0]) == []
    (cards,) = blocks_of(compile_survey(load_survey(SURVEYS / "wellbeing")))["wellbeing"]
    assert not cards.grid and cards.opens == "two_weeks"


def test_exports_offer_what_the_survey_offers() -> None:
    words = load_words(ROOT / "site_src" / "text")
    for name, others in (
        ("usability", []),
        ("wellbeing", ["_unknown"]),
        ("practices", ["_unknown", "_not_applicable"]),
    ):
        exported = Exported.of(compile_survey(load_survey(SURVEYS / name)), words)
        question = exported.survey["questions"][0]
        ids = [choice.id for choice in choices_of(exported, question)]
        assert [one for one in ids if one.startswith("_")] == others


def test_a_mistake_in_a_set_is_told_once_where_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "usability"
    folder.mkdir()
    for path in (SURVEYS / "usability").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    changes = [{"file": "survey.yaml", "find": "{id: agree, value: 0.75}", "put": "{id: agree, value: 75}"}]
    apply_changes(folder, changes)
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(folder)
    (one,) = caught.value.diagnostics
    assert one.message == "`value` is out of range: 75"
    assert one.excerpt.strip() == "- {id: agree, value: 75}"


def test_values_may_be_those_of_the_source(tmp_path: Path) -> None:
    folder = tmp_path / "wellbeing"
    folder.mkdir()
    for path in (SURVEYS / "wellbeing").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    values = {"1": "5", "0.8": "4", "0.6": "3", "0.4": "2", "0.2": "1"}
    changes = [
        {"file": "survey.yaml", "find": f"value: {own}}}", "put": f"value: {theirs}}} # of the source"}
        for own, theirs in values.items()
    ]
    full = {"file": "survey.yaml", "find": "  often:\n", "put": "  often:\n    full: 5\n"}
    apply_changes(folder, [*changes, full])
    compiled = compile_survey(load_survey(folder))
    assert [question.pop("counts_to") for question in compiled["questions"]] == [5] * 5
    assert compiled == compile_survey(load_survey(SURVEYS / "wellbeing"))


def test_advice_in_a_survey_without_any_is_told_at_its_place(tmp_path: Path) -> None:
    folder = copy_of_tiny(tmp_path)
    apply_changes(
        folder,
        [{"file": "survey.yaml", "find": "levels:\n", "put": "advice: none\nreasons: none\nlevels:\n"}],
    )
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(folder)
    told = {one.message.partition(":")[0] for one in caught.value.diagnostics}
    assert "`effort` is about advice, and the survey gives none" in told
    assert {"a `why` that is never shown", "a `next` that is never shown"} <= told


def test_published_cut_offs_are_in_every_output() -> None:
    """The row of the score, with its source: on the board pack, on slides and in the terminal."""
    survey = survey_in(SURVEYS / "usability")
    take = TakeAway(score(survey, picked(survey, [3, 1] * 5)), "en")
    board = take.board()
    (said,) = board["criteria"]
    assert said.startswith("Published adjectives: ") and "Good (from 71.4). Source: Bangor" in said
    assert said in take.slide()["criteria"]
    assert said in [text["text"] for text in take.deck()["slides"][0]["texts"]]
    assert said in table(take.view) and f"- {said}" in board_markdown(board).replace("\\", "")
    assert escape(said) in board_html(board, "en", None)
    assert TakeAway(score(survey, {}), "en").board()["criteria"] == []


def foreign(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A copy of a survey of these tests with other words in its survey.yaml."""
    copy = folder / name
    copy.mkdir()
    for path in (SURVEYS / name).iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    apply_changes(copy, [{"file": "survey.yaml", "find": find, "put": put} for find, put in changes])
    return copy


FIFTHS = tuple((f", value: {at / 5:g}}}", f", value: {at}}}") for at in range(5, 0, -1))
FULL = "  often:\n"
NEGATIVE = ("`value` is out of range: -5", "")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (((FULL, f"{FULL}    full: 0.5\n"),), ("`full` is below the values of the answers", "0.5")),
        (((FULL, f"{FULL}    full: -1\n"),), ("`full` is out of range: -1", "")),
        (((FULL, f"{FULL}    full: 4\n"),), ("`value` is above `full`", "5")),
        (((FULL, f"{FULL}    full: 5\n"), ("value: 5}", "value: -5}")), NEGATIVE),
    ],
)
def test_a_mistake_in_shared_values_is_told_once_as_it_is_written(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], told: tuple[str, str]
) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(foreign(tmp_path, "wellbeing", *FIFTHS, *changes))
    assert [(one.message, one.found) for one in caught.value.diagnostics] == [told]


def test_a_score_written_as_a_fraction_or_in_percent_is_told_with_what_is_meant(tmp_path: Path) -> None:
    tiny = copy_of_tiny(tmp_path)
    apply_changes(tiny, [{"file": "survey.yaml", "find": "from: 40", "put": "from: 0.4"}])
    usual = foreign(tmp_path, "wellbeing", ("from: 13", "from: 52"))
    for folder, hint in (
        (tiny, "a score, not a fraction of 1: 40"),
        (usual, "a score, not percent: 13"),
    ):
        with pytest.raises(DefinitionErrors) as caught:
            load_survey(folder)
        assert [one.hint for one in caught.value.diagnostics] == [hint]


def test_values_are_shown_as_their_source_counts_them(tmp_path: Path) -> None:
    folder = foreign(tmp_path, "wellbeing", *FIFTHS, ("  often:\n", "  often:\n    full: 5\n"))
    survey = core_survey(compile_survey(load_survey(folder)))
    shown = view(score(survey, picked(survey, [3] * 5)), "en")
    assert shown["axes"][0]["items"][0]["arithmetic"] == "selected option: 3 ÷ 5 → 15 points"


def test_the_order_of_items_is_drawn_with_a_seed_that_the_definition_keeps(tmp_path: Path) -> None:
    def order(seed: int) -> list[str]:
        (tmp_path / str(seed)).mkdir(exist_ok=True)
        change = ("states: []", f"states: []\nshuffle: {seed}")
        folder = foreign(tmp_path / str(seed), "usability", change)
        questions = compile_survey(load_survey(folder))["questions"]
        assert [one["number"] for one in questions] == list(range(1, 11))
        return [one["id"] for one in questions]

    written = [f"s{number}" for number in range(1, 11)]
    assert order(7) != written and sorted(order(8)) == sorted(written)
    assert order(9) != order(10)


def test_what_conditions_look_back_to_keeps_its_place() -> None:
    asked = [{"id": f"q{at}", "axis": "a"} for at in range(8)]
    asked[3]["visible_if"] = [{"question": "q2"}]
    asked.append({"id": "other", "axis": "b"})
    for seed in range(20):
        found = [one["id"] for one in shuffled(asked, seed)]
        assert found[2:4] == ["q2", "q3"] and found[8] == "other"
        assert sorted(found) == sorted(one["id"] for one in asked)


def test_a_number_in_an_order_that_is_drawn_is_told(tmp_path: Path) -> None:
    tiny = copy_of_tiny(tmp_path)
    apply_changes(tiny, [{"file": "survey.yaml", "find": "levels:\n", "put": "shuffle: 1\nlevels:\n"}])
    with pytest.raises(DefinitionErrors) as caught:
        load_survey(tiny)
    assert {one.message for one in caught.value.diagnostics} == {"a number in an order that is drawn"}


def test_groups_stand_above_their_axes_in_texts_as_in_the_report() -> None:
    survey = survey_in(SURVEYS / "practices")
    take = TakeAway(score(survey, picked(survey, [1] * 18)), "en")
    groups, axes = (survey.text["en"][key] for key in ("groups", "axes"))
    outer, inner = groups["running"]["name"], groups["build"]["name"]
    order = [outer, inner, axes["design"]["name"], axes["code"]["name"], axes["release"]["name"]]
    order += [groups["operate"]["name"], axes["incidents"]["name"]]
    rows = [line.split(" | ")[0].removeprefix("| ") for line in take.text("markdown").splitlines()]
    assert rows[rows.index(outer) : rows.index(outer) + len(order)] == order
    lines = table(take.view).splitlines()
    (first,) = (at for at, line in enumerate(lines) if line.startswith(f"{outer} "))
    indents = [len(line) - len(line.lstrip()) for line in lines[first : first + len(order)]]
    assert indents == [0, 2, 4, 4, 4, 2, 4]


def test_cut_offs_of_an_axis_name_it() -> None:
    data = compile_survey(load_survey(SURVEYS / "usability"))
    data["criteria"] = [{**data["criteria"][0], "axis": "usability"}]
    survey = core_survey(data)
    text = TakeAway(score(survey, picked(survey, [3, 1] * 5)), "en").text("markdown")
    axis, name = (data["text"]["en"][key] for key in ("axes", "criteria"))
    assert f"### {axis['usability']['name']} · {next(iter(name.values()))['name']}" in text


def test_many_axes_stay_on_their_slide() -> None:
    data = compile_survey(load_survey(SURVEYS / "practices"))
    for at in range(13):
        id_ = f"more{at}"
        data["axes"].append({"id": id_, "weight": 1})
        data["text"]["en"]["axes"][id_] = {"name": id_, "about": "."}
        question = {**data["questions"][0], "id": f"q{id_}", "axis": id_, "number": 50 + at}
        data["questions"].append(question)
        data["text"]["en"]["questions"][f"q{id_}"] = data["text"]["en"]["questions"]["strategy_1"]
    survey = core_survey(data)
    slides = TakeAway(score(survey, picked(survey, [1] * 31)), "en").deck()["slides"]
    (listed,) = (slide["table"] for slide in slides if slide["table"] and len(slide["table"]["rows"]) == 22)
    assert listed["size"] == 9
