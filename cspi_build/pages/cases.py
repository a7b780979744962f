"""The page of cases of a survey: what made-up organisations would be told, why, and what readers said.

All of it comes from the same program that scores a respondent, while the site is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspi_build.pages.benchmarks.pages import ExplorerPage
from cspi_build.pages.maintainers.code_text import code
from cspi_build.schema.cases import Case, Reading, Spoken
from cspi_build.settings.fallback import Words
from cspi_build.surveys.calibration import AGREED, Row, median_level
from cspi_build.surveys.cases import Calibration, plain_case_answers
from cspi_core import load_survey, plan, score, view
from cspi_core.model.survey import Survey as LoadedSurvey
from cspi_core.results.share_link import write_fragment

__all__ = ["case_pages", "examples_of", "has_cases"]

Survey = Mapping[str, Any]

PHASES = 2
"""So many phases of the roadmap are shown; the full report has the rest."""


def has_cases(survey: Survey, calibrations: Mapping[str, Calibration]) -> bool:
    """Whether a survey has a page of cases."""
    return bool(survey["id"] in calibrations and calibrations[survey["id"]].cases)


def case_pages(
    surveys: Sequence[Survey],
    calibrations: Mapping[str, Calibration],
    agreements: Mapping[str, Sequence[Row]],
    words: Words,
) -> Iterator[ExplorerPage]:
    """The pages of one language: one for each survey with cases, none where the site has no words for it."""
    for survey in surveys if "cases" in words.t else ():
        if has_cases(survey, calibrations) and words.locale in survey["text"]:
            context = _context(survey, calibrations[survey["id"]], words.locale)
            context |= {"rows": agreements[survey["id"]]}
            yield ExplorerPage("pages/cases/index.md.j2", f"{survey['id']}/cases.md", context)


def _context(survey: Survey, calibration: Calibration, locale: str) -> dict[str, Any]:
    loaded = load_survey(survey)
    examples = examples_of(loaded, calibration.merged)
    return {
        "added": code(added_readings(survey, calibration)),
        "survey": survey,
        "text": survey["text"][locale],
        "examples": [_example(survey, loaded, case, locale) for case in examples],
        "count": len(calibration.cases),
        "readings": sum(len(case.readings) for case in calibration.cases),
    }


def added_readings(survey: Survey, calibration: Calibration) -> str:
    """A file of readings to start from: that of the first reader of the first case."""
    case, level = calibration.cases[0], calibration.cases[0].readings[0]
    lists = {"range": level.range, "weakest": level.weakest, "first": level.first, "reject": level.reject}
    return "\n".join(
        (
            "# yaml-language-server: $schema=../../../cspi_build/schemas/readings.schema.json",
            f"# survey_defs/{survey['id']}/readings/<name>.yaml",
            f"survey: {survey['id']}",
            "reader: Head of CS, 8 years in B2B SaaS",
            "readings:",
            f"  {case.id}:",
            f"    level: {level.level}",
            *(f"    {key}: [{', '.join(names)}]" for key, names in lists.items() if names),
            "    say: What to do first, as you would say it.",
        )
    )


def examples_of(survey: LoadedSurvey, cases: Sequence[Case]) -> list[Case]:
    """The cases that are shown, by level: those marked as examples, else the first of each level."""
    first = {median_level(survey, case): case for case in reversed(cases)}
    shown = [case for case in cases if case.example] or list(first.values())
    order = [level.id for level in survey.levels]
    return sorted(shown, key=lambda case: order.index(median_level(survey, case)))


def _example(compiled: Survey, survey: LoadedSurvey, case: Case, locale: str) -> Mapping[str, Any]:
    kinds = {question.id: question.kind for question in survey.questions}
    report = score(survey, plain_case_answers(case, kinds))
    shown, advice = view(report, locale), plan(report, locale)
    named = Counter(name for reading in case.readings for name in reading.first)
    phases = [_phase(phase, named) for phase in advice["waves"][:PHASES]]
    advised = {step["name"] for phase in phases for step in phase["steps"]}
    missed = [name for name, times in named.items() if times >= AGREED and name not in advised]
    return {
        "id": case.id.replace("_", "-"),
        "title": said(case.title, locale) or case.id.replace("_", " "),
        "story": said(case.story, locale),
        "answers": _answers(compiled, shown),
        "headline": shown["headline"],
        "axes": [{"name": axis["name"], "score": axis["score"]} for axis in shown["axes"]],
        "phases": phases,
        "missed": [{"step": _option(survey, name, locale), "times": named[name]} for name in missed],
        "readings": [_reading(survey, reading, locale) for reading in case.readings],
        "fragment": write_fragment(survey, report.answers),
    }


def said(text: Spoken | None, locale: str) -> str:
    """A text in this language; in the first that there is where it is not in this one."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(locale) or next(iter(text.values()))


def _phase(phase: Mapping[str, Any], named: Counter[str]) -> Mapping[str, Any]:
    steps = [{**step, "name": f"{step['question']}.{step['option']}"} for step in phase["steps"]]
    return {
        "title": phase["title"],
        "steps": [{**step, "times": named[step["name"]]} for step in steps],
    }


def _answers(survey: Survey, shown: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The main answers: the profile on which the advice rests, and what is answered on the weakest axes."""
    roles = {question["id"]: question["profile"] for question in survey["questions"]}
    profile = [row for row in shown["profile"] if roles[row["id"]] in survey["advice_profile"]]
    weakest = {axis["id"] for axis in shown["weakest"]}
    items = [item for axis in shown["axes"] if axis["id"] in weakest for item in axis["items"]]
    return [
        {"number": row["number"], "prompt": row["prompt"], "answer": row["answer"] or [row.get("state_text")]}
        for row in (*profile, *items)
    ]


def _reading(survey: LoadedSurvey, reading: Reading, locale: str) -> Mapping[str, Any]:
    order = [level.id for level in survey.levels]
    text = survey.text[locale]
    return {
        "reader": said(reading.reader, locale),
        "say": said(reading.say, locale),
        "level": order.index(reading.level) + 1,
        "name": text["levels"][reading.level]["name"],
        "weakest": [text["axes"][name]["name"] for name in reading.weakest],
        "first": [_option(survey, name, locale) for name in reading.first],
        "reject": [_option(survey, name, locale) for name in reading.reject],
    }


def _option(survey: LoadedSurvey, name: str, locale: str) -> Mapping[str, Any]:
    question, _, option = name.partition(".")
    label = survey.text[locale]["questions"][question]["options"][option]["label"]
    return {"number": survey.question_by_id[question].number, "label": label}
