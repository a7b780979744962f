"""Sentences about a result that was made with another version of its survey."""

from __future__ import annotations

from collections.abc import Iterable

from ..loading.versions import compares, since
from ..model.survey import Survey
from .messages import Wording

MOST_NAMED = 50
"""So much of what was left out is named; the rest is counted."""


def remarks(survey: Survey, version: str, locale: str, words: Wording) -> list[str]:
    """Return remarks on a result of another version: comparability, and changes since then."""
    if not version or version == survey.version:
        return []
    versions = {"found": version, "current": survey.version}
    if not compares(survey, version):
        return [words.say("remark.version.apart", **versions)]
    changed = since(survey, version)
    said = [words.say("remark.version", **versions)]
    for kind in ("new", "rescored", "gone"):
        names = [name for change in changed for name in getattr(change, kind)]
        labels = [label(survey, name, locale, words) for name in dict.fromkeys(names)]
        if labels:
            said.append(words.say(f"remark.{kind}", names=words.say("list.comma").join(labels)))
    told = survey.text[locale].get("changes") or {}
    return [*said, *(told[change.version] for change in changed if change.version in told)]


def rescored(survey: Survey, versions: Iterable[str], words: Wording) -> list[str]:
    """Return the remark that results of other versions were scored as of this one; empty without any."""
    others = sorted({*versions} - {survey.version})
    listed = words.say("list.comma").join(others)
    return [words.say("time.rescored", versions=listed, current=survey.version)] if others else []


def left_out_text(survey: Survey, names: Iterable[str], locale: str, words: Wording) -> list[str]:
    """Return a one-sentence list about removed answers; empty if there are none."""
    known = tuple(names)
    labels = [label(survey, name, locale, words) for name in known[:MOST_NAMED]]
    if len(known) > MOST_NAMED:
        labels.append(words.say("list.more", n=words.amount(len(known) - MOST_NAMED)))
    return [words.say("remark.left_out", names=words.say("list.comma").join(labels))] if labels else []


def label(survey: Survey, name: str, locale: str, words: Wording) -> str:
    """A question by its number, an option with its label too; by its id what is no longer there."""
    question_id, _, option = name.partition(".")
    question = survey.question_by_id.get(question_id)
    if question is None:
        return name
    number = f"Q{question.number}"
    if not option:
        return number
    labels = survey.text[locale]["questions"][question_id].get("options") or {}
    text = labels[option]["label"] if option in labels else option
    return words.say("remark.option", number=number, label=text)
