/** A text as a QR code: one SVG, black on white in every colour scheme, with the margin that cameras need. */

import qrcode from "qrcode-generator";
import "../common-chunk.js";

/** The most bytes that a code of version 30 holds; larger ones are too fine for a phone's camera and a screen. */
export const MOST = 1732;
/** Light modules around the code, as the standard wants them. */
const QUIET = 4;
const SVG = "http://www.w3.org/2000/svg";

/** @param {string} text in ASCII, at most MOST long @param {string} label */
export function drawQr(text, label) {
  const code = qrcode(0, "L");
  code.addData(text, "Byte");
  code.make();
  const size = code.getModuleCount() + 2 * QUIET;
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  picture.append(
    shape("rect", { width: size, height: size, fill: "#fff" }),
    shape("path", { d: outline(code), fill: "#000" }),
  );
  const figure = document.createElement("figure");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", label);
  figure.append(picture);
  return figure;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
  return element;
}

/**
 * The dark modules, as one bar for each run of them in a row.
 *
 * @param {{getModuleCount: () => number, isDark: (row: number, column: number) => boolean}} code
 */
function outline(code) {
  const n = code.getModuleCount();
  const bars = [];
  for (let row = 0; row < n; row += 1) {
    for (let from = 0; from < n; from += 1) {
      let to = from;
      while (to < n && code.isDark(row, to)) {
        to += 1;
      }
      if (to > from) {
        bars.push(`M${from + QUIET} ${row + QUIET}h${to - from}v1h${from - to}z`);
        from = to;
      }
    }
  }
  return bars.join("");
}
