"""The files of earlier builds that pages still open may ask for stay for a while, and no other file does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspi_build.site.earlier_builds import NOTES, bring_earlier
from cspi_build.site.own_files import files_of, write_marker

LETTERS = "ABCDE"


def build(folder: Path, letter: str) -> Path:
    """A site of which one script, one page and the engine's folder are those of this letter."""
    site = folder / letter
    names = (
        f"assets/site-{letter * 8}.js",
        f"engine/memory-{letter.lower() * 12}/a.bin",
        "index.html",
        "sw.js",
    )
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"{letter} {name}", encoding="utf-8")
    return site


def publish(out: Path, site: Path, builds: int) -> None:
    """What the build does with a finished site."""
    bring_earlier(out, site, builds)
    write_marker(site, files_of(site))
    if out.exists():
        out.rename(site.with_name(f"{site.name}-before"))
    site.rename(out)


def scripts(out: Path) -> str:
    return "".join(sorted(path.name[5] for path in (out / "assets").iterdir()))


@pytest.mark.parametrize(
    ("builds", "left"),
    [
        (0, ["A", "B", "C", "D", "E"]),
        (1, ["A", "AB", "BC", "CD", "DE"]),
        (2, ["A", "AB", "ABC", "BCD", "CDE"]),
    ],
)
def test_the_last_few_builds_leave_their_hashed_files(tmp_path: Path, builds: int, left: list[str]) -> None:
    out = tmp_path / "dist"
    for letter, wanted in zip(LETTERS, left, strict=True):
        publish(out, build(tmp_path, letter), builds)
        assert scripts(out) == wanted
        assert len(list((out / "engine").iterdir())) == len(wanted)
        assert (out / "index.html").read_text(encoding="utf-8") == f"{letter} index.html"
        assert (out / f"assets/site-{wanted[0] * 8}.js").read_text(encoding="utf-8").startswith(wanted[0])


def test_the_same_build_again_counts_once(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    for at, letter in enumerate("ABBB"):
        publish(out, build(tmp_path / str(at), letter), 1)
    assert scripts(out) == "AB"
    publish(out, build(tmp_path / "back", "A"), 1)
    assert scripts(out) == "AB"


@pytest.mark.parametrize("notes", ["", "{", "null", "[1]", '[["assets/x", 2]]'])
def test_without_notes_the_build_that_is_there_counts(tmp_path: Path, notes: str) -> None:
    out = tmp_path / "dist"
    publish(out, build(tmp_path, "A"), 2)
    (out / NOTES).write_text(notes, encoding="utf-8")
    publish(out, build(tmp_path, "B"), 2)
    assert scripts(out) == "AB"


def test_notes_bring_nothing_from_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    publish(out, build(tmp_path, "A"), 2)
    secret = tmp_path / "assets" / "secret-AAAAAAAA.js"
    secret.parent.mkdir()
    secret.write_text("secret", encoding="utf-8")
    names = ["../assets/secret-AAAAAAAA.js", str(secret), "index.html", "assets/gone-AAAAAAAA.js"]
    (out / NOTES).write_text(json.dumps([names]), encoding="utf-8")
    site = build(tmp_path, "B")
    before = files_of(site)
    bring_earlier(out, site, 2)
    assert files_of(site) == sorted([*before, NOTES])


def test_earlier_files_are_not_in_the_list_of_the_new_release(site_dir: Path) -> None:
    """Nobody keeps them for use without the network."""
    listed = (site_dir / "sw.js").read_text(encoding="utf-8").split("\n", 1)[0]
    assert NOTES not in listed
    noted = json.loads((site_dir / NOTES).read_text(encoding="utf-8"))
    assert len(noted) == 1
    assert {name for name in noted[0] if name.startswith("assets/")} == {
        name for name in files_of(site_dir) if name.startswith("assets/")
    }
