/**
 * What scripts add to the pages on published figures: the index can be searched and filtered, and a chart can be
 * had as a PNG. All else works without them.
 */

import { all, one } from "./lib/dom.js";
import "./common-chunk.js";

const SCALE = 2; // pixels of the PNG for one of the drawing: sharp on paper and on slides

/** Spelling that makes no difference to a search: case, width, accents. @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().trim();
}

/** @param {HTMLFormElement} form */
function setUpSearch(form) {
  const text = /** @type {HTMLInputElement} */ (one("#find-text", form));
  const theme = /** @type {HTMLSelectElement} */ (one("#find-theme", form));
  const edition = /** @type {HTMLSelectElement} */ (one("#find-edition", form));
  const output = one("output", form);
  const reset = one("button[type=reset]", form);
  const none = one(".cs-find__none");
  const sections = all("section[data-theme]");

  function filter() {
    const words = plain(text.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const section of sections) {
      const fits = !theme.value || section.dataset.theme === theme.value;
      const items = all("[data-metric]", section);
      const shown = items.filter((item) => fits && matches(item, words, edition.value));
      items.forEach((item) => (item.hidden = !shown.includes(item)));
      section.hidden = shown.length === 0;
      found += shown.length;
    }
    const narrowed = Boolean(words.length || theme.value || edition.value);
    output.textContent = narrowed ? (form.dataset.found ?? "").replace("{count}", String(found)) : "";
    reset.hidden = !narrowed;
    none.hidden = found > 0;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter(); // what the browser has kept in the fields since the last visit
}

/**
 * @param {HTMLElement} item
 * @param {readonly string[]} words all of which the metric must have
 * @param {string} edition
 */
function matches(item, words, edition) {
  const text = plain(item.dataset.text ?? "");
  const editions = (item.dataset.editions ?? "").split(" ");
  return words.every((word) => text.includes(word)) && (!edition || editions.includes(edition));
}

/** @param {HTMLButtonElement} button makes the PNG of the drawing that it names */
function setUpPicture(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      save(await picture(button.dataset.png ?? ""), button.dataset.name ?? "chart.png");
    } catch {
      all("[data-png-failed]").forEach((said) => (said.hidden = false));
    }
    button.disabled = false;
  });
}

/**
 * The drawing at this address as a PNG.
 *
 * @param {string} address
 * @returns {Promise<Blob>}
 */
async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth * SCALE, image.naturalHeight * SCALE];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A citation, copied by one press. @param {HTMLElement} button */
function setUpCopy(button) {
  const text = button.parentElement?.querySelector("[data-cite-text]")?.textContent ?? "";
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done ?? "";
  });
}

const form = document.querySelector("#find");
if (form instanceof HTMLFormElement) {
  setUpSearch(form);
}
for (const button of document.querySelectorAll("button[data-png]")) {
  setUpPicture(/** @type {HTMLButtonElement} */ (button));
}
for (const button of all("button[data-copy]")) {
  setUpCopy(button);
}
for (const said of all("[data-without-script]")) {
  said.hidden = true;
}
