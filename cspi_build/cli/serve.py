"""A small server for looking at the site on this machine: right types, and the headers of a good host."""

from __future__ import annotations

import errno
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cspi_build.diagnostics import CspiBuildError
from cspi_build.site.headers import headers_for

HOST = "127.0.0.1"

DEFAULT_PORT = 8000

TRIES = 20  # ports looked at after the one that was asked for

TYPES = {
    ".bib": "text/plain; charset=utf-8",
    ".bin": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".map": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".xml": "application/xml",
    ".zip": "application/zip",
    "": "application/octet-stream",
}


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder. Folders are not listed; what is missing gets the site's own 404 page."""

    extensions_map = TYPES
    server_version = "cspi"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds that an idle connection is kept

    def parse_request(self) -> bool:
        """Read a request. A page of another site can have its name lead here and would read the answer, so
        only names of this machine are answered."""
        if not super().parse_request():
            return False
        if not is_this_machine(self.headers.get("Host", HOST)):
            self.close_connection = True
            self.send_response(HTTPStatus.MISDIRECTED_REQUEST)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return False
        return True

    def end_headers(self) -> None:
        """Add what every answer carries."""
        for name, value in headers_for(urlsplit(self.path).path).items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """A folder without a page is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where something is missing."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by the base class
        """Say nothing: who asked for which page is nobody's business."""


def is_this_machine(host: str) -> bool:
    """Whether the host of a request, with or without a port, is a name of the machine itself."""
    name = urlsplit(f"//{host}").hostname if "@" not in host else None
    return name in (HOST, "::1", "localhost") or str(name).endswith(".localhost")


class SiteServer(ThreadingHTTPServer):
    """Serves on this machine only, and never shares a port with a program that already has it."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle of a file is nothing to report."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_server(site: Path, port: int, say: Callable[[str], None] = print) -> SiteServer:
    """A server for `site` on the first free port from `port` on (0: any); says so where that is another one.

    Raises CspiBuildError where no port is free or the port may not be used.
    """
    return bind(functools.partial(SiteHandler, directory=str(site)), port, say)


def bind(handler: Callable[..., SiteHandler], port: int, say: Callable[[str], None]) -> SiteServer:
    """A server whose requests `handler` answers, as `open_server` opens it."""
    for candidate in [0] if port == 0 else range(port, min(port + TRIES, 65535) + 1):
        try:
            server = SiteServer((HOST, candidate), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CspiBuildError(f"Port {candidate} can't be used: {error.strerror}.") from error
            continue
        if candidate != port:
            say(f"Port {port} is taken by another program; using {candidate} instead.")
        return server
    raise CspiBuildError(f"Port {port} and the {TRIES} after it are taken: free one, or choose with --port.")


@contextmanager
def background_server(site: Path) -> Iterator[int]:
    """Serve `site` from a thread while the context lasts; gives the port, on HOST."""
    with open_server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def serve(site: Path, port: int, say: Callable[[str], None] = print) -> None:
    """Serve until the process is stopped."""
    with open_server(site, port, say) as server:
        say(f"The site is at http://{HOST}:{server.server_address[1]}/ (Ctrl-C stops it)")
        server.serve_forever()
