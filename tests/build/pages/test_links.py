"""Every address in every built page leads somewhere, under any path that the site may be put at."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

HOST = "http://host"
RESULT = re.compile(r"\d+~cspi~")


class Addresses(HTMLParser):
    """What a page points at, the ids that it has, and the data that it leaves for its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.data = ""
        self._in_data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_data = given.get("id") == "page-data"
        self.ids |= {given["id"] or ""} if "id" in given else set()
        self.found += [value for name in ("href", "src") if (value := given.get(name))]

    def handle_data(self, data: str) -> None:
        self.data += data if self._in_data else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False


@pytest.fixture(scope="module")
def pages(site_dir: Path) -> dict[str, Addresses]:
    """Every page by its path from the top of the site."""
    paths = sorted(site_dir.rglob("*.html"))
    return {f"/{path.relative_to(site_dir).as_posix()}": Addresses(path.read_text("utf-8")) for path in paths}


def target(page: str, address: str, top: str = "") -> str | None:
    """The file that an address in a page leads to, from the top of the site; None if it leads elsewhere."""
    whole = urljoin(f"{HOST}{top}{page}", address)
    if not whole.startswith(f"{HOST}{top}/"):
        return None
    path = unquote(urlsplit(whole).path).removeprefix(top)
    return path + "index.html" if path.endswith("/") else path


def test_every_address_leads_to_a_file(site_dir: Path, pages: dict[str, Addresses]) -> None:
    leading = [(page, address) for page, read in pages.items() for address in read.found]
    dead = [
        (page, a) for page, a in leading if (file := target(page, a)) and not (site_dir / file[1:]).is_file()
    ]
    assert len(leading) > 100
    assert not dead


def test_every_fragment_leads_to_a_place(pages: dict[str, Addresses]) -> None:
    dead = []
    for page, read in pages.items():
        for address in read.found:
            file, fragment = target(page, address), unquote(urlsplit(address).fragment)
            is_result = RESULT.match(fragment)  # carries answers; test_case_pages.py reads them
            if fragment and not is_result and file in pages and fragment not in pages[file].ids:
                dead.append((page, address))
    assert not dead


def test_pages_work_under_any_path(pages: dict[str, Addresses]) -> None:
    """Only a 404 page, which is shown at any depth, names its files from the top of the host."""
    for page, read in pages.items():
        if not page.endswith("404.html"):
            assert not [address for address in read.found if address.startswith("/")], page
            ours = [address for address in read.found if not urlsplit(address).scheme]
            assert all(target(page, address, "/some/where") for address in ours), page


def test_scripts_are_told_addresses_that_exist(site_dir: Path, pages: dict[str, Addresses]) -> None:
    told = {page: json.loads(read.data) for page, read in pages.items() if read.data}
    assert {"/ja/cspi/index.html", "/en/cspi/index.html"} <= told.keys()
    for page, data in told.items():
        for address in (data["engine"], data["worker"], data["survey"]["data"]):
            file = target(page, address)
            assert file and (site_dir / file[1:]).is_file(), (page, address)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_header_marks_where_one_is(site_dir: Path, locale: str) -> None:
    marked = re.compile(r'<li><a href="([^"]*)" aria-current="(\w+)">')
    for page, wanted in (
        ("cspi", ("./", "page")),
        ("cspi/method", ("../", "true")),
        ("about", ("./", "page")),
    ):
        text = (site_dir / locale / page / "index.html").read_text(encoding="utf-8")
        header = text.partition('<nav class="cs-header__links"')[2].partition("</nav>")[0]
        assert marked.findall(header) == [wanted], page
