/** Keeping a result on this device because someone asked for it; kept ones go where saving is switched off. */

import { one } from "../lib/dom.js";
import { createSavedResults } from "./saved-results.js";
import { dismiss, notify } from "../lib/notices.js";
import { ownWords } from "../lib/own-words.js";
import { announce } from "../lib/page.js";

/**
 * @param {string} survey its id
 * @param {boolean} allowed whether saving is on
 * @param {() => Promise<import("../lib/types.js").Reply | null>} save has the engine write the present result
 */
export function createSavedResultsList(survey, allowed, save) {
  const { store: kind = "" } = one("#survey-app").dataset;
  const results = createSavedResults(kind + survey, allowed);
  const say = ownWords(one("#time-view"));

  one("[data-action=keep]").addEventListener("click", async () => {
    const reply = await save();
    const outcome = reply?.text ? results.add(reply.text) : "denied";
    const good = outcome === "kept" || outcome === "again";
    const line = say(outcome === "kept" ? "kept_done" : `kept_${outcome}`);
    notify("kept", [line], { bad: !good });
    announce(line);
  });

  return {
    results,

    /** @param {boolean} on saving was switched @param {boolean} elsewhere because of what happened in another tab */
    follow(on, elsewhere) {
      const n = results.follow(on, elsewhere);
      dismiss("kept");
      if (!on && !elsewhere && n) {
        notify("kept", [say("kept_switched", { n })]);
      }
    },

    erase() {
      results.erase();
      dismiss("kept");
    },
  };
}
