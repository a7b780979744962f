"""Counted texts: the form that a count selects, and the check that each language has all of its forms.

`answers[one]` and `answers[other]` are the forms of the text `answers`; the field `{n}` holds the count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from cspi_build.diagnostics import Diagnostic, did_you_mean
from cspi_build.settings.languages import categories, category, number_text
from cspi_build.yaml_source.compose import NodePath, Plain
from cspi_build.yaml_source.source import Source
from cspi_core.text.plurals import CATEGORIES, OTHER, names_one_number

FORM = re.compile(r"(?P<key>.+)\[(?P<category>[^\]]*)\]")
FIELD = re.compile(r"\{(\w*)\}")  # `{minutes}` in a text: filled in later, so each language needs it

Leaves = Mapping[NodePath, tuple[Source, Plain]]
Forms = Mapping[str, tuple[NodePath, Source, str]]


def counted(texts: Mapping[str, Plain], key: str, locale: str, n: int, **values: object) -> str:
    """Return the text `key` of `texts` in the form for the count `n`, with its fields filled in."""
    forms = (key, f"{key}[{category(locale, n)}]", f"{key}[{OTHER}]")
    template = next(texts[form] for form in forms if form in texts)
    return str(template).format(n=number_text(n, locale), **values)


def base_path(path: NodePath) -> NodePath:
    """Return the path of a text without the plural category of its key."""
    found = FORM.fullmatch(str(path[-1])) if path else None
    return (*path[:-1], found["key"]) if found else path


def is_main_form(path: NodePath) -> bool:
    """Return whether a path leads to a text without plural forms, or to the form that each language has."""
    return base_path(path) == path or str(path[-1]).endswith(f"[{OTHER}]")


def plural_problems(locale: str, leaves: Leaves) -> Iterator[Diagnostic]:
    """Yield what is wrong with the plural forms of one language."""
    for base, forms in _grouped(leaves).items():
        name = ".".join(map(str, base))
        if base in leaves:
            source, _ = leaves[base]
            yield source.problem(base, f"`{name}` is given twice, with and without plural forms", on_key=True)
        yield from _unknown_categories(forms)
        yield from _missing_categories(name, locale, forms)


def _grouped(leaves: Leaves) -> dict[NodePath, dict[str, tuple[NodePath, Source, str]]]:
    """The texts with plural forms: their forms by category."""
    groups: dict[NodePath, dict[str, tuple[NodePath, Source, str]]] = defaultdict(dict)
    for path, (source, value) in leaves.items():
        if found := FORM.fullmatch(str(path[-1])):
            groups[base_path(path)][found["category"]] = (path, source, str(value))
    return groups


def _unknown_categories(forms: Forms) -> Iterator[Diagnostic]:
    for form, (path, source, _) in forms.items():
        if form not in CATEGORIES:
            yield source.problem(
                path,
                f"`{form}` is not a plural category",
                on_key=True,
                expected=_listed(CATEGORIES),
                hint=did_you_mean(form, CATEGORIES),
            )


def _missing_categories(name: str, locale: str, forms: Forms) -> Iterator[Diagnostic]:
    path, source, _ = next(iter(forms.values()))
    try:
        wanted = categories(locale)
    except ValueError as error:
        yield source.problem(path, str(error), on_key=True, expected="rules in cspi_core/text/plurals.py")
        return
    missing = [form for form in wanted if form not in forms]
    if missing:
        yield source.problem(
            path,
            f"`{name}` lacks the plural form {_listed(missing)}",
            on_key=True,
            expected=f"the forms of {locale}: {_listed(wanted)}",
        )
    yield from _fields_differ(name, locale, forms)


def _fields_differ(name: str, locale: str, forms: Forms) -> Iterator[Diagnostic]:
    """A form may spell the count out only where it stands for one number; the other fields are the same."""
    if OTHER not in forms:
        return
    wanted = set(FIELD.findall(forms[OTHER][2]))
    for form, (path, source, text) in forms.items():
        found = set(FIELD.findall(text))
        may_lack = {"n"} if form in CATEGORIES and names_one_number(locale, form) else set()
        if not wanted - may_lack <= found <= wanted:
            expected = " ".join(f"{{{field}}}" for field in sorted(wanted)) or "no fields"
            message = f"the form `{form}` of `{name}` has other fields than `{OTHER}`"
            yield source.problem(path, message, expected=expected)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
