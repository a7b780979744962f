/** Small helpers for drawings: elements of SVG, texts in lines, and a drawing as a file. */

import { wrap } from "./line-breaking.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Pixels of a picture for one of the drawing: sharp on a slide and on paper. */
const SCALE = 2;

/**
 * A new element of SVG.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
export function s(tag, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));
  element.append(...children);
  return element;
}

/**
 * A drawing of its own, on a ground of its own.
 *
 * @param {number} width
 * @param {number} height
 * @param {string} label what it is called
 * @param {Ink} ink
 * @param {...Node} parts
 */
export function sheet(width, height, label, ink, ...parts) {
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const type = { "font-family": ink.font, fill: ink.ink, xmlns: NAMESPACE };
  const ground = s("rect", { width, height, fill: ink.card });
  return s("svg", { ...size, ...type }, s("title", {}, label), ground, ...parts);
}

/**
 * @typedef {{font: string, ink: string, soft: string, line: string, accent: string, warn: string, card: string,
 *   style: CSSStyleDeclaration}} Ink type and colours, written out
 */

/**
 * The type and the colours that an element has.
 *
 * @param {Element} element
 * @returns {Ink}
 */
export function inkOf(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--cs-${name}`).trim();
  const font = style.fontFamily.replaceAll('"', "'");
  const names = /** @type {const} */ (["ink", "soft", "line", "accent", "warn", "card"]);
  const colours = Object.fromEntries(names.map((name) => [name, token(name)]));
  return /** @type {Ink} */ ({ font, style, ...colours });
}

/**
 * @typedef {{x: number, y: number, width: number, size: number, weight?: number, fill?: string, most?: number,
 *   leading?: number, anchor?: "start" | "end"}} Setting `y` is the first base line, `most` the number of lines
 */

/**
 * A text in lines, and how high it is.
 *
 * @param {string} text
 * @param {Ink} ink
 * @param {Setting} setting
 */
export function lines(
  text,
  ink,
  { x, y, width, size, weight = 400, fill, most = 99, leading = 1.45, anchor },
) {
  const measure = measurer(`${weight} ${size}px ${ink.font}`);
  const found = shortened(wrap(text, width, measure), most);
  const step = Math.round(size * leading);
  const spans = found.map((line, index) => s("tspan", { x, y: y + index * step }, line));
  const type = { "font-size": size, "font-weight": weight, fill: fill ?? ink.ink };
  const element = s("text", { ...type, ...(anchor ? { "text-anchor": anchor } : {}) }, ...spans);
  return { element, height: found.length * step };
}

/**
 * No more than so many lines; what is left out leaves a mark.
 *
 * @param {string[]} found
 * @param {number} most
 */
function shortened(found, most) {
  const kept = found.slice(0, most);
  return found.length > most ? [...kept.slice(0, -1), `${kept[most - 1].slice(0, -1)}…`] : kept;
}

/** @param {string} font */
export function measurer(font) {
  const context = document.createElement("canvas").getContext("2d");
  if (context) {
    context.font = font;
  }
  return (/** @type {string} */ text) => context?.measureText(text).width ?? text.length * 12;
}

/** @param {Element} drawing */
export function asText(drawing) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;
}

/**
 * The drawing as a PNG.
 *
 * @param {Element} drawing
 * @returns {Promise<Blob>}
 */
export async function asPicture(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * Number(drawing.getAttribute("width"));
  canvas.height = SCALE * Number(drawing.getAttribute("height"));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}
