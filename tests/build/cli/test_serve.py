"""The server: right types, the headers of a good host, and a word where a port is taken."""

from __future__ import annotations

import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from cspi_build.cli.serve import open_server
from cspi_build.diagnostics import CspiBuildError
from cspi_build.site.headers import headers_for


def ask(url: str, method: str = "GET") -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, method=method)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def one(site_dir: Path, pattern: str) -> str:
    return next(site_dir.glob(pattern)).relative_to(site_dir).as_posix()


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/survey-*.js", "text/javascript; charset=utf-8"),
        ("assets/site-*.css", "text/css; charset=utf-8"),
        ("engine/manifest.json", "application/json; charset=utf-8"),
        ("engine/pyodide-*/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("engine/pyodide-*/pyodide.asm.wasm", "application/wasm"),
        ("engine/cspi_core-*/*.whl", "application/zip"),
        ("data/surveys/cspi.json", "application/json; charset=utf-8"),
    ],
)
def test_types_and_headers(site_url: str, site_dir: Path, pattern: str, kind: str) -> None:
    path = one(site_dir, pattern)
    status, headers, content = ask(site_url + path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert content == (site_dir / path).read_bytes()


@pytest.mark.parametrize(
    ("path", "lasting"),
    [
        ("/index.html", False),
        ("/ja/cspi/", False),
        ("/engine/manifest.json", False),
        ("/data/surveys/cspi.json", False),
        ("/assets/site-4XKQ2A7B.js", True),
        ("/assets/site.js", False),
        ("/engine/pyodide-314.0.7-0123456789ab/pyodide.mjs", True),
        ("/ja/assets/stylesheets/main.57a0d79d.min.css", True),
    ],
)
def test_only_what_is_named_by_its_content_is_kept_for_ever(path: str, lasting: bool) -> None:
    assert ("immutable" in headers_for(path)["Cache-Control"]) is lasting


def test_every_built_script_and_style_is_named_by_its_content(site_dir: Path) -> None:
    paths = [f"/{path.relative_to(site_dir).as_posix()}" for path in (site_dir / "assets").iterdir()]
    assert paths
    assert all("immutable" in headers_for(path)["Cache-Control"] for path in paths)


def test_scripts_carry_the_policy_that_their_workers_get(site_url: str, site_dir: Path) -> None:
    _, headers, _ = ask(site_url + one(site_dir, "assets/engine-worker-*.js"))
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy


def test_what_is_missing_gets_the_site_s_own_page(site_url: str, site_dir: Path) -> None:
    page = (site_dir / "404.html").read_bytes()
    status, headers, content = ask(site_url + "no/such/page")
    assert (status, content) == (404, page)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    status, headers, content = ask(site_url + "no/such/page", "HEAD")
    assert (status, headers["Content-Length"], content) == (404, str(len(page)), b"")


@pytest.mark.parametrize(
    "path", ["engine/", "assets/", "../pyproject.toml", "%2e%2e/pyproject.toml", "..%2fwork/"]
)
def test_folders_are_not_listed_and_nothing_outside_is_served(site_url: str, path: str) -> None:
    assert ask(site_url + path)[0] == 404


def test_a_taken_port_is_said_and_the_next_free_one_used(tmp_path: Path) -> None:
    said: list[str] = []
    with open_server(tmp_path, 0) as first:
        port = first.server_address[1]
        with open_server(tmp_path, port, said.append) as second:
            assert second.server_address[0] == "127.0.0.1"
            assert second.server_address[1] > port
            assert said == [
                f"Port {port} is taken by another program; using {second.server_address[1]} instead."
            ]


def test_no_free_port_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cspi_build.cli.serve.TRIES", 0)
    with open_server(tmp_path, 0) as first, pytest.raises(CspiBuildError, match="--port"):
        open_server(tmp_path, first.server_address[1])
