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
 * @param {{
 *   broken: string,
 *   answers: () => Record<string, unknown>,
 *   ask: (method: string, more: Record<string, unknown>) => Promise<import("../lib/types.js").Reply | null>,
 *   changed: () => void,
 * }} needs `answers`: what is entered, without the plan; `changed` is called when the plan is another
 */
export function createPlanning({ broken, answers, ask, changed }) {
  /** @type {Plan | undefined} */
  let plan;
  let last = Promise.resolve(/** @type {string[]} */ ([]));

  /** @param {Edit} more @returns {Promise<string[]>} */
  async function edit(more) {
    const from = plan;
    const reply = await ask("edit_plan", { ...answers(), plan, made: localTime(), ...more });
    if (plan !== from) {
      return edit(more); // another page has kept a newer plan meanwhile: the change is made to that
    }
    if (!reply?.ok) {
      return (reply?.problems ?? []).map((problem) => problem.text);
    }
    plan = isRecord(reply.plan) ? reply.plan : undefined;
    changed();
    return [];
  }

  return {
    current: () => plan,

    /** @param {unknown} saved a plan from storage or a file; the engine checks it when it is first used */
    adopt(saved) {
      plan = isRecord(saved) ? saved : undefined;
    },

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
      if (plan) {
        plan = undefined;
        notify("plan", [broken], { bad: true });
        changed();
      }
    },

    forget() {
      plan = undefined;
    },
  };
}
