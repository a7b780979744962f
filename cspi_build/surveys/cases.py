"""What a survey was tried on: its cases, what more readers said of them, and an earlier rubric.

survey_defs/<survey>/cases.yaml             organisations with answers and readings
survey_defs/<survey>/readings/<name>.yaml   the readings of one more reader
survey_defs/<survey>/earlier.yaml           an earlier rubric
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from cspi_build.diagnostics import DefinitionErrors, Diagnostic
from cspi_build.schema.cases import Case, CaseFile, EarlierRubric, NoAnswer, ReadingFile
from cspi_build.schema.validation import fit
from cspi_build.surveys.case_checks import check_cases, check_earlier, check_readings
from cspi_build.yaml_source.source import Source, scan_yaml, shown_path
from cspi_core.loading.answers import FIELD
from cspi_core.model.survey import Kind

__all__ = [
    "CASES",
    "EARLIER",
    "NOTHING",
    "READINGS",
    "Calibration",
    "load_calibration",
    "load_cases",
    "plain_case_answers",
    "read_calibration",
]

CASES, READINGS, EARLIER = "cases.yaml", "readings", "earlier.yaml"

File = TypeVar("File", bound=BaseModel)


@dataclass(frozen=True)
class Calibration:
    """The cases with the readings that the rubric was fitted to; the readings that came later, a file each;
    and the rubric before it."""

    cases: tuple[Case, ...] = ()
    readers: tuple[ReadingFile, ...] = ()
    earlier: EarlierRubric | None = None

    @property
    def merged(self) -> tuple[Case, ...]:
        """The cases with all readings, those of `cases.yaml` first."""
        return tuple(
            case.model_copy(update={"readings": (*case.readings, *_later(case.id, self.readers))})
            for case in self.cases
        )


NOTHING = Calibration()


def _later(case: str, readers: tuple[ReadingFile, ...]) -> Iterator[object]:
    for one in readers:
        if case in one.readings:
            own = one.readings[case]
            yield own if own.reader else own.model_copy(update={"reader": one.reader})


def load_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of `cases.yaml` with its readings; none where there is no such file. Raises DefinitionErrors
    with all mistakes."""
    return load_calibration(folder).cases


def load_calibration(folder: Path) -> Calibration:
    """All that calibrates a survey. Raises DefinitionErrors with all mistakes."""
    found, problems = read_calibration(scan_yaml(folder / "survey.yaml"), folder)
    if problems:
        raise DefinitionErrors(problems)
    return found


def read_calibration(survey: Source, folder: Path) -> tuple[Calibration, list[Diagnostic]]:
    """What lies beside a survey, and everything that is wrong in it."""
    problems = list(_strays(folder))
    cases, source = _read(CaseFile, folder / CASES, problems)
    if source is not None:
        problems += check_cases(survey, source) if _checks(survey, source) else ()
    readers = []
    for path in sorted((folder / READINGS).glob("[!.]*.yaml")):
        reader, own = _read(ReadingFile, path, problems)
        readers += [reader] if reader else []
        if own is not None and source is not None and _checks(survey, own, source):
            problems += check_readings(survey, source, own)
    earlier, own = _read(EarlierRubric, folder / EARLIER, problems)
    if own is not None and _checks(survey, own):
        problems += check_earlier(survey, own)
    return Calibration(cases.cases if cases else (), tuple(readers), earlier), problems


def _read(model: type[File], path: Path, problems: list[Diagnostic]) -> tuple[File | None, Source | None]:
    """A file and its source, None where there is none; its mistakes go to `problems`."""
    if not path.is_file():
        return None, None
    source = scan_yaml(path)
    value, misfits = fit(model, source)
    problems += [*source.problems, *misfits]
    return value, source


def _checks(*sources: Source) -> bool:
    """Whether there is anything to check; what else a file may be, the models complain of."""
    return all(source.readable and isinstance(source.value, dict) for source in sources)


def _strays(folder: Path) -> Iterator[Diagnostic]:
    """Readings that nobody would read."""
    files = sorted(path for path in (folder / READINGS).rglob("*") if path.is_file())
    for path in (path for path in files if not path.name.startswith(".")):
        if path.parent.name != READINGS or path.suffix != ".yaml":
            expected = f"{READINGS}/<name>.yaml, in no folder below"
            yield Diagnostic(shown_path(path), 1, 1, "no one reads this file", expected=expected)
        elif not (folder / CASES).is_file():
            message = "these readings have no cases"
            yield Diagnostic(shown_path(path), 1, 1, message, expected=f"{CASES} beside survey.yaml")


def plain_case_answers(case: Case, kinds: Mapping[str, str]) -> dict[str, Any]:
    """A case's answers as in a result file; ``kinds``: how each question is answered."""
    return {
        name: {"state": answer.state}
        if isinstance(answer, NoAnswer)
        else {FIELD[Kind(kinds[name])]: list(answer) if isinstance(answer, tuple) else answer}
        for name, answer in case.answers.items()
    }
