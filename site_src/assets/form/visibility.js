/** Which questions are asked, given the answers so far. */

/**
 * @typedef {import("../lib/types.js").Answer} Answer
 * @typedef {{question: string, is_any?: string[] | null, at_least?: number | null, at_most?: number | null}} Condition
 */

/**
 * @param {Condition[]} conditions all of them must hold
 * @param {(question: string) => Answer | null} answerOf null for what is unanswered or not asked
 */
export function holds(conditions, answerOf) {
  return conditions.every((condition) => holdsOne(condition, answerOf(condition.question)));
}

/** @param {Condition} condition @param {Answer | null} answer */
function holdsOne(condition, answer) {
  if (!answer) {
    return false;
  }
  if (condition.is_any?.length) {
    return choicesOf(answer).some((id) => condition.is_any?.includes(id));
  }
  const { number } = answer;
  return (
    number !== undefined &&
    number >= (condition.at_least ?? -Infinity) &&
    number <= (condition.at_most ?? Infinity)
  );
}

/** @param {Answer | null} answer @returns {string[]} the options that were chosen */
export function choicesOf(answer) {
  return answer?.choices ?? (answer?.choice ? [answer.choice] : []);
}
