/** Puts back what was entered before: kept on this device, carried over from another language, from another tab. */

import { isRecord } from "../form/answer-fields.js";
import { takeCarried } from "./language-handover.js";
import { notify } from "../lib/notices.js";

/**
 * @typedef {import("../form/form.js").Form} Form
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {{created: string, screen: string, link: string, against: unknown, plan: unknown,
 *   single: boolean}} Restored `link`: the
 *   shared result that was on show in the other language
 */

/**
 * @param {Form} form
 * @param {import("./autosave.js").Saving} saving
 * @param {Say} say
 * @param {import("./merging.js").Entered & import("../form/form.js").Snapshot} [before] what was on the page in another language
 * @param {import("./reload-handover.js").HandedOver | null} [handed] what was on the page before it was loaded again
 * @returns {Restored | null} null where there was nothing to put back
 */
export function restore(form, saving, say, before, handed) {
  const fresh = window.location.hash === "";
  const kept = saving.load();
  const carried = takeCarried();
  if (before) {
    form.putBack(before);
    const { created, screen, against, plan, single = false } = before;
    return { created, screen, against, plan, single, link: "" };
  }
  if (handed) {
    const restored = put(form, handed.entry, say, say("updated_done"));
    handed.off && saving.set(false);
    return restored;
  }
  if (carried === "broken") {
    notify("carried", [say("language_broken")], { bad: true }); // beside what is said of saved answers
  } else if (carried && !kept) {
    const restored = put(form, carried, say, say("language_kept"));
    if (carried.saving === "off") {
      saving.set(false);
    }
    return restored;
  }
  const n = isRecord(kept?.answers) ? Object.keys(kept.answers).length : 0;
  return kept ? put(form, kept, say, fresh && n ? say("restored", { n }) : "") : null;
}

/**
 * What was filled in before the script ran wins over what was kept.
 *
 * @param {Form} form
 * @param {Record<string, unknown>} entry
 * @param {Say} say
 * @param {string} words what to say about it, if anything
 */
function put(form, entry, say, words) {
  const early = form.readAll().answers;
  const kept = isRecord(entry.answers) ? entry.answers : {};
  const dropped = form.write({ ...entry, answers: { ...kept, ...early } });
  const version = typeof entry.version === "string" ? entry.version : form.version;
  const lines = [
    words,
    version === form.version ? "" : say("restored_other_version", { version }),
    dropped > 0 ? say("restored_partly", { n: dropped }) : "",
  ].filter(Boolean);
  if (lines.length) {
    notify("restored", lines);
  }
  return {
    created: text(entry.created),
    screen: text(entry.screen),
    link: text(entry.link),
    against: entry.against,
    plan: entry.plan,
    single: entry.single === true,
  };
}

/** @param {unknown} value */
export function text(value) {
  return typeof value === "string" ? value : "";
}
