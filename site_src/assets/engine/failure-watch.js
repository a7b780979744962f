/** Hears of failures of the runtime that it would keep to itself. */

import { fetchChecked } from "./fetch.js";

/**
 * Watches what the runtime does by itself below `index`, until it is stopped. `failure` never resolves; it rejects with
 * the first failure, which the runtime may not pass on.
 *
 * @param {string} index
 * @param {ReadonlyMap<string, string>} hashes SHA-256 in hexadecimal of files that it may fetch, by address
 * @param {() => void} alive called now and then while something arrives
 * @returns {{failure: Promise<never>, stop: () => void}}
 */
export function watchFailures(index, hashes, alive) {
  const { fetch: plainFetch } = self;
  const { instantiate, instantiateStreaming } = WebAssembly;
  const ending = new AbortController();
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => {
    const get = plainFetch.bind(self);
    self.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith(index)) {
        return get(input, init);
      }
      return rejecting(fetchChecked, reject)(url, hashes.get(url), alive, get, reject);
    };
    const unhandled = (/** @type {PromiseRejectionEvent} */ event) => {
      event.preventDefault();
      reject(event.reason);
    };
    self.addEventListener("unhandledrejection", unhandled, { signal: ending.signal });
    WebAssembly.instantiate = rejecting(instantiate, reject);
    WebAssembly.instantiateStreaming = rejecting(instantiateStreaming, reject);
  });
  const stop = () => {
    ending.abort();
    self.fetch = plainFetch;
    Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  };
  return { failure, stop };
}

/**
 * @template {(...given: any[]) => Promise<any>} F
 * @param {F} action
 * @param {(error: unknown) => void} reject called with what makes the action fail, too
 * @returns {F}
 */
function rejecting(action, reject) {
  const wrapped = async (/** @type {any[]} */ ...given) => {
    try {
      return await action(...given);
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  return /** @type {F} */ (wrapped);
}
