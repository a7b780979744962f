// Has a runtime answer the workload, and compares what it says with what CPython says, byte for byte.

import { readFileSync } from "node:fs";

/** @typedef {[request: string, reply: string]} Exchange */

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
