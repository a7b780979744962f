/** The view in which one takes the report along: texts, tables, a workbook, and each chart as a picture. */

import { one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { announce, speaker } from "../lib/page.js";
import "../common-chunk.js";
import { wireLabel } from "./label-field.js";
import { bring } from "../lib/site-update.js";
import { html, render } from "../lib/template.js";
import { printReport } from "./print-report.js";

/**
 * @typedef {import("../lib/types.js").Reply & {tables?: import("./workbook.js").Table[],
 *   deck?: import("./deck-pptx.js").Deck, pictures?: import("../charts/figure.js").Picture[]}} Taken
 * @typedef {import("../lib/page.js").Say} Say
 */

const TYPES = { markdown: "text/markdown", csv: "text/csv", json: "application/json" };

/** @param {import("../view-loader.js").Context} context @returns {import("../view-loader.js").View} */
export function create({ place, ask, current, against, say, go }) {
  const words = speaker(JSON.parse(one("[data-words]", place).textContent ?? "{}"));
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
  const take = (/** @type {Record<string, unknown>} */ more, key = "") =>
    /** @type {Promise<Taken | null>} */ (ask("take", { ...current(), against: against(), ...more }, key));

  const showLabel = wireLabel(place);
  place.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-take]") : null;
    if (button instanceof HTMLButtonElement) {
      void handOver(button);
    }
  });
  one("[data-print]", place).addEventListener("click", (event) => {
    event.preventDefault();
    go("report");
    void printReport();
  });

  /** @param {HTMLButtonElement} button */
  async function handOver(button) {
    const { take: wanted = "", table } = button.dataset;
    button.disabled = true;
    try {
      const name = await hand(wanted, table);
      tell(name ? say("downloaded", { name }) : "");
    } catch {
      tell(say("download_failed"));
    } finally {
      button.disabled = false;
      button.focus({ preventScroll: true });
    }
  }

  /**
   * Makes a file and hands it over; gives its name.
   *
   * @param {string} wanted
   * @param {string} [table]
   */
  async function hand(wanted, table) {
    const result = wanted === "result";
    const about = result ? await ask("save", current()) : await take({ format: wanted, table });
    const { ok, name = "", text = "", problems = [] } = about ?? {};
    if (!ok) {
      throw new Error(problems[0]?.text);
    }
    if (wanted === "tables") {
      const { workbook } = await bring(() => import("./workbook.js"));
      download(name, await workbook(/** @type {Taken} */ (about).tables ?? []));
    } else if (wanted === "deck") {
      const { presentation } = await bring(() => import("./deck-pptx.js"));
      download(
        name,
        await presentation(/** @type {import("./deck-pptx.js").Deck} */ (/** @type {Taken} */ (about).deck)),
      );
    } else {
      download(name, text, TYPES[/** @type {keyof typeof TYPES} */ (wanted)] ?? TYPES.json);
    }
    return name;
  }

  /** @param {string} text */
  function tell(text) {
    slot("said").textContent = text;
    announce(text);
  }

  /** @param {Taken} offer */
  function show({ tables = [], pictures = [] }) {
    render(
      tables.filter(({ name }) => !["summary", "provenance"].includes(name)).map(tableButton),
      slot("tables"),
    );
    render(pictures.map(pictureRow), slot("pictures"));
    one("[data-part=pictures]", place).hidden = !pictures.length;
  }

  /** @param {{name: string, title: string}} table */
  function tableButton({ name, title }) {
    return html`<button type="button" class="cs-take__button" data-take="csv" data-table=${name}>
      ${title}
    </button>`;
  }

  /** @param {import("../charts/figure.js").Picture} picture */
  function pictureRow(picture) {
    const { title, you, source } = picture;
    const kinds = /** @type {const} */ (["svg", "png"]);
    return html`<li>
      <div>
        <p class="cs-take__name">${title}</p>
        <p class="cs-help">${you}</p>
        <p class="cs-help">${source}</p>
      </div>
      <div class="cs-take__buttons">
        ${kinds.map(
          (kind) =>
            html`<button
              type="button"
              class="cs-take__button"
              aria-label=${words("picture", { kind: kind.toUpperCase(), title })}
              data-picture=${kind}
              @click=${() => void handPicture(picture, kind)}
            >
              ${kind.toUpperCase()}
            </button>`,
        )}
      </div>
    </li>`;
  }

  /** @param {import("../charts/figure.js").Picture} picture @param {"svg" | "png"} kind */
  async function handPicture(picture, kind) {
    try {
      const [{ draw }, { asPicture, asText, inkOf }] = await Promise.all([
        bring(() => import("../charts/figure.js")),
        bring(() => import("../lib/svg.js")),
      ]);
      const drawing = draw(picture, inkOf(slot("paper")));
      const name = `${picture.name}.${kind}`;
      download(name, kind === "svg" ? asText(drawing) : await asPicture(drawing), "image/svg+xml");
      tell(say("downloaded", { name }));
    } catch {
      tell(say("download_failed"));
    }
  }

  async function refresh() {
    showLabel();
    const offer = await take({ format: "offer" }, "take");
    if (offer) {
      const problems = offer.ok ? [] : (offer.problems ?? []);
      render(
        problems.map(({ text }) => html`<p class="cs-none">${text}</p>`),
        slot("problem"),
      );
      offer.ok && show(offer);
    }
  }

  return { open: refresh, changed: refresh };
}
