"""The worked example of how answers are compared: one answer, placed as a respondent's is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cspi_build.pages.example import example_answer
from cspi_core import Against, load_survey
from cspi_core.benchmarking.edition import NUMERIC, Snapshot
from cspi_core.benchmarking.matching import standings
from cspi_core.benchmarking.standing import Standing
from cspi_core.loading.answers import read_answers
from cspi_core.model.survey import Survey
from cspi_core.text.messages import wording
from cspi_core.views.benchmarks.standings import standing_view

__all__ = ["example_standing", "standing_example", "standing_in_words"]


def standing_example(
    survey: Mapping[str, Any], snapshots: Sequence[Snapshot], locale: str
) -> dict[str, Any] | None:
    """A standing in words that has most of what there is to explain: shares below and above, ranges where
    figures are missing, and a group without figures, so that a wider one is used. None without a standing.
    """
    found = example_standing(survey, snapshots)
    return None if found is None else standing_in_words(found, survey, snapshots, locale)


def example_standing(survey: Mapping[str, Any], snapshots: Sequence[Snapshot]) -> Standing | None:
    """The first standing of those with the most to explain, the same in every language."""
    best, most = None, (False, False, False, False)
    for standing in _standings(survey, load_survey(survey), snapshots):
        worth = _worth(standing)
        if best is None or worth > most:
            best, most = standing, worth
        if all(most):  # no other one can have more, and there are as many as pairs of studies and groups
            break
    return best


def standing_in_words(
    found: Standing, survey: Mapping[str, Any], snapshots: Sequence[Snapshot], locale: str
) -> dict[str, Any]:
    """The standing as the report words it, with its question."""
    text = survey["text"][locale]
    shown = standing_view(found, text, snapshots, wording(locale))
    return shown | {"prompt": text["questions"][found.question.id]["prompt"]}


def _standings(
    survey: Mapping[str, Any], loaded: Survey, snapshots: Sequence[Snapshot]
) -> Iterator[Standing]:
    """Every answer from the middle that can be ranked, against a group that its study may not have."""
    plain = {question["id"]: question for question in survey["questions"]}
    studies = [one for one in snapshots if one.panel is None and not one.illustrative]
    asked = [question for question in loaded.questions if question.benchmarks or question.profile]
    given = {one.id: _answer(plain[one.id], one.benchmarks, studies) for one in asked}
    answers, _ = read_answers(loaded, {name: answer for name, answer in given.items() if answer})
    for against in _groups(studies):
        yield from (one for one in standings(loaded, answers, studies, against) if one.below and one.above)


def _answer(question: Mapping[str, Any], links: Sequence[Any], studies: Sequence[Snapshot]) -> Any:
    if question["kind"] != "number":
        return example_answer(question)
    wanted = {link.metric for link in links}
    metrics = [metric for study in studies for metric in study.metrics if metric.id in wanted]
    bands = next((one.categories for one in metrics if one.kind == NUMERIC and one.categories), ())
    starts = [band.start for band in bands if band.start is not None]
    return {"number": starts[len(starts) // 2]} if starts else None


def _groups(studies: Sequence[Snapshot]) -> Iterator[Against]:
    """Everybody, and one group of each dimension, once where several studies have it."""
    yield Against()
    groups = ((one.id, next(iter(one.values))) for study in studies for one in study.dimensions)
    for dimension, value in dict.fromkeys(groups):
        yield Against(segment={dimension: value})


def _worth(standing: Standing) -> tuple[bool, bool, bool, bool]:
    """How much there is to explain."""
    sides = (standing.share_here, standing.below, standing.above)
    ranges = any(side is not None and not side.exact for side in sides)
    own = standing.share_here is not None and standing.share_here.exact
    known = set(standing.wanted) <= set(standing.snapshot.dimension_by_id)
    return (
        standing.fell_back and known,
        ranges,
        own,
        standing.share_here is not None and bool(standing.share_here.allowed),
    )
