/**
 * The runtime of the quick start: what a CPython that has started already needs to answer requests, and no more.
 *
 * The build leaves out of WebAssembly and memory whatever no request of its workload needed. In its place are stubs that
 * set a flag and trap. No code of the interpreter can catch a trap, and nothing resets the flag: `missed` has to be read
 * before a reply is used, and once it is true no reply counts. Then the whole engine has to do the request.
 *
 * Imports nothing, as the build runs it under Node.js as well.
 */

/**
 * @typedef {{unit: number, parts: number, words: number, skip: number, pointers: number, targets: number,
 *   mark: number, own: number, size: number, entry: number, text: number, hasher: number}} Layout how the memory is
 *   stored, see heap_image_pack.mjs; `own`: the address of the word that depends on the browser; `size` of the memory;
 *   `entry`: the address of the Python function that answers; `text`: that of the type of texts; `hasher`: the place in
 *   the table of the function that computes their hashes
 * @typedef {{answer: (request: string) => string, missed: () => boolean, memory: WebAssembly.Memory,
 *   exported: Record<string, any>}} Runtime
 */

/**
 * The module of the whole engine through which CPython calls functions of C with more parameters than they take. It
 * asks for their types, and so needs garbage collection in WebAssembly; browsers without it take JavaScript for this.
 */
const TRAMPOLINE =
  "0061736d0100000001200560037f7f7f017f60027f7f017f60017f017f6000017f60057f7f7f7f7f017f02310203656e76066d656d6f7279020001" +
  "03656e76195f5f696e6469726563745f66756e6374696f6e5f7461626c6501700001030201040713010f7472616d706f6c696e655f63616c6c0000" +
  "0a60015e002000410136020020012500fb1400044020022003200420011100000f0b20012500fb140104402002200320011101000f0b20012500fb" +
  "14020440200220011102000f0b20012500fb1403044020011103000f0b2000410036020041000b";

const PAGE = 65_536; // WebAssembly's

/** What is stored in the place of the hash of a text. */
export const UNHASHED = 0x68736168;
const NO_HASH = 0xffffffff; // CPython's word for a hash that is not computed yet

/**
 * Starts the interpreter in an instance of `module` with the memory that is stored in `file`.
 *
 * @param {WebAssembly.Module} module
 * @param {ArrayBuffer} file
 * @param {Layout} layout
 * @param {boolean} hasTypes whether to try the trampoline in WebAssembly
 * @returns {Promise<Runtime>}
 */
export async function startRuntime(module, file, layout, hasTypes) {
  let isMissed = false;
  const miss = () => {
    isMissed = true;
    throw new Error("the quick engine lacks something");
  };
  /** @type {Record<string, any>} */
  const exported = {};
  const { exports } = await WebAssembly.instantiate(module, importsOf(module, exported, miss));
  Object.assign(exported, exports);
  const memory = /** @type {WebAssembly.Memory} */ (exported.memory);
  restore(memory, file, layout);
  rehash(exported, layout);
  const call = hasTypes ? trampoline(exported.__indirect_function_table, memory) : 0;
  new DataView(memory.buffer).setUint32(layout.own, call, true);
  return {
    answer: (request) => {
      try {
        return ask(exported, layout.entry, request);
      } catch (error) {
        isMissed = true; // a trap of any kind
        throw error;
      }
    },
    missed: () => isMissed || Boolean(exported.missed?.value),
    memory,
    exported,
  };
}

/**
 * @param {WebAssembly.Module} module
 * @param {Record<string, any>} exported filled in later
 * @param {() => void} miss
 */
function importsOf(module, exported, miss) {
  /** @type {Record<string, (...given: any[]) => unknown>} */
  const known = {
    _Py_CheckEmscriptenSignals_Helper: () => 0, // no signals
    _PyEM_TrampolineCall_JS: (at, ...given) => exported.__indirect_function_table.get(at)(...given),
    emscripten_resize_heap: (size) => grow(exported.memory, size >>> 0),
  };
  /** @type {Record<string, Record<string, (...given: any[]) => unknown>>} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = known[name] ?? miss;
  }
  return imports;
}

/** @param {Record<string, any>} exported @param {number} entry @param {string} text @returns {string} */
function ask(exported, entry, text) {
  const bytes = new TextEncoder().encode(text);
  const given = exported.malloc(bytes.length + 8) >>> 0;
  new Uint8Array(exported.memory.buffer).set(bytes, given + 8);
  const request = exported.PyUnicode_FromStringAndSize(given + 8, bytes.length);
  const reply = request && exported.PyObject_CallOneArg(entry, request);
  const at = reply && exported.PyUnicode_AsUTF8AndSize(reply, given) >>> 0;
  if (!at) {
    throw new Error("the core raised an error");
  }
  const length = new DataView(exported.memory.buffer).getUint32(given, true);
  const view = new Uint8Array(exported.memory.buffer, at, length);
  const answer = new TextDecoder("utf-8", { ignoreBOM: true }).decode(view);
  exported.free(given);
  exported.Py_DecRef(request);
  exported.Py_DecRef(reply);
  return answer;
}

/** @param {WebAssembly.Memory} memory @param {number} size @returns {number} 1 for success */
function grow(memory, size) {
  const there = memory.buffer.byteLength;
  try {
    memory.grow(Math.ceil((Math.max(size, there * 1.2) - there) / PAGE));
    return 1;
  } catch {
    return 0;
  }
}

/** @param {WebAssembly.Table} table @param {WebAssembly.Memory} memory @returns {number} 0 for JavaScript's */
function trampoline(table, memory) {
  const bytes = TRAMPOLINE.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  try {
    const module = new WebAssembly.Module(Uint8Array.from(bytes));
    const { exports } = new WebAssembly.Instance(module, {
      env: { __indirect_function_table: table, memory },
    });
    const at = table.grow(1);
    table.set(at, exports.trampoline_call);
    return at;
  } catch {
    return 0;
  }
}

/**
 * Fills a new memory: pointers back into their places, empty stretches between the parts.
 *
 * @param {WebAssembly.Memory} memory
 * @param {ArrayBuffer} file
 * @param {Layout} layout
 */
function restore(memory, file, { unit, parts, words: count, skip, pointers, targets, mark, size }) {
  const words = new Uint32Array(file, skip, count);
  const ranks = new Uint8Array(file, skip + 4 * count, 3 * pointers);
  const list = new Uint8Array(file, ranks.byteOffset + ranks.length);
  const numbers = numbersIn(list, 2 * parts + targets);
  join(words, ranks, numbers.subarray(2 * parts), mark);
  memory.grow(Math.max(0, Math.ceil((size - memory.buffer.byteLength) / PAGE)));
  const into = new Uint8Array(memory.buffer);
  const from = new Uint8Array(file, skip, 4 * count);
  let [to, read] = [0, 0];
  for (let part = 0; part < parts; part += 1) {
    const length = numbers[parts + part] * unit;
    to += numbers[part] * unit;
    into.set(from.subarray(read, read + length), to);
    to += length;
    read += length;
  }
}

/**
 * @param {Uint32Array} words
 * @param {Uint8Array} ranks of the pointers: all first bytes, all second bytes, all third bytes
 * @param {Float64Array} gaps between the addresses that pointers lead to
 * @param {number} mark what stands for a pointer; the heap begins there
 */
function join(words, ranks, gaps, mark) {
  const pointers = ranks.length / 3;
  const targets = new Uint32Array(gaps.length);
  let target = mark;
  gaps.forEach((gap, rank) => (targets[rank] = target += gap));
  let at = 0;
  for (let i = words.indexOf(mark); i >= 0 && i < words.length; i += 1) {
    if (words[i] === mark) {
      words[i] = targets[ranks[at] | (ranks[at + pointers] << 8) | (ranks[at + 2 * pointers] << 16)];
      at += 1;
    }
  }
}

/**
 * Computes the hashes of texts: bytes that do not compress, and that follow from the text.
 *
 * @param {Record<string, any>} exported
 * @param {Layout} layout
 */
function rehash({ memory, __indirect_function_table: table }, { text, hasher, mark }) {
  const words = new Uint32Array(memory.buffer);
  for (let at = words.indexOf(text, mark >> 2); text && at >= 0; at = words.indexOf(text, at + 1)) {
    if (words[at + 2] === UNHASHED) {
      words[at + 2] = NO_HASH;
      table.get(hasher)(4 * (at - 1));
    }
  }
}

/** @param {Uint8Array} bytes @param {number} count @returns {Float64Array} as WebAssembly writes them (LEB128) */
function numbersIn(bytes, count) {
  const numbers = new Float64Array(count);
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    let byte = 128;
    for (let scale = 1; byte & 128; scale *= 128) {
      byte = bytes[at];
      at += 1;
      numbers[n] += (byte & 127) * scale;
    }
  }
  return numbers;
}
