"""What is done in a view before its script has come, as on a slow line, is done once it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from several_files import answers_of, result_text
from survey_page import SurveyPage, keep
from waiting import until

TWO = [(f"{name}.json", result_text(answers_of("team"), label=name)) for name in ("sato", "suzuki")]


@pytest.fixture
def survey(page: Page, site_url: str) -> SurveyPage:
    keep(page, "cspi", answers_of("team"))
    return SurveyPage(page, site_url)


@contextmanager
def delayed(survey: SurveyPage, view: str, script: str) -> Iterator[None]:
    """Open a view whose script comes when this ends."""
    held: list[Route] = []
    survey.page.route(f"**/{script}-*.js", lambda route: held.append(route))
    survey.open(view)
    [route] = until(survey.page, lambda: held, bool)
    yield
    route.continue_()


def test_files_that_were_chosen(survey: SurveyPage) -> None:
    with delayed(survey, "people", "team"):
        survey.choose_files("#team-files", *TWO)
    expect(survey.page.locator(".cs-people > li")).to_have_count(2)


def test_files_that_were_dropped(survey: SurveyPage) -> None:
    with delayed(survey, "people", "team"):
        survey.drop(*TWO)
    expect(survey.page.locator(".cs-people > li")).to_have_count(2)


def test_a_button_that_was_pressed(survey: SurveyPage) -> None:
    with survey.page.expect_download() as download, delayed(survey, "take", "download-view"):
        survey.page.locator("[data-take=result]").click()
    assert download.value.suggested_filename == "cspi-2026-11-22.json"
