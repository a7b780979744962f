// Trims the runtime's script to what is used of it.
//
// The script hands all of the interpreter's functions, and a browser's graphics, sound and input, on to packages with
// compiled code. Here no such package is ever loaded, so whatever neither the WebAssembly file imports nor any other
// kept code names is left out: over two thirds of the script. For the same packages it gives every function an address
// at each start, which takes a tenth of a second; that goes as well.
// Where the script of a new version is built in another way, this stops, and the runtime stays as it is shipped.

import { EXPORTS, IMPORTS, must, partsOf, refusal, textOf } from "./script_parts.mjs";
import { parsed, usesOf } from "./script_uses.mjs";

/**
 * @typedef {import("./script_parts.mjs").Part} Part
 * @typedef {import("./script_uses.mjs").Uses} Uses
 */

const ADDRESSES = "updateGOT(origExports);"; // gives addresses to exports

/**
 * The script with only what it uses itself, what WebAssembly imports and what others name that use it.
 *
 * @param {string} script
 * @param {WebAssembly.Module} wasm
 * @param {string[]} users scripts
 */
export function cutScript(script, wasm, users) {
  const imports = WebAssembly.Module.imports(wasm);
  must(script.split(ADDRESSES).length === 2, "exports get their addresses elsewhere");
  const wanted = imports.some(({ module }) => module.startsWith("GOT."))
    ? script
    : script.replace(ADDRESSES, "");
  return shorter(wanted, new Set(imports.map(({ name }) => name)), usesOf(...users));
}

/** @param {string} script @param {Set<string>} imported @param {Uses} used */
function shorter(script, imported, used) {
  const [factory, ...rest] = parsed(script).body;
  if (factory?.type !== "FunctionDeclaration") {
    throw refusal("the script does not begin with its one function");
  }
  const parts = factory.body.body.flatMap((node) => partsOf(node, script, imported));
  const declared = new Set(parts.map(({ declares }) => declares));
  must(declared.has(IMPORTS) && declared.has(EXPORTS), `${IMPORTS} or ${EXPORTS} is not there`);
  const kept = reached(parts, used);
  const head = script.slice(factory.start, factory.body.start);
  const body = parts.filter((part) => kept.has(part)).map((part) => part.text(used));
  return [head, "{", ...body, "}", ...rest.map((node) => textOf(script, node))].join("\n");
}

/**
 * What is used, to begin with `used`, which gets the names and properties in it added: what has to be there, and what
 * that names, and what this names in turn.
 *
 * @param {Part[]} parts
 * @param {Uses} used
 * @returns {Set<Part>}
 */
function reached(parts, used) {
  const declared = new Set(parts.map(({ declares }) => declares));
  /** @type {Set<Part>} */
  const kept = new Set();
  for (let before = -1; before < kept.size;) {
    before = kept.size;
    for (const part of parts) {
      if (!kept.has(part) && (part.wanted(used) || (part.of && !declared.has(part.of)))) {
        kept.add(part);
        part.uses.names.forEach((name) => used.names.add(name));
        part.uses.properties.forEach((name) => used.properties.add(name));
      }
    }
  }
  return kept;
}
