// Cuts the runtime's script to what is used of it.
//
// The script hands all of the interpreter's functions, and a browser's graphics, sound and input, on to packages with
// compiled code. Here no such package is ever loaded, so whatever neither the WebAssembly file imports nor any other
// kept code names is left out: over two thirds of the script. For the same packages it gives every function an address
// at each start, which takes longer than all that is left of the start; that goes as well.
//
// The script is one function that declares things, offers them as `Module["name"]`, and lists in `wasmImports` what
// WebAssembly may import and in `assignWasmExports` what it exports. Where the script of a new version is built in
// another way, this stops, and the runtime stays as it is shipped.

import { parse } from "acorn";
import { full } from "acorn-walk";

const IMPORTS = "wasmImports";
const EXPORTS = "assignWasmExports";
const OFFERS = "Module";
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

/** All words of scripts that may be names of what WebAssembly exports. */
export function wordsOf(...scripts) {
  const { names, properties } = usesOf(...scripts);
  return new Set([...names, ...properties]);
}

function shorter(script, imported, used) {
  const [factory, ...rest] = parsed(script).body;
  must(factory.type === "FunctionDeclaration", "the script does not begin with its one function");
  const parts = factory.body.body.flatMap((node) => partsOf(node, script, imported));
  const declared = new Set(parts.map(({ declares }) => declares));
  must(declared.has(IMPORTS) && declared.has(EXPORTS), `${IMPORTS} or ${EXPORTS} is not there`);
  const kept = reached(parts, used);
  const head = script.slice(factory.start, factory.body.start);
  const body = parts.filter((part) => kept.has(part)).map((part) => part.text(used));
  return [head, "{", ...body, "}", ...rest.map(textOf(script))].join("\n");
}

function parsed(script) {
  return parse(script, { ecmaVersion: "latest", sourceType: "module" });
}

/**
 * What is used, to begin with `used`, which gets the names and properties in it added: what has to be there, and what
 * that names, and what this names in turn.
 */
function reached(parts, used) {
  const declared = new Set(parts.map(({ declares }) => declares));
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

/**
 * A statement of the function as parts that are kept or left out: what it `declares`, what it `uses`, whether it is
 * `wanted` once others are used, and its `text`.
 */
function partsOf(node, script, imported) {
  if (node.type === "EmptyStatement") {
    return [];
  }
  if (node.type === "VariableDeclaration") {
    return node.declarations.map((one) => variable(one, node.kind, script, imported));
  }
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
    return [
      node.id.name === EXPORTS ? exportsPart(node, script) : declaration(node.id.name, node, textOf(script)),
    ];
  }
  const text = () => textOf(script)(node);
  return [setting(node.expression, text) ?? { wanted: () => true, uses: usesOf(node), text }];
}

function declaration(name, node, toText) {
  return {
    declares: name,
    wanted: ({ names }) => names.has(name),
    uses: usesOf(node),
    text: () => toText(node),
  };
}

function variable(node, kind, script, imported) {
  const toText = (/** @type {any} */ one) => `${kind} ${textOf(script)(one)};`;
  if (node.id.name === IMPORTS) {
    return importsPart(node, kind, script, imported);
  }
  const part = declaration(node.id.name, node, toText);
  const needed = node.id.type !== "Identifier" || !harmless(node.init);
  return needed ? { ...part, wanted: () => true } : part;
}

/** The list of what may be imported, with no more than what is. */
function importsPart(node, kind, script, imported) {
  must(node.init?.type === "ObjectExpression", `${IMPORTS} is no list`);
  const kept = node.init.properties.filter(({ key }) => imported.has(key.name ?? key.value));
  must(kept.length > 0, `${IMPORTS} lists nothing that is imported`);
  const names = new Set(kept.flatMap(({ value }) => [...usesOf(value).names]));
  const text = `${kind} ${IMPORTS}={${kept.map(textOf(script)).join(",")}};`;
  return { ...declaration(IMPORTS, node, () => text), uses: { names, properties: new Set() } };
}

/** The function that takes over exports, with no more than those that are used by their names or as offers. */
function exportsPart(node, script) {
  const taken = node.body.body.map((statement) => {
    let value = statement.expression;
    const targets = [];
    for (; value?.type === "AssignmentExpression"; value = value.right) {
      targets.push(value.left);
    }
    must(
      targets.length > 0 && targets.every((one) => one.name ?? offered(one)),
      `${EXPORTS} does something else`,
    );
    return { targets, value: textOf(script)(value) };
  });
  const head = script.slice(node.start, node.body.start);
  const text = ({ names, properties }) => {
    const wanted = (one) => (one.name ? names.has(one.name) : properties.has(offered(one)));
    const lines = taken.flatMap(({ targets, value }) => {
      const left = targets.filter(wanted).map(textOf(script));
      return left.length > 0 ? [`${[...left, value].join("=")};`] : [];
    });
    return `${head}{${lines.join("")}}`;
  };
  const uses = { names: new Set([OFFERS]), properties: new Set() };
  return { declares: EXPORTS, wanted: ({ names }) => names.has(EXPORTS), uses, text };
}

/** A part that only sets a property `of` something, or makes an offer; undefined for all other statements. */
function setting(expression, text) {
  const { type, left, right } = expression ?? {};
  if (type !== "AssignmentExpression" || left.type !== "MemberExpression" || !harmless(right)) {
    return undefined;
  }
  const [key, of] = [offered(left), left.computed ? undefined : left.object.name];
  const wanted = ({ names, properties }) => (key ? properties.has(key) : names.has(of));
  return key || of ? { of, wanted, uses: usesOf(right), text } : undefined;
}

/** The name in `Module["name"]`. */
function offered({ type, computed, object, property }) {
  const is = type === "MemberExpression" && computed && object.name === OFFERS && property.type === "Literal";
  return is ? property.value : undefined;
}

/** Whether nothing happens when a value is made, so that it can be left out. */
function harmless(node) {
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

/** All names in scripts or in pieces of one, and all that may be names of properties. */
function usesOf(...pieces) {
  const [names, properties] = [new Set(), new Set()];
  const visit = (node) => {
    if (node.type === "Identifier") {
      names.add(node.name);
    } else if (node.type === "MemberExpression" && !node.computed) {
      properties.add(node.property.name);
    } else if (node.type === "Property" && !node.computed) {
      properties.add(node.key.name ?? node.key.value); // in a pattern
    } else if (node.type === "Literal") {
      properties.add(node.value);
    }
  };
  pieces.forEach((piece) => full(typeof piece === "string" ? parsed(piece) : piece, visit));
  return { names, properties };
}

function textOf(script) {
  return (node) => script.slice(node.start, node.end);
}

function must(holds, otherwise) {
  if (!holds) {
    throw new Error(`the runtime can't be cut: ${otherwise}`);
  }
}
