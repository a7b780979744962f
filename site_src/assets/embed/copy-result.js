/** The result file as text, for frames that may not download: nobody tells the page whether a download worked. */

import { h, one } from "../lib/dom.js";
import { safeName } from "../lib/files.js";

/**
 * @param {{name: string, text: string}} file
 * @param {import("../lib/page.js").Say} say
 */
export function offerText({ name, text }, say) {
  const area = h("textarea", {
    readonly: true,
    rows: 6,
    spellcheck: "false",
    "aria-label": say("file_text"),
  });
  area.value = text;
  const done = h("p", { role: "status" });
  const button = h("button", { type: "button", class: "cs-button cs-button--plain" }, say("copy"));
  button.addEventListener("click", async () => {
    done.textContent = (await copied(area)) ? say("copied") : say("copy_yourself");
  });
  const box = h(
    "details",
    { class: "cs-saved-text" },
    h("summary", {}, say("no_file")),
    h("p", {}, say("no_file_text", { name: safeName(name) })),
    area,
    h("p", {}, button),
    done,
  );
  document.querySelector(".cs-saved-text")?.remove();
  one(".cs-report-top").append(box);
}

/** @param {HTMLTextAreaElement} area @returns {Promise<boolean>} */
export async function copied(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.select();
    return document.execCommand("copy");
  }
}
