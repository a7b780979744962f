/** The top of a report without an index: what was compared, and how much was answered. */

import { html } from "../lib/template.js";

/**
 * @param {import("../lib/views.js").HeadlineView} head
 * @param {import("../lib/views.js").ConclusionView} [conclusion]
 */
export function drawOverview({ say, meta }, conclusion) {
  return html`<div class="cs-overview">
    <h3>${say}</h3>
    <p class="cs-meta">${meta.map((text) => html`<span>${text}</span>`)}</p>
    ${
      conclusion
        ? html`<h4>${conclusion.title}</h4>
            <ul>
              ${conclusion.lines.map((text) => html`<li>${text}</li>`)}
            </ul>`
        : null
    }
  </div>`;
}
