"""Pages by MkDocs, with the style sheets of Material for MkDocs. The only module that knows either."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata, util
from pathlib import Path
from typing import Any

import yaml

from cspi_build.diagnostics import CspiBuildError
from cspi_build.settings.site import GeneratorName

__all__ = ["MkDocs"]

SHEETS = "templates/assets/stylesheets"


class MkDocs:
    """See Generator."""

    name: GeneratorName = "mkdocs"
    distribution = "mkdocs-material"

    def version(self) -> str:
        """See Generator."""
        return f"{metadata.version('mkdocs')} {metadata.version('mkdocs-material')}"

    def styles(self) -> Sequence[Path]:
        """See Generator."""
        material = util.find_spec("material")  # not imported: it would import all of its plugins
        assert material is not None and material.origin is not None  # noqa: S101 - a dependency
        sheets = Path(material.origin).parent / SHEETS
        return [path for name in ("main", "palette") for path in sheets.glob(f"{name}.*.css")]

    def build(self, settings: dict[str, Any], work: Path, docs: Path, into: Path) -> None:
        """See Generator."""
        config = work / f"mkdocs.{docs.name}.yml"
        given = {**settings, "docs_dir": str(docs.resolve()), "site_dir": str(into.resolve())}
        config.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=True), encoding="utf-8")
        _run_mkdocs(config)


def _run_mkdocs(config_file: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _collected_warnings() as warnings:
        try:
            config = load_config(config_file=str(config_file))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            warnings.append(str(error))
    if warnings:
        raise CspiBuildError("MkDocs is not content with the pages:\n  " + "\n  ".join(warnings))


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """What MkDocs logs as a warning or worse, instead of on the screen."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler, logger = Collect(logging.WARNING), logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
