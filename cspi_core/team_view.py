"""A team's results side by side, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .report import Report
from .rounding import round_half_up, rounded
from .team import ItemTeam, Spread, Team, team
from .wording import Wording, wording

AGREEMENT_DECIMALS = 2


def team_view(reports: Sequence[Report], locale: str | None = None) -> dict[str, Any]:
    """The reports of 2 to 50 people as JSON-able texts. Raises ValueError for fewer or more."""
    found, survey = team(reports), reports[0].survey
    chosen = survey.locale(locale)
    text, words = survey.text[chosen], wording(chosen)
    return {
        "title": words.say("team.title", n=found.n),
        "index": spread_text(found.index, words),
        "axes": [
            {"id": name, "name": text["axes"][name]["name"]} | _spread(spread, words)
            for name, spread in found.axes.items()
        ],
        "disagreements": _disagreements(found, text["questions"], words),
        "agreed": words.say("team.agreed") if all_agree(found) else None,
        "items": [_item(item, text["questions"], words) for item in found.items],
        "about": words.say("team.agreement"),
    }


def all_agree(found: Team) -> bool:
    """Whether everybody gave the same answer to every question that two or more answered."""
    known = [item.agreement for item in found.items if item.agreement is not None]
    return bool(known) and all(value == 1.0 for value in known)


def spread_text(spread: Spread | None, words: Wording) -> str:
    """The index's mean and spread in a sentence."""
    if spread is None:
        return words.say("team.none")
    texts = _spread(spread, words)
    return words.say("team.index", **{name: texts[name] for name in ("mean", "low", "high", "deviation")})


def _spread(spread: Spread | None, words: Wording) -> dict[str, Any]:
    values = {name: getattr(spread, name, None) for name in ("mean", "low", "high", "deviation")}
    texts = {name: words.number(value) for name, value in values.items()}
    numbers = {f"{name}_value": rounded(value) for name, value in values.items()}
    return {"n": spread.n if spread else 0} | texts | numbers


def _disagreements(found: Team, prose: Any, words: Wording) -> list[dict[str, Any]]:
    return [_item(item, prose, words) for item in found.disagreements()]


def _item(item: ItemTeam, prose: Any, words: Wording) -> dict[str, Any]:
    texts = prose[item.question.id]
    values = {"number": item.question.number, "prompt": texts["prompt"]}
    shown = agreement_text(item.agreement, words)
    return {
        "question": item.question.id,
        "axis": item.question.axis,
        "text": words.say("team.item", agreement=shown, **values),
        "agreement": shown,
        "choices": [
            words.say("team.choice", label=texts["options"][name]["label"], count=count)
            for name, count in item.chosen.items()
            if count
        ],
    } | values


def agreement_text(value: float | None, words: Wording) -> str:
    """An agreement (-1 to 1) as it is shown; a dash where there is none."""
    if value is None:
        return words.say("missing")
    return f"{round_half_up(value, AGREEMENT_DECIMALS):.2f}".replace("-", "−")
