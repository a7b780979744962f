"""A page around a survey learns nothing of what was answered: only how much, and a rounded height."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from foreign_page import ForeignPage, ForeignSite
from survey_page import Answers, SurveyPage, compiled_survey, extreme
from waiting import until

STEP = 200  # pixels, as site_src/assets/embed/height.js has it
ELEMENT = '<cspi-survey id="one" src="{{site}}embed/{survey}/" lang="en"></cspi-survey>'
# A person's clicks, without going from screen to screen: how often that happens can be seen by any page.
CLICK = "names => names.forEach((name) => document.getElementById(name).click())"
OPTIONS = """() => [...document.querySelectorAll("fieldset[data-question]:not([hidden])")]
  .filter((card) => !card.querySelector("input:checked"))
  .map((card) => card.querySelector("input[type=radio], input[type=checkbox]").id)"""
TO_THE_LAST = """() => {
  const cards = document.querySelectorAll("[data-screen][data-active] fieldset[data-question]:not([hidden])");
  location.hash = cards[cards.length - 1].id;
}"""
# What a page can see of its frames without any message.
SEEN = """() => [history.length, document.title, location.href, frames.length,
  [...document.querySelectorAll("iframe")].map(({ src, title, contentWindow }) =>
    [src, title, contentWindow.length])]"""

EXECUTIVE, MEMBER, MANAGER = ("role--executive",), ("role--member",), ("role--manager",)
PAIRS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "who": ("cs-state", EXECUTIVE, MEMBER),
    "who, after another": ("cs-state", (*MEMBER, *EXECUTIVE), (*MEMBER, *MANAGER)),
    "a question that only some are asked": (
        "cs-state",
        (*EXECUTIVE, "cs_importance--unknown"),
        (*MEMBER, "saas_type--horizontal"),
    ),
    "an answer that is hidden again": (
        "cs-state",
        (*MEMBER, "job_liking--unknown", *EXECUTIVE),
        (*MEMBER, "job_liking--unknown", *MANAGER),
    ),
}


class Host:
    """A page of somebody else's, and all that it can find out about the frame in it."""

    def __init__(self, context: BrowserContext, foreign: ForeignSite, survey: str) -> None:
        self.page = ForeignPage(context, foreign.write(ELEMENT.format(survey=survey)))
        self.survey: SurveyPage = self.page.survey(survey=survey)
        self.page.wait_for("progress")

    def click(self, names: tuple[str, ...] | list[str]) -> None:
        self.survey.page.evaluate(CLICK, list(names))

    def report(self) -> None:
        self.survey.report()
        self.page.wait_for("completed")

    def learnt(self) -> list[Any]:
        """What it has heard, but for heights and who greeted first, and what it sees."""
        self.page.quiet()
        heard = [one["data"] for one in self.page.page.evaluate("messages")]
        heights = [one["height"] for one in heard if one["type"] == "height"]
        assert heights and not [height for height in heights if height % STEP]
        return [
            *(one for one in heard if one["type"] not in ("height", "hello")),
            self.page.page.evaluate(SEEN),
        ]


@pytest.mark.parametrize("case", PAIRS)
def test_other_answers_look_the_same(context: BrowserContext, foreign: ForeignSite, case: str) -> None:
    survey, *pair = PAIRS[case]
    learnt = []
    for names in pair:
        host = Host(context, foreign, survey)
        host.click(names)
        learnt.append(host.learnt())
    assert learnt[0] == learnt[1]
    assert [one for one in learnt[0] if isinstance(one, dict) and one.get("answered")], "nothing was told"


def test_whoever_answers_everything_looks_the_same(context: BrowserContext, foreign: ForeignSite) -> None:
    """However many questions that is: the number of those asked depends on who is asked."""
    learnt, asked = [], []
    for names in (EXECUTIVE, MEMBER):
        host = Host(context, foreign, "cs-state")
        host.click(names)
        while left := host.survey.page.evaluate(OPTIONS):
            host.click(left[:1])
        asked.append(host.survey.page.locator("fieldset[data-question]:not([hidden])").count())
        host.report()
        learnt.append(host.learnt())
    assert asked[0] != asked[1]
    assert learnt[0] == learnt[1]
    told = [one for one in learnt[0] if isinstance(one, dict) and one["type"] == "progress"]
    assert told[-1]["answered"] == told[-1]["asked"]
    assert len({one["asked"] for one in told}) == 1


def test_the_best_and_the_worst_look_the_same(
    context: BrowserContext, foreign: ForeignSite, site_dir: Path
) -> None:
    answers: list[Answers] = [extreme(compiled_survey(site_dir), best) for best in (True, False)]
    learnt = []
    for given in answers:
        host = Host(context, foreign, "cspi")
        host.survey.fill(given)
        host.report()
        learnt.append(host.learnt())
    assert learnt[0] == learnt[1]


def test_a_change_of_mind_is_not_told(context: BrowserContext, foreign: ForeignSite) -> None:
    host = Host(context, foreign, "cs-state")
    host.click(EXECUTIVE)
    before = until(
        host.page.page, lambda: host.page.events("progress"), lambda told: told[-1]["answered"] == 1
    )
    host.click(MEMBER)
    expect(host.survey.page.locator("#role--member")).to_be_checked()
    host.learnt()
    assert host.page.events("progress") == before


def test_where_a_question_is_is_told_roughly(context: BrowserContext, foreign: ForeignSite) -> None:
    host = Host(context, foreign, "cs-state")
    host.page.page.wait_for_function("document.querySelector('iframe').clientHeight > 800")
    host.survey.page.evaluate(TO_THE_LAST)
    tops = until(
        host.page.page,
        lambda: [one["data"]["top"] for one in host.page.page.evaluate("messages") if "top" in one["data"]],
        bool,
    )
    assert not [top for top in tops if top % STEP]


def test_the_step_is_documented(site_dir: Path, root: Path) -> None:
    source = (root / "site_src" / "assets" / "embed" / "height.js").read_text(encoding="utf-8")
    assert re.search(rf"export const STEP = {STEP};", source)
    for locale, words in (("en", f"next {STEP} pixels"), ("ja", f"{STEP}ピクセル")):
        assert words in (site_dir / locale / "embed" / "index.html").read_text(encoding="utf-8")
