// Makes the image that the page's engine starts from: a memory, and the WebAssembly file that runs in it. Run by
// heap_image.py, under Node:
//
//     node heap_image.mjs RUNTIME WHEEL STDLIB WORKLOAD OUT (small | data | whole)
//
// RUNTIME: the runtime's folder; WHEEL: the core; STDLIB: where the compiled standard library is kept between builds
// (made if missing); WORKLOAD: requests with their replies, see workload.py; OUT: the folder for what is made; `small`:
// without what the workload does not need, `data`: with all static data, `whole`: with everything.
//
// It is made the same each time: clock and random numbers stand still and hashes are not salted.
// Private names of the runtime in use: _makeSnapshot, _module, _api.rawRun, __PyRuntime,
// __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET. A new version may change them.

import crypto from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cutFunctions, noting, ranIn, withMargin, withoutData } from "./functions.mjs";
import { packed } from "./heap_image_pack.mjs";
import {
  COMPILE,
  COMPILE_CORE,
  COMPILE_STDLIB,
  EXERCISE,
  INTERNED,
  PREPARE,
  STRIP,
  TRACE,
} from "./heap_image_python.mjs";
import { heapOf, releaseInterned, wipe } from "./heap_image_sweep.mjs";
import { constants, droppedIn, withTraps, withoutUnread } from "./static_data.mjs";
import { readIn, watching } from "./static_reads.mjs";
import { replay, workloadIn } from "./replay.mjs";
import { startRuntime } from "../../site_src/assets/engine/quick-runtime.js";

const EXERCISES = new URL("exercises/", import.meta.url);
const [runtime, wheel, stdlib, workload, out, kind] = process.argv.slice(2);

/** @typedef {ReturnType<typeof imageOf>} Image */
/** @typedef {{ran: number[], read: Uint8Array}} Noted */
/** @typedef {any} Python the runtime's interface, with private names of which its types say nothing */

main().catch((error) => {
  // The runtime is one line of a megabyte, which an uncaught error would print.
  console.error(`Error: ${String(error?.message ?? error).slice(-600)}`);
  process.exit(1);
});

async function main() {
  process.exitCode = 1; // should anything be waited for in vain
  standStill();
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  const lock = JSON.parse(readFileSync(join(runtime, "pyodide-lock.json"), "utf8"));
  const settings = {
    indexURL: `${runtime}/`,
    lockFileContents: { info: lock.info, packages: {} },
    packageBaseUrl: `${runtime}/`, // without packages nothing is ever asked for there
    env: { LANG: "C.UTF-8", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2" }, // no salt; no docstrings
  };
  const compiler = await loadPyodide(settings);
  const core = compile(compiler);
  const ran = kind !== "whole" ? trace(await loadPyodide({ ...settings, stdLibURL: stdlib }), core) : null;
  const python = await loadPyodide({ ...settings, stdLibURL: stdlib, _makeSnapshot: true });
  const image = imageOf(python, core, PREPARE, ran);
  const wasm = new Uint8Array(readFileSync(join(runtime, "pyodide.asm.wasm")));
  const { memory, code, dropped } = ran
    ? await cut(image, wasm, await exercise(loadPyodide, settings, core, wasm))
    : { memory: image.memory, code: withoutData(wasm), dropped: [] };
  const { file, layout } = packed(memory, image.heap, image.texts);
  const about = { ...layout, own: image.own, entry: image.entry };
  writeFileSync(join(out, "core.wasm"), code);
  writeFileSync(join(out, "memory.wasm"), file);
  writeFileSync(join(out, "about.json"), JSON.stringify(about));
  writeFileSync(join(out, "dropped.json"), JSON.stringify(dropped));
  process.exit(0);
}

/** Nothing of this machine or moment gets into the memory: clock, language, time zone, version of Node, names of folders. */
function standStill() {
  process.argv.splice(1, process.argv.length, "python");
  process.env.TZ = "UTC";
  Object.defineProperty(process, "version", { value: "" });
  Object.defineProperty(globalThis, "navigator", { value: undefined });
  Date.now = () => Date.UTC(2020, 0, 1);
  performance.now = () => 1;
  Math.random = () => 0.5;
  Object.assign(crypto, { randomFillSync: (/** @type {Uint8Array} */ view) => view.fill(1) });
}

/** @param {Python} compiler @returns {Uint8Array} the core, compiled; the standard library is compiled too if missing */
function compile(compiler) {
  compiler.runPython(COMPILE);
  if (!existsSync(stdlib)) {
    const own = `${stdlib}.${process.pid}`; // another build may be at the same
    writeFileSync(own, compiled(compiler, join(runtime, "python_stdlib.zip"), COMPILE_STDLIB));
    renameSync(own, stdlib);
  }
  return compiled(compiler, wheel, COMPILE_CORE);
}

/**
 * An archive with all its modules compiled.
 *
 * @param {Python} python
 * @param {string} archive
 * @param {string} program
 * @returns {Uint8Array}
 */
function compiled(python, archive, program) {
  python.FS.writeFile("/source.zip", new Uint8Array(readFileSync(archive)));
  python.runPython(program);
  return python.FS.readFile("/compiled.zip");
}

/** @param {Python} python @param {Uint8Array} core @returns {string} the Python functions that the workload calls, as JSON */
function trace(python, core) {
  python.unpackArchive(core, "zip");
  python.runPython(PREPARE);
  const requests = workloadIn(workload).map(([request]) => request);
  python.FS.writeFile("/requests.json", JSON.stringify(requests));
  return python.runPython(TRACE);
}

/**
 * The memory of a started interpreter with the core in it.
 *
 * @param {Python} python
 * @param {Uint8Array} core
 * @param {string} program which defines the function `answer`
 * @param {string | null} ran the Python functions that stay; null for all
 */
function imageOf(python, core, program, ran) {
  python.unpackArchive(core, "zip");
  python.runPython(program);
  const entry = python.runPython("id(answer)");
  const module = python._module;
  const texts = ran ? strip(python, ran) : [];
  const own = module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2];
  wipe(module);
  const memory = module.HEAPU8.slice();
  memory.fill(0, own, own + 4);
  return { memory, heap: heapOf(module), entry, own, texts, notes: module._emscripten_stack_get_end() };
}

/**
 * Throws out what the workload does not call.
 *
 * @param {Python} python
 * @param {string} ran the Python functions that stay
 * @returns {number[]} addresses of texts that stay
 */
function strip(python, ran) {
  python.FS.writeFile("/ran.json", ran);
  run(python, STRIP);
  sweep(python);
  return sweep(python); // what only strings needed that went the first time
}

/** @param {Python} python @returns {number[]} addresses of the interned strings that stay */
function sweep(python) {
  const module = python._module;
  run(python, INTERNED.list);
  wipe(module); // or what is free would seem to point to strings
  const interned = String(Buffer.from(python.FS.readFile("/interned")))
    .split(" ")
    .map(Number);
  const stay = releaseInterned(module, interned);
  run(python, INTERNED.sweep);
  return stay;
}

/** @param {Python} python @param {string} program run without any of the runtime's own Python */
function run(python, program) {
  python.FS.writeFile("/program.py", program);
  const source = `compile(open("/program.py", "rb").read(), "<program>", "exec")`;
  const [status, said] = python._api.rawRun(`exec(${source}, {"__name__": "program"})`);
  if (status) {
    throw new Error(said);
  }
}

/**
 * The functions of WebAssembly that any Python code may come to need.
 *
 * @param {(settings: Record<string, any>) => Promise<Python>} loadPyodide
 * @param {Record<string, any>} settings
 * @param {Uint8Array} core
 * @param {Uint8Array} wasm
 */
async function exercise(loadPyodide, settings, core, wasm) {
  const python = await loadPyodide({ ...settings, stdLibURL: stdlib, _makeSnapshot: true });
  python.FS.mkdir("/exercises");
  for (const name of readdirSync(EXERCISES).filter((one) => one.endsWith(".py"))) {
    python.FS.writeFile(`/exercises/${name}`, readFileSync(new URL(name, EXERCISES), "utf8"));
  }
  return noted(wasm, imageOf(python, core, EXERCISE, null), ({ answer }) => answer(""));
}

/**
 * The image with what the workload and others need, and no more.
 *
 * @param {Image} image
 * @param {Uint8Array} wasm
 * @param {Noted} others
 */
async function cut(image, wasm, others) {
  const own = await noted(wasm, image, (started) => replay(started, workloadIn(workload)));
  const kept = withMargin(wasm, [...own.ran, ...others.ran]);
  const watched = constants(image, wasm);
  const { memory, dropped } =
    kind === "small"
      ? withoutUnread(image, wasm, kept, watched, [own.read, others.read])
      : { memory: image.memory, dropped: [] };
  const isDropped = droppedIn(dropped, watched);
  return { memory, dropped, code: cutFunctions(wasm, kept, (body) => withTraps(body, isDropped)) };
}

/**
 * What a runtime needs while it works: functions that ran, and static data that were read.
 *
 * @param {Uint8Array} wasm
 * @param {Image} image
 * @param {(started: import("../../site_src/assets/engine/quick-runtime.js").Runtime) => unknown} work
 * @returns {Promise<Noted>}
 */
async function noted(wasm, image, work) {
  const { file, layout } = packed(image.memory, image.heap, image.texts);
  const watched = constants(image, wasm);
  const noting_ = watching(noting(withoutData(wasm)), watched);
  const about = { ...layout, own: image.own, entry: image.entry };
  const started = await startRuntime(
    new WebAssembly.Module(new Uint8Array(noting_)),
    new Uint8Array(file).buffer,
    about,
    false,
  );
  work(started);
  return { ran: ranIn(started.exported), read: readIn(started.memory, watched) };
}
