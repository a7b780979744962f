// Has a runtime answer the workload, and compares what it says with what CPython says, byte for byte.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startRuntime } from "../../site_src/assets/engine/quick-runtime.js";

const GARBAGE = 0xdb;

/** @typedef {[request: string, reply: string]} Exchange */

/**
 * Starts the engine from the files of an image, as the page does, and fills with garbage what was left out of the static
 * data, so that whatever reads it shows.
 *
 * @param {string} image its folder
 * @returns {() => Promise<import("../../site_src/assets/engine/quick-runtime.js").Runtime>}
 */
export function starterOf(image) {
  const [code, memory] = ["core.wasm", "memory.wasm"].map((name) => readFileSync(join(image, name)));
  const [layout, dropped] = ["about.json", "dropped.json"].map((name) =>
    JSON.parse(readFileSync(join(image, name), "utf8")),
  );
  const module = new WebAssembly.Module(new Uint8Array(code));
  return async () => {
    const runtime = await startRuntime(module, new Uint8Array(memory).buffer, layout, true);
    const content = new Uint8Array(runtime.memory.buffer);
    for (const [from, to] of dropped) {
      content.fill(GARBAGE, from, to);
    }
    return runtime;
  };
}

/** @param {string} path @returns {Exchange[]} */
export function workloadIn(path) {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/**
 * Fails at the first reply that differs, and where the runtime lacked something.
 *
 * @param {import("../../site_src/assets/engine/quick-runtime.js").Runtime} runtime
 * @param {Exchange[]} workload
 */
export function replay(runtime, workload) {
  for (const [request, wanted] of workload) {
    const reply = replyOf(runtime, request);
    if (runtime.missed() || reply !== wanted) {
      const said = runtime.missed() ? "is missed" : `replies ${clipped(reply)}`;
      throw new Error(`the image ${said}, CPython ${clipped(wanted)}, to ${clipped(request)}`);
    }
  }
}

/** @param {import("../../site_src/assets/engine/quick-runtime.js").Runtime} runtime @param {string} request */
export function replyOf(runtime, request) {
  try {
    return runtime.answer(request);
  } catch (error) {
    return String(error);
  }
}

/** @param {string} text */
function clipped(text) {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
