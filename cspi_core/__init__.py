"""Scores surveys that are defined as data: items, axes, an index, coverage, bounds and next steps.

Pure Python and only the standard library: the same bytes in CPython and, through Pyodide, in a
browser. Nothing about any one survey is in the code.

>>> from cspi_core import load_survey, score
>>> survey = load_survey("data/surveys/tiny.json")                       # doctest: +SKIP
>>> score(survey, {"q1": {"choice": "yes"}}).to_dict()["index"]["score"]  # doctest: +SKIP
100.0
"""

__version__ = "0.1.0"

from .changes import changes
from .changes_view import changes_view
from .charts import charts
from .errors import CspiError, InputError, Problem, SnapshotError, SurveyError
from .plan_view import plan
from .report import Report, score
from .result_file import Result, plain_answers, read_result, write_result
from .segments import Against
from .snapshot import Snapshot, load_snapshot
from .survey import Survey
from .survey_reader import load_survey
from .take_away import TakeAway
from .team import team
from .team_view import team_view
from .view import view

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
