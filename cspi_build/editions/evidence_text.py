"""What a figure was held against, as sentences in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Evidence, EvidenceKind, Text

__all__ = ["evidence_text"]

_WORDS: Mapping[EvidenceKind, tuple[str, str]] = {
    "sentence": ("本文（p.{page}）に{value}%と書かれています。", "The text on p. {page} gives {value}%."),
    "label": ("図のなかで項目名が数値の隣にあります。", "The label stands beside the figure in the chart."),
    "only_n": (
        "{max}人までのnのうち、丸めた割合がすべて整数の人数になるのは{n}だけです。",
        "Of all n up to {max}, only {n} makes every rounded share a whole number of people.",
    ),
    "total": ("人数の合計がn（{n}）と一致します。", "The counts add up to n ({n})."),
    "margin": ("人数がp.{page}の表と合います。", "The counts agree with the table on p. {page}."),
    "same_n": ("nがp.{page}の同じ区分と一致します。", "The n is that of the same group on p. {page}."),
    "order": (
        "項目と数値が同じ順に並び、別の根拠で決まる数値もその順に合います。",
        "Labels and figures run in one order, and the figures placed otherwise confirm it.",
    ),
    "repeat": ("p.{page}にも同じ図があります。", "The same chart stands again on p. {page}."),
    "elimination": ("ほかの項目には当てはまりません。", "The figure fits nowhere else."),
}


def _quoted(evidence: Evidence) -> dict[str, str]:
    """What the source prints beside its figures."""
    ja = "、".join(f"「{one}」" for one in evidence.quote.values())
    en = ", ".join(f"“{one}”" for one in evidence.quote.values())
    beside = _WORDS["label"]
    return {"ja": f"{beside[0].rstrip('。')}：{ja}。", "en": f"{beside[1].rstrip('.')}: {en}."}


def _bounds(evidence: Evidence) -> dict[str, str]:
    """What another table says of how many respondents there can be."""
    least, most = evidence.least or 0, evidence.most
    if most is None:
        ja, en = (
            f"p.{evidence.page}によると{least}人以上です。",
            f"By p. {evidence.page} there are {least} or more.",
        )
    elif least == most:
        ja, en = f"p.{evidence.page}によると{most}人です。", f"By p. {evidence.page} there are {most}."
    else:
        ja, en = (
            f"p.{evidence.page}によると{most}人以下です。",
            f"By p. {evidence.page} there are {most} at most.",
        )
    return {"ja": ja, "en": en}


def evidence_text(evidence: Evidence, cell: Cell, spec: EditionSpec) -> dict[str, str]:
    """The check in words: its own text if it has one, else the words of its kind."""
    if evidence.text is not None:
        return {"ja": evidence.text.ja, "en": evidence.text.en}
    if evidence.most is not None or evidence.least is not None:
        return _bounds(evidence)
    if evidence.quote:
        return _quoted(evidence)
    if evidence.by == "sentence" and evidence.value is None:
        ja, en = "本文（p.{page}）に書かれています。", "The text on p. {page} says so."
    else:
        ja, en = _WORDS[evidence.by]
    facts = {
        "page": evidence.page,
        "value": None if evidence.value is None else f"{evidence.value:g}",
        "max": evidence.max or spec.study.n,
        "n": cell.n,
    }
    return Text(ja=ja.format_map(facts), en=en.format_map(facts)).model_dump()
