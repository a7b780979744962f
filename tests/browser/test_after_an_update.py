"""A new release comes while a page is open: the page says so, and a reload loses nothing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from cspi_build.site.service_worker import write_worker
from engines import Engine, firefox, wait_for, webkit
from foreign_page import ELEMENT, ForeignPage, ForeignSite, foreign_site
from survey_page import Answers, SurveyPage
from test_offline import Host, replace

OWN: Answers = {"q17": {"choice": "nrr"}, "q18": {"choice": "one_group"}}
VIEWS = ("plan", "share", "take", "time", "people")
HASHED = re.compile(r"(?<=-)[A-Z0-9]{8}(?=\.js$)|(?<=\.)[0-9a-f]{8}(?=\.min\.js$)")
LABEL = "field => { field.value = 'Ours'; field.dispatchEvent(new Event('input')) }"
NO_STORAGE = """() => {
  const refuse = { get() { throw new DOMException("refused", "SecurityError"); } };
  Object.defineProperty(window, "localStorage", refuse);
}"""


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(site_dir, tmp_path / "site")
    made = Host(tmp_path / "site")
    made.start()
    yield made
    made.stop()


def update(host: Host) -> None:
    """Publish a release that is the same but for the names of all scripts, and of what names them."""
    scripts = [path for path in host.site.rglob("*.js") if HASHED.search(path.name)]
    names = {path.name: HASHED.sub(lambda found: found[0][::-1], path.name) for path in scripts}
    assert len(names) > 15
    pattern = re.compile("|".join(map(re.escape, names)))
    for path in [*host.site.rglob("*.js"), *host.site.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        renamed = pattern.sub(lambda found: names[found[0]], text)
        if renamed != text:
            replace(path, renamed)
    for path in scripts:
        path.rename(path.with_name(names[path.name]))
    write_worker(host.site)


def notice(page: Page | Frame) -> None:
    """Follow the advice of the notice."""
    said = page.locator("[data-notice=update]")
    expect(said).to_contain_text("This site was updated")
    expect(page.locator("[data-notice=view], [data-notice=engine]")).to_have_count(0)
    said.get_by_role("button", name="Reload").click()
    expect(said).to_have_count(0)
    page.wait_for_selector("#survey-app[data-ready]")


def check_answers(survey: SurveyPage) -> None:
    expect(survey.option("q17", "nrr")).to_be_checked()
    expect(survey.option("q18", "one_group")).to_be_checked()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_that_is_gone_says_so(page: Page, host: Host, view: str) -> None:
    survey = SurveyPage(page, host.url).open()
    survey.fill(OWN)
    survey.report()
    update(host)
    page.evaluate("name => (location.hash = name)", view)
    notice(page)
    check_answers(survey)
    expect(page.locator(f"[data-view-of={view}]")).to_be_visible()
    expect(page.locator("[data-notice=update], [data-notice=view]")).to_have_count(0)


def test_an_engine_that_is_gone_says_so(page: Page, host: Host) -> None:
    page.add_init_script("self.requestIdleCallback = () => 0;")
    survey = SurveyPage(page, host.url).open()
    page.route("**/engine-worker-*.js", lambda route: route.continue_())  # nothing comes from a cache
    update(host)
    survey.option("q18", "one_group").dispatch_event("click")
    survey.option("q17", "nrr").dispatch_event("click")
    page.evaluate("location.hash = 'report'")
    notice(page)
    check_answers(survey)
    survey.wait_for_report()


@pytest.mark.parametrize("how", ["switched off", "not allowed"])
def test_answers_that_are_kept_nowhere_stay(page: Page, host: Host, how: str) -> None:
    if how == "not allowed":
        page.add_init_script(f"({NO_STORAGE})()")
    survey = SurveyPage(page, host.url).open()
    if how == "switched off":
        page.locator("#saving-switch").uncheck()
    survey.fill(OWN)
    page.locator("#report-label").evaluate(LABEL)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    update(host)
    page.evaluate("location.hash = 'plan'")
    notice(page)
    check_answers(survey)
    expect(page.locator("#report-label")).to_have_value("Ours")
    expect(survey.notice("restored")).to_contain_text("Your answers have not changed")
    expect(page.locator("#saving-switch")).not_to_be_checked()
    assert dialogs == []
    assert page.evaluate("[name, location.search, location.hash]") == ["", "", "#plan"]
    assert "nrr" not in page.evaluate("JSON.stringify(history.state ?? {})")


def test_answers_in_a_frame_without_storage_stay(context: BrowserContext, host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    context.add_init_script(f"if (window !== top) ({NO_STORAGE})()")
    with foreign_site(folder, host.url) as foreign:
        frame, survey = _framed(context, foreign)
        survey.fill(OWN)
        update(host)
        frame.evaluate("location.hash = 'time'")
        notice(frame)
        check_answers(survey)
        assert frame.evaluate("name") == "mine"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("start", [firefox, webkit], ids=["firefox", "webkit"])
def test_they_stay_in_other_browsers(start: Callable[[], AbstractContextManager[Engine]], host: Host) -> None:
    ready = "document.querySelector('#survey-app')?.dataset.ready !== undefined"
    with start() as engine:
        engine.goto(f"{host.url}en/cspi/")
        wait_for(engine, ready)
        engine.run("document.querySelector('#saving-switch').click()")
        engine.run("document.getElementById('q18--one_group').click()")
        update(host)
        engine.run("location.hash = 'plan'")
        wait_for(engine, "document.querySelector('[data-notice=update] button') !== null")
        engine.run("(setTimeout(() => document.querySelector('[data-notice=update] button').click()), 0)")
        wait_for(engine, f"document.querySelector('[data-notice=restored]') !== null && {ready}")
        assert engine.run("document.getElementById('q18--one_group').checked")
        assert engine.run("[name, document.querySelector('#saving-switch').checked]") == ["", False]


def _framed(context: BrowserContext, foreign: ForeignSite) -> tuple[Frame, SurveyPage]:
    page = ForeignPage(context, foreign.write(ELEMENT))
    survey = page.survey()
    frame: Frame = survey.page  # type: ignore[assignment]  # a frame is used like a page
    expect(frame.locator("#saving-text")).to_contain_text("does not allow saving")
    frame.evaluate("name = 'mine'")
    return frame, survey


def test_a_file_that_is_missing_is_no_update(page: Page, host: Host) -> None:
    survey = SurveyPage(page, host.url).open()
    page.route("**/assets/*.js", lambda route: route.fulfill(status=404, body="not here"))
    page.evaluate("location.hash = 'plan'")
    expect(survey.notice("view")).to_contain_text("could not be loaded")
    expect(survey.notice("update")).to_have_count(0)


def test_answers_in_a_name_that_somebody_else_gave_are_not_taken(page: Page, host: Host) -> None:
    what = {"entry": {"answers": {"q17": {"choice": "nrr"}}}, "held": [], "off": False}
    given = "cspi-reload:" + json.dumps({"survey": "cspi", "what": what, "name": "x"})
    page.goto(f"{host.url}en/privacy/")
    page.evaluate("given => (window.name = given)", given)
    survey = SurveyPage(page, host.url).open()
    expect(page.locator("fieldset :checked")).to_have_count(0)
    assert page.evaluate("name") == "x"
    page.evaluate("window.name = 'cspi-reload:{'")
    page.reload()
    survey.ready()
    assert page.evaluate("name") == ""


def test_a_search_that_is_gone_offers_the_new_release(page: Page, host: Host) -> None:
    page.goto(f"{host.url}en/about/")
    update(host)
    page.locator("[data-search-open]").focus()
    offer = page.locator("[data-update]")
    expect(offer).to_contain_text("new version of this site")
    old = page.evaluate("document.querySelector('script[type=module][src]').src")
    offer.get_by_role("button", name="Update now").click()
    page.wait_for_function("old => document.querySelector('script[type=module][src]')?.src !== old", arg=old)


def test_every_script_that_comes_later_is_looked_after(root: Path) -> None:
    """Where it can't be had, somebody looks into the reason; these few see to it themselves."""
    assets = root / "site_src" / "assets"
    own = {"view-loader.js", "embed-page.js", "site.js", "engine-worker.js", "site/search-door.js"}
    later = re.compile(r'(.*)\bimport\("[^"]+"\)(?!\.)')
    looked_after = re.compile(r"bring\(\(\) => $|typeof $|createLazyCharts\(\s*\(\) => $")
    found = [
        f"{path.relative_to(assets)}: {match[0].strip()}"
        for path in sorted(assets.rglob("*.js"))
        for text in [path.read_text(encoding="utf-8")]
        for match in later.finditer(text)
        if not looked_after.search(text[: match.end(1)]) and path.relative_to(assets).as_posix() not in own
    ]
    assert found == []
    # The charts look after what they are given.
    assert "await bring(load)" in (assets / "charts" / "lazy-charts.js").read_text(encoding="utf-8")
