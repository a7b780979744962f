/** A search field above a long list of options: what is typed leaves those that match. */

import { all, one, setText } from "../lib/dom.js";

/**
 * @param {HTMLFieldSetElement} card
 * @param {import("../lib/page.js").Say} say
 */
export function wireSearch(card, say) {
  const field = /** @type {HTMLInputElement | null} */ (card.querySelector("input[type=search]"));
  if (!field) {
    return;
  }
  const list = one(".cs-options", card);
  const options = all(".cs-option", list).map((label) => ({ label, words: plain(wordsOf(label)) }));
  const status = one("[data-slot=matches]", card);
  const visible = () => options.filter(({ label }) => !label.hidden).map(({ label }) => one("input", label));

  function filter() {
    const wanted = plain(field?.value ?? "")
      .split(" ")
      .filter(Boolean);
    let n = 0;
    for (const { label, words } of options) {
      const fits = wanted.every((word) => words.includes(word));
      n += fits ? 1 : 0;
      label.hidden = !fits && !label.querySelector(":checked");
    }
    setText(status, wanted.length ? say(n ? "matches" : "matches_none", { n }) : "");
  }

  field.addEventListener("input", (event) => {
    event.stopPropagation();
    filter();
  });
  field.addEventListener("change", (event) => event.stopPropagation()); // no answer has changed
  field.addEventListener("keydown", (event) => {
    const [first] = visible();
    if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      filter();
    } else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Enter" && field.value && first) {
      event.preventDefault();
      first.click();
      first.focus();
    }
  });
  card.addEventListener("change", () => {
    field.value = "";
    filter();
    list.querySelector(":checked")?.closest("label")?.scrollIntoView({ block: "nearest" });
  });
}

/** An option's label, and what it is called in other languages. @param {HTMLElement} label */
function wordsOf(label) {
  return `${label.textContent} ${label.dataset.words ?? ""}`;
}

/** Widths, cases and the two kana make no difference. @param {string} text */
function plain(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)).trim();
}
