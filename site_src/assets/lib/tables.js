/** Tables whose rows have a heading. */

import { html, nothing } from "./template.js";

/**
 * @param {unknown[]} heads
 * @param {unknown[][]} rows the first cell of each is its heading
 * @param {string} [name] a class of the table
 */
export function rowTable(heads, rows, name) {
  return html`<table class=${name ?? nothing}>
    <thead>
      <tr>
        ${heads.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
