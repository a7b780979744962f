"""The configurations in hosting/: nginx is run with ours, and sends what our own server sends."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import zlib
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
import yaml

from children import started
from cspi_build.cli.compress import compress
from cspi_build.cli.serve import HOST, TYPES
from cspi_build.diagnostics import CspiBuildError
from cspi_build.site.headers import EVERYWHERE, headers_for
from cspi_build.site.own_files import MARKER
from cspi_build.testing.needs import BROTLI, find_nginx
from needed import skip_without

PATIENCE = 60  # seconds: a slow machine is no failure
TRIES = 5
TEMPORARY = ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
SENT = (*EVERYWHERE, "Cache-Control", "Content-Security-Policy")


@pytest.fixture(scope="module")
def hosted(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built site, with some files compressed as `build.py compress` does it."""
    folder = tmp_path_factory.mktemp("hosted")
    site, few = folder / "site", folder / "few"
    shutil.copytree(site_dir, site)
    chosen = ["ja/index.html", *(_path(site, one) for one in site.glob("assets/engine-worker-*.js"))]
    for name in (MARKER, *chosen):
        (few / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / name, few / name)
    compress(few, Path(__file__).resolve().parents[3], folder / "work")
    shutil.copytree(few, site, dirs_exist_ok=True)
    return site


@pytest.fixture(scope="module", params=["", "/cs", "/a/b/c/d"])
def base(request: pytest.FixtureRequest) -> str:
    """Where the site stands on its host: at the top, or under a path."""
    path: str = request.param
    return path


@pytest.fixture(scope="module")
def port(root: Path, hosted: Path, base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx with our configuration, on a port of its own."""
    program = find_nginx()
    if program is None:
        skip_without("nginx")
    folder = tmp_path_factory.mktemp("nginx")
    top = folder / "top"
    (top / base.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
    Path(f"{top}{base}").symlink_to(hosted, target_is_directory=True)
    for left in reversed(range(TRIES)):  # another program may take a free port before nginx does
        with socket.create_server((HOST, 0)) as free:
            number: int = free.getsockname()[1]
        config = folder / "nginx.conf"
        config.write_text(_whole(root / "hosting" / "nginx.conf", top, folder, number), encoding="utf-8")
        with started([str(program), "-p", str(folder), "-c", str(config)]) as process:
            if _answers(process, number, left):
                yield number
                return


def _whole(own: Path, site: Path, folder: Path, number: int) -> str:
    """Our part in a configuration that needs nothing of the machine's own nginx."""
    text = own.read_text(encoding="utf-8")
    text = text.replace("listen      80;", f"listen {HOST}:{number};").replace(
        "/var/www/cs-bearings", str(site)
    )
    assert str(number) in text and str(site) in text
    if BROTLI.exists():
        text = text.replace("# brotli_static on;", "brotli_static on;")
    paths = "".join(f"{name}_temp_path {folder / name};\n" for name in TEMPORARY)
    head = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    head += f"daemon off;\nmaster_process off;\npid {folder / 'pid'};\nerror_log {folder / 'errors'};\n"
    return f"{head}events {{}}\nhttp {{\n{paths}{text}}}\n"


def _answers(process: subprocess.Popen[str], number: int, left: int) -> bool:
    """Wait until it does; False where the port was taken and there are tries `left`."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            said = process.stderr.read() if process.stderr else ""
            if left and "Address already in use" in said:
                return False
            pytest.fail(f"nginx does not start: {said}", pytrace=False)
        with socket.socket() as probe:
            if probe.connect_ex((HOST, number)) == 0:
                return True
        time.sleep(0.05)
    pytest.fail("nginx does not answer", pytrace=False)


def get(port: int, path: str, encoding: str = "identity") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def _path(site: Path, file: Path) -> str:
    return file.relative_to(site).as_posix()


def of_each_kind(site: Path) -> list[str]:
    """One file of each suffix in each of the top folders."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    kept = [path for path in files if path.suffix not in (".br", ".gz")]
    found = {(_path(site, path).split("/")[0], path.suffix): _path(site, path) for path in kept}
    hashed = [_path(site, path) for path in site.glob("engine/*/*")]
    return sorted({*found.values(), *hashed})


def test_nginx_sends_what_our_own_server_sends(port: int, base: str, hosted: Path) -> None:
    paths = of_each_kind(hosted)
    assert len(paths) > 12
    for path in paths:
        answer, content = get(port, f"{base}/{path}")
        wanted = headers_for(f"{base}/{path}")
        assert answer.status == 200, path
        assert content == (hosted / path).read_bytes(), path
        assert {name: answer.getheader(name) for name in SENT} == {name: wanted.get(name) for name in SENT}, (
            path
        )
        assert answer.getheader("Content-Type") == TYPES[Path(path).suffix], path


@pytest.mark.parametrize(("encoding", "suffix"), [("gzip", ".gz"), ("br", ".br")])
def test_nginx_sends_the_compressed_files(
    port: int, base: str, hosted: Path, encoding: str, suffix: str
) -> None:
    if encoding == "br" and not BROTLI.exists():
        skip_without("Brotli in nginx")
    for path in ("ja/index.html", *(_path(hosted, one) for one in hosted.glob("assets/engine-worker-*.js"))):
        answer, content = get(port, f"{base}/{path}", f"{encoding}")
        assert answer.getheader("Content-Encoding") == encoding
        assert content == (hosted / f"{path}{suffix}").read_bytes()
        assert answer.getheader("Content-Type") == TYPES[Path(path).suffix]
        assert answer.getheader("Content-Security-Policy") == headers_for(f"/{path}").get(
            "Content-Security-Policy"
        )


MISSING = {
    "/nothing": "404.html",
    "/ja/nothing/": "ja/404.html",
    "/en/nothing": "en/404.html",
    "/ja/cspi/far/below/it/and/further": "ja/404.html",
    "/embed/nothing/": "404.html",
    "/data/nothing.json": "404.html",
    "/assets/gone-AAAAAAAA.js": "404.html",
    "/engine/gone-0123456789ab/pyodide.mjs": "404.html",
    "/en/assets/javascripts/gone.01234567.min.js": "en/404.html",
    f"/{MARKER}": "404.html",
    "/en/.hidden": "en/404.html",
}


def test_a_missing_page_is_answered_in_its_language(port: int, base: str, hosted: Path) -> None:
    """By a page, whatever was asked for: not to be kept, and not under the policy of a script."""
    for path, page in MISSING.items():
        answer, content = get(port, f"{base}{path}")
        assert answer.status == 404
        assert content == (hosted / page).read_bytes(), path
        assert answer.getheader("Content-Type") == TYPES[".html"], path
        wanted = {**EVERYWHERE, "Cache-Control": "no-cache", "Content-Security-Policy": None}
        assert {name: answer.getheader(name) for name in SENT} == wanted, path


def test_folders_are_pages_and_hidden_files_are_not_there(port: int, base: str, hosted: Path) -> None:
    assert get(port, f"{base}/ja/")[1] == (hosted / "ja" / "index.html").read_bytes()
    moved = get(port, f"{base}/ja/about")[0]
    assert moved.status == 301 and str(moved.getheader("Location")).endswith(f"{base}/ja/about/")
    assert get(port, f"{base}/{MARKER}")[0].status == 404
    assert get(port, f"{base}/assets/")[0].status in (403, 404)


def test_what_others_look_for_in_well_known_is_there(port: int, base: str, hosted: Path) -> None:
    path = hosted / ".well-known" / "security.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("Contact: mailto:security@example.org\n", encoding="utf-8")
    assert get(port, f"{base}/.well-known/security.txt")[1] == path.read_bytes()


def test_above_a_site_under_a_path_nginx_answers_itself(port: int, base: str) -> None:
    if base:
        answer, content = get(port, "/nothing")
        assert answer.status == 404 and b"nginx" in content


def rules_of(text: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """Netlify's and Cloudflare's `_headers`: `*` is anything, `:name` one part of a path.

    Netlify reads `/a/*` as `/a` too."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            parts = re.split(r"(/\*$|:\w+)", line.strip())
            kinds = {"/*": "(?:/.*)?", ":": "[^/]+"}
            pattern = "".join(kinds.get(part[:2], kinds.get(part[:1], re.escape(part))) for part in parts)
            found.append((re.compile(pattern), {}))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
    return found


@pytest.mark.parametrize("above", ["", "/cs"])
def test_the_headers_file_says_the_same(root: Path, hosted: Path, above: str) -> None:
    rules = rules_of((root / "hosting" / "_headers").read_text(encoding="utf-8"))
    files = [_path(hosted, one) for one in hosted.rglob("*") if one.is_file()]
    for path in (one for one in files if not one.endswith((".br", ".gz")) and not one.startswith(".")):
        got: dict[str, str] = {}
        for pattern, headers in rules:
            if pattern.fullmatch(f"{above}/{path}"):
                assert not got.keys() & headers.keys(), "hosts join a header that two rules set"
                got |= headers
        wanted = headers_for(f"{above}/{path}")
        assert agrees(path, got, wanted), (path, got)
        if path.startswith(("assets/", "engine/")) and "immutable" in wanted["Cache-Control"]:
            assert got["Cache-Control"] == wanted["Cache-Control"], path


def test_each_file_for_hosts_is_tried_here(root: Path) -> None:
    assert {path.name for path in (root / "hosting").iterdir()} == {"_headers", "nginx.conf"}


def agrees(path: str, got: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Security headers are all there; what may be kept for ever is so at most; the policy is for workers."""
    lasting = got.get("Cache-Control") in (None, wanted["Cache-Control"])
    policy = got.get("Content-Security-Policy")
    is_worker = path == "sw.js" or "engine-worker" in path or "/workers/" in path
    has_policy = not is_worker or policy == wanted["Content-Security-Policy"]
    return lasting and has_policy and all(got.get(name) == value for name, value in EVERYWHERE.items())


def test_only_a_built_site_is_compressed(tmp_path: Path, root: Path) -> None:
    with pytest.raises(CspiBuildError, match="is no built site"):
        compress(tmp_path, root, tmp_path / "work")


def test_compressed_files_hold_the_same(tmp_path: Path, root: Path) -> None:
    (tmp_path / MARKER).write_text("", encoding="utf-8")
    (tmp_path / "long.js").write_text("let a = 1;\n" * 200, encoding="utf-8")
    (tmp_path / "short.js").write_text("1;\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(bytes(2000))
    compress(tmp_path, root, tmp_path / "work")
    names = sorted(
        path.name for path in tmp_path.iterdir() if path.is_file() and not path.name.startswith(".")
    )
    assert names == ["long.js", "long.js.br", "long.js.gz", "picture.png", "short.js"]
    whole = zlib.decompress((tmp_path / "long.js.gz").read_bytes(), wbits=31)
    assert whole == (tmp_path / "long.js").read_bytes()


def test_the_workflow_builds_tests_and_deploys(root: Path) -> None:
    text = (root / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    said = [step.get("run", step.get("uses", "")) for job in jobs.values() for step in job["steps"]]
    commands = [one for one in said if "build.py" in one]
    assert any("build.py test" in one for one in commands) and any(
        "build.py build" in one for one in commands
    )
    assert any(one.startswith("actions/deploy-pages@") for one in said)
    assert jobs["deploy"]["needs"] == "build"


def test_workflows_pin_limit_and_need_little(root: Path) -> None:
    """Actions by commit, on pull requests too, within a time, with no rights but those that a job uses."""
    for path in (root / ".github" / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        workflow = yaml.safe_load(text)
        used = re.findall(r"uses: (.*)", text)
        assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)
        assert (
            "pull_request" in workflow[True] and "pull_request_target" not in text
        )  # YAML 1.1 reads `on` so
        assert workflow["permissions"] == {}
        rights = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
        assert rights == {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}}
        assert all(0 < job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
        assert "pull_request" in workflow["jobs"]["deploy"]["if"]
