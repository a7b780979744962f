/**
 * Starts a runtime from a snapshot of its memory: the interpreter is initialised and the core imported already.
 *
 * Memory and WebAssembly come gzipped by the build and are unpacked here, so that as little is sent by hosts that
 * compress nothing; a host that shows with the manifest that it compresses better than gzip sends the plain files.
 * The build leaves empty stretches out, keeps the beginning of the memory as its difference from what the WebAssembly
 * file puts there, and pointers apart. The memory is put together when the runtime's own code has made an instance, and
 * before Python runs in it. Whatever does not fit (a file that was altered, another build of the runtime) makes the
 * start fail, and the caller starts from nothing.
 */

import { fetchChecked, mustMatch } from "./fetch.js";

/**
 * @typedef {{path: string, role: string, sha256: string}} File
 * @typedef {{head: string, parts: [number, number][], skip: number, pointers: number, mark: number, first: number,
 *   own: number, files: File[]}} Snapshot see the module of the build that writes them
 * @typedef {(settings: object) => Promise<unknown>} Factory makes an instance of the runtime
 * @typedef {[loader: unknown, module: {default: Factory}]} Scripts
 */

/** An archive without files, in the place of the standard library, which is in the memory. */
const NO_FILES = Uint8Array.of(80, 75, 5, 6, ...new Array(18).fill(0));

/**
 * What the runtime gets in the place of its WebAssembly, which is compiled here, and of a file that does not come: it
 * would not pass a failure on, and what it leaves unhandled would seem to be a failure of the next start.
 *
 * @type {Promise<never>}
 */
const NEVER = new Promise(() => undefined);

/**
 * Makes the runtime's next start use the snapshot.
 *
 * @param {Snapshot} snapshot
 * @param {{wasm: File, library: string, beside: string, packs: boolean, scripts: Promise<Scripts>}} where what the
 *   runtime fetches, an address that all paths start from, whether the host compresses well, and the runtime's scripts
 * @param {() => void} alive called now and then while something arrives
 * @returns {{head: Uint8Array, factory: Factory, broken: Promise<never>, undo: () => void}} what the runtime has to be
 *   given as its snapshot, and as what makes an instance; `broken` rejects when a file does not come
 */
export function prepareSnapshot(snapshot, { wasm, library, beside, packs, scripts }, alive) {
  const get = self.fetch;
  const { instantiateStreaming } = WebAssembly;
  const address = (/** @type {File} */ file) => new URL(file.path, beside).href;
  const file = (/** @type {string} */ role) =>
    /** @type {File} */ (snapshot.files.find((one) => one.role === role));
  const packed = file(packs ? "memory" : "memory packed");
  const content = mustMatch(address(packed), packed.sha256).then((response) =>
    wordsOf(packs ? response : unpacked(response), snapshot),
  );
  const binary = packs ? wasm : file("wasm packed");
  const code = fetchChecked(address(binary), binary.sha256, alive).then((response) =>
    packs ? response : unpacked(response),
  );
  const compiled = WebAssembly.compileStreaming(code); // the runtime would begin only when its script has come
  const broken = Promise.all([compiled, content]).then(() => NEVER);
  self.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url === address(wasm)
      ? NEVER
      : url === library
        ? new Response(NO_FILES)
        : get.call(self, input, init);
  };
  /** @type {WebAssembly.Memory} */
  let memory;
  /** @type {Uint8Array} */
  let first;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled.catch(() => NEVER);
    const instance = await WebAssembly.instantiate(module, imports);
    memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
    first = new Uint8Array(memory.buffer, 0, snapshot.first).slice(); // before any of its code runs
    return { module, instance };
  };
  /** @type {Factory} */
  const factory = async (settings) => {
    const [, script] = await scripts;
    const runtime = await script.default(settings);
    restore(new Uint8Array(memory.buffer), await content.catch(() => NEVER), first, snapshot);
    return runtime;
  };
  const head = Uint8Array.from(atob(snapshot.head), (char) => char.charCodeAt(0));
  const undo = () => {
    self.fetch = get;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { head, factory, broken, undo };
}

/** @param {Response} response @returns {Response} what it holds, as WebAssembly */
function unpacked(response) {
  const body = response.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": "application/wasm" } });
}

/**
 * The memory's words, with the pointers back in their places.
 *
 * @param {Response} response
 * @param {Snapshot} snapshot
 * @returns {Promise<Uint32Array>}
 */
async function wordsOf(response, { skip, pointers, mark }) {
  const buffer = await response.arrayBuffer();
  const bytes = new Uint8Array(buffer, skip, 4 * pointers);
  const words = new Uint32Array(buffer, skip + 4 * pointers);
  let at = 0;
  for (let i = words.indexOf(mark); i >= 0 && i < words.length; i += 1) {
    if (words[i] === mark) {
      words[i] =
        bytes[at] |
        (bytes[at + pointers] << 8) |
        (bytes[at + 2 * pointers] << 16) |
        (bytes[at + 3 * pointers] << 24);
      at += 1;
    }
  }
  return words;
}

/**
 * Puts the memory together, whatever its instance has written there meanwhile.
 *
 * @param {Uint8Array} memory
 * @param {Uint32Array} words
 * @param {Uint8Array} first the beginning of the memory as the WebAssembly file puts it there
 * @param {Snapshot} snapshot
 */
function restore(memory, words, first, { parts, own }) {
  const kept = memory.slice(own, own + 4); // what the runtime has found out about this browser
  let [end, from] = [0, words.byteOffset];
  for (const [at, length] of parts) {
    memory.fill(0, end, at);
    memory.set(new Uint8Array(words.buffer, from, length), at);
    end = at + length;
    from += length;
  }
  memory.fill(0, end);
  const count = first.length >> 2;
  const [into, difference] = [
    new Uint32Array(memory.buffer, 0, count),
    new Uint32Array(first.buffer, 0, count),
  ];
  for (let i = 0; i < count; i += 1) {
    into[i] ^= difference[i];
  }
  for (let i = 4 * count; i < first.length; i += 1) {
    memory[i] ^= first[i];
  }
  memory.set(kept, own);
}
