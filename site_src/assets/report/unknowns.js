/** Who can answer, in place of scores that there are none of. */

import { html } from "../lib/template.js";

/** @param {import("../lib/views.js").UnknownsView} unknowns */
export function drawUnknowns({ say, axes }) {
  return html`<div class="cs-unknowns">
    <p>${say}</p>
    <dl>
      ${axes.map(
        ({ name, who, questions }) =>
          html`<div>
            <dt><strong>${who}</strong> <span>${name}</span></dt>
            <dd>
              <ul>
                ${questions.map(({ id, prompt }) => html`<li><a href="#q-${id}">${prompt}</a></li>`)}
              </ul>
            </dd>
          </div>`,
      )}
    </dl>
  </div>`;
}
