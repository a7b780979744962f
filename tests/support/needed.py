"""What a test cannot do without: it is skipped where that is missing, and counted at the end of the run."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cspi_build.testing.needs import NEEDS

MISSING = "could not run for want of"


def need(name: str) -> None:
    """Skip the test that asks where this is missing."""
    wanted = next(one for one in NEEDS if one.name == name)
    if not wanted.found():
        skip_without(name)


def skip_without(name: str) -> None:
    """Skip the test that asks, as this is missing."""
    pytest.skip(f"{MISSING} {name}")


def named_in(report: Any) -> list[str]:
    """What was missing for a test that was skipped; nothing where it was skipped for another reason."""
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return re.findall(rf"{MISSING} (.+)", reason)
