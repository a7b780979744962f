// A file whose functions note what they read of the static data: each sixteen bytes have a byte of their own, at the far
// end of the stack, where nothing else ever is. To name an address counts as reading there.

import binaryen from "binaryen";
import { FEATURES } from "./trim_wasm.mjs";
import {
  ID,
  Reader,
  appended,
  bodyOf,
  codeOf,
  fileOf,
  functionsIn,
  importedIn,
  leb,
  rewritten,
  sectionsOf,
} from "./wasm_file.mjs";

const GRAIN = 16;
const [I32, TYPE, CONST, CALL, DROP] = [0x7f, 0x60, 0x41, 0x10, 0x1a];
const [TEE, GET, LESS, IF, END, NOTHING] = [0x22, 0x20, 0x49, 0x04, 0x0b, 0x40];
const STORE = [0x3a, 0]; // of one byte
const LOADS = { from: 0x28, to: 0x35 };
const COPY = 0xfc0a;

/** @typedef {{from: number, to: number}} Span addresses */
/** @typedef {Span & {variables: number, notes: number, linked: Uint32Array, isStart: (address: number) => boolean}} Watched the static data;
 *   `variables`: where constants end; `notes`: where notes go; `linked`: the words of the memory as the linker filled them in; `isStart`: whether an object
 *   may begin there */

/**
 * @param {Uint8Array} wasm
 * @param {Watched} watched
 */
export function watching(wasm, watched) {
  const sections = sectionsOf(wasm);
  const code = bodyOf(sections, ID.code);
  const types = new Reader(bodyOf(sections, ID.type)).size();
  const bodies = functionsIn(code);
  const read = importedIn(bodyOf(sections, ID.import)).functions + bodies.length;
  const parameters = parametersIn(sections);
  const noted = bodies.map((body, at) => {
    const { changed, local } = withLocal(body, parameters[at]);
    return rewritten(changed, (op, named) => noteOf(op, named, { read, local }, watched));
  });
  const changed = {
    [ID.type]: appended(bodyOf(sections, ID.type), [
      [TYPE, 2, I32, I32, 1, I32],
      [TYPE, 3, I32, I32, I32, 3, I32, I32, I32],
    ]),
    [ID.function]: appended(bodyOf(sections, ID.function), [leb(types), leb(types + 1)]),
    [ID.code]: codeOf([...noted, ...helpers(watched)]),
  };
  return fileOf(sections.map(({ id, body }) => ({ id, body: changed[id] ?? body })));
}

/**
 * Where something was read.
 *
 * @param {WebAssembly.Memory} memory
 * @param {Watched} watched
 * @returns {Uint8Array} not 0 for each sixteen bytes of which some were read
 */
export function readIn(memory, { notes, to }) {
  return new Uint8Array(memory.buffer).slice(notes, notes + to / GRAIN);
}

/** @param {Uint8Array[]} notes @param {number} from @param {number} to @returns {boolean} whether anything of it was read */
export function wasRead(notes, from, to) {
  const [first, end] = [Math.floor(from / GRAIN), Math.ceil(to / GRAIN)];
  return notes.some((one) => one.subarray(first, end).some(Boolean));
}

/**
 * @param {number} op
 * @param {number[]} named
 * @param {{read: number, local: number}} own `read`: the index of the function that notes; `local`: of a free variable
 * @param {Watched} watched
 * @returns {number[] | null}
 */
function noteOf(op, named, { read, local }, { from, to, notes, isStart }) {
  if (op >= LOADS.from && op <= LOADS.to) {
    const isBelow = [TEE, ...leb(local), GET, ...leb(local), CONST, ...signed(to), LESS];
    const note = [GET, ...leb(local), CONST, ...signed(named[0]), CALL, ...leb(read), DROP];
    return [...isBelow, IF, NOTHING, ...note, END];
  }
  if (op === COPY) {
    return [CALL, ...leb(read + 1)];
  }
  const starts = named.filter((address) => address >= from && address < to && isStart(address));
  const noted = starts.flatMap((at) => [
    CONST,
    ...signed(Math.floor(at / GRAIN)),
    CONST,
    1,
    ...STORE,
    ...leb(notes),
  ]);
  return noted.length ? noted : null;
}

/** @param {import("./wasm_file.mjs").Section[]} sections @returns {number[]} of each function, how many it takes */
function parametersIn(sections) {
  const types = new Reader(bodyOf(sections, ID.type));
  const counts = Array.from({ length: types.size() }, () => {
    if (types.byte() !== TYPE) {
      throw new Error("the WebAssembly file has types that are not those of functions");
    }
    const taken = types.take(types.size()).length;
    types.take(types.size());
    return taken;
  });
  const functions = new Reader(bodyOf(sections, ID.function));
  return Array.from({ length: functions.size() }, () => counts[functions.size()]);
}

/** @param {Uint8Array} body of a function @param {number} parameters that it takes */
function withLocal(body, parameters) {
  const reader = new Reader(body);
  const groups = reader.size();
  let local = parameters;
  const first = reader.at;
  for (let left = groups; left > 0; left -= 1) {
    local += reader.size();
    reader.byte();
  }
  const more = [Uint8Array.from(leb(groups + 1)), body.subarray(first, reader.at), Uint8Array.of(1, I32)];
  return { changed: Buffer.concat([...more, body.subarray(reader.at)]), local };
}

/** @param {number} number below 2³¹ @returns {number[]} as WebAssembly writes numbers with a sign */
function signed(number) {
  return number < 64 ? [number] : [(number % 128) | 128, ...signed(Math.floor(number / 128))];
}

/**
 * Two functions that return what they are given. The first notes the place that is an offset from an address, and that
 * offset, which names the beginning of a table; the second all places from which something is copied.
 *
 * @param {Watched} watched
 */
function helpers({ to, notes }) {
  const note = `(i32.store8 offset=${notes} (i32.shr_u (local.get $at) (i32.const 4)) (i32.const 1))`;
  const module = binaryen.parseText(`(module (memory 1)
    (func (param $at i32) (param $offset i32) (result i32) (local $given i32)
      (local.set $given (local.get $at))
      (local.set $at (i32.add (local.get $at) (local.get $offset)))
      (if (i32.lt_u (local.get $at) (i32.const ${to})) (then ${note}))
      (local.set $at (local.get $offset))
      (if (i32.lt_u (local.get $at) (i32.const ${to})) (then ${note}))
      (local.get $given))
    (func (param $to i32) (param $at i32) (param $size i32) (result i32 i32 i32) (local $given i32)
      (local.set $given (local.get $at))
      (loop $next
        (if (i32.and
              (i32.lt_u (local.get $at) (i32.const ${to}))
              (i32.lt_u (i32.sub (local.get $at) (local.get $given)) (local.get $size)))
          (then ${note} (local.set $at (i32.add (local.get $at) (i32.const 4))) (br $next))))
      (tuple.make 3 (local.get $to) (local.get $given) (local.get $size))))`);
  module.setFeatures(FEATURES);
  return functionsIn(bodyOf(sectionsOf(module.emitBinary()), ID.code));
}
