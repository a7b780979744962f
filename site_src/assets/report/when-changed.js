/** Draws again only what is another than before: after most answers, most of a report is as it was. */

/** @typedef {(name: string, value: unknown, draw: () => void) => void} WhenChanged */

/**
 * Calls `draw` where the value of that name (plain data) is another than the last time, and the first time.
 *
 * @returns {WhenChanged}
 */
export function createWhenChanged() {
  /** @type {Map<string, string>} */
  const last = new Map();
  return (name, value, draw) => {
    const text = JSON.stringify(value) ?? "";
    if (last.get(name) !== text) {
      last.set(name, text);
      draw();
    }
  };
}
