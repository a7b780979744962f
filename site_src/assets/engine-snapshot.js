/**
 * Starts a runtime from a snapshot of its memory: the interpreter is initialised and the core imported already.
 *
 * Memory and WebAssembly come gzipped by the build and are unpacked here, so that as little is sent by hosts that
 * compress nothing; a host that shows with the manifest that it compresses better than gzip sends the plain files.
 * The build keeps the memory as its difference from what the WebAssembly file puts there, with pointers apart. It is
 * put together when the instance has just been made, before any of its code runs. Whatever does not fit (a file that
 * was altered, another build of the runtime) makes the start fail, and the caller starts from nothing.
 */

import { fetchChecked, mustMatch } from "./engine-fetch.js";

/**
 * @typedef {{path: string, role: string, sha256: string}} File
 * @typedef {{size: number, skip: number, pointers: number, mark: number, start: number, first: number,
 *   files: File[]}} Snapshot sizes and places in bytes, see the module of the build that writes them
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
 * @param {{wasm: File, library: string, beside: string, packs: boolean}} where what the runtime fetches, an address
 *   that all paths start from, and whether the host compresses well
 * @param {() => void} alive called now and then while something arrives
 * @returns {{memory: Uint8Array, broken: Promise<never>, undo: () => void}} `memory` is what the runtime has to be
 *   given; `broken` rejects when a file does not come
 */
export function prepareSnapshot(snapshot, { wasm, library, beside, packs }, alive) {
  const get = self.fetch;
  const { instantiateStreaming } = WebAssembly;
  const memory = new Uint8Array(snapshot.size);
  const address = (/** @type {File} */ file) => new URL(file.path, beside).href;
  const file = (/** @type {string} */ role) =>
    /** @type {File} */ (snapshot.files.find((one) => one.role === role));
  const binary = packs ? wasm : file("wasm packed");
  const code = fetchChecked(address(binary), binary.sha256, alive).then((response) =>
    packs ? response : unpacked(response),
  );
  const compiled = WebAssembly.compileStreaming(code); // the runtime would begin only when its script has come
  const content = file(packs ? "memory" : "memory packed");
  const filled = mustMatch(address(content), content.sha256).then((response) =>
    fill(memory, packs ? response : unpacked(response), snapshot),
  );
  const broken = Promise.all([compiled, filled]).then(() => NEVER);
  self.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url === address(wasm)
      ? NEVER
      : url === library
        ? new Response(NO_FILES)
        : get.call(self, input, init);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled.catch(() => NEVER);
    const instance = await WebAssembly.instantiate(module, imports);
    await filled.catch(() => NEVER);
    mix(memory, instance, snapshot);
    return { module, instance };
  };
  const undo = () => {
    self.fetch = get;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { memory, broken, undo };
}

/** @param {Response} response @returns {Response} what it holds, as WebAssembly */
function unpacked(response) {
  const body = response.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": "application/wasm" } });
}

/**
 * Reads the file into the memory, with its pointers back in their places.
 *
 * @param {Uint8Array} memory
 * @param {Response} response
 * @param {Snapshot} snapshot
 */
async function fill(memory, response, { skip, pointers, mark }) {
  const content = new Uint8Array(await response.arrayBuffer(), skip);
  memory.set(content.subarray(4 * pointers));
  const words = new Uint32Array(memory.buffer, 0, memory.length >> 2);
  let at = 0;
  for (let i = words.indexOf(mark); i >= 0 && i < words.length; i += 1) {
    if (words[i] === mark) {
      words[i] =
        content[at] |
        (content[at + pointers] << 8) |
        (content[at + 2 * pointers] << 16) |
        (content[at + 3 * pointers] << 24);
      at += 1;
    }
  }
}

/**
 * Turns the difference into the memory itself.
 *
 * @param {Uint8Array} memory
 * @param {WebAssembly.Instance} instance
 * @param {Snapshot} snapshot
 */
function mix(memory, instance, { start, first }) {
  const own = /** @type {WebAssembly.Memory} */ (instance.exports.memory).buffer;
  const words = first >> 2;
  const from = new Uint32Array(own, 0, words);
  const into = new Uint32Array(memory.buffer, start, words);
  for (let i = 0; i < words; i += 1) {
    into[i] ^= from[i];
  }
  const bytes = new Uint8Array(own, 0, first);
  for (let i = 4 * words; i < first; i += 1) {
    memory[start + i] ^= bytes[i];
  }
}
