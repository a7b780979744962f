// Starts the engine from the files of an image, as the page does, and has it answer the workload. Run by heap_image.py,
// under Node, right before the files are published:
//
//     node verify.mjs IMAGE WORKLOAD
//
// All static data that were left out are garbage meanwhile, so that whatever reads them shows. Ends with 1 where it does
// not start, lacks something, or says anything else than CPython.

import { replay, starterOf, workloadIn } from "./replay.mjs";

const [image, workload] = process.argv.slice(2);

try {
  const start = starterOf(image);
  replay(await start(), workloadIn(workload));
} catch (error) {
  console.error(`Error: ${String(/** @type {Error} */ (error).message).slice(-600)}`);
  process.exit(1);
}
