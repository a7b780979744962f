"""How long the team's view waits for its answer: 2, 10 and 50 people's result files, `cspi_core` in CPython.

    .venv/bin/python benchmarks/team.py [ROUNDS]

One request has all files, as the page sends it, and its reply is everything that the page shows. `new` is the
first request after the files were chosen: all of them are read. `known` is every later one, as when names are
hidden: what was read is remembered. The peer is reading and scoring the same files one by one, with all that
a single report holds. Processor time, in milliseconds.
"""

from __future__ import annotations

import json
import random
import sys
import time
from functools import partial
from typing import Any

from measure import ROOT, interleaved, machine, table

from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey as load_definition
from cspi_core import load_survey, read_result, score
from cspi_core.loading.answers import plain_answers
from cspi_core.service.dispatch import Service

ROUNDS = 9
SIZES = (2, 10, 50)


def main(rounds: int) -> None:
    """Measure and print."""
    survey = compile_survey(load_definition(ROOT / "survey_defs" / "cspi"))
    print(machine())
    for size in SIZES:
        files = make_files(survey, size)
        turns = {
            "one by one": partial(one_by_one, survey, files),
            "new": partial(asked, survey, files, 0),
            "known": partial(asked, survey, files, 1),
        }
        print(f"\n{size} files\n\n{table(interleaved(turns, rounds), 'one by one')}")


def make_files(survey: dict[str, Any], size: int) -> list[dict[str, str]]:
    """Files of people who answered everything, each differently; the same in every run."""
    chance = random.Random(size)
    return [{"id": f"{at}", "name": f"{at}.json", "text": text(survey, at, chance)} for at in range(size)]


def text(survey: dict[str, Any], at: int, chance: random.Random) -> str:
    """One person's result file, with a note on every tenth question."""
    ids = [question["id"] for question in survey["questions"]]
    result = {
        "format": "cspi-result/1",
        "survey": {"id": survey["id"], "version": survey["version"]},
        "label": f"Person {at}",
        "created": f"2026-01-{at % 28 + 1:02}T09:00:00Z",
        "answers": {question["id"]: answer(question, chance) for question in survey["questions"]},
        "notes": dict.fromkeys(ids[::10], "A note of ordinary length, such as people write."),
    }
    return json.dumps(result, indent=2)


def answer(question: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Any valid answer to a question."""
    if question["kind"] == "number":
        return {"number": question["minimum"]}
    if question["kind"] == "single":
        return {"choice": chance.choice(question["options"])["id"]}
    free = [option["id"] for option in question["options"] if not option.get("exclusive")]
    return {"choices": chance.sample(free, chance.randint(0, len(free)))}


def one_by_one(survey: dict[str, Any], files: list[dict[str, str]]) -> float:
    """Milliseconds of the processor to read every file and make its report."""
    loaded = load_survey(survey)
    start = time.process_time()
    for file in files:
        score(loaded, plain_answers(loaded, read_result(loaded, file["text"]).answers))
    return (time.process_time() - start) * 1000


def asked(survey: dict[str, Any], files: list[dict[str, str]], before: int) -> float:
    """Milliseconds of the processor from a request to its reply, after so many of the same."""
    service = Service()
    service.answer(json.dumps({"method": "load", "survey": survey, "snapshots": []}))
    request = json.dumps({"method": "team", "survey": survey["id"], "locale": "en", "files": files})
    for _ in range(before):
        service.answer(request)
    start = time.process_time()
    reply = json.loads(service.answer(request))
    took = (time.process_time() - start) * 1000
    assert reply["ok"], reply
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
