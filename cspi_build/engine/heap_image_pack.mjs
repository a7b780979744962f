// How the memory is stored: without its empty stretches, as its difference from what the WebAssembly file itself puts
// there, and with its pointers, which gzip can do little with among other things, apart.

const PAGE = 1 << 16; // WebAssembly's

/** @typedef {{from: number, to: number}} Heap where the heap begins and ends */

/**
 * The file, and what has to be known to read it again: see `HeapImage` in heap_image.py.
 *
 * @param {Uint8Array} snapshot what the runtime makes: a header and the memory; it gets changed
 * @param {Uint8Array} first the memory of a new instance, up to its last byte that is not 0
 * @param {Heap} heap
 * @param {number} own the place of a word that every page finds out for itself
 */
export function packed(snapshot, first, heap, own) {
  const start = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
  const memory = snapshot.subarray(start);
  memory.fill(0, own, own + 4);
  first.forEach((byte, at) => (memory[at] ^= byte));
  const parts = filled(memory);
  const content = Buffer.concat(parts.map(([from, length]) => memory.subarray(from, from + length)));
  const { pointers, rest } = apart(content, heap);
  const { skip, file } = asModule(Buffer.concat([pointers, rest]));
  const head = Buffer.from(snapshot.subarray(0, start)).toString("base64");
  const numbers = { own, skip, first: first.length, pointers: pointers.length / 4, mark: heap.from };
  return { file, about: { head, parts, ...numbers } };
}

/**
 * Where the memory is not empty over longer stretches: pairs of place and length, multiples of a page.
 *
 * @param {Uint8Array} memory
 */
function filled(memory) {
  /** @type {[place: number, length: number][]} */
  const parts = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    const last = parts.at(-1);
    if (used(memory.subarray(at, at + PAGE)).length > 0) {
      if (last && last[0] + last[1] === at) {
        last[1] += PAGE;
      } else {
        parts.push([at, PAGE]);
      }
    }
  }
  return parts;
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
 * Bytes as the only section of a WebAssembly module, a type of file that hosts compress.
 *
 * @param {Uint8Array} content
 */
function asModule(content) {
  const name = Buffer.from("\x06memory");
  const head = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 0, ...leb(name.length + content.length)]);
  return { skip: head.length + name.length, file: Buffer.concat([head, name, content]) };
}

/** @param {number} number @returns {number[]} as WebAssembly writes sizes (LEB128) */
function leb(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...leb(number >>> 7)];
}

/** @param {Uint8Array} content @returns {Uint8Array} without the zeros at its end */
export function used(content) {
  let end = content.length;
  while (end && !content[end - 1]) {
    end -= 1;
  }
  return content.subarray(0, end);
}
