"""Scores surveys that are defined as data: items, axes, an index, coverage, bounds and next steps.

Pure Python and only the standard library: the same bytes in CPython and, through Pyodide, in a
browser. Nothing about any one survey is in the code.

>>> from cspi_core import load_survey, score
>>> survey = load_survey("data/surveys/tiny.json")                       # doctest: +SKIP
>>> score(survey, {"q1": {"choice": "yes"}}).to_dict()["index"]["score"]  # doctest: +SKIP
100.0
"""

from ._version import __version__
from .benchmarking.segments import Against
from .charts.radar import charts
from .errors import CspiError, InputError, Problem, SnapshotError, SurveyError
from .export.bundle import TakeAway
from .model.answers import plain_answers
from .model.edition import Snapshot, load_snapshot
from .model.loading import load_survey
from .model.survey import Survey
from .report import Report, score
from .results.changes import changes
from .results.result_file import Result, read_result, write_result
from .results.team import team
from .views.changes import changes_view
from .views.plan import plan
from .views.report import view
from .views.team import team_view

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
    "read_result",
    "score",
    "team",
    "team_view",
    "view",
    "write_result",
]
