"""Markdown to pages, by MkDocs with Material. The only module that knows either of them.

Each language is a site of its own below <out>/<locale>/, built from a generated configuration that inherits
mkdocs.yml and uses no plugin but the search; another builder that reads such files can take MkDocs' place.
Each is built, and gets its security policies, by a process of its own, so that languages do not wait for each
other. It reads the drawings from its standard input when MkDocs is through: they are drawn meanwhile.
"""

from __future__ import annotations

import html
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import material  # type: ignore[import-untyped]
import yaml

from cspi_build.charts.placeholders import with_drawings
from cspi_build.diagnostics import CspiBuildError
from cspi_build.os_errors import explain_os_error
from cspi_build.settings.languages import direction, matching
from cspi_build.site.csp import add_policies
from cspi_build.site.search_index import finish_search
from cspi_core.text.terminal import say

if TYPE_CHECKING:
    from cspi_build.pages.render import Site
    from cspi_build.settings.fallback import Words
    from cspi_build.settings.site import SiteSettings

# Material announces its successor on every start; whoever builds this site has nothing to decide there.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")

# Japanese and Chinese have no spaces: words are cut where Material's segmenter cuts them, and at punctuation.
WITHOUT_SPACES = r"[\s\-、。，．・：；！？「」『』（）［］【】〜／％\u200b,:!=\[\]()\"/;?%“”‘’–—…]+"
SEPARATORS = {"ja": WITHOUT_SPACES, "zh": WITHOUT_SPACES}

SEPARATOR = r"[\s\-,:!=\[\]()\"/.;?%“”‘’–—…、。／・\u200b]+"

TEMPLATES = Path(material.__file__).parent / "templates"

# What the search needs beside the stemmer of a language.
SEGMENTERS = {"ja": {"tinyseg.js"}}

SCHEMES = (
    ("(prefers-color-scheme)", "system", "auto", "material/brightness-auto"),
    ("(prefers-color-scheme: light)", "default", "light", "material/brightness-7"),
    ("(prefers-color-scheme: dark)", "slate", "dark", "material/brightness-4"),
)

# Addresses on a 404 page: `"/x` is meant from the language's home, `"/../x` and `"//../x` from above it.
FROM_HOME = re.compile(r'((?:href=|src=|"base": |"search": )")/(/?\.\./|(?!/))')

HTML = re.compile(r'<html lang="[^"]*"')

# Of no use here: a map that needs absolute addresses, and what the bundled scripts say about themselves.
NOT_SHIPPED = ("sitemap.xml", "sitemap.xml.gz", "assets/**/*.map")

THEME_WORDS = ("footer", "offline", "site")  # what site_src/theme uses of the words

REFUSED = 3  # exit status of a language's process that has said why in words for a person


def build_language(
    work: Path,
    settings: Mapping[str, Any],
    locale: str,
    home: str,
    drawings: Callable[[], Mapping[str, str]],
    into: Path,
) -> None:
    """Build the pages of one language, staged in `work`/docs/<locale>, into the folder `into`, with policies.

    `settings` are its language_settings, `home` the path of its home on the host; `drawings` waits for what
    takes the marks' places. Raises CspiBuildError where MkDocs fails or warns, or a page is not safe to
    publish.
    """
    config = work / f"mkdocs.{locale}.yml"
    config.write_text(yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=True), encoding="utf-8")
    spoken, searched = settings["extra"]["language"], settings["plugins"]["search"]["lang"]
    command = [sys.executable, "-m", "cspi_build.site.mkdocs", str(config), str(into), locale, home]
    command += [spoken, searched]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            _, said = process.communicate(json.dumps(drawings()))
        except BaseException:
            process.kill()
            raise
    if process.returncode == REFUSED:
        raise CspiBuildError(said.strip())
    if process.returncode:
        last = (said.strip().splitlines() or ["it said nothing"])[-1]
        raise CspiBuildError(f"Building the pages ({locale}) failed: {last}")


def main(arguments: Sequence[str]) -> int:
    """What the process of one language does: CONFIG INTO LOCALE HOME, the languages of words and search."""
    config, into, locale, home, spoken, searched = arguments
    try:
        _run_mkdocs(Path(config))
        _tidy(Path(into), searched)
        finish_search(Path(into))
        _anchor_missing_page(Path(into, "404.html"), home)
        _put_in(json.load(sys.stdin), Path(into))
        _say_language(Path(into), spoken)
        add_policies(Path(into))
    except CspiBuildError as error:
        say(error, file=sys.stderr)
        return REFUSED
    except OSError as error:
        say(f"Building the pages ({locale}) failed. {explain_os_error(error)}", file=sys.stderr)
        return REFUSED
    return 0


def language_home(base: str, locale: str) -> str:
    """The path of a language's home on the host where the site's top is `base`."""
    return f"{base}{locale}/"


def language_settings(
    root: Path, work: Path, site: Site, words: Words, pages: Sequence[str], into: Path
) -> dict[str, Any]:
    """The configuration of one language: what it adds to mkdocs.yml."""
    here = words.t["site"]
    assert isinstance(here, dict)  # noqa: S101 - words.py has checked it
    assets = site.assets
    spoken = words.language("site")
    searched = matching(spoken, _names("assets/javascripts/lunr/min", "lunr.", ".min.js")) or "en"
    return {
        "INHERIT": os.path.relpath(root / "mkdocs.yml", work),
        "site_name": html.escape(str(here["name"])),  # the theme writes it as it is
        "site_description": html.escape(str(here["description"])),
        "docs_dir": f"docs/{words.locale}",
        "site_dir": str(into.resolve()),
        "theme": {
            "custom_dir": os.path.relpath(root / "site_src" / "theme", work),
            "language": matching(spoken, _names("partials/languages", "", ".html")) or "en",
            "favicon": f"../{assets['icons/mark.svg']}",
            "palette": list(_palette(here)),
        },
        "plugins": {"search": {"lang": searched, "separator": SEPARATORS.get(searched, SEPARATOR)}},
        "nav": list(pages),
        # Too many for a menu, or not for everyone.
        "not_in_nav": "/benchmarks/\n/maintain/\n/workshop.md\n/*/cases.md\n",
        "extra_css": [f"../{assets[name]}" for name in ("site.css",) if name in assets],
        "extra_javascript": [
            {"path": f"../{assets[name]}", "type": "module"} for name in ("site.js",) if name in assets
        ],
        "extra": {
            "assets": dict(assets),
            "language": spoken,
            "locale": words.locale,
            "locales": site.locales,
            "logo": assets["icons/mark.svg"] if site.settings.logo else None,
            "foot": _foot(site.settings, words.locale),
            "legal": [f"{name}/" for name in site.settings.legal],
            "source_url": site.settings.source,
            "url": site.settings.url,
            "version": site.version,
            "words": {name: words.t[name] for name in THEME_WORDS if name in words.t},
        },
    }


def _foot(settings: SiteSettings, locale: str) -> dict[str, Any]:
    """What the site adds at the foot of its pages in a language."""
    spoken, lines = settings.foot(locale)
    contact = settings.contact or ""
    return {
        "contact": contact if "://" in contact or not contact else f"mailto:{contact}",
        "lang": spoken if spoken != locale else None,
        "licence": settings.licence.model_dump() if settings.licence else None,
        "lines": [line.model_dump() for line in lines],
    }


def _names(folder: str, start: str, end: str) -> list[str]:
    """The languages that the theme has files for."""
    files = (TEMPLATES / folder).glob(f"{start}*{end}")
    return sorted(path.name.removeprefix(start).removesuffix(end) for path in files)


def _palette(here: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for media, scheme, word, icon in SCHEMES:
        toggle = {"icon": icon, "name": here["scheme"][word]}
        yield {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": toggle}


def _run_mkdocs(config_file: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _collected_warnings() as warnings:
        try:
            config = load_config(config_file=str(config_file))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            warnings.append(str(error))
    if warnings:
        raise CspiBuildError("MkDocs is not content with the pages:\n  " + "\n  ".join(warnings))


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """What MkDocs logs as a warning or worse, instead of on the screen."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler, logger = Collect(logging.WARNING), logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _tidy(into: Path, locale: str) -> None:
    """Remove what no page uses."""
    for pattern in NOT_SHIPPED:
        for path in sorted(into.glob(pattern)):
            path.unlink()
    languages = into / "assets" / "javascripts" / "lunr"
    needed = {f"lunr.{locale}.min.js"} | SEGMENTERS.get(locale, set())
    needed |= {"lunr.stemmer.support.min.js", "lunr.multi.min.js"}
    for path in sorted(languages.rglob("*.js")):
        if path.name not in needed:
            path.unlink()


def _put_in(drawings: Mapping[str, str], into: Path) -> None:
    """Put the drawings into the pages that have marks for them."""
    for path in sorted(into.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        try:
            drawn = with_drawings(page, drawings)
        except KeyError as error:
            raise CspiBuildError(f"{path.relative_to(into)}: there is no drawing {error}") from error
        if drawn != page:
            path.write_text(drawn, encoding="utf-8", newline="\n")


def _say_language(into: Path, language: str) -> None:
    """Name the language of the words where the theme names another; its direction where it runs left."""
    way = direction(language)
    said = f'<html lang="{language}"' + ("" if way == "ltr" else f' dir="{way}"')
    for path in sorted(into.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        spoken = HTML.sub(said, page, count=1)
        if way != "ltr":
            spoken = spoken.replace('<body dir="ltr"', f'<body dir="{way}"', 1)
        if spoken != page:
            path.write_text(spoken, encoding="utf-8", newline="\n")


def _anchor_missing_page(page: Path, home: str) -> None:
    """Make the 404 page, which is shown at any depth, name its files from the top of the host."""
    if page.is_file():
        above = home[: home.rstrip("/").rindex("/") + 1]
        text = page.read_text(encoding="utf-8")
        text = FROM_HOME.sub(lambda found: found[1] + (above if found[2] else home), text)
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
