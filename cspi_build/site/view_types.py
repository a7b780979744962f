"""The types of the views for the page's scripts: TypeScript interfaces from the shapes of the core.

    python -m cspi_build.site.view_types

`site_src/assets/lib/views.d.ts` is committed, so that editors and `tsc` know the views in a fresh checkout.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from cspi_core.views import shapes

__all__ = ["VIEW_TYPES", "view_shapes", "view_types", "write_view_types"]

VIEW_TYPES = Path(__file__).resolve().parents[2] / "site_src" / "assets" / "lib" / "views.d.ts"
HEAD = """// Generated from cspi_core/views/shapes/ by `python -m cspi_build.site.view_types`.

/** An Apache ECharts option. */
export type ChartOption = Record<string, unknown>;
"""
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "unknown"}
WIDTH = 110


def view_types() -> str:
    """Return the text of `views.d.ts`."""
    return "\n".join([HEAD, *map(_interface, view_shapes())])


def view_shapes() -> list[type]:
    """Return the shapes of all views: by module, in the order in which each module has them."""
    names = sorted(module.name for module in iter_modules(shapes.__path__))
    modules = [import_module(f"{shapes.__name__}.{name}") for name in names]
    return [
        part
        for module in modules
        for part in vars(module).values()
        if is_typeddict(part) and part.__module__ == module.__name__
    ]


def write_view_types(path: Path = VIEW_TYPES) -> None:
    """Write `views.d.ts`."""
    path.write_text(view_types(), encoding="utf-8")


def _interface(shape: type) -> str:
    return "\n".join([*_comment(shape), f"export interface {shape.__name__} {{", *_keys(shape), "}", ""])


def _comment(shape: type) -> Iterator[str]:
    text = " ".join((inspect.getdoc(shape) or "").replace("``", "`").split())
    if text and shape.__doc__:
        yield f"/** {text} */"


def _keys(shape: type) -> Iterator[str]:
    """The keys, with those that it inherits."""
    total = getattr(shape, "__total__", True)
    for key, hint in get_type_hints(shape, include_extras=True).items():
        is_needed = total and get_origin(hint) is not NotRequired
        yield _line(f"  {key}{'' if is_needed else '?'}:", script_type(hint))


def _line(name: str, kind: str) -> str:
    """A key with its type, broken as prettier breaks it."""
    whole, apart = f"{name} {kind};", f"    {kind};"
    if len(whole) <= WIDTH:
        return whole
    return f"{name}\n{apart}" if len(apart) <= WIDTH else "\n    | ".join([name, *kind.split(" | ")]) + ";"


def script_type(hint: Any) -> str:
    """Return a type of Python as one of TypeScript."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _values(tuple(hint))
    return _composed(get_origin(hint), get_args(hint), hint)


def _composed(origin: Any, parts: tuple[Any, ...], hint: Any) -> str:
    if origin in (UnionType, Union):
        return " | ".join(map(script_type, parts))
    if origin is Literal:
        return _values(parts)
    if origin is NotRequired:
        return script_type(parts[0])
    if origin is list:
        item = script_type(parts[0])
        return f"({item})[]" if " | " in item and get_origin(parts[0]) is not list else f"{item}[]"
    if origin is tuple:
        return f"[{', '.join(map(script_type, parts))}]"
    if origin in (dict, Mapping):
        return f"Record<{script_type(parts[0])}, {script_type(parts[1])}>"
    raise TypeError(f"no type of TypeScript for {hint}")


def _values(values: tuple[str, ...]) -> str:
    return " | ".join(f'"{value}"' for value in values)


if __name__ == "__main__":
    write_view_types()
