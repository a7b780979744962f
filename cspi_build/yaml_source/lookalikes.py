"""Signs that look like those of YAML and mean nothing in it: `：` for `:`, an ideographic space for a space.

An input method for Japanese types them, and so do word processors and web pages from which text is copied.
In prose they are letters like any other; here they are found where a key, a list or a bracket should be.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "ascii_of",
    "closing_quotes",
    "in_brackets",
    "is_misread",
    "misread",
    "named",
    "repaired",
    "sign_of",
    "surely_misread",
    "value_hint",
]

_SIGNS = {
    ":": "：﹕︓∶꞉ː；﹔＝",
    "-": "ー－ｰ‐‑‒–—―−﹣‧・･•●",
    "{": "｛﹛",
    "}": "｝﹜",
    "[": "［【〔",
    "]": "］】〕",
    ",": "，、､﹐﹑",
    '"': "“”„‟＂″〝〞",
    "'": "‘’‚‛＇′",
    "#": "＃﹟",
    "|": "｜￨",
    ">": "＞",
    "?": "？",
    "%": "％﹪",
    ".": "．。｡",
}

_SIGN_OF = {like: sign for sign, likes in _SIGNS.items() for like in likes}

# Letters of other scripts that look like those of ASCII, in the same order as these.
_LETTERS = dict(
    zip(
        "аеорсухіјѕԁһӏԛԝАВЕКМНОРСТУХІЈЅαορνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhlqwABEKMHOPCTYXIJSaopvABEZHIKMNOPTYX",
        strict=True,
    )
)

# What leaves nothing to see, beside the characters of format: fillers and selectors of a variant.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_COLONS = _SIGNS[":"]

_KEY = "[\"'“”‘’]?[A-Za-z_][A-Za-z0-9_-]*[\"'“”‘’]?"

# What is wrong at the start of a line or of a value, each with the signs to replace as its only group.
_AT_START = tuple(
    re.compile(pattern)
    for pattern in (
        f"[ ]*([{_SPACES}][ {_SPACES}]*)",
        f"([{_SIGNS['-']}])(?=[ {_SPACES}]|{_KEY}[ {_SPACES}]*[:{_COLONS}])",
        f"([{_SIGNS['#']}])",
        f"([{_SIGNS['{']}])(?={_KEY}[ {_SPACES}]*[:{_COLONS}])",
        f"([{_SIGNS['[']}])(?=.*[]{_SIGNS[']']}])",
        f"{_KEY}[ ]*([{_SPACES}]+)[ {_SPACES}]*[:{_COLONS}]",
        f"{_KEY}[ {_SPACES}]*([{_COLONS}])",
        f"{_KEY}[ ]*:[ ]*([{_SPACES}]+)",
        f"{_KEY}[ ]*:[ ]+([{_SIGNS['{']}{_SIGNS['[']}{_SIGNS['|']}{_SIGNS['>']}])",
        f'{_KEY}[ ]*:[ ]+([{_SIGNS[chr(34)]}]).*["{_SIGNS[chr(34)]}]',
    )
)

# The same where a line is sure to begin with what YAML has a meaning for.
_COLON = f"[ {_SPACES}]*[:{_COLONS}]"

_SURE = re.compile(
    f"[ ]*(?:(?P<space>[{_SPACES}][ {_SPACES}]*)(?:{_KEY}{_COLON}|[-{_SIGNS['-']}][ {_SPACES}])"
    f"|(?P<dash>[{_SIGNS['-']}])[ {_SPACES}]*{_KEY}{_COLON}|(?P<hash>[{_SIGNS['#']}]))"
)

_ROUND = ("(", "（", "﹙", "⦅", "｟")

_ITEMS = re.compile(r" *(?:[-?] +)*")

_IN_BRACKETS = tuple(
    re.compile(pattern)
    for pattern in (
        f"([{_SIGNS[',']}])(?=[ {_SPACES}]*{_KEY}[ {_SPACES}]*[:{_COLONS}])",
        f"[{{,{_SIGNS['{']}{_SIGNS[',']}][ {_SPACES}]*{_KEY}[ {_SPACES}]*([{_COLONS}])",
        f"([{_SIGNS['}']}{_SIGNS[']']}])(?=[ ]*(?:[]}},{_SIGNS['}']}{_SIGNS[']']}]|$))",
        f"([{_SIGNS['{']}])(?=[ ]*{_KEY}[ ]*[:{_COLONS}])",
        f"[:,][ ]*([{_SIGNS['[']}])",
        f'[:,{{[][ ]*([{_SIGNS[chr(34)]}])(?=[^"]*")',
        f"[:,][ ]*([{_SPACES}]+)",
    )
)

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

_OPENING = re.compile(r"(?:^|[ :,\[{])([\"'])")

_CLOSING = {'"': re.compile(f"[{_SIGNS[chr(34)]}]"), "'": re.compile(f"[{_SIGNS[chr(39)]}]")}

_CONTROLS = re.split(
    ",",
    "NULL,START OF HEADING,START OF TEXT,END OF TEXT,END OF TRANSMISSION,ENQUIRY,ACKNOWLEDGE,BELL,BACKSPACE,"
    "TAB,LINE FEED,VERTICAL TAB,FORM FEED,CARRIAGE RETURN,SHIFT OUT,SHIFT IN,DATA LINK ESCAPE,"
    "DEVICE CONTROL ONE,DEVICE CONTROL TWO,DEVICE CONTROL THREE,DEVICE CONTROL FOUR,NEGATIVE ACKNOWLEDGE,"
    "SYNCHRONOUS IDLE,END OF TRANSMISSION BLOCK,CANCEL,END OF MEDIUM,SUBSTITUTE,ESCAPE,"
    "INFORMATION SEPARATOR FOUR,INFORMATION SEPARATOR THREE,INFORMATION SEPARATOR TWO,"
    "INFORMATION SEPARATOR ONE",
)

_MORE_NAMES = {"\x7f": "DELETE", "\x85": "NEXT LINE", "\ufeff": "BYTE ORDER MARK"}


def named(character: str) -> str:
    """A character by its name in Unicode and its number; itself too where it can be seen."""
    name = _MORE_NAMES.get(character) or unicodedata.name(character, "")
    if not name:
        name = _CONTROLS[ord(character)] if ord(character) < len(_CONTROLS) else "CONTROL CHARACTER"
    number = f"U+{ord(character):04X}"
    is_seen = character.isprintable() and not unicodedata.combining(character) and not is_unseen(character)
    return f"`{character}` ({name}, {number})" if is_seen else f"{name} ({number})"


def sign_of(character: str) -> str:
    """The sign of YAML that a character looks like: a space for any kind of space; empty for none."""
    if unicodedata.category(character) == "Zs":
        return " "
    return _SIGN_OF.get(character, "")


def ascii_of(text: str) -> str:
    """The text with ASCII for all that looks like it; what can't be seen is left out."""
    return "".join(map(_ascii, text))


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    if is_unseen(character):
        return ""
    return sign_of(character) or _LETTERS.get(character) or unicodedata.normalize("NFKC", character)


def is_unseen(character: str) -> bool:
    """Whether a character leaves nothing to see, and no space."""
    return unicodedata.category(character) == "Cf" or _UNSEEN.match(character) is not None


def is_misread(text: str) -> bool:
    """Whether a text is ASCII but for signs that only look like it."""
    return not text.isascii() and ascii_of(text).isascii()


def misread(text: str, *, is_key: bool = False) -> tuple[int, int] | None:
    """Where a line or a value starts with a sign that only looks like YAML's, and how many there are.

    `is_key`: the text is a key as YAML reads it; then any character that only looks like ASCII counts.
    """
    start = _ITEMS.match(text)
    before = start.end() if start else 0
    for pattern in _AT_START:
        found = pattern.match(text, before)
        if found:
            return found.start(1), found.end(1) - found.start(1)
    if is_key and is_misread(text):
        return next((at, 1) for at, character in enumerate(text) if not character.isascii())
    return None


def surely_misread(line: str) -> tuple[int, int] | None:
    """The same for a whole line, where it can't be prose: what looks like a space before a key, for one."""
    found = _SURE.match(line)
    if not found:
        return None
    start, end = found.span(str(found.lastgroup))
    return start, end - start


def in_brackets(text: str, start: int) -> list[tuple[int, int]]:
    """The signs from `start` on that may have been meant to part or to close what a bracket opened."""
    bare = _QUOTED.sub(lambda found: "x" * len(found[0]), text)
    spans = {one.span(1) for pattern in _IN_BRACKETS for one in pattern.finditer(bare, start)}
    return [(first, last - first) for first, last in sorted(spans)]


def closing_quotes(text: str) -> list[tuple[int, int]]:
    """The sign that may have been meant to close a quote, where a line has a quote that is not closed."""
    for opened in _OPENING.finditer(_QUOTED.sub(lambda found: "x" * len(found[0]), text)):
        found = _CLOSING[opened[1]].search(text, opened.end())
        if found:
            return [(found.start(), 1)]
    return []


def repaired(text: str, start: int, width: int) -> str:
    """What stands for the signs there: as many spaces, or the sign of YAML with the space that it needs."""
    sign, after = sign_of(text[start]), text[start + width : start + width + 1]
    if sign in {":", "-", ","} and after != " ":
        return sign + " "
    return sign * width or ascii_of(text[start : start + width])


def value_hint(value: object) -> tuple[str, int]:
    """What a value that does not fit seems to mean, in words: its text in ASCII, or the sign that was meant;
    and how many characters stand before what only looks like it."""
    if not isinstance(value, str):
        return "", 0
    if value.startswith(_ROUND):
        return (
            f"{named(value[0])} is no bracket of YAML: a list stands in `[ ]`, `key: value` pairs in `{{ }}`",
            0,
        )
    if is_misread(value):
        at = next(at for at, character in enumerate(value) if not character.isascii())
        return f"{named(value[at])} is not plain ASCII: write `{ascii_of(value).strip()}`", at
    found = misread(value)
    if found:
        return f"{named(value[found[0]])} is not YAML's `{sign_of(value[found[0]])}`", found[0]
    return "", 0
