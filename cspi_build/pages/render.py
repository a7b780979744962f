"""The pages: site_src/pages for each language as Markdown, site_src/root for the top of the site."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from cspi_build.editions.explorer import Explorer
from cspi_build.pages.benchmarks.pages import explorer_pages
from cspi_build.pages.blocks import blocks_of
from cspi_build.pages.cases import case_pages, has_cases
from cspi_build.pages.composite import composite
from cspi_build.pages.embed_builder import builder_pages
from cspi_build.pages.example import worked_example
from cspi_build.pages.maintainers.pages import maintain_pages
from cspi_build.pages.standing_example import example_standing, standing_in_words
from cspi_build.pages.templates import make_environment, render
from cspi_build.settings.fallback import Words
from cspi_build.settings.languages import direction, number_text
from cspi_build.settings.message_files import asset_name
from cspi_build.settings.own_pages import OwnPage
from cspi_build.settings.plural_forms import counted
from cspi_build.settings.site import DEFAULTS, SiteSettings
from cspi_build.surveys.answer_states import states_of
from cspi_build.surveys.calibration import Row, agreement_rows
from cspi_build.surveys.cases import NOTHING, Calibration
from cspi_core import load_survey
from cspi_core.benchmarking.standing import Standing
from cspi_core.uncertainty.quick_check import quick_questions

Survey = Mapping[str, Any]

APP_WORDS = "form"  # stands for all parts of the words that a survey shows, which go together

# Pages made once for each survey, and where they go below the survey's folder.
OF_A_SURVEY = {"survey": "index", "method": "method"}

OUTCOME = "nrr"
"""The role of the outcome of an organisation that quality reports of panels know."""

OFF_THE_MENU = ("workshop.md",)
"""Pages that others lead to."""

OWN_HEAD = "---\nhide: [navigation, toc]\n---\n\n"
"""What a page of the site's own begins with that says nothing else: like our pages, without side columns."""

# Ends of blocks right before something else begins. A space there is not seen; without one the search takes
# the last word of the one and the first of the next for a single word.
BLOCK_ENDS = re.compile(r"(</(?:caption|dd|div|dt|h[1-6]|label|legend|li|option|p|summary|td|th)>)(?=<)")

NOTHING_PUBLISHED = Explorer((), ())


@dataclass(frozen=True)
class Site:
    """What the templates may use: compiled surveys, words by locale, and files already built, by name."""

    surveys: Sequence[Survey]
    words: Sequence[Words]
    assets: Mapping[str, str]  # name in site_src/assets -> path from the top of the site
    version: str
    explorer: Explorer = NOTHING_PUBLISHED
    settings: SiteSettings = DEFAULTS
    # The same name -> the script's path and those of what it imports at once.
    imports: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # What surveys were tried on, by survey.
    calibrations: Mapping[str, Calibration] = field(default_factory=dict)
    # Pages that the project adds, as they were written.
    own_pages: Sequence[OwnPage] = ()

    @property
    def locales(self) -> list[dict[str, str]]:
        """The languages of the site, as templates see them."""
        return [
            {"id": words.locale, "name": words.name, "dir": words.direction, "lang": words.language("site")}
            for words in self.words
        ]

    def words_for(self, survey: Survey, words: Words) -> Words:
        """The words for the pages of a survey: in the first language of the site where it lacks this one."""
        spoken = [one for one in self.words if one.locale in survey["text"]]
        return words if words in spoken or not spoken else spoken[0]

    @cached_property
    def agreements(self) -> Mapping[str, tuple[Row, ...]]:
        """How far each survey with cases agrees with their readings."""
        return {
            survey["id"]: agreement_rows(dict(survey), self.calibrations[survey["id"]])
            for survey in self.surveys
            if has_cases(survey, self.calibrations)
        }

    @cached_property
    def standings(self) -> Mapping[str, Standing | None]:
        """The worked example of a comparison for each survey."""
        return {survey["id"]: example_standing(survey, self.explorer.loaded) for survey in self.surveys}

    @cached_property
    def composites(self) -> Mapping[str, dict[str, Any]]:
        """What the index of each scored survey is made of, in figures."""
        found = {
            survey["id"]: composite(survey, self.calibrations.get(survey["id"], NOTHING).cases)
            for survey in self.surveys
        }
        return {id_: one for id_, one in found.items() if one is not None}


def render_pages(source: Path, site: Site, docs: Path) -> Iterator[tuple[Words, list[str]]]:
    """Write the pages of one language after the other into new folders `docs`/<locale> as Markdown.

    Gives each language when it is ready, with the paths of the pages that its navigation lists, in order.
    """
    environment = make_environment(source)
    for words in site.words:
        yield words, _language(environment, source, site, words, docs)


def _language(environment: Environment, source: Path, site: Site, words: Words, docs: Path) -> list[str]:
    into = docs / words.locale
    planned = list(_planned(source, site))
    wanted = site.settings.optional_pages
    is_embedded = site.assets and "embed" in wanted
    published = [
        *explorer_pages(site.explorer, words),
        *case_pages(site.surveys, site.calibrations, site.agreements, words),
        *(
            maintain_pages(source, words, [str(one["id"]) for one in site.surveys])
            if "maintain" in wanted
            else ()
        ),
        *(builder_pages(source, site.surveys, words, site.settings.url) if is_embedded else ()),
    ]
    for template, path, survey in planned:
        said = words if survey is None else site.words_for(survey, words)
        language = said.language(_part(template))
        _write(environment, template, page_context(site, said, path, survey), into / path, words, language)
    for page in published:
        context = page_context(site, words, page.path, None) | dict(page.context)
        language = words.language(_part(page.template))
        _write(environment, page.template, context, into / page.path, words, language)
    leading = [path for _, path, survey in planned if survey is not None or path == "index.md"]
    rest = [path for _, path, _ in planned if path not in (*leading, *OFF_THE_MENU)]
    own = [_write_own(page, into, words) for page in _own_pages(site, words)]
    return [*leading, *(page.path for page in published if page.in_navigation), *rest, *own]


def page_names(source: Path) -> set[str]:
    """The names below a language that pages of ours have."""
    return {path.name.partition(".")[0] for path in (source / "pages").glob("*")}


def _own_pages(site: Site, words: Words) -> Iterator[OwnPage]:
    """Each page that the project adds: in a language that lacks it, as it is in the first one that has it."""
    languages = [words.locale, *(one.locale for one in site.words)]
    for name in dict.fromkeys(page.name for page in site.own_pages):
        there = [page for page in site.own_pages if page.name == name]
        yield min(there, key=lambda page: languages.index(page.locale))


def _write_own(page: OwnPage, into: Path, words: Words) -> str:
    """Write a page that the project adds; return its path."""
    text = page.text if page.text.startswith("---\n") else f"{OWN_HEAD}{page.text}"
    if page.title:
        title = json.dumps(html.escape(page.title))  # the theme writes it as it is
        text = text.replace("---\n", f"---\ntitle: {title}\n", 1)
    _write_text(text, into / f"{page.name}.md", words, page.locale)
    return f"{page.name}.md"


def _part(template: str) -> str:
    """The part of the words that a page is made from."""
    name = template.removeprefix("pages/").partition("/")[0].removesuffix(".md.j2")
    return {"index": "home", "survey": APP_WORDS}.get(name, name)


def _write(
    environment: Environment,
    template: str,
    context: Mapping[str, Any],
    target: Path,
    words: Words,
    language: str,
) -> None:
    """Write a page; where its language is not that of the site's header and footer, name it at its head."""
    _write_text(BLOCK_ENDS.sub(r"\1 ", render(environment, template, context)), target, words, language)


def _write_text(text: str, target: Path, words: Words, language: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if language != words.language("site"):
        text = text.replace("---\n", f"---\nlang: {language}\ndir: {direction(language)}\n", 1)
    target.write_text(text, encoding="utf-8", newline="\n")


def render_root(source: Path, site: Site, base: str, into: Path) -> None:
    """Write the files for the top of the site, whose path on its host is `base` ("/" or "/name/")."""
    environment = make_environment(source)
    texts = {words.locale: words.t for words in site.words}
    for path in sorted((source / "root").glob("*.j2")):
        context = {
            "asset": lambda name: _asset(site, name),
            "base": base,
            "locales": site.locales,
            "root": lambda address: address or "./",
            "surveys": site.surveys,
            "texts": texts,
            "version": site.version,
        }
        text = render(environment, f"root/{path.name}", context)
        (into / path.stem).write_text(text, encoding="utf-8", newline="\n")


def page_context(site: Site, words: Words, path: str, survey: Survey | None) -> dict[str, Any]:
    """What a page's template sees. `path` is its Markdown file below the language's folder."""
    up = "../" * page_address(path).count("/")

    def root(address: str) -> str:
        return f"{up}../{address}"

    context: dict[str, Any] = {
        "asset": lambda name: root(_asset(site, name)),
        "counted": lambda texts, key, n, **values: counted(texts, key, words.locale, n, **values),
        "leading": site.settings.lead,
        "locale": words.locale,
        "locales": site.locales,
        "figure": lambda value, decimals=None: number_text(value, words.locale, decimals),
        "modules": lambda name: [root(path) for path in site.imports.get(name, ())],
        "offered": offered(site.surveys),
        "optional_pages": site.settings.optional_pages,
        "root": root,
        "quick_check": quick_check,
        "surveys": [one for one in site.surveys if words.locale in one["text"]],
        "surveys_elsewhere": [
            (one, site.words_for(one, words).locale)
            for one in site.surveys
            if words.locale not in one["text"]
        ],
        "t": words.t,
        "url": lambda address="": f"{up}{address}" or "./",
        "version": site.version,
    }
    if survey is not None:
        context |= {"survey": survey, "text": survey["text"][words.locale]}
        context["example"] = worked_example(survey, words.locale)
        standing, loaded = site.standings[survey["id"]], site.explorer.loaded
        context["standing"] = standing and standing_in_words(standing, survey, loaded, words.locale)
        context["quick"] = quick_check(survey)
        context["blocks"] = blocks_of(survey)
        context["states_of"] = states_of
        context["advised"] = bool(survey["axes"]) and survey.get("advice") != "none"
        context["agreement"] = site.agreements.get(survey["id"])
        context["composite"] = site.composites.get(survey["id"])
        context["outcome"] = asks_for_outcome(survey)
        context["panels"] = site.explorer.panels_of(survey["id"])
        context["source_url"] = site.settings.source
        context["page_data"] = page_data(site, words, survey, root("")) if "survey.js" in site.assets else {}
    return context


def offered(surveys: Sequence[Survey]) -> Mapping[str, bool]:
    """What any survey of the site has beyond scores."""
    scored = [survey for survey in surveys if survey["axes"]]
    return {
        "levels": any(survey["levels"] for survey in scored),
        "advice": any(survey.get("advice") != "none" for survey in scored),
        "unknown": any("unknown" in survey.get("states", ["unknown"]) for survey in surveys),
    }


def asks_for_outcome(survey: Survey) -> bool:
    """Whether a survey asks for the outcome with which quality reports of panels compare its index."""
    return any(question.get("profile") == OUTCOME for question in survey["questions"])


def quick_check(survey: Survey) -> list[str]:
    """The questions of the survey's quick check; none where it would leave nothing out, and none where it has
    nothing to say: of a single axis, without advice, or where a score needs every answer."""
    if len(survey["axes"]) < 2 or survey.get("advice") == "none" or survey.get("answer_all"):
        return []
    scored = [question for question in survey["questions"] if question.get("axis")]
    asked = [question.id for question in quick_questions(load_survey(survey))]
    return asked if len(asked) < len(scored) else []


def page_data(site: Site, words: Words, survey: Survey, up: str) -> dict[str, Any]:
    """What the scripts of a survey's page need to know; addresses are relative to the page."""
    return {
        "engine": f"{up}engine/manifest.json",
        "locale": words.locale,
        "messages": {
            one["id"]: up + site.assets[asset_name(one["id"])]
            for one in site.locales
            if asset_name(one["id"]) in site.assets
        },
        "snapshots": [f"{up}data/benchmarks/{name}.json" for name in linked_editions(site, survey)],
        "survey": {
            "data": f"{up}data/surveys/{survey['id']}.json",
            "id": survey["id"],
            "version": survey["version"],
        },
        "t": words.t.get("js", {}),
        "version": site.version,
        "worker": up + _asset(site, "engine-worker.js"),
    }


def linked_editions(site: Site, survey: Survey) -> list[str]:
    """The editions that have a metric which the survey links to, and its panels, in order of their ids."""
    links = [link for question in survey["questions"] for link in question.get("benchmarks") or ()]
    wanted = {link["metric"] for link in links}
    return [
        data["id"]
        for data in site.explorer.editions
        if wanted & {metric["id"] for metric in data["metrics"]}
        or (data["panel"] and data["panel"]["survey"] == survey["id"])
    ]


def page_address(path: str) -> str:
    """The address of a Markdown file's page below its language: `cspi/method/` for `cspi/method.md`."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def _planned(source: Path, site: Site) -> Iterator[tuple[str, str, Survey | None]]:
    """Template, Markdown path and survey of every page: home, the surveys, then the rest by name."""
    names = sorted(path.name.removesuffix(".md.j2") for path in (source / "pages").glob("*.md.j2"))
    if "index" in names:
        yield "pages/index.md.j2", "index.md", None
    for survey in site.surveys:
        for name, stem in OF_A_SURVEY.items():
            if name in names:
                yield f"pages/{name}.md.j2", f"{survey['id']}/{stem}.md", survey
    left_out = {"about", "workshop"} - set(site.settings.optional_pages)
    for name in names:
        if name not in {"index", *OF_A_SURVEY, *left_out}:
            yield f"pages/{name}.md.j2", f"{name}.md", None


def _asset(site: Site, name: str) -> str:
    if name not in site.assets:
        raise ValueError(f"there is no asset {name!r}, only {', '.join(site.assets)}")
    return site.assets[name]
