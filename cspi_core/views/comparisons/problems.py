"""Files that could not be used, with the reasons, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import told
from ...model.survey import Survey
from ...results.collection import Refused
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.team import RefusedView


def refused_view(one: Refused, survey: Survey, words: Wording) -> RefusedView:
    """A file that could not be read: its name, and a sentence for everything that is wrong with it."""
    return {
        "id": one.id,
        "name": one.name,
        "problems": [words.problem(problem, survey) for problem in told(one.problems)],
    }
