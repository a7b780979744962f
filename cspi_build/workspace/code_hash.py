"""A hash of the code behind a function: its module, all that this imports, and the files beside those.

Stages of a build are stored under such a hash. It follows the imports, so that a module that is new, moved or
imported only now counts without being named anywhere.
"""

from __future__ import annotations

import ast
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from cspi_build.workspace.stage_cache import hash_of

__all__ = ["code_behind", "code_hash"]

ROOT = Path(__file__).resolve().parents[2]

OURS = ("cspi_build", "cspi_core")

# CPython 3.11 counts the depth of an AST for the whole process: parsing in two threads at once can raise a
# SystemError. The languages of a site are built in threads.
PARSING = threading.Lock()


def code_hash(*functions: Callable[..., Any]) -> str:
    """Return a hash of all the code behind these functions, with the names of its files."""
    files = [Path(str(sys.modules[_module(function)].__file__)) for function in functions]
    behind = code_behind(files, ROOT)
    return hash_of(sorted(behind), *(behind[name] for name in sorted(behind)))


def code_behind(entries: list[Path], root: Path) -> dict[str, Path]:
    """Return the files behind some modules, by their paths from `root`.

    These are the modules, all modules below `root` that they import, anywhere in them and by way of others,
    the `__init__` of each package on the way, and whatever else than Python lies in these packages.
    """
    waiting = [file for entry in entries for file in (entry, *_packages(entry, root))]
    found: dict[Path, None] = dict.fromkeys(waiting)
    while waiting:
        new = [path for path in _imported(waiting.pop(), root) if path not in found]
        found |= dict.fromkeys(new)
        waiting += new
    folders = {path.parent for path in found if (path.parent / "__init__.py").exists()}
    beside = [path for folder in sorted(folders) for path in _beside(folder)]
    return {_name(path, root): path for path in (*found, *beside)}


def _module(function: Callable[..., Any]) -> str:
    if not isinstance(function, FunctionType | type):
        raise TypeError(f"{function!r} does not say in which module it is")
    return function.__module__


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


@cache
def _imported(path: Path, root: Path) -> tuple[Path, ...]:
    """The files below `root` that a module imports."""
    with PARSING:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    package = path.relative_to(root).parts[:-1] if path.is_relative_to(root) else ()
    names = (name for statement in _statements(tree) for name in _names(statement, package))
    return tuple(dict.fromkeys(file for name in names for file in _files(name, root)))


def _statements(tree: ast.Module) -> list[ast.AST]:
    """All statements, those within others too; expressions import nothing."""
    found: list[ast.AST] = [tree]
    for node in found:
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            found += getattr(node, block, ())
    return found


def _names(node: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a statement imports, as parts of dotted names; names of a module's own things among them."""
    if isinstance(node, ast.Import):
        yield from (tuple(alias.name.split(".")) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else ()
        module = (*above, *(node.module.split(".") if node.module else ()))
        yield from ((*module, alias.name) for alias in node.names)


def _files(name: tuple[str, ...], root: Path) -> Iterator[Path]:
    """The module of a dotted name below `root`, and the `__init__` of each package that leads there."""
    if root == ROOT and name[0] not in OURS:  # beside an installed tool stand the packages of others
        return
    for length in range(1, len(name) + 1):
        place = root.joinpath(*name[:length])
        for path in (place / "__init__.py", place.with_name(f"{place.name}.py")):
            if path.is_file():
                yield path


def _packages(path: Path, root: Path) -> list[Path]:
    """The `__init__` of each package that a module is in."""
    inits = (folder / "__init__.py" for folder in path.parents if folder.is_relative_to(root))
    return [init for init in inits if init.is_file()]


def _beside(folder: Path) -> Iterator[Path]:
    """What is no Python below a package, without what is in packages of its own."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            yield from _beside(path)
        elif path.is_file() and path.suffix not in (".py", ".pyc"):
            yield path
