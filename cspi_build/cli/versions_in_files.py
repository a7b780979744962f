"""Where the files of a project name the version of the tool: what they would say for this one.

Only the version is replaced: comments, markers, extras, the ends of lines and the encoding stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cspi_build.installation import DISTRIBUTION
from cspi_build.settings.tool_version import KEY
from cspi_build.yaml_source.source import parse_yaml
from cspi_core._version import __version__

__all__ = ["TextFile", "raised_requirements", "raised_settings", "stale_requirements"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))

_TOOL = re.compile(
    rf"""^({KEY}:[ \t]+)("[^"\r\n]*"|'[^'\r\n]*'|[^\s#"'][^\s]*)(?=[ \t]*\r?$|[ \t]+#)""", re.MULTILINE
)

_BEFORE = re.compile(r"(?:(?:[ \t]*(?:#.*)?|%.*)\r?\n)*(?:---[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)?")
"""What stands before the first setting: comments, empty lines, and the mark at which a document begins."""

_NAME = rf"^\s*{DISTRIBUTION}(?:\s*\[[^\]\n]*\])?\s*"

_PINNED = re.compile(rf"({_NAME}==\s*)([0-9][\w.!+]*)(?=\s*(?:[;#\\]|$))", re.IGNORECASE | re.MULTILINE)

_WHEEL = re.compile(
    rf"(^(?:[^#\n]*[/\\\s])?{DISTRIBUTION}-)([0-9][\w.!+]*)(?=(?:-[^-\s]+){{3,4}}\.whl)",
    re.IGNORECASE | re.MULTILINE,
)

_OTHERWISE = re.compile(rf"{_NAME}(?:===|==|~=)", re.IGNORECASE | re.MULTILINE)

_HASHED = re.compile(r"--hash\b|#sha\d+=|[#&]sha\d+=")

_REQUIREMENT = re.compile(r"(?:[^\n]*\\\r?\n)*[^\n]*(?:\n|$)")
"""A line with those that continue it."""


@dataclass(frozen=True)
class TextFile:
    """A text with the mark at its beginning and its encoding."""

    text: str
    mark: bytes
    encoding: str

    @classmethod
    def read(cls, path: Path) -> TextFile | None:
        """The file; None where it is neither UTF-8 nor UTF-16 with its mark."""
        content = path.read_bytes()
        mark, encoding = next(one for one in _MARKS if content.startswith(one[0]))
        try:
            return cls(content[len(mark) :].decode(encoding), mark, encoding)
        except UnicodeDecodeError:
            return None

    def content(self, text: str) -> bytes:
        """Another text as the bytes of this file."""
        return self.mark + text.encode(self.encoding)


def raised_settings(text: str) -> str:
    """The settings for this version of the tool; the same text where only a person can say how."""
    line = f'{KEY}: "{__version__}"'
    if _TOOL.search(text):
        after = _TOOL.sub(lambda found: f'{found[1]}"{__version__}"', text, count=1)
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        at = _BEFORE.match(text).end()  # type: ignore[union-attr]
        at = at if text[at:].strip() and not text[at:].startswith(("#", "...")) else len(text)
        start = text[:at] if not at or text[:at].endswith("\n") else text[:at] + end
        after = f"{start}{line}{end}{text[at:]}"
    return after if _differs_in_tool_alone(text, after) else text


def _differs_in_tool_alone(before: str, after: str) -> bool:
    """Whether YAML reads both the same but for the version."""
    old, new = parse_yaml(before.encode(), "before"), parse_yaml(after.encode(), "after")
    if not new.readable or len(new.problems) > len(old.problems) or not isinstance(new.value, dict):
        return False
    others = old.value if isinstance(old.value, dict) else {}
    return new.value.get(KEY) == __version__ and {**others, KEY: __version__} == new.value


def raised_requirements(text: str) -> str:
    """Requirements with this version of the tool. What has a hash stays: it would be that of another file."""
    return _REQUIREMENT.sub(lambda one: _raised(one[0]), text)


def _raised(requirement: str) -> str:
    if _HASHED.search(requirement):
        return requirement
    for pattern in (_PINNED, _WHEEL):
        requirement = pattern.sub(lambda found: f"{found[1]}{__version__}", requirement)
    return requirement


def stale_requirements(text: str) -> Iterator[str]:
    """The requirements that name another version, with their lines and what to do."""
    for one in _REQUIREMENT.finditer(text):
        line = text.count("\n", 0, one.start()) + 1
        first = one[0].split("\n", 1)[0].rstrip("\\ \r")
        found = _PINNED.search(one[0]) or _WHEEL.search(one[0])
        if found and found[2] != __version__:
            yield f"{line}: `{first.strip()}` has a hash: write {__version__} with the hash of its file"
        elif not found and _OTHERWISE.search(one[0]):
            yield f"{line}: `{first.strip()}` is left as it is: expected `{DISTRIBUTION}=={__version__}`"
