"""The last look at a finished site names what a page needs and is not there, and only that."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cspi_build.diagnostics import CspiBuildError
from cspi_build.site.finished import check_finished


def site(folder: Path, head: str) -> Path:
    (folder / "engine").mkdir()
    (folder / "engine" / "wheel").write_bytes(b"w")
    wheel = {"path": "wheel", "sha256": hashlib.sha256(b"w").hexdigest()}
    (folder / "engine" / "manifest.json").write_text(json.dumps({"files": [], "wheel": wheel}))
    (folder / "a&b.css").write_text("a{}")
    (folder / "index.html").write_text(f"<head>{head}</head>")
    return folder


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="canonical" href="https&#58;//example.org/">',
        '<link rel="canonical" href="https&colon;//example.org/">',
        '<link href="a&amp;b.css?x#y">',
        "<link href=a&amp;b.css>",
        '<link href="/anywhere.css">',
        '<img src="data&#58;image/png;base64,AA==">',
    ],
)
def test_addresses_are_read_as_browsers_read_them(tmp_path: Path, head: str) -> None:
    check_finished(site(tmp_path, head))


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CspiBuildError, match=r"index\.html needs c\.css"):
        check_finished(site(tmp_path, '<link href="c&#46;css">'))
