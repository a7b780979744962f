"""A report's slides (``cspi-deck/1``) as a PowerPoint file, with charts and tables that can be edited.

The same description that the page's program draws: positions and sizes in inches, letters in points.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

__all__ = ["presentation"]

Part = Mapping[str, Any]

WIDTH, HEIGHT, EDGE, INNER = 13.333, 7.5, 0.7, 11.9

INK, SOFT, COLOURS = "17212B", "57616C", ("0F6B66", "B45309", "8A939B")

ONLY_TITLE = 5
"""The layout of the library's own template with a title and nothing else."""

PLAIN_TABLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""PowerPoint's built-in table style without fills."""

COMPANY = re.compile(rb"<Company\s*/>|<Company>.*?</Company>", re.DOTALL)

TITLE = {"size": 14, "bold": True, "colour": INK}

KINDS = {"radar": XL_CHART_TYPE.RADAR_MARKERS, "bar": XL_CHART_TYPE.BAR_CLUSTERED}


def presentation(deck: Part, created: str = "", site: str = "") -> bytes:
    """Return the file. ``created`` (ISO 8601) is the time in its properties, which are in UTC; ``site`` the
    name of the site, as its pages put it there."""
    file = Presentation()
    file.slide_width, file.slide_height = Inches(WIDTH), Inches(HEIGHT)
    about = file.core_properties
    about.title, about.language = deck["title"], deck["locale"]
    about.author = about.last_modified_by = ""  # whoever presents it: the library names its own author
    about.created = about.modified = _time(created)
    _name_site(file, site)
    for number, slide in enumerate(deck["slides"], 1):
        page = file.slides.add_slide(file.slide_layouts[ONLY_TITLE])
        _draw(_Pen(page, deck), slide, f"{number} / {len(deck['slides'])}")
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _name_site(file: Any, site: str) -> None:
    """Put the name of the site in the place for a company, in a part that the library leaves alone."""
    part = next(one for one in file.part.package.iter_parts() if one.partname == "/docProps/app.xml")
    entry = b"<Company>" + escape(site).encode() + b"</Company>"
    part._blob = COMPANY.sub(lambda _: entry, part.blob)


def _time(created: str) -> datetime:
    try:
        found = datetime.fromisoformat(created)
    except ValueError:
        return datetime(2026, 1, 1, tzinfo=UTC)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _draw(pen: _Pen, slide: Part, number: str) -> None:
    pen.title(slide["title"])
    for words in slide["texts"]:
        pen.text(words)
    if slide["table"]:
        pen.table(slide["table"])
    if slide["chart"]:
        pen.chart(slide["chart"])
    small = {"y": 7.0, "h": 0.3, "size": 10, "bold": False, "colour": SOFT}
    pen.text(small | {"text": slide["foot"], "x": EDGE, "w": 10.5})
    pen.text(small | {"text": number, "x": 11.6, "w": 1.0}, at_end=True)
    pen.notes(slide["notes"])


class _Pen:
    """Draws on one slide, in one font and one language; from right to left where that is written so."""

    def __init__(self, page: Any, deck: Part) -> None:
        self.page, self.font, self.locale, self.rtl = page, deck["font"], deck["locale"], deck["rtl"]

    def title(self, text: str) -> None:
        """Set the title, with a rule below it."""
        shape = self.page.shapes.title
        shape.left, shape.top, shape.width, shape.height = self._box(EDGE, 0.45, INNER, 0.75)
        words = {"text": text, "size": 28, "bold": True, "colour": INK}
        self._write(shape.text_frame, words)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        ends = [Inches(size) for size in (EDGE, 1.22, EDGE + INNER, 1.22)]
        rule = self.page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        rule.line.color.rgb, rule.line.width = _colour(COLOURS[0]), Pt(1.5)

    def text(self, words: Part, *, at_end: bool = False) -> None:
        """Set a text in its box, at the start of its line or at the end."""
        shape = self.page.shapes.add_textbox(*self._box(words["x"], words["y"], words["w"], words["h"]))
        self._write(shape.text_frame, words, at_end=at_end)

    def notes(self, text: str) -> None:
        """Set the speaker's notes."""
        frame = self.page.notes_slide.notes_text_frame
        frame.text = text
        for paragraph in frame.paragraphs:
            self._align(paragraph)

    def _align(self, paragraph: Any, *, at_end: bool = False) -> None:
        paragraph.alignment = PP_ALIGN.RIGHT if self.rtl != at_end else PP_ALIGN.LEFT
        if self.rtl:
            paragraph._p.get_or_add_pPr().set("rtl", "1")

    def _write(self, frame: Any, words: Part, *, at_end: bool = False) -> None:
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        self._align(paragraph, at_end=at_end)
        run = paragraph.add_run()
        run.text = words["text"]
        self._dress(run.font, words)

    def _dress(self, font: Any, words: Part) -> None:
        font.name, font.size, font.bold = self.font, Pt(words["size"]), words["bold"]
        font.color.rgb = _colour(words["colour"])
        look = font._element
        if look.tag == qn("a:rPr"):
            look.set("lang", self.locale)
        # The library names the font of Latin letters only; other scripts have entries of their own.
        for name in ("a:cs", "a:ea"):
            look.find(qn("a:latin")).addnext(look.makeelement(qn(name), {"typeface": self.font}))

    def table(self, grid: Part) -> None:
        """Set a table, its first row as headings."""
        rows: Sequence[Sequence[str]] = [grid["heads"], *grid["rows"]]
        box = self._box(grid["x"], grid["y"], sum(grid["widths"]), 0.32 * len(rows))
        frame = self.page.shapes.add_table(len(rows), len(grid["heads"]), *box)
        look = frame._element.graphic.graphicData.tbl.tblPr
        look.find(qn("a:tableStyleId")).text = PLAIN_TABLE
        if self.rtl:
            look.set("rtl", "1")
        table = frame.table
        table.horz_banding = False
        for column, width in zip(table.columns, grid["widths"], strict=True):
            column.width = Inches(width)
        for row, texts in enumerate(rows):
            for column_number, text in enumerate(texts):
                colour = INK if row else SOFT
                words = {"text": text, "size": grid["size"], "bold": not row, "colour": colour}
                cell = table.cell(row, column_number)
                self._write(cell.text_frame, words)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.margin_top = cell.margin_bottom = cell.margin_left = cell.margin_right = Inches(0.06)

    def chart(self, drawn: Part) -> None:
        """Set a chart whose numbers stand in a workbook of its own."""
        data: Any = CategoryChartData(number_format="0.0")  # type: ignore[no-untyped-call]
        data.categories = drawn["labels"]
        for series in drawn["series"]:
            data.add_series(series["name"], series["values"])
        box = self._box(drawn["x"], drawn["y"], drawn["w"], drawn["h"])
        chart = self.page.shapes.add_chart(KINDS[drawn["kind"]], *box, data).chart
        self._dress(chart.font, {"size": 12, "bold": False, "colour": INK})
        chart.has_title = bool(drawn["title"])
        if drawn["title"]:
            chart.chart_title.text_frame.text = drawn["title"]
            self._dress(chart.chart_title.text_frame.paragraphs[0].runs[0].font, TITLE)
        chart.has_legend = len(drawn["series"]) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.minimum_scale = drawn["least"]
        chart.value_axis.maximum_scale = drawn["most"]
        for series, colour in zip(chart.plots[0].series, COLOURS, strict=False):
            paint = series.format.line.color if drawn["kind"] == "radar" else _filled(series)
            paint.rgb = _colour(colour)
        if drawn["kind"] == "bar":
            _bars(chart)
        _follow_schema(chart)

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
        """Return a place on the slide, mirrored where writing runs from the right."""
        at = WIDTH - x - width if self.rtl else x
        left, top, wide, high = (int(Inches(size)) for size in (at, y, width, height))
        return left, top, wide, high


def _colour(digits: str) -> Any:
    return RGBColor.from_string(digits)  # type: ignore[no-untyped-call]


def _filled(series: Any) -> Any:
    series.format.fill.solid()
    return series.format.fill.fore_color


def _follow_schema(chart: Any) -> None:
    """Take out what the library writes and the schema does not allow: smooth lines round a radar, negative
    numbers of axes."""
    for smooth in chart._chartSpace.xpath(".//c:radarChart//c:smooth"):
        smooth.getparent().remove(smooth)
    for tag in ("c:axId", "c:crossAx"):
        for axis in chart._chartSpace.iter(qn(tag)):
            axis.set("val", axis.get("val").lstrip("-"))


def _bars(chart: Any) -> None:
    """Show bars from the top down, each with its value."""
    chart.category_axis.reverse_order = True
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = r"0.0\%", False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
