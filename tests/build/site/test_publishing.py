"""A finished site gets to its place on every kind of disk, readable for servers; nobody's files are lost."""

from __future__ import annotations

import argparse
import errno
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from cspi_build.cli.main import make_parser
from cspi_build.diagnostics import CspiBuildError
from cspi_build.os_errors import given_path
from cspi_build.site import exchange as exchanging
from cspi_build.site import output_folder as folders
from cspi_build.site.exchange import exchange
from cspi_build.site.output_folder import check_target, publish
from cspi_build.site.own_files import MARKER, files_of, refuse_foreign, write_marker

OLD_MARKER = "A build of this site made this folder; the next one replaces it.\n"
NAMESPACE = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",)))
PUBLISH = """
import sys
from pathlib import Path
from cspi_build.diagnostics import CspiBuildError
from cspi_build.site.output_folder import check_target, publish
site, out, guard = map(Path, sys.argv[1:])
try:
    check_target(out)
    publish(site, out, guard, ["CNAME"])
except CspiBuildError as error:
    sys.exit(str(error))
"""
Publish = Callable[..., None]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "below" / "site"


def new_site(tmp_path: Path, **files: str) -> Path:
    """A finished site; `__` stands for a slash and `_` before the last part of a name for its dot."""
    site = tmp_path / "work" / "site"
    shutil.rmtree(site, ignore_errors=True)
    for name, text in files.items():
        path = site / name.replace("__", "/").replace("_html", ".html").replace("_js", ".js")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    write_marker(site, files_of(site))
    return site


@pytest.fixture
def put(tmp_path: Path, out: Path) -> Publish:
    """Publishes a site of these files."""

    def put(keep: list[str] | None = None, **files: str) -> None:
        site = new_site(tmp_path, **(files or {"index_html": "new", "assets__a_js": "a"}))
        publish(site, out, tmp_path / "guard", keep or [])

    return put


def names(out: Path) -> list[str]:
    return [name for name in files_of(out) if name != MARKER]


def test_it_takes_the_place_of_the_earlier_one(put: Publish, out: Path, tmp_path: Path) -> None:
    put(index_html="old", ja__old_html="old")
    put(index_html="new", en__new_html="new")
    assert names(out) == ["en/new.html", "index.html"]
    assert (out / "index.html").read_text() == "new"
    assert [path.name for path in out.parent.iterdir()] == ["site"]


# --- other people's files


@pytest.mark.parametrize(
    "name", ["CNAME", "_headers", ".well-known/security.txt", ".nojekyll", "ja/mine.txt"]
)
def test_files_of_ones_own_are_refused_or_kept(put: Publish, out: Path, name: str) -> None:
    put(index_html="old", ja__index_html="old")
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine")
    top = name if name == "ja/mine.txt" else name.split("/")[0]
    with pytest.raises(CspiBuildError, match=rf"keep: \[{top}\]") as caught:
        put(index_html="new", ja__index_html="new")
    assert name in str(caught.value) or f"{top}/" in str(caught.value)
    assert (out / "index.html").read_text() == "old" and (out / name).read_text() == "mine"
    for text in ("new", "newer"):
        put([top], index_html=text, ja__index_html=text)
        assert (out / "index.html").read_text() == text and (out / name).read_text() == "mine"


def test_all_of_them_are_named(put: Publish, out: Path) -> None:
    put()
    for number in range(20):
        (out / f"mine-{number:02}.txt").write_text("mine")
    with pytest.raises(CspiBuildError, match=r"mine-00\.txt.*mine-11\.txt and 8 more"):
        refuse_foreign(out)
    refuse_foreign(out, [f"mine-{number:02}.txt" for number in range(20)])


def test_a_folder_with_nothing_but_what_is_kept_is_no_foreign_one(put: Publish, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "CNAME").write_text("survey.example\n")
    with pytest.raises(CspiBuildError, match="CNAME"):
        put()
    put(["CNAME"])
    assert names(out) == ["CNAME", "assets/a.js", "index.html"]


def test_what_compress_and_systems_add_is_not_ones_own(put: Publish, out: Path) -> None:
    put()
    for name in ("index.html.br", "index.html.gz", ".DS_Store", "assets/Thumbs.db"):
        (out / name).write_text("x")
    put()
    assert names(out) == ["assets/a.js", "index.html"]
    (out / "mine.gz").write_text("x")
    with pytest.raises(CspiBuildError, match=r"mine\.gz"):
        refuse_foreign(out)


def test_a_name_cannot_be_both_kept_and_built(put: Publish, out: Path) -> None:
    put()
    with pytest.raises(CspiBuildError, match=r"index\.html.*Take it off the list"):
        put(["index.html"])
    (out / "data").mkdir()
    (out / "data" / "x.json").write_text("mine")
    with pytest.raises(CspiBuildError, match=r"data/x\.json"):
        put(["data"], index_html="new", **{"data__x.json": "built"})
    assert (out / "data" / "x.json").read_text() == "mine"


def test_a_site_of_an_earlier_version_is_replaced_and_what_it_lacks_is_not(put: Publish, out: Path) -> None:
    put(index_html="old", assets__old_js="old")
    (out / MARKER).write_text(OLD_MARKER)
    put()
    assert names(out) == ["assets/a.js", "index.html"]
    (out / MARKER).write_text(OLD_MARKER)
    (out / "CNAME").write_text("mine")
    with pytest.raises(CspiBuildError, match="CNAME"):
        put()
    put(["CNAME"])
    assert (out / "CNAME").read_text() == "mine"


def test_links_stay_links(put: Publish, out: Path, tmp_path: Path) -> None:
    put()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "large.zip").write_text("mine")
    (out / "downloads").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CspiBuildError, match="downloads"):
        put()
    put(["downloads"])
    assert (out / "downloads").is_symlink() and (tmp_path / "elsewhere" / "large.zip").exists()


# --- what servers need


def test_everybody_may_read_whatever_the_umask(put: Publish, out: Path) -> None:
    before = os.umask(0o077)
    try:
        put()
        put()
    finally:
        os.umask(before)
    for path in [out.parent, out, *out.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


# --- other disks


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EBUSY, errno.EACCES])
def test_where_folders_cannot_be_renamed_what_is_in_them_is(
    put: Publish, out: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As for a mounted disk: neither the folder nor its place can be renamed, what is in it can."""
    put(index_html="old", ja__old_html="old")
    (out / "CNAME").write_text("mine")
    inode = out.stat().st_ino

    def refuse(one: Path, other: Path) -> None:
        if other == out:
            raise OSError(number, os.strerror(number), str(one), None, str(other))
        exchange(one, other)

    monkeypatch.setattr(folders, "exchange", refuse)
    put(["CNAME"], index_html="new", en__new_html="new")
    assert names(out) == ["CNAME", "en/new.html", "index.html"]
    assert out.stat().st_ino == inode
    assert (out / "index.html").read_text() == "new"
    put(["CNAME"], index_html="newer")
    assert names(out) == ["CNAME", "index.html"]


def test_without_an_exchange_two_steps_do(put: Publish, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "_in_one_step", lambda *_: errno.ENOSYS)
    put(index_html="old")
    put(index_html="new")
    assert names(out) == ["index.html"] and (out / "index.html").read_text() == "new"
    assert [path.name for path in out.parent.iterdir()] == ["site"]


def mounted(tmp_path: Path, mount: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Publish a site of 400 kB under a mount of its own, as root of a namespace."""
    site = new_site(tmp_path, index_html="new", assets__a_js="a" * 400_000)
    (tmp_path / "script.py").write_text(PUBLISH)
    script = f"set -e; {mount}; {sys.executable} {tmp_path / 'script.py'} {site} {out} {tmp_path / 'guard'}"
    script += f" || status=$?; cat {out}/index.html {out}/CNAME; ls -a {out}; exit ${{status:-0}}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    if not shutil.which("unshare") or subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here (unshare), so this kind of disk is not tried out")
    return subprocess.run(
        [*NAMESPACE, "sh", "-c", script], env=environment, capture_output=True, text=True, check=False
    )


def test_onto_another_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    filled = f"mount -t tmpfs none {disk}; mkdir {disk}/site; echo mine > {disk}/site/CNAME"
    done = mounted(tmp_path, filled, disk / "site")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["newmine", ".", "..", MARKER, "CNAME", "assets", "index.html"]


def test_onto_a_mounted_disk_itself(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    done = mounted(tmp_path, f"mount -t tmpfs none {disk}; echo mine > {disk}/CNAME", disk)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["newmine", ".", "..", MARKER, "CNAME", "assets", "index.html"]


def test_onto_a_folder_that_is_bound_elsewhere(tmp_path: Path) -> None:
    """The same disk, so that only trying says that the folder can't be renamed."""
    for name in ("real", "bound"):
        (tmp_path / name).mkdir()
    mount = f"mount --bind {tmp_path / 'real'} {tmp_path / 'bound'}; echo mine > {tmp_path / 'bound'}/CNAME"
    done = mounted(tmp_path, mount, tmp_path / "bound")
    assert done.returncode == 0, done.stderr
    assert names(tmp_path / "real") == ["CNAME", "assets/a.js", "index.html"]


@pytest.mark.parametrize("at", ["site", "."])
def test_a_full_disk_leaves_the_earlier_site(tmp_path: Path, at: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    out = disk / at
    mount = f"mount -t tmpfs -o size=200k none {disk}; mkdir -p {out}; echo mine > {out}/CNAME; "
    done = mounted(
        tmp_path, mount + f"echo old > {out}/index.html; echo '{OLD_MARKER}' > {out}/{MARKER}", out
    )
    assert done.returncode == 1
    assert "the disk is full. Make room" in done.stderr and "Traceback" not in done.stderr
    assert str(out.resolve()) in done.stderr.replace("/.", "")
    assert done.stdout.split() == ["old", "mine", ".", "..", MARKER, "CNAME", "index.html"]


def test_a_read_only_disk_is_said_before_any_work(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    done = mounted(tmp_path, f"mount -t tmpfs -o ro none {disk}", disk / "site")
    assert done.returncode == 1
    assert f"{disk / 'site'} can't be written" in done.stderr and "--out" in done.stderr


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below" / "site"):
        with pytest.raises(CspiBuildError, match="file is a file; the site needs a folder"):
            check_target(out)


def test_a_folder_inside_a_built_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    write_marker(tmp_path / "dist", ["index.html"])
    for out in (tmp_path / "dist" / "x", tmp_path / "dist" / "x" / "y"):
        with pytest.raises(CspiBuildError, match="is inside a built site"):
            check_target(out)
    check_target(tmp_path / "dist")


def test_the_line_for_keep_names_every_file(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    write_marker(out, ["index.html"])
    names = [f"note-{number:02}.txt" for number in range(30)]
    for name in names:
        (out / name).touch()
    with pytest.raises(CspiBuildError) as caught:
        refuse_foreign(out)
    kept = yaml.safe_load(re.search("`(keep: .*)`", str(caught.value))[1])["keep"]  # type: ignore[index]
    assert kept == names
    refuse_foreign(out, kept)


@pytest.mark.parametrize("text", ["~", "~/q", "~/q/r"])
def test_a_tilde_is_the_folder_of_the_user(
    text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert given_path(text) == Path(text.replace("~", str(tmp_path), 1))
    assert make_parser().parse_args(["build", "--out", text]).out == given_path(text)
    with pytest.raises(argparse.ArgumentTypeError, match="nobody-here"):
        given_path("~nobody-here/q")
