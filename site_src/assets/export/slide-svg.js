/** Sets the slide: the index and its sentence beside the radar, three short lists, a standing, the source. */

import { render } from "../charts/render.js";
import { lines, s, sheet } from "../lib/svg.js";

/**
 * @typedef {import("../lib/views.js").SlideColumn} Column
 * @typedef {import("../lib/views.js").SlideStanding} Place
 * @typedef {import("../lib/views.js").SlideView} Slide
 * @typedef {import("../lib/svg.js").Ink} Ink
 */

const WIDTH = 1280;
const HEIGHT = 720;
const EDGE = 56;
const INNER = WIDTH - 2 * EDGE;
const RADAR = { x: 664, y: 52, width: 560, height: 376 };
const GAP = 40;
const LISTS = 464;
const PLACED = 592; // the rule above the standing, under the two short lists

/** @param {Slide} slide @param {Ink} ink */
export function draw(slide, ink) {
  const radar = slide.radar ? [chart(slide.radar, ink)] : [];
  const body = slide.radar ? lists(slide.columns, ink) : [];
  const parts = [...top(slide, ink), ...head(slide, ink), ...radar, ...body, ...foot(slide, ink)];
  return sheet(WIDTH, HEIGHT, slide.title, ink, ...parts);
}

/** @param {Slide} slide @param {Ink} ink */
function top({ title, about }, ink) {
  const place = { y: 44, size: 14, fill: ink.soft, most: 1 };
  const right = { ...place, x: WIDTH - EDGE, width: INNER / 2, anchor: /** @type {const} */ ("end") };
  const left = lines(title, ink, { ...place, x: EDGE, width: about.length ? INNER / 2 : INNER });
  return [left.element, ...(about.length ? [lines(about.join(" · "), ink, right).element] : [])];
}

/**
 * The index, its level and the sentence.
 *
 * @param {Slide} slide
 * @param {Ink} ink
 */
function head(slide, ink) {
  const width = slide.radar ? RADAR.x - EDGE - 24 : INNER;
  const parts = [];
  let y = 96;
  if (slide.radar) {
    const figure = s("tspan", { "font-size": 104, "font-weight": 600 }, slide.score ?? "–");
    const of = s("tspan", { "font-size": 22, fill: ink.soft, dx: 10 }, slide.of);
    const range = s("tspan", { "font-size": 15, fill: ink.warn, dx: 14 }, slide.range ?? "");
    parts.push(s("text", { x: EDGE - 4, y: y + 80 }, figure, of, ...(slide.range ? [range] : [])));
    y += 134;
  }
  for (const [text, size, weight, fill] of /** @type {const} */ ([
    [slide.level, 26, 600, ink.accent],
    [slide.say, slide.radar ? 21 : 28, 400, ink.ink],
  ])) {
    if (text) {
      const set = lines(text, ink, { x: EDGE, y, width, size, weight, fill, leading: 1.5, most: 5 });
      parts.push(set.element);
      y += set.height + 14;
    }
  }
  return parts;
}

/** @param {import("../lib/views.js").ChartOption} option @param {Ink} ink */
function chart(option, ink) {
  const drawing = render(option, RADAR.width, ink.style);
  Object.entries(RADAR).forEach(([name, value]) => drawing.setAttribute(name, String(value)));
  return drawing;
}

/** @param {Column[]} columns @param {Ink} ink */
function lists(columns, ink) {
  const filled = columns.filter((column) => column.rows.length);
  const weights = filled.map((column) => (column.about ? 2 : 1));
  const unit = (INNER - GAP * (filled.length - 1)) / weights.reduce((sum, weight) => sum + weight, 0);
  let x = EDGE;
  return filled.flatMap((column, index) => {
    const width = unit * weights[index];
    const parts = list(column, ink, x, width);
    x += width + GAP;
    return parts;
  });
}

/**
 * @param {Column} column
 * @param {Ink} ink
 * @param {number} x
 * @param {number} width
 */
function list(column, ink, x, width) {
  const title = lines(column.title, ink, { x, y: LISTS, width, size: 15, weight: 600, fill: ink.accent });
  const right = { x: x + width, width: width / 2, anchor: /** @type {const} */ ("end") };
  const about = column.about
    ? [lines(column.about, ink, { ...right, y: LISTS, size: 14, fill: ink.soft, most: 1 }).element]
    : [];
  const parts = [rule(x, LISTS - 26, width, ink), title.element, ...about];
  let y = LISTS + 30;
  for (const { text, figure } of column.rows) {
    const set = lines(text, ink, {
      x,
      y,
      width: width - 64,
      size: 16,
      most: column.about ? 2 : 1,
      leading: 1.35,
    });
    const value = lines(figure, ink, { ...right, y, size: 16, weight: 600 });
    parts.push(set.element, value.element);
    y += set.height + 6;
  }
  return parts;
}

/** @param {Slide} slide @param {Ink} ink */
function foot({ radar, standings, source }, ink) {
  const end = { x: EDGE, y: HEIGHT - 24, width: INNER, size: 11, fill: ink.soft, most: 1 };
  const parts = radar
    ? standings.flatMap((standing) => oneStanding(standing, ink))
    : manyStandings(standings, ink);
  return [...parts, lines(source, ink, end).element];
}

/**
 * One standing, small, under the lists on the left.
 *
 * @param {Place} standing
 * @param {Ink} ink
 */
function oneStanding({ title, say, source }, ink) {
  const width = (INNER - 2 * GAP) / 2 + GAP; // of the two lists above
  const said = { x: EDGE, y: PLACED + 24, width, size: 14, most: 3, leading: 1.4 };
  const { element, height } = lines(`${title}: ${say}`, ink, said);
  const from = { x: EDGE, y: said.y + height, width, size: 12, fill: ink.soft, most: 1 };
  return [rule(EDGE, PLACED, width, ink), element, lines(source, ink, from).element];
}

/**
 * Where there is no radar, the standings are what the slide shows.
 *
 * @param {Place[]} standings
 * @param {Ink} ink
 */
function manyStandings(standings, ink) {
  let y = 216;
  return standings.flatMap(({ title, you, say, source }) => {
    const place = { x: EDGE, width: INNER };
    const name = lines(title, ink, { ...place, y: y + 34, size: 15, weight: 600, fill: ink.accent, most: 1 });
    const mine = lines(you, ink, { ...place, y: y + 64, size: 20, weight: 600, most: 1 });
    const said = lines(say, ink, { ...place, y: y + 92, size: 16, most: 2 });
    const from = lines(source, ink, { ...place, y: y + 92 + said.height, size: 12, fill: ink.soft, most: 1 });
    const parts = [rule(EDGE, y, INNER, ink), name.element, mine.element, said.element, from.element];
    y += 150;
    return parts;
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {Ink} ink
 */
function rule(x, y, width, ink) {
  return s("rect", { x, y, width, height: 1, fill: ink.line });
}
