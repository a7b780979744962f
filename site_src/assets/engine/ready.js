/** The moment from which the engine needs neither the network nor the processor: it is ready, or has failed. */

/** @typedef {"packed" | "plain" | "nothing"} Way how it started: from packed or plain files, or from nothing */

/** @type {(way?: Way) => void} */
let settle = () => undefined;

/** @type {Promise<Way | undefined>} */
export const engineSettled = new Promise((resolve) => (settle = resolve));

/** @param {Way} [way] */
export function settleEngine(way) {
  settle(way);
}
