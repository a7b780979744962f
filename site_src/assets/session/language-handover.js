/**
 * Answers in an address, as earlier releases handed them to the page in the other language. Those addresses may still
 * stand in a browser's history: what they hold is taken out of the address at once.
 */

import { isRecord } from "../form/answer-fields.js";

const SIGN = "lang=";

/** @returns {Record<string, unknown> | null | "broken"} null where there is nothing of the kind */
export function takeCarried() {
  const fragment = window.location.hash.slice(1);
  if (!fragment.startsWith(SIGN)) {
    return null;
  }
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return decode(fragment.slice(SIGN.length)) ?? "broken";
}

/** @param {string} text base64url of JSON in UTF-8 @returns {Record<string, unknown> | null} */
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
