"""How long the whole site takes to build, against MkDocs alone for the same pages, and how that grows.

    .venv/bin/python benchmarks/building.py [ROUNDS]

All are started as commands, so all pay for starting Python. MkDocs alone gets the Markdown and the
configurations that our build has staged, one run a language, with the finished drawings in it, as it needs
them to make the same pages; a second row shows it without them, as our build runs it. Our build also checks
the definitions, draws the charts, bundles the scripts and adds policies: first with nothing kept from
earlier builds but the engine's heap image, then after one figure of one edition has changed, then with
nothing changed.

How it grows: first builds of copies of the repository with 1, 10 and 50 surveys (the largest one under
other names), with a survey of more questions (its own over again), with 0, 5 and 20 snapshots more
(likewise), and one and two languages. Processor time of all processes; one build each.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

import yaml
from measure import ROOT, interleaved, machine, table

from cspi_build.charts.placeholders import with_drawings
from cspi_build.charts.site_charts import page_drawings, site_charts
from cspi_build.editions.comparison import compared_metrics
from cspi_build.pipeline import check
from cspi_build.progress import Progress

ROUNDS = 5
BUILD = """
import shutil
from contextlib import contextmanager
from pathlib import Path
from cspi_build import pipeline
from cspi_build.progress import Progress

@contextmanager
def kept(parent, prefix):  # a build's own folder, which stays to be looked at
    folder = (parent / "own").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder

pipeline.own_folder = kept
pipeline.build_site(pipeline.Places(Path.cwd(), Path(".build")), Path("dist"), Progress(quiet=True))
"""
OWN = Path(".build", "own")
COPIED = ("benchmark_snapshots", "cspi_core", "hosting", "site_src", "survey_defs")
SURVEY, SNAPSHOT = "cspi", "hicustomer-2021"
FILES = ("survey", "ja", "en")  # of a survey
FIGURE = ("benchmark_snapshots/gainsight-2022.yaml", "cs_ops: {share: ")
SIZES = {
    "surveys": (1, 10, 50),
    "times the questions": (1, 2, 5),
    "more snapshots": (0, 5, 20),
    "languages": (1, 2),
}
STAGED, WHOLE = "mkdocs", "whole"  # stems of configurations: without the drawings, and with them


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        copy_repository(copy)
        turns: dict[str, Callable[[], float]] = {
            "MkDocs alone": partial(mkdocs_alone, copy, WHOLE),
            "MkDocs alone, no drawings": partial(mkdocs_alone, copy, STAGED),
            "first build": partial(first_build, copy),
            "one figure changed": partial(after_a_change, copy),
            "nothing changed": partial(build, copy),
        }
        build(copy)  # stages what MkDocs gets
        stage_whole(copy)
        pages = len(list((copy / OWN / "docs").rglob("*.md")))
        found = interleaved(turns, rounds)
    tools = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    print(f"{machine()}, {tools}; {pages} pages\n\n{table(found, 'MkDocs alone')}")
    print("\n| first build with | pages | seconds | processor seconds | a page |\n|---|---:|---:|---:|---:|")
    for row in growth():
        print(row, flush=True)


def growth() -> Iterator[str]:
    """One row of a table for each size."""
    for what, sizes in SIZES.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder, "copy")
                copy_repository(copy)
                RESIZE[what](copy, size)
                before = processor()
                seconds, used = build(copy) / 1000, processor() - before
                pages = len(list((copy / OWN / "docs").rglob("*.md")))
                each = f"{used / pages * 1000:.0f} ms"
                yield f"| {what}: {size} | {pages} | {seconds:.1f} s | {used:.1f} s | {each} |"


def copy_repository(copy: Path) -> None:
    """What a build reads, apart from the packages, which stay where they are."""
    copy.mkdir()
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, copy)
    (copy / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)


def surveys(copy: Path, count: int) -> None:
    """Have `count` surveys: the largest one, and copies of it."""
    for path in (copy / "survey_defs").iterdir():
        if path.name != SURVEY:
            shutil.rmtree(path)
    for number in range(1, count):
        shutil.copytree(copy / "survey_defs" / SURVEY, copy / "survey_defs" / f"{SURVEY}-{number}")
        replace(
            copy / "survey_defs" / f"{SURVEY}-{number}" / "survey.yaml",
            f"id: {SURVEY}",
            f"id: {SURVEY}-{number}",
        )


def questions(copy: Path, times: int) -> None:
    """Have the largest survey ask each question that scores, and says nothing else, that many times."""
    folder = copy / "survey_defs" / SURVEY
    survey, *texts = [yaml.safe_load((folder / f"{name}.yaml").read_bytes()) for name in FILES]
    scored = [one["id"] for one in survey["questions"] if "axis" in one and "profile" not in one]
    names = {(name, turn): f"{name}_{turn}" for name in scored for turn in range(1, times)}
    survey["questions"] = [
        {**one, "id": names.get((one["id"], turn), one["id"]), "number": one["number"] * 100 + turn}
        for one in survey["questions"]
        for turn in range(times if one["id"] in scored else 1)
    ]
    for text in texts:
        text["questions"] |= {new: text["questions"][name] for (name, _), new in names.items()}
    for name, data in zip(FILES, [survey, *texts], strict=True):
        (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def snapshots(copy: Path, count: int) -> None:
    """Have that many snapshots more: copies of one of the largest, in series of their own."""
    folder = copy / "benchmark_snapshots"
    text = (folder / f"{SNAPSHOT}.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^ +previous:.*\n", "", text)
    for number in range(count):
        own = text.replace(f"id: {SNAPSHOT}", f"id: made{number}-2021", 1)
        own = re.sub(r"series: \S+", f"series: made{number}", own, count=1)
        (folder / f"made{number}-2021.yaml").write_text(own, encoding="utf-8")


def languages(copy: Path, count: int) -> None:
    """Have Japanese alone, or English as well."""
    if count == 1:
        shutil.rmtree(copy / "site_src" / "text" / "en")
        for path in (copy / "survey_defs").glob("*/en.yaml"):
            path.unlink()
            replace(path.with_name("survey.yaml"), "[ja, en]", "[ja]")


RESIZE = {
    "surveys": surveys,
    "times the questions": questions,
    "more snapshots": snapshots,
    "languages": languages,
}


def replace(path: Path, old: str, new: str) -> None:
    """Change a file; stops where it does not have that text."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def build(copy: Path) -> float:
    """Milliseconds for our build."""
    return timed([sys.executable, "-c", BUILD], copy)


def first_build(copy: Path) -> float:
    """The same without anything kept."""
    shutil.rmtree(copy / ".build" / "cache", ignore_errors=True)
    return build(copy)


def after_a_change(copy: Path) -> float:
    """The same after a figure has changed to one that it never was before."""
    name, start = FIGURE
    text = (copy / name).read_text(encoding="utf-8")
    share = float(re.findall(re.escape(start) + r"([0-9.]+)", text)[0])
    replace(copy / name, f"{start}{share:g}", f"{start}{share + 1:g}")
    return build(copy)


def stage_whole(copy: Path) -> None:
    """Keep what MkDocs gets, as our build staged it, and once more with the drawings in their places."""
    work = copy / OWN
    checked = check(copy, Progress(quiet=True))
    svgs = {path.stem: path.read_bytes().decode() for path in (work / "charts").rglob("*.svg")}
    drawings = page_drawings(site_charts(compared_metrics(checked.editions), checked.words), svgs)
    for stem in (STAGED, WHOLE):
        docs = copy / "alone" / stem
        shutil.copytree(work / "docs", docs)
        for page in docs.rglob("*.md") if stem == WHOLE else ():
            page.write_text(with_drawings(page.read_text(encoding="utf-8"), drawings), encoding="utf-8")
        for config in work.glob(f"{STAGED}.*.yml"):
            given = yaml.safe_load(config.read_bytes())
            given["docs_dir"] = str(docs / config.suffixes[0][1:])
            own = copy / "alone" / config.name.replace(STAGED, stem)
            own.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")


def mkdocs_alone(copy: Path, stem: str) -> float:
    """Milliseconds for MkDocs, one run for each language that was staged. `stem`: of the configurations."""
    configs = sorted((copy / "alone").glob(f"{stem}.*.yml"))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
    return sum(
        timed([*command, "-f", str(config), "-d", str(copy / "alone" / "out" / config.stem)], copy)
        for config in configs
    )


def timed(command: list[str], folder: Path) -> float:
    """Milliseconds that a command takes; stops everything where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "true"}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    taken = (time.perf_counter() - start) * 1000
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr[-2000:]}")
    return taken


def processor() -> float:
    """Processor seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
