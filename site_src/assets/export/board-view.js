/** The board pack: two pages to print, alone or with the full report behind them. */

import { h, one } from "../lib/dom.js";
import { render } from "../charts/render.js";
import { inkOf } from "../lib/svg.js";
import "../common-chunk.js";
import { printPage } from "../lib/printing.js";
import { printReport } from "./print-report.js";

/**
 * @typedef {import("../lib/views.js").BoardView} Board
 * @typedef {import("../lib/types.js").Reply & {board?: Board}} Taken
 */

const RADAR_WIDTH = 460;

/** @param {import("../view-loader.js").Context} context @returns {import("../view-loader.js").View} */
export function create({ place, ask, current, against, go }) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);

  async function refresh() {
    const wanted = { ...current(), against: against(), format: "board" };
    const reply = /** @type {Taken | null} */ (await ask("take", wanted, "board"));
    if (reply?.ok && reply.board) {
      slot("board").replaceChildren(...pages(reply.board, inkOf(slot("paper")).style));
    } else if (reply) {
      slot("board").replaceChildren(...(reply.problems ?? []).map((problem) => problem.text));
    }
  }

  one("[data-board=pages]", place).addEventListener("click", printPage);
  one("[data-board=full]", place).addEventListener("click", () => {
    const copy = slot("board").cloneNode(true);
    go("report");
    void printReport(/** @type {HTMLElement} */ (copy));
  });

  return { open: refresh, changed: refresh };
}

/** @param {Board} board @param {CSSStyleDeclaration} style */
function pages(board, style) {
  return [
    page(board, 1, [result(board), drawing(board, style), findings(board.findings)]),
    page(board, 2, [board.roadmap && roadmap(board.roadmap), comparisons(board.comparisons), method(board)]),
  ];
}

/** @param {Board} board @param {number} number @param {(Node | null)[]} parts */
function page({ title, about }, number, parts) {
  return h(
    "section",
    { class: "cs-board__page", "aria-label": `${title} ${number} / 2` },
    h("p", { class: "cs-board__top" }, h("span", {}, title), h("span", {}, about.join(" · "))),
    ...parts,
    h("p", { class: "cs-board__foot", "aria-hidden": "true" }, `${number} / 2`),
  );
}

/** @param {Board} board */
function result({ score, of, range, level, say }) {
  return h(
    "div",
    { class: "cs-board__result" },
    score === null
      ? null
      : h(
          "p",
          { class: "cs-board__score" },
          h("strong", {}, score),
          h("span", {}, of),
          range ? h("span", {}, range) : null,
        ),
    h("div", {}, level ? h("h3", {}, level) : null, h("p", {}, say)),
  );
}

/** @param {Board} board @param {CSSStyleDeclaration} style */
function drawing({ radar }, style) {
  const box = h("div", { class: "cs-board__radar" });
  if (radar) {
    box.append(render(radar, RADAR_WIDTH, style));
  }
  return radar ? box : null;
}

/** @param {Board["findings"]} found */
function findings({ title, rows }) {
  const list = rows.map(({ title: name, text }) => h("li", {}, h("strong", {}, name), h("p", {}, text)));
  return rows.length
    ? h(
        "div",
        { class: "cs-board__part" },
        h("h3", {}, title),
        h("ol", { class: "cs-board__findings" }, ...list),
      )
    : null;
}

/** @param {NonNullable<Board["roadmap"]>} planned */
function roadmap({ title, about, heads, rows }) {
  const head = h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)));
  const body = rows.map(([step, ...rest]) =>
    h("tr", {}, h("th", { scope: "row" }, step), ...rest.map((text) => h("td", {}, text))),
  );
  const table = h("table", {}, h("thead", {}, head), h("tbody", {}, ...body));
  return h(
    "div",
    { class: "cs-board__part" },
    h("h3", {}, title),
    about ? h("p", {}, about) : null,
    rows.length ? table : null,
  );
}

/** @param {Board["comparisons"]} compared */
function comparisons({ title, none, rows }) {
  const list = rows.map(({ title: name, you, say, source }) =>
    h("li", {}, h("strong", {}, `${name}: ${you}`), h("p", {}, say), h("small", {}, source)),
  );
  return h(
    "div",
    { class: "cs-board__part" },
    h("h3", {}, title),
    rows.length ? h("ul", { class: "cs-board__comparisons" }, ...list) : h("p", {}, none),
  );
}

/** @param {Board} board */
function method({ method: text, source }) {
  return h("p", { class: "cs-board__method" }, text, " ", source);
}
