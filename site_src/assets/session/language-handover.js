/**
 * Carries the answers along when the language is switched: what is kept on the device is there already, what is
 * not goes in the fragment, which no server sees and which is taken out of the address on arrival.
 */

import { isRecord } from "../form/answer-fields.js";
import { all } from "../lib/dom.js";

const SIGN = "lang=";

/**
 * Fills the links to the page's other languages as they are followed.
 *
 * @param {() => Record<string, unknown> | null} carried null where everything is kept on the device
 * @param {() => string} place the fragment to show there in that case
 */
export function carryAcross(carried, place) {
  for (const link of /** @type {HTMLAnchorElement[]} */ (all("a[data-lang-switch]"))) {
    const fill = () => {
      const entry = carried();
      link.hash = entry ? SIGN + encode(entry) : place();
    };
    link.addEventListener("click", fill);
    link.addEventListener("auxclick", fill);
  }
}

/**
 * What came along from the other language, taken out of the address at once.
 *
 * @returns {Record<string, unknown> | null | "broken"} null where nothing did
 */
export function takeCarried() {
  const fragment = window.location.hash.slice(1);
  if (!fragment.startsWith(SIGN)) {
    return null;
  }
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return decode(fragment.slice(SIGN.length)) ?? "broken";
}

/** @param {Record<string, unknown>} value base64url of its JSON in UTF-8 */
export function encode(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text @returns {Record<string, unknown> | null} */
export function decode(text) {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
