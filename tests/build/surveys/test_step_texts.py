"""The steps of the CSPI survey in words: short, whole sentences that say how it shows that the step is done.

They fit the reader: who cannot decide has a case to put, and one person alone is told of no team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from cspi_core import score
from cspi_core.loading.answers import plain_answers
from golden_surveys import compiled
from organisations import organisations, survey

KEYS = ("next", "case", "solo", "at_scale", "first")
MOST = {"en": 40, "ja": 90}
"""Words of English, letters of Japanese."""
STOP = {"en": ".", "ja": "。"}
OTHERS = {
    "en": re.compile(r"\b(team|CSMs|the CSM|colleagues?|everyone)\b"),
    "ja": re.compile("チーム|CSM|同僚|全員"),
}
LOCALES = sorted(MOST)


class Said(NamedTuple):
    """An option of a scored question and its texts in one language."""

    option: dict[str, Any]
    texts: dict[str, str]
    name: str


def steps(locale: str) -> Iterator[Said]:
    """Every option that has a step."""
    for question in compiled("cspi")["questions"]:
        words = compiled("cspi")["text"][locale]["questions"][question["id"]]
        for option in question["options"] or () if question["axis"] else ():
            texts = {key: words["options"][option["id"]].get(key) for key in KEYS}
            if texts.get("next"):
                yield Said(
                    option,
                    {key: text for key, text in texts.items() if text},
                    f"{question['id']}.{option['id']}",
                )


def is_advised(step: Said) -> bool:
    return step.option.get("importance") is not None


@pytest.mark.parametrize("locale", LOCALES)
def test_steps_are_short_and_end_in_a_full_stop(locale: str) -> None:
    found = [(step.name, key, text) for step in steps(locale) for key, text in step.texts.items()]
    long = [one for one in found if len(one[2].split() if locale == "en" else one[2]) > MOST[locale]]
    open_ended = [one for one in found if not re.search(r"[^.。]$", one[2].removesuffix(STOP[locale]))]
    assert len(found) > 100 and not long and not open_ended
    assert not [one for one in found if not one[2].endswith(STOP[locale])]


@pytest.mark.parametrize("locale", LOCALES)
def test_steps_that_are_advised_say_how_it_shows_that_they_are_done(locale: str) -> None:
    sentences = {"en": r"[.:](?= [A-Z]|$)|:", "ja": "。"}[locale]
    bare = [
        (step.name, key)
        for step in steps(locale)
        if is_advised(step)
        for key, text in step.texts.items()
        if len(re.findall(sentences, text)) < 2
    ]
    assert not bare


@pytest.mark.parametrize("locale", LOCALES)
def test_whoever_cannot_decide_has_a_case_to_put(locale: str) -> None:
    beyond = [
        step
        for step in steps(locale)
        if is_advised(step) and step.option.get("decides") not in (None, "team")
    ]
    assert len(beyond) > 20
    assert not [step.name for step in beyond if "case" not in step.texts]


@pytest.mark.parametrize("locale", LOCALES)
def test_one_person_alone_is_told_of_no_team(locale: str) -> None:
    wrong = []
    for step in steps(locale):
        efforts = step.option.get("effort")
        is_for_one = (efforts if isinstance(efforts, str) else (efforts or ["none"])[0]) != "none"
        told = {step.texts.get("solo") or step.texts["next"], step.texts.get("at_scale", "")}
        if is_advised(step) and is_for_one:
            wrong += [(step.name, text) for text in told if OTHERS[locale].search(text)]
    assert not wrong


def test_readers_are_told_what_is_in_their_power() -> None:
    """A CSM in a team is never told to decide what the head of CS or others decide, nor is a lone one."""
    shown = set()
    for people in (1, 6):
        for answers in organisations(12):
            plain = plain_answers(survey(), answers)
            report = score(survey(), plain | {"q2": {"choice": "csm"}, "q9": {"number": people}})
            for step in (step for phase in report.guidance.phases for step in phase.steps):
                own = (
                    ("case", "solo", "at_scale")
                    if people == 1 and step.decides != "exec"
                    else ("case", "solo")
                )
                assert step.decides == "team" or step.wording in own, step.name
                shown.add(step.wording)
    assert {"next", "case", "solo"} <= shown


ONE_BY_ONE = {
    "en": re.compile(r"\b(calls? the|call those|each customer|every customer’s goal|kick-off)\b"),
    "ja": re.compile("全社|キックオフ|CSMが|定例|電話|(?<!主な)顧客ごと"),
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("model", ["b2b", "b2c"])
def test_nobody_with_masses_of_customers_is_told_to_see_them_one_by_one(locale: str, model: str) -> None:
    about = {"q2": {"choice": "ceo"}, "q6": {"choice": model}, "q8": {"number": 70_000}, "q9": {"number": 7}}
    found = {}
    for answers in organisations(60):
        report = score(survey(), plain_answers(survey(), answers) | about)
        for step in (step for phase in report.guidance.phases for step in phase.steps):
            options = survey().text[locale]["questions"][step.question]["options"]
            text = options[step.option][step.wording]
            if ONE_BY_ONE[locale].search(text):
                found[step.name] = text
    assert not found
