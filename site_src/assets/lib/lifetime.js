/** How long the listeners of a page live: until the page's texts are replaced by those of another language. */

let ending = new AbortController();

/**
 * Listens on what outlives the texts of the page: the window, the document.
 *
 * @param {EventTarget} target
 * @param {string} type
 * @param {(event: any) => void} heard
 * @param {AddEventListenerOptions} [options]
 */
export function hear(target, type, heard, options = {}) {
  target.addEventListener(type, heard, { ...options, signal: ending.signal });
}

/**
 * Runs `action` when the listeners end; for what needs more than that to stop, such as an observer.
 *
 * @param {() => void} action
 */
export function atEnd(action) {
  ending.signal.addEventListener("abort", action, { once: true });
}

/** Ends all listeners so far. Those that come from now on belong to the next texts. */
export function endListeners() {
  ending.abort();
  ending = new AbortController();
}
