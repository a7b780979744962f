"""When a question is asked, as other tools write it: what definitions can say of it, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cspi_build.publish.incoming.draft import Condition, Item, Names

__all__ = ["surveyjs_conditions", "xlsform_conditions"]

NUMBER = r"-?\d+(?:\.\d+)?"

Parse = Callable[[str], tuple[str, str, list[str]] | None]
"""A term as the name of a question, a sign, and values."""


def surveyjs_conditions(text: str, names: Names, earlier: Mapping[str, Item]) -> tuple[Condition, ...] | None:
    """The conditions of `visibleIf`; None where it says more than a definition can."""
    return _conditions(text, _surveyjs_term, names, earlier)


def xlsform_conditions(text: str, names: Names, earlier: Mapping[str, Item]) -> tuple[Condition, ...] | None:
    """The conditions of `relevant`; None where it says more than a definition can."""
    return _conditions(text, _xlsform_term, names, earlier)


def _conditions(
    text: str, parse: Parse, names: Names, earlier: Mapping[str, Item]
) -> tuple[Condition, ...] | None:
    found: list[Condition] = []
    for part in _split(text, "and"):
        read = _part(part, parse, names, earlier)
        if read is None:
            return None
        found += [one for one in read if one not in found]
    return tuple(one for one in found if not _is_implied(one, found, earlier))


def _is_implied(one: Condition, found: list[Condition], earlier: Mapping[str, Item]) -> bool:
    """Whether the question of another condition is only asked where this one holds."""
    others = (earlier[str(other["question"])] for other in found if other["question"] != one["question"])
    return any(one in other.conditions for other in others)


def _part(part: str, parse: Parse, names: Names, earlier: Mapping[str, Item]) -> list[Condition] | None:
    """One condition, or several options of one question joined by `or`; [] for what is always so."""
    terms = [parse(one) for one in _split(part, "or")]
    if None in terms:
        return None
    read = [term for term in terms if term]
    asked = {name for name, _, _ in read}
    if len(asked) != 1:
        return None
    item = earlier.get(names.known(asked.pop()) or "")
    if item is None:
        return None
    signs = {sign for _, sign, _ in read}
    values = [value for _, _, more in read for value in more]
    if signs == {"notempty"}:
        return []
    if signs == {"="} and item.kind != "number":
        options = {option.id for option in item.options}
        chosen = [_value_id(value) for value in values]
        return [{"question": item.id, "is_any": chosen}] if set(chosen) <= options else None
    if len(read) == 1 and item.kind == "number":
        return _bound(item, read[0][1], float(values[0]))
    return None


def _bound(item: Item, sign: str, value: float) -> list[Condition] | None:
    keys = {">=": ("at_least",), "<=": ("at_most",), "=": ("at_least", "at_most")}
    if sign in {">", "<"} and item.step:
        sign, value = (f"{sign}=", value + (item.step if sign == ">" else -item.step))
    return [{"question": item.id, key: value} for key in keys[sign]] if sign in keys else None


def _value_id(value: str) -> str:
    return Names().of(value)


def _surveyjs_term(text: str) -> tuple[str, str, list[str]] | None:
    text = text.strip()
    if found := re.fullmatch(r"\{([^}]+)\}\s+notempty", text):
        return found[1], "notempty", []
    if found := re.fullmatch(r"\{([^}]+)\}\s+(?:anyof|contains)\s+(\[.*\]|'[^']*')", text):
        return found[1], "=", re.findall(r"'([^']*)'", found[2])
    if found := re.fullmatch(r"\{([^}]+)\}\s*(?:==?|equal)\s*(?:'([^']*)'|\"([^\"]*)\")", text):
        return found[1], "=", [found[2] or found[3] or ""]
    if found := re.fullmatch(rf"\{{([^}}]+)\}}\s*(>=|<=|==?|>|<)\s*({NUMBER})", text):
        return found[1], "=" if found[2] == "==" else found[2], [found[3]]
    return None


def _xlsform_term(text: str) -> tuple[str, str, list[str]] | None:
    text = text.strip()
    if found := re.fullmatch(r"selected\(\s*\$\{([^}]+)\}\s*,\s*['\"]([^'\"]*)['\"]\s*\)", text):
        return found[1], "=", [found[2]]
    if re.fullmatch(r"\$\{([^}]+)\}\s*!=\s*['\"]{2}", text):
        return text[2 : text.index("}")], "notempty", []
    if found := re.fullmatch(r"\$\{([^}]+)\}\s*=\s*['\"]([^'\"]*)['\"]", text):
        return found[1], "=", [found[2]]
    if found := re.fullmatch(rf"\$\{{([^}}]+)\}}\s*(>=|<=|=|>|<)\s*({NUMBER})", text):
        return found[1], found[2], [found[3]]
    return None


def _split(text: str, word: str) -> list[str]:
    """The parts of a text between a word, outside brackets and quotation marks; outer brackets go."""
    text = _bare(text.strip())
    parts, depth, start, quote = [], 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif depth == 0 and re.match(rf"\b{word}\b", text[at:]) and text[at - 1 : at].isspace():
            parts.append(text[start:at].strip())
            start = at + len(word)
    return [*parts, text[start:].strip()]


def _bare(text: str) -> str:
    """Without brackets around all of it."""
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes(text: str) -> int:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    return -1
