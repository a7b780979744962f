"""What two editions of a panel give away together: the answers of those by whom their groups differ.

The threat. If an edition is made of the results of an earlier one and a few more, whoever subtracts the
counts of the earlier from the later knows the answers of the few; of one person, all of them. So a group of
which both editions publish figures has to differ by nobody, or by `minimum` people or more.

Not covered. Which people two editions share is not known here: groups of equal size may differ by one who
left and one who came, and groups of different people may differ by a few (then `--other-people` says so).
Other publications of the same results, and rounded figures that are compared over many editions, are not
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.yaml_source.source import scan_yaml

__all__ = ["Difference", "differences", "earlier_panels", "refuse_differences"]

_MOST = 8


@dataclass(frozen=True)
class Difference:
    """A group of a metric whose n differs by a few people between two editions."""

    metric: str
    group: str
    n: int
    earlier: int

    def __str__(self) -> str:
        few = abs(self.n - self.earlier)
        return f"{self.metric}, {self.group}: n {self.earlier} and {self.n}, {few} apart"


def earlier_panels(folder: Path, series: str, own: str, survey: str) -> Iterator[Mapping[str, Any]]:
    """The other editions of a series in a folder that are panels of the survey."""
    for path in sorted(folder.glob(f"{series}-*.yaml")):
        source = scan_yaml(path) if path.stem != own else None
        value: Any = source.value if source is not None and source.readable else None
        is_series = re.fullmatch(rf"{re.escape(series)}-[0-9]{{4}}", path.stem)
        panel = value.get("panel") if is_series and isinstance(value, dict) else None
        if isinstance(panel, dict) and panel.get("survey") == survey:
            yield value


def differences(new: Mapping[str, Any], old: Mapping[str, Any], minimum: int) -> list[Difference]:
    """The groups that subtraction gives away: they differ by somebody, and by fewer than `minimum`."""
    before = _sizes(old)
    return [
        Difference(metric, group, n, before[metric, group])
        for (metric, group), n in _sizes(new).items()
        if 0 < abs(n - before.get((metric, group), n)) < minimum
    ]


def refuse_differences(new: Mapping[str, Any], others: Sequence[Mapping[str, Any]], minimum: int) -> None:
    """Raise CspiBuildError where a group could be had by subtraction, with what from what."""
    for old in others:
        found = differences(new, old, minimum)
        if found:
            more = [f"  ... and {len(found) - _MOST} more."] if len(found) > _MOST else []
            raise CspiBuildError(
                "\n".join(
                    [
                        f"{new['id']} less {old['id']} would give away the answers of fewer than "
                        f"{minimum} people:",
                        *(f"  {one}" for one in found[:_MOST]),
                        *more,
                        "Nothing was written. Make it of the same results, or of at least that many more; "
                        "or, if others answered this time, say so with --other-people.",
                    ]
                )
            )


def _sizes(edition: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """The n of each group of which figures are published, and that of all."""
    found = {("all results", "all"): edition["study"]["n"]}
    for metric in edition["metrics"]:
        for cell in metric["cells"]:
            if not cell.get("suppressed"):
                group = ", ".join(f"{name}={value}" for name, value in cell["segment"].items()) or "all"
                found[metric["id"], group] = cell["n"]
    return {key: n for key, n in found.items() if isinstance(n, int)}
