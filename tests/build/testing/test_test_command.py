"""`build.py test` brings what its tests need before the first of them, or says what to install."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from cspi_build import system_packages
from cspi_build.diagnostics import CspiBuildError
from cspi_build.progress import Progress
from cspi_build.testing import command, needs
from cspi_build.testing.command import CORE_AND_CHECKS, Runner
from cspi_build.testing.install import Installer

APT_GET = """
echo "$*" >> {folder}/asked
case "$*" in *install*) ;; *) exit 0;; esac
case "$*" in *{broken}*) echo "E: {broken} cannot be installed"; exit 100;; esac
for word in "$@"; do case "$word" in chromium|firefox-esr|nginx-light|pdftotext)
  printf '#!/bin/sh\\n' > {folder}/bin/${{word%-light}}; /bin/chmod +x {folder}/bin/${{word%-light}};;
esac; done
"""
APT_CACHE = """
shift
for name in "$@"; do
  echo "$name:"; echo "  Installed: (none)"
  case "$name" in {known}) echo "  Candidate: {version}";; *) echo "  Candidate: (none)";; esac
  echo "  Version table:"
done
"""
STARTS = "exit 0"
NO_NETWORK = "echo Error: getaddrinfo ENOTFOUND cdn.example; exit 1"


@dataclass
class Machine:
    """A machine on which only these programs are, as far as a PATH can pretend that."""

    folder: Path
    patch: pytest.MonkeyPatch

    def has(self, name: str, script: str = STARTS) -> None:
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_apt(
        self, known: str = "chromium|firefox-esr|nginx-light", broken: str = "none", version: str = "1.0"
    ) -> None:
        self.has("apt-get", APT_GET.format(folder=self.folder, broken=broken))
        self.has("apt-cache", APT_CACHE.format(known=known, version=version))

    def has_tools(self, *names: str) -> None:
        for name in names:
            (self.folder / "bin" / name).symlink_to(shutil.which(name, path=os.defpath) or f"/bin/{name}")

    def is_used_by(self, user: int) -> None:
        self.patch.setattr(os, "geteuid", lambda: user)

    def asked(self) -> list[str]:
        """What apt-get was asked for."""
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []

    def bring(self) -> None:
        Installer(Progress(), self.folder / "logs").bring()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A bare one, of an ordinary user, without a network for Playwright."""
    (tmp_path / "bin").mkdir()
    for name in ("sh", "env", "true"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    bare = Machine(tmp_path, monkeypatch)
    bare.has("python", NO_NETWORK)
    bare.is_used_by(1000)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setattr(needs, "SERVERS", str(tmp_path / "bin"))
    needs.forget()
    yield bare
    needs.forget()


SERVING = "tests/build/cli/test_serve.py"


def test_root_gets_what_is_missing_and_reads_what_and_why_in_a_line(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.is_used_by(0)
    machine.has_apt()
    machine.bring()
    assert machine.asked()[0] == "update"
    assert machine.asked()[1].endswith("--no-install-recommends chromium firefox-esr nginx-light")
    assert [need.found() for need in needs.NEEDS[1:3]] == [True, True]
    first, *stages = capsys.readouterr().out.splitlines()
    assert first.startswith("The tests need Chromium, Firefox, WebKit, nginx")
    assert any(
        "Chromium of Playwright: Fetching it failed: the network does not answer" in line for line in stages
    )


def test_an_ordinary_user_gets_it_by_sudo_that_asks_nothing(machine: Machine) -> None:
    machine.has_apt()
    machine.has("sudo", 'test "$1" = -n && shift && exec "$@"')
    machine.bring()
    assert needs.find_chromium() == machine.folder / "bin" / "chromium"


def test_without_a_way_nothing_is_asked_for_and_one_sentence_says_what_to_do(machine: Machine) -> None:
    machine.has_apt()
    machine.has("sudo", "exit 1")
    started: list[Sequence[str]] = []
    runner = Runner(machine.folder, Progress(), lambda given, _: started.append(given) or 0)
    with pytest.raises(CspiBuildError) as caught:
        runner.everything([])
    assert machine.asked() == [] and started == []
    assert "\n" not in str(caught.value)
    assert "sudo apt-get install --no-install-recommends libatomic1 chromium" in str(caught.value)


def test_playwrights_own_chromium_is_enough(machine: Machine) -> None:
    own = machine.folder / "own-chromium"
    machine.has(f"../{own.name}")
    machine.has("python", f'test "$1" = -c && test -e got && echo {own}; test "$2" != playwright || > got')
    machine.patch.chdir(machine.folder)
    machine.bring()
    assert needs.find_chromium() == own


def test_the_headless_shell_is_installed_or_fetched_beside_a_chromium(machine: Machine) -> None:
    shell = machine.folder / "chromium_headless_shell-1" / "linux" / "headless_shell"
    chromium = machine.folder / "chromium-1" / "linux" / "chrome"
    fetch = f'echo "$*" >> fetched; mkdir -p {shell.parent}; cp bin/true {shell}'
    machine.has("python", f'test "$1" = -c && echo {chromium} && exit; {fetch}')
    machine.has_tools("mkdir", "cp")
    machine.patch.chdir(machine.folder)
    machine.is_used_by(0)
    machine.has_apt(known="chromium-headless-shell")
    machine.has("chromium")
    assert needs.find_headless_shell() is None
    machine.bring()  # the package of this name brings nothing here
    assert machine.asked()[1].endswith("--no-install-recommends chromium-headless-shell")
    fetched = (machine.folder / "fetched").read_text().split()
    assert fetched == ["-m", "playwright", "install", "--with-deps", "--only-shell", "chromium"]
    assert needs.find_headless_shell() == shell
    machine.has("chromium-headless-shell")
    shell.unlink()
    needs.forget()
    assert needs.find_headless_shell() == machine.folder / "bin" / "chromium-headless-shell"


def test_nobody_is_asked_to_install_a_headless_shell(machine: Machine) -> None:
    assert "headless" not in (needs.no_browser() or "headless")


def test_a_machine_with_another_browser_runs_the_tests(machine: Machine) -> None:
    machine.has("firefox-esr")
    runner = Runner(machine.folder, Progress(), lambda given, _: 0)
    assert runner.everything([]) == 0
    assert [need.name for need in needs.missing()][:2] == ["Chromium", "WebKit"]


def test_what_does_not_start_is_no_browser(machine: Machine) -> None:
    machine.has("chromium-browser", 'echo "install the snap"; exit 1')
    assert needs.find_chromium() is None
    machine.has("google-chrome")
    needs.forget()
    assert needs.find_chromium() == machine.folder / "bin" / "google-chrome"


def test_a_package_that_stands_for_a_snap_is_not_installed(machine: Machine) -> None:
    machine.is_used_by(0)
    machine.has_apt(version="2:1snap1-0ubuntu2")
    machine.bring()
    assert machine.asked() == ["update"]


def test_what_cannot_be_installed_does_not_keep_the_rest_away(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.is_used_by(0)
    machine.has_apt(broken="firefox-esr")
    machine.bring()
    assert needs.find_chromium() and needs.find_nginx()
    assert needs.find_firefox() is None
    assert (
        "Firefox: Installing firefox-esr failed: E: firefox-esr cannot be installed"
        in capsys.readouterr().out
    )


def started_by(
    *arguments: str, status: int = 0, folder: Path, patch: pytest.MonkeyPatch
) -> tuple[int, list[list[str]]]:
    """What `build.py test` returns, and with which arguments it starts pytest."""
    started: list[list[str]] = []
    patch.setattr(Installer, "bring", lambda self: None)
    patch.setattr(command, "no_browser", lambda: None)
    patch.setattr(
        command.subprocess, "call", lambda given, cwd, env: started.append(list(given[3:])) or status
    )
    return command.run(arguments, folder), started


def test_what_is_no_option_of_ours_goes_to_pytest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = (SERVING, "-k", "range or type", "-x", "--durations=3")
    assert started_by(*given, folder=tmp_path, patch=monkeypatch) == (0, [list(given)])


def test_hundreds_of_programs_do_not_compile_the_same_modules_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the shell of a machine says that no bytecode is to be written."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("HELD", "kept")
    environments: list[dict[str, str]] = []
    monkeypatch.setattr(command.subprocess, "call", lambda given, cwd, env: environments.append(env) or 0)
    Runner(tmp_path).pytest()
    assert "PYTHONDONTWRITEBYTECODE" not in environments[0] and environments[0]["HELD"] == "kept"


def test_the_fast_way_installs_nothing_and_leaves_out_what_is_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Runner, "_prepare", lambda *_, **__: pytest.fail("nothing is to be installed"))
    _, (arguments,) = started_by("--fast", SERVING, folder=tmp_path, patch=monkeypatch)
    assert arguments[-5:] == ["-m", "not slow", "--hypothesis-profile", "fast", SERVING]


def test_options_alone_leave_the_choice_of_tests_and_the_workers_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Runner, "_prepare", lambda *_, **__: None)
    _, (all_of_them,) = started_by("--durations=5", "-x", folder=tmp_path, patch=monkeypatch)
    assert all_of_them[0] == "-n" and all_of_them[-2:] == ["--durations=5", "-x"]
    _, (fast,) = started_by("--fast", "--durations=5", folder=tmp_path, patch=monkeypatch)
    assert "--durations=5" in fast and fast[-len(CORE_AND_CHECKS) :] == [*CORE_AND_CHECKS]
    _, (chosen,) = started_by("-k", "range", folder=tmp_path, patch=monkeypatch)
    assert chosen == ["-k", "range"]


def test_random_seeds_are_fresh_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, started = started_by("--random", "3", "tests", status=1, folder=tmp_path, patch=monkeypatch)
    seeds = [next(one for one in given if one.startswith("--hypothesis-seed=")) for given in started]
    assert status == 1 and len(set(seeds)) == 3
    assert all(given[-1] == "tests" and "hypothesis" in given for given in started)
    said = capsys.readouterr().out
    for seed in seeds:
        assert f"python3 build.py test --random 1 --seed {seed.partition('=')[2]} tests" in said
    _, (again,) = started_by("--random", "1", "--seed", "7", folder=tmp_path, patch=monkeypatch)
    assert "--hypothesis-seed=7" in again


@pytest.mark.parametrize("wrong", [["--random", "0"], ["--random", "x"], ["--random", "2", "--fast"]])
def test_wrong_use_is_told(wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as caught:
        started_by(*wrong, folder=tmp_path, patch=monkeypatch)
    assert caught.value.code == 2


def test_the_command_line_for_a_person_fits_the_user(machine: Machine) -> None:
    assert system_packages.command_for(["a"]).startswith("sudo apt-get update && sudo apt-get install")
    machine.is_used_by(0)
    assert "sudo" not in system_packages.command_for(["a"])
