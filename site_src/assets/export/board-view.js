/** The board pack: two pages to print, alone or with the full report behind them. */

import { one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { announce } from "../lib/page.js";
import { render as renderChart } from "../charts/render.js";
import { inkOf } from "../lib/svg.js";
import "../common-chunk.js";
import { printPage } from "../lib/printing.js";
import { bring } from "../lib/site-update.js";
import { rowTable } from "../lib/tables.js";
import { html, render } from "../lib/template.js";
import { printReport } from "./print-report.js";

/**
 * @typedef {import("../lib/views.js").BoardView} Board
 * @typedef {import("../lib/types.js").Reply & {board?: Board, deck?: import("./deck-pptx.js").Deck}} Taken
 */

const RADAR_WIDTH = 460;

/** @param {import("../view-loader.js").Context} context @returns {import("../view-loader.js").View} */
export function create({ place, ask, current, against, say, go, savedResults }) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);

  const before = /** @type {HTMLSelectElement} */ (one("#board-before", place));
  before.addEventListener("change", refresh);

  /** @param {string} format @param {string} [key] */
  const take = (format, key) =>
    /** @type {Promise<Taken | null>} */ (
      ask("take", { ...current(), against: against(), format, before: earlier()?.text ?? null }, key)
    );

  /** The results on this device that are not newer than the present one. */
  function saved() {
    const { created } = current();
    return isVisit() ? [] : savedResults.list().filter(({ text }) => !isAfter(text, created));
  }

  const earlier = () => saved().find(({ id }) => id === before.value);

  async function refresh() {
    offer(before, saved());
    const reply = await take("board", "board");
    if (reply) {
      const drawn = reply.ok && reply.board ? pages(reply.board, inkOf(slot("paper")).style) : null;
      render(drawn ?? (reply.problems ?? []).map(({ text }) => text), slot("board"));
    }
  }

  const slides = /** @type {HTMLButtonElement} */ (one("[data-board=deck]", place));
  slides.addEventListener("click", async () => {
    slides.disabled = true;
    tell(await handSlides().catch(() => say("download_failed")));
    slides.disabled = false;
    slides.focus({ preventScroll: true });
  });

  async function handSlides() {
    const { deck, name = "" } = (await take("deck")) ?? {};
    const { presentation } = await bring(() => import("./deck-pptx.js"));
    download(name, await presentation(/** @type {import("./deck-pptx.js").Deck} */ (deck)));
    return say("downloaded", { name });
  }

  /** @param {string} text */
  function tell(text) {
    slot("said").textContent = text;
    announce(text);
  }

  one("[data-board=pages]", place).addEventListener("click", printPage);
  one("[data-board=full]", place).addEventListener("click", () => {
    const copy = slot("board").cloneNode(true);
    go("report");
    void printReport(/** @type {HTMLElement} */ (copy));
  });

  return { open: refresh, changed: refresh };
}

/** Whether a shared result is on show: one's own results are not what it was before. */
const isVisit = () => "visiting" in one("#survey-app").dataset;

/**
 * When a saved result was made and what it is called; null for a text that is no result file.
 *
 * @param {string} text
 */
function headOf(text) {
  try {
    const { created, label } = JSON.parse(text);
    return { created: String(created ?? ""), label: String(label ?? "") };
  } catch {
    return null;
  }
}

/** @param {string} text of a result file @param {unknown} created when the present result was made */
const isAfter = (text, created) => Date.parse(headOf(text)?.created ?? "") > Date.parse(String(created));

/**
 * Offers the results that are saved on the device, and keeps the choice.
 *
 * @param {HTMLSelectElement} select
 * @param {{id: string, text: string}[]} saved
 */
function offer(select, saved) {
  const { value } = select;
  const options = saved.flatMap(({ id, text }) => {
    const head = headOf(text);
    if (!head) return [];
    const name = [head.created.slice(0, 10), head.label].filter(Boolean).join(" · ") || id;
    return [new Option(name, id, false, id === value)];
  });
  select.replaceChildren(select.options[0], ...options);
  one(".cs-board__before").hidden = options.length === 0;
}

/** @param {Board} board @param {CSSStyleDeclaration} style */
function pages(board, style) {
  const first = html`${result(board)} ${board.change && changed(board.change)} ${drawing(board, style)}
  ${findings(board.findings)}`;
  const second = html`${board.roadmap && roadmap(board.roadmap)} ${comparisons(board.comparisons)}
    <p class="cs-board__method">${board.method}${" "}${board.source}</p>`;
  return [page(board, 1, first), page(board, 2, second)];
}

/** @param {Board} board @param {number} number @param {unknown} content */
function page({ title, about }, number, content) {
  return html`<section class="cs-board__page" aria-label="${title} ${number} / 2">
    <p class="cs-board__top"><span>${title}</span> <span>${about.join(" · ")}</span></p>
    ${content}
    <p class="cs-board__foot" aria-hidden="true">${number} / 2</p>
  </section>`;
}

/** @param {Board} board */
function result({ score, of, range, level, criteria, say }) {
  return html`<div class="cs-board__result">
    ${
      score === null
        ? null
        : html`<p class="cs-board__score">
            <strong>${score}</strong>
            <span>${of}</span>
            ${range ? html`<span>${range}</span>` : null}
          </p>`
    }
    <div>
      ${level ? html`<h3>${level}</h3>` : null}
      <p>${say}</p>
      ${criteria.map((text) => html`<p><small>${text}</small></p>`)}
    </div>
  </div>`;
}

/** @param {Board} board @param {CSSStyleDeclaration} style */
function drawing({ radar }, style) {
  return radar ? html`<div class="cs-board__radar">${renderChart(radar, RADAR_WIDTH, style)}</div>` : null;
}

/** @param {NonNullable<Board["change"]>} change */
function changed({ title, rows }) {
  const moves = rows.map(({ title: name, text }) => html`<p><strong>${name}</strong>${" "}${text}</p>`);
  return html`<div class="cs-board__change">
    <h3>${title}</h3>
    ${moves}
  </div>`;
}

/** @param {Board["findings"]} found */
function findings({ title, rows }) {
  return rows.length
    ? html`<div class="cs-board__part">
        <h3>${title}</h3>
        <ol class="cs-board__findings">
          ${rows.map(
            ({ title: name, text }) =>
              html`<li>
                <strong>${name}</strong>
                <p>${text}</p>
              </li>`,
          )}
        </ol>
      </div>`
    : null;
}

/** @param {NonNullable<Board["roadmap"]>} planned */
function roadmap({ title, about, heads, rows }) {
  return html`<div class="cs-board__part">
    <h3>${title}</h3>
    ${about ? html`<p>${about}</p>` : null} ${rows.length ? rowTable(heads, rows) : null}
  </div>`;
}

/** @param {Board["comparisons"]} compared */
function comparisons({ title, none, rows }) {
  const list = rows.map(
    ({ title: name, you, say, source }) =>
      html`<li>
        <strong>${name}: ${you}</strong>
        <p>${say}</p>
        <small>${source}</small>
      </li>`,
  );
  return html`<div class="cs-board__part">
    <h3>${title}</h3>
    ${
      rows.length
        ? html`<ul class="cs-board__comparisons">
            ${list}
          </ul>`
        : html`<p>${none}</p>`
    }
  </div>`;
}
