/** Which standings stand together, and where: by theme, by question, in two columns. */

/**
 * @typedef {import("../lib/views.js").StandingView} StandingView
 * @typedef {{id: string, name: string, questions: StandingView[][]}} Theme standings by question
 */

/**
 * Standings on the same question stay together, in the theme of the first.
 *
 * @param {StandingView[]} standings
 */
export function byTheme(standings) {
  /** @type {Map<string, StandingView[]>} */
  const questions = new Map();
  for (const standing of standings) {
    questions.set(standing.question, [...(questions.get(standing.question) ?? []), standing]);
  }
  /** @type {Map<string, Theme>} */
  const themes = new Map();
  for (const question of questions.values()) {
    const { theme: id, theme_name: name } = question[0];
    const theme = themes.get(id) ?? { id, name, questions: [] };
    theme.questions.push(question);
    themes.set(id, theme);
  }
  return [...themes.values()];
}

/**
 * Gives every card its column (left or right), in order to the shorter one.
 *
 * @param {HTMLElement[]} cards
 * @param {StandingView[][]} shown
 */
export function deal(cards, shown) {
  const height = { left: 0, right: 0 };
  cards.forEach((card, index) => {
    const side = height.left <= height.right ? "left" : "right";
    height[side] += 70 + shown[index].reduce((sum, standing) => sum + heightOf(standing), 0);
    card.dataset.side = side;
  });
  return cards;
}

/** About how high a standing is, in pixels. @param {StandingView} standing */
function heightOf({ chart, say, cautions, years }) {
  const lines = [...say, ...cautions].reduce((sum, text) => sum + Math.ceil(text.length / 45), 0);
  return 90 + Number(chart?.height ?? 0) + 24 * (lines + years.length);
}
