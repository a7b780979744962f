// Which functions of the WebAssembly file the workload needs, and a file in which all others are traps.
//
// A function that is left out sets the exported global `missed` and traps: see quick-runtime.js. Indices of functions,
// table and globals stay, so that the pointers to functions in the memory stay right.

import binaryen from "binaryen";
import { FEATURES } from "./trim_wasm.mjs";
import {
  ID,
  Reader,
  appended,
  bodyOf,
  codeOf,
  codeStart,
  fileOf,
  functionsIn,
  importedIn,
  leb,
  name,
  sectionsOf,
  usesOf,
} from "./wasm_file.mjs";

/** What the quick runtime uses of the file. */
const EXPORTS = [
  "memory",
  "__indirect_function_table",
  "malloc",
  "free",
  "PyUnicode_FromStringAndSize",
  "PyUnicode_AsUTF8AndSize",
  "PyObject_CallOneArg",
  "Py_DecRef",
];
const MARGIN = 2; // calls from a function that ran to one that is kept with it
const I32 = 0x7f;
const [CONST, SET, END, UNREACHABLE] = [0x41, 0x24, 0x0b, 0x00];
const DROPPED = new Set([ID.custom, ID.start, ID.data, ID.dataCount]); // kept functions copy no data

/**
 * The file without what it puts into a new memory, which comes from the stored one: its data are there, and empty.
 *
 * @param {Uint8Array} wasm
 */
export function withoutData(wasm) {
  const sections = sectionsOf(wasm);
  const count = new Reader(bodyOf(sections, ID.data)).size();
  const empty = Array.from({ length: count }, () => [1, 0]);
  return changed(sections, { [ID.data]: Uint8Array.from([...leb(count), ...empty.flat()]) });
}

/**
 * The file in which each function notes in a global of its own that it ran.
 *
 * @param {Uint8Array} wasm
 */
export function noting(wasm) {
  const sections = sectionsOf(wasm);
  const first = globalsIn(sections);
  const bodies = functionsIn(bodyOf(sections, ID.code));
  const noted = bodies.map((body, at) => {
    const start = codeStart(body);
    const note = Uint8Array.of(CONST, 1, SET, ...leb(first + at));
    return Buffer.concat([body.subarray(0, start), note, body.subarray(start)]);
  });
  return changed(sections, {
    [ID.global]: appended(bodyOf(sections, ID.global), bodies.map(newGlobal)),
    [ID.export]: appended(
      bodyOf(sections, ID.export),
      bodies.map((_, at) => [...name(noteOf(at)), 3, ...leb(first + at)]),
    ),
    [ID.code]: codeOf(noted),
  });
}

/** @param {Record<string, any>} exported of an instance of the noting file @returns {number[]} the functions that ran */
export function ranIn(exported) {
  const ran = [];
  for (let at = 0; exported[noteOf(at)]; at += 1) {
    if (exported[noteOf(at)].value) {
      ran.push(at);
    }
  }
  return ran;
}

/**
 * The functions that ran, with those that they call.
 *
 * @param {Uint8Array} wasm
 * @param {number[]} ran
 * @returns {Set<number>}
 */
export function withMargin(wasm, ran) {
  const sections = sectionsOf(wasm);
  const imported = importedIn(bodyOf(sections, ID.import)).functions;
  const bodies = functionsIn(bodyOf(sections, ID.code));
  const kept = new Set(ran);
  let newest = [...kept];
  for (let call = 0; call < MARGIN; call += 1) {
    const called = newest.flatMap((at) => usesOf(bodies[at]).calls.map((index) => index - imported));
    newest = [...new Set(called)].filter((at) => at >= 0 && !kept.has(at));
    newest.forEach((at) => kept.add(at));
  }
  return kept;
}

/**
 * The file with traps in the places of all other functions, and without data, which is in the stored memory.
 *
 * @param {Uint8Array} wasm
 * @param {Set<number>} kept
 * @param {(body: Uint8Array) => Uint8Array} [changedBody] what becomes of a function that stays
 * @returns {Uint8Array}
 */
export function cutFunctions(wasm, kept, changedBody = (body) => body) {
  const sections = sectionsOf(wasm);
  const flag = globalsIn(sections);
  const trap = Uint8Array.of(0, CONST, 1, SET, ...leb(flag), UNREACHABLE, END);
  const bodies = functionsIn(bodyOf(sections, ID.code)).map((body, at) =>
    kept.has(at) ? changedBody(body) : trap,
  );
  const cut = changed(sections, {
    [ID.global]: appended(bodyOf(sections, ID.global), [newGlobal()]),
    [ID.export]: appended(bodyOf(sections, ID.export), [[...name("missed"), 3, ...leb(flag)]]),
    [ID.code]: codeOf(bodies),
  });
  return shortened(
    fileOf(sectionsOf(cut).filter(({ id }) => !DROPPED.has(id))),
    new Set([...EXPORTS, "missed"]),
  );
}

/** @param {Uint8Array} wasm @param {Set<string>} exports those that stay */
function shortened(wasm, exports) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(FEATURES);
  WebAssembly.Module.exports(new WebAssembly.Module(new Uint8Array(wasm)))
    .filter((one) => !exports.has(one.name))
    .forEach((one) => module.removeExport(one.name));
  module.runPasses(["duplicate-function-elimination", "remove-unused-module-elements"]);
  return module.emitBinary();
}

/** @param {number} at */
function noteOf(at) {
  return `ran ${at}`;
}

function newGlobal() {
  return [I32, 1, CONST, 0, END];
}

/** @param {import("./wasm_file.mjs").Section[]} sections @returns {number} */
function globalsIn(sections) {
  const own = new Reader(bodyOf(sections, ID.global)).size();
  return importedIn(bodyOf(sections, ID.import)).globals + own;
}

/** @param {import("./wasm_file.mjs").Section[]} sections @param {Record<number, Uint8Array>} bodies */
function changed(sections, bodies) {
  return fileOf(sections.map(({ id, body }) => ({ id, body: bodies[id] ?? body })));
}
