/**
 * Makes the engine's worker. A policy that stands in a page does not reach a worker that has an address of its own; one
 * that is started from a blob inherits it, so that the worker is held on hosts that send no headers, too.
 */

/**
 * @param {string} script absolute
 * @param {boolean} inherits whether to start it from a blob; some policies of hosts do not allow that
 * @returns {Worker} throws where the browser refuses at once; others tell by an `error` event
 */
export function startWorker(script, inherits) {
  if (!inherits) {
    return new Worker(script, { type: "module" });
  }
  const code = new Blob([`import ${JSON.stringify(script)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(code);
  const worker = new Worker(address, { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}
