/** Messages that stay at the top of the page until they no longer hold, one for each subject. */

import { one } from "./dom.js";
import { html, render, repeat } from "./template.js";

/**
 * @typedef {{bad?: boolean, button?: string, action?: () => void}} More
 * @typedef {{subject: string, lines: string[], more: More}} Notice
 */

/** What stands at the top, by the place: that of another language is another one. @type {WeakMap<Element, Notice[]>} */
const shown = new WeakMap();

/**
 * @param {string} subject a later notice on the same subject takes its place
 * @param {string[]} lines the first is the headline
 * @param {More} [more]
 */
export function notify(subject, lines, more = {}) {
  show((others) => [...others, { subject, lines: lines.filter(Boolean), more }], subject);
}

/** @param {string} subject */
export function dismiss(subject) {
  show((others) => others, subject);
}

/**
 * @param {(others: Notice[]) => Notice[]} change of those on other subjects
 * @param {string} subject
 */
function show(change, subject) {
  const place = one("#notices");
  const notices = change((shown.get(place) ?? []).filter((notice) => notice.subject !== subject));
  shown.set(place, notices);
  // An element for each: what comes in the place of another notice is read out as well.
  render(
    repeat(notices, (notice) => notice, draw),
    place,
  );
}

/** @param {Notice} notice */
function draw({ subject, lines: [first, ...rest], more: { bad, button, action } }) {
  return html`<div class="cs-notice" role=${bad ? "alert" : "status"} data-notice=${subject} ?data-bad=${bad}>
    <div>
      <p>${bad ? html`<strong>${first}</strong>` : first}</p>
      ${rest.map((line) => html`<p>${line}</p>`)}
    </div>
    ${
      button
        ? html`<button type="button" class="cs-button cs-button--plain" @click=${action}>${button}</button>`
        : null
    }
  </div>`;
}
