"""The peers' pages: the same survey made with SurveyJS, and the same scoring in a PyScript page.

    npm ci --prefix benchmarks --ignore-scripts
    .venv/bin/python benchmarks/peers.py

writes them into .build/peers/. All files of the peers are their packages' own minified ones, all from the
same server as our page, nothing from anywhere else. SurveyJS gets the survey as `build.py export cspi --to
surveyjs` writes it, its style sheet without fonts, and no theme. PyScript runs in a worker, as it advises,
with Pyodide and the wheel of cspi_core from the same server.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from measure import ROOT, built_site

from cspi_build.publish.common import Exported
from cspi_build.publish.surveyjs import surveyjs
from cspi_build.settings.ui_text import load_words
from cspi_build.surveys.compile import compile_survey
from cspi_build.surveys.load import load_survey

PACKAGES = Path(__file__).parent / "node_modules"
MICROPYTHON_PACKAGE = "@micropython/micropython-webassembly-pyscript"
PEERS = ROOT / ".build" / "peers"
LOCALE = "ja"
SURVEYJS_FILES = (
    "survey-core/survey-core.fontless.min.css",
    "survey-core/survey.core.min.js",
    "survey-core/i18n/japanese.min.js",
    "survey-js-ui/survey-js-ui.min.js",
)
SURVEYJS = """<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{title}">
<link rel="stylesheet" href="survey-core.fontless.min.css">
<script defer src="survey.core.min.js"></script>
<script defer src="japanese.min.js"></script>
<script defer src="survey-js-ui.min.js"></script>
<script defer src="page.js"></script>
</head>
<body><main id="survey"></main></body>
</html>
"""
SURVEYJS_SCRIPT = """const model = new Survey.Model({survey});
model.locale = "{locale}";
model.render(document.getElementById("survey"));
"""
PYSCRIPT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The same scoring in a PyScript page</title>
<script type="module" src="core/core.js"></script>
</head>
<body><script type="py" worker config="config.json" src="main.py"></script></body>
</html>
"""
PYSCRIPT_PROGRAM = """import json
import shutil

from js import BroadcastChannel

shutil.unpack_archive("wheel.zip", ".")
from cspi_core.service import Service

with open("start.json", encoding="utf-8") as file:
    loaded = json.loads(Service().answer(file.read()))
BroadcastChannel.new("engine").postMessage("ready" if loaded["ok"] else "failed")
"""


def write_surveyjs(into: Path) -> None:
    """The page of the survey with SurveyJS."""
    survey = compile_survey(load_survey(ROOT / "survey_defs" / "cspi"))
    exported = Exported.of(survey, load_words(ROOT / "site_src" / "text", languages=("ja", "en")))
    title = survey["text"][LOCALE]["title"]
    into.mkdir(parents=True)
    for name in SURVEYJS_FILES:
        shutil.copy(package(name), into)
    model = json.dumps(surveyjs(exported), ensure_ascii=False, separators=(",", ":"))
    script = SURVEYJS_SCRIPT.replace("{survey}", model).replace("{locale}", LOCALE)
    (into / "page.js").write_text(script, encoding="utf-8")
    (into / "index.html").write_text(SURVEYJS.format(locale=LOCALE, title=title), encoding="utf-8")


def write_pyscript(site: Path, into: Path) -> None:
    """The page that scores with PyScript; what it reads at its start is what our own engine gets."""
    manifest = json.loads((site / "engine" / "manifest.json").read_bytes())
    shutil.copytree(package("@pyscript/core/dist"), into / "core", ignore=shutil.ignore_patterns("*.map"))
    shutil.copytree(ROOT / "node_modules" / "pyodide", into / "pyodide")
    shutil.copy(site / "engine" / manifest["wheel"]["path"], into / "wheel.zip")
    (into / "start.json").write_text(json.dumps(start(site)), encoding="utf-8")
    config = {
        "interpreter": "./pyodide/pyodide.mjs",
        "sync_main_only": True,  # else the worker needs a service worker or headers of cross-origin isolation
        "files": {"./wheel.zip": "", "./start.json": ""},
    }
    (into / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (into / "main.py").write_text(PYSCRIPT_PROGRAM, encoding="utf-8")
    (into / "index.html").write_text(PYSCRIPT, encoding="utf-8")


def start(site: Path) -> dict[str, Any]:
    """The first request to the core: the survey, and the published figures that it links to."""
    page = (site / "en" / "cspi" / "index.html").read_text(encoding="utf-8")
    data = json.loads(page.split('id="page-data">')[1].split("</script>")[0])

    def read(url: str) -> Any:
        return json.loads((site / "en" / "cspi" / url).read_bytes())

    snapshots = [read(url) for url in data["snapshots"]]
    return {"method": "load", "survey": read(data["survey"]["data"]), "snapshots": snapshots}


def package(name: str) -> Path:
    """A file or folder of a peer's package; stops with a sentence where it is not installed."""
    if not (PACKAGES / name).exists():
        sys.exit(f"{name} is not installed: run `npm ci --prefix benchmarks --ignore-scripts` first.")
    return PACKAGES / name


def main() -> None:
    """Write the pages again."""
    shutil.rmtree(PEERS, ignore_errors=True)
    write_surveyjs(PEERS / "surveyjs")
    with built_site() as site:
        write_pyscript(site, PEERS / "pyscript")
    print(f"Written into {PEERS.relative_to(ROOT)}/.")


if __name__ == "__main__":
    main()
