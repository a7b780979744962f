"""A survey's page as a person uses it: fills it in by clicking, opens its report, reads what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from waiting import let_settle

Answers = dict[str, dict[str, Any]]

STATES = {"unknown": "unknown", "not_applicable": "not-applicable"}
KEPT = "cspi-answers:"
DROP = """(files) => {
  const data = new DataTransfer();
  files.forEach(([name, text]) => data.items.add(new File([text], name)));
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent("drop", how));
}"""


def compiled_survey(site_dir: Path, survey: str = "cspi") -> dict[str, Any]:
    """The definition that the site publishes."""
    text = (site_dir / "data" / "surveys" / f"{survey}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class SurveyPage:
    """One survey in one language, in one tab."""

    def __init__(self, page: Page, site_url: str, survey: str = "cspi", locale: str = "en") -> None:
        self.page = page
        self.survey = survey
        self.address = f"{site_url}{locale}/{survey}/"

    def open(self, fragment: str = "") -> SurveyPage:
        """Go there and wait until the script has taken over."""
        self.page.goto(self.address + (f"#{fragment}" if fragment else ""))
        self.ready()
        return self

    def ready(self) -> None:
        """Wait until the script has taken over."""
        self.page.wait_for_selector("#survey-app[data-ready]")

    def question(self, name: str) -> Locator:
        """The card of a question."""
        return self.page.locator(f"#q-{name}")

    def option(self, question: str, option: str) -> Locator:
        """An option of a question, or a state: none, unknown, not-applicable."""
        return self.page.locator(f"[id='{question}--{option}']")

    def fill(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Answer, going from screen to screen as the questions stand."""
        for name, answer in answers.items():
            self.show(name)
            if "number" in answer:
                field = self.page.locator(f"input[name='{name}']")
                field.fill(f"{answer['number']}")
                field.blur()
            else:
                for option in chosen(answer):
                    self.option(name, option).check()

    def show(self, question: str) -> None:
        """Bring up the screen that a question is on."""
        if not self.question(question).is_visible():
            screen = self.question(question).locator("xpath=ancestor::section").get_attribute("data-screen")
            segment = self.page.locator(f"[data-segment='{screen}']")
            if not segment.is_visible():  # the report is on show
                self.page.locator("#report-view a[href^='#']", has_text="Edit answers").click()
            segment.click()

    def report(self) -> None:
        """Open the report and wait until it is there."""
        self.page.locator("[data-segment='report']").click()
        self.wait_for_report()

    def wait_for_report(self) -> None:
        """Wait until the report is there."""
        self.page.wait_for_selector("#report-view [data-slot=report]:not([hidden])")

    def index(self) -> str:
        """The index as it is shown."""
        return self.page.locator(".cs-index__number strong").inner_text()

    def axes(self) -> dict[str, str]:
        """The scores of the axes as the table shows them, by axis."""
        rows = self.page.locator(".cs-axis-table tbody tr").all()
        ids = [row.locator("[data-axis-link]").get_attribute("data-axis-link") or "" for row in rows]
        return {
            name: row.locator(".cs-axis-score > :first-child").inner_text()
            for name, row in zip(ids, rows, strict=True)
        }

    def kept(self) -> dict[str, Any] | None:
        """What stands in the browser's storage for this survey, once the page has stopped writing."""
        let_settle(self.page)
        text = self.page.evaluate("key => localStorage.getItem(key)", KEPT + self.survey)
        return None if text is None else json.loads(text)

    def answers(self) -> Answers:
        """The answers that the page keeps."""
        kept = self.kept()
        return {} if kept is None else kept["answers"]

    def notice(self, subject: str) -> Locator:
        """The message on a subject at the top of the page."""
        return self.page.locator(f"[data-notice='{subject}']")

    def choose_file(self, name: str, content: bytes) -> None:
        """Choose a result file on the page for opening one."""
        self._choose("#open-file", {name: content})

    def choose_files(self, field: str, *files: tuple[str, str]) -> None:
        """Choose result files, each a name and a text, in a view that takes several."""
        self._choose(field, {name: text.encode() for name, text in files})

    def drop(self, *files: tuple[str, str]) -> None:
        """Drop files, each a name and a text, somewhere on the page."""
        self.page.evaluate(DROP, files)

    def _choose(self, field: str, files: Mapping[str, bytes]) -> None:
        chosen: list[Any] = [
            {"name": name, "mimeType": "application/json", "buffer": content}
            for name, content in files.items()
        ]
        self.page.locator(field).set_input_files(files=chosen)

    def confirm(self, yes: bool) -> None:
        """Answer the dialog."""
        self.page.locator(f"#confirm [value={'yes' if yes else 'no'}]").click()


def chosen(answer: Mapping[str, Any]) -> Iterable[str]:
    """The ends of the ids of the inputs to tick for an answer that is no number."""
    if "state" in answer:
        return [STATES[answer["state"]]]
    if "choice" in answer:
        return [answer["choice"]]
    return answer["choices"] or ["none"]


def extreme(survey: Mapping[str, Any], best: bool) -> Answers:
    """The answers that earn the most, or the least, on every scored question."""
    scored = [question for question in survey["questions"] if question.get("axis")]
    return {
        question["id"]: _extreme_answer(question, best != bool(question.get("reverse")))
        for question in scored
    }


def _extreme_answer(question: Mapping[str, Any], best: bool) -> dict[str, Any]:
    pick = max if best else min
    if question["kind"] == "number":
        return {"number": pick(question["bands"], key=lambda band: band["value"])["from"]}
    if question["kind"] == "single":
        return {"choice": pick(question["options"], key=lambda option: option["value"])["id"]}
    alone = [option["id"] for option in question["options"] if option.get("exclusive")]
    together = [option["id"] for option in question["options"] if not option.get("exclusive")]
    return {"choices": together if best else alone[:1]}


def keep(page: Page, survey: str, answers: Answers, **more: Any) -> None:
    """Put answers into the browser's storage, as if given on an earlier visit; once for a tab."""
    entry = {"format": "cspi-kept/1", "version": "1.0", "notes": {}, "label": "", "screen": ""}
    kept = json.dumps(entry | {"created": "2026-11-22T09:00:00Z", "answers": answers} | more)
    store = f"localStorage.setItem({json.dumps(KEPT + survey)}, {json.dumps(kept)})"
    page.add_init_script(f"if (!window.name) {{ window.name = 'kept'; {store} }}")
