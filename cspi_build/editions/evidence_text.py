"""What a figure was held against, as a sentence in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cspi_build.installation import ROOT
from cspi_build.schema.edition import EditionSpec
from cspi_build.schema.metric import Cell, Evidence
from cspi_build.settings.ui_text import Words, load_words

__all__ = ["Sentences", "evidence_text", "sentences", "usual_sentences"]

Sentences = Mapping[str, Mapping[str, str]]
"""The sentences on evidence, by language and kind."""


def sentences(words: Sequence[Words]) -> Sentences:
    """The sentences in the words of a site."""
    return {one.locale: one.t["benchmarks"]["evidence"] for one in words}  # type: ignore[index, call-overload, misc]


@cache
def usual_sentences(languages: tuple[str, ...]) -> Sentences:
    """The sentences as they come with the program."""
    return sentences(load_words(ROOT / "site_src" / "text", languages=languages))


def evidence_text(evidence: Evidence, cell: Cell, spec: EditionSpec, told: Sentences) -> dict[str, str]:
    """The check in words: its own text if it has one, else the words of its kind."""
    if evidence.text is not None:
        said = evidence.text.said
        return {locale: said[locale] for locale in told if locale in said}
    kind = _kind(evidence)
    return {locale: _filled(own, kind, evidence, cell, spec) for locale, own in told.items()}


def _kind(evidence: Evidence) -> str:
    if evidence.most is not None or evidence.least is not None:
        least = evidence.least or 0
        return "at_least" if evidence.most is None else "exactly" if least == evidence.most else "at_most"
    if evidence.quote:
        return "quoted"
    return "sentence_says" if evidence.by == "sentence" and evidence.value is None else evidence.by


def _filled(own: Mapping[str, str], kind: str, evidence: Evidence, cell: Cell, spec: EditionSpec) -> str:
    facts = {
        "page": evidence.page,
        "value": None if evidence.value is None else f"{evidence.value:g}",
        "max": evidence.max or spec.study.n,
        "n": cell.n,
        "least": evidence.least or 0,
        "most": evidence.most,
        "quotes": own["between"].join(own["quote"].format(text=one) for one in evidence.quote.values()),
    }
    return own[kind].format_map(facts)
