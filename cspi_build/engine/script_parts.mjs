// The runtime's script as parts that can be left out.
//
// It is one function that declares things, offers them as `Module["name"]`, and lists in `wasmImports` what WebAssembly
// may import and in `assignWasmExports` what it exports.

import { harmless, keyOf, usesOf } from "./script_uses.mjs";

/**
 * @typedef {import("./script_uses.mjs").Node} Node
 * @typedef {import("./script_uses.mjs").Uses} Uses
 * @typedef {{declares?: string, of?: string, uses: Uses, wanted: (used: Uses) => boolean,
 *   text: (used: Uses) => string}} Part a statement, or one variable, that is kept or left out: what it `declares`, or
 *   that it sets a property `of` something; what it `uses`, whether it is `wanted` once others are used, and its `text`
 */

export const IMPORTS = "wasmImports";
export const EXPORTS = "assignWasmExports";
const OFFERS = "Module";

/** @param {Node} node @param {string} script @param {Set<string>} imported @returns {Part[]} */
export function partsOf(node, script, imported) {
  const text = () => textOf(script, node);
  switch (node.type) {
    case "EmptyStatement":
      return [];
    case "VariableDeclaration":
      return node.declarations.map((one) => variable(one, node.kind, script, imported));
    case "FunctionDeclaration":
      return [node.id?.name === EXPORTS ? exportsPart(node, script) : declaration(node.id?.name, node, text)];
    case "ClassDeclaration":
      return [declaration(node.id?.name, node, text)];
    case "ExpressionStatement":
      return [setting(node.expression, text) ?? needed(node, text)];
    default:
      return [needed(node, text)];
  }
}

/** @param {Node} node @param {() => string} text @returns {Part} */
function needed(node, text) {
  return { wanted: () => true, uses: usesOf(node), text };
}

/** @param {string | undefined} name @param {Node} node @param {() => string} text @returns {Part} */
function declaration(name = "", node, text) {
  return { declares: name, wanted: ({ names }) => names.has(name), uses: usesOf(node), text };
}

/** @param {import("acorn").VariableDeclarator} node @param {string} kind @param {string} script @param {Set<string>} imported @returns {Part} */
function variable(node, kind, script, imported) {
  const text = () => `${kind} ${textOf(script, node)};`;
  if (node.id.type !== "Identifier") {
    return needed(node, text);
  }
  const part = declaration(node.id.name, node, text);
  if (node.id.name === IMPORTS) {
    return { ...part, ...importsOf(node, kind, script, imported) };
  }
  return harmless(node.init) ? part : { ...part, wanted: () => true };
}

/** @param {import("acorn").VariableDeclarator} node @param {string} kind @param {string} script @param {Set<string>} imported */
function importsOf({ init }, kind, script, imported) {
  const listed = init?.type === "ObjectExpression" ? init.properties : [];
  const kept = listed.filter((one) => one.type === "Property" && imported.has(keyOf(one)));
  must(kept.length > 0, `${IMPORTS} lists nothing that is imported`);
  const text = `${kind} ${IMPORTS}={${kept.map((one) => textOf(script, one)).join(",")}};`;
  return { uses: { names: usesOf(...kept).names, properties: new Set() }, text: () => text };
}

/**
 * The function that takes over exports, with no more than those that are used by their names or as offers.
 *
 * @param {import("acorn").FunctionDeclaration | import("acorn").AnonymousFunctionDeclaration} node
 * @param {string} script
 * @returns {Part}
 */
function exportsPart(node, script) {
  const taken = node.body.body.map((statement) => assigned(statement, script));
  const head = script.slice(node.start, node.body.start);
  /** @param {Uses} used */
  const text = ({ names, properties }) => {
    const lines = taken.flatMap(({ targets, value }) => {
      const left = targets.filter(({ name, offer }) => (name ? names.has(name) : properties.has(offer)));
      return left.length > 0 ? [`${[...left.map((one) => one.text), value].join("=")};`] : [];
    });
    return `${head}{${lines.join("")}}`;
  };
  const uses = { names: new Set([OFFERS]), properties: new Set() };
  return { declares: EXPORTS, wanted: ({ names }) => names.has(EXPORTS), uses, text };
}

/**
 * What is assigned by `a = Module["b"] = value`, and to what: a name or an offer.
 *
 * @param {Node} statement
 * @param {string} script
 */
function assigned(statement, script) {
  const targets = [];
  let value = /** @type {Node} */ (
    statement.type === "ExpressionStatement" ? statement.expression : statement
  );
  while (value.type === "AssignmentExpression") {
    const { left, right } = value;
    const [name, offer] = [left.type === "Identifier" ? left.name : "", offered(left)];
    must(name || offer, `${EXPORTS} assigns to something else`);
    targets.push({ name, offer, text: textOf(script, left) });
    value = right;
  }
  must(targets.length > 0, `${EXPORTS} does something else`);
  return { targets, value: textOf(script, value) };
}

/**
 * A part that only sets a property of something, or makes an offer; undefined for all other expressions.
 *
 * @param {import("acorn").Expression} expression
 * @param {() => string} text
 * @returns {Part | undefined}
 */
function setting(expression, text) {
  if (expression.type !== "AssignmentExpression" || !harmless(expression.right)) {
    return undefined;
  }
  const { left, right } = expression;
  const [offer, uses] = [offered(left), usesOf(right)];
  if (offer) {
    return { wanted: ({ properties }) => properties.has(offer), uses, text };
  }
  if (left.type !== "MemberExpression" || left.computed || left.object.type !== "Identifier") {
    return undefined;
  }
  const of = left.object.name;
  return { of, wanted: ({ names }) => names.has(of), uses, text };
}

/** @param {Node} node @returns {string} the name in `Module["name"]`; empty for everything else */
function offered(node) {
  if (node.type !== "MemberExpression" || !node.computed) {
    return "";
  }
  const { object, property } = node;
  const is = object.type === "Identifier" && object.name === OFFERS && property.type === "Literal";
  return is ? String(property.value) : "";
}

/** @param {string} script @param {{start: number, end: number}} node */
export function textOf(script, { start, end }) {
  return script.slice(start, end);
}

/** @param {unknown} holds @param {string} otherwise */
export function must(holds, otherwise) {
  if (!holds) {
    throw refusal(otherwise);
  }
}

/** @param {string} why */
export function refusal(why) {
  return new Error(`the runtime can't be trimmed: ${why}`);
}
