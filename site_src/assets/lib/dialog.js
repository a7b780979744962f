/** Asks before something is lost, with the page's own dialog. */

import { all, one } from "./dom.js";

/**
 * @param {{title: string, text: string, yes: string, no: string}} words
 * @returns {Promise<boolean>} whether the person agreed; closing the dialog is a no
 */
export function confirmed(words) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#confirm"));
  one("h2", dialog).textContent = words.title;
  one("p", dialog).textContent = words.text;
  one("[value=yes]", dialog).textContent = words.yes;
  one("[value=no]", dialog).textContent = words.no;
  // By hand: where the page is in a frame that may send no forms, theirs would not close the dialog.
  for (const button of /** @type {HTMLButtonElement[]} */ (all("button", dialog))) {
    button.onclick = (event) => {
      event.preventDefault();
      dialog.close(button.value);
    };
  }
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
