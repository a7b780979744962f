"""A published questionnaire in a real browser: its table of questions, its report and its Method page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from axe import violations
from small_site import serve_small_site
from survey_page import SurveyPage

PATH = "en/usability/"


CATEGORIES = 22


def write_categories(folder: Path) -> None:
    """Write a survey with as many axes as a large framework has, all with long names."""
    folder.mkdir()
    ids = [f"c{at}" for at in range(1, CATEGORIES + 1)]
    structure = {
        "id": "categories",
        "version": "1.0",
        "source": {"title": "Categories", "producer": "Tests", "year": 2026},
        "locales": ["en"],
        "default_locale": "en",
        "advice": "none",
        "reasons": "none",
        "sensitivity": "none",
        "policy": {"minimum_coverage": 0.5},
        "answer_sets": {"two": {"options": [{"id": "no", "value": 0}, {"id": "yes", "value": 1}]}},
        "axes": [{"id": id_} for id_ in ids],
        "questions": [{"id": f"q{id_}", "axis": id_, "kind": "single", "answers": "two"} for id_ in ids],
    }
    words = {
        "locale": "en",
        **dict.fromkeys(("title", "short_title", "tagline", "description"), "Categories"),
        "minutes": 5,
        "axes": {id_: {"name": f"Responsibilities and oversight {id_}", "about": "It."} for id_ in ids},
        "answer_sets": {"two": {"options": {"no": {"label": "No"}, "yes": {"label": "Yes"}}}},
        "questions": {f"q{id_}": {"prompt": f"Is {id_} in place?"} for id_ in ids},
    }
    for name, content in (("survey", structure), ("en", words)):
        (folder / f"{name}.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")


@pytest.fixture(scope="module")
def url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with the usability questionnaire of the tests beside the small survey."""

    def change(copy: Path) -> None:
        shutil.copytree(root / "tests" / "surveys" / "usability", copy / "survey_defs" / "usability")
        write_categories(copy / "survey_defs" / "categories")
        survey = copy / "survey_defs" / "tiny" / "survey.yaml"
        text = survey.read_text(encoding="utf-8")
        asked = "kind: number\n    slider: true\n    evidence: link\n"
        survey.write_text(text.replace("kind: number\n", asked), encoding="utf-8")

    with serve_small_site(root, tmp_path_factory.mktemp("usability"), change) as address:
        yield address


def is_laid_out_as_a_table(page: Page) -> bool:
    shown = "getComputedStyle(document.querySelector('.cs-grid__row')).display"
    return bool(page.evaluate(shown) == "table-row")


def test_it_is_answered_in_its_table_and_scored(url: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(url + PATH)
    expect(page.get_by_role("rowheader")).to_have_count(10)
    expect(page.get_by_role("columnheader", name="Strongly agree")).to_be_visible()
    assert is_laid_out_as_a_table(page)
    assert page.get_by_role("radio", name="I don’t know").count() == 0
    expect(page.get_by_text("Answer every question to get a score.")).to_be_visible()
    assert violations(page) == []

    first = page.locator("#q-s1 input").first
    first.focus()
    page.keyboard.press("ArrowRight")  # a group of radio buttons under the keyboard
    assert page.evaluate("document.querySelector('#q-s1 :checked').value") == "disagree"
    named = page.get_by_role("radio", name="This product is easy to use. Agree", exact=False)
    expect(named).to_have_count(1)
    for number in range(1, 10):
        page.locator(f"#q-s{number} input[value=agree]").check()
    expect(page.locator("[data-segment=usability] .cs-segment__count")).to_have_text("9/10")

    page.goto(url + PATH + "#report")
    report = page.locator("#report-view")
    expect(report.locator(".cs-none").first).to_contain_text(
        "9 of 10 questions answered, and the score needs all of them", timeout=60_000
    )
    page.goto(url + PATH + "#usability")
    page.locator("#q-s10 input[value=disagree]").check()
    page.goto(url + PATH + "#report")
    # odd: 5 × 3 = 15; even: four with 1 and one with 3, 7 in all; (15 + 7) × 2.5
    expect(report.locator(".cs-index__number strong")).to_have_text("55.0")
    expect(report.locator("[aria-current=true]")).to_contain_text("OK")
    for part in ("steps", "axes", "ends"):
        expect(report.locator(f"[data-part={part}]")).to_be_hidden()
    expect(page.locator("[data-view-link=plan]")).to_have_count(0)
    assert violations(page) == []


def test_on_a_phone_it_is_a_card_for_each_question(url: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url + PATH)
    assert not is_laid_out_as_a_table(page)
    expect(page.locator("#q-s1").get_by_text("Strongly disagree")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#q-s4").get_by_text("Neither").click()
    expect(page.get_by_role("radio", name="Neither").nth(3)).to_be_checked()
    assert violations(page) == []


def test_its_method_page_names_the_source_and_judges_nothing(url: str, page: Page) -> None:
    page.goto(url + PATH + "method/")
    main = page.locator("main")
    expect(main).to_contain_text("Questions and scoring follow “SUS: a quick and dirty usability scale”.")
    expect(main).to_contain_text("question score = 100 − the result above")
    expect(main).to_contain_text("Bangor")
    for gone in ("#levels", "#decisions"):
        expect(page.locator(gone)).to_have_count(0)
    text = main.inner_text()
    assert not [word for word in ("I don’t know", "Not applicable", "judgement", "Next step") if word in text]


def test_a_slider_sets_the_number_of_its_field_and_evidence_is_a_link_in_the_report(
    url: str, context: BrowserContext
) -> None:
    form = SurveyPage(context.new_page(), url, "tiny").open()
    page, card = form.page, form.question("wait")
    field, slider = card.locator("[name=wait]"), card.get_by_role("slider")
    form.open("care")
    expect(slider).to_have_attribute("aria-valuetext", "–")
    assert form.answers() == {}
    slider.focus()
    page.keyboard.press("Home")  # moves nothing, and is meant all the same
    least = slider.get_attribute("min")
    expect(field).to_have_value(least or "")
    page.keyboard.press("ArrowRight")
    assert float(field.input_value()) > float(least or 0)
    field.fill("5")
    expect(slider).to_have_value("5")
    card.get_by_text("Evidence", exact=True).click()
    card.locator("textarea").fill("https://example.org/log")
    assert violations(page) == []
    page.goto(f"{form.address}#report")
    link = page.get_by_role("link", name="https://example.org/log", include_hidden=True)
    expect(link).to_have_attribute("rel", "noopener noreferrer", timeout=60_000)
    expect(page.locator(".cs-item__note span").first).to_have_text("Evidence")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_names_of_many_axes_stand_apart_around_their_radar(
    url: str, context: BrowserContext, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url + "en/categories/")
    page.evaluate(
        """() => document.querySelectorAll("[id$='--yes']").forEach((input) => {
          input.checked = true;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        })"""
    )
    page.goto(url + "en/categories/#report")
    names = page.locator(".cs-radar [data-slot=radar] svg text")
    expect(names).to_have_count(CATEGORIES, timeout=60_000)
    boxes = names.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    over = [
        (one["top"], other["top"])
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 4
    ]
    assert over == []
    assert min(box["left"] for box in boxes) >= 0 and max(box["right"] for box in boxes) <= width
    assert all("100" in text for text in names.all_text_contents())
