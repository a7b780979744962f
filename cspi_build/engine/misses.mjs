// Counts the requests that the quick engine would hand on to the whole one. By hand, after a build:
//
//     node cspi_build/engine/misses.mjs SITE WORKLOAD
//
// SITE: the folder of the built site, as in dist; WORKLOAD: made by workload.py with a seed that no build
// uses. After a miss a new runtime begins, as in the page. Ends with 1 where a reply is wrong without being missed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startRuntime } from "../../site_src/assets/engine/quick-runtime.js";
import { replyOf, workloadIn } from "./replay.mjs";

const [site, path] = process.argv.slice(2);
const layout = JSON.parse(readFileSync(join(site, "engine", "manifest.json"), "utf8")).snapshot;
const [code, memory] = ["code", "memory"].map((wanted) => {
  const file = layout.files.find((/** @type {{role: string}} */ { role }) => role === wanted);
  return readFileSync(join(site, "engine", file.path));
});
const module = new WebAssembly.Module(code);
const workload = workloadIn(path);
/** @type {string[]} */
const given = []; // what a new runtime has to be given first: messages and surveys
const start = async () => {
  const runtime = await startRuntime(module, new Uint8Array(memory).buffer, layout, true);
  given.forEach((request) => replyOf(runtime, request));
  return runtime;
};

let runtime = await start();
let [missed, wrong] = [0, 0];
for (const [request, wanted] of workload) {
  const reply = replyOf(runtime, request);
  const isFirst = /"method": "(speak|load)"/.test(request) && wanted.includes('"ok": true');
  if (runtime.missed() || reply.startsWith("Error: ")) {
    missed += 1;
    console.log("missed", request.slice(0, 100), "…", reply.slice(0, 200));
    runtime = await start();
  } else if (reply !== wanted) {
    wrong += 1;
    console.log("wrong", request.slice(0, 100), "…", reply.slice(0, 200));
  }
  if (isFirst) {
    given.push(request);
  }
}
console.log(`${workload.length} requests, ${missed} missed, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
