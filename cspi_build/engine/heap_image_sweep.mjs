// What is free in the memory of an interpreter, and the strings that nothing needs any more.
//
// Private details of CPython in use: the layout of the head of a string (references, then the bits of its state), and
// that the two lowest of these bits say that it is interned.

/** @typedef {any} Module the runtime's inside */

const STATE = 4; // words from the head of a string to its state
const INTERNED_BITS = 3;
const IMMORTAL = 2; // interned for as long as the interpreter lives

/** @param {Module} module @returns {import("./heap_image_pack.mjs").Heap} */
export function heapOf(module) {
  return { from: module._emscripten_stack_get_base(), to: module._sbrk(0) >>> 0 };
}

/**
 * Fills what is free with zeros: the heap, by taking all of it in ever smaller blocks, and the rest of the stack.
 *
 * @param {Module} module
 */
export function wipe(module) {
  const top = module._sbrk(0) >>> 0;
  const taken = [];
  for (let size = 1 << 20; size >= 16; size >>= 1) {
    for (;;) {
      const block = module._malloc(size) >>> 0;
      if (block + size > top) {
        module._free(block);
        break;
      }
      module.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    }
  }
  taken.forEach((block) => module._free(block));
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
}

/**
 * Makes strings mortal that only the table of interned strings names, as key and as value: Python keeps those of the
 * code of functions for ever, though the functions may have gone.
 *
 * @param {Module} module
 * @param {number[]} strings addresses of all interned strings
 * @returns {number[]} those in the heap that stay
 */
export function releaseInterned(module, strings) {
  const { from } = heapOf(module);
  const found = new Map(strings.filter((at) => at >= from).map((at) => [at, 0]));
  const words = new Uint32Array(module.HEAPU8.buffer);
  for (let i = 256; i < words.length; i += 1) {
    const count = words[i] >= from ? found.get(words[i]) : undefined;
    if (count !== undefined) {
      found.set(words[i], count + 1);
    }
  }
  const stay = [];
  for (const [at, count] of found) {
    const [head, state] = [at >> 2, (at >> 2) + STATE];
    if (count <= 2 && (words[state] & INTERNED_BITS) === IMMORTAL) {
      words[head] = 2;
      words[state] &= ~INTERNED_BITS;
    } else {
      stay.push(at);
    }
  }
  return stay;
}
