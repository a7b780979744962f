/** Keeps a chart drawn: fetches the drawing module when first needed, draws again at a new size or in new colours. */

import { onceShown, quietly } from "../lib/dom.js";
import { atEnd, hear } from "../lib/lifetime.js";
import { bring } from "../lib/site-update.js";

/**
 * @typedef {{option: import("../lib/views.js").ChartOption, label: string}} Drawing
 */

/** How far outside the window a chart is still kept up to date. */
const NEAR = "300px";

/**
 * @param {HTMLElement} place
 * @param {() => void} failed called where the drawing module can't be had
 */
export function createChartHost(place, failed) {
  /** @type {Drawing | null} */
  let drawing = null;
  let width = 0;
  let isNear = true;
  let isDue = false;
  /** @type {typeof import("./render.js") | null} */
  let drawer = null;

  async function fetchAndDraw() {
    try {
      drawer = await bring(() => import("./render.js"));
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
    isDue = false;
    width = place.clientWidth;
    drawer.draw(place, drawing.option, drawing.label, width);
    return undefined;
  }

  const drawDue = () => void (isDue && isNear && draw());
  const redraw = quietly(draw, 60);
  const widths = new ResizeObserver(() => place.clientWidth !== width && redraw());
  const near = new IntersectionObserver(
    (entries) => {
      isNear = entries.some((entry) => entry.isIntersecting);
      drawDue();
    },
    { rootMargin: NEAR },
  );
  const colours = new MutationObserver(redraw);
  widths.observe(place);
  near.observe(place);
  colours.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  atEnd(() => [widths, near, colours].forEach((observer) => observer.disconnect()));
  hear(window.matchMedia("(prefers-color-scheme: dark)"), "change", redraw);
  ["beforeprint", "afterprint"].forEach((name) => hear(window, name, draw));

  return {
    /**
     * The first drawing comes at once; one that is as before, never. A later one takes as long as all else that changes with it: it lets that be
     * shown first, and comes a frame after.
     *
     * @param {Drawing} next
     */
    show(next) {
      if (JSON.stringify(next) === JSON.stringify(drawing)) {
        return undefined;
      }
      const isFirst = !drawing;
      drawing = next;
      isDue = true;
      return isFirst ? draw() : onceShown(drawDue);
    },
  };
}
