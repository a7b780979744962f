"""Install what the tests need and this machine lacks: Playwright's Chromium, else packages of the system."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cspi_build import system_packages
from cspi_build.diagnostics import CspiBuildError
from cspi_build.progress import Progress, run_tool
from cspi_build.testing import needs
from cspi_build.testing.needs import Need

CONNECTION = 10_000  # milliseconds that Playwright waits for an answer before it gives up
STEPS = ("Get:", "Unpacking ", "Setting up ", "Downloading ")


@dataclass(frozen=True)
class Installer:
    """How things are installed here, and what is said meanwhile."""

    progress: Progress
    logs: Path

    def bring(self) -> None:
        """Install what is missing, as far as that goes. Whoever runs the tests says what is still missing."""
        lacking = needs.missing()
        way = system_packages.way_to_install() if lacking else None
        if not lacking or (way is None and "Chromium" not in _names(lacking)):
            return
        wanted = ", ".join(_names(lacking)) if way else "Chromium"
        self.progress.say(f"The tests need {wanted}, which this machine lacks; installing:")
        ready = way is not None and self._try("list of packages", partial(system_packages.refresh, way))
        if way and ready:
            self._install(way, [need for need in lacking if need.name == needs.DRIVER])
        if "Chromium" in _names(lacking):
            self._fetch(way, "Chromium of Playwright")
        if way and ready:
            self._install(way, needs.missing())
            self._complete(way)

    def _complete(self, way: Sequence[str]) -> None:
        """Try Playwright's headless shell where the system has a Chromium and no package of the shell."""
        there = _names(needs.missing())
        if needs.SHELL in there and "Chromium" not in there:
            self._fetch(way, "Headless shell of Playwright", "--only-shell")

    def _fetch(self, way: Sequence[str] | None, name: str, *options: str) -> None:
        """Try what Playwright has itself: with the libraries that it needs where they may be installed."""
        deps = ["--with-deps"] if way else []
        command = [sys.executable, "-m", "playwright", "install", *deps, *options, "chromium"]
        environment = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(CONNECTION)}
        self._try(name, lambda log: self._run(command, environment, log))

    def _install(self, way: Sequence[str], lacking: Sequence[Need]) -> None:
        """Install packages all at once; where that fails, those of one need after those of another."""
        chosen = {need.name: packages for need in lacking if (packages := _chosen(need))}
        together = [package for packages in chosen.values() for package in packages]
        if together and not self._try_packages(way, "system packages", together):
            for name, packages in chosen.items():
                self._try_packages(way, name, packages)

    def _try_packages(self, way: Sequence[str], name: str, packages: Sequence[str]) -> bool:
        return self._try(name, lambda log: system_packages.install(way, packages, log, self._hint))

    def _try(self, name: str, install: Callable[[Path], None]) -> bool:
        """Whether something could be installed; where not, a line says why, and the tests may do without."""
        log = self.logs / f"install-{re.sub(r'[^a-z]+', '-', name.lower())}.log"
        try:
            with self.progress.stage(name):
                install(log)
        except CspiBuildError as error:
            self.progress.say(f"  {name}: {error}")
            return False
        finally:
            needs.forget()
        return True

    def _run(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        what = "Fetching it"
        run_tool(command, what=what, log=log, env=os.environ | environment, each_line=self._hint)

    def _hint(self, line: str) -> None:
        if line.startswith(STEPS):
            self.progress.hint(line[:70])


def _names(lacking: Sequence[Need]) -> list[str]:
    return [need.name for need in lacking]


def _chosen(need: Need) -> list[str]:
    """Of each group the first package that there is here; nothing where a group has none."""
    there = system_packages.available([name for group in need.packages for name in group])
    chosen = [next((name for name in group if name in there), None) for group in need.packages]
    return [name for name in chosen if name] if all(chosen) else []
