"""Text on its way to a terminal, a pipe or a redirected file.

Five things go wrong there, and are set right for every command that starts with :func:`run`:

* The encoding may lack signs (cp932, cp1252, ASCII on Windows or in a bare locale). An encoding without
  Japanese gives way to UTF-8; of any other, signs that it lacks are replaced so that they can still be read.
* The reader may leave (``| head``). Then there is nothing to say, and the status is that of a broken pipe.
* Texts of others (names of files, labels, notes) may hold control characters and signs that turn the
  direction of writing, which would move the cursor or show one thing for another. :func:`say` shows them as
  ``\\u001b``. A name may hold the end of a line as well, and pass for a line of our own: :func:`inline`.
* The stream may be closed (``>&-``). Then what is said goes nowhere, and no file gets its number.
* The disk behind it may be full. Then that is said, whatever the command, with the status 1.
"""

from __future__ import annotations

import argparse
import codecs
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any, NoReturn, TextIO
from unicodedata import combining, normalize

JAPANESE = "あ亜"
HANDLER = "cspi_core.readable"
READABLE = {
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "·": "-",
    "•": "*",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "〜": "~",
    "→": "->",
    "←": "<-",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "×": "x",
    "±": "+/-",
    "\u00a0": " ",
}
BROKEN_PIPE = 128 + 13
"""What a shell reports of a program whose reader has left (SIGPIPE)."""
OUTPUT = "standard output"
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")


class OutputError(Exception):
    """A stream that cannot be written; `str()` says why."""


def run(command: Callable[[], int]) -> int:
    """Run a command whose output may go anywhere; return its exit status."""
    prepare()
    try:
        status = _status(command)
        with _written():
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        return BROKEN_PIPE
    except OutputError as error:
        with suppress(OSError, OutputError):  # it may be the errors that cannot be written
            say(error, file=sys.stderr, flush=True)
        _let_go()
        return 1
    return status


@contextmanager
def _written() -> Iterator[None]:
    """Have a stream that cannot be written say so, and not pass for a file of the command."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write to {OUTPUT}: {error.strerror or error}") from error


def _status(command: Callable[[], int]) -> int:
    """The exit status, with which a parser of arguments ends the program itself."""
    try:
        return command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)


class Parser(argparse.ArgumentParser):
    """A parser of arguments whose messages show what is in them, and do not get lost."""

    def error(self, message: str) -> NoReturn:
        """End the program with what is wrong, on one line whatever the arguments hold."""
        super().error(inline(message))

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            say(message, file=file or sys.stderr, end="")


def prepare() -> None:
    """Have the output and the errors of this process take any text."""
    codecs.register_error(HANDLER, _readable)
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if _holds(stream.encoding, JAPANESE) else "utf-8"
            stream.reconfigure(encoding=encoding, errors=HANDLER)


def _open_closed() -> None:
    """Have a stream that was closed go nowhere, under its own number, which an opened file would get."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            _hold(number)
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _hold(number: int) -> None:
    """Take the number of a stream, unless something else has it."""
    try:
        os.fstat(number)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        os.set_inheritable(number, True)


def say(text: object, *, file: TextIO | None = None, flush: bool = False, end: str = "\n") -> None:
    """Print a text, whoever wrote it."""
    with _written():
        print(visible(str(text)), file=file or sys.stdout, flush=flush, end=end)


def say_bytes(content: bytes) -> None:
    """Hand a file to a pipe or a redirection, byte for byte."""
    with _written():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def shell_language() -> str:
    """Return the language that the shell asks for, such as ``fr``; English where it asks for none."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = next((one for one in asked if one), "").partition(".")[0].partition("@")[0]
    return "en" if tag in ("", "C", "POSIX") else tag.replace("_", "-")


def visible(text: str) -> str:
    """The text with control characters and signs of direction as ``\\u001b``; tabs and lines stay."""
    return ACTIVE.sub(lambda sign: escaped(sign[0]), text)


def inline(text: object) -> str:
    """A name or a message on one line: the end of a line in it is shown as any other sign that acts."""
    return visible(str(text)).replace("\n", escaped("\n"))


def escaped(char: str) -> str:
    """A character by its number, as JSON and Python write it."""
    return f"\\u{ord(char):04x}"


def _readable(error: UnicodeError) -> tuple[str, int]:
    """Signs that an encoding lacks: without their accents, as plain signs, or by their numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_plain, lacking)), error.end


def _plain(char: str) -> str:
    bare = "".join(part for part in normalize("NFKD", char) if not combining(part))
    known = READABLE.get(char) or bare
    return known if known.isascii() and known else char.encode("ascii", "backslashreplace").decode()


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _let_go() -> None:
    """Nobody reads any more: what is still held back goes nowhere, and is not complained of at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, _number(stream))


def _number(stream: Any) -> int:
    return int(stream.fileno())
