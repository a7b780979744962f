/**
 * Gets a report ready for paper: everything open, laid out at the width of a page and in light colours before the
 * charts are drawn again, with a head and a foot on every page where the browser can set them.
 */

import { atEnd, hear } from "../lib/lifetime.js";
import { hasOwnPaper, openForPaper } from "../lib/printing.js";

/** @typedef {import("../lib/views.js").ReportView} View */

const EMPTY = ["top-left", "top-right", "bottom-left", "bottom-right"]
  .map((place) => `@${place} { content: none; }`)
  .join(" ");
const MOST_NUMBERED = 60; // pages

/**
 * To be called before the charts, which draw themselves again when they hear of the same events.
 *
 * @param {HTMLElement} root the report's section
 */
export function createPrinting(root) {
  const app = root.closest("#survey-app") ?? root;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  atEnd(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });
  let set = "";
  /** @type {string | undefined} */
  let scheme;

  // The tables of figures that a chart shows, further groups of peers and the working to the last digit stay closed.
  openForPaper(root, ".cs-placed__more, .cs-working, .cs-alike__metric");
  hear(window, "beforeprint", () => {
    if (!root.hidden && scheme === undefined) {
      if (hasOwnPaper()) {
        app.setAttribute("data-printing", "");
      }
      scheme = document.body.dataset.mdColorScheme ?? "";
      document.body.dataset.mdColorScheme = "default";
    }
  });
  hear(window, "afterprint", () => {
    app.removeAttribute("data-printing");
    if (scheme !== undefined) {
      document.body.dataset.mdColorScheme = scheme;
      scheme = undefined;
    }
  });

  return {
    /** @param {View} view what is printed, to be named on every page */
    name(view) {
      const about = [view.label, view.date].filter(Boolean).join(" · ");
      const rules = `${margins(view.title, about, view.provenance.slice(0, 2).join(" · "))}${numbers()}`;
      if (rules !== set) {
        set = rules;
        sheet.replaceSync(rules); // browsers match the whole page again after that
      }
    },
  };
}

/**
 * The head and the foot of the pages; the first page has its head in the text.
 *
 * @param {string} title
 * @param {string} about
 * @param {string} made
 */
function margins(title, about, made) {
  const look = "font: 7.5pt sans-serif; color: #57616c;";
  const box = (/** @type {string} */ place, /** @type {string} */ content) =>
    `@${place} { ${look} content: ${content}; }`;
  const pages = `counter(page) " / " counter(pages)`;
  const wide = "width: 60%; text-align: left;";
  return `@page {
    @top-left { ${look} ${wide} content: ${quoted(title)}; }
    ${box("top-right", quoted(about))}
    @bottom-left { ${look} ${wide} content: ${quoted(made)}; }
    ${box("bottom-right", pages)}
  }
  @page :first { @top-left { content: none; } @top-right { content: none; } }
  @page slide { ${EMPTY} }
  @page board { ${EMPTY} }`;
}

/**
 * The numbers of the pages for Firefox, which has no boxes in margins: a background of pictures, one a page below the
 * other, goes on from page to page, in a strip that every page leaves free.
 */
function numbers() {
  if (!CSS.supports("-moz-appearance", "none")) {
    return "";
  }
  const images = Array.from({ length: MOST_NUMBERED }, (_, page) => {
    const text = `<text x="60" y="10" text-anchor="end" font-family="sans-serif" font-size="10" fill="#57616c">`;
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="14">${text}${page + 1}</text></svg>`;
    return `url("data:image/svg+xml,${encodeURIComponent(drawing)}") right ${page * 100}vh no-repeat`;
  });
  return `@media print {
    .cs-body:has([data-view="report"]) { background: ${images.join()}; print-color-adjust: exact; }
    .cs-body:has([data-view="report"]) > .cs-page { box-decoration-break: clone; padding-top: 7mm; }
  }`;
}

/**
 * A text as a string of CSS, whatever it holds.
 *
 * @param {string} text
 */
function quoted(text) {
  return `"${text.replace(/[\u0000-\u001f"\\<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}
