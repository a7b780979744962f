// Starts the engine from the files of an image, as the page does, and has it answer the workload. Run by heap_image.py,
// under Node, right before the files are published:
//
//     node verify.mjs IMAGE WORKLOAD
//
// Ends with 1 where it does not start, lacks something, or says anything else than CPython.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startRuntime } from "../../site_src/assets/engine/quick-runtime.js";
import { replay, workloadIn } from "./replay.mjs";

const [image, workload] = process.argv.slice(2);

try {
  const module = new WebAssembly.Module(readFileSync(join(image, "core.wasm")));
  const layout = JSON.parse(readFileSync(join(image, "about.json"), "utf8"));
  const memory = new Uint8Array(readFileSync(join(image, "memory.wasm"))).buffer;
  replay(await startRuntime(module, memory, layout, true), workloadIn(workload));
} catch (error) {
  console.error(`Error: ${String(/** @type {Error} */ (error).message).slice(-600)}`);
  process.exit(1);
}
