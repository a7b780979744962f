"""No image is used that replies otherwise than CPython, or lacks something that the workload asks for."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from cspi_build.diagnostics import CspiBuildError
from cspi_build.engine import heap_image
from cspi_build.engine.heap_image import SMALL, WHOLE, make_heap_image
from cspi_build.engine.workload import DATA, MESSAGES, requests
from cspi_build.node import find_node
from cspi_core.errors import Code
from cspi_core.service.dispatch import METHODS, Service
from golden_surveys import compiled
from vectors import read_vector, vector_files

Verify = Callable[..., "subprocess.CompletedProcess[str]"]
SPEAK = json.dumps(
    {"method": "speak", "messages": {"en": json.loads((MESSAGES / "en.json").read_text(encoding="utf-8"))}}
)
UNKNOWN = json.dumps({"method": "score", "survey": "nowhere"})
FILE = json.dumps({"method": "load", "survey": "nowhere.json"})  # no browser has files


@pytest.fixture(scope="module")
def verify(root: Path, site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Verify:
    """Runs the build's last step on the image of the site, with a workload."""
    image = tmp_path_factory.mktemp("image")
    manifest = json.loads((site_dir / "engine" / "manifest.json").read_bytes())
    for file in manifest["snapshot"]["files"]:
        path = site_dir / "engine" / file["path"]
        (image / path.name).symlink_to(path)
    (image / "about.json").write_text(json.dumps(manifest["snapshot"]), encoding="utf-8")
    node = find_node(root, image).program

    def run(workload: list[list[str]], dropped: str = "[]") -> subprocess.CompletedProcess[str]:
        lines = image / "workload.jsonl"
        given = [[SPEAK, Service().answer(SPEAK)], *workload]
        (image / "dropped.json").write_text(dropped, encoding="utf-8")
        lines.write_text("".join(json.dumps(line) + "\n" for line in given), encoding="utf-8")
        command = [node, root / "cspi_build" / "engine" / "verify.mjs", image, lines]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)

    return run


def test_replies_of_cpython_pass(verify: Verify) -> None:
    done = verify([[UNKNOWN, Service().answer(UNKNOWN)]])
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reply_that_differs_is_refused(verify: Verify) -> None:
    wanted = Service().answer(UNKNOWN).replace("nowhere", "elsewhere")
    done = verify([[UNKNOWN, wanted]])
    assert done.returncode == 1
    assert "the image replies" in done.stderr
    assert "elsewhere" in done.stderr


def test_what_the_image_lacks_is_missed_and_never_a_reply(verify: Verify) -> None:
    """The core catches errors and makes them replies; a trap it cannot catch."""
    reply = Service().answer(FILE)
    assert json.loads(reply)["problems"][0]["code"] == "damaged_survey"
    done = verify([[FILE, reply]])
    assert done.returncode == 1
    assert "the image is missed" in done.stderr


def test_static_data_that_is_read_though_it_was_dropped_shows(verify: Verify) -> None:
    """What was dropped is garbage while an image is verified."""
    done = verify([[UNKNOWN, Service().answer(UNKNOWN)]], "[[1024, 3000000]]")
    assert done.returncode == 1
    assert "the image " in done.stderr


@pytest.mark.parametrize(
    ("works", "made"),
    [({"data", WHOLE}, "data"), ({WHOLE}, WHOLE), (set(), None)],
    ids=["with all static data", "with everything", "not at all"],
)
def test_an_image_that_fails_is_one_warning_and_made_with_more(
    works: set[str], made: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_root: Path, _work: Path, _wheel: Path, _runtime: Path, kind: str) -> Path:
        if kind not in works:
            raise CspiBuildError(f"It differs ({kind}).")
        for name in heap_image.FILES:
            (tmp_path / name).write_bytes(b"")
        (tmp_path / heap_image.ABOUT).write_text("{}")
        return tmp_path

    monkeypatch.setattr(heap_image, "_make", make)
    warnings: list[str] = []
    image = make_heap_image(tmp_path, tmp_path, tmp_path, tmp_path, warnings.append)
    assert [line.endswith(f"It differs ({SMALL}).") for line in warnings] == [True]
    assert (image.about["kind"] if image else None) == made


def test_the_workload_is_the_same_each_time_and_asks_for_everything() -> None:
    first, again = list(requests(0)), list(requests(0))
    assert first == again
    assert first != list(requests(1))
    asked = [json.loads(text) for text in first if text.startswith('{"')]
    about = [one for one in asked if isinstance(one.get("method"), str)]
    assert {"load", "speak", *METHODS} <= {one["method"] for one in about}
    languages = set(asked[0]["messages"])
    assert len(languages) >= 5
    for method in METHODS:
        spoken = {str(one.get("locale")) for one in about if one["method"] == method}
        assert len(spoken & languages) >= 3, method


def test_the_workload_has_every_golden_vector() -> None:
    """A copy of them, as a build has no tests beside it: under `answers` in its data."""
    there = json.loads(DATA.read_bytes())["answers"]
    vectors = [
        [path.parent.name, read_vector(path, compiled(path.parent.name))[0]] for path in vector_files()
    ]
    assert [one for one in vectors if one not in there] == []


def test_the_workload_meets_every_problem() -> None:
    service = Service()
    replies = [json.loads(service.answer(text)) for text in requests(0)]
    told = {problem["code"] for reply in replies for problem in reply.get("problems", [])}
    told |= {
        problem["code"]
        for reply in replies
        for file in reply.get("refused", [])
        for problem in file["problems"]
    }
    of_files = {"no_file", "not_utf8"}  # which no browser reads
    assert set(get_args(Code)) - told <= of_files
