// What a piece of script uses: all its names.

import { parse } from "acorn";
import { full } from "acorn-walk";

/**
 * @typedef {import("acorn").AnyNode} Node
 * @typedef {{names: Set<string>, properties: Set<string>}} Uses all names in a piece of script, and all that may be
 *   names of properties
 */

/** @param {string} script */
export function parsed(script) {
  return parse(script, { ecmaVersion: "latest", sourceType: "module" });
}

/**
 * All words of scripts that may be names of what WebAssembly exports.
 *
 * @param {string[]} scripts
 */
export function wordsOf(...scripts) {
  const { names, properties } = usesOf(...scripts);
  return new Set([...names, ...properties]);
}

/** @param {Node | null | undefined} node @returns {boolean} whether nothing happens when it is made: it can be left out */
export function harmless(node) {
  switch (node?.type) {
    case undefined:
    case "Literal":
    case "Identifier":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return true;
    case "ArrayExpression":
      return node.elements.every(harmless);
    case "ObjectExpression":
      return node.properties.every((one) => one.type === "Property" && !one.computed && harmless(one.value));
    case "UnaryExpression":
      return node.operator !== "delete" && harmless(node.argument);
    case "BinaryExpression":
      return harmless(node.left) && harmless(node.right);
    default:
      return false;
  }
}

/** @param {(string | Node)[]} pieces scripts, or parts of one @returns {Uses} */
export function usesOf(...pieces) {
  /** @type {Uses} */
  const { names, properties } = { names: new Set(), properties: new Set() };
  /** @param {any} node one of any type, which the walk's own types do not tell apart */
  const visit = (node) => {
    if (node.type === "Identifier") {
      names.add(node.name);
    } else if (node.type === "MemberExpression" && !node.computed) {
      properties.add(node.property.name);
    } else if (node.type === "Property" && !node.computed) {
      properties.add(keyOf(node)); // in a pattern
    } else if (node.type === "Literal") {
      properties.add(node.value);
    }
  };
  pieces.forEach((piece) => full(typeof piece === "string" ? parsed(piece) : piece, visit));
  return { names, properties };
}

/** @param {import("acorn").Property} property */
export function keyOf({ key }) {
  return key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
}
