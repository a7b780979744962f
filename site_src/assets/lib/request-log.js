/** What the page and its worker have asked for since they were opened, as the browser recorded it. */

/** @typedef {{url: string, at: number, by: "page" | "worker"}} Asked `at`: milliseconds since 1970 */

/** @type {Asked[]} */
const asked = [];
/** @type {Set<() => void>} */
const listeners = new Set();
let answered = Infinity;

/** What the recording of requests is called, in pages and workers alike. */
export const RECORD = "resource";

/**
 * Calls back with what has been asked for so far, and then with whatever follows.
 *
 * @param {"page" | "worker"} by
 * @param {(asked: Asked[]) => void} heard
 * @param {string[]} [types]
 * @returns {boolean} false where the browser keeps no record
 */
export function observe(by, heard, types = [RECORD]) {
  if (!("PerformanceObserver" in self)) {
    return false;
  }
  const observer = new PerformanceObserver((list) =>
    heard(
      list
        .getEntries()
        .map((entry) => ({ url: entry.name, at: performance.timeOrigin + entry.startTime, by }))
        .filter((one) => /^(https?|wss?):/.test(one.url)),
    ),
  );
  types.forEach((type) => observer.observe({ type, buffered: true }));
  return true;
}

/** @param {Asked[]} more */
export function note(more) {
  asked.push(...more);
  tell();
}

/** The first answer has been given; later calls change nothing. */
export function answersBegin() {
  if (answered === Infinity) {
    answered = performance.timeOrigin + performance.now(); // by the clock that the requests are recorded with
    tell();
  }
}

function tell() {
  listeners.forEach((listener) => listener());
}

/**
 * @param {() => void} listener called after every change
 * @returns {{now: () => {asked: Asked[], sinceAnswers: Asked[]}, stop: () => void}} `now`: what is known, in order of
 *   time; of what was asked for since the first answer, only addresses that are new: browsers ask for a page's icon again
 *   and again; `stop` ends the calls
 */
export function follow(listener) {
  listeners.add(listener);
  const now = () => {
    const all = [...asked].sort((one, other) => one.at - other.at);
    const known = new Set(all.filter((one) => one.at < answered).map((one) => one.url));
    const sinceAnswers = all.filter(({ url }) => !known.has(url) && known.add(url));
    return { asked: all, sinceAnswers };
  };
  return { now, stop: () => void listeners.delete(listener) };
}
