/**
 * Draws an ECharts option as SVG. Loaded only when there is something to draw.
 *
 * The chart is rendered to a string and then put in as elements, as the build does for its own pages: one way of
 * drawing for both, with no style attribute that a strict policy would refuse.
 */

import { BarChart, LineChart, RadarChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, RadarComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { fit } from "./fit.js";
import { mirrored } from "./mirror.js";
import "../common-chunk.js";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  RadarChart,
  RadarComponent,
  ScatterChart,
  SVGRenderer,
]);

const TOKEN = /^var\((--[\w-]+)\)$/;

/**
 * @param {HTMLElement} place where the chart goes
 * @param {import("../lib/views.js").ChartOption} option colours may be tokens of the page, "var(--cs-accent)"
 * @param {string} label what the chart says, for those who do not see it
 * @param {number} width of the place, in pixels
 */
export function draw(place, option, label, width) {
  const svg = render(option, Math.floor(width), getComputedStyle(place));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  place.replaceChildren(svg);
}

/**
 * The chart as an element that needs nothing of the page any more: colours and type are written out in it.
 *
 * @param {import("../lib/views.js").ChartOption} option
 * @param {number} width in pixels
 * @param {CSSStyleDeclaration} style of the element whose tokens and type are meant
 */
export function render(option, width, style) {
  const fontFamily = style.fontFamily.replaceAll('"', "'"); // it ends up between double quotes
  const { height, ...whole } = { ...option, ...fit(option, width, fontFamily) };
  const fitted = style.direction === "rtl" ? mirrored(whole) : whole;
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  const resolved = /** @type {Record<string, unknown>} */ (resolve(fitted, style));
  chart.setOption({
    animation: false,
    ...resolved,
    textStyle: { ...asRecord(resolved.textStyle), fontFamily },
  });
  const svg = elements(chart.renderToSVGString());
  chart.dispose();
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (svg));
}

/**
 * The option with its tokens replaced by the colours that they have here.
 *
 * @param {unknown} value
 * @param {CSSStyleDeclaration} style
 * @returns {unknown}
 */
function resolve(value, style) {
  if (typeof value === "string") {
    const token = TOKEN.exec(value);
    return token ? style.getPropertyValue(token[1]).trim() : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, style));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, style)]));
  }
  return value;
}

/** @param {unknown} value @returns {Record<string, unknown>} */
function asRecord(value) {
  return typeof value === "object" && value !== null ? /** @type {Record<string, unknown>} */ (value) : {};
}

/**
 * The drawing as elements, its styles turned into attributes of their own.
 *
 * @param {string} text
 */
function elements(text) {
  const plain = text
    .replace(/<style\b.*?<\/style>/gs, "")
    .replace(/ class="[^"]*"/g, "") // for those styles, and another in every drawing
    .replace(/ style="([^"]*)"/g, ' data-style="$1"');
  const svg = new DOMParser().parseFromString(plain, "image/svg+xml").documentElement;
  for (const element of [svg, ...svg.querySelectorAll("[data-style]")]) {
    for (const rule of (element.getAttribute("data-style") ?? "").split(";")) {
      const [name, value] = rule.split(/:(.*)/s).map((part) => part.trim());
      if (/^(font-\w+|dominant-baseline)$/.test(name)) {
        element.setAttribute(name, value);
      }
    }
    element.removeAttribute("data-style");
  }
  return document.importNode(svg, true);
}
