/**
 * WebKit empties fields that are not to be completed when their page comes back from the back/forward cache. It does so
 * at some time after `pageshow`, later on a busy machine, and no event says so.
 */

import { hear } from "../lib/lifetime.js";

/** @typedef {import("../form/form.js").Snapshot} Snapshot */

const WATCH = 3000; // milliseconds; no later emptying has been seen
const STEP = 50;

/**
 * @param {() => Snapshot} read what is in the fields
 * @param {(whole: Snapshot) => void} write puts it back
 */
export function createFieldGuard(read, write) {
  let whole = read();
  let timer = 0;

  function check() {
    if (!timer) {
      return;
    }
    const now = read();
    if (isBlank(now) && !isBlank(whole)) {
      write(whole);
    } else {
      whole = now;
    }
  }
  function stop() {
    window.clearInterval(timer);
    timer = 0;
  }
  /** Before a person changes anything, for what is entered next must not stand alone; what is empty after it is meant. */
  function look() {
    check();
    timer && window.setTimeout(() => (whole = read()));
  }
  ["pointerdown", "keydown", "click"].forEach((name) => hear(document, name, look, { capture: true }));

  return {
    /** Watches from now on for a while. */
    start() {
      stop();
      whole = read();
      timer = window.setInterval(check, STEP);
      window.setTimeout(stop, WATCH);
    },
    check,
    stop, // what is empty from now on is meant to be
  };
}

/** @param {Snapshot} snapshot */
function isBlank({ answers, notes, label, typed }) {
  return [answers, notes, typed].every((part) => !Object.keys(part).length) && !label;
}
