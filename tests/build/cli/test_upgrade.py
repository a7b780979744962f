"""Projects of an older tool are brought up to date, and those of a newer one are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cspi_build.cli.main import main
from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.versions_in_files import raised_requirements, raised_settings, stale_requirements
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
    replace(site / "requirements.txt", f"selfgauge-{__version__}-", "selfgauge-0.0.1-")
    assert main(["upgrade"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("site.yaml:") and lines[0].endswith(
        f'tool: "{__version__}" (was tool: "0.0.1")'
    )
    assert lines[1].startswith("requirements.txt:") and f"selfgauge-{__version__}-" in lines[1]
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


def test_a_new_site_installs_no_package_by_its_name_alone(site: Path) -> None:
    """Whoever registers a name that is free on an index would be run by every site's workflow."""
    lines = (site / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]
    assert asked == [f"./selfgauge-{__version__}-py3-none-any.whl"]
    workflow = (site / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    assert re.findall(r"pip install (.*)", workflow) == ["-r requirements.txt"]


V = __version__


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("selfgauge==0.0.1\n", f"selfgauge=={V}\n"),
        ("# ours\r\nselfgauge==0.0.1\r\nx==1\r\n", f"# ours\r\nselfgauge=={V}\r\nx==1\r\n"),
        ("selfgauge[slides]==0.0.1", f"selfgauge[slides]=={V}"),
        ("Selfgauge [slides, charts] == 0.0.1 # why", f"Selfgauge [slides, charts] == {V} # why"),
        ("selfgauge==0.0.1;python_version>='3.11'", f"selfgauge=={V};python_version>='3.11'"),
        ("selfgauge==0.0.1 ; python_version>='3.11'\n", f"selfgauge=={V} ; python_version>='3.11'\n"),
        ("./selfgauge-0.0.1-py3-none-any.whl\n", f"./selfgauge-{V}-py3-none-any.whl\n"),
        (
            "selfgauge @ file:x/selfgauge-0.0.1-py3-none-any.whl",
            f"selfgauge @ file:x/selfgauge-{V}-py3-none-any.whl",
        ),
        ("selfgauge-extra==0.0.1\nselfgauges==0.0.1\n# selfgauge==0.0.1\nmyselfgauge==0.0.1\n", None),
        ("selfgauge>=0.0.1\nselfgauge\n", None),
    ],
)
def test_requirements_are_raised_and_nothing_else_in_them(before: str, after: str | None) -> None:
    assert raised_requirements(before) == (before if after is None else after)
    assert list(stale_requirements(raised_requirements(before))) == []


@pytest.mark.parametrize(
    "text",
    [
        "x==1\nselfgauge==0.0.1 --hash=sha256:00\n",
        "x==1\nselfgauge==0.0.1 \\\n    --hash=sha256:00\n",
        "x==1\n./selfgauge-0.0.1-py3-none-any.whl --hash=sha256:00\n",
        "x==1\nselfgauge==0.0.*\n",
        "x==1\nselfgauge[slides]~=0.0.1\n",
        "x==1\nselfgauge==0.0.1,<1\n",
    ],
)
def test_a_requirement_that_only_a_person_can_raise_is_left_and_named(
    site: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (site / "requirements.txt").write_text(text, encoding="utf-8")
    assert main(["upgrade"]) == 1
    said = capsys.readouterr().out
    assert "What is left to change" in said and "requirements.txt:2: `" in said and __version__ in said
    assert (site / "requirements.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_the_encoding_and_the_ends_of_lines_stay(
    site: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    mark = "\ufeff" if encoding != "utf-8-sig" else ""
    old = f"{mark}# é\r\nselfgauge==0.0.1\r\nselfgauge[charts]==0.0.1\r\n"
    (site / "requirements.txt").write_bytes(old.encode(encoding))
    assert main(["upgrade"]) == 0
    assert (site / "requirements.txt").read_bytes() == old.replace("0.0.1", __version__).encode(encoding)
    said = capsys.readouterr().out
    assert f"requirements.txt:2: selfgauge=={__version__} (was selfgauge==0.0.1)" in said
    assert "requirements.txt:3: " in said


def test_requirements_in_an_unknown_encoding_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "requirements.txt").write_bytes(b"# caf\xe9\nselfgauge==0.0.1\n")
    assert main(["upgrade"]) == 1
    assert "requirements.txt: this file is neither UTF-8 nor UTF-16" in capsys.readouterr().out


LINE = f'tool: "{__version__}"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nname: x\n", f"---\n{LINE}\nname: x\n"),
        ("# a\n\n--- # b\n# c\nname: x\n", f"# a\n\n--- # b\n# c\n{LINE}\nname: x\n"),
        ("%YAML 1.2\n---\nname: x\n", f"%YAML 1.2\n---\n{LINE}\nname: x\n"),
        ("name: x\r\n", f"{LINE}\r\nname: x\r\n"),
        ("# nothing yet", f"# nothing yet\n{LINE}\n"),
        ("", f"{LINE}\n"),
        ("name: x\ntool: 0.0.1 # raised by hand\n", f"name: x\n{LINE} # raised by hand\n"),
        ("tool: '0.0.1'   # why\r\nname: x\r\n", f"{LINE}   # why\r\nname: x\r\n"),
        ("tool: 0.0.1", LINE),
        ("{name: x}\n", None),
        ("--- {name: x}\n", None),
        ('"tool": "0.0.1"\n', None),
        ("tool:\n  0.0.1\n", None),
        ("  name: x\n", None),
    ],
)
def test_settings_get_the_version_and_nothing_else(before: str, after: str | None) -> None:
    assert raised_settings(before) == (before if after is None else after)


def test_settings_that_only_a_person_can_change_are_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "site.yaml").write_text("{languages: [en]}\n", encoding="utf-8")
    assert main(["upgrade"]) == 1
    assert f'site.yaml: expected `tool: "{__version__}"`' in capsys.readouterr().out


def test_what_is_left_is_told_with_its_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(site / "survey_defs" / "meetings" / "survey.yaml", "version:", "vresion:")
    assert main(["upgrade"]) == 1
    said = capsys.readouterr().out
    assert "What is left to change" in said and "survey.yaml:" in said and "did you mean `version`?" in said
