/**
 * Draws charts at build time: JSON lines {id, width, height, option} come in, JSON lines {id, svg} go out.
 *
 * One process draws them all. Text stays text, styles become attributes (a strict policy refuses <style>), and
 * what the drawing calls by a number of its own is called after the chart, so that the same chart always gives
 * the same bytes, whatever is drawn before it.
 */

import { createInterface } from "node:readline";
import { BarChart } from "echarts/charts";
import { GridComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, SVGRenderer, TitleComponent]);

/** @typedef {{id: string, width: number, height: number, option: object}} Wanted */

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) {
    const wanted = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ id: wanted.id, svg: draw(wanted) })}\n`);
  }
}

/** @param {Wanted} wanted */
function draw({ id, width, height, option }) {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return named(withoutStyles(svg), id);
}

/** @param {string} svg */
function withoutStyles(svg) {
  return svg
    .replace(/<style\b.*?<\/style>/gs, "")
    .replace(/ (?:class|ecmeta_\w+|pointer-events|cursor)="[^"]*"/g, "")
    .replace(/ style="([^"]*)"/g, (_, rules) => attributes(rules));
}

/** @param {string} rules declarations of a style attribute; fonts are the page's, so only size and weight stay */
function attributes(rules) {
  return rules
    .split(";")
    .map((/** @type {string} */ rule) => rule.split(":").map((part) => part.trim()))
    .filter(([name]) => /^(font-(size|weight)|dominant-baseline|text-anchor)$/.test(name))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

/** @param {string} svg @param {string} id */
function named(svg, id) {
  return svg.replace(/\bzr\d+-/g, `${id}-`);
}
