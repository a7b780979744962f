"""Scores surveys that are defined as data: items, axes, an index, coverage, bounds and next steps.

Pure Python and only the standard library: the same bytes in CPython and, through Pyodide, in a
browser. Nothing about any one survey is in the code.

>>> from cspi_core import load_survey, score
>>> survey = load_survey("data/surveys/tiny.json")                       # doctest: +SKIP
>>> score(survey, {"q1": {"choice": "yes"}}).to_dict()["index"]["score"]  # doctest: +SKIP
100.0
"""

__version__ = "0.1.0"

from .charts import charts
from .errors import CspiError, InputError, Problem, SnapshotError, SurveyError
from .report import Report, score
from .result_file import Result, read_result, write_result
from .snapshot import Snapshot, load_snapshot
from .standing import Against
from .survey import Survey
from .survey_reader import load_survey
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
    "__version__",
    "charts",
    "load_snapshot",
    "load_survey",
    "read_result",
    "score",
    "view",
    "write_result",
]
