"""Rules for characters that do not depend on the interpreter's version of Unicode.

CPython and the browser's Python know different versions of Unicode. A rule that asks the interpreter
(``str.isprintable``, ``str.lower``, ``\\w``, ``unicodedata.normalize``) gives different bytes for a character
that only one of them knows. What is a blank (``str.isspace``, ``str.split``, ``\\s``) is the same in all.
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

_SIGNS = re.compile(
    "[\\u02b0-\\u036f\\u2000-\\u2bff\\u2e00-\\u303f\\u31c0-\\u31ef\\u3200-\\u33ff\\u4dc0-\\u4dff"
    "\\ufb1e-\\ufdcf\\ufe00-\\ufe6f\\uff00-\\uffff\\U0001d000-\\U0001d3ff\\U0001f000-\\U0001faff]"
)
"""Where Unicode adds punctuation, marks, symbols and pictures, and no letters."""


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


def lower(text: str) -> str:
    """Return the text in small letters, as far as Unicode 3.2 knows them; one by one, without Greek's final
    sigma.

    >>> lower("Ｎrr ÉΣ")
    'ｎrr éσ'
    """
    return "".join(map(_lower, text))


def is_digits(text: str) -> bool:
    """Return whether a text consists of digits that ``int`` reads, of any script in Unicode 3.2.

    >>> is_digits("2027"), is_digits("２０２７"), is_digits("²"), is_digits("")
    (True, True, False, False)
    """
    return bool(text) and all(map(_is_digit, text))


def is_letter_or_digit(char: str) -> bool:
    """Return whether a character can be part of a word.

    What Unicode 3.2 does not know counts as a letter (of a script added since), save where there are signs
    and pictures only.

    >>> [is_letter_or_digit(char) for char in "é営９_😀"]
    [True, True, True, False, False]
    """
    kind = UNICODE_3_2.category(char)
    if kind != "Cn":
        return kind[0] in "LN"
    return is_printable(char) and not _SIGNS.match(char)


def _is_digit(char: str) -> bool:
    return UNICODE_3_2.category(char) == "Nd" and char.isdecimal()  # Ethiopic digits were Nd, and are no more


def _lower(char: str) -> str:
    return char.lower() if char.isascii() or UNICODE_3_2.category(char) != "Cn" else char
