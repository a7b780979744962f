"""Time and memory of `build.py panel`, by number of results, against scoring them one by one.

    .venv/bin/python benchmarks/panel.py [ROUNDS]

Made-up results of the CSPI survey are written as one CSV and, up to 10 000, as result files. Each run is a
process of its own, so that its peak memory is its own. The peer reads and scores the same files one by one
with `cspi_core` (`read_result`, `score_survey`), in turn with the panel. The largest panel is made once.

Seconds are of processor time, which a busy machine stretches less than the clock's; all of it is on one core.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cspi_build.panels.illustrative import illustrative_answers  # noqa: E402
from cspi_build.surveys.compile import compile_survey  # noqa: E402 - found by the line above
from cspi_build.surveys.load import load_survey as load_definition  # noqa: E402
from cspi_core import Result, Survey, load_survey, read_result, write_result  # noqa: E402
from cspi_core.model.answers import ANSWERED, UNKNOWN, Answer  # noqa: E402
from cspi_core.model.survey import MULTIPLE, NUMBER  # noqa: E402
from cspi_core.scoring.scores import score_survey  # noqa: E402

ROUNDS = 3
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_FILES = 10_000
ONCE = 1_000_000
POOL = 5_000  # made-up respondents; larger panels repeat them with other numbers of customers and other times
VARIED = "q8"
STAGES = ("read", "score", "figures", "quality", "write")
START = datetime(2026, 1, 1, tzinfo=UTC)
PANEL, PEER = "panel", "one by one"

Found = Mapping[str, float]


def main(rounds: int) -> None:
    """Measure and print."""
    from measure import machine  # not in the processes that are measured

    survey = cspi()
    print(f"{machine()}, {versions()}\n")
    print("| results | as | runs | " + " | ".join(STAGES) + " | total | each | least to most | peak |")
    print("|---:|---|---:|" + "---:|" * (len(STAGES) + 4))
    with tempfile.TemporaryDirectory() as folder:
        compared = [one for size in SIZES for one in measured(survey, size, rounds, Path(folder))]
    print("\n| results | | score | ratio | read | ratio | peak |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    for size, turns in compared:
        compare(size, turns)


def measured(
    survey: Survey, size: int, rounds: int, folder: Path
) -> Iterator[tuple[int, dict[str, list[Found]]]]:
    """Measure one size and print its rows; gives the turns of panel and peer where there is a peer."""
    table = folder / f"{size}.csv"
    write_csv(survey, size, table)
    row("one CSV", size, [in_its_own_process(PANEL, table) for _ in range(1 if size >= ONCE else rounds)])
    table.unlink()
    if size <= MOST_FILES:
        files = folder / f"{size}"
        write_files(survey, size, files)
        turns: dict[str, list[Found]] = {PANEL: [], PEER: []}
        for at in range(rounds):
            for what in (PANEL, PEER)[:: 1 if at % 2 else -1]:
                turns[what].append(in_its_own_process(what, files))
        row("files", size, turns[PANEL])
        yield size, turns


def versions() -> str:
    """The libraries that count."""
    import numpy as np
    import pandas as pd
    import scipy

    return f"numpy {np.__version__}, pandas {pd.__version__}, scipy {scipy.__version__}"


def cspi() -> Survey:
    """The survey that is measured with."""
    return load_survey(compile_survey(load_definition(ROOT / "survey_defs" / "cspi")))


# Results


def people(survey: Survey, count: int) -> Iterator[tuple[Mapping[str, Answer], str]]:
    """Made-up answers and times, all of them different."""
    pool = list(illustrative_answers(survey, min(count, POOL)))
    for at in range(count):
        varied = {VARIED: Answer(ANSWERED, (), at * 7919 % 20_011)} if at >= POOL else {}
        yield {**pool[at % len(pool)], **varied}, (START + timedelta(seconds=at)).isoformat()


def write_csv(survey: Survey, count: int, path: Path) -> None:
    """The results as one table."""
    ids = list(survey.question_by_id)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(",".join([*ids, "created"]) + "\n")
        for answers, created in people(survey, count):
            cells = [cell(survey, id_, answers.get(id_)) for id_ in ids]
            out.write(",".join([*cells, created]) + "\n")


def cell(survey: Survey, id_: str, answer: Answer | None) -> str:
    """An answer as it stands in a table."""
    if answer is None:
        return ""
    if answer.state != ANSWERED:
        return "?" if answer.state == UNKNOWN else "-"
    kind = survey.question_by_id[id_].kind
    if kind == NUMBER:
        return str(answer.number)
    return (";".join(answer.choices) or ";") if kind == MULTIPLE else answer.choices[0]


def write_files(survey: Survey, count: int, folder: Path) -> None:
    """The results as result files."""
    folder.mkdir()
    for at, (answers, created) in enumerate(people(survey, count)):
        text = write_result(survey, Result(answers, created=created))
        (folder / f"{at:07}.json").write_text(text, encoding="utf-8")


# Measurements


def measure(what: str, path: Path) -> dict[str, float]:
    """Seconds by stage and peak memory (MiB) of one run in this process."""
    run = one_by_one if what == PEER else panel
    times = run(cspi(), path)
    return {**times, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def panel(survey: Survey, path: Path) -> dict[str, float]:
    """All that `build.py panel` does, by stage."""
    from cspi_build.panels.metadata import Edition
    from cspi_build.panels.quality import quality
    from cspi_build.panels.quality_report import sheet
    from cspi_build.panels.reading.coding import gather
    from cspi_build.panels.tabulation.scores import score_all
    from cspi_build.panels.to_edition import snapshot_of
    from cspi_build.panels.yaml_writer import yaml_text
    from cspi_build.progress import Progress

    clock = Clock()
    gathered = clock.time("read", lambda: gather(path, survey, Progress(quiet=True)))
    responses = gathered.responses.asked()
    scores = clock.time("score", lambda: score_all(responses))
    snapshot = clock.time("figures", lambda: snapshot_of(responses, scores, Edition("bench", 2026, "x")))
    clock.time("quality", lambda: sheet("bench", gathered, quality(responses, scores)))
    clock.time("write", lambda: yaml_text(snapshot, "A benchmark."))
    return {**clock.seconds, "used": responses.size}


def one_by_one(survey: Survey, folder: Path) -> dict[str, float]:
    """The same files read and scored one after the other."""
    clock = Clock()
    paths = sorted(folder.glob("*.json"))
    read = clock.time("read", lambda: [read_result(survey, path.read_text("utf-8")) for path in paths])
    clock.time("score", lambda: [score_survey(survey, result.answers) for result in read])
    return {**clock.seconds, "used": len(read)}


class Clock:
    """Seconds of processor time by the name of what was done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """Do the work and keep its time."""
        start = time.process_time()
        result = work()
        self.seconds[name] = time.process_time() - start
        return result


def in_its_own_process(what: str, path: Path) -> dict[str, float]:
    """One measurement in a new process."""
    command = [sys.executable, str(Path(__file__)), "--one", what, str(path)]
    one_core = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **one_core}, capture_output=True, text=True, check=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


# Report


def row(source: str, size: int, runs: Sequence[Found]) -> None:
    """One row of the first table: medians of seconds, and of the peak memory."""
    assert all(run["used"] == size for run in runs)
    totals = [sum(run[stage] for stage in STAGES) for run in runs]
    total = statistics.median(totals)
    cells = [f"{size:,}", source, f"{len(runs)}"]
    cells += [f"{median(runs, stage):.2f} s" for stage in STAGES]
    cells += [f"{total:.2f} s", f"{1e6 * total / size:.0f} µs", f"{min(totals):.2f} to {max(totals):.2f} s"]
    print("| " + " | ".join([*cells, f"{median(runs, 'peak'):.0f} MiB"]) + " |", flush=True)


def compare(size: int, turns: Mapping[str, Sequence[Found]]) -> None:
    """Two rows of the second table: the panel beside its peer, with ratios of the medians."""
    for what, runs in turns.items():
        cells = [f"{size:,}", what]
        for stage in ("score", "read"):
            ratio = median(turns[PEER], stage) / median(runs, stage)
            cells += [
                f"{1000 * median(runs, stage):.1f} ms",
                "1" if what == PEER else f"{ratio:.1f} x faster",
            ]
        print("| " + " | ".join([*cells, f"{median(runs, 'peak'):.0f} MiB"]) + " |")


def median(runs: Sequence[Found], name: str) -> float:
    """The middle of what the runs measured."""
    return statistics.median(run[name] for run in runs)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
