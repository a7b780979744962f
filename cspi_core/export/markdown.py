"""A report as Markdown; texts stay texts: whatever a person wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..text.messages import Wording, wording
from ..views.report.groups import outline

if TYPE_CHECKING:
    from ..views.shapes.benchmarks import StandingView
    from ..views.shapes.plan import PathView, PlanStep, PlanView, SavedStep
    from ..views.shapes.report import (
        ContradictionsView,
        CriterionView,
        HeadlineView,
        ItemView,
        ProfileView,
        ReportView,
    )

MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#&$])")

START = re.compile(r"^([-+=:](?=[-+=:\s]|$)|[0-9]+(?=[.)](?:\s|$)))")
"""What makes a list, an underline of a heading or a definition, at the start of a line only."""


def escaped(text: str) -> str:
    """A text as one line of Markdown that reads as it was written."""
    line = MARKUP.sub(r"\\\1", " ".join(text.split()))
    return START.sub(_harmless, line)


def _harmless(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def heading(level: int, text: str) -> list[str]:
    """A heading and the empty line after it."""
    return [f"{'#' * level} {escaped(text)}", ""]


def paragraphs(texts: Iterable[str | None]) -> list[str]:
    """A paragraph for each text that there is."""
    return [line for text in texts if text for line in (escaped(text), "")]


def bullets(texts: Iterable[str | None]) -> list[str]:
    """A list of the texts that there are."""
    found = [f"- {escaped(text)}" for text in texts if text]
    return [*found, ""] if found else []


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; its first column is set to the left, the others as they come."""
    lines = [_row(head), _row(["---"] * len(head), plain=True), *(_row(row) for row in rows)]
    return [*lines, ""]


def _row(cells: Sequence[str], plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else escaped(cell) for cell in cells)} |"


def report_markdown(view: ReportView, advice: PlanView, notes: Mapping[str, str]) -> str:
    """Return the report in words and its advice as Markdown; ``notes`` by question id.

    They come from :func:`cspi_core.views.report.report.view` and :func:`cspi_core.views.plan.plan.plan`.
    """
    words = wording(view["locale"])
    about = [view["label"], view["date"]]
    lines = [*heading(1, view["title"]), *paragraphs([" · ".join(part for part in about if part)])]
    lines += _head(view["headline"], bool(view["axes"]))
    lines += _unknowns(view) or _axes(view, words)
    lines += _ends(view, words) + _phases(advice, words) + _plan(advice, words)
    lines += _contradictions(view["contradictions"]) + _standings(view, words)
    lines += _items(view, words) + _profile(view, notes, words)
    lines += _section(words, "provenance", bullets([*view["remarks"], *view["provenance"]]))
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(words: Wording, name: str, body: list[str]) -> list[str]:
    return [*heading(2, words.say(f"sheet.{name}")), *body] if body else []


def _head(head: HeadlineView, scored: bool) -> list[str]:
    index = " · ".join(
        part for part in (f"{head['score']} {head['of']}", head["level"], head["range"]) if part
    )
    lines = [f"**{escaped(index)}**", ""] if head["score"] is not None else []
    said = [head["none"] if scored else None, head["level_span"], head["say"], head["gate"], head["about"]]
    said += [head["second_look"]]
    certain = [head["coverage"], head["bounds"], head["sensitivity"]]
    return lines + paragraphs(said) + (bullets(certain) if scored else paragraphs([" · ".join(head["meta"])]))


def _unknowns(view: ReportView) -> list[str]:
    """The people to ask, where nothing but *unknown* was answered: then there is no score for a table."""
    found = view["unknowns"]
    if found is None:
        return []
    asked = [f"{axis['name']}: {axis['who']} ({len(axis['questions'])})" for axis in found["axes"]]
    return [*paragraphs([found["say"]]), *bullets(asked)]


def _axes(view: ReportView, words: Wording) -> list[str]:
    head = [words.say(f"table.{name}") for name in ("axis", "score", "range", "level", "coverage")]
    missing = words.say("missing")
    scored = [one for _, one in outline(view)]
    rows = [
        [axis["name"], axis["score"], axis["range"] or missing, axis["level"] or missing, axis["coverage"]]
        for axis in scored
    ]
    if not view["headline"]["levels"]:
        head, *rows = ([*row[:3], *row[4:]] for row in (head, *rows))
    cut_offs = [("", one) for one in view["headline"].get("criteria", [])]
    cut_offs += [(f"{axis['name']} · ", one) for axis in scored for one in axis.get("criteria", [])]
    said = [line for of, one in cut_offs for line in _criterion(of, one, words)]
    name = "axes" if len(view["axes"]) > 1 else "score"
    return _section(words, name, (grid(head, rows) if rows else []) + said)


def _criterion(of: str, one: CriterionView, words: Wording) -> list[str]:
    """Published cut-offs of the index or ``of`` an axis, the row of the score in bold, with their source."""
    rows = [f"{row['label']} ({row['from']})" for row in one["rows"]]
    marked = [
        f"- **{escaped(text)}**" if row["here"] else f"- {escaped(text)}"
        for text, row in zip(rows, one["rows"], strict=True)
    ]
    return [
        *heading(3, of + one["name"]),
        *paragraphs([one["about"]]),
        *marked,
        "",
        *paragraphs([one["source"]]),
    ]


def _ends(view: ReportView, words: Wording) -> list[str]:
    said = [
        words.say(
            f"ends.{name}", axes=words.say("list.comma").join(f"{a['name']} {a['score']}" for a in axes)
        )
        for name, axes in (("strong", view["strongest"]), ("weak", view["weakest"]))
        if axes
    ]
    return _section(words, "ends", bullets(said))


def _phases(plan: PlanView, words: Wording) -> list[str]:
    lines: list[str] = []
    for phase in plan["waves"]:
        lines += heading(3, words.say("list.comma").join(p for p in (phase["title"], phase["level"]) if p))
        lines += paragraphs([phase["index"]])
        for number, step in enumerate(phase["steps"], 1):
            lines += _step(number, step)
    return _section(words, "steps", lines + _later(plan["way"]))


def _step(number: int, step: PlanStep) -> list[str]:
    tags = (step["gain"], step["axis"], step["effort"], step["counts"])
    tag = " · ".join(part for part in tags if part)
    said = [text for text in (step["why_now"], step["about"]) if text]
    return [f"{number}. **{escaped(step['title'])}** ({escaped(tag)})", ""] + [
        line for text in said for line in (f"   {escaped(text)}", "")
    ]


def _later(path: PathView | None) -> list[str]:
    """The route to the next level, where it is a view of the roadmap: what it comes to, and what follows."""
    if not path or path["later"] is None:
        return []
    lines = [*heading(3, path["title"]), *paragraphs([path["say"], path["effort"]])]
    return lines + [line for number, step in enumerate(path["later"], 1) for line in _step(number, step)]


def _plan(advice: PlanView, words: Wording) -> list[str]:
    saved = advice["plan"]
    if not saved:
        return []
    steps = [f"{step['title']} ({' · '.join(planned_tags(step))})" for step in saved["steps"]]
    said = [saved["since"], saved["say"], saved["late"], saved["baseline"], saved["index"], saved["level"]]
    return _section(words, "plan", paragraphs(said) + bullets(steps))


def planned_tags(step: SavedStep) -> list[str]:
    """Return the axis, the status, the owner and the due day of a planned step."""
    return [text for text in (step["axis"], step["state"], step["owner"], step["due_said"]) if text]


def _contradictions(found: ContradictionsView | None) -> list[str]:
    if not found:
        return []
    said = [item["text"] for item in found["items"]]
    return [*heading(2, found["title"]), *paragraphs([found["about"]]), *bullets(said)]


def _standings(view: ReportView, words: Wording) -> list[str]:
    told = view.get("conclusion")
    lines = (
        bullets(told["lines"] if told else []) + bullets(view["unusual"]) + paragraphs([view["unusual_rule"]])
    )
    for theme, group in groupby(view["standings"], key=lambda standing: standing["theme_name"]):
        lines += heading(3, theme)
        lines += [line for standing in group for line in _standing(standing, words)] + [""]
    return _section(words, "standings", lines)


def _standing(standing: StandingView, words: Wording) -> list[str]:
    you = words.say("standing.you", answer=standing["you"])
    said = " ".join([you, *standing["say"], *standing["cautions"]])
    respondents = [standing["respondents"]] if standing["respondents"] else []
    source = " · ".join([*standing["source"], standing["match"], *respondents])
    return [f"- **{escaped(standing['title'])}** {escaped(said)} *{escaped(source)}*"]


def _items(view: ReportView, words: Wording) -> list[str]:
    lines: list[str] = []
    for axis in view["axes"]:
        lines += heading(3, f"{axis['name']} {axis['score']}") + paragraphs([axis["none"]])
        for item in axis["items"]:
            lines += _question(item, words, item["note"])
            lines += [*(f"  - {escaped(line)}" for line in _reasons(item)), ""]
        lines += paragraphs([axis["arithmetic"]])
    return _section(words, "items", lines)


def _reasons(item: ItemView) -> list[str]:
    """Each choice with why it earns what it does, then the arithmetic."""
    paired = len(item["why"]) == len(item["answer"])
    pairs = (
        [f"{answer}: {why}" for answer, why in zip(item["answer"], item["why"], strict=True)]
        if paired
        else []
    )
    said = pairs or [*item["answer"], *item["why"]]
    return [*said, *(part for part in (item["state_text"], item["arithmetic"]) if part)]


def _question(row: ItemView | ProfileView, words: Wording, note: str | None) -> list[str]:
    said = f"- **{escaped(words.say('question', number=row['number'], prompt=row['prompt']))}**"
    return [said, *(f"  > {escaped(line)}\\" for line in _lines(note)[:-1]), *_last(note)]


def _lines(note: str | None) -> list[str]:
    return [line for line in (note or "").splitlines() if line.strip()]


def _last(note: str | None) -> list[str]:
    """The last line of a note, and the empty line that ends the quotation."""
    return [f"  > {escaped(line)}" for line in _lines(note)[-1:]] + ([""] if _lines(note) else [])


def _profile(view: ReportView, notes: Mapping[str, str], words: Wording) -> list[str]:
    lines: list[str] = []
    for row in view["profile"]:
        lines += _question(row, words, notes.get(row["id"]))
        lines += [f"  - {escaped(answer)}" for answer in row["answer"]]
    return _section(words, "profile", [*lines, ""] if lines else [])
