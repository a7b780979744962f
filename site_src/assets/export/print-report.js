/** Prints the report from a view other than its own. */

import { all, one } from "../lib/dom.js";
import "../common-chunk.js";
import { printPage } from "../lib/printing.js";
import { html, render } from "../lib/template.js";

/** How long printing waits for what it prints, in milliseconds. */
const PATIENCE = { view: 2_000, report: 60_000, radar: 5_000 };

/**
 * Prints the report once it is on the page; its radar is waited for as well, but not for long.
 *
 * @param {HTMLElement} [before] printed in front of it
 */
export async function printReport(before) {
  const view = one("#report-view");
  const report = one("[data-slot=report]", view);
  const radar = one("[data-slot=radar]", view);
  const isLeft = () => Boolean(view.hidden);
  await seen(() => !isLeft(), PATIENCE.view); // the address has changed, and is heard of a moment later
  if (await seen(() => isLeft() || !report.hidden, PATIENCE.report)) {
    await seen(
      () => isLeft() || Boolean(one(".cs-radar").hidden) || radar.childElementCount > 0,
      PATIENCE.radar,
    );
    if (!isLeft()) {
      putBefore(view, before);
      printPage();
    }
  }
}

/**
 * Puts something in front of the report until the printing ends.
 *
 * @param {HTMLElement} view
 * @param {HTMLElement | undefined} before
 */
function putBefore(view, before) {
  if (before) {
    before.querySelector(".cs-board__method")?.after(contents(view, before.dataset.appendix ?? ""));
    view.prepend(before);
    window.addEventListener("afterprint", () => before.remove(), { once: true });
  }
}

/**
 * What the report below holds, as links that a PDF keeps.
 *
 * @param {HTMLElement} view
 * @param {string} title
 */
function contents(view, title) {
  const parts = all(".cs-part h3[id]", view).filter((heading) => heading.offsetParent !== null);
  const links = parts.map(({ id, textContent }) => html`<li><a href="#${id}">${textContent}</a></li>`);
  const list = document.createElement("div");
  list.className = "cs-board__contents";
  render(
    html`<h3>${title}</h3>
      <ul>
        ${links}
      </ul>`,
    list,
  );
  return list;
}

/**
 * Whether something is seen within so many milliseconds.
 *
 * @param {() => boolean} look
 * @param {number} patience
 */
async function seen(look, patience) {
  const ends = performance.now() + patience;
  while (!look() && performance.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return look();
}
