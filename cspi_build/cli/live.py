"""Serving a site while it is being written: built again when a file changes, with the pages that are open.

Pages get one more script (`live.js`), which listens to `/-/events`. The service worker is replaced by one
that removes itself, since it would show what it stored.
"""

from __future__ import annotations

import functools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from cspi_build.cli.serve import HOST, TYPES, SiteHandler, SiteServer, bind
from cspi_build.cli.watch import Seen, Sources, changed
from cspi_build.diagnostics import CspiBuildError
from cspi_build.installation import COMMAND
from cspi_build.os_errors import explain_os_error

__all__ = ["Live", "LiveHandler", "follow", "open_live_server", "serve_live"]

SCRIPT = Path(__file__).with_name("live.js")

EVENTS, SCRIPT_AT, WORKER_AT = "/-/events", "/-/live.js", "/sw.js"

TAG = f'<script src="{SCRIPT_AT}" async></script>'.encode()

NO_WORKER = b"""self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
"""

NO_SITE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>
<body></body></html>"""

PAUSE = 0.4  # seconds between two looks at the files

BEAT = 10.0  # seconds after which a page that heard nothing is spoken to, so that those that left are noticed


@dataclass
class Live:
    """What open pages are told: the version of the site, and why the last build failed."""

    version: int = 0
    problem: str = ""
    _news: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, problem: str = "") -> None:
        """Announce a build: that it was made, or why not."""
        with self._news:
            self.version += 0 if problem else 1
            self.problem = problem
            self._news.notify_all()

    def message(self) -> str:
        """The state as JSON."""
        return json.dumps({"version": str(self.version), "problem": self.problem})

    def wait(self, known: str) -> str:
        """The state once it is another one than `known`, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self.message() != known, BEAT)
            return self.message()


class LiveHandler(SiteHandler):
    """Serves the site with the script, and the events that it listens to."""

    def __init__(self, *arguments: object, live: Live, directory: str) -> None:
        self.live = live
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 - named so by the base class
        """Answer."""
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._stream()
        elif path == SCRIPT_AT:
            self._send(SCRIPT.read_bytes(), ".js")
        elif path == WORKER_AT:
            self._send(NO_WORKER, ".js")
        elif (page := self._page()) is not None:
            self._send(with_script(page), ".html")
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        """The page at this address; an empty one where no site was ever built."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and urlsplit(self.path).path.endswith("/") else path
        if path.suffix == ".html" and path.is_file():
            return path.read_bytes()
        is_home = urlsplit(self.path).path == "/"
        return NO_SITE if is_home and not path.exists() else None

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES[kind])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        said = ""
        while True:  # until the page is closed: then writing fails
            said = self.live.wait(said)
            self.wfile.write(f"data: {said}\n\n".encode())
            self.wfile.flush()


def with_script(page: bytes) -> bytes:
    """The page with the script at its end."""
    before, end, after = page.rpartition(b"</body>")
    return before + TAG + end + after if end else page + TAG


def open_live_server(site: Path, port: int, live: Live, say: Callable[[str], None] = print) -> SiteServer:
    """A server as `open_server` gives it, with the script and its events."""
    return bind(functools.partial(LiveHandler, live=live, directory=str(site)), port, say)


def serve_live(
    sources: Sources, port: int, build: Callable[[], None], say: Callable[[str], None] = print
) -> None:
    """Build, serve, and build again whenever a file changes, until the process is stopped."""
    live = Live()
    seen, code = sources.seen(), sources.code()
    _build(build, live, say)
    with open_live_server(sources.out, port, live, say) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"The site is at http://{HOST}:{server.server_address[1]}/ (Ctrl-C stops it)")
        say("It is built again when a file changes.")
        while True:
            seen = follow(sources, seen, code, build, live, say)
            time.sleep(PAUSE)


def follow(
    sources: Sources,
    seen: Seen,
    code: Seen,
    build: Callable[[], None],
    live: Live,
    say: Callable[[str], None],
) -> Seen:
    """Build again if a file changed since it was `seen`; return the files as they are now."""
    now = sources.seen()
    found = changed(seen, now)
    if not found:
        return seen
    others = f" and {len(found) - 1} more" if len(found) > 1 else ""
    say(f"\n{_shown(found[0], sources)}{others} changed:")
    if changed(code, sources.code()):
        problem = f"The code of the program has changed as well: stop it and start `{COMMAND} serve` again."
        say(problem)
        live.tell(problem)
    else:
        _build(build, live, say)
    return now


def _build(build: Callable[[], None], live: Live, say: Callable[[str], None]) -> None:
    try:
        build()
    except CspiBuildError as error:
        problem = str(error)
    except OSError as error:
        problem = explain_os_error(error)
    else:
        live.tell()
        return
    say(problem)
    live.tell(problem)


def _shown(path: Path, sources: Sources) -> str:
    root = sources.project.root
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
