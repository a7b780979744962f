"""Requests that an engine must be able to answer, with CPython's replies: what the quick engine is cut to.

    python -m cspi_build.engine.workload FILE [SEED]

One line each, `[request, reply]`, for one service that answers them in order. With the same code the same
seed always gives the same lines. All methods are asked in all languages about surveys with random answers,
beside figures and a panel; then each of these requests with every part in turn spoiled, left out or replaced
by odd text.

The build uses seed 0. A function that no request of it needs is a trap in the quick engine: not wrong, but
slow. Other seeds measure how often people would meet one (`misses.py`).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cspi_build.engine.refusals import refused
from cspi_core.export.bundle import PLANS, TEXTS
from cspi_core.service.dispatch import METHODS, Service

Request = dict[str, Any]
Survey = Mapping[str, Any]

DATA = Path(__file__).with_name("workload_data.json")
MESSAGES = Path(sys.modules[Service.__module__].__file__ or "").parents[1] / "text" / "messages"
FORMATS = (*TEXTS, *PLANS, "offer", "tables", "board", "deck", "slide")
ROUNDS = 7  # of random answers to each survey
TAKEN = 5  # of the formats, in each round
DAYS = ("2026-01-01T08:30:00+09:00", "2025-12-31T23:30:00Z", "2026-07-15T00:00:00-03:30", "")
STRANGE = (
    "", " ", "!", "秋 ✓", "ＡＢＣ１２３", "½٣", "ß\u202ex\u2069", "\0\x1f", "𠮷😀👩\u200d👩\u200d👧",
    "e\u0301", "a" * 5000,
    "語é" * 2500, "{", "[" * 40, "<b>&amp;", "=1+1", "1e400", "-0", "NaN", "עברית", "हिन्दी",
    "\u2028\u00a0", "|*_`#", "q15.vp", "2026-02-30",
)  # fmt: skip
BETWEEN = ("\n", ", ", "", " … https://example.org/team/#", "\u2028\ufeff")  # links that are pasted together
WRONG: tuple[Any, ...] = (None, True, 0, -1.5, 1e300, [], {}, [1], {"x": 1}, "x")


def main(path: str, seed: str = "0") -> None:
    """Write the workload."""
    service = Service()
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for request in requests(int(seed)):
            file.write(json.dumps([request, service.answer(request)]) + "\n")


def requests(seed: int) -> Iterator[str]:
    """The texts of all requests, in order."""
    chance, data = random.Random(f"workload {seed}"), json.loads(DATA.read_bytes())
    catalogues = {path.stem: json.loads(path.read_bytes()) for path in sorted(MESSAGES.glob("*.json"))}
    first = [{"method": "speak", "messages": catalogues}]
    locales = sorted(catalogues)
    valid = [*first, *_loaded(data), *_golden(data, locales, chance), *_asked(data, locales, chance)]
    yield from map(json.dumps, valid)
    yield from map(json.dumps, _refused(data, locales, chance))
    yield from (json.dumps(one) for one in _spoiled(valid, chance) if not _names_file(one))
    yield from STRANGE
    yield from (json.dumps(text, ensure_ascii=False) for text in STRANGE)


def _loaded(data: Mapping[str, Any]) -> list[Request]:
    return [{"method": "load", "survey": one, "snapshots": data["figures"]} for one in data["surveys"]]


def _golden(data: Mapping[str, Any], locales: Sequence[str], chance: random.Random) -> Iterator[Request]:
    """Requests about the answers of the golden vectors, each in two languages."""
    surveys = {survey["id"]: survey for survey in data["surveys"]}
    for number, (survey, answers) in enumerate(data["answers"]):
        for locale in (locales[number % len(locales)], locales[(number + 2) % len(locales)]):
            given = {
                "survey": survey,
                "answers": answers,
                "locale": locale,
                "created": DAYS[0],
                "label": "目印",
            }
            for method in ("score", "quick", "plan", "options", "contradictions", "link", "save"):
                yield given | {"method": method, "plan": None, "against": _against(data, chance)}
            plan = _plan(surveys[survey], _answers(surveys[survey], chance), chance)
            yield given | {"method": "what_if", "changes": plan["answers"]}
            yield given | {"method": "take", "format": chance.choice(FORMATS), "now": DAYS[1], "plan": plan}


def _refused(data: Mapping[str, Any], locales: Sequence[str], chance: random.Random) -> Iterator[Request]:
    for survey, locale in zip(data["surveys"], chance.sample(locales, len(data["surveys"])), strict=True):
        yield from refused(survey, _answers(survey, chance), {"survey": survey["id"], "locale": locale})


def _asked(data: Mapping[str, Any], locales: Sequence[str], chance: random.Random) -> Iterator[Request]:
    """Each method about each survey, again and again."""
    for number in range(ROUNDS * len(data["surveys"])):
        survey = data["surveys"][number % len(data["surveys"])]
        given = [_answers(survey, chance) for _ in range(3)]
        locale = locales[number // len(data["surveys"]) % len(locales)]
        about = {"survey": survey["id"], "locale": locale} | _labels(survey, chance)
        yield from _about_answers(survey, given, about, _against(data, chance), chance)
        yield from _about_files(survey, given, about, _against(data, chance), chance)


def _about_answers(
    survey: Survey, given: Sequence[Request], about: Request, against: Request, chance: random.Random
) -> Iterator[Request]:
    plan = _plan(survey, given[1], chance)
    with_answers = about | {"answers": given[0], "plan": chance.choice([None, plan]), "against": against}
    for method in ("score", "save", "link", "plan", "quick", "options", "contradictions"):
        yield with_answers | {"method": method}
    for form in chance.sample(FORMATS, TAKEN):
        yield with_answers | {"method": "take", "format": form, "now": chance.choice(DAYS)}
    yield with_answers | {"method": "take", "format": "csv", "table": "standings"}
    yield with_answers | {"method": "what_if", "changes": {}, "planned": True}
    yield with_answers | {"method": "what_if", "changes": plan["answers"]}
    made = with_answers | {"method": "edit_plan", "made": chance.choice(DAYS)}
    yield made | {"changes": plan["answers"]}
    planned = [{"question": name, "option": ""} for name in plan["answers"]]
    yield made | {"add": planned, "target": plan["target"]}
    yield made | {"plan": plan, "remove": planned[:1], "track": plan["steps"][1:]}
    yield made | {"plan": plan, "track": plan["steps"] or [_track("x", "y", chance)]}


def _about_files(
    survey: Survey, given: Sequence[Request], about: Request, against: Request, chance: random.Random
) -> Iterator[Request]:
    """Requests about what was saved, as a service without memory of the earlier ones gives it."""
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": []}))
    files: list[Request] = []
    links: list[str] = []
    for number, answers in enumerate(given):
        own = _labels(survey, chance) | {"answers": answers, "survey": survey["id"]}
        saved = json.loads(service.answer(json.dumps(own | {"method": "save"})))
        linked = json.loads(service.answer(json.dumps(own | {"method": "link"})))
        files.append({"id": str(number), "name": f"{number}.json", "text": saved.get("text", "{")})
        yield about | {"method": "open", "text": files[-1]["text"]}
        links.append(linked.get("fragment", ""))
        yield about | {"method": "open_link", "text": links[-1] + chance.choice(STRANGE)}
    for pasted in (files[0]["text"], chance.choice(BETWEEN).join(links) + chance.choice(STRANGE), links[0]):
        yield about | {"method": "links", "text": pasted}
    plan = _plan(survey, given[1], chance)
    planned = about | {"answers": given[0], "plan": plan}
    for form in chance.sample(sorted(PLANS), 2):
        taken = json.loads(service.answer(json.dumps(planned | {"method": "take", "format": form})))
        yield planned | {"method": "edit_plan", "tasks": taken.get("text", ""), "made": DAYS[0]}
    files.append({"id": "bad", "name": "bad.json", "text": chance.choice(STRANGE)})
    about = about | {"files": files, "against": against}
    agreed = _labels(survey, chance) | {"answers": _some(given[0], chance)}
    yield about | {"method": "time"}
    yield about | {"method": "time", "pair": ["0", "2"]}
    yield about | {"method": "team", "notes": True}
    yield about | {"method": "team", "hidden": True}
    yield about | {"method": "agree", "agreed": agreed, "hidden": chance.random() < 0.5}


def _labels(survey: Survey, chance: random.Random) -> Request:
    notes = {chance.choice(survey["questions"])["id"]: chance.choice(STRANGE)}
    label = chance.choice(STRANGE[:4])
    return {"label": label, "created": chance.choice(DAYS), "notes": notes, "version": survey["version"]}


def _against(data: Mapping[str, Any], chance: random.Random) -> Request:
    edition = chance.choice(data["figures"])
    segments = {one["id"]: chance.choice(one["values"])["id"] for one in edition["segments"]}
    chosen = {"edition": edition["id"], "segment": segments}
    return chance.choice([{}, {"everyone": True}, {"edition": edition["id"]}, chosen])


def _answers(survey: Survey, chance: random.Random) -> Request:
    """Random answers, of which more or fewer are left out; at times all are of the best or the worst."""
    best = chance.choice([None, None, True, False])
    left_out = chance.choice([0.0, 0.1, 0.6])
    return {
        question["id"]: _answer(question, best, chance)
        for question in survey["questions"]
        if chance.random() >= left_out
    }


def _answer(question: Survey, best: bool | None, chance: random.Random) -> Request:
    state = chance.random()
    if question["axis"] and state < 0.06:
        return {"state": "unknown" if state < 0.03 else "not_applicable"}
    if question["kind"] == "number":
        steps = round((question["maximum"] - question["minimum"]) / question["step"])
        taken = chance.choice([0, 1, steps, chance.randrange(steps + 1), min(steps, chance.randrange(200))])
        number = round(question["minimum"] + min(taken, steps) * question["step"], 6)
        return {"number": chance.choice([number, float(number)])}
    names = [option["id"] for option in question["options"]]
    if question["kind"] == "single":
        return {"choice": chance.choice(names) if best is None else names[-1 if best else 0]}
    alone = {option["id"] for option in question["options"] if option.get("exclusive")}
    chosen = [name for name in names if name not in alone and (best or chance.random() < 0.5)]
    return {"choices": chosen or names[-1:]}


def _plan(survey: Survey, wanted: Request, chance: random.Random) -> Request:
    """A plan with the first single choice in it tracked, if there is any."""
    scored = {question["id"] for question in survey["questions"] if question["axis"]}
    answers = {name: answer for name, answer in _some(wanted, chance).items() if name in scored}
    pairs = [(name, answer["choice"]) for name, answer in answers.items() if "choice" in answer][:1]
    axes = {axis["id"]: chance.randrange(101) for axis in survey["axes"][:1]}
    return {
        "made": DAYS[0],
        "from": {},
        "target": {"index": chance.randrange(101), "axes": axes},
        "answers": answers,
        "steps": [_track(name, option, chance) for name, option in pairs],
    }


def _track(question: str, option: str, chance: random.Random) -> Request:
    status = chance.choice(["todo", "doing", "done", "dropped"])
    texts = {
        name: chance.choice(["秋 ✓", "A", "|*_`#", "עברית", "=1+1"]) for name in ("owner", "note", "reason")
    }
    link = chance.choice(["https://example.org/?a=1", ""])
    return {
        "question": question,
        "option": option,
        "due": "2026-03-01",
        "status": status,
        "link": link,
        **texts,
    }


def _some(answers: Request, chance: random.Random) -> Request:
    return {name: answer for name, answer in answers.items() if chance.random() < 0.2}


def _spoiled(valid: Sequence[Request], chance: random.Random) -> Iterator[Request]:
    """Each method with each part in turn left out, of a wrong type, or odd text; then parts of these."""
    by_method = {request["method"]: request for request in valid}
    for method, request in by_method.items():
        yield {"method": method}
        for part, value in request.items():
            yield {name: own for name, own in request.items() if name != part}
            wrong = chance.sample(WRONG, 3 if method in METHODS else 1)
            for odd in (*wrong, *chance.sample(STRANGE, 2)):
                yield request | {part: odd}
            if isinstance(value, dict | list) and value:
                yield from (request | {part: _damaged(value, chance)} for _ in range(4))


def _names_file(request: Request) -> bool:
    """Whether a file is to be loaded, which no browser has."""
    return request.get("method") == "load" and not isinstance(request.get("survey"), dict)


def _damaged(value: Any, chance: random.Random) -> Any:
    """A copy in which one thing somewhere inside is another."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(sorted(value))
        kept = value if chance.random() < 0.9 else {key: own for key, own in value.items() if key != name}
        return {**kept, name: _damaged(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _damaged(value[at], chance), *value[at + 1 :]]
    return chance.choice([*WRONG, *STRANGE])


if __name__ == "__main__":
    main(*sys.argv[1:])
