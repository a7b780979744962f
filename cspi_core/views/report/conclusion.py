"""The conclusion of a survey without axes: where the respondent is unusual, and what is typical."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...benchmarking.outliers import Outliers
from ...benchmarking.standing import Standing
from ...report import Report
from ...stats.share import SMALL
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import ConclusionView

MOST_NAMED = 4


def conclusion(report: Report, found: Outliers, words: Wording) -> ConclusionView | None:
    """Return the conclusion in sentences, and the themes to look at; None without comparisons."""
    practice = [one for one in report.standings if not one.question.profile]
    placed = _first_by_question(one for one in practice if is_ranked(one))
    if not placed:
        return None
    unusual = _first_by_question(one.standing for one in found.found)
    apart = {one.question.id for one in unusual}
    typical = [one for one in placed if is_typical(one) and one.question.id not in apart]
    facts = {"n": len(typical), "of": len(placed), "titles": _titles(typical, words)}
    return {
        "title": words.say("conclusion.title"),
        "lines": [
            words.say("conclusion.unusual", titles=_titles(unusual, words))
            if unusual
            else words.say("conclusion.usual"),
            words.say("conclusion.typical" if typical else "conclusion.apart", **facts),
        ],
        "themes": _themes(report.standings, unusual),
    }


def is_ranked(standing: Standing) -> bool:
    """Return whether enough respondents gave an answer that can be held against all others."""
    cell = standing.cell
    is_known = standing.here is not None and standing.share_here is not None and not standing.problem
    return is_known and cell is not None and cell.n is not None and cell.n >= SMALL and bool(cell.shares)


def is_typical(standing: Standing) -> bool:
    """Return whether no published answer is more frequent than the respondent's."""
    shares = standing.cell.shares if standing.cell else {}
    here = shares.get(standing.here.id) if standing.here else None
    return here is not None and here >= max(shares.values())


def _first_by_question(standings: Iterable[Standing]) -> list[Standing]:
    first: dict[str, Standing] = {}
    for one in standings:
        first.setdefault(one.question.id, one)
    return list(first.values())


def _titles(standings: list[Standing], words: Wording) -> str:
    titles = dict.fromkeys(one.metric.title[words.locale] for one in standings)
    return words.series(words.say("conclusion.name", title=title) for title in list(titles)[:MOST_NAMED])


def _themes(standings: Iterable[Standing], unusual: list[Standing]) -> list[str]:
    """Return the themes of unusual answers, and those that ask for more than who the respondent is."""
    asked = [one.metric.theme for one in standings if not one.question.profile and not one.problem]
    return list(dict.fromkeys([*(one.metric.theme for one in unusual), *asked]))
