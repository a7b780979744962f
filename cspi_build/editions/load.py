"""Reads the folder of editions: every file checked, alone and against the others, all mistakes at once.

editions = load_editions(Path("benchmark_snapshots"))     # raises DefinitionErrors
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cspi_build.diagnostics import DefinitionErrors, Diagnostic, did_you_mean
from cspi_build.editions.checks.findings import Finding
from cspi_build.editions.checks.run import check_edition, check_together
from cspi_build.editions.languages import USUAL, check_missing
from cspi_build.editions.partial import Partial, partial
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.slips import without_slips
from cspi_build.schema.validation import fit
from cspi_build.yaml_source.source import Source, scan_yaml

__all__ = ["check_sources", "edition_files", "load_editions"]


@dataclass(frozen=True)
class _Read:
    """A file as far as it fits the model; `partial` is None where all of it does."""

    source: Source
    spec: EditionSpec
    partial: Partial | None = None

    def own(self, languages: Sequence[str]) -> Iterator[Finding]:
        """What is wrong in this file alone, at its places in the file."""
        part = self.partial
        yield from part.findings() if part else check_edition(self.spec)
        if part is None or part.has_head:
            for one in check_missing(self.spec, languages):
                yield replace(one, path=part.in_file(one.path)) if part else one

    def between(self, findings: Iterable[Finding]) -> list[Finding]:
        """What is wrong between this file and others; not of what refers to parts that are cut out."""
        part = self.partial
        if part is None:
            return list(findings)
        return [replace(one, path=part.in_file(one.path)) for one in findings if part.is_comparable(one.path)]

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """A finding at its place in the file."""
        more = {"found": finding.found, "expected": finding.expected, "hint": finding.hint}
        return self.source.problem(finding.path, finding.message, on_key=finding.on_key, **more)


def edition_files(folder: Path) -> list[Path]:
    """The edition files of a folder, sorted by name."""
    return sorted(path for path in folder.glob("[!.]*.yaml") if path.is_file())


def load_editions(folder: Path, languages: Sequence[str] = USUAL) -> tuple[EditionSpec, ...]:
    """The editions of a folder, sorted by id, with all texts in these languages. Raises DefinitionErrors with
    every mistake of every file."""
    sources = [scan_yaml(path) for path in edition_files(folder)]
    specs, problems = check_sources(sources, languages)
    if problems:
        raise DefinitionErrors(problems)
    return specs


def check_sources(
    sources: Sequence[Source], languages: Sequence[str] = USUAL
) -> tuple[tuple[EditionSpec, ...], tuple[Diagnostic, ...]]:
    """The editions of these files, sorted by id, and everything that is wrong in them."""
    problems = [problem for source in sources for problem in source.problems]
    files = list[_Read]()
    unread = [Path(source.file).stem for source in sources]
    for source in sources:
        file, model_problems = _read(source)
        problems += model_problems
        if file is not None:
            files.append(file)
    comparable = [file for file in files if file.partial is None or file.partial.has_head]
    unread = [name for name in unread if name not in {Path(one.source.file).stem for one in comparable}]
    between = check_together([file.spec for file in comparable], unread)
    for file in files:
        problems += map(file.diagnostic, file.own(languages))
    for file, findings in zip(comparable, between, strict=True):
        problems += map(file.diagnostic, [*_name(file), *file.between(findings)])
    problems += _previous(sources, {file.source.file for file in comparable})
    specs = tuple(sorted((file.spec for file in comparable), key=lambda spec: spec.id))
    return specs, tuple(problems)


def _previous(sources: Sequence[Source], compared: Collection[str]) -> Iterator[Diagnostic]:
    """Of files that can't be held against others as a whole: a `previous` that is no file here."""
    known = {Path(source.file).stem for source in sources}
    for source in sources:
        previous = source.node(("edition", "previous")).value if source.readable else None
        if source.file not in compared and isinstance(previous, str) and previous not in known:
            message, hint = f"there is no edition `{previous}`", did_you_mean(previous, known)
            yield source.problem(("edition", "previous"), message, expected="an edition before", hint=hint)


def _read(source: Source) -> tuple[_Read | None, Sequence[Diagnostic]]:
    spec, problems = fit(EditionSpec, source)
    if spec is not None:
        return _Read(source, spec), problems
    meant, _ = without_slips(EditionSpec, source)
    part = partial(meant)
    return None if part is None else _Read(meant, part.spec, part), problems


def _name(file: _Read) -> list[Finding]:
    name = Path(file.source.file).name
    if name == f"{file.spec.id}.yaml":
        return []
    message = "the id is not the name of the file"
    return [Finding(("id",), message, found=file.spec.id, expected=Path(name).stem)]
