"""`build.py new survey ID`: a small survey in every language that works as it stands, to be changed.

It goes to survey_defs/ID/: survey.yaml (ids and numbers) and one file of words for each language. Nothing is
ever written over.
"""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).resolve().parent / "starters" / "survey"
