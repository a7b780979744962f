"""Answers a page that takes the report along: texts with their file names, tables, pictures, a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..export.bundle import FIRST_TABLE, PLANS, TEXTS, TakeAway, earlier_of
from ..report import Report
from ..text.messages import wording
from .requests import Request, read_labels, readable_plan

if TYPE_CHECKING:
    from ..views.shapes.drawing import ChartOption
    from ..views.shapes.exports import OfferedTable, OfferView, PictureView


def take(report: Report, request: Request) -> dict[str, Any]:
    """The report in the format that ``request`` names: one of the texts, or ``offer``, ``tables``, ``slide``.

    Raises :class:`InputError` where there is no such format or table.
    """
    labels, earlier = read_labels(request), request.get("before")
    taken = TakeAway(
        report,
        request.get("locale"),
        **vars(labels),
        plan=readable_plan(report.survey, request),
        now=request.get("now") or "",
        before=earlier_of(report.survey, earlier, labels.created) if earlier else None,
    )
    wanted = request["format"]
    if wanted in PLANS:
        return {"text": taken.plan_text(wanted), "name": taken.name(PLANS[wanted], f"plan-{wanted}")}
    if wanted == "offer":
        return {**_offer(taken)}
    if wanted == "tables":
        return {
            "tables": [table.to_dict() for table in taken.tables if table.rows],
            "name": taken.name("xlsx"),
        }
    if wanted == "board":
        return {"board": taken.board(), "name": taken.name("", "board")}
    if wanted == "deck":
        return {"deck": taken.deck(), "name": taken.name("pptx", "slides")}
    if wanted == "slide":
        return {"slide": taken.slide(), "name": taken.name("", "slide")}
    table = request.get("table") or FIRST_TABLE
    part = table if wanted == "csv" else "report"
    return {"text": taken.text(wanted, table), "name": taken.name(TEXTS[wanted], part)}


def _offer(taken: TakeAway) -> OfferView:
    """Return the available exports: tables by name and title, and charts with titles and sources."""
    tables: list[OfferedTable] = [{"name": t.name, "title": t.title} for t in taken.tables if t.rows]
    return {"tables": tables, "pictures": _pictures(taken)}


def _pictures(taken: TakeAway) -> list[PictureView]:
    """Every chart of the report, with all that it needs to stand alone."""
    words, shown = wording(taken.view["locale"]), taken.view
    radar = taken.charts.get("radar")
    source = " · ".join(shown["provenance"][:2])
    found = [_picture(taken, "axes", words.say("radar.title"), None, radar, source)] if radar else []
    for standing in shown["standings"]:
        if standing["chart"]:
            part = f"{standing['question']}-{standing['metric']}-{standing['snapshot']}"
            you = words.say("standing.you", answer=standing["you"])
            about = " · ".join(standing["source"])
            found.append(_picture(taken, part, standing["title"], you, standing["chart"], about))
    return found


def _picture(
    taken: TakeAway, part: str, title: str, you: str | None, chart: ChartOption, source: str
) -> PictureView:
    name = taken.name("", part)
    return {"name": name, "title": title, "you": you, "chart": chart, "source": source}
