"""Reads what a compiled survey knows of practice into :class:`Practice`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.practice import (
    ALWAYS,
    Circumstances,
    Contradiction,
    ContradictionKind,
    Decider,
    Effort,
    Gate,
    OptionPractice,
    Practice,
    Sign,
    Team,
    TeamSize,
)

Data = Mapping[str, Any]


def read_practice(data: Data) -> Practice:
    """The practice in a compiled survey; empty where it has none."""
    rules = data.get("roadmap") or {}
    team = _team(rules.get("team"))
    sizes = len(team.sizes) if team else 1
    scale = data.get("scale")
    unit = 100.0 / (float(scale["max"]) - float(scale["min"])) if scale else 1.0
    return Practice(
        options=tuple(_options(data["questions"], sizes)),
        team=team,
        ratios={name: (parts[0], parts[1]) for name, parts in (rules.get("ratios") or {}).items()},
        reader=rules.get("reader"),
        powers=_lists(rules.get("powers")),
        later={axis: float(points) * unit for axis, points in (rules.get("later") or {}).items()},
        one_to_one=_circumstances(rules.get("one_to_one")),
        top=None if rules.get("top") is None else float(rules["top"]),
        gates={level["id"]: _gate(level) for level in data["levels"] or ()},
        contradictions=tuple(_contradiction(one) for one in data.get("contradictions") or ()),
    )


def required(data: Data) -> tuple[tuple[str, ...], ...]:
    """Return the prerequisites of an option: groups of options, of each of which one is enough."""
    groups = data.get("requires") or ()
    return tuple((group,) if isinstance(group, str) else tuple(group) for group in groups)


def usual_effort(effort: str | list[str] | None) -> Effort | None:
    """The effort in a word, where it may be one for each size of team: the first size that it is advised
    to."""
    words = effort if isinstance(effort, list) else [effort]
    return next((Effort(word) for word in words if word and word != "none"), None)


def _options(questions: Iterable[Data], sizes: int) -> Iterator[OptionPractice]:
    for question in questions:
        for option in question.get("options") or ():
            if option.get("importance") and option.get("advise") is not False:
                yield _option(f"{question['id']}.{option['id']}", option, sizes)


def _option(name: str, data: Data, sizes: int) -> OptionPractice:
    effort = data.get("effort")
    words = effort if isinstance(effort, list) else [effort] * sizes
    return OptionPractice(
        name=name,
        importance=int(data["importance"]),
        effort=tuple(Effort(word) if word and word != "none" else None for word in words),
        requires=required(data),
        makes_easier=tuple(data.get("makes_easier") or ()),
        resets=tuple(data.get("resets") or ()),
        supersedes=tuple(data.get("supersedes") or ()),
        applies_if=_circumstances(data.get("applies_if")),
        more_if=tuple(_circumstances(one) for one in data.get("more_if") or ()),
        serves=tuple(data.get("serves") or ()),
        decides=Decider(data.get("decides") or Decider.TEAM),
    )


def _circumstances(data: Data | None) -> Circumstances:
    if not data:
        return ALWAYS
    return Circumstances(
        **{key: tuple(data.get(key) or ()) for key in ("has", "lacks", "chosen", "not_chosen")},
        role_is=_lists(data.get("role_is")),
        role_is_not=_lists(data.get("role_is_not")),
        at_least=dict(data.get("at_least") or {}),
        at_most=dict(data.get("at_most") or {}),
        any_of=tuple(_circumstances(one) for one in data.get("any_of") or ()),
    )


def _lists(data: Data | None) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in (data or {}).items()}


def _team(data: Data | None) -> Team | None:
    if not data:
        return None
    sizes = tuple(TeamSize(size["id"], float(size["from"]), int(size["capacity"])) for size in data["sizes"])
    return Team(data["role"], sizes, dict(data.get("assumed") or {}), float(data["usual"]))


def _gate(data: Data) -> Gate:
    signs = (Sign(tuple(s["any_of"]), _circumstances(s.get("applies_if"))) for s in data.get("signs") or ())
    return Gate(float(data.get("floor") or 0.0), tuple(signs))


def _contradiction(data: Data) -> Contradiction:
    return Contradiction(
        data["id"], ContradictionKind(data["kind"]), tuple(data["questions"]), _circumstances(data["when"])
    )
