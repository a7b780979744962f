r"""Names of files that are safe on every system: survey, part, day and label.

Windows, macOS and Linux each refuse something: ``< > : " / \ | ? *``, control characters, a point or a blank
at the end, more than 255 bytes. A label keeps its letters and digits, of any script; everything between them
becomes one hyphen.
"""

from __future__ import annotations

from itertools import groupby

from ..characters import compatible, is_letter_or_digit, lower

MOST = 40
"""A label has so many characters at most in a name; in UTF-8 they take up to 160 bytes of the 255."""


def file_name(survey: str, part: str, day: str, label: str, ending: str) -> str:
    """Return the name of a file; what is empty is left out, and no day is ``result``.

    >>> file_name("cspi", "", "2026-11-30", "Aiko / Sales", "json")
    'cspi-2026-11-30-aiko-sales.json'
    """
    parts = [survey, part, day or ("" if part else "result"), label_part(label)]
    return "-".join(filter(None, parts)) + (f".{ending}" if ending else "")


def label_part(label: str) -> str:
    """Return a label as it stands in the names of files.

    >>> label_part("営業部：愛子 2026/11")
    '営業部-愛子-2026-11'
    """
    parts = groupby(lower(compatible(label)), is_letter_or_digit)
    return "".join("".join(part) if stays else "-" for stays, part in parts).strip("-")[:MOST].rstrip("-")
