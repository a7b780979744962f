"""A result as the fragment of a link: short, readable, versioned and checksummed.

    1~cspi~1.0~20261122~q15.cco~q16.expansion.fit~q9_12~q10_104*5~q33!~q30!!~k3f2a9c1

Fields are parted by ``~``: the version of the format, the survey's id and version, the day (may be empty),
then the answers by question id: ``.`` before each chosen option (one ``.`` alone: none of these), ``_``
before a number (``*`` is its decimal point), ``!`` unknown, ``!!`` not applicable; last ``k`` and the CRC-32
of all before it. Ids stand as they are, so that the link can be read for as long as the survey's ids last.
The label, where the person wants it in the link, is a field of its own: ``*`` and its UTF-8 bytes in
base64url without padding. Notes are not in it. The day is the one where the result was made, as in its file.

People and programs put things around a link: an address before it, a full stop, a quotation mark or a tag for
statistics behind it; some encode its signs or break its line. It is read from its version to the end of the
first checksum that fits, and whatever stands around is passed over.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64, crc32
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..characters import compatible, is_printable
from ..errors import InputError, Problem, shown
from ..loading.answers import read_answers
from ..loading.times import day_of, is_time
from ..loading.versions import gone_since, without
from ..model.answers import ANSWERED, NOT_APPLICABLE, UNKNOWN, Answer
from ..model.survey import MULTIPLE, NUMBER, Question, Survey
from .result_file import MOST_LABEL, Result, check_survey, is_text

VERSION = "1"

MOST_CHARACTERS = 8192

SEPARATOR, CHECK, LABEL = "~", "k", "*"
IN_ADDRESS = re.compile(r"#[^\w#]{0,20}([0-9]{1,9}~)", re.ASCII)
ALONE = re.compile(r"(?<![\w.~!*%-])([0-9]{1,9}~)", re.ASCII)
"""Where a link begins: behind the ``#`` of an address, else wherever no link can go on."""
ANYWHERE = re.compile(rf"{VERSION}{SEPARATOR}")
MOST_STARTS = 30
"""So many places in a text are tried as the start of a link."""
LOOKS = re.compile(r"[0-9](?:[~\u301c\uff5e]|%(?:25){0,3}7[Ee])")
WRAPPED = re.compile(r"=\r?\n|(?<=[\r\n])[ \t]*>[> \t]*")
"""A soft line break of quoted-printable, and the marks of a quotation before a line."""
REFERENCE = re.compile(r"&#(?:([0-9]{1,3})|[xX]([0-9a-fA-F]{1,2}));|=([2-7][0-9A-F])")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
TILDES = {ord(sign): "~" for sign in "\u301c\uff5e\u223c\u02dc"}
END = re.compile(rf"{SEPARATOR}{CHECK}([0-9a-f]{{8}})")
ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
MOST_ENCODED = 3
"""How often programs may have encoded a link, each on top of the one before."""
URL_SAFE, PLAIN = str.maketrans("+/", "-_"), str.maketrans("-_", "+/")
STATES = {"!": UNKNOWN, "!!": NOT_APPLICABLE}

HEAD = 4


def write_fragment(survey: Survey, answers: Mapping[str, Answer], created: str = "", label: str = "") -> str:
    """The fragment (without ``#``) for these answers; of ``created`` (ISO 8601) only the day is kept."""
    day = day_of(created).replace("-", "")
    fields = [VERSION, survey.id, survey.version, day]
    fields += [
        question.id + _write(question, answers[question.id])
        for question in survey.questions
        if question.id in answers
    ]
    fields += [LABEL + _encoded(label)] if label else []
    text = SEPARATOR.join(fields)
    return f"{text}{SEPARATOR}{CHECK}{_checksum(text)}"


def _write(question: Question, answer: Answer) -> str:
    if answer.state != ANSWERED:
        return next(sign for sign, state in STATES.items() if state == answer.state)
    if question.kind == NUMBER:
        return "_" + str(answer.number).replace(".", "*")
    return "".join(f".{choice}" for choice in answer.choices) or "."


def _encoded(label: str) -> str:
    code = b2a_base64(label.encode("utf-8", "replace"), newline=False).decode("ascii")
    return code.rstrip("=").translate(URL_SAFE)


def _checksum(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def read_fragment(survey: Survey, text: str) -> Result:
    """The result in a fragment. Raises :class:`InputError` with every problem found."""
    fields = _checked(text)
    about = {"id": fields[1], "version": fields[2]}
    check_survey(survey, about)
    gone = gone_since(survey, fields[2])
    longest = max(map(len, (*survey.question_by_id, *gone)), default=0)
    skipped = {field: name for field in fields[HEAD:] for name in _names(field, longest) if name in gone}
    labels = [field for field in fields[HEAD:] if field.startswith(LABEL)]
    raw, problems = _read_all(survey, [f for f in fields[HEAD:] if f not in skipped and f not in labels])
    raw, left_out = without(raw, gone)
    answers, more = read_answers(survey, raw)
    if problems or more:
        raise InputError([*problems, *more])
    return Result(
        answers=answers,
        label=_label(labels),
        created=_day(fields[3]),
        version=fields[2],
        left_out=(*skipped.values(), *left_out),
    )


def _label(fields: list[str]) -> str:
    """Return the label in its field; empty where there is none, or none that a result file could hold."""
    code = fields[0].removeprefix(LABEL) if fields else ""
    try:
        label = a2b_base64(code.translate(PLAIN) + "=" * (-len(code) % 4)).decode("utf-8")
    except ValueError:
        return ""
    return label if is_text(label, MOST_LABEL) else ""


def is_link(text: str) -> bool:
    """Return whether a text looks like a link with a result rather than a result file."""
    return not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) and bool(LOOKS.search(text))


def _checked(text: str) -> list[str]:
    """The fields of an undamaged link, without the checksum."""
    if len(text) > MOST_CHARACTERS:
        raise InputError([Problem("link_too_long", None, f"{len(text):,}", f"≤ {MOST_CHARACTERS:,}")])
    versions = []
    for link in _candidates(text):
        version, fields = link.partition(SEPARATOR)[0], _fields(link)
        if fields:
            return fields
        versions += [version] if version != VERSION else []
    found = next(filter(None, map(_fields, _anywhere(text))), None)
    if found:
        return found
    if versions:
        raise InputError([Problem("link_version", None, shown(versions[0]), VERSION)])
    raise InputError([Problem("link_damaged")])


def plain_text(text: str) -> str:
    """Return a text as it was before programs encoded, wrapped or marked up what is in it."""
    *_, plain = _decoded(_bare(text))
    return plain


def undamaged(link: str) -> str | None:
    """Return the link to the end of its checksum, with any line break taken out; None where it is damaged."""
    for candidate in (link, _unbroken(link)):
        fields = _undamaged(candidate)
        if fields is not None:
            return f"{fields}{SEPARATOR}{CHECK}{_checksum(fields)}"
    return None


def _candidates(text: str) -> Iterator[str]:
    """Yield the candidates for the link, from its version on: unchanged, decoded, and without line breaks."""
    for plain in _decoded(text):
        for start in filter(None, (pattern.search(plain) for pattern in (IN_ADDRESS, ALONE))):
            link = plain[start.start(1) :]
            yield link
            yield _unbroken(link)


def _unbroken(link: str) -> str:
    return "".join(char for char in link if is_printable(char) and not char.isspace())


def _fields(link: str) -> list[str] | None:
    """The fields of a link of this version with a checksum that fits; None of any other text."""
    if not link.startswith(VERSION + SEPARATOR):
        return None
    fields = (_undamaged(link) or "").split(SEPARATOR)
    return fields if len(fields) >= HEAD else None


def _anywhere(text: str) -> Iterator[str]:
    """Yield candidates that begin at any version, in a text without what mail and markup put into a link."""
    for plain in _decoded(_bare(text)):
        for start in islice(ANYWHERE.finditer(plain), MOST_STARTS):
            link = plain[start.start() :]
            yield link
            yield _unbroken(link)


def _bare(text: str) -> str:
    """The text without the wrapping of mail, escapes of markup, and signs that stand for others."""
    text = WRAPPED.sub("", text)
    text = REFERENCE.sub(lambda found: _character(found[1] or "", found[2] or found[3] or ""), text)
    return ESCAPE.sub("", text).translate(TILDES)


def _character(decimal: str, hexadecimal: str) -> str:
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code < 128 else " "


def _decoded(text: str) -> Iterator[str]:
    """The text, and what it was before programs encoded it; full-width signs as plain ones."""
    for _ in range(1 + MOST_ENCODED):
        yield text
        plain = ENCODED.sub(_sign, compatible(text))
        if plain == text:
            return
        text = plain


def _sign(encoded: re.Match[str]) -> str:
    """Return the decoded ASCII character; a space for any other byte, which no link contains."""
    code = int(encoded[1], 16)
    return chr(code) if code < 128 else " "


def _undamaged(link: str) -> str | None:
    """All before the first checksum that fits."""
    start, check = 0, 0
    for end in END.finditer(link):
        check = crc32(link[start : end.start()].encode("utf-8", "surrogatepass"), check)
        if f"{check:08x}" == end[1]:
            return link[: end.start()]
        start = end.start()
    return None


def _read_all(survey: Survey, fields: list[str]) -> tuple[dict[str, Any], list[Problem]]:
    raw: dict[str, Any] = {}
    problems = []
    longest = max(map(len, survey.question_by_id), default=0)
    for field in fields:
        name = next((id_ for id_ in _names(field, longest) if id_ in survey.question_by_id), None)
        if name is None:
            problems.append(Problem("unknown_question", None, shown(field)))
        elif name in raw:
            problems.append(Problem("repeated_question", name, shown(field)))
        else:
            raw[name] = _read(survey.question_by_id[name], field[len(name) :])
    return raw, problems


def _names(field: str, longest: int) -> list[str]:
    """Return the candidates for the question id, longest first, because ids may contain ``_``."""
    ends = [place for place, char in enumerate(field[: longest + 1]) if char in "._!"]
    return [field[:end] for end in reversed(ends)]


def _read(question: Question, text: str) -> dict[str, Any]:
    """The answer as plain data, whatever it is: whether it is valid is for the reader of answers to say."""
    if text in STATES:
        return {"state": STATES[text]}
    if text.startswith("_"):
        return {"number": _number(text[1:])}
    choices = text[1:].split(".") if len(text) > 1 else []
    if question.kind == MULTIPLE:
        return {"choices": choices}
    return {"choice": choices[0]} if len(choices) == 1 else {"choice": choices}


def _number(text: str) -> object:
    plain = text.replace("*", ".")
    digits = plain.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(plain) > 20:
        return text
    return float(plain) if "." in plain else int(plain)


def _day(text: str) -> str:
    """The day as an ISO 8601 date; empty where it is none."""
    day = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return day if text.isascii() and len(text) == 8 and is_time(day) else ""
