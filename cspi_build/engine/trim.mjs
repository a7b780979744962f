// Trims the runtime to what is used of it. Run by trim.py, under Node:
//
//     node trim.mjs RUNTIME USER...
//
// RUNTIME: a copy of the runtime's folder, whose script and WebAssembly are replaced by shorter ones, which then have
// to start Python; USER: more scripts that use them.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { cutScript } from "./trim_script.mjs";
import { cutWasm } from "./trim_wasm.mjs";
import { wordsOf } from "./script_uses.mjs";

const [runtime, ...users] = process.argv.slice(2);
const [SCRIPT, LOADER, WASM] = ["pyodide.asm.mjs", "pyodide.mjs", "pyodide.asm.wasm"].map((name) =>
  join(runtime, name),
);

main().catch((error) => {
  // The script is one line of a megabyte, which an uncaught error would print.
  console.error(`Error: ${String(error?.message ?? error).slice(-600)}`);
  process.exit(1);
});

async function main() {
  process.exitCode = 1; // should anything be waited for in vain
  const [script, ...using] = [SCRIPT, LOADER, ...users].map((path) => readFileSync(path, "utf8"));
  const wasm = new Uint8Array(readFileSync(WASM));
  const used = cutScript(script, new WebAssembly.Module(wasm), using);
  const cut = cutWasm(wasm, wordsOf(used, ...using));
  const final = cutScript(script, new WebAssembly.Module(new Uint8Array(cut)), using); // now that less is imported
  const { code } = await transform(final, { minify: true, format: "esm", legalComments: "inline" });
  writeFileSync(SCRIPT, code);
  writeFileSync(WASM, cut);
  await start();
  process.exit(0);
}

async function start() {
  const { loadPyodide } = await import(pathToFileURL(LOADER).href);
  const { info } = JSON.parse(readFileSync(join(runtime, "pyodide-lock.json"), "utf8"));
  const folder = `${runtime}/`;
  const settings = { indexURL: folder, packageBaseUrl: folder, lockFileContents: { info, packages: {} } };
  const python = await loadPyodide(settings);
  const text = python.runPython("import json; json.dumps([sum(range(5)), 0.5])");
  if (text !== "[10, 0.5]") {
    throw new Error(`the interpreter of the cut runtime says ${text}`);
  }
}
