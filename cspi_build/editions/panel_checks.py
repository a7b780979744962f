"""Checks of panels against the surveys that they are of, and of what may not be published at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cspi_build.diagnostics import Diagnostic, did_you_mean, one_of
from cspi_build.editions.load import edition_files
from cspi_build.installation import COMMAND
from cspi_build.yaml_source.source import Source, scan_yaml

__all__ = ["check_panels"]


def check_panels(folder: Path, surveys: Path) -> list[Diagnostic]:
    """Everything that is wrong with the panels in a folder of editions. `surveys`: that of the surveys."""
    known = {path.parent.name: scan_yaml(path) for path in sorted(surveys.glob("*/survey.yaml"))}
    sources = [source for path in edition_files(folder) if (source := scan_yaml(path)).readable]
    return [problem for source in sources for problem in _problems(source, known)]


def _problems(source: Source, surveys: Mapping[str, Source]) -> Iterator[Diagnostic]:
    made_up = source.root.at("illustrative")
    if made_up.value is True:
        message = "illustrative figures are never published"
        expected = f"real figures; `{COMMAND} serve --illustrative` shows made-up ones in a preview"
        yield made_up.problem(message, on_key=True, expected=expected)
    survey = source.root.at("panel", "survey")
    id_ = survey.text()
    if id_ is None:
        return
    if id_ not in surveys:
        message, hint = f"there is no survey `{id_}`", did_you_mean(id_, list(surveys))
        yield survey.problem(message, expected=one_of(list(surveys)), hint=hint)
    elif not surveys[id_].root.at("axes").items():
        yield survey.problem(f"the survey `{id_}` scores nothing", expected=_scored(surveys))
    else:
        yield from _metrics(source, surveys[id_], id_)


def _scored(surveys: Mapping[str, Source]) -> str:
    return one_of([id_ for id_, source in surveys.items() if source.root.at("axes").items()])


def _metrics(source: Source, survey: Source, id_: str) -> Iterator[Diagnostic]:
    """A panel of the version in use has nothing of axes that the survey does not have."""
    if source.root.at("panel", "version").text() != survey.root.at("version").text():
        return
    start = f"{id_.replace('-', '_')}_axis_"
    axes: Sequence[str] = [axis.at("id").text() or "" for axis in survey.root.at("axes").items()]
    for metric in source.root.at("metrics").items():
        name = metric.at("id").text() or ""
        if name.startswith(start) and name.removeprefix(start) not in axes:
            expected = one_of([start + axis for axis in axes])
            message = f"the survey `{id_}` has no axis `{name.removeprefix(start)}`"
            yield metric.at("id").problem(message, expected=expected)
