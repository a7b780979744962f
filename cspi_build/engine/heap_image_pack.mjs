// How the memory is stored: without its empty stretches, and with its pointers, which gzip can do little with among
// other things, apart. quick-runtime.js puts it together again.

import { leb } from "./wasm_file.mjs";

const UNIT = 64; // bytes; shorter stretches make the list of them longer than what they save

/** @typedef {{from: number, to: number}} Heap where the heap begins and ends */
/** @typedef {{at: number, length: number}} Part a stretch that is not empty, in units */

/**
 * The file, and what has to be known to read it again.
 *
 * @param {Uint8Array} memory
 * @param {Heap} heap
 */
export function packed(memory, heap) {
  const parts = filled(memory);
  const content = Buffer.concat(
    parts.map(({ at, length }) => memory.subarray(at * UNIT, (at + length) * UNIT)),
  );
  const { pointers, rest } = apart(content, heap);
  const { skip, file } = asModule(Buffer.concat([pointers, rest, listOf(parts)]));
  const layout = {
    unit: UNIT,
    parts: parts.length,
    words: rest.length / 4,
    skip,
    pointers: pointers.length / 4,
    mark: heap.from,
    size: memory.length,
  };
  return { file, layout };
}

/** @param {Uint8Array} memory */
function filled(memory) {
  /** @type {Part[]} */
  const parts = [];
  for (let at = 0; at < memory.length / UNIT; at += 1) {
    if (memory.subarray(at * UNIT, (at + 1) * UNIT).some(Boolean)) {
      const last = parts.at(-1);
      if (last && last.at + last.length === at) {
        last.length += 1;
      } else {
        parts.push({ at, length: 1 });
      }
    }
  }
  return parts;
}

/** @param {Part[]} parts @returns {Uint8Array} all gaps before them, then all their lengths */
function listOf(parts) {
  const gaps = parts.map(({ at }, n) => at - (n ? parts[n - 1].at + parts[n - 1].length : 0));
  return Uint8Array.from([...gaps, ...parts.map(({ length }) => length)].flatMap(leb));
}

/**
 * The words that look like pointers into the heap, as all first bytes, all second bytes and so on; and all the words,
 * with the least such pointer in the place of each of them.
 *
 * @param {Uint8Array} content
 * @param {Heap} heap
 */
function apart(content, { from, to }) {
  const words = new Uint32Array(content.length / 4);
  new Uint8Array(words.buffer).set(content);
  const found = words.filter((word) => word >= from && word < to);
  const pointers = new Uint8Array(found.length * 4);
  found.forEach((word, at) => {
    for (let byte = 0; byte < 4; byte += 1) {
      pointers[byte * found.length + at] = word >>> (8 * byte);
    }
  });
  const rest = words.map((word) => (word >= from && word < to ? from : word));
  return { pointers, rest: new Uint8Array(rest.buffer) };
}

/**
 * Bytes as the only section of a WebAssembly module, a type of file that hosts compress. The name of the section is as
 * long as puts them at a multiple of four.
 *
 * @param {Uint8Array} content
 */
function asModule(content) {
  const head = (/** @type {string} */ name) => [
    ...[0, 97, 115, 109, 1, 0, 0, 0, 0],
    ...leb(1 + name.length + content.length),
    name.length,
    ...Buffer.from(name),
  ];
  const found = ["memory", "memory.", "memory..", "memory..."]
    .map(head)
    .find(({ length }) => length % 4 === 0);
  const start = Uint8Array.from(/** @type {number[]} */ (found));
  return { skip: start.length, file: Buffer.concat([start, content]) };
}
