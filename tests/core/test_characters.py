"""Rules for characters say the same in every interpreter, whatever version of Unicode it knows."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

from cspi_core.characters import compatible, is_printable

ASKS = re.compile(
    r"\.(isprintable|isalpha|isalnum|isnumeric|isdecimal|isidentifier)\("
    r"|\.(lower|upper|title|casefold|capitalize|swapcase)\("
    r"|unicodedata import .*(?<!east_asian_width)\bnormalize|unicodedata\.normalize|error\.colno"
)
"""What differs between versions: characters that only one of them knows, and words of Python's own."""


def test_printable_is_what_this_python_calls_so_in_every_code_point_that_it_knows() -> None:
    known = (chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) != "Cn")
    differing = [f"U+{ord(char):04X}" for char in known if is_printable(char) != char.isprintable()]
    assert differing == []


def test_a_code_point_of_a_later_unicode_is_shown_as_it_is() -> None:
    assert is_printable("\U0002ed76") and is_printable("\U0001ccf0")
    assert compatible("\U0001ccf0") == "\U0001ccf0"  # an outlined digit, a plain 0 to Unicode 16


def test_what_is_typed_in_full_width_is_read_as_plain_signs() -> None:
    typed = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert compatible(typed) == "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
    assert compatible("ｵﾝﾎﾞｰﾃﾞｨﾝｸﾞ") == "オンボーディング"


def test_no_rule_of_the_core_asks_the_interpreter(root: Path) -> None:
    asking = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in (root / "cspi_core").rglob("*.py")
        if path.name not in ("characters.py", "terminal.py")  # a terminal is CPython's alone
        for line in path.read_text(encoding="utf-8").splitlines()
        if ASKS.search(line)
    ]
    assert asking == []
