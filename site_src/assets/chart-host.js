/** Keeps a chart drawn: fetches the drawing module when first needed, draws again at a new size or in new colours. */

import { quietly } from "./dom.js";

/**
 * @typedef {{option: import("./types.js").ChartOption, label: string}} Drawing
 */

/**
 * @param {HTMLElement} place
 * @param {() => void} failed called where the drawing module can't be had
 */
export function createChartHost(place, failed) {
  /** @type {Drawing | null} */
  let drawing = null;
  let width = 0;
  /** @type {typeof import("./chart.js") | null} */
  let drawer = null;

  async function fetchAndDraw() {
    try {
      drawer = await import("./chart.js");
      draw();
    } catch {
      failed();
    }
  }

  /** At once where it can be: nothing that comes later would be on paper. */
  function draw() {
    if (!drawing || !place.clientWidth) {
      return undefined;
    }
    if (!drawer) {
      return fetchAndDraw();
    }
    width = place.clientWidth;
    drawer.draw(place, drawing.option, drawing.label);
    return undefined;
  }

  const redraw = quietly(draw, 60);
  new ResizeObserver(() => place.clientWidth !== width && redraw()).observe(place);
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  ["beforeprint", "afterprint"].forEach((name) => window.addEventListener(name, draw));

  return {
    /** @param {Drawing} next */
    show(next) {
      drawing = next;
      return draw();
    },
  };
}
