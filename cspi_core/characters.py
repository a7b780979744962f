"""Rules for characters that do not depend on the interpreter's version of Unicode.

CPython and the browser's Python know different versions of Unicode. A rule that asks the interpreter
(``str.isprintable``, ``unicodedata.normalize``) gives different bytes for a character that only one of them
knows.
"""

from __future__ import annotations

import re
from unicodedata import ucd_3_2_0 as UNICODE_3_2  # noqa: N812 - the same data in every version of Python

_NOT_PRINTABLE = re.compile(
    "[\\x00-\\x1f\\x7f-\\xa0\\xad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u1680\\u180e"
    "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u2066-\\u206f\\u3000\\ud800-\\uf8ff\\ufeff"
    "\\ufff9-\\ufffb\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0001\\U000e0020-\\U000e007f\\U000f0000-\\U0010ffff]"
)


def is_printable(char: str) -> bool:
    """Return whether a character is something to see, or a plain space.

    As ``str.isprintable``, save that a code point counts as printable until Unicode makes it a control,
    format, separator or private-use character. Characters of these kinds are those of Unicode 16.

    >>> is_printable("あ"), is_printable("\\u202e"), is_printable("\\n")
    (True, False, False)
    """
    return not _NOT_PRINTABLE.match(char)


def only_printable(text: str) -> str:
    """Return the text with a space for each character that is not printable.

    >>> only_printable("a\\nb")
    'a b'
    """
    return _NOT_PRINTABLE.sub(" ", text)


def compatible(text: str) -> str:
    """Return the text with full-width signs, ligatures and the like as plain ones (NFKC of Unicode 3.2).

    >>> compatible("ＮＲＲ １２０％")
    'NRR 120%'
    """
    return UNICODE_3_2.normalize("NFKC", text)
