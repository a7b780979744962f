"""The guide for Python: its code runs, prints what stands there, and is the same in every language."""

from __future__ import annotations

import doctest
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import cspi_core
from cspi_build.editions.compile import compile_edition
from cspi_build.editions.load import load_editions
from cspi_build.pages.maintainers.python_guide import guide_parts
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import to_json_text
from golden_surveys import ROOT, compiled
from vectors import FOLDER, read_vector

pytestmark = pytest.mark.slow  # starts a process for each test

LOCALES = ("ja", "en")
RESULTS = {"spring": ("team", "2026-04-01T09:00:00Z"), "autumn": ("company", "2026-11-22T09:00:00Z")}


def prepare(folder: Path) -> None:
    """The files that the guide works with: a survey, published figures, and two results."""
    survey = compiled("cspi")
    (folder / "cspi.json").write_text(to_json_text(survey), encoding="utf-8")
    for one in load_editions(ROOT / "benchmark_snapshots"):
        if one.id == "hicustomer-2021":
            (folder / f"{one.id}.json").write_text(to_json_text(compile_edition(one)), encoding="utf-8")
    for name, (vector, created) in RESULTS.items():
        answers, _ = read_vector(FOLDER / "cspi" / f"{vector}.txt", survey)
        about = {"id": "cspi", "version": survey["version"]}
        result = {"format": "cspi-result/1", "survey": about, "label": "", "created": created}
        (folder / f"{name}.json").write_text(json.dumps(result | {"answers": answers}), encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_code_prints_what_stands_below_it(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = "\n\n".join(part for part in guide_parts(ROOT / "site_src", locale).values() if ">>>" in part)
    test = doctest.DocTestParser().get_doctest(text, {}, f"python.{locale}", None, None)
    assert len(test.examples) > 20
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_commands_print_what_stands_below_them(locale: str, tmp_path: Path) -> None:
    prepare(tmp_path)
    blocks = guide_parts(ROOT / "site_src", locale)["commands"].split("$ ")[1:]
    assert len(blocks) >= 2
    for block in blocks:
        command, _, expected = block.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "python"
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8-sig",  # only what is redirected begins with a byte order mark
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.split() == expected.split()


def test_every_language_has_the_same_code_and_words_for_each_part() -> None:
    code = {locale: guide_parts(ROOT / "site_src", locale) for locale in LOCALES}
    lines = [
        [
            line.replace(locale, "xx")
            for part in code[locale].values()
            for line in part.splitlines()
            if line.startswith((">>>", "...", "$"))
        ]
        for locale in LOCALES
    ]
    assert [line.replace("ja", "xx").replace("en", "xx") for line in lines[0]] == [
        line.replace("ja", "xx").replace("en", "xx") for line in lines[1]
    ]
    for words in load_words(ROOT / "site_src" / "text", languages=("ja", "en")):
        assert list(words.t["python_guide"]["parts"]) == list(code[words.locale])  # type: ignore[index,call-overload]


def test_what_the_guide_names_is_public() -> None:
    text = "".join(guide_parts(ROOT / "site_src", "en").values())
    named = {
        name
        for line in text.splitlines()
        if "from cspi_core import" in line
        for name in line.partition(" import ")[2].split(", ")
    }
    assert named <= set(cspi_core.__all__)
