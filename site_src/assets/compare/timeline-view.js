/** The view of results over time: earlier ones saved on this device or opened from files, beside the present one. */

import { one } from "../lib/dom.js";
import { showStatus } from "../lib/file-drop.js";
import { announce } from "../lib/page.js";
import { ownWords } from "../lib/own-words.js";
import { openForPaper } from "../lib/printing.js";
import { html, live, render } from "../lib/template.js";
import { createSeveralFiles } from "./file-set.js";
import { createCharts, quietButton, remarks, showRefused, slots } from "./parts.js";
import "../common-chunk.js";
import { drawChanges } from "./changes.js";
import { drawFigures, drawLines, drawResults } from "./timeline-draw.js";

/**
 * @typedef {import("./timeline-draw.js").TimeView} TimeView
 */

const PRESENT = "present";

/** @param {import("../view-loader.js").Context} context */
export function create(context) {
  const { place, ask, savedResults } = context;
  const say = ownWords(place);
  const slot = slots(place);
  const charts = createCharts(context.say("chart_failed"));
  const [from, to] = ["#time-from", "#time-to"].map(
    (id) => /** @type {HTMLSelectElement} */ (one(id, place)),
  );
  const several = createSeveralFiles(context, say, show);

  [from, to].forEach((select) => select.addEventListener("change", () => show(false)));
  savedResults.watch(() => show(false));
  openForPaper(place, ".cs-team-item");

  /** Every result there is, those saved on the device first: of two that are the same the first one stays. */
  function files() {
    const present = context.current();
    const entered = Object.keys(/** @type {object} */ (present.answers)).length > 0;
    return [
      ...savedResults.list().map(({ id, text }) => ({ id, name: "", text })),
      ...several.list(),
      ...(entered ? [{ id: PRESENT, name: "", entry: present }] : []),
    ];
  }

  /** @param {boolean} aloud whether to say what came of it @returns {Promise<boolean>} */
  async function show(aloud) {
    const pair = [from.value || null, to.value || null];
    const reply = await ask("time", { files: files(), pair, against: context.against() }, "time");
    if (reply?.time) {
      fill(reply.time);
      if (aloud) {
        announce(say("shown", { n: reply.time.results.length, refused: several.unread().length }));
      }
    }
    return !reply || Boolean(reply.time); // without a reply, a later request stands for this one
  }

  /** @param {TimeView} view */
  function fill(view) {
    charts.clear();
    const damaged = view.refused.filter(({ id }) => where(id) === "kept");
    several.judge(view, several.has);
    const unread = several.unread();
    showRefused(
      slot("problems"),
      say("refused", { n: damaged.length + unread.length }),
      damaged.map((one) => ({ ...one, name: say("damaged") })),
      unread,
      ({ id }) => quietButton(say("drop_kept"), () => remove(id)),
    );
    slot("content").hidden = false;
    render(drawResults(view, say, { where, keep, remove }), slot("results"));
    render(remarks([...view.remarks, ...(view.none ? [view.none] : [])]), slot("remarks"));
    one("[data-part=scores]", place).hidden = view.rows.length === 0 || view.none !== null;
    render(drawLines(view.rows, view.legend, charts.place), slot("charts"));
    render(drawFigures(view, say), slot("figures"));
    one("[data-part=changes]", place).hidden = view.changes === null;
    render(view.changes && drawChanges(view.changes, say), slot("changes"));
    fillPair(view);
  }

  /** @param {TimeView} view */
  function fillPair({ results, pair }) {
    [from, to].forEach((select, at) => {
      const option = (/** @type {TimeView["results"][number]} */ { id, head }) =>
        html`<option value=${id} .selected=${live(id === pair?.[at])}>${head}</option>`;
      render(results.map(option), select);
    });
    slot("pair").hidden = results.length < 3;
  }

  /** @param {string} id @returns {"present" | "kept" | "file"} */
  const where = (id) =>
    id === PRESENT ? "present" : savedResults.list().some((result) => result.id === id) ? "kept" : "file";

  /** @param {string} id */
  async function keep(id) {
    const file = several.list().find((one) => one.id === id);
    const saved = file ? { text: file.text } : await ask("save", context.current());
    const outcome = saved?.text ? savedResults.add(saved.text) : "denied";
    if (outcome === "kept" && file) {
      several.release(id);
    }
    announce(say(`kept_${outcome === "kept" ? "done" : outcome}`));
    showStatus(place, outcome === "kept" ? "" : say(`kept_${outcome}`));
    await show(false);
  }

  /** @param {string} id */
  async function remove(id) {
    savedResults.list().forEach((one) => several.isSame(one.id, id) && savedResults.remove(one.id));
    several.remove(id);
    announce(say("removed"));
    await show(false);
    one("#time-results", place).focus();
  }

  return {
    open: several.open,
    changed: () => void show(false),
  };
}
