"""Ten times as much to read is ten times the work; of very many problems the first hundred are told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from cspi_build.panels.reading.coding import gather
from cspi_build.panels.reading.files import Bad, read_file
from cspi_build.panels.reading.layout import layout_of
from cspi_build.progress import Progress
from cspi_core import InputError
from cspi_core.advice.plan_edits import read_steps
from cspi_core.errors import MOST_TOLD
from cspi_core.results import result_file
from cspi_core.results.collection import open_all
from cspi_core.results.pasted_links import split_links
from cspi_core.results.result_file import MOST_BYTES, read_result
from cspi_core.results.share_link import MOST_CHARACTERS, read_fragment
from cspi_core.service.dispatch import Service
from several_files import CSPI, SURVEY, answers_of, result_text

pytestmark = pytest.mark.slow  # inputs of the largest sizes

FEW, MANY = 1_500, 15_000
SOME = 300
"""Steps that a reader takes whatever there is to read; ten times as much may add that once more."""


class Work:
    """Counts the lines of Python that run, and how often two texts are compared."""

    def __init__(self) -> None:
        self.steps = 0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.steps += event == "line"
        return self


class Counted(str):
    """A text that notices when it is compared with another, also by what is written in C."""

    work = Work()
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        type(self).work.steps += 1
        return str.__eq__(self, other)


@pytest.fixture(autouse=True)
def counted_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of JSON that notice comparisons."""
    check = result_file._no_repeats

    def hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return check([(Counted(name), value) for name, value in pairs])

    monkeypatch.setattr(result_file, "_no_repeats", hook)


def steps(read: Callable[[], object]) -> int:
    """The work of reading, whether or not it ends in problems."""
    work = Counted.work = Work()
    sys.settrace(work)
    try:
        read()
    except InputError:
        pass
    finally:
        sys.settrace(None)
    return work.steps


def assert_linear(read: Callable[[int], Callable[[], object]], few: int = FEW, many: int = MANY) -> None:
    small, large = steps(read(few)), steps(read(many))
    assert small > 0
    assert large <= 11 * small + SOME, f"{small} steps for {few}, {large} for {many}"


def many(n: int, value: object = 1) -> dict[str, Any]:
    return {f"k{at}": value for at in range(n)}


def twice(n: int) -> str:
    """A file in which the last of many short keys stands there before."""
    keys = "".join(f'"k{at}":1,' for at in range(n))
    return f'{{{keys}"k{n - 1}":1}}'


FILES: dict[str, Callable[[int], str]] = {
    "unknown keys": lambda n: result_text({}, **many(n)),
    "a repeated key": twice,
    "unknown questions": lambda n: result_text(many(n)),
    "answers of another shape": lambda n: result_text({"q15": many(n)}),
    "unknown options": lambda n: result_text({"q16": {"choices": [f"o{at}" for at in range(n)]}}),
    "a repeated option": lambda n: result_text({"q16": {"choices": ["fit"] * n}}),
    "unknown notes": lambda n: result_text({}, notes=many(n)),
    "unknown parts of a plan": lambda n: result_text({}, plan=many(n)),
    "unknown answers in a plan": lambda n: result_text({}, plan={"answers": many(n)}),
    "unknown axes": lambda n: result_text({}, plan={"target": {"axes": many(n)}}),
    "another version": lambda n: result_text(many(n), notes=many(n // 3), version="0.9"),
    "a long version": lambda n: result_text({}, version="1." * n),
    "brackets": lambda n: "[]" * n,
    "nested brackets": lambda n: "[" * n,
    "lines": lambda n: "\n" * n,
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("any_earlier", [False, True])
def test_result_files(name: str, any_earlier: bool) -> None:
    def read(n: int) -> Callable[[], object]:
        text = FILES[name](n)
        assert len(text) <= MOST_BYTES
        return lambda: read_result(SURVEY, text, any_earlier=any_earlier)

    assert_linear(read)


LINKS: dict[str, Callable[[int], str]] = {
    "unknown questions": lambda n: "1~cspi~1.0~" + "~q0.x" * n,
    "points": lambda n: "1~cspi~1.0~~" + "." * n * 5,
    "ends": lambda n: "1~cspi~1.0~" + "~k00000000" * (n // 2),
    "starts": lambda n: "1~" * n,
    "signs of addresses": lambda n: "#" * n,
    "encoded": lambda n: "%25" * n,
}


@pytest.mark.parametrize("name", LINKS)
def test_links(name: str) -> None:
    def read(n: int) -> Callable[[], object]:
        text = LINKS[name](n)
        assert len(text) <= MOST_CHARACTERS
        return lambda: read_fragment(SURVEY, text)

    assert_linear(read, 100, 1_000)


PASTED: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "1~" + "1" * n,
    "starts": lambda n: "1~" * n,
    "glued": lambda n: "1~a~1~~k00000000" * (n // 10),
    "ends": lambda n: "1~a~1~~" + "~k00000000" * (n // 10),
    "names": lambda n: "1~a" + "-1~a" * n,
    "links": lambda n: "1~cspi~2.0~20261122~q15.cco~k3f2a9c1," * (n // 30),
}


@pytest.mark.parametrize("name", PASTED)
def test_pasted_links(name: str) -> None:
    def read(n: int) -> Callable[[], object]:
        text = PASTED[name](n)
        return lambda: split_links(text)

    assert_linear(read, 5_000, 50_000)


def test_many_results_at_once() -> None:
    answers = answers_of("team")

    def read(n: int) -> Callable[[], object]:
        texts = [result_text(answers, created="2026-11-22T09:00:00Z", label=f"{at}") for at in range(n)]
        files = [{"id": f"{at}", "name": "", "text": text} for at, text in enumerate(texts)]
        return lambda: open_all(SURVEY, files)

    assert_linear(read, 5, 50)


def test_steps_of_a_plan() -> None:
    assert_linear(lambda n: lambda: read_steps(SURVEY, [{"question": f"k{at}"} for at in range(n)]))


def test_the_head_of_a_table() -> None:
    def read(n: int) -> Callable[[], object]:
        head = [Counted(f"#{at}") for at in range(n)] + [Counted("q15")] * 2
        return lambda: layout_of(head, SURVEY).problems

    assert_linear(read)


@pytest.mark.parametrize("piece", ["/", "a/", "-", ":", "x"])
def test_a_column_with_a_long_name(piece: str) -> None:
    def read(n: int) -> Callable[[], object]:
        return lambda: layout_of(["q15", piece * n], SURVEY).problems

    assert_linear(read)
    (problem,) = layout_of(["q15", piece * 5_000], SURVEY).problems
    assert len(problem) < 300


def test_a_table(tmp_path: Path) -> None:
    def read(n: int) -> Callable[[], object]:
        path = tmp_path / f"{n}.csv"
        path.write_text("q15,q9\n" + "".join(f"cco,{at}\nnobody at all,x\n" for at in range(n)))
        return lambda: gather(path, SURVEY, Progress(quiet=True))

    assert_linear(read, 500, 5_000)


@pytest.fixture
def hostile() -> Iterator[str]:
    """A file of the largest size with as many short keys as fit."""
    keys = ",".join(f'"{at:x}":0' for at in range(26_000))
    text = f'{{"format":"cspi-result/1","survey":{{"id":"cspi","version":"1.0"}},"answers":{{{keys}}}}}'
    assert MOST_BYTES * 0.8 < len(text) <= MOST_BYTES
    yield text


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_problems_past_a_hundred_are_counted(hostile: str, locale: str) -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": CSPI}))
    request = {"method": "open", "survey": "cspi", "text": hostile, "locale": locale}
    problems = json.loads(service.answer(json.dumps(request)))["problems"]
    assert len(problems) == MOST_TOLD + 1
    assert "25,900" in problems[-1]["text"]
    files = [{"id": "a", "name": "a.json", "text": hostile}]
    for method in ("time", "team"):
        asked = {"method": method, "survey": "cspi", "files": files, "locale": locale}
        refused = json.loads(service.answer(json.dumps(asked)))[method]["refused"]
        assert len(refused[0]["problems"]) == MOST_TOLD + 1


def test_a_panel_tells_a_hundred_problems_of_a_file_and_of_a_head(hostile: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(hostile, encoding="utf-8")
    bad = read_file(SURVEY, tmp_path / "a.json", tmp_path)
    assert isinstance(bad, Bad)
    assert len(bad.why) == MOST_TOLD + 1
    table = tmp_path / "a.csv"
    table.write_text("q15," + ",".join(f"x{at}" for at in range(2_000)) + "\n", encoding="utf-8")
    with pytest.raises(Exception, match="and more of the kind") as caught:
        gather(table, SURVEY, Progress(quiet=True))
    assert len(str(caught.value).splitlines()) == MOST_TOLD + 1


def test_as_many_problems_as_a_survey_has_questions_are_all_told() -> None:
    wrong = {question.id: {"choice": "?"} for question in SURVEY.questions}
    with pytest.raises(InputError) as caught:
        read_result(SURVEY, result_text(wrong))
    assert len(caught.value.problems) == len(str(caught.value).splitlines()) == len(SURVEY.questions)


def test_what_was_left_out_of_a_strange_version_is_counted_past_fifty(hostile: str) -> None:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": CSPI}))
    text = hostile.replace('"version":"1.0"', '"version":"0.9"')
    request = {"method": "open", "survey": "cspi", "text": text, "locale": "en"}
    remarks = json.loads(service.answer(json.dumps(request)))["remarks"]
    assert "25,950 more" in remarks[-1]
    assert len(remarks[-1]) < 1_000
