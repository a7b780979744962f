"""One item as text: the selection, the reason for its value, and how to improve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

from ...advice.improvements import Step
from ...model.answers import ANSWERED
from ...model.survey import MULTIPLE, NUMBER
from ...report import ITEM_DECIMALS, Report
from ...rounding import rounded
from ...scoring.scores import ItemScore
from ...text.answers import answer_texts
from ...text.messages import Wording

if TYPE_CHECKING:
    from ..shapes.report import ItemView, MoreView


@dataclass(frozen=True)
class ItemWords:
    """The words of one item of a report."""

    report: Report
    text: Mapping[str, Any]
    words: Wording
    item: ItemScore

    def to_dict(self, notes: Mapping[str, str]) -> ItemView:
        """The item's part of the view."""
        item, question = self.item, self.item.question
        answered = item.answer.state == ANSWERED
        return {
            "id": question.id,
            "number": question.number,
            "prompt": self._prose["prompt"],
            "state": item.answer.state,
            "state_text": None if answered else self.words.say(f"state.{item.answer.state}"),
            "answer": answer_texts(self._prose, item.answer, self.words) if answered else [],
            "value": rounded(item.value, ITEM_DECIMALS),
            "score": self.words.number(None if item.value is None else 100 * item.value),
            "why": self._why(),
            "arithmetic": self._arithmetic(),
            "more": [self._more(step) for step in self.report.more.get(question.id, ())],
            "note": notes.get(question.id) or None,
        }

    @property
    def _prose(self) -> Mapping[str, Any]:
        prose: Mapping[str, Any] = self.text["questions"][self.item.question.id]
        return prose

    def _why(self) -> list[str]:
        """The rationale of each option chosen, or of the band that the number lies in."""
        options = self._prose.get("options") or {}
        band = self._band()
        if band is not None:
            why = [self._prose["bands"][band].get("why")]
        else:
            why = [options[choice].get("why") for choice in self.item.answer.choices]
        return [text for text in why if text]

    def _band(self) -> str | None:
        number = self.item.answer.number
        if number is None:
            return None
        return next((band.id for band in self.item.question.bands if band.holds(number)), None)

    def _arithmetic(self) -> str | None:
        item, question = self.item, self.item.question
        if item.value is None:
            return None
        score = self.words.number(100 * item.value)
        text = self._earned(score)
        return f"{text} ({self.words.say('arithmetic.reverse')})" if question.reverse else text

    def _earned(self, score: str) -> str:
        question, answer = self.item.question, self.item.answer
        best = question.counts_to
        values = [best * (question.option_by_id[choice].value or 0.0) for choice in answer.choices]
        if question.kind == NUMBER:
            band = next((b for b in question.bands if b.id == self._band()), None)
            value = self.words.short(band.value if band else 0.0)
            return self.words.say("arithmetic.number", number=answer.number, value=value, score=score)
        if question.kind != MULTIPLE:
            value = self.words.short(values[0]) + (f" ÷ {self.words.short(best)}" if best != 1 else "")
            return self.words.say("arithmetic.single", value=value, score=score)
        if not values:
            return self.words.say("arithmetic.none", score=score)
        full, points = best * (question.full or 1.0), fsum(values)
        return self.words.say(
            "arithmetic.capped" if points > full + 1e-9 else "arithmetic.multiple",
            sum=" + ".join(self.words.short(value) for value in values),
            points=self.words.short(points),
            full=self.words.short(full),
            score=score,
        )

    def _more(self, step: Step) -> MoreView:
        prose = (self._prose.get("options") or self._prose.get("bands") or {})[step.option]
        return {
            "option": step.option,
            "label": prose["label"],
            "gain": self.words.gain(step.gain),
            "next": prose.get("next") or "",
            "open": step.open,
        }
