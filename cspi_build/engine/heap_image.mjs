// Makes the heap image that the page's engine starts from. Run by heap_image.py, under Node:
//
//     node heap_image.mjs RUNTIME WHEEL STDLIB OUT
//
// RUNTIME: the runtime's folder; WHEEL: the core; STDLIB: where the compiled standard library is kept
// between builds (made if missing); OUT: the folder for what is made.
//
// Two things are done to what comes out. It is made the same each time: clock and random numbers stand still and
// hashes are not salted. It is made small: line tables, docstrings and functions that the core can't reach go, freed
// memory is wiped, and what is left is packed.
// Private names of the runtime in use: _makeSnapshot, makeMemorySnapshot, _module, init_loaded_packages, __PyRuntime,
// __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET; in the page _loadSnapshot, createPyodideModule. A new version may change them.

import crypto from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packed, used } from "./heap_image_pack.mjs";
import { COMPILE, COMPILE_CORE, COMPILE_STDLIB, FINISH, PREPARE, STRIP } from "./heap_image_python.mjs";

const [runtime, wheel, stdlib, out] = process.argv.slice(2);

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
  compiler.runPython(COMPILE);
  if (!existsSync(stdlib)) {
    const own = `${stdlib}.${process.pid}`; // another build may be at the same
    writeFileSync(own, compiled(compiler, join(runtime, "python_stdlib.zip"), COMPILE_STDLIB));
    renameSync(own, stdlib);
  }
  const core = compiled(compiler, wheel, COMPILE_CORE);
  const first = firstMemory();
  const python = await loadPyodide({ ...settings, stdLibURL: stdlib, _makeSnapshot: true });
  python.unpackArchive(core, "zip");
  python.runPython(PREPARE);
  for (const program of [STRIP, FINISH]) {
    const scope = python.toPy({});
    python.runPython(program, { globals: scope });
    scope.destroy();
  }
  const heap = wipe(python._module);
  const place = trampoline(python._module);
  const { file, about } = packed(python.makeMemorySnapshot(), await first, heap, place);
  writeFileSync(join(out, "memory.wasm"), file);
  writeFileSync(join(out, "about.json"), JSON.stringify(about));
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

/**
 * An archive with all its modules compiled.
 *
 * @param {Python} python
 * @param {string} archive
 * @param {string} program
 * @returns {Uint8Array}
 */
function compiled(python, archive, program) {
  python.FS.writeFile("/source.zip", bytes(archive));
  python.runPython(program);
  return python.FS.readFile("/compiled.zip");
}

/**
 * A copy of the memory as it is when the next instance has just been made, up to its last byte that is not 0.
 *
 * @returns {Promise<Uint8Array>}
 */
function firstMemory() {
  const instantiate = /** @type {(...given: any[]) => Promise<any>} */ (WebAssembly.instantiate);
  return new Promise((resolve) => {
    const watched = async (/** @type {any[]} */ ...given) => {
      const made = await instantiate(...given);
      const memory = made.instance?.exports.memory;
      if (memory) {
        Object.assign(WebAssembly, { instantiate });
        resolve(used(new Uint8Array(memory.buffer)).slice());
      }
      return made;
    };
    Object.assign(WebAssembly, { instantiate: watched });
  });
}

/**
 * Fills what is free with zeros: the heap, by taking all of it in ever smaller blocks, and the rest of the stack.
 *
 * @param {any} module the runtime's inside
 * @returns {import("./heap_image_pack.mjs").Heap}
 */
function wipe(module) {
  const top = module._sbrk(0) >>> 0;
  const taken = [];
  for (let size = 1 << 20; size >= 16; size >>= 1) {
    for (;;) {
      const block = module._malloc(size) >>> 0;
      if (block + size > top) {
        module._free(block);
        break;
      }
      module.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    }
  }
  taken.forEach((block) => module._free(block));
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
  return { from: module._emscripten_stack_get_base(), to: top };
}

/**
 * Where the address of the function is kept by which Python calls functions of C, if the engine that runs it allows for
 * one in WebAssembly, which is much faster than one in JavaScript. It is the page's own that counts.
 *
 * @param {any} module the runtime's inside
 * @returns {number}
 */
function trampoline(module) {
  return module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2];
}

/** @param {string} path */
function bytes(path) {
  return new Uint8Array(readFileSync(path));
}
