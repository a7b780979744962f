// Says where the bytes of the quick engine sit. By hand, after a build:
//
//     node cspi_build/engine/image_bytes.mjs SITE
//
// SITE: the folder of the built site, as in dist. Each row is compressed by itself, so that the rows add up to a little
// more than the whole. Objects of the heap are told apart by their types.
//
// Private details of CPython and of its allocator in use: the heads of blocks, objects, types and texts.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { startRuntime } from "../../site_src/assets/engine/quick-runtime.js";

const [TYPE, NAME] = [1, 3]; // words from the head of an object to its type, and of a type to its name
const HEADS = [0, 2, 4]; // words before an object: none, the collector's, and its dict and weak references
const BLOCK = { size: ~7, used: 2 }; // in the word before each block
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
};

/** @typedef {{name: string, parts: Uint8Array[]}} Row */

const site = process.argv[2];
const layout = JSON.parse(readFileSync(join(site, "engine", "manifest.json"), "utf8")).snapshot;
const [code, stored] = ["code", "memory"].map((wanted) => {
  const file = layout.files.find((/** @type {{role: string}} */ { role }) => role === wanted);
  return readFileSync(join(site, "engine", file.path));
});
const scripts = readdirSync(join(site, "assets")).filter((one) => /^engine-worker-.*\.js$/.test(one));
const beside = [...scripts.map((one) => join("assets", one)), join("engine", "manifest.json")];
const module = new WebAssembly.Module(code);
const { memory } = await startRuntime(module, new Uint8Array(stored).buffer, layout, false);
const bytes = new Uint8Array(memory.buffer, 0, layout.size);
const words = new Uint32Array(memory.buffer, 0, layout.size / 4);

print([
  { name: "worker's script and manifest", parts: beside.map((path) => readFileSync(join(site, path))) },
  { name: "WebAssembly", parts: [code] },
  { name: "static data", parts: [bytes.subarray(0, layout.mark)] },
  ...heap(),
]);
print([{ name: "memory as stored", parts: [stored] }]);

/** @returns {Row[]} the blocks of the heap by what is in them, the largest first */
function heap() {
  /** @type {Map<string, Uint8Array[]>} */
  const kinds = new Map();
  for (const [from, to] of blocks()) {
    const kind = `heap: ${kindOf(from >> 2)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []).splice(0), bytes.subarray(from, to)]);
  }
  const rows = [...kinds].map(([name, parts]) => ({ name, parts }));
  return rows.sort((a, b) => filled(b) - filled(a)).slice(0, 16);
}

/** @returns {[from: number, to: number][]} those that are in use */
function blocks() {
  /** @type {[number, number][]} */
  const found = [];
  let at = layout.mark;
  while (!words[(at - 4) >> 2]) {
    at += 4;
  }
  for (let size = 1; size && at < layout.size; at += size) {
    const head = words[(at - 4) >> 2];
    size = head & BLOCK.size;
    if (head & BLOCK.used) {
      found.push([at, at + size - 4]);
    }
  }
  return found;
}

/** @param {number} at the word at which a block begins */
function kindOf(at) {
  const head = HEADS.find((words) => isType(wordAt(at + words + TYPE)));
  return head === undefined ? "insides of containers" : nameOf(wordAt(at + head + TYPE));
}

/** @param {number} type */
function isType(type) {
  const meta = wordAt((type >> 2) + TYPE);
  return meta > 1024 && wordAt((meta >> 2) + TYPE) === meta && nameOf(meta) === "type";
}

/** @param {number} type */
function nameOf(type) {
  const at = wordAt((type >> 2) + NAME);
  return String(Buffer.from(bytes.subarray(at, bytes.indexOf(0, at))));
}

/** @param {number} at */
function wordAt(at) {
  return words[at] ?? 0;
}

/** @param {Row} row */
function filled({ parts }) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** @param {Row[]} rows */
function print(rows) {
  for (const { name, parts } of rows) {
    const whole = Buffer.concat(parts);
    const [plain, gzip, brotli] = [whole, gzipSync(whole, { level: 9 }), brotliCompressSync(whole, BROTLI)];
    const sizes = [plain, gzip, brotli].map(({ length }) => length.toLocaleString("en").padStart(11));
    console.log(`| ${name.padEnd(40)} | ${sizes.join(" | ")} |`);
  }
}
