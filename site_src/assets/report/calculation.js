/** The working behind a score, shown on request: what was weighted, added and divided, with all digits. */

import { html } from "../lib/template.js";

/**
 * @param {import("../lib/views.js").WorkingView} working
 * @param {import("../lib/page.js").Say} say
 * @param {{id: string, title: string, of: "axis" | "question"}} frame `of`: what each row is
 */
export function drawWorking(working, say, { id, title, of }) {
  return html`<details class="cs-working" id=${id}>
    <summary>${title}</summary>
    <div class="cs-working__table" tabindex="0" role="group" aria-label=${title}>
      <table class="cs-working__figures">
        <thead>
          <tr>
            ${[of, "weight", "score", "product"].map((key) => html`<th scope="col">${say(key)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${working.rows.map(
            ({ name, weight, score, product }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${weight}</td>
                <td>${score}</td>
                <td>${product}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${say("working_sum")}</th>
            <td>${working.weights}</td>
            <td></td>
            <td>${working.sum}</td>
          </tr>
        </tfoot>
      </table>
    </div>
    <p>${working.say}</p>
    ${working.left_out.map((line) => html`<p>${line}</p>`)}
  </details>`;
}
