"""The guide to a site of one's own: a reader who does what its pages say gets a site, in both languages.

Shell blocks are run in order, files are written as shown, and output that a page shows is what comes out.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from cspi_build.cli.main import main, make_parser
from cspi_build.installation import DISTRIBUTION
from cspi_build.pages.maintainers.key_reference import with_tables, words_of
from cspi_build.pages.maintainers.site_guide import GUIDE_PAGES, guide_file, guide_page

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "site_src"
LOCALES = ("en", "ja")
STEPS = GUIDE_PAGES[:-1]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"(?:#|<!--|/\*) (in )?([\w./-]+)(?: -->| \*/)?\n")
TOP_KEY = re.compile(r"^(\w+):.*\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
ONLY_READ = {"serve", "compress"}
"""The one runs until it is stopped, the other for a minute: test_serve.py and test_hosting.py run them."""

TABLES = ("answers.csv", "table.csv")
TO_FILL_IN = {
    "producer:": "producer: Office Board",
    "  title:  #": "  title: Workplaces  #",
    "citation:": "citation: Office Board, Workplaces",
    "url:": 'url: "https://office.example/"',
    "published:": "published: 2025-09",
    "accessed:": "accessed: 2025-10-01",
    "  n:  #": "  n: 90  #",
    "recruitment:": "recruitment: not stated",
    "unit:": "unit: company",
    "direction:": "direction: none",
}


def blocks(locale: str, page: str) -> list[tuple[str, str]]:
    return BLOCK.findall(guide_file(SOURCE, locale, page).read_text(encoding="utf-8"))


class Reader:
    """Somebody who follows the guide in a folder."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, builds: bool
    ) -> None:
        self.capsys, self.monkeypatch, self.said = capsys, monkeypatch, ""
        self.only_read = ONLY_READ if builds else {*ONLY_READ, "build"}
        self.tables, self.commands = list(TABLES), 0

    def follow(self, kind: str, text: str) -> None:
        if kind == "sh":
            for line in text.splitlines():
                self.run(line)
        elif kind == "text":
            assert all(line in self.said for line in text.splitlines()), (text, self.said)
        elif kind in ("yaml", "svg", "css", "markdown"):
            self.write(text)
        elif kind == "csv":
            self.save_table(text)
        else:
            assert kind == "html"
            self.embed(text)

    def run(self, line: str) -> None:
        command, _, into = line.partition(" > ")
        name, *arguments = shlex.split(command)
        if name == "cd":
            self.monkeypatch.chdir(arguments[0])
        elif name == "rm":
            shutil.rmtree(arguments[-1])
        elif name == "pip":
            assert (ROOT / arguments[-1] / "pyproject.toml").is_file()
        else:
            assert name == DISTRIBUTION
            self.call(arguments, into)

    def call(self, arguments: list[str], into: str) -> None:
        self.commands += 1
        if arguments[0] in self.only_read:
            assert make_parser().parse_args(arguments).command == arguments[0]
            return
        status = main(arguments)
        self.said, errors = self.capsys.readouterr()
        assert status == (1 if arguments[0] == "diff" else 0), (arguments, errors)  # 1: there are differences
        if into:
            Path(into).write_text(self.said, encoding="utf-8")
        if "--from" in arguments:
            fill_in(next(Path("benchmark_snapshots").glob("workplaces-*.yaml")))

    def write(self, text: str) -> None:
        """Write a file that is shown whole, or put the keys that are shown in the place of its own."""
        found = NAMED.match(text)
        assert found, text
        path = Path(found[2])
        if found[1]:
            old = path.read_text(encoding="utf-8")
            for key in TOP_KEY.finditer(text, found.end()):
                old = re.sub(rf"^{key[1]}:.*\n(?:[ #].*\n)*", "", old, flags=re.MULTILINE) + key[0]
            text = old
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def save_table(self, text: str) -> None:
        name = self.tables.pop(0)
        Path(name).write_text(
            text + "".join(more_answers(text) if name == TABLES[0] else ()), encoding="utf-8"
        )

    def embed(self, text: str) -> None:
        addresses = re.findall(r'src="https://example.org/focus/([^"]+)"', text)
        assert len(addresses) == 2
        for address in addresses if "build" not in self.only_read else ():
            path = Path("dist") / address
            assert path.is_file() or (path / "index.html").is_file()


def more_answers(table: str) -> Iterator[str]:
    """As many rows again as a panel needs, with the answers that the shown rows have."""
    rows = [row.split(",")[1:] for row in table.splitlines()[1:]]
    options = sorted({one for row in rows for one in row})
    for at, answers in enumerate(product(options, repeat=4)):
        yield f"2026/03/03 9:{at % 60:02}:00,{','.join(answers)}\n"


def fill_in(path: Path) -> None:
    """Complete what a new edition leaves empty."""
    text = path.read_text(encoding="utf-8")
    for old, new in TO_FILL_IN.items():
        text = text.replace(old, new)
    path.write_text(re.sub(r"\b(ja|en|fr): (?=[,}])", r"\1: Words", text), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_who_follows_the_guide_gets_a_site(
    locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(capsys, monkeypatch, builds=locale == "en")  # the sites differ in their words alone
    for page in ("start", "write", "look", "languages", "publish", "benchmarks"):  # charts take Node.js
        for kind, text in blocks(locale, page):
            reader.follow(kind, text)
    assert reader.commands > 20 and not reader.tables
    names = {path.name for path in (tmp_path / "team-check" / "benchmark_snapshots").iterdir()}
    assert {"acme-2026.yaml", "workplaces-2025.yaml"} <= names


def test_both_languages_have_the_same_pages_and_commands() -> None:
    for page in STEPS:
        shown = [[text for kind, text in blocks(one, page) if kind == "sh"] for one in LOCALES]
        assert [[text.replace("--languages ja", "--languages en") for text in one] for one in shown] == [
            shown[0]
        ] * 2
    for locale in LOCALES:
        folder = guide_file(SOURCE, locale, "start").parent
        assert {path.stem for path in folder.iterdir()} == set(GUIDE_PAGES)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reference_of_keys_is_that_of_the_schemas(locale: str) -> None:
    text = guide_file(SOURCE, locale, "keys").read_text(encoding="utf-8")
    assert with_tables(text, locale, words_of(locale)) == text
    assert text.count("\n| `") > 250


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_on_the_site_has_all_of_its_code_and_rows(locale: str) -> None:
    for name in GUIDE_PAGES:
        page = guide_page(SOURCE, locale, name)
        assert page and page.title and page.description and "#" not in page.title
        text = guide_file(SOURCE, locale, name).read_text(encoding="utf-8")
        html = "".join(str(part) for _, part in page.parts)
        assert html.count('<pre class="cs-code"') == len(blocks(locale, name))
        assert html.count("<tr>") == len(re.findall(r"^\|(?!---)", text, re.MULTILINE))
        assert "```" not in html and "<!--" not in html


def test_a_language_without_a_guide_has_no_page_of_it() -> None:
    assert guide_page(SOURCE, "sv", "start") is None
