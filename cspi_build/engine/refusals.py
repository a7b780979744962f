"""Requests with mistakes in them: for each kind of problem that the core tells at least one."""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterator, Mapping
from typing import Any

from cspi_core.service.dispatch import Service

Request = dict[str, Any]
Survey = Mapping[str, Any]

NUMBERS: tuple[Any, ...] = (
    -3,
    10**15,
    10**400,
    1e300,
    0.123456789,
    12.0,
    -0.0,
    True,
    "1,5",
    "1.234,5",
    "１２",
    "12 %",
    "",
    "a",
    None,
    [],
)
TEXTS = (
    *(
        "",
        "{",
        '{"a" 1}',
        "[1]",
        "null",
        '"',
        "\ufeff{}",
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": -Infinity}',
    ),
    *(
        '{"n": ' + "9" * 5000 + "}",
        "[" * 20 + "]" * 20,
        "{}" + " " * 300_000,
        "語" * 100_000,
        '{"a": "\x01"}',
    ),
)
LINKS = (
    *("", "x", "2~a~b~c~k00000000", "1~", "1~a~b~c~k00000000", "#r=9~x", "~" * 40, "1~" * 60),
    *("https://example.org/#r=1%257Ecspi", "語" * 9000, "1~a\r\n~b&#126;c&#x7e;d\\~e"),
)


def refused(survey: Survey, answers: Request, about: Request) -> Iterator[Request]:
    """Requests about a survey, with each part in turn as it must not be."""
    asked = about | {"answers": answers}
    for wrong in _wrong_answers(survey):
        yield asked | {"method": "score", "answers": wrong}
        yield asked | {"method": "what_if", "changes": wrong}
    yield asked | {"method": "save", "label": "x" * 200, "created": "2026", "notes": []}
    yield asked | {
        "method": "save",
        "notes": {"nowhere": "x", survey["questions"][0]["id"]: "x" * 3000, "é": 1},
    }
    yield asked | {"method": "take", "format": "nothing"}
    yield asked | {"method": "take", "format": "csv", "table": "nothing"}
    yield from _wrong_files(survey, asked)
    yield from _wrong_links(survey, asked)
    yield from _wrong_plans(survey, asked)
    yield from _wrong_tasks(survey, asked)
    yield {"method": "load", "survey": {}, "snapshots": []}
    yield {"method": "load", "survey": {**survey, "questions": []}, "snapshots": []}
    yield {"method": "load", "survey": {**survey, "format": "cspi-survey/9"}, "snapshots": [{}]}
    yield {"method": "load", "survey": survey, "snapshots": [{"format": "x"}, 1]}


def _wrong_answers(survey: Survey) -> Iterator[Request]:
    by_kind: dict[str, Survey] = {question["kind"]: question for question in survey["questions"]}
    unscored = [question["id"] for question in survey["questions"] if not question["axis"]]
    for question in by_kind.values():
        name = question["id"]
        for wrong in (
            1,
            {},
            {"choice": 1},
            {"choices": "x"},
            {"state": "open"},
            {"state": "unknown", "x": 1},
            {"choice": ""},
        ):
            yield {name: wrong}
        for number in NUMBERS:
            yield {name: {"number": number}}
        names = [option["id"] for option in question.get("options", [])]
        for chosen in (names[:1] * 2, names, ["x", "語", 1, None, []], []):
            yield {name: {"choices": chosen}}
        yield {name: {"choice": "x"}}
        yield {name: {"band": "x"}}
    yield {f"no{number}": {"choice": "x"} for number in range(130)}
    yield {name: {"choice": "x"} for name in ("é", "語", "😀", "\ud800", "\0")}
    yield {name: {"state": "unknown"} for name in unscored}


def _wrong_files(survey: Survey, asked: Request) -> Iterator[Request]:
    saved = json.loads(_saved(survey, asked, "save")["text"])
    about = saved["survey"]
    changed = [
        *({**saved, "format": form} for form in ("cspi-result/9", "x", None)),
        *(
            {**saved, "survey": one}
            for one in (
                {**about, "id": "other"},
                {**about, "version": "0.1"},
                {**about, "version": "99"},
                {**about, "version": 2.0},
                1,
                {"id": 1},
            )
        ),
        {**saved, "answers": [1]},
        {**saved, "notes": {"nowhere": "x"}, "label": 1, "created": "x", "more": True, "😀": None},
        {**saved, "notes": 1, "plan": {"x": 1}},
        {"format": saved["format"]},
    ]
    for text in (*TEXTS, *map(json.dumps, changed), json.dumps(saved, indent=2) + "}"):
        yield asked | {"method": "open", "text": text}
    files = [
        {"id": str(at), "name": f"{at}.json", "text": text}
        for at, text in enumerate(map(json.dumps, changed))
    ]
    for method in ("time", "team", "agree"):
        yield asked | {"method": method, "files": files, "agreed": {"answers": {"x": 1}}}
        yield asked | {"method": method, "files": [*files[:1], *files[:1], {"id": 1}]}
        yield asked | {"method": method, "files": []}
    yield from _earlier_results(saved, asked)


def _earlier_results(saved: Request, asked: Request) -> Iterator[Request]:
    """Exports that compare with an earlier result: one that is earlier, one that is not, and none."""
    now = asked | {"method": "take", "created": "2026-11-30T09:00:00Z"}
    days = ("2026-05-30T09:00:00Z", "2126-01-01T00:00:00Z")
    for text in (*(json.dumps({**saved, "created": day}) for day in days), "{"):
        for form in ("board", "deck", "slide"):
            yield now | {"format": form, "before": text}


def _saved(survey: Survey, asked: Request, method: str) -> Request:
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": []}))
    reply: Request = json.loads(service.answer(json.dumps(asked | {"method": method})))
    return reply


def _wrong_links(survey: Survey, asked: Request) -> Iterator[Request]:
    link, _, _ = _saved(survey, asked, "link")["fragment"].rpartition("~k")
    twice = link + "~" + link.rpartition("~")[2]
    for text in (*LINKS, *(f"{one}~k{crc32(one.encode()):08x}" for one in (twice, link + "~nowhere.x"))):
        yield asked | {"method": "open_link", "text": text}
        yield asked | {"method": "open", "text": f"<{text}>"}


def _wrong_plans(survey: Survey, asked: Request) -> Iterator[Request]:
    unscored = [question["id"] for question in survey["questions"] if not question["axis"]]
    step = {"question": "x", "option": "y"}
    plans: list[Any] = [
        *(
            1,
            {"x": 1},
            {"made": "x"},
            {"steps": 1},
            {"steps": [1]},
            {"steps": [step, step]},
            {"from": 1},
            {"answers": 1},
        ),
        *(
            {"target": target}
            for target in (1, {"x": 1}, {"level": "l9"}, {"level": "l5", "index": 1}, {"index": 500})
        ),
        *(
            {"target": {"axes": axes}}
            for axes in (1, {"x": 1}, {axis["id"]: "1" for axis in survey["axes"]}, {"é": -1})
        ),
        {"answers": {name: {"state": "unknown"} for name in unscored}},
    ]
    for plan in plans:
        for method in ("plan", "edit_plan", "save"):
            yield asked | {"method": method, "plan": plan, "made": ""}
    for part in ("add", "remove", "track", "target", "changes"):
        for wrong in (1, [1], [step], {"x": 1}, [{"question": 1}]):
            yield asked | {"method": "edit_plan", "made": "2026-01-01", part: wrong}
    yield asked | {"method": "take", "format": "tasks", "plan": None}


def _wrong_tasks(survey: Survey, asked: Request) -> Iterator[Request]:
    """Tables of tasks, and changes of single steps, for a plan with the first single choice."""
    question = next(one for one in survey["questions"] if one["kind"] == "single")
    option = question["options"][-1]["id"]
    name = question["id"]
    plan = {"made": "", "from": {}, "target": {}, "answers": {name: {"choice": option}}, "steps": []}
    planned = asked | {"method": "edit_plan", "plan": plan, "made": "2026-01-01T00:00:00Z"}
    head, step = "id,owner,due,status,note,link\n", f"{name}.{option}"
    for rows in (
        *(
            "",
            "x,,,,,\n",
            f"{step},,,,,\n{step},,,,,\n",
            f"{step},{'x' * 90},30.2.2026,late,\x07,ftp://x\n",
            f'{step},"a',
        ),
        *(
            f'{step},"a ""b"", c",2026-01-02,done,"x\ny",https://e.org\n',
            f"{step};a;b\n",
            ",,,\n" * 3,
            "x,\n" * 1200,
        ),
    ):
        yield planned | {"tasks": head + rows}
        yield planned | {"tasks": (head + rows).replace(",", "\t")}
    for track in (
        {"due": "x"},
        {"status": "late"},
        {"link": "ftp://x"},
        {"note": "x" * 600},
        {"owner": 1},
        {"x": 1},
    ):
        yield planned | {"track": [{"question": name, "option": option, **track}]}
        yield planned | {"plan": {**plan, "steps": [{"question": name, "option": option, **track}]}}
