"""The order of questions that a survey has drawn: the same for everybody, and for every build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

__all__ = ["shuffled"]

Question = Mapping[str, Any]


def shuffled(questions: Sequence[Question], seed: int | None) -> list[Any]:
    """The questions with those of each section, or screen without sections, in the order of the seed.

    Those with a condition, and those that conditions name, keep their places: a condition looks back.
    """
    if seed is None:
        return list(questions)
    bound = {one["question"] for question in questions for one in question.get("visible_if") or ()}
    found: list[Question] = []
    for _, together in groupby(questions, key=_place):
        run = list(together)
        free = [at for at, one in enumerate(run) if not one.get("visible_if") and one["id"] not in bound]
        drawn = sorted((run[at] for at in free), key=lambda one: _draw(seed, one["id"]))
        for at, question in zip(free, drawn, strict=True):
            run[at] = question
        found += run
    return found


def _place(question: Question) -> tuple[Any, ...]:
    return question.get("axis"), question.get("theme"), question.get("section")


def _draw(seed: int, id_: str) -> str:
    """A question's lot. It rests on the id alone, so a new question moves no other past another one."""
    return sha256(f"{seed}:{id_}".encode()).hexdigest()
