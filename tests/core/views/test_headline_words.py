"""The sentence under the index says what is weak in the words of the answers that cost most."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from cspi_core.export.bundle import TakeAway
from cspi_core.loading.answers import plain_answers
from cspi_core.model.survey import Survey
from cspi_core.report import Report, score
from cspi_core.text.messages import wording
from cspi_core.views.report.headline import HALF, STRENGTH, WEAKNESS, headline, outstanding
from organisations import organisations, survey

WRITTEN = {"q23": {"choices": ["csm_shared"]}, "q24": {"choice": "never"}}


@cache
def reports() -> tuple[Report, ...]:
    own = survey()
    return tuple(score(own, plain_answers(own, answers)) for answers in organisations(150))


def said(answers: dict[str, Any], locale: str) -> str:
    return said_of(score(survey(), answers), locale)


def said_of(report: Report, locale: str) -> str:
    own: Survey = survey()
    return str(headline(report, own.text[locale], wording(locale, own.scale), None)["say"])


@pytest.mark.parametrize(
    ("locale", "true", "false"),
    [
        ("en", "customers’ goals come up late or never", "few processes are in writing"),
        ("ja", "得たい成果を早くから話し合えていない", "文書化された進め方が少ない"),
    ],
)
def test_what_is_written_is_not_said_to_be_missing(locale: str, true: str, false: str) -> None:
    high = {
        question.id: {"choice": max(question.options, key=lambda one: one.value or 0.0).id}
        for question in survey().questions
        if question.axis and question.kind == "single"
    }
    text = said(high | WRITTEN, locale)
    assert true in text and false not in text


def test_no_weakness_is_named_that_an_answer_denies() -> None:
    named = 0
    text = survey().text["en"]["questions"]
    for report in reports():
        spoken = said_of(report, "en")
        for axis in outstanding(report)[1]:
            for item in axis.items:
                weak = text[item.question.id]["weak"]
                if (axis.score or 0.0) < WEAKNESS and weak in spoken:
                    assert item.value is not None and item.value <= HALF, (item.question.id, item.value)
                    named += 1
    assert named > 100


def test_only_what_reaches_the_mark_is_called_a_strength() -> None:
    named = 0
    for report in reports():
        spoken = said_of(report, "en")
        for axis in outstanding(report)[0]:
            name = survey().text["en"]["axes"][axis.axis.id]["name"]
            is_named = name in spoken.partition(". ")[0] and spoken.startswith("Strength")
            assert is_named == ((axis.score or 0.0) >= STRENGTH), (name, axis.score, spoken)
            named += is_named
    assert named > 50


def test_the_board_pack_says_what_the_headline_says_is_weak() -> None:
    compared = 0
    for report in reports()[:40]:
        spoken = said_of(report, "en")
        for row in TakeAway(report, "en").board()["findings"]["rows"]:
            found = re.fullmatch(r"This is where (.*)\.", row["text"])
            if found and "you back" in spoken:
                assert found[1] in spoken
                compared += 1
    assert compared > 10
