/**
 * Brings what is on the page to another state by touching only what differs. What stays keeps its layout, so that the
 * browser has little to do in the next frame; and its focus, its selection and its place for those who listen.
 */

/** What an element is, as opposed to how it is now: nothing becomes an element that has another of these. */
const IDENTITY = ["id", "data-theme", "data-standing", "data-snapshot", "data-metric", "data-step"];

/** What a person has unfolded stays unfolded. */
const THEIRS = "open";

/** Marks an element whose inside somebody else draws. */
export const APART = "data-apart";

/**
 * Makes the children of `place` what `wanted` are.
 *
 * @param {Element} place
 * @param {Node[]} wanted newly drawn and with no listeners of their own; those that are new here are moved in
 */
export function patch(place, wanted) {
  const present = [...place.childNodes];
  if (present.length !== wanted.length || !present.every((node, index) => isSame(node, wanted[index]))) {
    bringInLine(place, present, wanted);
  }
  [...place.childNodes].forEach((node, index) => node !== wanted[index] && settle(node, wanted[index]));
}

/** @param {Node} one @param {Node} other */
function isSame(one, other) {
  return (
    one.nodeName === other.nodeName &&
    (!(one instanceof Element && other instanceof Element) ||
      IDENTITY.every((name) => one.getAttribute(name) === other.getAttribute(name)))
  );
}

/**
 * Has each of `wanted` in its place: the one that is there already, else itself.
 *
 * @param {Element} place
 * @param {Node[]} present
 * @param {Node[]} wanted
 */
function bringInLine(place, present, wanted) {
  const left = [...present];
  const next = wanted.map((node) => {
    const at = left.findIndex((one) => isSame(one, node));
    return at < 0 ? node : left.splice(at, 1)[0];
  });
  left.forEach((node) => place.removeChild(node)); // first: those behind move up, and none of them has to be moved
  next.forEach((node, index) => {
    if (place.childNodes[index] !== node) {
      place.insertBefore(node, place.childNodes[index] ?? null);
    }
  });
}

/** @param {Node} present @param {Node} wanted the same, as it is to be */
function settle(present, wanted) {
  if (present.isEqualNode(wanted)) {
    return;
  }
  if (!(present instanceof Element && wanted instanceof Element)) {
    present.nodeValue = wanted.nodeValue;
    return;
  }
  settleAttributes(present, wanted);
  if (!wanted.hasAttribute(APART)) {
    patch(present, [...wanted.childNodes]);
  }
}

/** @param {Element} present @param {Element} wanted */
function settleAttributes(present, wanted) {
  for (const { name } of [...present.attributes]) {
    if (name !== THEIRS && !wanted.hasAttribute(name)) {
      present.removeAttribute(name);
    }
  }
  for (const { name, value } of wanted.attributes) {
    if (name === "style") {
      settleStyle(/** @type {HTMLElement} */ (present), /** @type {HTMLElement} */ (wanted));
    } else if (name !== THEIRS && present.getAttribute(name) !== value) {
      present.setAttribute(name, value);
    }
  }
}

/**
 * By way of the object: a page that refuses styles in attributes refuses to have one set.
 *
 * @param {HTMLElement} present
 * @param {HTMLElement} wanted
 */
function settleStyle(present, wanted) {
  const { cssText } = wanted.style;
  if (present.style.cssText !== cssText) {
    present.style.cssText = cssText;
  }
}
