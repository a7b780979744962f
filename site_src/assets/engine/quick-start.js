/**
 * Starts the engine from its image: the memory of an interpreter with the core in it, and as much WebAssembly as that
 * needs. Both come gzipped by the build and are unpacked here, so that as little is sent by hosts that compress nothing;
 * a host that shows with the manifest that it compresses better than gzip sends the plain files.
 *
 * Whatever does not fit (a file that is missing or was altered) makes the start fail; the caller starts the whole engine.
 */

import { fetchChecked } from "./fetch.js";
import { startRuntime } from "./quick-runtime.js";

/**
 * @typedef {{path: string, role: string, sha256: string}} File
 * @typedef {import("./quick-runtime.js").Layout & {files: File[]}} Snapshot
 * @typedef {import("./quick-runtime.js").Runtime} Runtime
 */

/**
 * @param {Snapshot} snapshot
 * @param {string} beside an address that all paths start from
 * @param {boolean} packs whether the host compresses better than gzip
 * @param {() => void} alive called now and then while something arrives
 * @returns {Promise<Runtime>}
 */
export async function startQuick(snapshot, beside, packs, alive) {
  const get = async (/** @type {string} */ name) => {
    const role = packs ? name : `${name} packed`;
    const { path, sha256 } = /** @type {File} */ (snapshot.files.find((one) => one.role === role));
    const response = await fetchChecked(new URL(path, beside).href, sha256, alive);
    return packs ? response : unpacked(response);
  };
  const [module, content] = await Promise.all([
    WebAssembly.compileStreaming(get("code")),
    get("memory").then((response) => response.arrayBuffer()),
  ]);
  return startRuntime(module, content, snapshot, !isApples());
}

/** Whether it is a phone or tablet on which the trampoline in WebAssembly fails; asked as the whole engine asks. */
function isApples() {
  const { platform = "", userAgent = "", maxTouchPoints = 0 } = /** @type {Partial<Navigator>} */ (navigator);
  return /iPad|iPhone|iPod/.test(userAgent) || (platform === "MacIntel" && maxTouchPoints > 1);
}

/** @param {Response} response @returns {Response} what it holds, as WebAssembly */
function unpacked(response) {
  const body = response.body?.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "content-type": "application/wasm" } });
}
