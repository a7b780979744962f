/** The ways from screen to screen: they pass by screens on which, with the answers so far, nothing is asked. */

import { one } from "../lib/dom.js";

/** @typedef {{address: string, name: string, word: boolean}} Way */

/**
 * @param {HTMLElement[]} sections the screens, in order
 * @returns {() => void} sets the links again, after questions have come or gone
 */
export function createWays(sections) {
  const label = one(".cs-label-card");
  const end = one(".cs-ways__next", sections[sections.length - 1]);
  const report = { address: "#report", name: nameOf(end).textContent ?? "", word: false };

  return () => {
    const asked = sections.filter((section) => section.querySelector(".cs-question:not([hidden])"));
    sections.forEach((section, index) => {
      const next = asked.find((other) => sections.indexOf(other) > index);
      const back = asked.findLast((other) => sections.indexOf(other) < index);
      lead(section.querySelector(".cs-ways__next"), next ? wayTo(next) : report);
      lead(section.querySelector(".cs-ways__back"), back ? wayTo(back) : null);
    });
    const last = asked[asked.length - 1] ?? sections[sections.length - 1];
    if (!last.contains(label)) {
      one(".cs-ways", last).before(label);
    }
  };
}

/** @param {Element} link */
function nameOf(link) {
  return one(".cs-ways__name", link);
}

/** @param {HTMLElement} section @returns {Way} */
function wayTo(section) {
  return { address: `#${section.dataset.screen}`, name: one("h2", section).textContent ?? "", word: true };
}

/** @param {HTMLAnchorElement | null} link @param {Way | null} way null where there is none to go */
function lead(link, way) {
  if (link && way && link.getAttribute("href") !== way.address) {
    link.setAttribute("href", way.address);
    nameOf(link).textContent = way.name;
    link.querySelector(".cs-ways__word")?.toggleAttribute("hidden", !way.word);
  }
}
