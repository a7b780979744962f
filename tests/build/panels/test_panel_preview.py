"""Made-up panels: in a preview, in its own folder, and never in a site that is published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import cspi_build.cli.main as door
from cspi_build.editions.comparison import compared_metrics
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.differences import pairs_of
from cspi_build.editions.panel_checks import check_panels
from cspi_build.node import find_node
from cspi_build.panels.illustrative import illustrative_panel
from cspi_build.panels.preview import preview_panels
from cspi_build.panels.yaml_writer import yaml_text
from cspi_build.parts.sources import FromSources
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.validation import fit
from cspi_build.settings.site import DEFAULTS
from cspi_build.stages import Stages
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_build.workspace.project import Project
from cspi_build.workspace.stage_cache import StageCache
from cspi_build.workspace.work_folder import work_folder
from cspi_build.yaml_source.source import parse_yaml
from survey_files import survey_in

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "tests" / "surveys"


def tiny_panel(**more: Any) -> dict[str, Any]:
    survey = survey_in(TINY / "tiny")
    return {**illustrative_panel(survey, 120), **more}


def said(folder: Path, panel: Mapping[str, Any]) -> list[str]:
    (folder / f"{panel['id']}.yaml").write_text(yaml_text(panel, "A test."), encoding="utf-8")
    return [problem.render() for problem in check_panels(folder, TINY)]


def test_a_normal_build_has_nothing_made_up_and_a_preview_has() -> None:
    normal = check(ROOT, Progress(quiet=True))
    assert normal.editions and not any(one["illustrative"] for one in normal.editions)
    preview = check(ROOT, Progress(quiet=True), illustrative=True)
    made_up = [one["id"] for one in preview.editions if one["illustrative"]]
    assert made_up == ["illustrative-cspi-2026"]


def test_a_preview_is_built_into_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[Path, bool]] = []

    def build(
        places: object, out: Path, progress: object, *, illustrative: bool, generator: None = None
    ) -> tuple[str, ...]:
        built.append((out, illustrative))
        return ()

    monkeypatch.setattr(door, "build_site", build)
    monkeypatch.setattr(door, "serve", lambda *_: None)
    for arguments in (["build"], ["serve", "--once"], ["serve", "--once", "--illustrative"]):
        assert door.main(arguments) == 0
    preview = work_folder(ROOT) / "preview"
    assert built == [(ROOT / "dist", False), (ROOT / "dist", False), (preview, True)]
    assert door.main(["build", "--illustrative"]) == 2


def test_a_preview_and_a_site_share_nothing_that_was_kept(tmp_path: Path) -> None:
    parts = FromSources(ROOT, tmp_path, find_node(ROOT, tmp_path))
    cache = StageCache(tmp_path / "kept")
    normal, preview = (
        Stages(ROOT, tmp_path, parts, cache, Project(ROOT), made_up) for made_up in (False, True)
    )
    for number, stages in enumerate((normal, preview, normal)):
        into = tmp_path / f"data-{number}"
        kept = stages.data(lambda into: (into.mkdir(), (into / "one").write_text("1")), DEFAULTS, into)  # type: ignore[func-returns-value, misc]
        assert kept == (number == 2)


def test_a_survey_that_scores_nothing_has_no_panel() -> None:
    survey = compile_survey(load_definition(ROOT / "survey_defs" / "cs-state"))
    assert preview_panels([survey]) == ()


def test_an_illustrative_snapshot_is_refused(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, tiny_panel())
    assert "illustrative figures are never published" in problem
    assert "serve --illustrative" in problem and "illustrative-tiny-2026.yaml:" in problem


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        ({"survey": "tinny"}, "did you mean `tiny`?"),
        ({"survey": "nothing-like-it"}, "there is no survey `nothing-like-it`"),
    ],
)
def test_a_panel_names_a_survey_that_there_is(tmp_path: Path, panel: dict[str, Any], message: str) -> None:
    whole = tiny_panel(illustrative=False, panel={"version": "2.0", "minimum": 10, **panel})
    assert any(message in problem for problem in said(tmp_path, whole))


def test_a_panel_has_only_axes_of_its_survey(tmp_path: Path) -> None:
    whole = tiny_panel(illustrative=False)
    for metric in whole["metrics"]:
        metric["id"] = metric["id"].replace("tiny_axis_care", "tiny_axis_car")
    (problem,) = said(tmp_path, whole)
    assert "the survey `tiny` has no axis `car`" in problem and "tiny_axis_care" in problem
    older = {**whole, "panel": {"survey": "tiny", "version": "1.0", "minimum": 10}}
    assert said(tmp_path, older) == []


@pytest.mark.parametrize(("version", "pairs"), [("2.0", 1), ("3.0", 0)])
def test_panels_are_followed_from_year_to_year_for_everyone_and_within_a_version(
    version: str, pairs: int
) -> None:
    def edition(year: int, of: str) -> dict[str, Any]:
        panel = tiny_panel(illustrative=True, panel={"survey": "tiny", "version": of, "minimum": 10})
        panel |= {"id": f"acme-{year}", "edition": {**panel["edition"], "series": "acme", "year": year}}
        source = parse_yaml(yaml_text(panel, "A test.").encode(), f"acme-{year}.yaml")
        spec, problems = fit(EditionSpec, source)
        assert spec is not None, problems
        return compile_edition(spec)

    metrics = compared_metrics((edition(2025, "2.0"), edition(2026, version)))
    metric = next(one for one in metrics if one.id == "tiny_intake")
    assert len(pairs_of(metric)) == pairs
