"""An XLSForm workbook as a draft, with a remark on every row and cell that has no place in a definition.

Its own exports (:mod:`cspi_build.publish.xlsform`) come back as they went out, without their scoring.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from cspi_build.diagnostics import CspiBuildError
from cspi_build.publish.incoming.conditions import NUMBER, xlsform_conditions
from cspi_build.publish.incoming.draft import Condition, Draft, Item, Names, Option, Texts
from cspi_build.spreadsheets import workbook_errors

__all__ = ["read_xlsform"]

Row = Mapping[str, str]

STATES = ("_unknown", "_not_applicable", "_none")
NUMBERS = ("integer", "decimal", "range")
BEGIN, END = ("begin_group", "begin group"), ("end_group", "end group")
KNOWN = {"type", "name", "relevant", "constraint", "constraint_message", "label", "hint", "parameters"}
MOST = 1_000_000


def read_xlsform(content: bytes) -> Draft:
    """The survey. Raises CspiBuildError where the file is no XLSForm."""
    from openpyxl import load_workbook

    with workbook_errors("this"):
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    missing = [name for name in ("survey", "choices") if name not in sheets]
    if missing:
        raise CspiBuildError(
            f"this is no XLSForm: the sheet {' and '.join(missing)} is missing; found {', '.join(sheets)}"
        )
    return _Reader({name: _rows(lines) for name, lines in sheets.items()}).draft()


def _rows(sheet: Sequence[Sequence[Any]]) -> list[tuple[int, Row]]:
    """The rows of a sheet with their numbers, as column to text; empty ones are left out."""
    lines = iter(sheet)
    heads = [str(head or "").strip() for head in next(lines, ())]
    found: list[tuple[int, Row]] = []
    for at, cells in enumerate(lines, 2):
        row = {head: _text(cell) for head, cell in zip(heads, cells, strict=False) if head and _text(cell)}
        if row:
            found.append((at, row))
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


class _Reader:
    """Reads one workbook; what it has seen so far is in its draft."""

    def __init__(self, sheets: Mapping[str, list[tuple[int, Row]]]) -> None:
        self.sheets = sheets
        self.read, self.names, self.screens = Draft(), Names(), Names()
        settings = dict(sheets.get("settings", [(0, {})])[0][1]) if sheets.get("settings") else {}
        self.main = _locale(settings.get("default_language", "")) or "en"
        self.settings = settings
        self.lists = self._lists()
        self.groups: list[tuple[str, tuple[Condition, ...]]] = []

    def draft(self) -> Draft:
        """All of it."""
        self.read.title = {self.main: self.settings.get("form_title", "Survey")}
        for key in self.settings:
            if key not in ("form_title", "form_id", "version", "default_language"):
                self.read.remark("settings", f"`{key}` has no place in a definition")
        for at, row in self.sheets["survey"]:
            self._row(f"survey, row {at}", row)
        used = {item.theme for item in self.read.items}
        for theme in [theme for theme in self.read.themes if theme not in used]:
            self.read.remark(f"the group `{theme}`", "no question of this group could be converted")
            del self.read.themes[theme]
        for name in self.sheets:
            if name not in ("survey", "choices", "settings"):
                self.read.remark(f"the sheet `{name}`", "is not read")
        return self.read

    def _lists(self) -> dict[str, list[Option]]:
        found: dict[str, list[Option]] = {}
        for at, row in self.sheets["choices"]:
            name, value = row.get("list_name", row.get("list name", "")), row.get("name", "")
            place = f"choices, row {at}"
            self._unknown(place, row, {"list_name", "list name", "name", "label"})
            if value not in STATES:
                found.setdefault(name, []).append(Option(Names().of(value), self._texts(row, "label", value)))
        return found

    def _row(self, place: str, row: Row) -> None:
        kind, _, rest = row.get("type", "").strip().partition(" ")
        name = row.get("name", "")
        place = f"{place} (`{name}`)" if name else place
        if row.get("type") in BEGIN:
            self._group(place, name, row)
        elif row.get("type") in END:
            self.groups[-1:] = []
        elif name.endswith("-state") and self.names.known(name.removesuffix("-state")):
            pass  # what an export adds to a number: a definition offers it by itself
        elif kind == "text" and self._is_evidence(name):
            self.read.items[-1] = replace(self.read.items[-1], evidence=self._texts(row, "label", ""))
        elif kind in ("select_one", "select_multiple", *NUMBERS) and name:
            self._question(place, kind, rest.strip(), name, row)
        else:
            typed = row.get("type", "")
            self.read.remark(place, f"`{typed}` has no place in a definition; the row is left out")

    def _is_evidence(self, name: str) -> bool:
        """Whether a text is what an export adds to the question before it."""
        before = self.read.items[-1].id if self.read.items else None
        return name.endswith("-evidence") and self.names.known(name.removesuffix("-evidence")) == before

    def _group(self, place: str, name: str, row: Row) -> None:
        self._unknown(place, row, {"type", "name", "label", "relevant", "appearance"})
        theme = self.screens.of(name.removeprefix("screen-")) if not self.groups else self.groups[-1][0]
        if not self.groups:
            label = self._texts(row, "label", name)
            self.read.themes[theme] = (label, label)
        else:
            self.read.remark(place, "a group inside a group: its questions stand in the outer one")
        self.groups.append((theme, self._conditions(place, row)))

    def _question(self, place: str, kind: str, rest: str, name: str, row: Row) -> None:
        self._unknown(place, row, KNOWN)
        if not self.groups and "questions" not in self.read.themes:
            words = {self.main: "Questions"}
            self.read.themes[self.screens.of("questions")] = (words, words)
        own = self.names.of(name)
        if own != name:
            self.read.remark(place, f"the name `{name}` is the id `{own}` here")
        conditions = [one for _, above in self.groups for one in above]
        conditions += self._conditions(place, row)
        theme = self.groups[-1][0] if self.groups else self.screens.of("questions")
        prompt, help_ = self._texts(row, "label", name), self._texts(row, "hint", "")
        found = Item(own, "number", theme, prompt, help_, conditions=tuple(conditions))
        if kind in NUMBERS:
            self.read.items.append(self._numbered(found, place, kind, row))
            return
        options, alone = self.lists.get(rest.split(" ")[0], []), self._alone(place, row)
        if len(options) < 2:
            self.read.remark(place, f"the list `{rest}` has fewer than two answers; the question is left out")
            return
        chosen = tuple(Option(one.id, one.label, one.id in alone) for one in options)
        asked = "single" if kind == "select_one" else "multiple"
        self.read.items.append(replace(found, kind=asked, options=chosen))

    def _alone(self, place: str, row: Row) -> set[str]:
        """The answers that stand alone by the constraint; of any other constraint a remark."""
        text = row.get("constraint", "")
        rule = r"not\(selected\(\., ?'([^']*)'\) and count-selected\(\.\) ?> ?1\)"
        if text and re.sub(rf"{rule}( and )?", "", text).strip():
            self.read.remark(place, f"the constraint `{text}` is not one of a definition")
        return set(re.findall(rule, text))

    def _numbered(self, item: Item, place: str, kind: str, row: Row) -> Item:
        text = row.get("constraint", "") or ""
        given = dict(part.split("=") for part in row.get("parameters", "").split() if part.count("=") == 1)
        low = re.search(rf"\. ?>= ?({NUMBER})", text)
        high = re.search(rf"\. ?<= ?({NUMBER})", text)
        step = re.search(rf"div ({NUMBER}) - round", text)
        known = rf"\. ?[<>]= ?{NUMBER}|and|abs\(\(.*\) < 0\.001"
        if re.sub(known, "", text).strip():
            self.read.remark(
                place, f"the constraint `{text}` is not one of a definition; only its bounds are taken"
            )
        least = low[1] if low else given.get("start")
        most = high[1] if high else given.get("end")
        if least is None or most is None:
            text = f"no bounds: numbers from 0 to {MOST:,} are taken; set `minimum` and `maximum`"
            self.read.remark(place, text)
        grain = step[1] if step else given.get("step", "1" if kind != "decimal" or _whole(text) else "0.01")
        item = replace(item, slider=kind == "range", step=float(grain))
        return replace(item, minimum=float(least or 0), maximum=float(most or MOST))

    def _conditions(self, place: str, row: Row) -> tuple[Condition, ...]:
        text = row.get("relevant", "")
        if not text:
            return ()
        found = xlsform_conditions(text, self.names, {item.id: item for item in self.read.items})
        if found is None:
            self.read.remark(place, f"the condition `{text}` is not one of a definition; it is always asked")
        return found or ()

    def _texts(self, row: Row, stem: str, otherwise: str) -> Texts:
        found: Texts = {}
        for column, text in row.items():
            name, _, language = column.partition("::")
            if name.strip() == stem:
                found[_locale(language) or self.main] = text
        for locale in found:
            if locale not in self.read.locales:
                self.read.locales.append(locale)
        return found or ({self.main: otherwise} if otherwise else {})

    def _unknown(self, place: str, row: Row, known: set[str]) -> None:
        for column, text in row.items():
            if column.partition("::")[0].strip() not in known:
                self.read.remark(place, f"`{column}` ({text[:40]}) has no place in a definition")


def _whole(text: str) -> bool:
    return "div" in text


def _locale(language: str) -> str:
    """`Japanese (ja)` is `ja`."""
    found = re.search(r"\(([a-z]{2,3}(?:-[A-Z]{2})?)\)", language)
    return found[1] if found else language.strip() if re.fullmatch(r"[a-z]{2,3}", language.strip()) else ""
