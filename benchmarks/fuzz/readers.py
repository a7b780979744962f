"""Fuzzes the readers of what comes from strangers: result files, links, and the YAML of surveys and studies.

    python -m venv fuzzing && fuzzing/bin/pip install atheris PyYAML pydantic jinja2
    fuzzing/bin/python benchmarks/fuzz/readers.py -max_total_time=180 -max_len=4096

Whatever the bytes are, a reader gives a result or says in its own words what is wrong. Any other exception is
a finding, which Atheris shows and writes to a file; findings become tests (tests/core/test_any_input.py).
"""

from __future__ import annotations

import sys
import tempfile
from binascii import crc32
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

with atheris.instrument_imports(include=["cspi_core", "cspi_build.yaml_source"]):
    from cspi_build.diagnostics import DefinitionErrors
    from cspi_build.surveys.compile import compile_survey
    from cspi_build.surveys.load import load_surveys
    from cspi_build.yaml_source.source import read_yaml
    from cspi_core import InputError, load_survey
    from cspi_core.loading.answers import read_answers
    from cspi_core.results.result_file import Result, read_result, write_result
    from cspi_core.results.share_link import read_fragment, write_fragment

SURVEY = load_survey(compile_survey(load_surveys(ROOT / "tests" / "surveys")[0]))
ANSWERS, _ = read_answers(SURVEY, {"place": {"choice": "street"}, "wait": {"number": 2.5}})
YAML = Path(tempfile.mkdtemp()) / "any.yaml"


def test_one_input(data: bytes) -> None:
    """The first byte chooses the reader."""
    kind, rest = (data[0] % 4, data[1:]) if data else (0, b"")
    text = rest.decode("utf-8", "surrogateescape")
    try:
        if kind == 0:
            result = read_result(SURVEY, text)
            assert read_result(SURVEY, write_result(SURVEY, result)).answers == result.answers
        elif kind == 1:
            result = read_fragment(SURVEY, text)
            assert read_fragment(SURVEY, write_fragment(SURVEY, result.answers)).answers == result.answers
        elif kind == 2:
            body = f"1~tiny~2.0~20261122~{text}"
            read_fragment(SURVEY, f"{body}~k{crc32(body.encode('utf-8', 'replace')):08x}")
        else:
            YAML.write_bytes(rest)
            read_yaml(YAML)
    except (InputError, DefinitionErrors):
        pass


def seeds(folder: Path) -> None:
    """Good inputs to start from."""
    result = Result(ANSWERS, {"place": "a note"}, "a name", "2026-11-22T09:00:00Z")
    (folder / "file").write_bytes(b"\0" + write_result(SURVEY, result).encode())
    (folder / "link").write_bytes(b"\1" + write_fragment(SURVEY, ANSWERS, "2026-11-22").encode())
    (folder / "body").write_bytes(b"\2place.street~wait_2*5~intake!~checks.brakes.tyres")
    for path in sorted((ROOT / "tests" / "surveys" / "tiny").iterdir()):
        (folder / path.name).write_bytes(b"\3" + path.read_bytes())


if __name__ == "__main__":
    corpus = Path(tempfile.mkdtemp())
    seeds(corpus)
    atheris.Setup([*sys.argv, str(corpus)], test_one_input)
    atheris.Fuzz()
