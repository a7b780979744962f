/** Small helpers for the page. Text always goes in as text, never as markup. */

import { atEnd } from "./lifetime.js";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * A new element with attributes (false and null leave one out) and children.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(
    ...children.filter((child) => child instanceof Node || (child !== "" && Boolean(child))).map(asNode),
  );
  return element;
}

/** @param {Child} child @returns {Node} */
function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/**
 * The one element that must be there.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function one(selector, within = document) {
  const element = within.querySelector(selector);
  if (!element) {
    throw new Error(`The page lacks ${selector}`);
  }
  return /** @type {T} */ (element);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export function all(selector, within = document) {
  return /** @type {T[]} */ ([...within.querySelectorAll(selector)]);
}

/**
 * Sets a text. What it is already is left alone: a browser lays out again whatever is set, the same or not.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Runs `action` once what has been changed so far is on the screen; where nothing is drawn, as in a tab behind others,
 * a little later.
 *
 * @param {() => void} action
 */
export function onceShown(action) {
  let isDue = true;
  const run = () => {
    if (isDue) {
      isDue = false;
      action();
    }
  };
  requestAnimationFrame(() => setTimeout(run));
  setTimeout(run, 250);
  atEnd(() => (isDue = false));
}

/**
 * Runs `action` once things have been quiet for `wait` milliseconds.
 *
 * @param {() => void} action
 * @param {number} wait
 */
export function quietly(action, wait) {
  let timer = 0;
  atEnd(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(action, wait);
  };
}
