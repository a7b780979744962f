"""Jinja2 as this site uses it: texts can only ever be texts, and mistakes say where they are.

Every `{{ value }}` is made safe for HTML and for Markdown at once: characters that mean something in either
become numeric entities, which both leave alone. So a text is shown as it is, wherever a template puts it.
"""

from __future__ import annotations

import html
import json
import re
import traceback
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from cspi_build.diagnostics import CspiBuildError

# Everything that Markdown or HTML may take as a sign, wherever it stands ...
SIGNS = re.compile(r"[&<>\"'`*_{}\[\]\\#|~^=+!:]")

# ... and what only counts at the start of a line: bullets, rules, numbered items, code by indentation.
LINE_START = re.compile(r"^( ?\d*)([-.)])(?=\s|$|-)")


@cache
def make_environment(source: Path) -> Environment:
    """Templates that stop at the first unknown name and write every value so that it is only ever text.

    One for all: compiling the templates takes longest.
    """
    environment = _Environment(
        loader=FileSystemLoader(source),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.filters |= {
        "e": finalize,
        "escape": finalize,
        "forceescape": lambda value: escape(str(value)),
        "meta": meta,
        "yaml_text": yaml_text,
    }
    return environment


class _Environment(Environment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        """`words.items` is the entry "items" where there is one, not a method of the mapping."""
        return (
            obj[attribute]
            if isinstance(obj, Mapping) and attribute in obj
            else super().getattr(obj, attribute)
        )


def finalize(value: Any) -> Any:
    """A value as a template writes it: texts made safe, what is safe already and all else as it is."""
    return escape(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@lru_cache(maxsize=20_000)  # labels, units and sources stand in many places
def escape(text: str) -> Markup:
    """A text that reads the same in HTML, in an attribute and in Markdown, and starts nothing there."""
    line = re.sub(r"[ \t]*\n[ \t\n]*|^[ \t]+", " ", text)
    safe = SIGNS.sub(lambda found: f"&#{ord(found[0])};", line)
    safe = LINE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", safe)
    return Markup(safe)  # noqa: S704 - every sign was replaced above


def meta(text: str) -> Markup:
    """A text as a value in the head of a Markdown file, for a theme that writes it into HTML as it is."""
    return Markup(json.dumps(html.escape(text), ensure_ascii=False))  # noqa: S704 - escaped for its place


def yaml_text(text: str) -> Markup:
    """A text to the letter as a value in the head of a Markdown file, which a theme puts in a script."""
    return Markup(json.dumps(text, ensure_ascii=False))  # noqa: S704 - JSON is YAML


def render(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    """A template filled in. Raises CspiBuildError that names the file and line of what is wrong."""
    try:
        return environment.get_template(name).render(context)
    except TemplateError as error:
        raise CspiBuildError(f"{_place(error, name)}: {error.message or error}") from error
    except (TypeError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise CspiBuildError(f"{_place(error, name)}: {type(error).__name__}: {error}") from error


def _place(error: BaseException, name: str) -> str:
    """File and line of a template's mistake, as far as they are known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    line = frames[-1].lineno if frames else getattr(error, "lineno", None)
    file = frames[-1].filename.split("site_src/")[-1] if frames else getattr(error, "name", None) or name
    return f"site_src/{file}:{line}" if line else f"site_src/{file}"
