/** Draws many charts, each when it scrolls into view; draws them again at a new width or in new colours. */

import { quietly } from "../lib/dom.js";
import { atEnd, hear } from "../lib/lifetime.js";
import { bring } from "../lib/site-update.js";

/**
 * @typedef {{option: import("../lib/views.js").ChartOption, label: string}} Drawing
 * @typedef {Pick<typeof import("./render.js"), "draw">} Drawer
 */

/** How far below the window a chart is drawn ahead of its coming into view. */
const AHEAD = "300px";

/**
 * @param {() => Promise<Drawer>} load fetches the drawing module; passed in, because that module shares a file with this one
 * @param {(place: HTMLElement) => void} failed called for a chart where the drawing module can't be had
 */
export function createLazyCharts(load, failed) {
  /** @type {Map<Element, Drawing>} */
  const drawings = new Map();
  /** @type {Map<Element, number>} widths, in pixels, of those that are drawn */
  const drawn = new Map();
  /** @type {Drawer | null} */
  let drawer = null;

  /** @param {Element[]} places their widths are read before the first is drawn: one layout for all */
  function draw(places) {
    const wide = places.map((place) => ({ place, width: place.clientWidth, drawing: drawings.get(place) }));
    for (const { place, width, drawing } of wide) {
      if (drawer && drawing && width) {
        drawn.set(place, width);
        drawer.draw(/** @type {HTMLElement} */ (place), drawing.option, drawing.label, width);
      }
    }
  }

  /** @param {Element[]} places */
  async function fetchAndDraw(places) {
    try {
      drawer ??= await bring(load);
      draw(places);
    } catch {
      places.forEach((place) => failed(/** @type {HTMLElement} */ (place)));
    }
  }

  const near = new IntersectionObserver(
    (entries) => fetchAndDraw(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
    { rootMargin: AHEAD },
  );
  const widths = new ResizeObserver((entries) =>
    draw(
      entries
        .map((entry) => entry.target)
        .filter((place) => drawn.has(place) && drawn.get(place) !== place.clientWidth),
    ),
  );
  const redraw = quietly(() => draw([...drawn.keys()]), 60);
  const colours = new MutationObserver(redraw);
  colours.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  atEnd(() => [near, widths, colours].forEach((observer) => observer.disconnect()));
  hear(window.matchMedia("(prefers-color-scheme: dark)"), "change", redraw);
  ["beforeprint", "afterprint"].forEach((name) => hear(window, name, () => draw([...drawings.keys()])));

  /** @param {Element} place */
  function forget(place) {
    near.unobserve(place);
    widths.unobserve(place);
    drawings.delete(place);
    drawn.delete(place);
  }

  return {
    /**
     * Has a chart drawn in a place, or drawn there instead of an earlier one.
     *
     * @param {HTMLElement} place
     * @param {Drawing} drawing
     */
    add(place, drawing) {
      void fetchAndDraw([]); // has the drawing module at hand, should someone print before scrolling
      if (JSON.stringify(drawings.get(place)) !== JSON.stringify(drawing)) {
        drawings.set(place, drawing);
        near.unobserve(place); // a place that is observed again is reported again
        near.observe(place);
        widths.observe(place);
      }
    },

    /** Forgets the charts whose places are not on the page any more. */
    tidy: () => [...drawings.keys()].filter((place) => !place.isConnected).forEach(forget),

    /** Forgets all charts: their places are about to go. */
    clear: () => [...drawings.keys()].forEach(forget),
  };
}
