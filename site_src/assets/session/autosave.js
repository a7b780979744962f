/** The line that says where the answers are kept, with its switch; keeps them as they change. */

import { one, quietly } from "../lib/dom.js";
import { hear } from "../lib/lifetime.js";
import { asEntered, isAlike, isEmpty, isSame, merge } from "./merging.js";
import { createFieldGuard } from "./emptied-fields.js";
import { dismiss, notify } from "../lib/notices.js";
import { createEntry, NOTHING } from "./storage.js";

/**
 * @typedef {import("./merging.js").Entered} Entered
 * @typedef {import("./storage.js").State} State
 * @typedef {ReturnType<typeof createSaving>} Saving
 * @typedef {{
 *   current: () => Entered,
 *   adopt: (entry: Entered, back: boolean) => void,
 *   forget: () => void,
 *   leave: () => import("../form/form.js").Snapshot,
 *   comeBack: (left: import("../form/form.js").Snapshot) => void,
 *   switched: (on: boolean, elsewhere: boolean) => void,
 * }} Page `current`: what there is to keep now; `adopt` shows what was kept elsewhere, `back` where that was while the
 *   page was left; `forget`: everything was erased meanwhile; `leave` gives what is in the form, and `comeBack` puts it
 *   back; `switched`: saving is on or off, because of what happened elsewhere or not
 */

const SAVED_FORMAT = "cspi-kept/1";
const WORDS = {
  kept: "saved",
  off: "saving_off",
  denied: "storage_denied",
  full: "storage_full",
  newer: "storage_newer",
};

/**
 * @param {string} survey
 * @param {import("../lib/page.js").Say} say
 * @param {Page} page
 */
export function createSaving(survey, say, page) {
  const { store: kind = "", saving = "" } = one("#survey-app").dataset;
  const entry = createEntry(`cspi-answers:${kind}${survey}`, SAVED_FORMAT);
  const control = /** @type {HTMLInputElement} */ (one("#saving-switch"));
  const status = one("#saving-text");
  const allowed = entry.read() !== null && saving !== "never";
  let on = allowed && !wasSwitchedOff();
  /** @type {keyof typeof WORDS} */
  let outcome = on ? "kept" : allowed ? "off" : "denied";
  let seen = NOTHING; // the state of the storage that what is on the page was made from
  let base = asEntered(null); // what was entered in it: whatever is different now was changed here
  /** @type {import("../form/form.js").Snapshot | null} */
  let left = null; // what was in the form when the page was left for another one
  const guard = createFieldGuard(page.leave, page.comeBack);

  /** @param {keyof typeof WORDS} next */
  function show(next) {
    outcome = next;
    control.checked = outcome === "kept";
    status.textContent = say(WORDS[outcome]);
    status.toggleAttribute("data-bad", outcome !== "kept" && outcome !== "off");
  }

  function saveNow() {
    guard.check();
    if (!on || left) {
      return;
    }
    const stored = entry.read();
    if (!stored || stored.isNewer) {
      show(stored ? "newer" : "denied");
    } else if (stored.text !== seen.text) {
      catchUp();
    } else {
      const mine = page.current();
      isSame(mine, base) ? show("kept") : put(mine);
    }
  }
  const save = quietly(saveNow, 150);

  /** @param {Entered} mine made from what was seen last */
  function put(mine) {
    const done = isEmpty(mine) ? entry.remove(seen) : entry.write(mine, seen);
    if (done.outcome === "stale") {
      catchUp();
      return;
    }
    if (done.outcome === "kept") {
      [seen, base] = [done.state, mine];
    }
    show(done.outcome);
  }

  /** Follows what another page has kept or erased meanwhile; what was changed here since stays. */
  function catchUp(back = false) {
    const stored = on && !left ? entry.read() : null;
    if (!stored || stored.text === seen.text) {
      return;
    }
    if (stored.isNewer) {
      show("newer");
    } else if (stored.text === null && back) {
      start(stored);
      page.forget();
    } else if (stored.text === null) {
      pause();
    } else {
      follow(stored, back);
    }
  }

  function comeBack() {
    if (left) {
      page.comeBack(left);
      left = null;
    }
    catchUp(true);
    guard.start();
  }

  /** @param {State} stored what counts from now on as known */
  function start(stored) {
    [seen, base] = [stored, asEntered(stored.value)];
  }

  /** @param {State} stored @param {boolean} back */
  function follow(stored, back) {
    const mine = page.current();
    const both = stored.value ? merge(base, mine, asEntered(stored.value)) : mine;
    start(stored);
    guard.stop();
    if (!isAlike(both, mine)) {
      page.adopt(both, back);
    }
    isAlike(both, base) ? show("kept") : put(both);
  }

  /** Another tab has erased what was kept: nothing of it is kept again from here. */
  function pause() {
    turn(false);
    show("off");
    page.switched(false, true);
    notify("tabs", [say("other_tab_erased")]);
  }

  /** @param {boolean} wanted */
  function turn(wanted) {
    on = wanted;
    start(NOTHING);
    remember(wanted);
    dismiss("tabs");
  }

  /**
   * Saving is on unless switched off; off means that nothing stands in the storage.
   *
   * @param {boolean} wanted
   */
  function set(wanted) {
    turn(wanted);
    if (wanted) {
      saveNow();
    } else {
      entry.erase();
      show("off");
    }
    page.switched(wanted, false);
  }

  control.addEventListener("change", () => set(control.checked));
  // A page that goes away while the wait before saving still runs would lose the last answer.
  hear(window, "pagehide", () => {
    saveNow();
    guard.stop();
    left ??= page.leave();
  });
  hear(window, "pageshow", (/** @type {PageTransitionEvent} */ event) => {
    if (event.persisted) {
      setTimeout(comeBack); // by then WebKit has emptied the fields, if it is quick
    }
  });
  show(outcome);

  return {
    save,
    set,
    isOn: () => on,

    /** Keeps what there is at once; says whether it is kept. */
    flush() {
      saveNow();
      return outcome === "kept";
    },

    load() {
      start((on && entry.read()) || NOTHING);
      return seen.value;
    },

    erase() {
      guard.stop();
      start(entry.erase());
    },

    /** From now on follows what other pages keep. */
    watch: () => entry.watch(() => catchUp()),
  };
}

/** The choice lives as long as the tab does, in its history entry: with saving off, nothing is stored at all. */
function wasSwitchedOff() {
  return window.history.state?.saving === "off";
}

/** @param {boolean} on */
function remember(on) {
  window.history.replaceState(on ? null : { saving: "off" }, "");
}
