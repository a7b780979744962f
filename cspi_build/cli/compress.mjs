// Writes .br and .gz beside every file of a folder that becomes at least a tenth smaller. One file after the
// other; Brotli and gzip of it at once, in Node's thread pool.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH = /\.(css|csv|html|js|json|mjs|svg|txt|wasm|webmanifest|xml)$/;
const SMALL = 512; // bytes under which there is nothing to gain
/** @type {Record<string, (content: Buffer) => Promise<Buffer>>} */
const methods = {
  br: (content) =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  gz: (content) => promisify(gzip)(content, { level: 9 }),
};

const entries = await readdir(process.argv[2], { recursive: true, withFileTypes: true });
for (const entry of entries.filter((entry) => entry.isFile() && WORTH.test(entry.name))) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const content = await readFile(path);
  if (content.length < SMALL) continue;
  await Promise.all(
    Object.entries(methods).map(async ([suffix, method]) => {
      const compressed = await method(content);
      if (compressed.length < content.length * 0.9) await writeFile(`${path}.${suffix}`, compressed);
    }),
  );
}
