/** Draws many charts, each when it scrolls into view; draws them again at a new width or in new colours. */

import { quietly } from "./dom.js";

/**
 * @typedef {{option: import("./types.js").ChartOption, label: string}} Drawing
 * @typedef {typeof import("./chart.js")} Drawer
 */

/** How far below the window a chart is drawn ahead of its coming into view. */
const AHEAD = "300px";

/** @param {(place: HTMLElement) => void} failed called for a chart where the drawing module can't be had */
export function createLazyCharts(failed) {
  /** @type {Map<Element, Drawing>} */
  const drawings = new Map();
  /** @type {Map<Element, number>} widths, in pixels, of those that are drawn */
  const drawn = new Map();
  /** @type {Drawer | null} */
  let drawer = null;

  /** @param {Element} element */
  function draw(element) {
    const place = /** @type {HTMLElement} */ (element);
    const drawing = drawings.get(place);
    if (drawer && drawing && place.clientWidth) {
      drawn.set(place, place.clientWidth);
      drawer.draw(place, drawing.option, drawing.label);
    }
  }

  /** @param {Element[]} places */
  async function drawAll(places) {
    try {
      drawer ??= await import("./chart.js");
      places.forEach(draw);
    } catch {
      places.forEach((place) => failed(/** @type {HTMLElement} */ (place)));
    }
  }

  const near = new IntersectionObserver(
    (entries) => drawAll(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
    { rootMargin: AHEAD },
  );
  const widths = new ResizeObserver((entries) =>
    entries
      .map((entry) => entry.target)
      .filter((place) => drawn.has(place) && drawn.get(place) !== place.clientWidth)
      .forEach(draw),
  );
  const redraw = quietly(() => [...drawn.keys()].forEach(draw), 60);
  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  ["beforeprint", "afterprint"].forEach((name) =>
    window.addEventListener(name, () => [...drawings.keys()].forEach(draw)),
  );

  return {
    /** @param {HTMLElement} place @param {Drawing} drawing */
    add(place, drawing) {
      void drawAll([]); // has the drawing module at hand, should someone print before scrolling
      drawings.set(place, drawing);
      near.observe(place);
      widths.observe(place);
    },

    /** Forgets all charts: their places are about to go. */
    clear() {
      near.disconnect();
      widths.disconnect();
      drawings.clear();
      drawn.clear();
    },
  };
}
