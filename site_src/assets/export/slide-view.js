/** The view of the report on one slide, which can be kept as a picture or printed. */

import { one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { announce } from "../lib/page.js";
import { printPage } from "../lib/printing.js";
import "../common-chunk.js";
import { draw } from "./slide-svg.js";
import { asPicture, asText, inkOf } from "../lib/svg.js";

/** @typedef {import("../lib/types.js").Reply & {slide?: import("./slide-svg.js").Slide}} Taken */

/** @param {import("../view-loader.js").Context} context @returns {import("../view-loader.js").View} */
export function create({ place, ask, current, against, say }) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
  /** @type {{drawing: Element, name: string} | null} */
  let made = null;

  async function refresh() {
    const wanted = { ...current(), against: against(), format: "slide" };
    const reply = /** @type {Taken | null} */ (await ask("take", wanted, "slide"));
    if (reply?.ok && reply.slide) {
      made = { drawing: draw(reply.slide, inkOf(slot("paper"))), name: reply.name ?? "slide" };
      made.drawing.setAttribute("role", "group"); // so that its texts are read out, not its title alone
      slot("slide").replaceChildren(made.drawing);
    } else if (reply) {
      slot("slide").replaceChildren(...(reply.problems ?? []).map((problem) => problem.text));
    }
  }

  /** @param {"svg" | "png"} kind */
  async function hand(kind) {
    if (made) {
      const name = `${made.name}.${kind}`;
      const content = kind === "svg" ? asText(made.drawing) : await asPicture(made.drawing);
      download(name, content, "image/svg+xml");
      announce(say("downloaded", { name }));
    }
  }

  for (const kind of /** @type {const} */ (["svg", "png"])) {
    one(`[data-slide=${kind}]`, place).addEventListener("click", () => {
      hand(kind).catch(() => announce(say("download_failed")));
    });
  }
  one("[data-slide=print]", place).addEventListener("click", printPage);

  return { open: refresh, changed: refresh };
}
