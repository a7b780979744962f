"""Projects of an older tool are brought up to date, and those of a newer one are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspi_build.cli.main import main
from cspi_build.cli.scaffold.site import new_site
from cspi_core._version import __version__


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = new_site(tmp_path / "site", ("en",))
    monkeypatch.chdir(folder)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_site_fits_the_tool_that_made_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f'tool: "{__version__}"' in (site / "site.yaml").read_text(encoding="utf-8")
    assert main(["upgrade"]) == 0
    assert capsys.readouterr().out == f"Nothing to change: {__version__}.\n"


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["words"], ["new", "survey", "retro"], ["upgrade"]]
)
def test_a_project_of_a_newer_tool_is_refused_by_that_alone(
    site: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    replace(site / "site.yaml", f'tool: "{__version__}"', 'tool: "9.2"\nsomething_new: 1')
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "made for version 9.2 of the tool" in said and f"expected: {__version__} or earlier" in said
    assert 'tool: "9.2"' in said and "^" in said and "something_new" not in said
    assert not (site / "survey_defs" / "retro").exists()


def test_an_older_project_is_brought_up_to_date_line_by_line(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(site / "site.yaml", f'tool: "{__version__}"', 'tool: "0.0.1"')
    replace(site / "requirements.txt", f"selfgauge=={__version__}", "selfgauge==0.0.1")
    assert main(["upgrade"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("site.yaml:") and lines[0].endswith(
        f'tool: "{__version__}" (was tool: "0.0.1")'
    )
    assert lines[1].startswith("requirements.txt:") and f"selfgauge=={__version__}" in lines[1]
    assert main(["upgrade"]) == 0
    assert "Nothing to change" in capsys.readouterr().out


def test_a_project_from_before_versions_gets_one(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(site / "site.yaml", f'tool: "{__version__}"\n', "")
    before = (site / "site.yaml").read_text(encoding="utf-8")
    assert main(["upgrade"]) == 0
    after = (site / "site.yaml").read_text(encoding="utf-8")
    assert after.replace(f'tool: "{__version__}"\n', "") == before
    (site / "site.yaml").write_text("", encoding="utf-8")
    assert main(["upgrade"]) == 0 and main(["check"]) == 0


def test_what_is_left_is_told_with_its_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(site / "survey_defs" / "meetings" / "survey.yaml", "version:", "vresion:")
    assert main(["upgrade"]) == 1
    said = capsys.readouterr().out
    assert "What is left to change" in said and "survey.yaml:" in said and "did you mean `version`?" in said
