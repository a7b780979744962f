/**
 * Brings the theme's own script where something needs it: the search, a table of contents that marks where one is, long
 * lines of code. It takes a phone a third of a second to start, in which nothing can be ticked or typed, and fetches the
 * index of the search at once; most visits need none of it.
 */

import { offerIfUpdated } from "./site/update-offer.js";

const SEARCH_KEYS = ["/", "f", "s"]; // as the theme's script has them
const NEEDED = "[data-md-component=toc], pre > code";

let isBrought = false;

/** @param {(action: () => void) => void} whenIdle runs something once the page has nothing better to do */
export function watchTheme(whenIdle) {
  const input = document.querySelector(".md-search__input");
  if (input instanceof HTMLInputElement) {
    watchSearch(input);
  }
  if (document.querySelector(NEEDED)) {
    whenIdle(bring);
  }
}

/** @param {HTMLInputElement} input */
function watchSearch(input) {
  const button = document.querySelector(".md-header__button[for=__search]"); // where the field is not in view
  for (const place of [button, input]) {
    ["pointerenter", "focusin", "click"].forEach((name) => place?.addEventListener(name, bring));
  }
  button?.addEventListener("click", () => input.focus());
  // The theme looks at each key that is let go; what is pasted, spoken or composed comes without one.
  ["input", "compositionend"].forEach((name) => input.addEventListener(name, () => look(input)));
  document.addEventListener("keydown", (event) => {
    if (!isBrought && SEARCH_KEYS.includes(event.key) && !isModified(event) && !isTyping()) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  const toggle = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
  const isAskedFor = new URLSearchParams(window.location.search).has("q");
  if (isAskedFor || toggle?.checked || document.activeElement === input) {
    bring(); // the search was opened before this script ran
  }
}

/** @param {HTMLInputElement} input has the theme's script look for what it holds */
function look(input) {
  bring();
  input.dispatchEvent(new Event("keyup"));
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

function bring() {
  const template = document.querySelector("template[data-theme-script]");
  const src =
    template instanceof HTMLTemplateElement && template.content.querySelector("script")?.getAttribute("src");
  if (isBrought || !src) {
    return;
  }
  isBrought = true;
  // Its keys for the next and the last page would leave a form at one letter.
  document.querySelectorAll("link[rel=prev], link[rel=next]").forEach((link) => link.remove());
  const script = document.createElement("script");
  script.addEventListener("load", adorn);
  script.addEventListener("error", () => {
    script.remove();
    isBrought = false; // the next sign tries again
    void offerIfUpdated();
  });
  script.src = src;
  document.body.append(script);
}

/** The theme's script sees to a page when its DOM is complete. It was by then: has it do so now, where there is a need. */
function adorn() {
  const { document$ } = /** @type {{document$?: {next: (value: Document) => void}}} */ (window);
  if (document.querySelector(NEEDED)) {
    document$?.next(document);
  }
  const input = document.querySelector(".md-search__input");
  if (input instanceof HTMLInputElement && input.value) {
    look(input); // it was filled in before the script came
  }
}
