#!/usr/bin/env python3
"""Command-line entry point: check, build, serve and test the site.

    python3 build.py check                 validate surveys, benchmarks and texts; build nothing
    python3 build.py build [--out DIR]     build the site (default: into dist/)
    python3 build.py serve [--port N]      build the site and serve it locally
                     [--illustrative]      ... with a sample (fictitious) peer panel, in a separate folder
                     [--once]              ... without building again when a file changes
    python3 build.py test [ARGUMENTS]      run all tests (arguments are passed to pytest); install browsers
                     [--fast]              ... only the scoring and the checks, with fewer examples
                     [--random N]          ... only property tests, with N fresh seeds and more examples
    python3 build.py compress [DIR]        create .br and .gz files for nginx in a built site
    python3 build.py new site DIR          create a project for a site of your own, outside this folder
    python3 build.py new edition ID --like OTHER    create a file for a new benchmark edition
    python3 build.py new survey ID         create a small working survey
    python3 build.py words [LANGUAGE]      list the texts that the site's languages lack, or print them
    python3 build.py upgrade               bring a project's files to this version of the tool
    python3 build.py diff OLD NEW          show the differences between two benchmark editions
    python3 build.py reconcile SHARE ...   list the sample sizes and counts that match published shares
    python3 build.py collect FILE --survey ID --out TABLE    turn another tool's export into a table for panel
    python3 build.py panel DIR --survey SURVEY --id ID    create a peer panel from result files
    python3 build.py board RESULT.json     write the two-page board pack of a result file as HTML
    python3 build.py slides RESULT.json    write the slides of a result file as PowerPoint
    python3 build.py import FILE ...       convert a SurveyJS or XLSForm questionnaire to a survey
    python3 build.py export SURVEY --to xlsform|surveyjs    export a survey for other tools

Commands work on the project around the working directory: a folder with site.yaml. `--project DIR` names
another.

The first run installs the dependencies into .venv/ and node_modules/ next to this file. The only requirement
is Python 3.11 or newer. Run `build.py COMMAND --help` for details.
"""

# This file must print a clear message on any Python 3, so it uses Python 3.6 syntax only and imports
# anything newer after checking the version.
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Callable, List, Optional

if TYPE_CHECKING:
    from cspi_build.progress import Progress

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
OURS = VENV / "made-by-build.py.txt"  # written first: says that the folder may be made again
STAMP = VENV / "installed.txt"  # written last: an installation that broke off has none
LOG = ROOT / ".build" / "setup.log"
INSTALLING = ROOT / ".build" / "installing.lock"  # held by the process that installs packages
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(arguments: List[str]) -> int:
    """Set up what is missing, then hand over to `python -m cspi_build`; return its exit status."""
    if sys.version_info < NEEDED:
        found = "%d.%d" % tuple(sys.version_info[:2])
        print("This needs Python 3.11 or newer, and %s is Python %s: try `python3.11 build.py`, or install a "
              "newer Python." % (sys.executable or "this", found), file=sys.stderr)  # fmt: skip
        return 2
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):  # a path may hold what the terminal's encoding lacks
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__.rstrip())
        return 0 if arguments else 2
    from cspi_build.diagnostics import CspiBuildError
    from cspi_build.os_errors import explain_os_error

    try:
        set_up()
        return hand_over(arguments)
    except BrokenPipeError:
        raise
    except CspiBuildError as error:
        print("build.py: %s" % error, file=sys.stderr)
    except OSError as error:
        print("build.py: %s" % explain_os_error(error), file=sys.stderr)
    return 1


def open_closed_streams() -> None:
    """Have a stream that was closed (`>&-`) go nowhere, under its own number, which a file would get."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w"))


def hand_over(arguments: List[str]) -> int:
    """Run `python -m cspi_build` in the project's own environment, in place of this one where possible."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    command = [str(VENV_PYTHON), "-m", "cspi_build", *arguments]
    sys.stdout.flush()
    if os.name == "posix":  # one process: Ctrl-C and `kill` reach the right one
        os.execve(command[0], command, environment)  # noqa: S606
    return subprocess.call(command, env=environment)


def set_up() -> None:
    """Make .venv from requirements.lock, unless that was done for this lock and this Python already."""
    wanted = "%s for Python %d.%d" % (hashlib.sha256(LOCK.read_bytes()).hexdigest(), *sys.version_info[:2])
    if is_set_up(wanted):
        return
    from cspi_build.workspace.locks import locked

    # Of two that start at once, the second waits for the first.
    with locked(INSTALLING, say_waiting):
        if not is_set_up(wanted):
            install(wanted)


def say_waiting() -> None:
    """Say why nothing happens."""
    print("Another build.py is setting up .venv; waiting for it.", flush=True)


def is_set_up(wanted: str) -> bool:
    """Whether .venv is complete and made from what is wanted."""
    return STAMP.is_file() and STAMP.read_text() == wanted and VENV_PYTHON.exists()


def install(wanted: str) -> None:
    """Make .venv, and note what it was made from."""
    from cspi_build.diagnostics import CspiBuildError
    from cspi_build.progress import Progress

    if VENV.exists() and not OURS.exists():
        raise CspiBuildError("%s is there, but build.py did not make it: move it away and try again." % VENV)
    progress = Progress()
    uv = shutil.which("uv")
    if not uv and not can_make_environments():
        bring_venv(progress)
    progress.say("Setting up .venv (the first time, and when requirements.lock changes):")
    with progress.stage("environment"):
        make_environment(uv)
    with progress.stage("Python packages"):
        install_packages(uv, progress.hint)
    STAMP.write_text(wanted)


def can_make_environments() -> bool:
    """Whether this Python has what makes virtual environments; Debian and Ubuntu keep it in a package."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def bring_venv(progress: "Progress") -> None:
    """Install that package where that is allowed; else say what to install."""
    from cspi_build import system_packages
    from cspi_build.diagnostics import CspiBuildError

    way = system_packages.way_to_install()
    if way:
        progress.say("This Python cannot make virtual environments; installing python3-venv, which can:")
        with progress.stage("python3-venv"):
            system_packages.refresh(way, LOG)
            system_packages.install(way, ["python3-venv"], LOG, progress.hint)
    if not can_make_environments():
        raise CspiBuildError(
            "this Python cannot make virtual environments: on Debian or Ubuntu, `apt install python3-venv` "
            "adds what is missing."
        )


def make_environment(uv: Optional[str]) -> None:
    """Make an empty .venv with this Python, in the place of an earlier one of ours."""
    from cspi_build.progress import run_tool

    shutil.rmtree(str(VENV), ignore_errors=True)
    VENV.mkdir(parents=True)
    OURS.write_text("build.py made this folder and makes it again when requirements.lock changes.\n")
    by_uv = [uv or "", "venv", "--allow-existing", "--python", sys.executable]
    command = [*(by_uv if uv else [sys.executable, "-m", "venv"]), str(VENV)]
    run_tool(command, what="Making the environment in .venv", log=LOG)


def install_packages(uv: Optional[str], hint: Callable[[str], None]) -> None:
    """Install exactly what requirements.lock names, each file held against its hash."""
    from cspi_build.progress import run_tool

    total = sum(1 for line in LOCK.read_text().splitlines() if "==" in line)
    seen = set()

    def count(line: str) -> None:
        words = line.split()
        if len(words) > 1 and words[0] == "Collecting":
            seen.add(words[1])
            hint("Python packages: %d of about %d" % (min(len(seen), total), total))

    by_uv = [uv or "", "pip", "install", "--python", str(VENV_PYTHON)]
    by_pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command = [*(by_uv if uv else by_pip), "--require-hashes", "-r", str(LOCK)]
    run_tool(command, what="Installing the Python packages", log=LOG, each_line=count)


if __name__ == "__main__":
    status = 0
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
        sys.exit(status)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read the output has left: there is nothing to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if not status:
            print("build.py: cannot write to standard output: %s" % error.strerror, file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
