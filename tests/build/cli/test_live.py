"""`serve` while a site is being written: built again on changes, and mistakes told to open pages."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspi_build.cli.live import Live, follow, open_live_server, with_script
from cspi_build.cli.main import ROOT
from cspi_build.cli.scaffold.site import new_site
from cspi_build.cli.serve import HOST
from cspi_build.cli.watch import Sources
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.workspace.project import Project


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    project = Project(new_site(tmp_path / "site", ("en",)))
    return Sources(project, project.site)


class Writer:
    """Someone who writes a site, and what `serve` does meanwhile."""

    def __init__(self, sources: Sources) -> None:
        self.sources, self.live = sources, Live()
        self.seen, self.code = sources.seen(), sources.code()
        self.said: list[str] = []
        self.builds = 0

    def build(self) -> None:
        self.builds += 1
        check(ROOT, Progress(quiet=True), project=self.sources.project)

    def look(self) -> None:
        live, say = self.live, self.said.append
        self.seen = follow(self.sources, self.seen, self.code, self.build, live, say)


@pytest.fixture
def writer(sources: Sources) -> Writer:
    return Writer(sources)


def test_nothing_is_built_as_long_as_nothing_changes(writer: Writer, sources: Sources) -> None:
    writer.look()
    (sources.out / "en").mkdir(parents=True)
    (sources.out / "en" / "index.html").write_text("built")
    (sources.project.root / ".build").mkdir()
    (sources.project.root / ".build" / "log").write_text("made")
    (sources.project.root / ".site.yaml.swp").write_text("an editor's own")
    writer.look()
    assert (writer.builds, writer.said) == (0, [])


@pytest.mark.parametrize("name", ["site.yaml", "survey_defs/meetings/en.yaml", "text/en.yaml", "logo.svg"])
def test_a_file_that_changes_or_is_new_builds_the_site(writer: Writer, sources: Sources, name: str) -> None:
    path = sources.project.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n", encoding="utf-8")
    writer.look()
    assert (writer.builds, writer.live.version, writer.live.problem) == (1, 1, "")
    assert writer.said == [f"\n{name} changed:"]
    path.unlink()
    writer.look()
    assert writer.builds == 2


def test_a_mistake_is_told_with_its_line_and_caret_until_it_is_gone(writer: Writer, sources: Sources) -> None:
    path = sources.project.surveys / "meetings" / "survey.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("version:", "vresion:", 1), encoding="utf-8")
    writer.look()
    problem = json.loads(writer.live.message())["problem"]
    assert "survey.yaml:" in problem and "did you mean `version`?" in problem
    assert "| vresion:" in problem and "^^^^^^^" in problem
    assert writer.said[-1] == problem
    writer.look()
    assert writer.builds == 1
    path.write_text(good, encoding="utf-8")
    writer.look()
    assert (writer.live.version, writer.live.problem) == (1, "")


def test_code_that_changed_is_not_built_by_the_old_code(writer: Writer, sources: Sources) -> None:
    writer.code = {ROOT / "gone.py": (1, 1), **writer.code}
    (sources.project.root / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    writer.look()
    assert writer.builds == 0
    assert "start `build.py serve` again" in writer.live.problem


def test_a_page_gets_the_script_at_its_end() -> None:
    assert with_script(b"<body>a</body></html>") == (
        b'<body>a<script src="/-/live.js" async></script></body></html>'
    )
    assert with_script(b"a").endswith(b"async></script>")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[str, Live]]:
    (tmp_path / "out" / "en").mkdir(parents=True)
    (tmp_path / "out" / "en" / "index.html").write_text("<body>page</body>")
    (tmp_path / "out" / "sw.js").write_text("cache everything")
    live = Live()
    with open_live_server(tmp_path / "out", 0, live) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_address[1]}", live
        server.shutdown()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def test_pages_are_served_with_the_script_and_without_what_stores_them(address: tuple[str, Live]) -> None:
    url, _ = address
    assert read(f"{url}/en/") == '<body>page<script src="/-/live.js" async></script></body>'
    assert "Not built yet" in read(url)
    assert "unregister" in read(f"{url}/sw.js")
    assert "EventSource" in read(f"{url}/-/live.js")


def test_open_pages_hear_of_each_build_and_each_mistake(address: tuple[str, Live]) -> None:
    url, live = address
    with urllib.request.urlopen(f"{url}/-/events", timeout=30) as events:  # noqa: S310 - our own server
        heard = [json.loads(events.readline()[6:])]
        events.readline()
        for problem in ("", "survey.yaml:1:1: no", ""):
            live.tell(problem)
            heard.append(json.loads(events.readline()[6:]))
            events.readline()
    assert [one["version"] for one in heard] == ["0", "1", "1", "2"]
    assert [one["problem"] for one in heard] == ["", "", "survey.yaml:1:1: no", ""]
