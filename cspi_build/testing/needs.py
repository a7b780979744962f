"""What the tests need beside Python and Node.js, where each is looked for, and the packages that bring it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cspi_build.system_packages import command_for

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
WEBKIT = ("WebKitWebDriver", "xvfb-run", "xauth", "dbus-run-session")
MINI_BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
SERVERS = os.pathsep.join(("/usr/sbin", "/usr/local/sbin", "/usr/bin"))
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
DRIVER = "Playwright's driver"
SHELL = "Chromium's headless shell"
SHELLS = ("headless_shell", "chrome-headless-shell")
PLAYWRIGHT = ".venv/bin/python -m playwright install --with-deps chromium"
WHERE_IS_CHROMIUM = """
from playwright.sync_api import sync_playwright
with sync_playwright() as started:
    print(started.chromium.executable_path)
"""
PATIENCE = 60  # seconds for a program to say its version on a busy machine


@dataclass(frozen=True)
class Need:
    """What some tests need. Of each group of packages, the first that there is will be installed."""

    name: str
    found: Callable[[], bool]
    packages: tuple[tuple[str, ...], ...]
    is_browser: bool = False


def find_chromium() -> Path | None:
    """Playwright's own Chromium, else the system's; None where neither starts."""
    own = playwright_chromium()
    return find_program((str(own), *CHROMIUM) if own else CHROMIUM)


def find_headless_shell() -> Path | None:
    """Chromium without windows, Playwright's own or the system's; None where neither starts.

    A page takes a fraction of the processor time in it that it takes where there are windows, if hidden ones.
    """
    path = playwright_path()
    own = _shell_beside(path) if path else ()
    return find_program((*own, "chromium-headless-shell"))


def find_firefox() -> Path | None:
    """The system's Firefox; None where there is none that starts."""
    return find_program(FIREFOX)


def find_mini_browser() -> Path | None:
    """The small browser of WebKitGTK; None where that, its driver or what both need is missing."""
    browser = next(Path("/usr/lib").glob(MINI_BROWSERS), None)
    return browser if browser and all(map(shutil.which, WEBKIT)) else None


def find_nginx() -> Path | None:
    """The web server; None where it is missing."""
    found = shutil.which("nginx", path=SERVERS)
    return Path(found) if found else None


def playwright_chromium() -> Path | None:
    """Playwright's own Chromium, of the version that it drives; None where that was not fetched."""
    path = playwright_path()
    return path if path and path.is_file() else None


@functools.cache
def playwright_path() -> Path | None:
    """Where Playwright's own Chromium is, or would be once it was fetched; None where it does not tell."""
    command = [sys.executable, "-c", WHERE_IS_CHROMIUM]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return Path(path) if done.returncode == 0 and path else None


def _shell_beside(chromium: Path) -> tuple[str, ...]:
    """The headless shell that Playwright fetched for the version of this Chromium of its own."""
    version = chromium.parent.parent
    folder = version.with_name(version.name.replace("chromium-", "chromium_headless_shell-"))
    names = [f"{name}{chromium.suffix}" for name in SHELLS]
    return tuple(str(path) for name in names for path in sorted(folder.glob(f"*/{name}")))


@functools.cache
def find_program(names: Sequence[str]) -> Path | None:
    """The first program of these that starts: what only stands for a snap, or lacks a library, does not."""
    paths = (shutil.which(name) for name in names)
    return next((Path(path) for path in paths if path and starts(path)), None)


def starts(program: str) -> bool:
    """Whether a program can say its version."""
    try:
        done = subprocess.run(
            [program, "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@functools.cache
def driver_starts() -> bool:
    """Whether the program with which Playwright drives browsers has the libraries that it needs."""
    try:
        from playwright._impl._driver import compute_driver_executable
    except ImportError:
        return False
    return starts(str(compute_driver_executable()[0]))


def forget() -> None:
    """Look again for what was looked for before: something was installed."""
    find_program.cache_clear()
    playwright_path.cache_clear()
    driver_starts.cache_clear()


def has_japanese_font() -> bool:
    """Whether there is a font with Japanese characters, as far as the system can tell."""
    if not shutil.which("fc-list"):
        return any(Path("/usr/share/fonts").rglob("*CJK*")) or sys.platform != "linux"
    fonts = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True, check=False).stdout
    return bool(fonts.strip())


NEEDS = (
    Need(DRIVER, driver_starts, (("libatomic1",),)),
    Need("Chromium", lambda: find_chromium() is not None, (("chromium",),), is_browser=True),
    Need("Firefox", lambda: find_firefox() is not None, (("firefox-esr", "firefox"),), is_browser=True),
    Need(
        "WebKit",
        lambda: find_mini_browser() is not None,
        (("webkit2gtk-driver",), ("xvfb",), ("xauth",), ("dbus",), ("dbus-daemon", "dbus")),
        is_browser=True,
    ),
    Need("nginx", lambda: find_nginx() is not None, (("nginx-light", "nginx"),)),
    Need("Brotli in nginx", BROTLI.exists, (("libnginx-mod-http-brotli-static",),)),
    Need("pdftotext", lambda: shutil.which("pdftotext") is not None, (("poppler-utils",),)),
    Need("a Japanese font", has_japanese_font, (("fonts-noto-cjk",),)),
    Need(SHELL, lambda: find_headless_shell() is not None, (("chromium-headless-shell",),)),
)


def missing() -> list[Need]:
    """What the tests need and this machine does not have."""
    return [need for need in NEEDS if not need.found()]


def no_browser() -> str | None:
    """A sentence on what to do where there is no browser at all; None where there is one."""
    if any(need.found() for need in NEEDS if need.is_browser):
        return None
    packages = [group[0] for need in NEEDS if need.name != SHELL for group in need.packages]
    by_hand = command_for(packages) if shutil.which("apt-get") else PLAYWRIGHT
    return f"The tests need a browser, and this machine has none that starts: {by_hand}"
