/** The way into the search: a button and three keys. The search itself comes when it is about to be used. */

import { offerIfUpdated } from "./update-offer.js";

const KEYS = ["/", "f", "s"];

let isBrought = false;

/** Opens the dialog where it is asked for. */
export function watchSearch() {
  const button = document.querySelector("[data-search-open]");
  const dialog = document.querySelector("dialog[data-search]");
  if (!(button instanceof HTMLButtonElement) || !(dialog instanceof HTMLDialogElement)) {
    return;
  }
  const open = () => {
    void bring(dialog);
    dialog.showModal();
    dialog.querySelector("input")?.select();
  };
  ["pointerenter", "focusin"].forEach((name) => button.addEventListener(name, () => bring(dialog)));
  button.addEventListener("click", open);
  dialog.querySelector("[data-search-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  document.addEventListener("keydown", (event) => {
    if (KEYS.includes(event.key) && !isModified(event) && !isTyping() && !isInDialog()) {
      event.preventDefault();
      open();
    }
  });
}

/** @param {HTMLDialogElement} dialog */
async function bring(dialog) {
  if (isBrought) {
    return;
  }
  isBrought = true;
  try {
    const { runSearch } = await import("./search.js");
    await runSearch(dialog);
  } catch {
    isBrought = false; // the next sign tries again
    void offerIfUpdated();
  }
}

/** @param {KeyboardEvent} event */
function isModified({ altKey, ctrlKey, metaKey, isComposing }) {
  return altKey || ctrlKey || metaKey || isComposing;
}

/** Whether keys belong to what has the focus. */
function isTyping() {
  const active = document.activeElement;
  return (
    active instanceof HTMLElement &&
    (active.isContentEditable || active.matches("input:not([type=radio]), select, textarea"))
  );
}

function isInDialog() {
  return document.querySelector("dialog[open]") !== null;
}
