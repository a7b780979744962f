/** Fits a chart to its place: a radar as large as its names allow, bars with room for their labels. */

import { fitBars } from "./fit-bars.js";

/** @typedef {import("../lib/views.js").ChartOption} ChartOption */

const LARGEST = 150;
const LARGEST_OF_MANY = 220;
const MANY = 10; // corners, above which a name and its score share a line
const LEGEND = 26; // a line below the names
const GAP = 20; // between a corner and its name

/**
 * What of the option depends on its place, and the height that it needs.
 *
 * @param {ChartOption} option a radar, horizontal bars, or a chart that has its height and fits any width
 * @param {number} width of the place, in pixels
 * @param {string} fontFamily
 * @returns {ChartOption & {height: number}}
 */
export function fit(option, width, fontFamily) {
  if (option.radar) {
    return fitRadar(option, width, fontFamily);
  }
  if (!isHorizontalBars(option)) {
    return { height: Number(option.height) };
  }
  const [plain, bold] = ["12px", "bold 12px"].map((font) => measurer(`${font} ${fontFamily}`));
  return fitBars(option, width, (text, strong) => (strong ? bold : plain)(text));
}

/** @param {ChartOption} option */
function isHorizontalBars(option) {
  return /** @type {{type?: string} | undefined} */ (option.yAxis)?.type === "category";
}

/**
 * The option's radar with a radius in pixels.
 *
 * @param {ChartOption} option
 * @param {number} width
 * @param {string} fontFamily
 */
function fitRadar(option, width, fontFamily) {
  const radar = /** @type {{indicator: {name: string}[], axisName?: object}} */ (option.radar);
  const fontSize = width < 420 ? 11 : 12.5;
  const measure = measurer(`${fontSize}px ${fontFamily}`);
  const isMany = radar.indicator.length > MANY;
  const largest = isMany ? Math.min(LARGEST_OF_MANY, width * 0.27) : LARGEST;
  const indicator = isMany ? radar.indicator.map(onOneLine) : radar.indicator;
  const radius = Math.max(40, Math.floor(Math.min(largest, ...indicator.map(room))));
  const axisName = { ...radar.axisName, fontSize, lineHeight: Math.round(fontSize * 1.4) };
  const legend = option.legend ? LEGEND * (width < 420 ? 2 : 1) : 0;
  const center = ["50%", radius + 54];
  return { height: 2 * radius + 108 + legend, radar: { ...radar, indicator, center, radius, axisName } };

  /**
   * How far a corner may lie from the centre before its name leaves the place.
   *
   * @param {{name: string}} indicator
   * @param {number} index
   */
  function room({ name }, index) {
    return across(index) < 0.1 ? Infinity : (width / 2 - measure(name) - GAP) / across(index);
  }

  /** How far to the side a corner lies, of the radius. @param {number} index */
  function across(index) {
    return Math.abs(Math.sin((2 * Math.PI * index) / radar.indicator.length));
  }

  /**
   * A corner whose name stands on one line with its score, cut where it would make the radar small.
   *
   * @param {{name: string}} corner
   * @param {number} index
   */
  function onOneLine(corner, index) {
    const [name, score] = corner.name.split("\n");
    const most = Math.max(40, width / 2 - GAP - largest * across(index)) - measure(` ${score}`);
    return { ...corner, name: `${cut(name, most, measure)} ${score}` };
  }
}

/**
 * The start of a text that is as wide as there is room for.
 *
 * @param {string} text
 * @param {number} most in pixels
 * @param {(text: string) => number} measure
 */
function cut(text, most, measure) {
  const letters = Array.from(text);
  let length = letters.length;
  const shown = () => (length < letters.length ? `${letters.slice(0, length).join("").trimEnd()}…` : text);
  while (length > 1 && measure(shown()) > most) {
    length -= 1;
  }
  return shown();
}

/**
 * The width of the widest line of a text, in pixels.
 *
 * @param {string} font
 */
function measurer(font) {
  const context = document.createElement("canvas").getContext("2d");
  if (context) {
    context.font = font;
  }
  return (/** @type {string} */ text) =>
    Math.max(...text.split("\n").map((line) => context?.measureText(line).width ?? line.length * 12));
}
