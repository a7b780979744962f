/** Writes the slides that the engine describes as a PowerPoint file. Loaded only when someone wants one. */

import PptxGenJS from "pptxgenjs";
import { asInSchema } from "./pptx-schema.js";

/**
 * @typedef {{text: string, x: number, y: number, w: number, h: number, size: number, bold: boolean, colour: string}} Words
 * @typedef {{x: number, y: number, widths: number[], heads: string[], rows: string[][], size: number}} Grid
 * @typedef {{kind: "radar" | "bar", x: number, y: number, w: number, h: number, least: number, most: number, labels: string[],
 *   title: string, series: {name: string, values: (number | null)[]}[]}} Chart a null is a gap; an empty title is none
 * @typedef {{title: string, texts: Words[], table: Grid | null, chart: Chart | null, notes: string, foot: string}} Slide
 * @typedef {{title: string, font: string, locale: string, rtl: boolean, slides: Slide[]}} Deck `rtl`: writing runs from the right
 */

const INK = "17212B";
const SOFT = "57616C";
const LINE = "D9DEDC";
const COLOURS = ["0F6B66", "B45309", "8A939B"];
const EDGE = 0.7; // inches, as all sizes
const INNER = 11.9;
const WIDE = 13.333;

/**
 * A place on the slide, mirrored where writing runs from the right.
 *
 * @template {{x: number, w: number}} Place
 * @param {Place} place
 * @param {Deck} deck
 */
const placed = (place, { rtl }) => ({ ...place, x: rtl ? WIDE - place.x - place.w : place.x });

/** @param {Deck} deck @param {boolean} [atEnd] of the line rather than at its start */
const aligned = ({ rtl }, atEnd = false) => ({
  align: /** @type {"left" | "right"} */ (rtl === atEnd ? "left" : "right"),
  rtlMode: rtl,
});

/** The name of the site that the page belongs to. */
function siteName() {
  const told = document.querySelector('meta[property="og:site_name"]');
  return told instanceof HTMLMetaElement ? told.content : "";
}

/** @param {Deck} deck @returns {Promise<Blob>} */
export async function presentation(deck) {
  const file = new PptxGenJS();
  file.layout = "LAYOUT_WIDE";
  file.title = deck.title;
  file.company = siteName();
  file.rtlMode = deck.rtl;
  file.theme = { headFontFace: deck.font, bodyFontFace: deck.font };
  deck.slides.forEach((slide, index) => {
    const page = file.addSlide();
    heading(page, slide, deck, `${index + 1} / ${deck.slides.length}`);
    slide.texts.forEach((words) => text(page, words, deck));
    slide.table && table(page, slide.table, deck);
    slide.chart && chart(file, page, slide.chart, deck);
    page.addNotes(slide.notes);
  });
  return asInSchema(/** @type {ArrayBuffer} */ (await file.write({ outputType: "arraybuffer" })));
}

/** @param {PptxGenJS.Slide} page @param {Slide} slide @param {Deck} deck @param {string} number */
function heading(page, { title, foot }, deck, number) {
  const fontFace = deck.font;
  const small = { y: 7.0, h: 0.3, fontSize: 10, color: SOFT, fontFace, margin: 0 };
  page.addText(title, {
    ...{ x: EDGE, y: 0.5, w: INNER, h: 0.7, fontSize: 28, bold: true, color: INK, fontFace, margin: 0 },
    ...aligned(deck),
    fit: "shrink",
  });
  page.addShape("line", { x: EDGE, y: 1.22, w: INNER, h: 0, line: { color: COLOURS[0], width: 1.5 } });
  const from = [siteName(), foot].filter(Boolean).join(" · ");
  page.addText(from, { ...small, ...aligned(deck), ...placed({ x: EDGE, w: 10.5 }, deck) });
  page.addText(number, { ...small, ...aligned(deck, true), ...placed({ x: 11.6, w: 1.0 }, deck) });
}

/** @param {PptxGenJS.Slide} page @param {Words} words @param {Deck} deck */
function text(page, { text: said, size, colour, ...place }, deck) {
  const look = {
    ...aligned(deck),
    fontSize: size,
    color: colour,
    fontFace: deck.font,
    lang: deck.locale,
    valign: /** @type {const} */ ("top"),
  };
  page.addText(said, { ...placed(place, deck), ...look, margin: 0, fit: "shrink" });
}

/** The library has no tables from right to left: there the columns are turned round. @param {PptxGenJS.Slide} page @param {Grid} grid @param {Deck} deck */
function table(page, { x, y, widths, heads, rows, size }, deck) {
  const w = widths.reduce((sum, width) => sum + width, 0);
  const inOrder = (/** @type {any[]} */ row) => (deck.rtl ? [...row].reverse() : row);
  const rule = { type: /** @type {const} */ ("solid"), pt: 0.75, color: LINE };
  const none = { type: /** @type {const} */ ("none") };
  const cell = (/** @type {string} */ said, bold = false) => ({
    text: said,
    options: { bold, color: bold ? SOFT : INK, border: [none, none, rule, none], ...aligned(deck) },
  });
  const all = [heads.map((said) => cell(said, true)), ...rows.map((row) => row.map((said) => cell(said)))];
  page.addTable(/** @type {PptxGenJS.TableRow[]} */ (all.map(inOrder)), {
    ...{ ...placed({ x, w }, deck), y, colW: inOrder(widths) },
    ...{ fontSize: size, fontFace: deck.font, valign: "middle", margin: 0.06 },
  });
}

/** @param {PptxGenJS} file @param {PptxGenJS.Slide} page @param {Chart} drawn @param {Deck} deck */
function chart(file, page, { kind, title, labels, series, least, most, ...place }, deck) {
  const fontFace = deck.font;
  const data = series.map(({ name, values }) => ({ name, labels, values: /** @type {number[]} */ (values) }));
  const type = kind === "radar" ? file.ChartType.radar : file.ChartType.bar;
  const look = {
    chartColors: COLOURS.slice(0, series.length),
    catAxisLabelFontFace: fontFace,
    dataLabelFontFace: fontFace,
  };
  const bars = /** @type {PptxGenJS.IChartOpts} */ ({
    barDir: "bar",
    catAxisOrientation: /** @type {any} */ ("maxMin"),
  });
  page.addChart(type, data, {
    ...placed(place, deck),
    ...look,
    ...(kind === "bar" ? bars : { radarStyle: /** @type {const} */ ("marker") }),
    valAxisMinVal: least,
    valAxisMaxVal: most,
    valGridLine: kind === "bar" ? { style: "none" } : { color: LINE },
    catAxisLabelFontSize: 12,
    showLegend: series.length > 1,
    legendPos: "b",
    legendFontFace: fontFace,
    showValue: kind === "bar",
    dataLabelFormatCode: String.raw`0.0\%`,
    showTitle: Boolean(title),
    title,
    titleFontFace: fontFace,
    titleFontSize: 14,
    titleColor: INK,
  });
}
