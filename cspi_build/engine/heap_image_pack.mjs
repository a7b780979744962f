// How the memory is stored: without its empty stretches, without the hashes of its texts, and with its pointers, which
// gzip can do little with among other things, apart. quick-runtime.js puts it together again.
//
// Private details of CPython in use: where the head of a text has its type and its hash, and a type its function for it.

import { UNHASHED } from "../../site_src/assets/engine/quick-runtime.js";
import { leb } from "./wasm_file.mjs";

const [TYPE, HASH, TYPES_HASH] = [1, 3, 15]; // words from the head

const UNIT = 64; // bytes; shorter stretches make the list of them longer than what they save

/** @typedef {{from: number, to: number}} Heap where the heap begins and ends */
/** @typedef {{at: number, length: number}} Part a stretch that is not empty, in units */

/**
 * The file, and what has to be known to read it again.
 *
 * @param {Uint8Array} memory
 * @param {Heap} heap
 * @param {number[]} texts addresses of some in the heap whose hashes are to be left out
 */
export function packed(memory, heap, texts) {
  const { hashless, text, hasher } = withoutHashes(memory, heap, texts);
  const parts = filled(hashless);
  const content = Buffer.concat(
    parts.map(({ at, length }) => hashless.subarray(at * UNIT, (at + length) * UNIT)),
  );
  const { targets, ranks, rest } = apart(content, heap);
  const list = Uint8Array.from(gapsOf(targets, heap.from).flatMap(leb));
  const { skip, file } = asModule(Buffer.concat([rest, ranks, listOf(parts), list]));
  const layout = {
    unit: UNIT,
    parts: parts.length,
    words: rest.length / 4,
    skip,
    pointers: ranks.length / 3,
    targets: targets.length,
    mark: heap.from,
    size: memory.length,
    text,
    hasher,
  };
  return { file, layout };
}

/**
 * The memory without the hashes of texts, which depend on nothing else; with the address of their type and the place of
 * its function for them in the table of functions.
 *
 * @param {Uint8Array} memory
 * @param {Heap} heap
 * @param {number[]} texts
 */
function withoutHashes(memory, heap, texts) {
  const hashless = memory.slice();
  const words = new Uint32Array(hashless.buffer);
  const text = texts.length ? words[(texts[0] >> 2) + TYPE] : 0;
  const isAlike = words
    .subarray(heap.from >> 2)
    .some((word, at, all) => word === text && all[at + 2] === UNHASHED);
  for (const at of isAlike ? [] : texts) {
    if (at >= heap.from && words[(at >> 2) + TYPE] === text) {
      words[(at >> 2) + HASH] = UNHASHED;
    }
  }
  return { hashless, text, hasher: text && words[(text >> 2) + TYPES_HASH] };
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

/** @param {Uint32Array} sorted @param {number} from @returns {number[]} the distances between them */
function gapsOf(sorted, from) {
  return Array.from(sorted, (at, n) => at - (n ? sorted[n - 1] : from));
}

/**
 * The words that look like pointers into the heap: where they lead to, in order, and for each its place in that order, as
 * all first bytes, all second bytes and all third bytes; and all the words, with a mark in the place of each of them.
 *
 * @param {Uint8Array} content
 * @param {Heap} heap
 */
function apart(content, { from, to }) {
  const words = new Uint32Array(content.length / 4);
  new Uint8Array(words.buffer).set(content);
  const isPointer = (/** @type {number} */ word) => word >= from && word < to;
  const found = words.filter(isPointer);
  const targets = Uint32Array.from(new Set(found)).sort();
  const rankOf = new Map(Array.from(targets, (at, rank) => [at, rank]));
  const ranks = new Uint8Array(found.length * 3);
  found.forEach((word, at) => {
    for (let byte = 0; byte < 3; byte += 1) {
      ranks[byte * found.length + at] = /** @type {number} */ (rankOf.get(word)) >>> (8 * byte);
    }
  });
  const rest = words.map((word) => (isPointer(word) ? from : word));
  return { targets, ranks, rest: new Uint8Array(rest.buffer) };
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
