"""The group to compare with: the one the respondent selects, or the one the profile matches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.answers import ANSWERED, Answer, Answers
from ..model.survey import Survey
from .edition import Cell, Metric, Segment, Snapshot
from .panels import axis_metric, index_metric, is_of

FROM_PROFILE = ("industry", "company_arr", "cs_people", "business_model", "region", "team_age")
"""The roles by which a panel's group is chosen where nobody picks one: the first that has figures. What
companies are like comes before how they do; how they do (net revenue retention ...) is only picked."""

BAND = ("p25", "median", "p75")
"""What a group needs of every score to be compared with."""


@dataclass(frozen=True)
class Against:
    """The edition and group to compare with.

    ``edition`` is the id of a snapshot; it is used for every metric of its series that it contains.
    ``segment`` maps dimension ids to values; a metric without that group falls back to all respondents.
    Without a ``segment``, a panel is compared by the respondent's profile unless ``everyone`` is true.
    ``traits`` (region, industry, size, contract_value, model, team_age) select the closest published group of
    each metric; None leaves them to the profile, and metrics to all respondents.

    >>> from cspi_core import Against
    >>> Against(segment={"company_size": "small"}).everyone
    False
    """

    edition: str | None = None
    segment: Segment = field(default_factory=dict)
    everyone: bool = False
    traits: Mapping[str, str] | None = None


def profile_answers(survey: Survey, answers: Answers) -> tuple[Answer | None, ...]:
    """Return the answers that :func:`own_segment` depends on."""
    return tuple([answers.get(question.id) for question in survey.questions if question.profile])


def own_segment(survey: Survey, answers: Answers, snapshot: Snapshot) -> dict[str, str]:
    """The respondent's own segments in a snapshot, by role: what was chosen, or the band that holds the
    number where the snapshot cuts it."""
    found = {}
    for question in survey.questions:
        answer = answers.get(question.id)
        if question.profile and answer is not None and answer.state == ANSWERED:
            if len(answer.choices) == 1:
                found[question.profile] = answer.choices[0]
            elif answer.number is not None:
                found |= _band(snapshot, question.profile, answer.number)
    return found


def _band(snapshot: Snapshot, role: str, number: float) -> dict[str, str]:
    dimension = snapshot.dimension_by_id.get(role)
    metric = snapshot.metric_by_id.get(dimension.metric or "") if dimension else None
    bands = [band for band in metric.categories if not band.other and band.holds(number)] if metric else []
    return {role: bands[0].id} if bands and dimension and bands[0].id in dimension.values else {}


def wanted_segment(survey: Survey, answers: Answers, snapshot: Snapshot, against: Against) -> Segment:
    """The group to be compared with: the one that was picked; of a panel of the survey, where none was, the
    first that the profile gives and that has figures."""
    if against.segment or against.everyone or not is_of(snapshot, survey):
        return against.segment
    own = own_segment(survey, answers, snapshot)
    named: Iterable[Segment] = ({role: own[role]} for role in FROM_PROFILE if role in own)
    return next((segment for segment in named if has_scores(snapshot, survey, segment)), {})


def has_scores(panel: Snapshot, survey: Survey, segment: Segment) -> bool:
    """Return whether a group of a panel has the quantiles of the index and of every axis."""
    cells = [score_cell(panel, metric, segment) for metric in score_metrics(survey)]
    return all(cell is not None and set(BAND) <= set(cell.figures) for cell in cells)


def score_metrics(survey: Survey) -> list[str]:
    """The metrics of the index and of the axes."""
    return [index_metric(survey), *(axis_metric(survey, axis.id) for axis in survey.axes)]


def score_cell(panel: Snapshot, metric: str, segment: Segment) -> Cell | None:
    """The cell of exactly this segment in a panel's metric; None where there is none or it is withheld."""
    found = panel.metric_by_id.get(metric)
    cell = found.cell(segment) if found else None
    return None if cell is None or cell.suppressed else cell


def widening(wanted: Segment) -> list[Segment]:
    """The wanted segment, the cuts by one of its dimensions, and everybody."""
    parts = [{name: value} for name, value in wanted.items()] if len(wanted) > 1 else []
    return [wanted, *parts, {}]


def find_cell(metric: Metric, wanted: Segment, mine: Segment) -> Cell | None:
    """The wanted cell, else that of one of its dimensions, else everybody's; of a metric that is only
    published by segment, the respondent's own. A cell that is withheld is passed over where another is not.
    """
    own = [{name: value} for name, value in mine.items() if name in metric.only_by]
    cells = [cell for segment in (*widening(wanted), *own) if (cell := metric.cell(segment)) is not None]
    return next((cell for cell in cells if not cell.suppressed), cells[0] if cells else None)
