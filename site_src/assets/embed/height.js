/**
 * How tall the content is, told when it changes; it depends on the frame's width and never on its height.
 *
 * The page around can measure its frame, and which questions are asked depends on answers: heights are rounded up.
 */

import { atEnd, hear } from "../lib/lifetime.js";

/** Pixels. The Embed page names it. */
export const STEP = 200;

/**
 * @param {HTMLElement} content
 * @param {() => void} changed
 */
export function watchHeight(content, changed) {
  let last = 0;
  const tall = () => content.getBoundingClientRect().height;
  const now = () => Math.ceil(tall() / STEP) * STEP;

  /** Where the page around does not give the frame its height, the frame has to scroll. */
  const fits = () => window.innerHeight + 1 >= tall();
  const check = () => document.documentElement.toggleAttribute("data-cut", !fits());

  const heights = new ResizeObserver(() => {
    if (now() !== last) {
      last = now();
      changed();
      setTimeout(check, 500); // by then the page around has followed, or won't
    }
  });
  heights.observe(content);
  atEnd(() => heights.disconnect());
  hear(window, "resize", check);

  return { now, fits };
}
