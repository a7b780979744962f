"""What the image of the engine lacks makes a reply slower, never wrong: the whole engine gives it instead.

The image is one that was cut to the loading of a survey alone, so the first request about answers needs more.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from cspi_build.node import find_node
from cspi_core import load_survey, score
from survey_page import SurveyPage, compiled_survey, extreme, keep

# The build's own steps, with one request as the workload.
CUT = """
import { readFileSync, writeFileSync } from "node:fs";
const [steps, runner, wasm, memory, layout, request, into] = process.argv.slice(1);
const { cutFunctions, noting, ranIn, withMargin, withoutData } = await import(steps);
const { startRuntime } = await import(runner);
const whole = new Uint8Array(readFileSync(wasm));
const module = new WebAssembly.Module(noting(withoutData(whole)));
const stored = new Uint8Array(readFileSync(memory)).buffer;
const runtime = await startRuntime(module, stored, JSON.parse(layout), false);
runtime.answer(readFileSync(request, "utf8"));
writeFileSync(into, cutFunctions(whole, withMargin(whole, ranIn(runtime.exported))));
process.exit(0);
"""


@pytest.fixture(scope="module")
def crippled(root: Path, site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The manifest of the site and the packed code, for an image that can load the survey and no more."""
    work = tmp_path_factory.mktemp("crippled")
    manifest: dict[str, Any] = json.loads((site_dir / "engine" / "manifest.json").read_bytes())
    snapshot = manifest["snapshot"]
    files = {file["role"]: file for file in (*manifest["files"], *snapshot["files"])}
    messages = {path.stem.split("-")[1]: json.loads(path.read_bytes())[path.stem.split("-")[1]]
                for path in (site_dir / "assets").glob("messages-*.json")}  # fmt: skip
    survey = compiled_survey(site_dir)
    figures = [json.loads(path.read_bytes()) for path in (site_dir / "data" / "benchmarks").glob("*.json")]
    load = {"method": "load", "survey": survey, "snapshots": figures, "messages": messages}
    (work / "load.json").write_text(json.dumps(load), encoding="utf-8")
    runner = root / "site_src" / "assets" / "engine" / "quick-runtime.js"
    paths = [root / "cspi_build" / "engine" / "functions.mjs", runner]
    paths += [site_dir / "engine" / files[role]["path"] for role in ("wasm", "memory")]
    given = [*map(str, paths), json.dumps(snapshot), str(work / "load.json"), str(work / "core.wasm")]
    node = find_node(root, work).program
    subprocess.run([str(node), "--input-type=module", "-e", CUT, *given], check=True, cwd=root)
    code = gzip.compress((work / "core.wasm").read_bytes())
    assert len(code) < 0.9 * files["code packed"]["bytes"]
    files["code packed"]["sha256"] = hashlib.sha256(code).hexdigest()
    return {"manifest.json": json.dumps(manifest).encode(), "core.bin": code}


@pytest.fixture
def cspi(page: Page, site_url: str, site_dir: Path, crippled: dict[str, bytes]) -> SurveyPage:
    """The survey with its best answers, on a site that has the crippled image."""
    keep(page, "cspi", extreme(compiled_survey(site_dir), best=True))
    for name, body in crippled.items():
        page.route(f"**/engine/**/{name}", lambda route, _, body=body: route.fulfill(body=body))
        page.route(f"**/engine/{name}", lambda route, _, body=body: route.fulfill(body=body))
    return SurveyPage(page, site_url)


def test_the_whole_engine_does_what_the_image_lacks(cspi: SurveyPage, site_dir: Path) -> None:
    asked: list[str] = []
    workers: list[str] = []
    cspi.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    cspi.page.on("worker", lambda worker: workers.append(worker.url))
    cspi.open("report").wait_for_report()
    survey = compiled_survey(site_dir)
    report = score(load_survey(survey), extreme(survey, best=True)).to_dict()
    assert cspi.page.locator(".cs-index__number strong").text_content() == f"{report['index']['score']:.1f}"
    assert len(workers) == 2
    assert {"core.bin", "pyodide.asm.wasm", "python_stdlib.zip"} <= set(asked)
    cspi.page.locator("[data-segment=team]").first.evaluate("link => link.click()")
    cspi.option("q18", "one_group").check()
    cspi.page.locator("#return a").click()
    expect(cspi.page.locator(".cs-index__number strong")).not_to_have_text(f"{report['index']['score']:.1f}")
    assert len(workers) == 2  # the whole engine does all the rest


def test_a_miss_without_the_network_is_said_in_words(cspi: SurveyPage) -> None:
    def abort(route: Route) -> None:
        route.abort()

    cspi.page.route("**/engine/pyodide-*/**", abort)
    cspi.open("report")
    notice = cspi.page.locator("[data-notice=engine]")
    expect(notice).to_contain_text("Connect to the internet")
    cspi.page.unroute("**/engine/pyodide-*/**", abort)
    notice.get_by_role("button", name="Try again").click()
    cspi.wait_for_report()
    expect(notice).to_have_count(0)
