/** The line that says where the answers are kept, with its switch; keeps them as they change. */

import { one, quietly } from "../lib/dom.js";
import { dismiss, notify } from "../lib/notices.js";
import { createStore, KEPT_FORMAT } from "./storage.js";

/**
 * @typedef {import("./storage.js").Kept} Kept
 * @typedef {Omit<Kept, "format">} Keeping
 * @typedef {ReturnType<typeof createSaving>} Saving
 */

/**
 * @param {string} survey
 * @param {import("../lib/page.js").Say} say
 * @param {() => Keeping} current what there is to keep now
 * @param {(on: boolean) => void} [switched] called when saving has been switched on or off
 */
export function createSaving(survey, say, current, switched = () => {}) {
  const { store: kind = "", saving = "" } = one("#survey-app").dataset;
  const store = createStore(kind + survey);
  const control = /** @type {HTMLInputElement} */ (one("#saving-switch"));
  const status = one("#saving-text");
  const allowed = store.allowed() && saving !== "never";
  let on = allowed && !wasSwitchedOff();
  let outcome = on ? "kept" : allowed ? "off" : "denied";

  /** @param {string} next */
  function show(next) {
    outcome = next;
    const key = {
      kept: "saved",
      off: "saving_off",
      denied: "storage_denied",
      full: "storage_full",
      newer: "storage_newer",
    }[outcome];
    control.checked = outcome === "kept";
    status.textContent = say(key ?? "saved");
    status.toggleAttribute("data-bad", outcome !== "kept" && outcome !== "off");
  }

  function saveNow() {
    const entry = current();
    if (on && store.holdsNewer()) {
      show("newer");
    } else if (on && isEmpty(entry)) {
      store.erase();
    } else if (on) {
      show(store.save({ format: KEPT_FORMAT, ...entry }));
    }
  }
  const save = quietly(saveNow, 150);

  /**
   * Saving is on unless switched off; off means that nothing stands in the storage.
   *
   * @param {boolean} wanted
   */
  function set(wanted) {
    on = wanted;
    remember(wanted);
    dismiss("tabs");
    if (wanted) {
      saveNow();
    } else {
      store.erase();
      show("off");
    }
    switched(wanted);
  }

  control.addEventListener("change", () => set(control.checked));
  // A page that goes away while the wait before saving still runs would lose the last answer.
  window.addEventListener("pagehide", saveNow);
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

    load: () => (on ? store.load() : null),
    erase: () => store.erase(),

    /** @param {(entry: Record<string, unknown>) => void} adopt what another tab has kept */
    watch(adopt) {
      store.watch((entry) => {
        if (entry && on) {
          adopt(entry);
        } else if (on) {
          set(false);
          notify("tabs", [say("other_tab_erased")]);
        }
      });
    },
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

/**
 * Whether nothing has been entered; then nothing is kept either.
 *
 * @param {Keeping} entry
 */
function isEmpty({ answers, notes, label }) {
  return !label && Object.keys(answers).length === 0 && Object.keys(notes).length === 0;
}
