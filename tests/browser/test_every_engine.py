"""The main path in Firefox and in WebKit: take the survey, be scored, come back, open a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from cspi_core import load_survey, score
from engines import Engine, firefox, wait_for, webkit
from survey_page import Answers, chosen, compiled_survey, extreme

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

READY = "document.querySelector('#survey-app')?.dataset.ready !== undefined"
INDEX = "document.querySelector('.cs-index__number strong')?.textContent"
AXES = """[...document.querySelectorAll('.cs-axis-table tbody tr')].map((row) => [
  row.querySelector('[data-axis-link]').dataset.axisLink, row.querySelector('.cs-axis-score > *').textContent
])"""


ENGINES = [
    pytest.param(firefox, id="firefox", marks=pytest.mark.needs("Firefox")),
    pytest.param(webkit, id="webkit", marks=pytest.mark.needs("WebKit")),
]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each browser, started once."""
    start: Callable[[], AbstractContextManager[Engine]] = request.param
    with start() as started:
        yield started


def mixed(survey: dict[str, Any]) -> Answers:
    """The best and the worst answers in turn, a question left open here and there, one not known."""
    best, worst = extreme(survey, best=True), extreme(survey, best=False)
    names = list(best)
    answers = {name: (best if n % 2 else worst)[name] for n, name in enumerate(names) if n % 7 != 6}
    return answers | {names[0]: {"state": "unknown"}}


def fill(engine: Engine, answers: Answers) -> None:
    """Answer by clicking and typing."""
    for name, answer in answers.items():
        if "number" in answer:
            script = (
                "((field) => { field.value = %s; field.dispatchEvent(new Event('input', {bubbles: true}));"
                " field.dispatchEvent(new Event('change', {bubbles: true})); })"
                "(document.querySelector(`input[name=%s]`))"
            )
            engine.run(script % (json.dumps(str(answer["number"])), json.dumps(name)))
        for option in [] if "number" in answer else chosen(answer):
            engine.run(f"document.getElementById({json.dumps(f'{name}--{option}')}).click()")


def expected(survey: dict[str, Any], answers: Answers) -> tuple[str, dict[str, str]]:
    """The index and the axes as the page must show them."""
    report = score(load_survey(survey), answers).to_dict()
    shown = {axis["id"]: _text(axis["score"]) for axis in report["axes"]}
    return _text(report["index"]["score"]), shown


def _text(value: float | None) -> str:
    return "No score" if value is None else f"{value:.1f}"


def test_take_score_reload_and_open(engine: Engine, site_url: str, site_dir: Path, tmp_path: Path) -> None:
    survey = compiled_survey(site_dir)
    answers = mixed(survey)
    index, axes = expected(survey, answers)

    engine.goto(f"{site_url}en/cspi/")
    wait_for(engine, READY)
    fill(engine, answers)
    engine.run("location.hash = 'report'")
    assert wait_for(engine, INDEX) == index
    assert dict(engine.run(AXES)) == axes
    assert wait_for(engine, "document.querySelector('[data-slot=radar] svg') !== null")

    wait_for(engine, "localStorage.getItem('cspi-answers:cspi')")
    engine.goto(f"{site_url}ja/cspi/")  # another page: what comes back is what was kept
    wait_for(engine, READY)
    engine.run("location.hash = 'report'")
    assert wait_for(engine, INDEX) == index

    best = extreme(survey, best=True)
    result = {
        "format": "cspi-result/1",
        "survey": {"id": "cspi", "version": survey["version"]},
        "created": "2026-11-22T09:00:00Z",
        "label": "",
        "notes": {},
        "answers": best,
    }
    path = tmp_path / "best.json"
    path.write_text(json.dumps(result), encoding="utf-8")
    engine.run("location.hash = 'open'")
    engine.choose("#open-file", path)
    wait_for(engine, "document.querySelector('#confirm').open")
    engine.run("document.querySelector('#confirm [value=yes]').click()")
    wait_for(engine, f"{INDEX} === {json.dumps(expected(survey, best)[0])}")
    assert dict(engine.run(AXES)) == expected(survey, best)[1]
