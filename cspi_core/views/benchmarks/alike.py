"""Peers like you: for each answer the closest published group, and every other group beside it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...benchmarking.likeness import (
    BANDS,
    ROLES,
    Asked,
    Group,
    Likeness,
    asked_of,
    closest,
    groups_of,
    stated_by,
)
from ...benchmarking.panels import links_of
from ...benchmarking.standing import Obstacle, Standing, place_answer
from ...memo import Key, remember
from ...model.answers import ANSWERED, Answer, visible
from ...model.survey import BenchmarkLink, Kind, Match, Question
from ...report import Report
from ...rounding import round_half_up
from ...text.benchmarks import edition_text, segment_text, sentences, study_text, unit_text, your_answer
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.benchmarks import AlikeGroup, AlikeMetric, AlikeView, TraitChoice, TraitValue

TOLD = (None, Obstacle.NOT_REPORTED, Obstacle.OUTSIDE_BINS)
"""Groups that are listed: those with a place for the answer, and those that only have figures of others."""

LOADS = {"load": "accounts_per_csm"}
"""Ratios of the survey, and the metrics that they are held against."""


@dataclass(frozen=True)
class Own:
    """One's own answer, or a ratio of two, with the metric that it is held against."""

    question: Question
    link: BenchmarkLink
    answer: Answer
    ratio: str = ""

    @property
    def key(self) -> Key:
        """All of it."""
        return self.question.id, self.link.metric, self.answer, self.ratio


def alike_view(report: Report, words: Wording) -> AlikeView | None:
    """The traits that are asked for, and for each answer the published groups, the closest first; None where
    no answer has any."""
    asked = asked_in(report)
    found = [one for own in _own(report) if (one := _metric(report, own, asked, words))]
    if not found:
        return None
    return {
        "picked": report.against.traits is not None,
        "traits": _traits(report, asked, words),
        "about": words.say("alike.about"),
        "norms": words.say("alike.norms") if report.survey.axes and report.peers is None else None,
        "metrics": found,
    }


def asked_in(report: Report) -> Asked:
    """The traits that were picked, else those of the profile."""
    picked = report.against.traits
    return asked_of(report.survey, report.answers) if picked is None else picked


def _own(report: Report) -> Iterator[Own]:
    links = links_of(report.survey, report.snapshots)
    for question in visible(report.survey, report.answers):
        answer = report.answers.get(question.id)
        if answer is not None and answer.state == ANSWERED:
            for link in links.by_question[question.id]:
                if link.match is not Match.OWN:
                    yield Own(question, link, answer)
    yield from _loads(report)


def _loads(report: Report) -> Iterator[Own]:
    """Ratios such as customers per person, where both numbers are known."""
    given = {
        question.profile: (question, answer.number)
        for question in report.survey.questions
        if question.profile and (answer := report.answers.get(question.id)) and answer.number is not None
    }
    for name, (of, per) in report.survey.practice.ratios.items():
        if name in LOADS and of in given and per in given and given[per][1]:
            number = round_half_up((given[of][1] or 0) / (given[per][1] or 1), 1)
            yield Own(
                given[per][0], BenchmarkLink(LOADS[name], Match.LOOSE), Answer(ANSWERED, number=number), name
            )


def _key(report: Report, own: Own, asked: Asked, words: Wording) -> Key:
    return report.survey, report.snapshots, words.locale, own.key, tuple(sorted(asked.items()))


@remember(_key)
def _metric(report: Report, own: Own, asked: Asked, words: Wording) -> AlikeMetric | None:
    groups = groups_of(own.link.metric, report.snapshots, asked)
    told = [(group, one) for group in groups if (one := _place(own, group)).problem in TOLD]
    first = closest(group for group, one in told if not one.problem)
    if all(one.problem for _, one in told):
        return None
    lead = told[0][1]
    return {
        "metric": own.link.metric,
        "question": own.question.id,
        "title": lead.metric.title[words.locale],
        "you": _you(report, own, lead, words),
        "match": words.say(f"match.{own.link.match}"),
        "note": _note(report, own, words),
        "groups": [_group(report, group, one, group is first, words) for group, one in told],
    }


def _you(report: Report, own: Own, standing: Standing, words: Wording) -> str:
    """The answer in words, a number with the unit of the metric."""
    number = own.answer.number
    if own.ratio:
        return words.say(f"alike.ratio.{own.ratio}", value=words.short(number or 0))
    if number is None:
        return your_answer(standing, _text(report, own, words), words)
    return words.amount(number) + unit_text(standing, words)


def _note(report: Report, own: Own, words: Wording) -> str | None:
    """Return how the question differs from that of the study."""
    if own.ratio:
        return words.say(f"alike.note.{own.ratio}")
    notes: Mapping[str, str] = _text(report, own, words).get("benchmarks") or {}
    return notes.get(own.link.metric)


def _text(report: Report, own: Own, words: Wording) -> Mapping[str, Any]:
    found: Mapping[str, Any] = report.survey.text[words.locale]["questions"][own.question.id]
    return found


def _place(own: Own, group: Group) -> Standing:
    """The answer in this group alone."""
    alone = replace(group.metric, cells=(group.cell,))
    found = place_answer(own.question, own.link, own.answer, group.snapshot, group.cell.segment, {})
    return replace(found, metric=alone)


def _group(report: Report, group: Group, standing: Standing, is_closest: bool, words: Wording) -> AlikeGroup:
    edition, cell, metric = group.snapshot, group.cell, group.metric
    return {
        "snapshot": edition.id,
        "edition": edition_text(edition, words),
        "group": segment_text([edition], cell.segment, words, full=True),
        "closest": is_closest,
        "far": list(_far(report, group, words)),
        "say": sentences(standing, words),
        "n": words.say("standing.n", n=words.amount(cell.n)) if cell.n else words.say("standing.n_unknown"),
        "first_hand": not edition.second_hand,
        "hand": words.say("study.second_hand" if edition.second_hand else "study.first_hand").rstrip(".。"),
        "respondents": study_text(edition, words),
        "differs": None if metric.differs is None else metric.differs[words.locale],
    }


def _far(report: Report, group: Group, words: Wording) -> Iterator[str]:
    """Return how far the group is from what is asked: the traits of each kind in one sentence."""
    by_kind: dict[Likeness, list[str]] = {}
    for trait, kind in group.distance.traits.items():
        by_kind.setdefault(kind, []).append(_named(report, group, trait, kind, words))
    for kind in Likeness:
        if kind in by_kind:
            yield words.say(f"alike.{kind}", traits=words.say("list.comma").join(by_kind[kind]))


def _named(report: Report, group: Group, trait: str, kind: Likeness, words: Wording) -> str:
    name = words.say(f"alike.trait.{trait}")
    if kind is not Likeness.OTHER:
        return name
    values = stated_by(group.snapshot, group.metric, group.cell, trait)
    labels = [_value(report, group, trait, value, words) for value in values]
    return words.say("alike.other.value", trait=name, value=words.say("list.comma").join(labels))


def _value(report: Report, group: Group, trait: str, value: str, words: Wording) -> str:
    for dimension in group.snapshot.dimensions:
        if dimension.trait == trait and value in dimension.values:
            return dimension.values[value][words.locale]
    return label_of(report, trait, value, words)


def label_of(report: Report, trait: str, value: str, words: Wording) -> str:
    """A value of a trait as the survey calls it, else as every report does."""
    labels = {one["id"]: one["label"] for one in _values(report, trait, words)}
    return labels.get(value) or _in_words(value, words)


def _in_words(value: str, words: Wording) -> str:
    """A value of a trait, as the edition writes it where the language has no words for it."""
    return words.messages.get(f"alike.value.{value}", value.replace("_", " "))


def _traits(report: Report, asked: Asked, words: Wording) -> list[TraitChoice]:
    found: list[TraitChoice] = []
    for trait in ROLES:
        values = _values(report, trait, words)
        if values:
            label = words.say(f"alike.trait.{trait}")
            chosen = asked.get(trait)
            found.append({"id": trait, "label": label, "values": values, "value": chosen})
    return found


def _values(report: Report, trait: str, words: Wording) -> list[TraitValue]:
    """The values to pick from: the options of the survey's question, else what all editions state."""
    for question in report.survey.questions:
        if question.profile in ROLES[trait] and question.kind is Kind.SINGLE:
            labels = report.survey.text[words.locale]["questions"][question.id]["options"]
            return [{"id": one.id, "label": labels[one.id]["label"]} for one in question.options]
    if trait == "contract_value":
        return [{"id": name, "label": _money(*ends, words)} for name, ends in BANDS[trait].items()]
    stated = {value for one in report.snapshots for value in one.traits.get(trait, ())}
    return [{"id": name, "label": _in_words(name, words)} for name in sorted(stated)]


def _money(low: float | None, high: float | None, words: Wording) -> str:
    ends = {"low": words.amount(int(low or 0)), "high": words.amount(int(high or 0))}
    key = "alike.money.over" if high is None else "alike.money" if low else "alike.money.under"
    return words.say(key, **ends)
