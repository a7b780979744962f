"""What the core's rules say about every code point, as hashes that another interpreter's can be held against.

Runs in CPython and in the browser's Python alike, and so imports nothing but the core.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator

from cspi_core.advice.tracking import _is_plain, _tidy
from cspi_core.characters import (
    compatible,
    is_digits,
    is_letter_or_digit,
    is_printable,
    lower,
    only_printable,
)
from cspi_core.errors import Problem, shown
from cspi_core.export.csv import safe_text
from cspi_core.export.markdown import _lines, escaped
from cspi_core.export.task_reading import _day, _status
from cspi_core.loading.json_place import place_of_error
from cspi_core.loading.numerals import read_numeral
from cspi_core.results.pasted_links import split_links
from cspi_core.results.share_link import _unbroken
from cspi_core.text.file_names import label_part
from cspi_core.text.messages import wording

BLOCK = 256
ALL = (range(0x32400), range(0x32400, 0xE0000, 101), range(0xE0000, 0xE1000), range(0xE1000, 0x110000, 101))
"""Every code point, but some only of the planes that have no characters, or are for private use."""
SOME = (range(0x3400), range(0x3400, 0x32400, 7), range(0xE0000, 0xE0200))
"""Above the scripts of most people each seventh: what a rule makes of a character follows from `BASIC`."""

Rule = Callable[[str], object]

BASIC: dict[str, Rule] = {
    "printable": is_printable,
    "only printable": only_printable,
    "compatible": compatible,
    "small": lower,
    "digits": lambda char: int(char) if is_digits(char) else None,
    "letter or digit": is_letter_or_digit,
    "blank": str.isspace,
    "words": lambda char: f"a{char}b".split(),
    "stripped": lambda char: f"{char}a{char}".strip(),
    "lines": lambda char: f"a{char}b".splitlines(),
}
USES: dict[str, Rule] = {
    "shown": lambda char: shown(f"a{char}b"),
    "shown inside": lambda char: shown([{char: char}, KeyError(char).args]),
    "shown error": lambda char: (shown(KeyError(char)), shown(ValueError(char))),
    "cell": lambda char: safe_text(f"{char}=1"),
    "Markdown": lambda char: (escaped(f"{char}. a"), escaped(f"{char}{char}"), _lines(f"a{char}b")),
    "part of a name": lambda char: label_part(f"A{char}b{char}"),
    "number": lambda char: [str(read_numeral(text, ("人",))) for text in (char, f"1{char}2", f"{char}12")],
    "day": lambda char: (_day(f"{char}/3/2027", ""), _day(f"2027{char}3{char}25", "")),
    "status": lambda char: _status(f"don{char}"),
    "tidy": lambda char: (_tidy("note", f"{char}a"), _tidy("owner", f"a{char}b"), _is_plain(char)),
    "link": lambda char: (_unbroken(f"1~{char}"), split_links(f"1~a~2~{char}~k01234567")),
    "place in JSON": lambda char: place_of_error(f'["{char}", 1{char}2]'),
    "problem": lambda char: wording("en").problem(Problem("unknown_question", None, char)),
}


def hashes() -> dict[str, list[str]]:
    """A hash for each rule and block of code points."""
    found = {name: [_hash(rule, block) for block in _blocks(ALL)] for name, rule in BASIC.items()}
    return found | {name: [_hash(rule, block) for block in _blocks(SOME)] for name, rule in USES.items()}


def _blocks(ranges: Iterable[range]) -> Iterator[range]:
    for codes in ranges:
        for first in range(0, len(codes), BLOCK):
            yield codes[first : first + BLOCK]


def _hash(rule: Rule, codes: range) -> str:
    said = ascii([rule(chr(code)) for code in codes])
    return f"U+{codes[0]:04X} {hashlib.sha256(said.encode()).hexdigest()[:12]}"


if __name__ == "__main__":
    print(json.dumps(hashes()))
