"""The pages of a language: Markdown to HTML by a generator, then what is the same whichever it was.

Each language is a site of its own below <out>/<locale>/, built from a generated configuration that inherits
mkdocs.yml. Each is built, and gets its search index and security policies, by a process of its own, so that
languages do not wait for each other. It reads the drawings from its standard input when the generator is
through: they are drawn meanwhile.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cspi_build.charts.placeholders import with_drawings
from cspi_build.diagnostics import CspiBuildError
from cspi_build.os_errors import explain_os_error
from cspi_build.settings.languages import direction
from cspi_build.settings.site import GeneratorName
from cspi_build.site.csp import add_policies
from cspi_build.site.generators import Generator, generator_named
from cspi_build.site.search_index import write_search_index
from cspi_core.text.terminal import say

if TYPE_CHECKING:
    from cspi_build.pages.render import Site
    from cspi_build.settings.fallback import Words
    from cspi_build.settings.site import SiteSettings

SCHEMES = (
    ("(prefers-color-scheme)", "system", "auto"),
    ("(prefers-color-scheme: light)", "default", "light"),
    ("(prefers-color-scheme: dark)", "slate", "dark"),
)

# Addresses on a 404 page: `"/x` is meant from the language's home, `"/../x` and `"//../x` from above it.
FROM_HOME = re.compile(r'((?:href=|src=|data-search-index=)")/(/?\.\./|(?!/))')

SHEETS = "assets/stylesheets"

# Of no use here: a map that needs absolute addresses.
NOT_SHIPPED = ("sitemap.xml", "sitemap.xml.gz")

THEME_WORDS = ("footer", "offline", "site")  # what site_src/theme uses of the words

REFUSED = 3  # exit status of a language's process that has said why in words for a person


def build_language(
    work: Path,
    settings: Mapping[str, Any],
    generator: GeneratorName,
    locale: str,
    home: str,
    drawings: Callable[[], Mapping[str, str]],
    into: Path,
) -> None:
    """Build the pages of a language, staged in `work`/docs/<locale>, into the folder `into`, with policies.

    `settings` are its language_settings, `generator` makes the HTML, `home` is the path of its home on the
    host; `drawings` waits for what takes the marks' places. Raises CspiBuildError where the generator fails
    or warns, or a page is not safe to publish.
    """
    given = work / f"language.{locale}.json"
    given.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cspi_build.site.language_pages",
        str(given),
        str(into),
        locale,
        home,
        generator,
    ]
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
    """What the process of one language does: SETTINGS INTO LOCALE HOME GENERATOR."""
    given, into, locale, home = Path(arguments[0]), Path(arguments[1]), arguments[2], arguments[3]
    try:
        generator = generator_named("zensical" if arguments[4] == "zensical" else "mkdocs")
        docs = given.parent / "docs" / locale
        generator.build(json.loads(given.read_bytes()), given.parent, docs, into)
        _dress(generator, into)
        write_search_index(into)
        _anchor_missing_page(into / "404.html", home)
        _put_in(json.load(sys.stdin), into)
        add_policies(into)
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
    root: Path, site: Site, words: Words, pages: Sequence[str], generator: Generator
) -> dict[str, Any]:
    """The configuration of one language: what it adds to mkdocs.yml."""
    here = words.t["site"]
    assert isinstance(here, dict)  # noqa: S101 - words.py has checked it
    return {
        "INHERIT": str((root / "mkdocs.yml").resolve()),
        "site_name": html.escape(str(here["name"])),  # the templates write it as it is
        "site_description": html.escape(str(here["description"])),
        "theme": {"custom_dir": str((root / "site_src" / "theme").resolve())},
        "nav": list(pages),
        # Too many for a menu, or not for everyone.
        "not_in_nav": "/benchmarks/\n/maintain/\n/workshop.md\n/*/cases.md\n",
        "extra": _extra(site, words, generator),
    }


def _extra(site: Site, words: Words, generator: Generator) -> dict[str, Any]:
    """What our templates use."""
    assets, spoken = site.assets, words.language("site")
    styles = [f"{SHEETS}/{path.name}" for path in generator.styles()]
    return {
        "assets": dict(assets),
        "direction": direction(spoken),
        "icon": f"../{assets['icons/mark.svg']}",
        "language": spoken,
        "locale": words.locale,
        "locales": site.locales,
        "logo": assets["icons/mark.svg"] if site.settings.logo else None,
        "foot": _foot(site.settings, words.locale),
        "legal": [f"{name}/" for name in site.settings.legal],
        "schemes": list(_schemes(words.t["site"])),
        "scripts": [f"../{assets[name]}" for name in ("site.js",) if name in assets],
        "source_url": site.settings.source,
        "styles": [*styles, *(f"../{assets[name]}" for name in ("site.css",) if name in assets)],
        "url": site.settings.url,
        "version": site.version,
        "words": {name: words.t[name] for name in THEME_WORDS if name in words.t},
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


def _schemes(here: Any) -> Iterator[dict[str, str]]:
    for media, scheme, word in SCHEMES:
        yield {"media": media, "scheme": scheme, "name": here["scheme"][word]}


def _dress(generator: Generator, into: Path) -> None:
    """Add the style sheets of the generator's theme; remove what no page uses."""
    (into / SHEETS).mkdir(parents=True, exist_ok=True)
    for sheet in generator.styles():
        shutil.copyfile(sheet, into / SHEETS / sheet.name)
    for name in NOT_SHIPPED:
        (into / name).unlink(missing_ok=True)


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


def _anchor_missing_page(page: Path, home: str) -> None:
    """Make the 404 page, which is shown at any depth, name its files from the top of the host."""
    if page.is_file():
        above = home[: home.rstrip("/").rindex("/") + 1]
        text = page.read_text(encoding="utf-8")
        text = FROM_HOME.sub(lambda found: found[1] + (above if found[2] else home), text)
        text = text.replace(f'"{home}."', f'"{home}"')  # what MkDocs calls the language's home
        page.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
