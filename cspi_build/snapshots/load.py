"""Reads the folder of snapshots: every file checked, alone and against the others, all mistakes at once.

snapshots = load_snapshots(Path("benchmark_snapshots"))     # raises DefinitionErrors
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors, Diagnostic
from cspi_build.models.errors import fit
from cspi_build.models.snapshot import SnapshotSpec
from cspi_build.snapshots.checks import check_snapshot, check_together
from cspi_build.snapshots.findings import Finding
from cspi_build.yaml_files.source import NodePath, Plain, Source, scan_yaml

__all__ = ["check_sources", "load_snapshots", "snapshot_files"]


@dataclass(frozen=True)
class _Read:
    """A file as far as it fits the model. Metrics that don't are left out of `spec`, so that the rest can be
    checked all the same; `kept` has the position in the file of each that is left."""

    source: Source
    spec: SnapshotSpec
    kept: tuple[int, ...]
    is_whole: bool = True

    def diagnostics(self, findings: Iterable[Finding]) -> list[Diagnostic]:
        """Findings at their places. Where metrics are left out, what refers to them can't be judged."""
        return [self._diagnostic(one) for one in findings if self.is_whole or _is_within_metric(one.path)]

    def _diagnostic(self, finding: Finding) -> Diagnostic:
        """A finding at its place in the file."""
        more = {"found": finding.found, "expected": finding.expected, "hint": finding.hint}
        path = self._in_file(finding.path)
        return self.source.problem(path, finding.message, on_key=finding.on_key, **more)

    def _in_file(self, path: NodePath) -> NodePath:
        if len(path) > 1 and path[0] == "metrics" and isinstance(path[1], int):
            return ("metrics", self.kept[path[1]], *path[2:])
        return path


def snapshot_files(folder: Path) -> list[Path]:
    """The snapshot files of a folder, sorted by name."""
    return sorted(path for path in folder.glob("*.yaml") if path.is_file())


def load_snapshots(folder: Path) -> tuple[SnapshotSpec, ...]:
    """The snapshots of a folder, sorted by id. Raises DefinitionErrors with every mistake of every file."""
    sources = [scan_yaml(path) for path in snapshot_files(folder)]
    specs, problems = check_sources(sources)
    if problems:
        raise DefinitionErrors(problems)
    return specs


def check_sources(sources: Sequence[Source]) -> tuple[tuple[SnapshotSpec, ...], tuple[Diagnostic, ...]]:
    """The snapshots of these files, sorted by id, and everything that is wrong in them."""
    problems = [problem for source in sources for problem in source.problems]
    files, unread = [], []
    for source in sources:
        file, misfits = _read(source)
        problems += misfits
        if file is None:
            unread.append(Path(source.file).stem)
        else:
            files.append(file)
    between = check_together([file.spec for file in files], unread)
    for file, findings in zip(files, between, strict=True):
        problems += file.diagnostics([*_name(file), *check_snapshot(file.spec), *findings])
    specs = tuple(sorted((file.spec for file in files), key=lambda spec: spec.id))
    return specs, tuple(problems)


def _read(source: Source) -> tuple[_Read | None, Sequence[Diagnostic]]:
    spec, problems = fit(SnapshotSpec, source)
    if spec is not None:
        return _Read(source, spec, tuple(range(len(spec.metrics)))), problems
    return _without_misfits(source, problems), problems


def _without_misfits(source: Source, problems: Sequence[Diagnostic]) -> _Read | None:
    metrics = source.root.at("metrics").value
    if not source.readable or not isinstance(metrics, list):
        return None
    kept = tuple(index for index in range(len(metrics)) if not _has_problem(source, index, problems))
    pruned = Source(source.file, _with_metrics(source.value, [metrics[index] for index in kept]))
    spec, _ = fit(SnapshotSpec, pruned)
    return None if spec is None else _Read(source, spec, kept, is_whole=False)


def _is_within_metric(path: NodePath) -> bool:
    return path[:1] == ("metrics",) and "checks" not in path


def _has_problem(source: Source, index: int, problems: Sequence[Diagnostic]) -> bool:
    metrics = source.root.at("metrics").items()
    start = source.place(("metrics", index))[0]
    is_last = index + 1 == len(metrics)
    end = _line_after(source) if is_last else source.place(("metrics", index + 1))[0]
    return any(start <= problem.line < end for problem in problems)


def _line_after(source: Source) -> int:
    """The line after the last metric: of the next key, or past the end of the file."""
    start = source.key_place(("metrics",))[0]
    later = [source.key_place(entry.path)[0] for entry in source.root.entries()]
    return min((line for line in later if line > start), default=len(source.lines) + 1)


def _with_metrics(value: Plain, metrics: list[Plain]) -> Plain:
    return {**value, "metrics": metrics} if isinstance(value, dict) else value


def _name(file: _Read) -> list[Finding]:
    name = Path(file.source.file).name
    if name == f"{file.spec.id}.yaml":
        return []
    message = "the id is not the name of the file"
    return [Finding(("id",), message, found=file.spec.id, expected=Path(name).stem)]
