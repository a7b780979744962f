"""The version of the tool that a project was made for: `tool` in site.yaml."""

from __future__ import annotations

import re
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors
from cspi_build.installation import IS_INSTALLED
from cspi_build.yaml_source.source import scan_yaml
from cspi_core._version import __version__

__all__ = ["KEY", "refuse_newer"]

KEY = "tool"

_VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})*")


def refuse_newer(settings: Path) -> None:
    """Stop where a project was made for a newer tool: what else its files hold may mean something else.

    Raises DefinitionErrors. What is no version is left to the check of the settings.
    """
    source = scan_yaml(settings) if settings.is_file() else None
    made_for = source.root.at(KEY).text() if source is not None and source.readable else None
    if source is None or made_for is None or not _VERSION.fullmatch(made_for):
        return
    if _numbers(made_for) > _numbers(__version__):
        newer = "`pip install DIR`, DIR being its newer source," if IS_INSTALLED else "`git pull`"
        message = f"this project was made for version {made_for} of the tool, and this is {__version__}"
        expected, hint = f"{__version__} or earlier", f"{newer} brings a newer one"
        problem = source.problem((KEY,), message, found=made_for, expected=expected, hint=hint)
        raise DefinitionErrors([problem])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _VERSION.match(version)[0].split("."))  # type: ignore[index]
