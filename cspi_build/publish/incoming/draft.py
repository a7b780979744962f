"""A survey on its way in: what was understood of a file, and a remark on everything that was not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Condition", "Draft", "Item", "Names", "Option", "Remark", "Texts"]

Texts = dict[str, str]
"""A text by language."""

Condition = dict[str, object]


@dataclass(frozen=True)
class Remark:
    """Something that the definition does not hold: where it stands in the file, and what it is."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(frozen=True)
class Option:
    """An answer to choose."""

    id: str
    label: Texts
    exclusive: bool = False


@dataclass(frozen=True)
class Item:
    """A question; ``answers`` names the set that its options are from."""

    id: str
    kind: str
    theme: str
    prompt: Texts
    help: Texts = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    answers: str | None = None
    section: str | None = None
    minimum: float = 0
    maximum: float = 0
    step: float = 1
    conditions: tuple[Condition, ...] = ()
    slider: bool = False
    evidence: Texts | None = None


@dataclass
class Draft:
    """What has been read so far."""

    title: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    locales: list[str] = field(default_factory=list)
    themes: dict[str, tuple[Texts, Texts]] = field(default_factory=dict)
    sections: dict[str, tuple[Texts, Texts]] = field(default_factory=dict)
    sets: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, place: str, text: str) -> None:
        """Note what the definition does not hold."""
        self.remarks.append(Remark(place, text))


class Names:
    """Ids as definitions have them (`step_2`), each once, made of the names that another tool allows."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The id of a name: always the same for the same name, never that of another."""
        if name not in self._known:
            self._known[name] = self._free(_plain(name))
        return self._known[name]

    def known(self, name: str) -> str | None:
        """The id that a name has got already."""
        return self._known.get(name)

    def _free(self, wanted: str) -> str:
        found, number = wanted, 2
        while found in self._taken:
            found, number = f"{wanted}_{number}", number + 1
        self._taken.add(found)
        return found


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", "_", text).strip("_")
    return text if text[:1].isalpha() else f"n_{text}".rstrip("_")
