/** The frame's end of the line to the page around it. That page is known by its origin once it has said who it is. */

import { hear } from "../lib/lifetime.js";
import { packed, readFromHost } from "./protocol.js";

/**
 * @typedef {import("./protocol.js").FromFrame} FromFrame
 * @typedef {{origin: string, summary: boolean}} Host `summary`: whether it asks for one; `origin` is "null" where it has none
 *   that could be named
 * @typedef {ReturnType<typeof createChannel>} Channel
 */

/** @param {(host: Host) => void} met called when the page around has said who it is */
export function createChannel(met) {
  const around = window.parent === window ? null : window.parent;
  /** @type {Host | null} */
  let host = null;

  hear(window, "message", (/** @type {MessageEvent} */ event) => {
    const message = event.source === around ? readFromHost(event.data) : null;
    if (message && (!host || host.origin === event.origin)) {
      host = { origin: event.origin, summary: message.summary };
      met(host);
    }
  });

  return {
    /** Says that somebody is here; holds nothing, so that anybody may hear it. */
    hello: () => around?.postMessage(packed({ type: "hello" }), "*"),

    isHosted: () => host !== null,

    /** @param {FromFrame} message what anybody around may know */
    tell(message) {
      if (host) {
        around?.postMessage(packed(message), isNamed(host) ? host.origin : "*");
      }
    },

    /** @param {import("./protocol.js").Summary} summary goes to the named host and to nobody else */
    handOver(summary) {
      if (host && isNamed(host)) {
        around?.postMessage(packed({ type: "summary", summary }), host.origin);
      }
    },
  };
}

/** @param {Host} host whether it has an origin that a person can be told and a message be sent to */
export function isNamed(host) {
  return /^https?:\/\//.test(host.origin);
}
