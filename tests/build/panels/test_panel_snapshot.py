"""A panel is a sound snapshot, says nothing of anyone, and is the same whatever the order of the results."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from cspi_build.diagnostics import CspiBuildError
from cspi_build.editions.load import check_sources
from cspi_build.panels.illustrative import illustrative_answers, illustrative_panel
from cspi_build.panels.metadata import Edition
from cspi_build.panels.reading.coding import Parts, gather
from cspi_build.panels.reading.files import Given
from cspi_build.panels.tabulation.bands import BANDS
from cspi_build.panels.tabulation.disclosure import Limits
from cspi_build.panels.tabulation.scores import score_all
from cspi_build.panels.to_edition import edition_of
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.progress import Progress
from cspi_build.yaml_source.source import parse_yaml
from cspi_core import Result, Survey, load_survey, write_result
from cspi_core.benchmarking.panels import question_metric
from cspi_core.loading.answers import read_answers
from cspi_core.model.answers import Answer
from cspi_core.rounding import round_half_up
from cspi_core.scoring.scores import score_survey
from panel_strategies import Answers, panels
from survey_files import survey_in

pytestmark = pytest.mark.slow

EDITION = Edition("acme", 2026, "Acme")
LIMITS = Limits()
SMALL = Limits(minimum=5, least=2, sides=3)


@pytest.fixture(scope="module")
def cspi(root: Path) -> Survey:
    return survey_in(root / "survey_defs" / "cspi")


@pytest.fixture(scope="module")
def people(cspi: Survey) -> list[dict[str, Answer]]:
    return list(illustrative_answers(cspi, 320, seed=7))


@pytest.fixture(scope="module")
def panel(cspi: Survey, people: list[dict[str, Answer]]) -> dict[str, Any]:
    return made(cspi, people)


def made(survey: Survey, people: list[dict[str, Answer]], limits: Limits = LIMITS) -> dict[str, Any]:
    parts = Parts.of(survey)
    parts.add_given([Given(one) for one in people])
    responses = parts.responses().asked()
    return edition_of(responses, score_all(responses), EDITION, limits)


def problems_in(snapshot: Mapping[str, Any]) -> list[str]:
    source = parse_yaml(yaml_text(snapshot, "A test.").encode(), f"{snapshot['id']}.yaml")
    assert source.value == snapshot
    return [problem.render() for problem in check_sources([source])[1]]


def by_dimension(metric: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for cell in metric["cells"]:
        for name in cell["segment"]:
            yield name, cell


# A sound snapshot


def test_every_check_of_snapshots_passes(panel: dict[str, Any], root: Path, cspi: Survey) -> None:
    assert not problems_in(panel)
    assert not problems_in(illustrative_panel(cspi))
    tiny = survey_in(root / "tests" / "surveys" / "tiny")
    assert not problems_in(illustrative_panel(tiny, 120))


@settings(deadline=None, max_examples=30)
@given(panels(most=60))
def test_any_panel_is_a_sound_snapshot_that_keeps_its_rules(
    panel: tuple[dict[str, Any], list[Answers]],
) -> None:
    survey = load_survey(panel[0])
    people = [read_answers(survey, one)[0] for one in panel[1]]
    try:
        snapshot = made(survey, people, SMALL)
    except CspiBuildError:
        assume(False)
    assert not problems_in(snapshot)
    assert_rules(snapshot, SMALL)


def test_a_panel_of_too_few_says_so(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    with pytest.raises(CspiBuildError, match="9 results are too few"):
        made(cspi, people[:9])


# What is published


def test_the_rules_hold_in_the_file(panel: dict[str, Any]) -> None:
    assert_rules(panel, LIMITS)


def assert_rules(snapshot: Mapping[str, Any], limits: Limits) -> None:
    """No small group, no small count, and nothing small left when what is published is subtracted."""
    for metric in snapshot["metrics"]:
        whole = metric["cells"][0]
        for cell in metric["cells"]:
            if cell.get("suppressed"):
                assert set(cell) == {"segment", "n", "suppressed"} and cell["n"] == "unknown"
            else:
                assert cell["n"] >= limits.minimum
                least = limits.minimum if metric["id"].startswith("profile_") else limits.least
                for count in counts_of(cell).values():
                    assert count >= least
        for dimension in {name for name, _ in by_dimension(metric)}:
            shown = [
                one for name, one in by_dimension(metric) if name == dimension and not one.get("suppressed")
            ]
            assert_rest(metric, whole, shown, limits)


def counts_of(cell: Mapping[str, Any]) -> dict[frozenset[str], int]:
    singles = {frozenset([id_]): figure["count"] for id_, figure in cell.get("shares", {}).items()}
    return singles | {frozenset(one["of"]): one["count"] for one in cell.get("sums", ())}


def assert_rest(
    metric: Mapping[str, Any], whole: Mapping[str, Any], shown: list[Mapping[str, Any]], limits: Limits
) -> None:
    if not shown:
        return
    rest = whole["n"] - sum(cell["n"] for cell in shown)
    assert rest == 0 or rest >= limits.minimum
    hidden = sum(bool(cell.get("suppressed")) for cell in metric["cells"])
    for ids, count in counts_of(whole).items():
        if rest and len(shown) and all(ids in counts_of(cell) for cell in shown):
            left = count - sum(counts_of(cell)[ids] for cell in shown)
            assert limits.least <= left <= rest - limits.least or not hidden


def test_figures_for_all_are_those_of_the_core(
    cspi: Survey, people: list[dict[str, Answer]], panel: dict[str, Any]
) -> None:
    scores = [score_survey(cspi, one).score for one in people]
    known = sorted(round_half_up(score) for score in scores if score is not None)
    cell = panel["metrics"][0]["cells"][0]
    assert cell["n"] == len(known)
    assert abs(cell["figures"]["mean"]["value"] - sum(known) / len(known)) <= 0.25
    assert abs(cell["figures"]["median"]["value"] - known[-(-len(known) // 2) - 1]) <= 1.25


def test_counts_by_segment_are_right(
    cspi: Survey, people: list[dict[str, Answer]], panel: dict[str, Any]
) -> None:
    question = cspi.question_by_id["q16"]
    metric = next(one for one in panel["metrics"] if one["id"] == question_metric(cspi, question))
    cell = next(one for _, one in by_dimension(metric) if one["segment"] == {"region": "north_america"})
    there = [one for one in people if one.get("q4") == Answer("answered", ("north_america",))]
    answers = [one["q16"] for one in there if "q16" in one and one["q16"].state == "answered"]
    assert cell["n"] == len(answers)
    for id_, figure in cell["shares"].items():
        count = sum(id_ in answer.choices for answer in answers)
        assert figure["count"] == count
        assert figure["share"] == round_half_up(100 * count / len(answers))


def test_numbers_make_groups_by_declared_bands(panel: dict[str, Any]) -> None:
    segments = {one["id"]: one for one in panel["segments"]}
    metrics = {one["id"]: one for one in panel["metrics"]}
    assert {"industry", "region", "business_model", "company_arr"} <= set(segments)
    assert {"cs_people", "nrr"} <= set(segments)
    assert "leader_rank" not in segments  # scored: it does not split the scores
    for role in set(segments) & set(BANDS):
        bands = [band.id for band in BANDS[role].bands]
        assert segments[role]["metric"] == f"profile_{role}"
        assert [value["id"] for value in segments[role]["values"]] == bands
        assert [category["id"] for category in metrics[f"profile_{role}"]["categories"]] == bands


def test_options_of_one_choice_run_from_worst_to_best(panel: dict[str, Any]) -> None:
    metric = next(one for one in panel["metrics"] if one["id"] == "cspi_q24")
    assert metric["ordered"] and metric["direction"] == "higher"
    ids = [category["id"] for category in metric["categories"]]
    assert ids == ["never", "after_onboarding", "during_onboarding", "kickoff", "before_contract"]


# Nothing of anyone


def test_free_text_never_gets_in(cspi: Survey, people: list[dict[str, Answer]], tmp_path: Path) -> None:
    words = "Xylophone 株式会社ひみつ"
    for at, one in enumerate(people[:60]):
        notes = dict.fromkeys(cspi.question_by_id, f"{words} {at}")
        result = Result(one, notes, f"{words} {at}", f"2026-03-01T09:{at:02}:17Z")
        (tmp_path / f"{words} {at}.json").write_text(write_result(cspi, result), encoding="utf-8")
    responses = gather(tmp_path, cspi, Progress(quiet=True)).responses.asked()
    text = yaml_text(edition_of(responses, score_all(responses), EDITION), "A test.")
    assert responses.size == 60
    assert "Xylophone" not in text and "ひみつ" not in text
    assert "09:" not in text and "2026-03" not in text
    assert "fieldwork" in text


def test_made_up_panels_say_so_everywhere(cspi: Survey) -> None:
    snapshot = illustrative_panel(cspi, 200)
    assert snapshot["illustrative"] is True
    text = json.dumps(snapshot, ensure_ascii=False)
    assert '"status": "illustrative"' in text and '"published"' not in text
    assert "fictitious" in snapshot["edition"]["title"]["en"] and "架空" in snapshot["edition"]["title"]["ja"]
    assert snapshot == illustrative_panel(cspi, 200)
    assert snapshot != illustrative_panel(cspi, 200, seed=2)


def test_made_up_answers_are_valid(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    for one in people:
        plain = {id_: answer.to_dict(cspi.question_by_id[id_].kind) for id_, answer in one.items()}
        assert read_answers(cspi, plain) == (one, ())


# The same for the same results


def test_the_order_of_the_results_leaves_no_trace(
    cspi: Survey, people: list[dict[str, Answer]], panel: dict[str, Any]
) -> None:
    for seed in range(3):
        mixed = random.Random(seed).sample(people, len(people))
        assert yaml_text(made(cspi, mixed), "A test.") == yaml_text(panel, "A test.")


def test_the_years_are_told_only_where_many_answered(cspi: Survey, people: list[dict[str, Answer]]) -> None:
    parts = Parts.of(cspi)
    times = [63_900_000_000_000_000] * 40 + [63_800_000_000_000_000] * 3
    parts.add_given([Given(one, time) for one, time in zip(people, times, strict=False)])
    responses = parts.responses().asked()
    scores = score_all(responses)
    year = 2025
    study = edition_of(responses, scores, replace(EDITION, year=year))["study"]
    assert study["fieldwork"] == {"from": "2025", "to": "2025"}
    assert "fieldwork" not in edition_of(responses, scores, replace(EDITION, year=2030))["study"]


# YAML


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "no",
        "null",
        "n",
        "1.0",
        "0o17",
        "a: b",
        "- x",
        "# x",
        "'",
        '"',
        "\\",
        "a\nb",
        "ä\u2028\x85\x00",
        "日本",
        "&a",
    ],
)
def test_any_text_is_read_back(text: str) -> None:
    value = {"a": text, "b": [text, 1, 2.5, True], "c": {"ja": text, "en": {"d": [{"e": text}, {}]}}, "f": []}
    assert parse_yaml(yaml_text(value, "A test.").encode(), "x").value == value
