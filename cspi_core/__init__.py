"""Scores surveys that are defined as data: items, axes, an index, completeness, bounds and next steps.

Pure Python, standard library only: the same code runs in CPython and, through Pyodide, in a browser. No
survey is hard-coded. Scores are on a scale from 0 to 100; values of items from 0 to 1.

>>> from cspi_core import load_survey, score
>>> survey = load_survey("tiny.json")
>>> report = score(survey, {"intake": {"choice": "form"}, "checks": {"choices": ["brakes", "tyres"]}})
>>> report.to_dict()["axes"][0]["score"]
93.3
"""

from ._version import __version__
from .benchmarking.edition import Snapshot, load_snapshot
from .benchmarking.segments import Against
from .charts.radar import charts
from .errors import CspiError, InputError, Problem, SnapshotError, SurveyError
from .export.bundle import TakeAway
from .loading.answers import plain_answers
from .loading.survey import load_survey
from .model.survey import Survey
from .report import Report, score
from .results.changes import changes
from .results.result_file import Result, read_result, write_result
from .results.team import team
from .views.comparisons.changes import changes_view
from .views.comparisons.team import team_view
from .views.plan.plan import plan
from .views.report.quick_check import quick_view
from .views.report.report import view

__all__ = [
    "Against",
    "CspiError",
    "InputError",
    "Problem",
    "Report",
    "Result",
    "Snapshot",
    "SnapshotError",
    "Survey",
    "SurveyError",
    "TakeAway",
    "__version__",
    "changes",
    "changes_view",
    "charts",
    "load_snapshot",
    "load_survey",
    "plain_answers",
    "plan",
    "quick_view",
    "read_result",
    "score",
    "team",
    "team_view",
    "view",
    "write_result",
]
