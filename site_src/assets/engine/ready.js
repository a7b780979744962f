/** The moment from which the engine needs neither the network nor the processor: it is ready, or has failed. */

/** @typedef {"packed" | "plain" | "nothing"} Way how it started: from packed or plain files, or from nothing */

/** @type {(way?: Way) => void} */
let settle = () => undefined;

/** @type {Promise<Way | undefined>} */
export const engineSettled = new Promise((resolve) => (settle = resolve));

let isSettled = false;

/**
 * An engine that starts whole later on, because its image lacked something, has the service worker keep what that needs.
 *
 * @param {Way} [way]
 */
export function settleEngine(way) {
  if (isSettled && way === "nothing") {
    navigator.serviceWorker?.controller?.postMessage({ type: "engine", way });
  }
  isSettled = true;
  settle(way);
}
