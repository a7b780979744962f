"""The pages for maintainers: every key described in every language, every command one that there is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cspi_build.cli.main import TOOLS, make_parser
from cspi_build.pages.maintainers.pages import maintain_pages
from cspi_build.pages.maintainers.schema_tables import GROUPS, all_keys, key_tables
from cspi_build.pages.maintainers.site_guide import GUIDE_PAGES
from cspi_build.schema.schema_files import SCHEMAS
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.starter import STARTER

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
LOCALES = ("ja", "en")
WORDS = {one.locale: one for one in load_words(ROOT / "site_src" / "text", languages=("ja", "en"))}


def said(locale: str) -> Any:
    return WORDS[locale].t["maintain"]


def commands(value: Any) -> list[str]:
    """Every line of the pages that calls build.py."""
    if isinstance(value, dict):
        return [one for part in value.values() for one in commands(part)]
    if isinstance(value, list):
        return [one for part in value for one in commands(part)]
    return [value] if isinstance(value, str) and value.startswith("python3 build.py ") else []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", GROUPS)
def test_every_key_is_described(name: str, locale: str) -> None:
    tables = key_tables(name, locale, said(locale)["survey"]["kinds"])
    rows = [(table["id"], row["key"]) for table in tables for row in table["rows"]]
    assert rows == [(group.lower(), key) for group, key in all_keys(name)]
    assert all(row["meaning"] and row["kind"] for table in tables for row in table["rows"])


@pytest.mark.parametrize("name", GROUPS)
def test_every_part_of_the_schema_is_on_the_page(name: str) -> None:
    parts = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))["$defs"]
    kinds = {part for part in parts if part.endswith("Question")}
    assert parts.keys() - kinds <= set(GROUPS[name])


def test_both_languages_show_the_same_commands() -> None:
    assert commands(said("ja")) == commands(said("en")) != []


@pytest.mark.parametrize("command", sorted(set(commands(said("en")))))
def test_every_command_is_one_that_there_is(command: str) -> None:
    arguments = command.partition(" && ")[0].removeprefix("python3 build.py ").split()
    assert make_parser().parse_args(arguments).command in {*TOOLS, "build", "check", "serve"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pages_show_what_is_in_the_repository(root: Path, locale: str) -> None:
    pages = {page.path: page.context for page in maintain_pages(root / "site_src", WORDS[locale])}
    assert set(pages) == {
        f"maintain/{name}.md"
        for name in (
            "index",
            "publish-a-year",
            "make-a-panel",
            "write-a-survey",
            "host-it",
            "use-from-python",
            *GUIDE_PAGES,
        )
    }
    shown = str(pages["maintain/write-a-survey.md"]["starters"]["survey.yaml"].unescape())
    assert shown == (STARTER / "survey.yaml").read_text(encoding="utf-8").rstrip()
    assert set(pages["maintain/host-it.md"]["files"]) >= {"nginx.conf", "_headers", "site.yaml"}


def test_the_commands_of_write_a_survey_work(root: Path, tmp_path: Path) -> None:
    for name in ("cspi_build", "cspi_core", "survey_defs", "benchmark_snapshots", "site_src/text"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shown = [one for one in commands(said("en")["survey"]) if not one.endswith(" serve")]
    assert len(shown) == 5
    for command in shown:
        arguments = [sys.executable, "-m", "cspi_build", *command.removeprefix("python3 build.py ").split()]
        done = subprocess.run(
            arguments,
            cwd=tmp_path,
            env={"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert (tmp_path / "meeting-check.xlsx").is_file() and (
        tmp_path / "meeting-check.surveyjs.json"
    ).is_file()
