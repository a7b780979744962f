"""The code of the guide for Python: site_src/guides/python.<locale>.txt, in parts that a test runs.

A part begins with ``## name``; what follows is a session as Python's own documentation writes it (``>>>``),
or commands after ``$``, each with what it prints.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["guide_parts"]


def guide_parts(source: Path, locale: str) -> dict[str, str]:
    """The code of each part by its name, in order; nothing where there is no guide in this language."""
    path = source / "guides" / f"python.{locale}.txt"
    if not path.is_file():
        path = source / "guides" / "python.en.txt"
    if not path.is_file():
        return {}
    parts = path.read_text(encoding="utf-8").split("## ")[1:]
    return {name.strip(): code.strip() for name, _, code in (part.partition("\n") for part in parts)}
