/** Messages that stay at the top of the page until they no longer hold, one for each subject. */

import { h, one } from "./dom.js";

/**
 * @param {string} subject a later notice on the same subject takes its place
 * @param {string[]} lines the first is the headline
 * @param {{bad?: boolean, button?: string, action?: () => void}} [more]
 */
export function notify(subject, lines, more = {}) {
  const button = more.button
    ? h("button", { type: "button", class: "cs-button cs-button--plain" }, more.button)
    : null;
  button?.addEventListener("click", () => more.action?.());
  const [first, ...rest] = lines.filter(Boolean);
  const paragraphs = rest.map((line) => h("p", {}, line));
  const box = h(
    "div",
    { class: "cs-notice", role: more.bad ? "alert" : "status", "data-notice": subject, "data-bad": more.bad },
    h("div", {}, h("p", {}, more.bad ? h("strong", {}, first) : first), ...paragraphs),
    button,
  );
  dismiss(subject);
  one("#notices").append(box);
}

/** @param {string} subject */
export function dismiss(subject) {
  one("#notices").querySelector(`[data-notice="${subject}"]`)?.remove();
}
