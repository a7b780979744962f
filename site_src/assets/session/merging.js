/** What a person has entered, in two pages at once: the changes made here on top of those made elsewhere. */

import { isRecord } from "../form/answer-fields.js";

/**
 * @typedef {import("../form/form.js").Filled & {version: string, created: string, screen: string,
 *   against?: unknown, plan?: unknown, single?: boolean}} Entered `single`: questions come one at a time
 */

/**
 * An entry as the storage has it, or anything else, as what was entered.
 *
 * @param {Record<string, unknown> | null} entry
 * @returns {Entered}
 */
export function asEntered(entry) {
  const text = (/** @type {string} */ name) => (typeof entry?.[name] === "string" ? entry[name] : "");
  const map = (/** @type {string} */ name) => /** @type {any} */ (isRecord(entry?.[name]) ? entry[name] : {});
  return {
    answers: map("answers"),
    notes: map("notes"),
    label: text("label"),
    version: text("version"),
    created: text("created"),
    screen: text("screen"),
    against: entry?.against,
    plan: entry?.plan,
    single: entry?.single === true || undefined,
  };
}

/**
 * @param {Entered} base what both were made from
 * @param {Entered} mine
 * @param {Entered} theirs
 * @returns {Entered} each answer, note and choice as it was changed here, and where it was not, as it is there
 */
export function merge(base, mine, theirs) {
  const choose = (/** @type {unknown} */ was, /** @type {unknown} */ here, /** @type {unknown} */ there) =>
    isSame(was, here) ? there : here;
  /** @param {Record<string, unknown>} was @param {Record<string, unknown>} here @param {Record<string, unknown>} there */
  const chooseEach = (was, here, there) => {
    const names = [...new Set([...Object.keys(there), ...Object.keys(here)])];
    const chosen = names.map((name) => [name, choose(own(was, name), own(here, name), own(there, name))]);
    return Object.fromEntries(chosen.filter(([, value]) => value !== undefined));
  };
  return /** @type {Entered} */ ({
    answers: chooseEach(base.answers, mine.answers, theirs.answers),
    notes: chooseEach(base.notes, mine.notes, theirs.notes),
    label: choose(base.label, mine.label, theirs.label),
    version: mine.version,
    created: choose(base.created, mine.created, theirs.created),
    screen: mine.screen,
    against: choose(base.against, mine.against, theirs.against),
    plan: choose(base.plan, mine.plan, theirs.plan),
    single: mine.single,
  });
}

/** @param {Record<string, unknown>} map @param {string} name */
function own(map, name) {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** @param {unknown} one @param {unknown} other */
export function isSame(one, other) {
  return one === other || canonical(one) === canonical(other);
}

/** JSON in which the order of keys does not count. @param {unknown} value @returns {string | undefined} */
function canonical(value) {
  return JSON.stringify(value, (_, part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** Whether two pages show the same; on which screen they do is each page's own. @param {Entered} one @param {Entered} other */
export function isAlike(one, other) {
  return isSame(
    { ...one, screen: "", version: "", single: undefined },
    { ...other, screen: "", version: "", single: undefined },
  );
}

/** Whether nothing has been entered; then nothing is kept either. @param {Entered} entry */
export function isEmpty({ answers, notes, label }) {
  return !label && Object.keys(answers).length === 0 && Object.keys(notes).length === 0;
}
