/** The result file as text, for frames that may not download: nobody tells the page whether a download worked. */

import { one } from "../lib/dom.js";
import { safeName } from "../lib/files.js";
import { html, render } from "../lib/template.js";

/**
 * @param {{name: string, text: string}} file
 * @param {import("../lib/page.js").Say} say
 */
export function offerText({ name, text }, say) {
  const box = document.createElement("details");
  const copy = async () => {
    const isCopied = await copied(/** @type {HTMLTextAreaElement} */ (one("textarea", box)));
    one("[role=status]", box).textContent = isCopied ? say("copied") : say("copy_yourself");
  };
  box.className = "cs-saved-text";
  render(
    html`<summary>${say("no_file")}</summary>
      <p>${say("no_file_text", { name: safeName(name) })}</p>
      <textarea readonly rows="6" spellcheck="false" aria-label=${say("file_text")} .value=${text}></textarea>
      <p>
        <button type="button" class="cs-button cs-button--plain" @click=${copy}>${say("copy")}</button>
      </p>
      <p role="status"></p>`,
    box,
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
