/** Whether answers are in the circumstances that a survey describes, as `cspi_core/scoring/situation.py` decides it. */

import { choicesOf } from "./visibility.js";

/**
 * @typedef {import("../lib/types.js").Answer} Answer
 * @typedef {{chosen?: string[] | null, not_chosen?: string[] | null, has?: string[] | null, lacks?: string[] | null,
 *   role_is?: Record<string, string[]> | null, role_is_not?: Record<string, string[]> | null,
 *   at_least?: Record<string, number> | null, at_most?: Record<string, number> | null,
 *   any_of?: Circumstances[] | null}} Circumstances options as `question.option`
 */

/**
 * What rests on more than what was chosen (what is in place, a ratio, the index) is left to the report.
 *
 * @param {Circumstances} when
 * @param {(question: string) => Answer | null} answerOf null for what is unanswered or not asked
 * @param {(role: string) => Answer | null} answerOfRole the same by the role of a profile question
 * @returns {boolean}
 */
export function fits(when, answerOf, answerOfRole) {
  /** @param {string} name */
  const known = (name) => answerOf(name.split(".")[0]);
  /** @param {string} name */
  const isChosen = (name) => choicesOf(known(name)).includes(name.split(".")[1]);
  /** @param {string} name */
  const isAnswered = (name) => Array.isArray(known(name)?.choices) || Boolean(known(name)?.choice);
  /** @param {[string, string[]]} wanted */
  const isLike = ([role, wanted]) => choicesOf(answerOfRole(role)).some((id) => wanted.includes(id));
  const isTold = !when.has?.length && !when.lacks?.length;
  return (
    isTold &&
    (!when.chosen?.length || when.chosen.some(isChosen)) &&
    (when.not_chosen ?? []).every((name) => isAnswered(name) && !isChosen(name)) &&
    Object.entries(when.role_is ?? {}).every(isLike) &&
    !Object.entries(when.role_is_not ?? {}).some(isLike) &&
    Object.entries(when.at_least ?? {}).every(
      ([role, least]) => (answerOfRole(role)?.number ?? -Infinity) >= least,
    ) &&
    Object.entries(when.at_most ?? {}).every(
      ([role, most]) => (answerOfRole(role)?.number ?? Infinity) <= most,
    ) &&
    (!when.any_of?.length || when.any_of.some((part) => fits(part, answerOf, answerOfRole)))
  );
}
