/** A chart that stands alone: its title above, its source below, on white. */

import { render } from "./render.js";
import "../common-chunk.js";
import { lines, s, sheet } from "../lib/svg.js";

/** @typedef {import("../lib/views.js").PictureView} Picture */

const WIDTH = 720;
const EDGE = 32;

/** @param {Picture} picture @param {import("../lib/svg.js").Ink} ink */
export function draw({ title, you, source, chart }, ink) {
  const width = WIDTH - 2 * EDGE;
  const place = { x: EDGE, width };
  const head = lines(title, ink, { ...place, y: EDGE + 18, size: 18, weight: 600 });
  const said = lines(you ?? "", ink, { ...place, y: EDGE + 18 + head.height, size: 13 });
  const drawing = render(chart, width, ink.style);
  const top = EDGE + head.height + (you ? said.height : 0) + 10;
  drawing.setAttribute("x", String(EDGE));
  drawing.setAttribute("y", String(top));
  const below = top + Number(drawing.getAttribute("height")) + 24;
  const foot = lines(source, ink, { ...place, y: below, size: 12, fill: ink.soft });
  const height = below + foot.height - 22 + EDGE;
  const body = s("g", {}, head.element, ...(you ? [said.element] : []), drawing, foot.element);
  return sheet(WIDTH, height, title, ink, body);
}
