"""The files that `build.py new survey` starts from: a small survey in every language that works as it is."""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).resolve().parent / "starters" / "survey"
LANGUAGES = ("ja", "en")
"""The languages of its words, as its `locales` names them."""
