"""Answers as a panel's table reads them."""

from __future__ import annotations

from cspi_build.panels.reading.coding import Gathered
from cspi_build.progress import Progress
from cspi_core.model.answers import Answer

QUIET = Progress(quiet=True)


def answers_in(gathered: Gathered) -> list[dict[str, Answer]]:
    """Everyone's answers, decoded again; none for what is unanswered."""
    responses = gathered.responses
    people = []
    for row in range(responses.size):
        given = {id_: column.answers[column.codes[row]] for id_, column in responses.columns.items()}
        people.append({id_: answer for id_, answer in given.items() if answer.state != "unanswered"})
    return people
