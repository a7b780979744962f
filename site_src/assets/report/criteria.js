/** Published cut-offs and norms beside a score: every row, the one that the score is in, and the source. */

import { html, nothing } from "../lib/template.js";

/**
 * @param {import("../lib/views.js").CriterionView} one
 * @param {import("../lib/page.js").Say} say
 * @param {"h3" | "h4"} heading what stands above it says which
 */
export function drawCriterion({ name, about, source, rows }, say, heading = "h4") {
  return html`<div class="cs-criterion">
    ${heading === "h3" ? html`<h3>${name}</h3>` : html`<h4>${name}</h4>`}
    ${about ? html`<p class="cs-about">${about}</p>` : null}
    <table class="cs-criterion__table">
      <thead class="cs-sr">
        <tr>
          <th scope="col">${say("criterion_row")}</th>
          <th scope="col">${say("criterion_from")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ here, label, from }) =>
            html`<tr aria-current=${here ? "true" : nothing}>
              <th scope="row">${label}</th>
              <td>${from}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="cs-help">${source}</p>
  </div>`;
}
