"""Numbers, text and bytes."""

from __future__ import annotations

import math
import operator
import unicodedata
from binascii import a2b_base64, b2a_base64, crc32

from .values import BINARY, BYTES_ACTS, FLOATS, FORMATS, INTEGERS, TEXTS, Act, tried

ON_ONE = """
lower upper casefold title swapcase capitalize strip lstrip rstrip split rsplit splitlines isalpha
isdigit isdecimal isnumeric isalnum isspace isprintable isidentifier isascii islower isupper istitle
expandtabs encode"""
ON_TWO = """
find rfind index rindex count startswith endswith partition rpartition split rsplit strip lstrip
rstrip join removeprefix removesuffix"""


def numbers() -> None:
    act: Act
    numbers = (*INTEGERS, *FLOATS)
    for one in numbers:
        for other in (*INTEGERS, *FLOATS[::9], *FLOATS[-15:]):
            for act in (*BINARY, math.hypot):
                tried(act, one, other)
        for form in FORMATS:
            tried(format, one, form)
        for digits in (None, -2, 0, 1, 2, 6, 12):
            tried(round, one, digits)
        tried(math.fsum, [one, 0.1, -one])
        for power in (0, 2, 0.5, -1, 7):
            tried(pow, one, power)
        for act in (float.as_integer_ratio, float.is_integer, float.hex, int.bit_length, int.bit_count):
            tried(act, one)
        tried(operator.lshift, one, 70)
        tried(operator.rshift, one, 3)
    for text in TEXTS:
        tried(int, text, 16)
        tried(float, text)
    tried(pow, 3, 10**30, 10**9 + 7)
    tried(int, "9" * 4000)
    tried(int, "9" * 5000)


def texts() -> None:
    act: Act
    whole = [getattr(str, name) for name in ON_ONE.split()]
    pairs = [getattr(str, name) for name in ON_TWO.split()]
    for text in TEXTS:
        for act in whole:
            tried(act, text)
        tried(str.splitlines, text, keepends=True)
        for other in (*TEXTS, "a", "あ", "😀", text[1:3], text[-2:], text):
            for act in (*pairs, operator.add, operator.eq, operator.lt, operator.ge, operator.contains):
                tried(act, text, other)
            for new in ("", "b", "éé", "語", "😀"):
                tried(str.replace, text, other, new)
            tried(str.split, text, other, 1)
            tried(str.rsplit, text, other, 1)
            tried(str.join, other[:3], [text, other, text])
            tried(str.startswith, text, (other, "x"))
            tried(str.endswith, text, (other, "x"))
            tried(text.replace, other, "x", 1)
        _text_forms(text)


def _text_forms(text: str) -> None:
    act: Act
    for form in (*FORMATS, "é<9", "あ^9"):
        tried(format, text, form)
    for fill in ("*", "あ", "😀"):
        for act in (str.ljust, str.rjust, str.center):
            tried(act, text, len(text) + 5, fill)
    for act in (str.zfill, operator.mul):
        tried(act, text[:40], 9)
    tried(str.translate, text, {97: "b", 12354: None, 233: 128512, 48: "おお"})
    tried(str.translate, text, str.maketrans("ab", "ba", "c"))
    tried("{0} {a[0]} {0!r:>9} {{}} {1:{2}}".format, text, 1.5, "6.2f", a=text)
    tried(lambda: f"{text} {text!r} {text:>9} {1.5:.1f} {len(text)}")
    for form in ("%s", "%r", "%5s", "%.2s", "%d", "%.1f", "%x", "%c", "%%%s"):
        tried(operator.mod, form, text)
        tried(operator.mod, form, 65)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        tried(unicodedata.normalize, form, text)
        tried(unicodedata.ucd_3_2_0.normalize, form, text)
    for sign in text[:9]:
        for known in (unicodedata, unicodedata.ucd_3_2_0):
            for act in (
                known.category,
                known.east_asian_width,
                known.combining,
                known.bidirectional,
            ):
                tried(act, sign)
        tried(chr, ord(sign) + 1)


def slices() -> None:
    steps = (None, -1, 2, -3)
    for value in (*TEXTS, b"some bytes", [1, "a", 2.5, None], (1, 2, 3, 4, 5), range(2, 99, 7)):
        for start, stop in ((None, None), (1, None), (None, -1), (2, 3), (-3, 99), (5, 2)):
            for step in steps:
                tried(operator.getitem, value, slice(start, stop, step))
        for at in (0, -1, 3, 10**30, "x", None):
            tried(operator.getitem, value, at)


def byte_strings() -> None:
    act: Act
    for text in (*TEXTS, "\ud800", "\udcff"):
        for errors in ("strict", "replace", "ignore", "surrogatepass", "surrogateescape", "backslashreplace"):
            for name in ("utf-8", "ascii", "latin-1"):
                data = tried(text.encode, name, errors)
                tried(lambda data=data, name=name, errors=errors: data.decode(name, errors))
                tried(
                    lambda data=data, name=name, errors=errors: (data[1:] + b"\xff\xc0").decode(name, errors)
                )
    for data in (b"", b"abc=", b"\0\xff" * 99, bytearray(b"xy"), memoryview(b"zz")):
        coded = tried(b2a_base64, data, newline=False)
        for act in (crc32, a2b_base64, len, repr, hash, list, bytes, bytes.hex, bytes.strip, bytes.split):
            tried(act, data)
            tried(act, coded)
        for other in (b"b", b"", "x", 98):
            for find in (*BINARY, *BYTES_ACTS):
                tried(find, data, other)
        tried(int.from_bytes, data, "big")
    tried(a2b_base64, b"abc", strict_mode=True)
    for number in INTEGERS:
        tried(int.to_bytes, number, 4, "big")
