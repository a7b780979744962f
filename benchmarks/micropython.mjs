// How much of cspi_core MicroPython's build for PyScript could run: the files that it compiles, the modules of the
// standard library that they import and it lacks, and how many numbers it writes as CPython does.
//
//     npm ci --prefix benchmarks --ignore-scripts
//     node benchmarks/micropython.mjs
//
// The numbers are tenths and hundredths from 0 to 100, which scores are, and quotients of small whole numbers.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const NAME = "@micropython/micropython-webassembly-pyscript";
const HEAP = 64 * 1024 * 1024;
const IMPORTS = /^(?:from|import) (?!cspi_core|__future__)([a-z_]+)/gm;
const MOST = 40; // of the numbers that are divided
const core = resolve(dirname(fileURLToPath(import.meta.url)), "..", "cspi_core");

const lines = [];
const python = await loadMicroPython({ heapsize: HEAP, stdout: (line) => lines.push(line) });
const texts = readdirSync(core, { recursive: true, encoding: "utf-8" })
  .filter((name) => name.endsWith(".py"))
  .map((name) => readFileSync(join(core, name), "utf-8"));
const compiled = texts.filter((text) => runs(`compile(${JSON.stringify(text)}, "file", "exec")`)).length;
const modules = [...new Set(texts.flatMap((text) => [...text.matchAll(IMPORTS)].map((found) => found[1])))];
const lacking = modules.filter((name) => !runs(`import ${name}`)).sort();
const { version } = createRequire(import.meta.url)(`${NAME}/package.json`);

console.log(`MicroPython ${version}, Node ${process.version.slice(1)}\n`);
console.log("| of the core | there | of |\n|---|---:|---:|");
console.log(`| files that compile | ${compiled} | ${texts.length} |`);
console.log(`| modules of the standard library | ${modules.length - lacking.length} | ${modules.length} |`);
for (const [what, numbers] of Object.entries({ "tenths and hundredths": steps(), quotients: quotients() })) {
  console.log(`| ${what} written alike | ${alike(numbers)} | ${numbers.length} |`);
}
console.log(`\nNot there: ${lacking.join(", ")}.`);

/** @param {string} program */
function runs(program) {
  try {
    python.runPython(program);
    return true;
  } catch {
    return false;
  }
}

/** JavaScript writes these numbers as CPython does, but for ".0". @param {readonly number[]} numbers */
function alike(numbers) {
  lines.length = 0;
  python.runPython(
    "import json\ndef show(numbers):\n    for n in json.loads(numbers): print(repr(float(n)))",
  );
  python.globals.get("show")(JSON.stringify(numbers));
  return numbers.filter((number, at) => lines[at] === written(number)).length;
}

/** @param {number} number */
function written(number) {
  return Number.isInteger(number) ? `${number}.0` : `${number}`;
}

function steps() {
  return Array.from({ length: 10001 }, (_, at) => at / 100);
}

function quotients() {
  const whole = Array.from({ length: MOST }, (_, at) => at + 1);
  return whole.flatMap((over) => whole.map((under) => over / under));
}
