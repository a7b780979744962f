/** What is wrong with files, as a notice: a headline, and a list below it. */

import { html } from "./template.js";

/** @param {string} first @param {unknown[]} rest */
export function drawProblems(first, rest) {
  return html`<div class="cs-notice" data-bad>
    <div>
      <p><strong>${first}</strong></p>
      ${
        rest.length
          ? html`<ul>
              ${rest.map((line) => html`<li>${line}</li>`)}
            </ul>`
          : null
      }
    </div>
  </div>`;
}
