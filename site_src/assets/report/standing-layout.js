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
 * The column (left or right) of every card: in order, the shorter one.
 *
 * @param {StandingView[][]} cards
 */
export function sides(cards) {
  const height = { left: 0, right: 0 };
  return cards.map((standings) => {
    const side = height.left <= height.right ? "left" : "right";
    height[side] += 70 + standings.reduce((sum, standing) => sum + heightOf(standing), 0);
    return side;
  });
}

/** About how high a standing is, in pixels. @param {StandingView} standing */
function heightOf({ chart, say, cautions, years }) {
  const lines = [...say, ...cautions].reduce((sum, text) => sum + Math.ceil(text.length / 45), 0);
  return 90 + Number(chart?.height ?? 0) + 24 * (lines + years.length);
}
