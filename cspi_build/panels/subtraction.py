"""What two editions of a panel give away together: the answers of those by whom their groups differ.

The threat. If an edition is made of the results of an earlier one and a few more, whoever subtracts the
counts of the earlier from the later knows the answers of the few; of one person, all of them. So a group of
which both editions publish figures has to differ by nobody, or by `minimum` people or more.

Compared are all panels of the series that are in the project's folder of editions or beside the output, with
the one that is written over among them. One of them that can't be read, or lacks its counts, stops the work.

Not covered. Editions that are in neither folder, or were deleted or written over before. Which people two
editions share is not known here: groups of equal size may differ by one who left and one who came, and groups
of different people may differ by a few (then `--other-people` says so). Other publications of the same
results, and rounded figures that are compared over many editions, are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspi_build.diagnostics import CspiBuildError, DefinitionErrors, Diagnostic
from cspi_build.yaml_source.source import Node, Source, scan_yaml

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


def earlier_panels(folders: Iterable[Path], series: str, survey: str) -> list[Mapping[str, Any]]:
    """The editions of a series in some folders that are panels of the survey, by the names of their files.

    Raises DefinitionErrors for those that can't be compared: they may not be passed over.
    """
    found: list[Mapping[str, Any]] = []
    problems: list[Diagnostic] = []
    for path in _editions(folders, series):
        source = scan_yaml(path)
        wrong = list(_problems(source, survey))
        problems += wrong
        if not wrong and source.root.at("panel", "survey").value == survey:
            found.append({**source.value, "id": path.stem})  # type: ignore[dict-item]
    if problems:
        raise DefinitionErrors(problems)
    return found


def _editions(folders: Iterable[Path], series: str) -> Iterator[Path]:
    """The files of a series, each once, though two folders may be the same."""
    name = re.compile(rf"{re.escape(series)}-[0-9]{{4}}")
    own = dict.fromkeys(folder.resolve() for folder in folders)
    for folder in own:
        yield from (path for path in sorted(folder.glob(f"{series}-*.yaml")) if name.fullmatch(path.stem))


def _problems(source: Source, survey: str) -> Iterator[Diagnostic]:
    """What keeps an edition from being compared."""
    yield from source.problems
    if source.problems:
        return
    if not isinstance(source.value, dict):
        yield source.problem((), "this edition is empty", expected="its counts, to compare a new panel with")
        return
    panel = source.root.at("panel")
    if panel.exists and not isinstance(panel.at("survey").value, str):
        yield panel.problem("it is not said of which survey this panel is", expected="`survey:` and its id")
    elif panel.exists and panel.at("survey").value == survey:
        yield from _shape_problems(source.root)


def _shape_problems(root: Node) -> Iterator[Diagnostic]:
    """Where counts are missing that a comparison needs."""
    yield from _count_problems(root.at("study", "n"))
    yield from _list_problems(root.at("metrics"))
    for metric in root.at("metrics").items():
        yield from _list_problems(metric.at("cells"))
        if metric.at("id").text() is None:
            yield metric.problem("this metric has no id", expected="`id:` as the panel had it")
        for cell in metric.at("cells").items():
            if not isinstance(cell.at("segment").value, dict):
                yield cell.problem("it is not said whose figure this is", expected="`segment: {...}`")
            if not cell.at("suppressed").value:
                yield from _count_problems(cell.at("n"))


def _list_problems(node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node.value, list) or not node.value:
        yield node.problem(f"`{node.key}` is missing or empty, so nothing can be compared", expected="a list")


def _count_problems(node: Node) -> Iterator[Diagnostic]:
    if not isinstance(node.value, int) or isinstance(node.value, bool):
        message = f"`{node.key}` is missing or no number, so a new panel can't be compared with this one"
        yield node.problem(message, expected="how many people this is of")


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
            is_same = old["id"] == new["id"]
            which = f"the {old['id']} that is there already" if is_same else old["id"]
            never = "delete the one that is there, if nobody has seen it; " if is_same else ""
            more = [f"  ... and {len(found) - _MOST} more."] if len(found) > _MOST else []
            raise CspiBuildError(
                "\n".join(
                    [
                        f"{new['id']} less {which} would give away the answers of fewer than "
                        f"{minimum} people:",
                        *(f"  {one}" for one in found[:_MOST]),
                        *more,
                        "Nothing was written. Make it of the same results, or of at least that many more; "
                        f"{never}or, if others answered this time, say so with --other-people.",
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
