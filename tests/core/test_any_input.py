"""Whatever bytes come in as a file, a link or YAML: a result, or words on what is wrong; never anything else.

The single cases are what fuzzing (benchmarks/fuzz/readers.py) has found.
"""

from __future__ import annotations

import json
from binascii import crc32
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.yaml_source.source import parse_yaml
from cspi_core import InputError, load_survey
from cspi_core.results.result_file import read_result
from cspi_core.results.share_link import read_fragment
from cspi_core.service.dispatch import Service
from golden_surveys import compiled
from survey_files import TINY

SURVEY = load_survey(compiled("tiny"))
GOOD: dict[str, Any] = {
    "format": "cspi-result/1",
    "survey": {"id": "tiny", "version": "2.0"},
    "label": "a name",
    "created": "2026-11-22T09:00:00Z",
    "answers": {"place": {"choice": "street"}, "wait": {"number": 2.5}, "checks": {"choices": ["brakes"]}},
    "notes": {"place": "a note"},
}
HALF = "\ud800"  # of a character: no text that can be written holds one
ANY_TEXT = st.text(st.characters(), max_size=200)  # halves of characters included
PIECES = st.lists(
    st.sampled_from(
        ["~", ".", "_", "!", "!!", "*", "-", "k", "place", "street", "wait", "checks", "2", HALF, "<b>"]
    ),
    max_size=30,
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


def signed(body: str) -> str:
    return f"{body}~k{crc32(body.encode('utf-8', 'surrogatepass')):08x}"


@pytest.fixture(scope="module")
def service() -> Service:
    made = Service()
    made.answer(json.dumps({"method": "load", "survey": compiled("tiny")}))
    return made


def ask(service: Service, method: str, text: str) -> dict[str, Any]:
    request = {"method": method, "survey": "tiny", "locale": "ja", "text": text}
    response: dict[str, Any] = json.loads(service.answer(json.dumps(request)))
    return response


@given(ANY_TEXT | st.binary(max_size=200).map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_text_as_a_file_or_a_link(service: Service, text: str) -> None:
    for method in ("open", "open_link"):
        response = ask(service, method, text)
        assert not response["ok"]
        assert all(problem["text"] for problem in response["problems"])
        assert "bad_request" not in {problem["code"] for problem in response["problems"]}


@given(st.sampled_from(sorted(GOOD)), JSONS)
def test_any_value_at_any_place_of_a_file(service: Service, key: str, value: Any) -> None:
    response = ask(service, "open", json.dumps(GOOD | {key: value}))
    assert response["ok"] or "bad_request" not in {problem["code"] for problem in response["problems"]}


@given(st.sampled_from(sorted(SURVEY.question_by_id)), JSONS)
def test_any_answer_and_any_note(service: Service, question: str, value: Any) -> None:
    for key in ("answers", "notes"):
        response = ask(service, "open", json.dumps(GOOD | {key: {question: value}}))
        assert response["ok"] or "bad_request" not in {problem["code"] for problem in response["problems"]}


@given(PIECES.map("".join) | ANY_TEXT)
def test_any_body_of_a_link_with_a_right_checksum(service: Service, body: str) -> None:
    response = ask(service, "open_link", signed(f"1~tiny~2.0~20261122~{body}"))
    assert response["ok"] or "bad_request" not in {problem["code"] for problem in response["problems"]}


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_as_yaml(data: bytes) -> None:
    try:
        parse_yaml(data, "any.yaml")
    except DefinitionErrors as error:
        assert str(error)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(TINY.iterdir())), st.integers(0, 5000), st.binary(min_size=1, max_size=6))
def test_a_damaged_definition_as_yaml(path: Path, place: int, put: bytes) -> None:
    content = path.read_bytes()
    place %= len(content)
    try:
        parse_yaml(content[:place] + put + content[place + len(put) :], path.name)
    except DefinitionErrors as error:
        assert str(error)


# What fuzzing has found


def test_half_a_character_in_a_link() -> None:
    with pytest.raises(InputError):
        read_fragment(SURVEY, f"1~tiny~2.0~2026{HALF}~k0108cc86")


@pytest.mark.parametrize("change", [{"label": HALF}, {"notes": {"place": f"a{HALF}b"}}])
def test_half_a_character_in_a_file(change: dict[str, Any]) -> None:
    """It could be read, but neither written nor printed again."""
    with pytest.raises(InputError):
        read_result(SURVEY, json.dumps(GOOD | change))
