// Which static data (constants of CPython and of the C library: tables of Unicode and of codecs, descriptions, messages)
// the quick engine has to bring, and an image without the rest.
//
// Nothing says where an object begins and ends. Here one begins where some code or some pointer in variables names an
// address, and ends at the next. It stays if
//
// - any byte of it was read, or its address used, while the workload and the exercises ran,
// - it is small, and code that stays names it or what lies before it,
// - it is small, or what points to it is not a variable that the linker filled in, and anything points to it.
//
// To what goes, no way is left that would be wrong in silence: where code names it there is a trap, and pointers to it
// lead out of the memory, which is a trap as well. What remains is an object that was cut in two because a number looks
// like an address inside. That is why the build fills all that goes with garbage before it verifies an image.

import { wasRead } from "./static_reads.mjs";
import { ID, bodyOf, dataIn, functionsIn, rewritten, sectionsOf, usesOf } from "./wasm_file.mjs";

const FIRST = 1024; // the least address of static data
const LARGE = 1024; // bytes of an object that somebody would miss
const NEAR = 1024; // bytes after a named address in which objects may belong to that
const NEXT = 64; // and in which large ones may
const WORD = 4; // letters of what is a text and not a table
const PROSE = 48; // bytes of a text that is a description, not a name
const NOWHERE = 0xf0000000; // an address beyond every memory
const UNREACHABLE = 0x00;

/** @typedef {import("./static_reads.mjs").Watched} Watched */
/** @typedef {[from: number, to: number]} Range */
/** @typedef {{memory: Uint8Array, heap: {from: number}, notes: number}} Image */

/**
 * The static data that never change: up to the first byte that the start of Python altered.
 *
 * @param {Image} image
 * @param {Uint8Array} wasm
 * @returns {Watched}
 */
export function constants({ memory, notes }, wasm) {
  const linked = new Uint8Array(memory.length);
  let end = 0;
  for (const { at, bytes } of dataIn(bodyOf(sectionsOf(wasm), ID.data))) {
    linked.set(bytes, at);
    end = Math.max(end, at + bytes.length);
  }
  const variables = linked.findIndex((byte, at) => at >= FIRST && memory[at] !== byte) & -4096;
  if (variables < 2 ** 20) {
    throw new Error("the static data are not where they are expected");
  }
  const isStart = (/** @type {number} */ at) =>
    !isRound(at) && (at % (at < variables ? 16 : 4) === 0 || isText(memory, at));
  return {
    from: FIRST,
    variables,
    to: (end + 15) & -16,
    notes,
    linked: new Uint32Array(linked.buffer),
    isStart,
  };
}

/**
 * @param {Image} image
 * @param {Uint8Array} wasm
 * @param {Set<number>} kept functions
 * @param {Watched} watched
 * @param {Uint8Array[]} notes what was read
 * @returns {{memory: Uint8Array, dropped: Range[]}}
 */
export function withoutUnread(image, wasm, kept, watched, notes) {
  const uses = functionsIn(bodyOf(sectionsOf(wasm), ID.code)).map((body) => usesOf(body).constants);
  const objects = new Objects(image, watched, uses.flat());
  objects.keepChanged();
  objects.keepRead(notes);
  objects.keepNamed(uses.filter((_, at) => kept.has(at)).flat());
  objects.keepPointedTo();
  return objects.cut();
}

/**
 * The file with a trap in front of each instruction that names what was dropped.
 *
 * @param {Uint8Array} body
 * @param {(address: number) => boolean} isDropped
 */
export function withTraps(body, isDropped) {
  return rewritten(body, (_, named) => (named.some(isDropped) ? [UNREACHABLE] : null));
}

/** @param {Range[]} dropped @param {Watched} watched @returns {(address: number) => boolean} */
export function droppedIn(dropped, { to, isStart }) {
  const gone = new Uint8Array(to);
  dropped.forEach(([from, end]) => gone.fill(1, from, end));
  return (address) => address < to && gone[address] === 1 && isStart(address);
}

/** What lies between two addresses that something names. */
class Objects {
  /** @param {Image} image @param {Watched} watched @param {number[]} named by any code */
  constructor({ memory, heap }, watched, named) {
    this.memory = memory.slice();
    this.words = new Uint32Array(this.memory.buffer);
    this.watched = watched;
    const { from, variables, to, isStart } = watched;
    const pointers = this.words.subarray(variables >> 2, heap.from >> 2);
    const starts = [...named, ...pointers].filter((at) => at >= from && at < to && isStart(at));
    this.starts = Uint32Array.from(new Set([from, ...starts, to])).sort();
    this.live = new Uint8Array(this.starts.length);
    this.parts = /** @type {Range[]} */ ([]);
    this.queue = /** @type {number[]} */ ([]);
  }

  /** Those that the start of Python has changed. */
  keepChanged() {
    for (let n = this.indexOf(this.watched.variables); n < this.starts.length - 1; n += 1) {
      const [from, to] = [this.starts[n] >> 2, (this.starts[n + 1] + 3) >> 2];
      if (this.words.subarray(from, to).some((word, at) => word !== this.watched.linked[from + at])) {
        this.keep(n);
      }
    }
  }

  /** @param {Uint8Array[]} notes */
  keepRead(notes) {
    for (let n = 0; n < this.starts.length - 1; n += 1) {
      if (wasRead(notes, this.starts[n], this.starts[n + 1])) {
        this.keep(n);
      }
    }
  }

  /** @param {number[]} named by code that stays */
  keepNamed(named) {
    const { from, to } = this.watched;
    for (const at of new Set(named.filter((one) => one >= from && one < to && !isRound(one)))) {
      const first = this.indexOf(at);
      const before = this.starts[first] === at && first > 0 ? first - 1 : first;
      const near = this.isWord(at) ? at + 1 : at + NEAR;
      for (
        let n = this.isWord(at) ? first : before;
        n < this.starts.length - 1 && this.starts[n] < near;
        n += 1
      ) {
        const begins = this.starts[n];
        if (this.sizeOf(n) < LARGE || (begins > at && begins < at + NEXT)) {
          this.keep(n);
        }
      }
    }
  }

  keepPointedTo() {
    const { words, watched } = this;
    words.subarray(watched.to >> 2).forEach((word) => this.follow(word, true));
    while (this.queue.length) {
      const n = /** @type {number} */ (this.queue.pop());
      for (let at = (this.starts[n] + 3) >> 2; at < this.starts[n + 1] >> 2; at += 1) {
        this.follow(words[at], !this.isLinked(at));
      }
    }
  }

  /** @param {number} at a word @returns {boolean} whether it is a variable that is as the linker filled it in */
  isLinked(at) {
    const { variables, to, linked } = this.watched;
    return at >= variables >> 2 && at < to >> 2 && this.words[at] === linked[at];
  }

  /** @param {number} at what may be a pointer @param {boolean} stays whether it cannot be made a trap */
  follow(at, stays) {
    const { from, variables, to } = this.watched;
    if (at < from || at >= to) {
      return;
    }
    const n = this.indexOf(at);
    if (this.live[n]) {
      return;
    }
    if (this.starts[n] === at) {
      if (stays || (this.sizeOf(n) < LARGE && !this.isProse(at))) {
        this.keep(n);
      }
    } else if (this.sizeOf(n) < LARGE || (stays && at >= variables)) {
      this.keep(n);
    } else {
      this.parts.push([at, this.endOfPart(at)]);
    }
  }

  /** The memory without what is not live, and with pointers out of it to that; and what went. */
  cut() {
    const { to } = this.watched;
    const gone = new Uint8Array(to);
    for (let n = 0; n < this.starts.length - 1; n += 1) {
      gone.fill(this.live[n] ? 0 : 1, this.starts[n], this.starts[n + 1]);
    }
    this.parts.forEach(([from, end]) => gone.fill(0, from, end));
    const begun = new Set(this.starts);
    for (let n = 0; n < to >> 2; n += 1) {
      if (this.isLinked(n) && gone[this.words[n]] && begun.has(this.words[n])) {
        this.words[n] = NOWHERE;
      }
    }
    const dropped = rangesOf(gone);
    dropped.forEach(([from, end]) => this.memory.fill(0, from, end));
    return { memory: this.memory, dropped };
  }

  /** @param {number} n */
  keep(n) {
    if (!this.live[n]) {
      this.live[n] = 1;
      this.queue.push(n);
    }
  }

  /** @param {number} at @returns {number} of the object there */
  indexOf(at) {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      [low, high] = this.starts[middle] <= at ? [middle, high] : [low, middle];
    }
    return low;
  }

  /** @param {number} n */
  sizeOf(n) {
    return this.starts[n + 1] - this.starts[n];
  }

  /** @param {number} at @returns {boolean} whether it is the beginning of a text, and not of a table */
  isWord(at) {
    const end = this.memory.indexOf(0, at);
    return this.memory[at - 1] === 0 && end - at >= WORD && this.memory.subarray(at, end).every(isPrinted);
  }

  /** @param {number} at @returns {boolean} whether a text begins there that is too long for a name */
  isProse(at) {
    const end = this.memory.indexOf(0, at);
    return this.memory[at - 1] === 0 && end - at >= PROSE && this.memory.subarray(at, end).every(isPrinted);
  }

  /** @param {number} at inside a large object @returns {number} where what is there may end */
  endOfPart(at) {
    const end = this.memory.indexOf(0, at);
    return Math.min(this.watched.to, isText(this.memory, at) && this.memory[at] ? end + 1 : at + NEXT);
  }
}

/** @param {Uint8Array} gone @returns {Range[]} */
function rangesOf(gone) {
  /** @type {Range[]} */
  const ranges = [];
  for (let from = gone.indexOf(1); from >= 0;) {
    const end = gone.indexOf(0, from);
    const to = end < 0 ? gone.length : end;
    ranges.push([from, to]);
    from = gone.indexOf(1, to);
  }
  return ranges;
}

/** @param {number} at @returns {boolean} whether it is rather a number than an address */
function isRound(at) {
  const powers = (at & (at - 1)) === 0 || (at & (at + 1)) === 0;
  return powers || at % 1000 === 0 || at % 4096 === 0 || at === 0x10ffff || at === 0x110000;
}

/** @param {Uint8Array} memory @param {number} at @returns {boolean} whether a text may begin there */
function isText(memory, at) {
  return memory[at - 1] === 0 && (memory[at] === 0 || isPrinted(memory[at]));
}

/** @param {number} byte */
function isPrinted(byte) {
  return byte >= 9 && byte < 127;
}
