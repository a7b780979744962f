"""The files that `build.py new survey` starts from: a small survey in every language that works as it is."""

from __future__ import annotations

from pathlib import Path

STARTERS = Path(__file__).resolve().parent / "starters"
STARTER = STARTERS / "survey"
MODELS = ("likert", "maturity", "checklist", "nps-like", "standing")
"""The shapes that `--like` offers, each a folder beside the small survey."""

LANGUAGES = ("ja", "en")
"""The languages of its words, as its `locales` names them."""
