/** The plan that is saved beside the answers: what it is now, and changing it. The engine makes every change. */

import { localTime } from "../lib/clock.js";
import { isRecord } from "../form/answer-fields.js";
import { notify } from "../lib/notices.js";

/**
 * @typedef {Record<string, unknown>} Plan as the engine writes it; the page looks into none of it
 * @typedef {{add?: Step[], remove?: Step[], changes?: Record<string, unknown>, target?: Record<string, unknown>,
 *   track?: Record<string, string>[], tasks?: string}} Edit `track`: what is said about steps; `tasks`: the text of a table of tasks
 * @typedef {{question: string, option: string}} Step
 * @typedef {ReturnType<typeof createPlanning>} Planning
 */

/**
 * @param {import("../lib/state.js").Store} store holds the plan
 * @param {string} broken what to say where it can't be read
 * @param {() => Record<string, unknown>} answers what is entered, without the plan
 * @param {(method: string, more: Record<string, unknown>) => Promise<import("../lib/types.js").Reply | null>} ask
 */
export function createPlanning(store, broken, answers, ask) {
  let last = Promise.resolve(/** @type {string[]} */ ([]));

  /** @param {Edit} more @returns {Promise<string[]>} */
  async function edit(more) {
    const { plan } = store.get();
    const reply = await ask("edit_plan", { ...answers(), plan, made: localTime(), ...more });
    if (plan !== store.get().plan) {
      return edit(more); // another page has kept a newer plan meanwhile: the change is made to that
    }
    if (!reply?.ok) {
      return (reply?.problems ?? []).map((problem) => problem.text);
    }
    set(asPlan(reply.plan));
    return [];
  }

  /** @param {Plan | undefined} plan */
  const set = (plan) => store.update({ plan, edits: store.get().edits + 1 });

  return {
    /**
     * Makes a change to the plan. Gives the sentences that say why not, where it could not be made.
     *
     * @param {Edit} more
     * @returns {Promise<string[]>}
     */
    edit(more) {
      last = last.then(() => edit(more)); // one after the other: each starts from what the one before left
      return last;
    },

    /** The engine could not read the plan: there is none from now on. */
    drop() {
      if (store.get().plan) {
        notify("plan", [broken], { bad: true });
        set(undefined);
      }
    },
  };
}

/**
 * A plan from storage, a file or the engine, which checks it when it is first used.
 *
 * @param {unknown} found
 * @returns {Plan | undefined}
 */
export function asPlan(found) {
  return isRecord(found) ? found : undefined;
}
