"""The pages of cases: what they show is what the core says, for any survey that has cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from functools import cache
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import unquote

import pytest

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.pages.cases import case_pages, examples_of
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.calibration import agreement, agreement_rows, by_practice, case_answers, median_level
from cspi_build.surveys.cases import Calibration, load_calibration
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey, plan, score, view
from cspi_core.loading.answers import plain_answers
from cspi_core.results.share_link import read_fragment
from golden_surveys import ROOT, compiled
from organisations import FOLDER, survey
from survey_files import copy_of_tiny

WORDS = {one.locale: one for one in load_words(ROOT / "site_src" / "text", languages=("ja", "en"))}
LOCALES = ("ja", "en")

OWN_READING = """\
survey: cspi
reader: {en: Head of CS for 8 years, ja: CS責任者（8年）}
readings:
  duo_japan:
    level: l1
    range: [l1, l2]
    weakest: [team]
    first: [q21.some, q24.kickoff]
    say: Sort the customers first.
  solo_reactive:
    level: l1
    range: [l1]
    weakest: [playbook]
    first: [q31.regular]
    reader: CSM at a start-up
    say: Call them.
"""

TINY_CASES = """\
survey: tiny
cases:
  - id: corner_shop
    story: A shop at the corner.
    answers: {intake: form, wait: 2}
    readings:
      - {level: LEVEL, range: [LEVEL], weakest: [AXIS], first: [intake.form], say: Keep going.}
"""


@cache
def calibration() -> Calibration:
    return load_calibration(FOLDER)


@cache
def shown(locale: str) -> Mapping[str, Any]:
    """What the page of the CSPI survey shows."""
    rows = {"cspi": agreement_rows(compiled("cspi"), calibration())}
    pages = list(case_pages([compiled("cspi")], {"cspi": calibration()}, rows, WORDS[locale]))
    assert [page.path for page in pages] == ["cspi/cases.md"]
    return pages[0].context


def with_reading(tmp_path: Path, text: str = OWN_READING) -> Path:
    """The CSPI survey with one more file of readings."""
    folder = tmp_path / "cspi"
    copytree(FOLDER, folder)
    (folder / "readings").mkdir(exist_ok=True)
    (folder / "readings" / "mine.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("locale", LOCALES)
def test_examples_are_told_what_the_core_says(locale: str) -> None:
    marked = {case.id.replace("_", "-"): case for case in calibration().cases if case.example}
    assert {one["id"] for one in shown(locale)["examples"]} == set(marked) and 4 <= len(marked) <= 6
    for one in shown(locale)["examples"]:
        answers = case_answers(survey(), marked[one["id"]])
        report = score(survey(), plain_answers(survey(), answers))
        assert one["headline"] == view(report, locale)["headline"]
        steps = [[step["title"] for step in phase["steps"]] for phase in one["phases"]]
        assert steps == [[s["title"] for s in phase["steps"]] for phase in plan(report, locale)["waves"][:2]]


@pytest.mark.parametrize("locale", LOCALES)
def test_examples_show_every_reading_and_what_it_names(locale: str) -> None:
    for one in shown(locale)["examples"]:
        case = next(case for case in calibration().cases if case.id.replace("_", "-") == one["id"])
        assert len(one["readings"]) == len(case.readings) == 3
        agreed = sum(step["times"] >= 2 for phase in one["phases"] for step in phase["steps"])
        found = agreement(survey(), [case], by_practice)
        assert (agreed, len(one["missed"])) == (
            found.agreed_in_two_phases,
            found.agreed - found.agreed_in_two_phases,
        )


def test_links_to_full_reports_carry_the_answers() -> None:
    for one in shown("en")["examples"]:
        case = next(case for case in calibration().cases if case.id.replace("_", "-") == one["id"])
        assert read_fragment(survey(), one["fragment"]).answers == case_answers(survey(), case)


def test_the_table_holds_before_and_after() -> None:
    rows = shown("en")["rows"]
    assert [(row.order, row.version, row.readers) for row in rows] == [
        ("gain", "1.0", 0),
        ("gain", "2.0", 0),
        ("practice", "2.0", 0),
    ]
    assert rows[-1].found == agreement(survey(), calibration().cases, by_practice)
    assert rows[0].found.agreed_in_two_phases < rows[-1].found.agreed_in_two_phases


def test_the_command_prints_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import practice  # type: ignore[import-not-found,unused-ignore]

    practice.main("cspi", False, 20)
    agreement, behaviour = capsys.readouterr().out.split("\n\n")
    printed = [re.findall(r"\| (\d+)(?= \|)", line) for line in agreement.splitlines()[2:]]
    assert [[int(cell) for cell in line] for line in printed] == [
        list(astuple(row.found)) for row in shown("en")["rows"]
    ]
    before, after = (re.findall(r"(\d+)%", line) for line in behaviour.splitlines()[2:])
    assert len(before) == len(after) == 4 and after[2] == "0"


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_say_what_cases_are(site_dir: Path, locale: str) -> None:
    texts: Any = WORDS[locale].t["cases"]
    page = unescape((site_dir / locale / "cspi" / "cases" / "index.html").read_text(encoding="utf-8"))
    method = unescape((site_dir / locale / "cspi" / "method" / "index.html").read_text(encoding="utf-8"))
    assert texts["note"]["title"] in page and texts["note"]["text"] in page
    assert 'cspi/cases/"' in method and 'cspi/cases/#add"' in method
    found = shown(locale)["rows"][-1].found
    share = texts["agreement"]["share"].format(part=found.agreed_in_two_phases, whole=found.agreed)
    assert share in page and share in method
    for decision in compiled("cspi")["decisions"]:
        assert compiled("cspi")["text"][locale]["decisions"][decision]["text"] in method
    assert not (site_dir / locale / "cs-state" / "cases").exists()
    links = re.findall(r'href="[^"]*cspi/#(1~[^"]+)"', page)
    assert len(links) == len(shown(locale)["examples"])
    assert all(read_fragment(survey(), unquote(link)).answers for link in links)


def test_one_file_adds_readings(tmp_path: Path) -> None:
    found = load_definition(with_reading(tmp_path)).calibration
    assert found.cases == calibration().cases
    duo, solo = (
        next(case for case in found.merged if case.id == name) for name in ("duo_japan", "solo_reactive")
    )
    assert [len(duo.readings), len(solo.readings)] == [4, 4]
    rows = {"cspi": agreement_rows(compiled("cspi"), found)}
    before, after = rows["cspi"][-2:]
    assert (before.readers, after.readers) == (0, 1)
    assert after.found.agreed == before.found.agreed + 1  # the second reader who names the kick-off
    for locale, reader in (("en", "Head of CS for 8 years"), ("ja", "CS責任者（8年）")):
        [page] = case_pages([compiled("cspi")], {"cspi": found}, rows, WORDS[locale])
        readers = {one["id"]: one["readings"][-1]["reader"] for one in page.context["examples"]}
        assert (readers["duo-japan"], readers["solo-reactive"]) == (reader, "CSM at a start-up")


def test_the_file_that_the_page_shows_is_one(tmp_path: Path) -> None:
    text = unescape(str(shown("en")["added"]))
    found = load_calibration(with_reading(tmp_path, text + "\n"))
    assert len(found.readers) == 1 and found.readers[0].readings


TINY_READING = """\
survey: tiny
reader: {en: A mechanic, ja: 整備士}
readings:
  corner_shop:
    level: LEVEL
    range: [LEVEL]
    weakest: [AXIS]
    first: [intake.form]
    say: Well done.
"""

TINY_EARLIER = """\
survey: tiny
version: "1.0"
levels:
  - {id: LEVEL, from: 0}
questions:
  intake: {weight: 2}
options:
  intake.form: {value: 1, effort: small}
"""

READING_MISTAKES = (
    ("corner_shop:", "corner_shoe:", "there is no case `corner_shoe`"),
    ("level: LEVEL", "level: l9", "there is no level `l9`"),
    ("[AXIS]", "[teem]", "there is no axis `teem`"),
    ("intake.form", "intake.from", "there is no option `intake.from`"),
    ("survey: tiny", "survey: small", "this file is about another survey"),
    ("    level: LEVEL", "    levle: LEVEL", "unknown key `levle`"),
    ("ja: 整備士", "fr: Mécanicien", "the survey has no language `fr`"),
)
EARLIER_MISTAKES = (
    ('version: "1.0"', 'version: "2.0"', "this is the version of survey.yaml"),
    ("  intake: {weight", "  intaek: {weight", "there is no question `intaek`"),
    ("  intake.form:", "  intake.from:", "there is no option `intake.from`"),
    ("{id: LEVEL,", "{id: l9,", "there is no level `l9`"),
    ("effort: small", "efort: small", "unknown key `efort`"),
)


def of_tiny(text: str) -> str:
    """A text with ids of the tiny survey."""
    known = compiled("tiny")
    return text.replace("LEVEL", known["levels"][0]["id"]).replace("AXIS", known["axes"][0]["id"])


def tiny_with(tmp_path: Path, **files: str) -> Path:
    """The tiny survey with a case, and further files by their names without `.yaml`."""
    folder = copy_of_tiny(tmp_path)
    (folder / "readings").mkdir()
    for name, text in {"cases": TINY_CASES, **files}.items():
        (folder / f"{name}.yaml").write_text(of_tiny(text), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text", "find", "put", "says"),
    [("readings/mine", TINY_READING, *mistake) for mistake in READING_MISTAKES]
    + [("earlier", TINY_EARLIER, *mistake) for mistake in EARLIER_MISTAKES],
)
def test_a_mistake_is_told_where_it_is(
    tmp_path: Path, name: str, text: str, find: str, put: str, says: str
) -> None:
    assert load_calibration(tiny_with(tmp_path / "right", **{name: text})) != Calibration()
    folder = tiny_with(tmp_path / "wrong", **{name: text.replace(find, put, 1)})
    with pytest.raises(DefinitionErrors) as caught:
        load_definition(folder)
    line = text[: text.index(find)].count("\n") + 1
    said = [(Path(one.file).stem, one.line, one.message) for one in caught.value.diagnostics]
    assert any(
        stem == Path(name).name and at in (line, line + 1) and says in message for stem, at, message in said
    ), said


def test_readings_that_nobody_would_read_are_told(tmp_path: Path) -> None:
    folder = tiny_with(tmp_path / "suffix", **{"readings/mine": TINY_READING})
    (folder / "readings" / "mine.yaml").rename(folder / "readings" / "mine.yml")
    with pytest.raises(DefinitionErrors, match="no one reads this file"):
        load_definition(folder)
    folder = tiny_with(tmp_path / "alone", **{"readings/mine": TINY_READING})
    (folder / "cases.yaml").unlink()
    with pytest.raises(DefinitionErrors, match="these readings have no cases"):
        load_definition(folder)


def test_what_is_shown_is_there_in_every_language(tmp_path: Path) -> None:
    folder = tmp_path / "cspi"
    copytree(FOLDER, folder)
    path = folder / "cases.yaml"
    text = path.read_text(encoding="utf-8")
    plain = text.index("    story: >-")
    start = text.rindex("  - id:", 0, plain)
    path.write_text(text[:start] + text[start:].replace("\n", "\n    example: true\n", 1), encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_definition(folder)
    said = [one.message for one in caught.value.diagnostics]
    assert "an example without a `title`" in said
    assert said.count("an example needs `say` in every language") == 3


def test_without_marks_the_first_case_of_each_level_is_shown() -> None:
    plain = [case.model_copy(update={"example": False}) for case in calibration().cases]
    found = examples_of(survey(), plain)
    levels = [median_level(survey(), case) for case in plain]
    assert [case.id for case in found] == [plain[levels.index(one)].id for one in sorted(set(levels))]


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[tuple[dict[str, Any], Calibration]]:
    """A small survey of another subject, which knows no practice, with one case."""
    folder = tiny_with(tmp_path)
    definition = load_definition(folder)
    yield compile_survey(definition), definition.calibration


def test_any_survey_may_have_cases(tiny: tuple[dict[str, Any], Calibration]) -> None:
    one, known = tiny
    rows = agreement_rows(one, known)
    assert [(row.order, row.found.cases) for row in rows] == [("gain", 1)]
    [page] = case_pages([one], {"tiny": known}, {"tiny": rows}, WORDS["en"])
    [example] = page.context["examples"]
    assert example["headline"]["score"] is not None and example["story"] == "A shop at the corner."
    assert load_survey(one).practice.options == ()


def test_a_survey_without_cases_has_no_page() -> None:
    assert list(case_pages([compiled("tiny")], {"tiny": Calibration()}, {}, WORDS["en"])) == []
    assert list(case_pages([compiled("tiny")], {}, {}, WORDS["en"])) == []
