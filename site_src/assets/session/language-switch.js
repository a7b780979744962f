/**
 * Switches the language in place: fetches the page in the other language and puts its texts where those of this one
 * are. What was entered stays in memory, and goes into no address, no storage and no history. Back and forward switch
 * in the same way.
 */

import { endListeners, hear } from "../lib/lifetime.js";

/**
 * @typedef {() => () => void} Part sets up a part of the page by the texts that are there; gives what puts it out of
 *   work before these are replaced
 */

/** What differs between the languages in what stays on the page. */
const TRANSLATED = [
  ...[
    "alt",
    "aria-label",
    "content",
    "data-lang-switch",
    "dir",
    "href",
    "hreflang",
    "lang",
    "placeholder",
    "title",
  ],
];
const REPLACED = "#survey-app, #page-data, #embed-data";

/** @type {{start: Part, stop: () => void}[]} in the order in which they were set up */
const parts = [];
let turn = 0; // of the latest wish; an earlier one gives way to it

/**
 * Sets a part of the page up, now and again after every change of language.
 *
 * @param {Part} start
 */
export function withTexts(start) {
  parts.push({ start, stop: start() });
}

/**
 * Follows the links to the page's other languages, and the browser's history between them.
 *
 * @param {{
 *   place: () => string,
 *   state: () => Record<string, unknown> | null,
 *   isKept: () => boolean,
 *   failed: () => void,
 * }} needs `place`: the fragment of what is on show; `state`: what a history entry remembers; `isKept`: whether the page
 *   may be loaded again without losing anything; `failed`: says that the language can't be switched
 */
export function followLanguages({ place, state, isKept, failed }) {
  hear(document, "click", (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-lang-switch]") : null;
    if (link instanceof HTMLAnchorElement) {
      link.hash = place();
      if (!event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        const { href } = link;
        void go(href, () => window.history.pushState(state(), "", href));
      }
    }
  });
  hear(window, "popstate", () => {
    const { lang } = document.documentElement;
    const address = languageHere();
    if (address && address !== lang) {
      void go(window.location.href, () => undefined);
    }
  });

  /** @param {string} href @param {() => void} arrive makes it the page's address */
  async function go(href, arrive) {
    turn += 1;
    const mine = turn;
    const other = await fetched(href);
    if (mine !== turn) {
      return;
    }
    if (other && fits(other)) {
      replaceTexts(other, arrive);
    } else if (other && isKept()) {
      window.location.assign(href); // of another release: the page has to be loaded
    } else {
      failed();
    }
  }
}

/** The language that the page's address stands for; empty where that can't be known. */
function languageHere() {
  const names = window.location.pathname.split("/");
  const links = [...document.querySelectorAll("a[data-lang-switch]")];
  const languages = [document.documentElement.lang, ...links.map((link) => link.getAttribute("lang") ?? "")];
  return names.findLast((name) => languages.includes(name)) ?? ""; // a site may stand below a folder called so
}

/** @param {string} href @returns {Promise<Document | null>} null where it can't be had */
async function fetched(href) {
  try {
    const { origin, pathname } = new URL(href);
    const answer = await fetch(origin + pathname);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Whether it is the same page of the same release, in other words. @param {Document} other */
function fits(other) {
  return other.querySelector("#survey-app") !== null && kindOf(other) === kindOf(document);
}

/** @param {Document} page */
function kindOf(page) {
  const {
    t: _words,
    locale: _locale,
    ...rest
  } = JSON.parse(page.querySelector("#page-data")?.textContent ?? "{}");
  const scripts = [...page.querySelectorAll("body script[type=module][src]")];
  const isOther = page.querySelector("[data-language]") !== null;
  return JSON.stringify([rest, isOther, ...scripts.map((script) => script.getAttribute("src"))]);
}

/** @param {Document} other @param {() => void} arrive */
function replaceTexts(other, arrive) {
  const here = whereOneIs();
  [...parts].reverse().forEach((part) => part.stop());
  endListeners();
  arrive();
  document.title = other.title;
  document.documentElement.dir = other.documentElement.dir;
  other.querySelectorAll("noscript").forEach((hint) => hint.remove()); // they are for pages without scripts
  translate(document.documentElement, other.documentElement);
  parts.forEach((part) => (part.stop = part.start()));
  goThere(here);
}

/**
 * Gives what is on the page the words of its counterpart. Elements stay what they are, for those who listen to them or
 * have the focus there.
 *
 * @param {Element} element
 * @param {Element} other
 */
function translate(element, other) {
  if (element.matches("meta[http-equiv]")) {
    return; // the policy under which the page was loaded holds
  }
  if (element.matches(REPLACED)) {
    element.replaceWith(document.importNode(other, true));
    return;
  }
  for (const name of TRANSLATED) {
    const value = other.getAttribute(name);
    if (value !== null && value !== element.getAttribute(name)) {
      element.setAttribute(name, value);
    }
  }
  const [present, wanted] = [childrenOf(element), childrenOf(other)];
  if (isAlike(present, wanted)) {
    present.forEach((child, at) => translate(child, wanted[at]));
    translateTexts(element, other);
  }
}

/** @param {Element} element */
function childrenOf(element) {
  return [...element.children].filter((child) => !child.matches("noscript, link[rel=modulepreload], style"));
}

/** @param {Element[]} present @param {Element[]} wanted */
function isAlike(present, wanted) {
  return (
    present.length === wanted.length &&
    present.every((child, at) => child.tagName === wanted[at].tagName && child.id === wanted[at].id)
  );
}

/** @param {Element} element @param {Element} other */
function translateTexts(element, other) {
  const texts = (/** @type {Element} */ of) =>
    [...of.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  const wanted = texts(other);
  texts(element).forEach((text, at) => {
    if (wanted[at] && text.nodeValue !== wanted[at].nodeValue) {
      text.nodeValue = wanted[at].nodeValue;
    }
  });
}

/** @returns {{focus: string, id: string, top: number}} the field that has the focus, and what stands where in the window */
function whereOneIs() {
  const seen = [...document.querySelectorAll("#survey-app [id]")]
    .map((element) => ({ id: element.id, box: element.getBoundingClientRect() }))
    .find(({ box }) => box.height > 0 && box.bottom > 0 && box.top >= 0);
  return { focus: document.activeElement?.id ?? "", id: seen?.id ?? "", top: seen?.box.top ?? 0 };
}

/** @param {ReturnType<typeof whereOneIs>} there */
function goThere({ focus, id, top }) {
  const field = focus ? document.getElementById(focus) : null;
  if (field && document.activeElement !== field) {
    field.focus({ preventScroll: true });
  }
  const mark = id ? document.getElementById(id)?.getBoundingClientRect() : null;
  if (mark?.height) {
    window.scrollBy({ top: mark.top - top, behavior: "instant" });
  }
}
