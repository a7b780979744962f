"""What those who host the site may set: `site.yaml` at the top of a project. Every key may be left out.

    settings = load_settings(root, ["cspi", "cs-state"])      # raises DefinitionErrors with all mistakes

`python -m cspi_build.settings.site` writes the JSON Schema that editors use; a test says when that is due.
The environment variable SITE_URL takes the place of `url`, for hosts that say only while building where they
are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic, did_you_mean, one_of
from cspi_build.schema.base import Many, Model, Prose, Version, editor_schema
from cspi_build.schema.edition import SnapshotId
from cspi_build.schema.schema_files import SCHEMAS, write_schema_files
from cspi_build.schema.survey import LocaleId, SurveyId
from cspi_build.schema.validation import fit
from cspi_build.settings.contrast import GROUNDS, LEAST, contrast
from cspi_build.settings.fallback import Words
from cspi_build.settings.languages import is_language
from cspi_build.settings.own_look import Font, file_problems, no_drawing, no_picture, no_style
from cspi_build.settings.own_pages import FOLDER as OWN_PAGES
from cspi_build.workspace.project import SETTINGS
from cspi_build.yaml_source.source import Source, scan_yaml

__all__ = [
    "DEFAULTS",
    "FILE",
    "Accent",
    "GeneratorName",
    "SiteSettings",
    "chosen_languages",
    "load_settings",
    "named",
    "own_text_folder",
    "schemas",
    "write_schemas",
]

FILE = SETTINGS

URL_VARIABLE = "SITE_URL"

OptionalPage = Literal["about", "embed", "maintain", "workshop"]
"""About the site, how to embed surveys, how to write, build and host it, and the guide to a workshop."""

GeneratorName = Literal["mkdocs", "zensical"]
"""What turns Markdown into pages: MkDocs with the styles of Material, or Zensical, its successor."""

Survey = Mapping[str, Any]

_HOST = r"https?://[^\s/?#\[\]\"<>\\]+"
_URL = rf"^{_HOST}/([^\s?#\"<>]*/)?$"

_URL_WORDS = "an address that ends in `/`, such as `https://example.org/cs/`"

_LINK = rf"^({_HOST}([/?#][^\s\"<>]*)?|mailto:[^\s@\"<>]+@[^\s@\"<>]+)$"

_LINK_WORDS = "an address such as `https://example.org/` or `mailto:team@example.org`"

_CONTACT = rf"^({_HOST}([/?#][^\s\"<>]*)?|[^\s@:/\"<>]+@[^\s@:/\"<>]+)$"

_CONTACT_WORDS = "a mail address or the address of a page, such as `https://example.org/contact`"

_FILE_NAME = r"^[^\x00-\x1f]{1,250}$"

_SURROGATE = re.compile("[\ud800-\udfff]")  # which a reference in quotes may write, and no file name has

FileName = Annotated[
    Prose,
    Field(
        pattern=_FILE_NAME,
        json_schema_extra={"patternErrorMessage": "a path of at most 250 characters, none of them a control"},
    ),
]

Colour = Annotated[
    str,
    Field(
        pattern=r"^#[0-9a-fA-F]{6}$",
        json_schema_extra={"patternErrorMessage": 'a colour in quotes, such as "#0b6b68"'},
    ),
]


class Accent(Model):
    """The one accent colour, for each scheme: readable as text on its ground."""

    light: Colour
    """On a light ground."""
    dark: Colour
    """On a dark ground."""


class FootLine(Model):
    """A line at the foot of each page: a text, linked where it has a link."""

    text: Prose
    """What is shown."""
    link: Annotated[
        str | None, Field(pattern=_LINK, json_schema_extra={"patternErrorMessage": _LINK_WORDS})
    ] = None
    """Where it leads."""


class SiteSettings(Model):
    """Settings of a site. What is left out stays as it is."""

    tool: Version | None = None
    """The version of the tool that the project was made for. A newer one is refused; `upgrade` writes it."""
    url: Annotated[str | None, Field(pattern=_URL, json_schema_extra={"patternErrorMessage": _URL_WORDS})] = (
        None
    )
    """Where the site will stand. Only pages that are shown at any address need its path."""
    source: Annotated[
        str | None,
        Field(
            pattern=rf"^{_HOST}([/?#][^\s\"<>]*)?$", json_schema_extra={"patternErrorMessage": "https://…"}
        ),
    ] = None
    """Where the source code is; linked at the foot of each page."""
    name: dict[LocaleId, Prose] = Field(default_factory=dict)
    """The name of the site, by language."""
    surveys: Many[SurveyId] = Field(default=(), min_length=1)
    """The surveys to publish, in the order shown. All of them where this is left out."""
    languages: Many[LocaleId] = Field(default=(), min_length=1)
    """The languages of the site, the first one first. Those of its surveys where this is left out."""
    lead: SurveyId | None = None
    """The survey that the home page leads with."""
    accent: Accent | None = None
    """The accent colour."""
    pages: Many[OptionalPage] | None = None
    """The pages to publish that a site can do without. All of them where this is left out; none for `[]`."""
    text: FileName = "text"
    """The folder with words of the site's own, a file a language, from the top of the project."""
    logo: FileName | None = None
    """A square SVG file, from the top of the repository; also the icon in the browser's tab."""
    style: FileName | None = None
    """A style sheet of your own, from the top of the project. It follows the site's own and loads nothing."""
    font: Font | None = None
    """The kind of fonts, out of those that devices have."""
    social_image: FileName | None = None
    """A PNG or JPEG file, best 1200 by 630 pixels, that posts with a link to the site show; needs `url`."""
    benchmarks: Many[SnapshotId] | None = None
    """The benchmark editions to publish. All of them where this is left out; none for `[]`."""
    footer: dict[LocaleId, Many[FootLine]] = Field(default_factory=dict)
    """Lines at the foot of each page, by language. A language without them has those of the site's first."""
    licence: FootLine | None = None
    """The licence of what the site says, named at the foot."""
    contact: Annotated[
        str | None, Field(pattern=_CONTACT, json_schema_extra={"patternErrorMessage": _CONTACT_WORDS})
    ] = None
    """A mail address or the address of a page, linked at the foot."""
    legal: Many[Prose] = Field(default=())
    """Pages of your own that only the foot and the full menu list, such as `imprint`; not the header."""
    keep: Many[FileName] = Field(default=(), min_length=1)
    """Files and folders of your own in the folder of the site, such as `CNAME`, that builds leave there."""
    earlier_builds: Annotated[int, Field(ge=0, le=20)] = 2
    """How many earlier builds' hashed files stay in the folder of the site, for pages that are still open."""

    generator: GeneratorName = "mkdocs"
    """What makes the pages: MkDocs with the styles of Material, or Zensical, which is installed on top."""

    @property
    def optional_pages(self) -> tuple[str, ...]:
        """The pages to publish that a site can do without."""
        return get_args(OptionalPage) if self.pages is None else self.pages

    def foot(self, locale: str) -> tuple[str, Sequence[FootLine]]:
        """The lines at the foot of pages in a language, and the language that they are in."""
        own = next((one for one in (locale, *self.languages, *self.footer) if one in self.footer), locale)
        return own, self.footer.get(own, ())

    def publishes(self, edition: str) -> bool:
        """Whether an edition is one to publish."""
        return self.benchmarks is None or edition in self.benchmarks

    @property
    def base(self) -> str:
        """The path of the site's top on its host."""
        return urlsplit(self.url or "/").path or "/"

    def chosen(self, surveys: Sequence[Survey]) -> list[Survey]:
        """The compiled surveys that are published, the leading one first."""
        by_id = {str(survey["id"]): survey for survey in surveys}
        ids = self.surveys or tuple(by_id)
        return [by_id[id_] for id_ in sorted(ids, key=lambda id_: id_ != self.lead)]


DEFAULTS = SiteSettings()


def load_settings(
    root: Path,
    surveys: Sequence[str],
    locales: Sequence[str] = (),
    editions: Sequence[str] | None = None,
) -> SiteSettings:
    """The settings in `root`/site.yaml; the defaults where there is none. `surveys`: those that there are;
    `locales`: their languages; `editions`: those that there are, where their choice is to be
    checked. Raises DefinitionErrors with every mistake, and CspiBuildError for a SITE_URL that is none."""
    settings = DEFAULTS
    if _has_settings(root):
        source = scan_yaml(root / FILE)
        found, problems = fit(SiteSettings, source)
        problems = (*source.problems, *problems)
        problems += tuple(_problems(source, found, root, surveys, locales)) if found else ()
        problems += (
            tuple(_unknown_editions(source, found, editions)) if found and editions is not None else ()
        )
        if problems or found is None:
            raise DefinitionErrors(problems)
        settings = found
    return _at_url(settings, os.environ.get(URL_VARIABLE))


def _has_settings(root: Path) -> bool:
    """Whether the file has more than comments: an empty one only marks the top of a project."""
    path = root / FILE
    if not path.exists():
        return False
    lines = map(bytes.strip, path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines())
    return any(line and not line.startswith(b"#") for line in lines)


def chosen_languages(root: Path) -> tuple[str, ...]:
    """The languages that the settings name, whatever else in them is wrong; none where they name none."""
    source = scan_yaml(root / FILE) if _has_settings(root) else None
    value = source.value if source is not None and source.readable else None
    named = value.get("languages") if isinstance(value, dict) else None
    return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()


def own_text_folder(root: Path) -> Path:
    """The folder with words of the site's own, as the settings name it. Where they can't be read,
    `load_settings` says so."""
    source = scan_yaml(root / FILE) if _has_settings(root) else None
    named = source.root.at("text").text() if source and source.readable else None
    return root / (named if named and _is_below(named) else DEFAULTS.text)


def _at_url(settings: SiteSettings, url: str | None) -> SiteSettings:
    if not url:
        return settings
    whole = url if url.endswith("/") else f"{url}/"
    if not re.match(_URL, whole):
        raise CspiBuildError(f"{URL_VARIABLE} is {url!r}: expected {_URL_WORDS}")
    return settings.model_copy(update={"url": whole})


def _problems(
    source: Source, settings: SiteSettings, root: Path, surveys: Sequence[str], locales: Sequence[str]
) -> Iterator[Diagnostic]:
    for at, id_ in enumerate(settings.surveys):
        yield from _known(source, ("surveys", at), id_, "survey", surveys)
    if settings.lead is not None:
        yield from _known(source, ("lead",), settings.lead, "survey", settings.surveys or surveys)
    yield from _languages(source, settings)
    yield from _repeated(source, settings)
    for key, texts in (("name", settings.name), ("footer", settings.footer)):
        for locale in texts:
            known = settings.languages or locales or texts
            yield from _known(source, (key, locale), locale, "language", known)
    for scheme, grounds in GROUNDS.items() if settings.accent else ():
        yield from _readable(source, scheme, getattr(settings.accent, scheme), grounds)
    yield from _own_files(source, settings, root)
    yield from _text_folder(source, settings, root)
    for at, name in enumerate(settings.keep):
        if not _is_below(name):
            expected = "a path from the top of the site, such as `CNAME` or `.well-known`"
            yield source.problem(("keep", at), "this is no file of the site", found=name, expected=expected)


def _own_files(source: Source, settings: SiteSettings, root: Path) -> Iterator[Diagnostic]:
    yield from file_problems(source, root, "logo", (".svg",), no_drawing)
    yield from file_problems(source, root, "style", (".css",), no_style)
    yield from file_problems(source, root, "social_image", (".png", ".jpg", ".jpeg"), no_picture)
    if settings.social_image is not None and not settings.url and not os.environ.get(URL_VARIABLE):
        message, expected = "posts need the whole address of a picture", "a `url` beside it"
        yield source.problem(("social_image",), message, expected=expected)
    pages = sorted({path.stem for path in (root / OWN_PAGES).glob("*/*.md")})
    for at, name in enumerate(settings.legal):
        none = f"a file `{OWN_PAGES}/<language>/{name}.md`"
        yield from _known(source, ("legal", at), name, "page of your own", pages, none)


def _unknown_editions(
    source: Source, settings: SiteSettings, editions: Sequence[str]
) -> Iterator[Diagnostic]:
    for at, id_ in enumerate(settings.benchmarks or ()):
        yield from _known(source, ("benchmarks", at), id_, "edition", editions)


def _languages(source: Source, settings: SiteSettings) -> Iterator[Diagnostic]:
    for at, locale in enumerate(settings.languages):
        if not is_language(locale):
            expected = "the tag of a language, such as `en`, `fr` or `pt-BR`"
            yield source.problem(("languages", at), f"`{locale}` is no language", expected=expected)


def _repeated(source: Source, settings: SiteSettings) -> Iterator[Diagnostic]:
    for key in ("surveys", "languages", "pages", "benchmarks", "legal", "keep"):
        listed = getattr(settings, key) or ()
        for at, one in enumerate(listed):
            if one in listed[:at]:
                yield source.problem((key, at), f"`{one}` is there twice", expected="each once")


def _text_folder(source: Source, settings: SiteSettings, root: Path) -> Iterator[Diagnostic]:
    if not _is_below(settings.text) or (
        settings.text != DEFAULTS.text and not _is_folder(root / settings.text)
    ):
        expected = "a folder of the project, such as `text`"
        yield source.problem(("text",), "this is no such folder", found=settings.text, expected=expected)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name too long for the disk
        return False


def _is_below(name: str) -> bool:
    """Whether a name is that of something inside a folder, as POSIX and Windows both read it."""
    if not re.fullmatch(_FILE_NAME, name) or _SURROGATE.search(name):
        return False
    path = PureWindowsPath(name)
    return bool(path.parts) and not path.anchor and ".." not in path.parts and "\\" not in name


def _known(
    source: Source,
    path: tuple[str | int, ...],
    id_: str,
    what: str,
    known: Sequence[str] | Mapping[str, Any],
    none: str = "",
) -> Iterator[Diagnostic]:
    """A name that is not known; `none`: what is expected where no name is."""
    if id_ not in known:
        expected = one_of(known) or none or f"no such line: there is no {what} yet"
        hint, message = did_you_mean(id_, known), f"there is no {what} `{id_}`"
        yield source.problem(path, message, expected=expected, hint=hint, on_key=what == "language")


def _readable(source: Source, scheme: str, accent: str, grounds: Sequence[str]) -> Iterator[Diagnostic]:
    least = min(contrast(accent, ground) for ground in grounds)
    if least < LEAST:
        message = f"text in this colour can't be read on a {scheme} ground"
        wanted = "darker" if scheme == "light" else "lighter"
        expected = f"{LEAST:g} or more: a {wanted} colour"
        yield source.problem(("accent", scheme), message, found=f"contrast {least:.1f}", expected=expected)


def named(words: Sequence[Words], settings: SiteSettings) -> list[Words]:
    """The words of each language of the site, with the site's own name."""
    by_locale = {one.locale: one for one in words}
    chosen = [by_locale[locale] for locale in settings.languages or by_locale]
    return [
        _renamed(one, settings.name[one.locale]) if one.locale in settings.name else one for one in chosen
    ]


def _renamed(words: Words, name: str) -> Words:
    site = words.t["site"]
    assert isinstance(site, dict)  # noqa: S101 - words.py has checked it
    return replace(words, t={**words.t, "site": {**site, "name": name}})


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema for editors, by file name."""
    note = "Generated from the model by `python -m cspi_build.settings.site`."
    return {"site.schema.json": editor_schema(SiteSettings, "Settings of a site", note)}


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write the JSON Schema."""
    write_schema_files(schemas(), folder)


if __name__ == "__main__":
    write_schemas()
