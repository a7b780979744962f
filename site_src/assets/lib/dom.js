/** Small helpers for what stands on the page already; what is drawn comes from templates (template.js). */

import { atEnd } from "./lifetime.js";

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
