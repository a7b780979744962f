"""The shapes of the views are what the engine sends, and the scripts' types are made from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import pytest

from cspi_build.site.view_types import VIEW_TYPES, script_type, view_types
from cspi_core.model.practice import Effort
from cspi_core.service import Service
from cspi_core.views.shapes.benchmarks import NormView
from cspi_core.views.shapes.board import SlideView
from cspi_core.views.shapes.drawing import ChartOption
from cspi_core.views.shapes.exports import OfferedTable, PictureView, TableView
from cspi_core.views.shapes.plan import PlanView
from cspi_core.views.shapes.quick_check import QuickView
from cspi_core.views.shapes.report import ContradictionView, ReportView
from cspi_core.views.shapes.team import TeamView, TeamWithout
from cspi_core.views.shapes.timeline import TimeView
from cspi_core.views.shapes.what_if import AxisWords, WhatIfView
from golden_surveys import compiled
from report_inputs import with_panels
from vectors import read_vector, vector_files

Data = dict[str, Any]
COMMAND = "python -m cspi_build.site.view_types"


def test_the_types_of_the_scripts_are_up_to_date() -> None:
    assert VIEW_TYPES.read_text(encoding="utf-8") == view_types(), f"run `{COMMAND}`"


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (str, "string"),
        (int | float, "number | number"),
        (list[str | None], "(string | null)[]"),
        (list[list[int]], "number[][]"),
        (list[list[str | None]], "(string | null)[][]"),
        (dict[str, NormView | None], "Record<string, NormView | null>"),
        (tuple[str, bool], "[string, boolean]"),
        (Effort | None, '"small" | "medium" | "large" | null'),
        (Literal["up", "down"], '"up" | "down"'),
        (dict[str, Any], "Record<string, unknown>"),
    ],
)
def test_a_type_of_python_is_one_of_typescript(hint: Any, expected: str) -> None:
    assert script_type(hint) == expected


def test_what_has_no_type_is_refused() -> None:
    with pytest.raises(TypeError, match="no type of TypeScript for"):
        script_type(set[str])


def misfits(value: Any, hint: Any, path: str = "") -> Iterator[str]:
    """Where a value is not of a type."""
    origin, parts = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        yield from _keys(value, hint, path)
    elif origin in (UnionType, Union):
        tried = [list(misfits(value, part, path)) for part in parts]
        yield from () if not all(tried) else min(tried, key=len)
    elif origin is list and isinstance(value, list):
        yield from (bad for at, item in enumerate(value) for bad in misfits(item, parts[0], f"{path}[{at}]"))
    elif origin is dict and isinstance(value, dict):
        yield from (bad for key, item in value.items() for bad in misfits(item, parts[1], f"{path}.{key}"))
    elif not _is_of(value, hint, origin, parts):
        yield f"{path}: {value!r} is no {hint}"


def _keys(value: Any, hint: Any, path: str) -> Iterator[str]:
    hints = get_type_hints(hint, include_extras=True)
    if not isinstance(value, dict) or value.keys() - hints.keys():
        yield f"{path}: {value!r} is no {hint.__name__}"
        return
    for key, kind in hints.items():
        is_optional = get_origin(kind) is NotRequired or not hint.__total__
        kind = get_args(kind)[0] if get_origin(kind) is NotRequired else kind
        if key in value:
            yield from misfits(value[key], kind, f"{path}.{key}")
        elif not is_optional:
            yield f"{path}.{key} is missing"


def _is_of(value: Any, hint: Any, origin: Any, parts: tuple[Any, ...]) -> bool:
    if origin is Literal:
        return value in parts
    if hint is Any:
        return True
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint in (str, bool, NoneType):
        return isinstance(value, hint)
    return isinstance(hint, type) and value in list(hint)  # an enum, as it stands in JSON


class Sample(TypedDict):
    """A shape with something of everything."""

    name: str
    effort: Effort | None
    more: NotRequired[list[int]]


def test_the_check_finds_what_is_wrong() -> None:
    assert not list(misfits({"name": "a", "effort": "small"}, Sample))
    assert not list(misfits({"name": "a", "effort": None, "more": [1]}, Sample))
    for wrong in (
        {"name": "a"},
        {"name": None, "effort": None},
        {"name": "a", "effort": "huge"},
        {"name": "a", "effort": None, "more": [1.5]},
        {"name": "a", "effort": None, "other": 1},
        [],
    ):
        assert len(list(misfits(wrong, Sample))) == 1, wrong


REPLIES: dict[str, tuple[Data, dict[str, Any]]] = {
    "score": ({"words_only": True}, {"view": ReportView, "charts": dict[str, ChartOption]}),
    "plan": ({}, {"plan": PlanView}),
    "quick": ({}, {"quick": QuickView}),
    "what_if": ({}, {"what_if": WhatIfView}),
    "options": ({}, {"axes": list[AxisWords]}),
    "contradictions": ({}, {"contradictions": list[ContradictionView]}),
    "take": ({"format": "slide"}, {"slide": SlideView, "name": str}),
    "take tables": ({"format": "tables"}, {"tables": list[TableView], "name": str}),
    "take offer": (
        {"format": "offer"},
        {"tables": list[OfferedTable], "pictures": list[PictureView]},
    ),
    "time": ({}, {"time": TimeView}),
    "team": ({"notes": True}, {"team": TeamView | TeamWithout}),
}


@pytest.fixture(scope="module")
def service() -> Service:
    """The engine with every survey that has vectors, beside figures and panels."""
    made = Service()
    for name in {path.parent.name for path in vector_files()} | {"cs-state"}:
        request = {"method": "load", "survey": compiled(name), "snapshots": with_panels()}
        assert json.loads(made.answer(json.dumps(request)))["ok"]
    return made


def requests(survey: str, answers: list[Data], locale: str) -> Iterator[tuple[str, Data, dict[str, Any]]]:
    """A request of each kind for each set of answers, with what each key of the reply is."""
    data = compiled(survey)
    level = (data["levels"] or [{}])[-1].get("id")
    aims = {"target": {"level": level, "axes": {axis["id"]: 90.0 for axis in data["axes"]}}} if level else {}
    head = {"format": "cspi-result/1", "survey": {"id": survey, "version": data["version"]}}
    texts = [
        json.dumps(head | {"answers": one, "created": f"2026-0{at % 8 + 1}-01"})
        for at, one in enumerate(answers)
    ]
    files = [{"id": f"{at}", "name": f"{at}.json", "text": text} for at, text in enumerate([*texts, "{"])]
    for at, own in enumerate(answers):
        changes = {name: answer for name, answer in answers[at - 1].items() if name in own}
        scored = {q["id"] for q in data["questions"] if q.get("axis")}
        common = {"survey": survey, "locale": locale, "answers": own, "created": "2026-03-01", "notes": {}}
        common |= {"plan": {"made": "2026-01-02", "answers": {}} | aims if at % 2 else None}
        common |= {"changes": {name: changes[name] for name in changes.keys() & scored}}
        for name, (more, shape) in REPLIES.items():
            many = {"files": files[: 1 + at]} if name in ("time", "team") else {}
            yield name, common | {"method": name.split()[0]} | many | more, shape


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("survey", ["cspi", "tiny", "cs-state"])
def test_every_view_has_its_shape(service: Service, survey: str, locale: str) -> None:
    data = compiled(survey)
    answers = [read_vector(path, data)[0] for path in vector_files() if path.parent.name == survey]
    if not answers:
        first = {q["id"]: q["options"][0]["id"] for q in data["questions"] if q["kind"] == "single"}
        answers = [{}, {name: {"choice": option} for name, option in first.items()}]
    seen = set[str]()
    for name, request, shape in requests(survey, [{}, *answers], locale):
        reply = json.loads(service.answer(json.dumps(request)))
        assert reply.pop("ok"), (name, reply)
        assert reply.keys() == shape.keys(), name
        for key, kind in shape.items():
            assert not list(misfits(reply[key], kind, f"{name}.{key}"))
        seen.add(name)
    assert seen == set(REPLIES)
