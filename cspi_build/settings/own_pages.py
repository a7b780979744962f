"""Pages of the site's own: Markdown in `pages/<language>/<name>.md` becomes the page `<language>/<name>/`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean, one_of
from cspi_build.yaml_source.source import shown_path

__all__ = ["FOLDER", "OwnPage", "load_own_pages"]

FOLDER = "pages"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_HEAD = re.compile(r"\A\ufeff?---\r?\n.*?^---\r?\n", re.DOTALL | re.MULTILINE)

_TITLE = re.compile(r"\A(?:\s|<!--.*?-->)*# +(\S[^\n]*?)(?:[ \t]+#*)?[ \t\r]*$", re.DOTALL | re.MULTILINE)

_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\\([^\w\s])|[*`]")


_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|^(?: {4}|\t)[^\n]*|<!--.*?-->", re.DOTALL | re.MULTILINE)

_SCRIPT = re.compile(r"<script\b", re.I)


@dataclass(frozen=True)
class OwnPage:
    """A page as it was written, in one language."""

    locale: str
    name: str
    text: str

    @property
    def title(self) -> str | None:
        """The heading at the top without its markup; None where the page names its title by itself."""
        head = _HEAD.match(self.text)
        if head and re.search(r"^title:", head[0], re.MULTILINE):
            return None
        written = _TITLE.match(_HEAD.sub("", self.text))
        return _MARKUP.sub(r"\1\2", written[1]) if written else None


def load_own_pages(root: Path, languages: Sequence[str], taken: Collection[str]) -> tuple[OwnPage, ...]:
    """Return the pages in the folder of a project, by language and name.

    `taken`: names that the site has pages of by itself. Raises DefinitionErrors with every file that
    cannot be one.
    """
    problems: list[Diagnostic] = []
    pages = []
    for path in _visible(root / FOLDER):
        if path.is_dir() and path.name in languages:
            pages += [_page(file, path.name, taken, problems) for file in _visible(path)]
        else:
            expected = f"a folder for each language of the site: {one_of(languages)}"
            problems.append(_problem(path, "no one reads this", expected, did_you_mean(path.name, languages)))
    if problems:
        raise DefinitionErrors(problems)
    return tuple(pages)


def _visible(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _page(path: Path, locale: str, taken: Collection[str], problems: list[Diagnostic]) -> OwnPage:
    """Read a page; what is wrong with it goes to `problems`."""
    text = ""
    if path.suffix != ".md" or not path.is_file():
        problems.append(_problem(path, "no one reads this", "Markdown files, such as `imprint.md`"))
    elif not _NAME.fullmatch(path.stem):
        expected = "small letters, digits and `-`, such as `imprint.md`: the name is the address of the page"
        problems.append(_problem(path, "this name can be no address", expected))
    elif path.stem in taken:
        problems.append(_problem(path, f"the site has a page `{path.stem}` already", "another name"))
    else:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            problems.append(_problem(path, f"not UTF-8: byte {error.start + 1}", "text saved as UTF-8"))
        else:
            if not _TITLE.match(_HEAD.sub("", text)):
                expected = "`# ` and the title of the page, above all other text"
                problems.append(_problem(path, "the page has no title", expected))
            for line in _scripts(text):
                expected = "text without scripts: one could read what visitors answer"
                problems.append(_problem(path, "the page has a script", expected, line=line))
    return OwnPage(locale, path.stem, text)


def _scripts(text: str) -> Iterator[int]:
    """The lines with scripts that a browser would run: those in code or comments are only shown, or not."""
    shown = _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    yield from (shown.count("\n", 0, found.start()) + 1 for found in _SCRIPT.finditer(shown))


def _problem(path: Path, message: str, expected: str, hint: str = "", *, line: int = 1) -> Diagnostic:
    return Diagnostic(shown_path(path), line, 1, message, expected=expected, hint=hint)
