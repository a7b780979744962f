/** Gives the labels and the values of a bar chart the room that they need at the width that there is. */

import { wrap } from "../lib/line-breaking.js";

/**
 * @typedef {import("../lib/views.js").ChartOption} ChartOption
 * @typedef {(text: string, bold?: boolean) => number} Measure gives the width of a text, in pixels
 * @typedef {{value: string, textStyle?: object}} Name
 * @typedef {{label: {formatter: string}}} Datum
 */

const LARGEST = 0.42; // of the width, for labels
const LINE = 16;
const ROW = 28;
const GAP = 8; // between label, bar and value

/**
 * The parts of the option that depend on the width, and the height that it needs.
 *
 * @param {ChartOption} option with horizontal bars
 * @param {number} width of the place, in pixels
 * @param {Measure} measure
 */
export function fitBars(option, width, measure) {
  const axis = /** @type {{data: Name[], axisLabel: object}} */ (option.yAxis);
  const [series] = /** @type {{data: Datum[]}[]} */ (option.series);
  const grid = /** @type {{top: number, bottom: number}} */ (option.grid);
  const names = axis.data.map((name) => wrap(name.value, width * LARGEST, (text) => measure(text, true)));
  const label = Math.max(...names.flat().map((line) => measure(line, true)));
  const value = Math.max(...series.data.map((datum) => measure(datum.label.formatter, true)));
  const row = Math.max(ROW, ...names.slice(1).map((lines, index) => apart(lines, names[index])));
  const data = axis.data.map((name, index) => ({ ...name, value: names[index].join("\n") }));
  const axisLabel = { ...axis.axisLabel, margin: GAP, lineHeight: LINE, width: null, overflow: "none" };
  return {
    height: data.length * row + grid.top + grid.bottom,
    grid: { ...grid, left: Math.ceil(label) + GAP, right: Math.ceil(value) + GAP, containLabel: false },
    yAxis: { ...axis, data, axisLabel },
  };
}

/**
 * How far apart two labels of several lines have to stand, from middle to middle.
 *
 * @param {string[]} one
 * @param {string[]} other
 */
function apart(one, other) {
  return ((one.length + other.length) / 2) * LINE + 4;
}
