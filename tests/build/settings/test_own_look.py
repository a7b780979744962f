"""What those who host a site add to its look, its foot and its choice of editions, and what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from cspi_build.cli.scaffold.site import new_site
from cspi_build.diagnostics import DefinitionErrors
from cspi_build.installation import ROOT
from cspi_build.pages.render import Site
from cspi_build.pipeline import check
from cspi_build.progress import Progress
from cspi_build.settings.branding import with_branding
from cspi_build.settings.contrast import accent_css
from cspi_build.settings.own_look import font_css, no_picture, no_style
from cspi_build.settings.site import SiteSettings, load_settings, own_text_folder
from cspi_build.site.generators import generator_named
from cspi_build.site.language_pages import language_settings
from cspi_build.workspace.project import Project
from stand_in_assets import ASSETS

PNG = (ROOT / "site_src" / "assets" / "icons" / "app-192.png").read_bytes()
JPEG = b"\xff\xd8\xff\xe0rest\xff\xd9"


def settings_of(root: Path, text: str, **files: bytes) -> SiteSettings:
    for name, content in files.items():
        (root / name.replace("_", ".")).write_bytes(content)
    (root / "site.yaml").write_text(text, encoding="utf-8")
    return load_settings(root, ("cspi",), ("ja", "en"), ("figures-2024", "figures-2025"))


def said_of(root: Path, text: str, **files: bytes) -> str:
    with pytest.raises(DefinitionErrors) as caught:
        settings_of(root, text, **files)
    return str(caught.value)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (b"a{color:red}", None),
        (b"a{background:url( 'data:image/png;base64,AA==')}", None),
        (b"a{fill:url(#x)} /* url(https://example.org/) */", None),
        (b"", "no rules"),
        (b" /* a{} ", "no rules"),
        (b"a{content:'\xe9'}", "byte 12 is not UTF-8"),
        (b"@import 'more.css'; a{}", "@import 'more.css'"),
        (b"a{background:URL(picture.png)}", "URL(picture.png)"),
        (b"a{background:url('//example.org/a.png')}", "url('//example.org/a.png')"),
        (b"a{background:url(/* x */'a.png')}", "url(/* x */'a.png')"),
        (b"a{background:image-set('a.png' 1x)}", "image-set('a.png' 1x)"),
        (b"a::after{content:'see url(x) and @import'}", None),
        (b'a::after{content:"\\201C"}', None),
        (b'a{content:"/*"} b{background:url(https://example.org/x)} /* */', "url(https://example.org/x)"),
        (b"@font-face{src:url(data:font/woff2;base64,AA==)}", "url(data:font/woff2;base64,AA==)"),
        (b"a{background:u\\72l(https://example.org/x)}", "u\\72l("),
        (b"@\\69mport 'more.css';", "@\\69mport"),
    ],
)
def test_a_style_sheet_loads_nothing(rules: bytes, found: str | None) -> None:
    assert no_style(rules) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PNG, None),
        (JPEG, None),
        (b"", "an empty file"),
        (PNG[:-20], "a picture whose end is missing"),
        (JPEG[:-2], "a picture whose end is missing"),
        (b"<svg/>", "neither PNG nor JPEG"),
    ],
)
def test_a_picture_is_whole(content: bytes, found: str | None) -> None:
    assert no_picture(content) == found


def test_files_that_cannot_be_used_are_named_all_at_once(tmp_path: Path) -> None:
    wanted = "url: https://example.org/\nstyle: own.css\nsocial_image: card.png\n"
    said = said_of(tmp_path, wanted, own_css=b"", card_png=JPEG[:4])
    assert "own.css can't be used" in said and "card.png can't be used" in said
    assert said.endswith("2 problems in 1 file")
    said = said_of(tmp_path, "url: https://example.org/\nstyle: ../own.css\nsocial_image: card.gif\n")
    assert said.count("this can't be that file") == 2
    assert "there is no file gone.css" in said_of(tmp_path, "style: gone.css\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("font: comic\n", "expected: one of `system`, `humanist`, `geometric`, `rounded`, `serif`"),
        ("benchmarks: [figures-2042]\n", "there is no edition `figures-2042`"),
        ("footer: {fr: [{text: A}]}\n", "there is no language `fr`"),
        ("footer: {en: [{text: A, link: 'javascript:alert(1)'}]}\n", "mailto:team@example.org"),
        ("footer: {en: [{link: 'https://example.org/'}]}\n", "`text`"),
        ("licence: {text: CC, link: creativecommons.org}\n", "mailto:team@example.org"),
        ("contact: nobody\n", "a mail address or the address of a page"),
        ("legal: [imprint]\n", "there is no page of your own `imprint`"),
        ("pages: [about, about]\n", "`about` is there twice"),
        ("keep: [CNAME, CNAME]\n", "`CNAME` is there twice"),
        ("url: 'https://[/'\n", "an address that ends in `/`"),
        ("contact: 'https://['\n", "a mail address or the address of a page"),
        ("source: 'https://\"><script>'\n", "https://…"),
        (f"style: {'あ' * 100}.css\n", "File name too long"),
        (f"text: {'あ' * 100}\n", "this is no such folder"),
        ("style: loop.css\n", "loop.css can't be read"),
        ("logo: loop.svg\n", "loop.svg can't be read"),
        ("social_image: card.png\n", "posts need the whole address of a picture"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, text: str, message: str) -> None:
    for name in ("loop.css", "loop.svg"):
        (tmp_path / name).symlink_to(name)
    assert message in said_of(tmp_path, text)


def test_own_rules_come_last_in_each_style_sheet(tmp_path: Path) -> None:
    accent = {"light": "#0b4a8a", "dark": "#8ab8f0"}
    for name in ("site", "embed"):
        (tmp_path / f"{name}-AAAAAAAA.css").write_text("a{}\n", encoding="utf-8")
    (tmp_path / "own.css").write_text("\ufeffa{color:red}", encoding="utf-8")
    (tmp_path / "card.png").write_bytes(PNG)
    settings = SiteSettings.model_validate(
        {"accent": accent, "font": "serif", "style": "own.css", "social_image": "card.png"}
    )
    built = {f"{name}.css": f"{name}-AAAAAAAA.css" for name in ("site", "embed")}
    names = with_branding(tmp_path, settings, tmp_path, built)
    for name in built:
        text = (tmp_path / names[name]).read_text(encoding="utf-8")
        assert text == "a{}\n" + accent_css(accent) + font_css("serif") + "a{color:red}"
    assert (tmp_path / names["social_image"]).read_bytes() == PNG


def test_no_optional_page_is_not_all_of_them() -> None:
    assert SiteSettings.model_validate({"pages": []}).optional_pages == ()
    assert "about" in SiteSettings().optional_pages


def test_lines_of_the_first_language_of_the_site_stand_in() -> None:
    lines = {one: [{"text": one}] for one in ("ja", "en")}
    settings = SiteSettings.model_validate({"languages": ["en", "ja", "fr"], "footer": lines})
    assert settings.foot("fr")[0] == "en"


def test_the_foot_is_written_as_text() -> None:
    foot = {"licence": {"text": "A & B", "link": "https://example.org/?a&b"}, "lines": [{"text": "<b>"}]}
    extra = {"words": {"footer": {}}, "foot": {**foot, "contact": "mailto:a@b"}, "source_url": "https://a/?&"}
    environment = Environment(loader=FileSystemLoader(ROOT / "site_src" / "theme"))  # noqa: S701 - as MkDocs
    environment.filters["url"] = str
    page = environment.get_template("partials/footer.html").render(
        config={"extra": extra}, nav=SimpleNamespace(items=[])
    )
    assert 'href="https://example.org/?a&amp;b"' in page and "A &amp; B" in page
    assert "&lt;b&gt;" in page and 'href="https://a/?&amp;"' in page


def test_a_language_without_lines_has_those_of_the_first() -> None:
    settings = SiteSettings.model_validate({"footer": {"en": [{"text": "A"}], "ja": [{"text": "B"}]}})
    assert [(settings.foot(one)[0], settings.foot(one)[1][0].text) for one in ("en", "ja", "fr")] == [
        ("en", "A"),
        ("ja", "B"),
        ("en", "A"),
    ]
    assert SiteSettings().foot("en") == ("en", ())


def test_the_foot_reaches_the_theme(tmp_path: Path) -> None:
    project = Project(new_site(tmp_path / "site", ("en",)))
    (project.root / "pages" / "en").mkdir(parents=True)
    (project.root / "pages" / "en" / "imprint.md").write_text("# Imprint\n", encoding="utf-8")
    with (project.root / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("licence: {text: CC BY 4.0}\ncontact: a@example.org\nlegal: [imprint]\n")
    checked = check(ROOT, Progress(quiet=True), project=project)
    site = Site(checked.surveys, checked.words, ASSETS, "1.0", settings=checked.settings)
    extra = language_settings(ROOT, site, site.words[0], ["index.md"], generator_named("mkdocs"))["extra"]
    assert extra["legal"] == ["imprint/"]
    assert extra["foot"]["contact"] == "mailto:a@example.org"
    assert extra["foot"]["licence"] == {"text": "CC BY 4.0", "link": None}


def test_editions_are_all_published_unless_chosen() -> None:
    assert SiteSettings().publishes("a-2024")
    assert not SiteSettings(benchmarks=()).publishes("a-2024")
    assert SiteSettings(benchmarks=("b-2025",)).publishes("b-2025")
    assert not SiteSettings(benchmarks=("b-2025",)).publishes("a-2024")


@pytest.mark.parametrize("chosen", ["[]", "[saas-capital-2025]"])
def test_only_chosen_editions_are_compiled(chosen: str, tmp_path: Path) -> None:
    for name in ("benchmark_snapshots", "survey_defs"):
        (tmp_path / name).symlink_to(ROOT / name)
    settings = f"languages: [ja, en]\nbenchmarks: {chosen}\n"
    (tmp_path / "site.yaml").write_text(settings, encoding="utf-8")
    checked = check(ROOT, Progress(quiet=True), project=Project(tmp_path))
    assert [one["id"] for one in checked.editions] == [one for one in chosen.strip("[]").split(", ") if one]


@pytest.mark.parametrize("key", ["text", "logo", "style", "social_image"])
@pytest.mark.parametrize("name", ["a\\0b.css", "a\\nb.svg", "\\ud800.png", "a" * 300 + ".png"])
def test_a_name_that_no_file_can_have_is_named(tmp_path: Path, key: str, name: str) -> None:
    assert "a path of at most 250 characters" in said_of(tmp_path, f'{key}: "{name}"\n')
    assert own_text_folder(tmp_path) == tmp_path / "text"


def test_a_name_that_no_kept_file_can_have_is_named(tmp_path: Path) -> None:
    assert "a path of at most 250 characters" in said_of(tmp_path, 'keep: ["a\\0b"]\n')


def test_a_page_or_an_edition_where_there_is_none_is_told_with_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("legal: [imprint]\nbenchmarks: [acme-2025]\n", encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_settings(tmp_path, ("cspi",), ("ja", "en"), ())
    assert [one.expected for one in caught.value.diagnostics] == [
        "a file `pages/<language>/imprint.md`",
        "no such line: there is no edition yet",
    ]
