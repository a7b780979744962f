/**
 * Elements from templates that read like HTML. Texts go in as texts, never as markup; drawn again, only what differs is
 * touched, so that the rest keeps its layout, its focus and what a person has typed or unfolded.
 */

import { html as template, noChange } from "lit-html";
import { live } from "lit-html/directives/live.js";

export { nothing, render } from "lit-html";
export { repeat } from "lit-html/directives/repeat.js";
export { live };

/** @typedef {import("lit-html").TemplateResult} Template */

/** Templates without their layout, by the strings of the source. @type {WeakMap<TemplateStringsArray, TemplateStringsArray>} */
const known = new WeakMap();

/**
 * A template of lit-html. White space beside a tag, or alone between two expressions, is layout of the source and left
 * out; one that is meant is written `${" "}`.
 *
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values null and "" draw nothing
 */
export function html(strings, ...values) {
  const plain = known.get(strings) ?? withoutLayout(strings);
  known.set(strings, plain);
  return template(plain, ...values);
}

/** @param {TemplateStringsArray} strings */
function withoutLayout(strings) {
  let isInTag = false;
  const plain = strings.map((text) =>
    text.replace(/\s*([<>])\s*|\s+/g, (_, bracket) => {
      isInTag = bracket ? bracket === "<" : isInTag;
      return bracket ?? (isInTag || text.trim() ? " " : "");
    }),
  );
  return Object.assign(plain, { raw: [...strings.raw] });
}

/**
 * The value of a field, for `.value=${typed(id, value)}`: what stands in it by now counts, and a field in which somebody
 * is writing is left alone.
 *
 * @param {string} id of the field
 * @param {string | number} value
 */
export function typed(id, value) {
  return document.activeElement?.id === id ? noChange : live(String(value));
}
