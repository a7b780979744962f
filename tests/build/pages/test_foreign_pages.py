"""Pages of sites that are not ours: nothing of our field in any of them, and what their surveys have, in the
numbers of their language."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.scaffold.survey import write_survey
from cspi_build.installation import ROOT
from cspi_build.pages.render import Site, render_pages
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey
from cspi_build.workspace.project import Project
from stand_in_assets import ASSETS

SURVEYS = ROOT / "tests" / "surveys"
FIELD = re.compile(
    r"customer.success|カスタマーサクセス|نجاح العملاء|HiCustomer|CStuners|Gainsight|\bCSMs?\b|\bCSPI\b"
    r"|\bcspi\b(?!_core|-core|-survey|-result|-embed)|\bcs-state\b|\bNRR\b"
    r"|net revenue|\bchurn|upsell|kick-off|onboarding"
)


DATA = re.compile(r'\s(?:id|class|href|data-[\w-]+|for|name|value)="[^"]*"')


def rendered(
    folder: Path, languages: Iterable[str], pages: str = "", **surveys: Path | str
) -> dict[str, str]:
    """The pages of a new site as Markdown. `surveys`: folders of surveys, or shapes to start from."""
    project = Project(new_site(folder / "site", tuple(languages)))
    for id_, origin in surveys.items():
        if isinstance(origin, str):
            write_survey(project.surveys / id_, id_, tuple(languages), origin or None)
    settings = project.root / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    chosen = f"surveys: [{', '.join(surveys)}]\n" if surveys else ""
    settings.write_text(re.sub(r"^pages:.*$", pages, text, flags=re.MULTILINE) + chosen, encoding="utf-8")
    checked = check(ROOT, Progress(quiet=True), project=project)
    site = Site(checked.surveys, checked.words, ASSETS, "1.0", settings=checked.settings)
    return written(site, folder / "docs")


def written(site: Site, docs: Path) -> dict[str, str]:
    for _ in render_pages(ROOT / "site_src", site, docs):
        pass
    return {
        path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")
    }


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("locale", ["en", "ja", "fr", "de", "ar"])
def test_no_page_of_another_site_speaks_of_our_field(tmp_path: Path, locale: str) -> None:
    """With every page that a site may have, those for maintainers among them."""
    pages = rendered(tmp_path, [locale])
    assert {f"{locale}/maintain/host-it.md", f"{locale}/maintain/make-a-panel.md"} <= set(pages)
    assert f"{locale}/workshop.md" in pages
    found = {name: FIELD.findall(DATA.sub("", html.unescape(page))) for name, page in pages.items()}
    assert not {name: words for name, words in found.items() if words}
    assert "--survey meetings" in html.unescape(pages[f"{locale}/maintain/make-a-panel.md"])


def test_a_site_chooses_whether_it_has_the_page_for_workshops(tmp_path: Path) -> None:
    pages = rendered(tmp_path, ["en"], pages="pages: [about]")
    assert "en/about.md" in pages and "en/workshop.md" not in pages
    assert not [name for name, page in pages.items() if "workshop/" in page]


@pytest.mark.parametrize("locale", ["en", "ja", "fr", "de", "ar"])
def test_the_workshop_asks_for_no_more_than_a_survey_has(tmp_path: Path, locale: str) -> None:
    """Of one without levels, advice and "I don't know"; the words are those of the site."""
    page = text_of(rendered(tmp_path, [locale], score="nps-like")[f"{locale}/workshop.md"])
    whole = text_of(rendered(tmp_path / "b", [locale], check="")[f"{locale}/workshop.md"])
    for words in (page, whole):
        assert words
    absent = {
        "en": ("level", "next steps to the plan", "I don’t know", "one plan"),
        "ja": ("レベル", "計画に", "わからない", "計画を1つ"),
        "fr": ("niveau", "au plan", "Je ne sais pas", "un plan"),
        "de": ("Stufe", "in den Plan", "Weiß ich nicht", "gemeinsamen Ergebnis und"),
        "ar": ("المستوى", "إلى الخطة", "لا أعرف", "وخطة واحدة"),
    }[locale]
    assert [word for word in absent if word in page] == []
    assert [word for word in absent if word not in whole] == []


def test_published_cut_offs_are_on_the_method_page_in_full(tmp_path: Path) -> None:
    survey = compile_survey(load_survey(SURVEYS / "usability"))
    checked = check(ROOT, Progress(quiet=True), project=Project(new_site(tmp_path / "site", ("en",))))
    page = text_of(
        written(Site([survey], checked.words, ASSETS, "1.0"), tmp_path / "docs")["en/usability/method.md"]
    )
    for said in ("Below poor (from 0)", "Good (from 71.4)", "Excellent (from 85.5)", "Bangor"):
        assert said in page, said


def test_numbers_are_those_of_the_language(tmp_path: Path) -> None:
    survey = json.loads(
        json.dumps(compile_survey(load_survey(SURVEYS / "usability"))).replace('"en"', '"fr"')
    )
    survey["questions"][0]["weight"] = 1.5
    survey["scale"] = {"min": 0.5, "max": 4000.5, "decimals": 1, "rounding": "half_up"}
    checked = check(ROOT, Progress(quiet=True), project=Project(new_site(tmp_path / "site", ("fr",))))
    pages = written(Site([survey], checked.words, ASSETS, "1.0"), tmp_path / "docs")
    page = text_of(pages["fr/usability/method.md"])
    assert (
        "71,4" in page and "poids 1,5" in page and "0,25" in page and "4 000,5" in page.replace("\u202f", " ")
    )
    wrong = re.findall(r"(?<![\w./-])\d+\.\d+(?![\w./])", page.replace("version 1.0", ""))
    assert wrong == []


def test_the_method_page_shows_the_values_of_the_source_and_no_weight_where_one_axis_is_all(
    tmp_path: Path,
) -> None:
    survey = compile_survey(load_survey(SURVEYS / "usability"))
    for question in survey["questions"]:
        question["counts_to"] = 4
    checked = check(ROOT, Progress(quiet=True), project=Project(new_site(tmp_path / "site", ("en",))))
    pages = written(Site([survey], checked.words, ASSETS, "1.0"), tmp_path / "docs")
    page = text_of(pages["en/usability/method.md"])
    assert "full marks at 4" in page and "÷ value for full marks" in page
    values = re.findall(r'cs-rubric__value">([^<]*)<', pages["en/usability/method.md"])
    assert values == ["0", "1", "2", "3", "4"] * 10
    assert "10 questions" in page and "weight in the index" not in page


def test_a_slider_stands_beside_a_field_and_evidence_is_asked_for_in_the_words_of_the_survey(
    tmp_path: Path,
) -> None:
    survey = compile_survey(load_survey(SURVEYS / "tiny"))
    number = next(one for one in survey["questions"] if one["kind"] == "number" and one.get("axis"))
    number |= {"slider": True, "evidence": "link"}
    survey["text"]["en"]["questions"][number["id"]]["evidence"] = "Where is it measured?"
    other = next(one for one in survey["questions"] if one["kind"] == "single")
    other["evidence"] = "text"
    checked = check(ROOT, Progress(quiet=True), project=Project(new_site(tmp_path / "site", ("en", "ja"))))
    pages = written(Site([survey], checked.words, ASSETS, "1.0"), tmp_path / "docs")
    page = HTMLParser(pages["en/tiny/index.md"])
    (slider,) = page.css("[data-slider]")
    card = page.css_first(f"#q-{number['id']}")
    assert slider.attributes["min"] == str(number["minimum"]) and slider.attributes["aria-label"]
    assert card.css_first(".cs-number input").attributes["type"] == "text"
    assert card.css_first("summary").text() == "Where is it measured?"
    assert card.css_first("textarea").attributes["placeholder"] == "https://…"
    assert page.css_first(f"#q-{other['id']} summary").text() == "Evidence"
    assert pages["en/tiny/method.md"].count("evidence may be added, never scored") == 1 + bool(
        other.get("axis")
    )
