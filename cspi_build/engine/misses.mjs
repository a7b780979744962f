// Counts the requests that the quick engine would hand on to the whole one, and those that it would answer otherwise
// than CPython. By hand, after a build:
//
//     node cspi_build/engine/misses.mjs IMAGE WORKLOAD...
//
// IMAGE: a folder with the files of an image, as node_modules/.cache/engine/memory-small-…/files; WORKLOAD: made by
// workload.py with a seed that no build uses. Static data that were left out are garbage meanwhile. After a miss a new
// runtime begins, as in the page. Ends with 1 where a reply is wrong without being missed.

import { replyOf, starterOf, workloadIn } from "./replay.mjs";

const [image, ...paths] = process.argv.slice(2);
const starter = starterOf(image);
let [asked, missed, wrong] = [0, 0, 0];

for (const path of paths) {
  await ask(workloadIn(path));
}
console.log(`${asked} requests, ${missed} missed, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);

/** @param {import("./replay.mjs").Exchange[]} workload */
async function ask(workload) {
  /** @type {string[]} */
  const given = []; // what a new runtime has to be given first: messages and surveys
  let runtime = await starter();
  for (const [request, wanted] of workload) {
    const reply = replyOf(runtime, request);
    asked += 1;
    if (runtime.missed()) {
      missed += 1;
      console.log("missed", request.slice(0, 100), "…", reply.slice(0, 200));
      const next = await starter();
      given.forEach((one) => replyOf(next, one));
      runtime = next;
    } else if (reply !== wanted) {
      wrong += 1;
      console.log("wrong", request.slice(0, 100), "…", reply.slice(0, 200));
    }
    if (/"method": "(speak|load)"/.test(request) && wanted.includes('"ok": true')) {
      given.push(request);
    }
  }
}
