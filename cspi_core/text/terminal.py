"""Text on its way to a terminal, a pipe or a redirected file.

Three things go wrong there, and are set right for every command that starts with :func:`run`:

* The encoding may lack signs (cp932, cp1252, ASCII on Windows or in a bare locale). An encoding without
  Japanese gives way to UTF-8; of any other, signs that it lacks are replaced so that they can still be read.
* The reader may leave (``| head``). Then there is nothing to say, and the status is that of a broken pipe.
* Texts of others (names of files, labels, notes) may hold control characters and signs that turn the
  direction of writing, which would move the cursor or show one thing for another. :func:`say` shows them as
  ``\\u001b``.
"""

from __future__ import annotations

import argparse
import codecs
import os
import re
import sys
from collections.abc import Callable
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
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")


def run(command: Callable[[], int]) -> int:
    """Run a command whose output may go anywhere; return its exit status."""
    prepare()
    try:
        status = _status(command)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        return BROKEN_PIPE
    return status


def _status(command: Callable[[], int]) -> int:
    """The exit status, with which a parser of arguments ends the program itself."""
    try:
        return command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)


class Parser(argparse.ArgumentParser):
    """A parser of arguments whose messages show what is in them."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the program, with a message where something is wrong."""
        super().exit(status, message and visible(message))


def prepare() -> None:
    """Have the output and the errors of this process take any text."""
    codecs.register_error(HANDLER, _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if _holds(stream.encoding, JAPANESE) else "utf-8"
            stream.reconfigure(encoding=encoding, errors=HANDLER)


def say(text: object, *, file: TextIO | None = None, flush: bool = False) -> None:
    """Print a text, whoever wrote it."""
    print(visible(str(text)), file=file or sys.stdout, flush=flush)


def visible(text: str) -> str:
    """The text with control characters and signs of direction as ``\\u001b``; tabs and lines stay."""
    return ACTIVE.sub(lambda sign: escaped(sign[0]), text)


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
