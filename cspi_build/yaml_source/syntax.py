"""What PyYAML says of text that is not YAML, in words for people, at the place that helps most."""

from __future__ import annotations

import re

import yaml

from cspi_build.yaml_source.compose import Mark, Note

__all__ = ["syntax_note"]

_QUOTES = "quotes around the whole text"

# (part of PyYAML's words, what is wrong, what was expected); the first that fits is said.
_WORDS = (
    (
        "mapping values are not allowed",
        "a value with `: ` in it, or a line indented too far",
        _QUOTES + ", or the indentation of its neighbours",
    ),
    ("cannot start any token", "text can't start with this character", _QUOTES),
    ("found unexpected end of stream", "a quote that is never closed", "the closing quote"),
    ("expected ',' or ']'", "a `[` list that is not closed or lacks a comma", "`,` or `]`"),
    ("expected ',' or '}'", "a `{` mapping that is not closed or lacks a comma", "`,` or `}`"),
    (
        "could not find expected ':'",
        "neither `key: value` nor part of the text above",
        "`key: value`",
    ),
    (
        "expected <block end>",
        "this fits nothing before it",
        "the indentation of its neighbours, or " + _QUOTES,
    ),
    (
        "expected '<document start>'",
        "this fits nothing before it",
        "the indentation of its neighbours, or " + _QUOTES,
    ),
    (
        "chomping or indentation",
        "text right after `|` or `>`",
        "the text on the lines below, indented; or " + _QUOTES,
    ),
    ("mapping keys are not allowed", "`? ` has a meaning of its own here", _QUOTES),
    ("unknown escape character", "an escape that doesn't exist, after `\\`", "`\\\\` for a backslash"),
    ("expected the node content", "something other than a value", "a value"),
    ("sequence entries are not allowed", "`- ` where no list item can be", "the list on lines of its own"),
    ("block sequence entries", "`- ` where no list item can be", "the list on lines of its own"),
    ("expected alphabetic or numeric", "`*` or `&` has a meaning of its own here", _QUOTES),
)


_FAR = 20  # lines of a text in which a key is looked for

_NAME = "[A-Za-z_][A-Za-z0-9_-]*"

_TIGHT = re.compile(
    f" *(?:- +)*(?:(?P<dash>-)(?P<item>{_NAME}:(?: .*|$))|(?P<key>{_NAME})"
    "(?P<colon>:(?=[^ :/])|=(?!=))(?P<value>.*))"
)


def syntax_note(error: yaml.YAMLError, lines: tuple[str, ...]) -> Note:
    """The one mistake that stopped the parser."""
    problem = str(getattr(error, "problem", None) or "the text ends or breaks off in the wrong place")
    if _breaks_off(error, lines):
        expected = "`]` or `}`"
        return Note(
            _place(error, lines), "not valid YAML: a bracket that is not closed", expected, fatal=True
        )
    tight = _tight(error, lines)
    if tight:
        return tight
    for part, message, expected in _WORDS:
        if part in problem:
            return Note(_place(error, lines), f"not valid YAML: {message}", expected, fatal=True)
    return Note(_place(error, lines), f"not valid YAML: {problem}", fatal=True)


def _tight(error: yaml.YAMLError, lines: tuple[str, ...]) -> Note | None:
    """A key or an item without the space after its sign, which is text that goes on below to the parser."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or not lines or "flow" in str(getattr(error, "context", "")):
        return None
    last = min(mark.line, len(lines) - 1)
    before = next((at for at in range(last - 1, -1, -1) if lines[at].strip()), last)
    first = before if context is None else min(context.line, before)
    for number in dict.fromkeys((before, last, *(at for at in range(first, last) if at - first < _FAR))):
        found = _TIGHT.match(lines[number])
        if found:
            at = found.start("colon") if found["colon"] else found.start("dash")
            message = f"not valid YAML: no space after `{lines[number][at]}`"
            if found["colon"] == "=":
                message = "not valid YAML: `=` in place of `:`"
            return Note(Mark(number + 1, at + 1), message, f"`{_spaced(found)}`", fatal=True)
    return None


def _spaced(found: re.Match[str]) -> str:
    if found["dash"]:
        return f"- {found['item'].strip()}"
    return f"{found['key']}: {found['value'].strip()}"


def _breaks_off(error: yaml.YAMLError, lines: tuple[str, ...]) -> bool:
    """Whether the text ends in a bracket, where a value is expected next."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or "node content" not in str(getattr(error, "problem", "")):
        return False
    return mark.line >= len(lines) - 1 and not "".join(lines[mark.line :])[mark.column :].strip()


def _place(error: yaml.YAMLError, lines: tuple[str, ...]) -> Mark:
    """Where the parser stopped; where the quote or bracket was opened if it stopped far from there."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or (context is not None and _is_about_context(error, mark.line, context.line, lines)):
        mark = context or mark
    if mark is None:
        return Mark(1, 1)
    return Mark(mark.line + 1, mark.column + 1)


def _is_about_context(error: yaml.YAMLError, line: int, opened: int, lines: tuple[str, ...]) -> bool:
    is_bracket = "expected ',' or" in str(getattr(error, "problem", ""))
    return line >= _last_line(lines) or (is_bracket and line != opened)


def _last_line(lines: tuple[str, ...]) -> int:
    """Index of the line after the last one with text."""
    return max((index + 1 for index, line in enumerate(lines) if line.strip()), default=0)
