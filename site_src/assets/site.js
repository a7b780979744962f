/**
 * What every page needs: it remembers the language that was chosen, sends the top of the site there, closes the
 * menu, switches the colours, opens the search, marks where one is on a long page, and keeps the site for use without the
 * network. Storage is used where the browser lets us; without it the browser's own languages decide.
 */

import { createColours } from "./lib/colour-scheme.js";
import { watchDetails } from "./lib/print-details.js";
import { watchLongPage } from "./site/long-page.js";
import { watchSearch } from "./site/search-door.js";
import { offerRelease } from "./site/update-offer.js";

const KEY = "cspi-language";

/** @returns {string | null} */
function remembered() {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} locale */
function remember(locale) {
  try {
    window.localStorage.setItem(KEY, locale);
  } catch {
    // Not kept: the choice holds for this visit.
  }
}

/**
 * The first of the wanted languages that is offered: "ja-JP" finds "ja".
 *
 * @param {readonly string[]} wanted
 * @param {readonly string[]} offered
 * @returns {string | undefined}
 */
function firstOffered(wanted, offered) {
  const known = (/** @type {string} */ tag) =>
    offered.find((locale) => tag.toLowerCase() === locale || tag.toLowerCase().startsWith(`${locale}-`));
  return wanted.map(known).find((locale) => locale !== undefined);
}

/** On the language choice, goes on to the language remembered or wanted; stays where there is none. */
function forward() {
  const links = [...document.querySelectorAll("a[data-locale]")].filter(
    (link) => link instanceof HTMLAnchorElement,
  );
  const wanted = [remembered() ?? "", ...navigator.languages];
  const locale = firstOffered(
    wanted,
    links.map((link) => link.dataset.locale ?? ""),
  );
  const link = links.find((one) => one.dataset.locale === locale);
  if (link && locale) {
    window.location.replace(new URL(link.href).pathname + window.location.hash);
  }
}

/** Keeps the place on the page and the choice itself when the language is switched. */
function watchLanguageLinks() {
  document.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element && event.target.closest("a[data-lang-switch], a[data-locale]");
    if (link instanceof HTMLAnchorElement) {
      remember(link.dataset.langSwitch ?? link.dataset.locale ?? "");
      link.hash ||= window.location.hash;
    }
  });
}

/** @param {HTMLDetailsElement} menu closes on Escape, on a click elsewhere and when the focus leaves it */
function watchMenu(menu) {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
}

/**
 * Once everything that the page shows has come.
 *
 * @param {() => void} start
 */
function whenIdle(start) {
  const wait = () =>
    "requestIdleCallback" in window ? window.requestIdleCallback(start) : setTimeout(start, 2000);
  if (document.readyState === "complete") {
    wait();
  } else {
    window.addEventListener("load", wait, { once: true });
  }
}

async function keepSite() {
  (await import("./site/offline.js").catch(() => null))?.goOffline(offerRelease);
}

watchLanguageLinks();
watchDetails();
watchSearch();
whenIdle(watchLongPage);
whenIdle(keepSite);
for (const place of document.querySelectorAll("[data-colours]")) {
  createColours(/** @type {HTMLElement} */ (place));
}
for (const menu of document.querySelectorAll("details[data-menu]")) {
  watchMenu(/** @type {HTMLDetailsElement} */ (menu));
}
if (document.querySelector("[data-left-panel]")) {
  import("./site/request-log-panel.js").then((panel) => panel.showWhatLeft()).catch(() => undefined);
}
if (document.querySelector("[data-language-choice]")) {
  forward();
}
