/**
 * Draws charts at build time: JSON lines {id, width, height, option} come in, JSON lines {id, svg} go out.
 *
 * One process draws them all, in as many threads as are worth starting. Text stays text, styles become attributes
 * (a strict policy refuses <style>), and what the drawing calls by a number of its own is called after the chart, so
 * that the same chart always gives the same bytes, whatever is drawn before it and beside it.
 */

import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { BarChart, RadarChart } from "echarts/charts";
import { GridComponent, LegendComponent, RadarComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

const ENOUGH = 150; // charts that are worth a thread, which has to load and warm up as well
const MOST = 4; // threads
const MANY = 1000; // charts from which on the compiler saves more time than it takes

// ECharts times how it measures text, and measures more roughly where that took long; so no time passes here.
const Clock = class extends Date {
  /** @param {any[]} given */
  constructor(...given) {
    // @ts-ignore any form of a date
    super(...(given.length ? given : [0]));
  }
};
globalThis.Date = /** @type {any} */ (Clock);

use([BarChart, GridComponent, LegendComponent, RadarChart, RadarComponent, SVGRenderer, TitleComponent]);

/** @typedef {{id: string, width: number, height: number, option: object}} Wanted */
/** @typedef {{id: string, svg?: string, error?: string}} Drawn */

if (isMainThread) {
  const lines = (await text(process.stdin)).split("\n").filter((line) => line.trim());
  const drawn = await drawAll(lines.map((line) => JSON.parse(line)));
  process.stdout.write(drawn.map((one) => (one.error ? "" : `${JSON.stringify(one)}\n`)).join(""));
  const failed = drawn.find((one) => one.error);
  if (failed) {
    console.error(failed.error);
    process.exitCode = 1;
  }
} else {
  parentPort?.postMessage(workerData.map(drawOne));
}

/** @param {Wanted[]} wanted @returns {Promise<Drawn[]>} in the same order */
async function drawAll(wanted) {
  if (wanted.length < MANY) {
    setFlagsFromString("--no-opt");
  }
  const threads = Math.max(1, Math.min(availableParallelism(), MOST, Math.floor(wanted.length / ENOUGH)));
  const shares = Array.from({ length: threads }, (_, at) =>
    wanted.filter((_, index) => index % threads === at),
  );
  const beside = shares.slice(1).map(drawBeside);
  const drawn = [shares[0].map(drawOne), ...(await Promise.all(beside))];
  return wanted.map((_, index) => drawn[index % threads][Math.floor(index / threads)]);
}

/** @param {Wanted[]} wanted @returns {Promise<Drawn[]>} drawn by another thread */
function drawBeside(wanted) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: wanted });
    thread.once("message", resolve);
    thread.once("error", reject);
  });
}

/** @param {Wanted} wanted @returns {Drawn} */
function drawOne(wanted) {
  try {
    return { id: wanted.id, svg: draw(wanted) };
  } catch (error) {
    return { id: wanted.id, error: error instanceof Error ? String(error.stack) : `Error: ${error}` };
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
