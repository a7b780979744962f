// A server on this machine for the benchmarks: folders under one address, text compressed with brotli.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves each folder below its name; "" is the top. Gives the address, with a slash at its end.
 *
 * @param {Record<string, string>} folders
 */
export async function serve(folders) {
  const kept = new Map();
  const server = createServer(async (request, response) => {
    try {
      const file = await find(folders, new URL(request.url ?? "/", "http://localhost").pathname);
      if (!kept.has(file)) kept.set(file, await answer(file));
      const { headers, body } = kept.get(file);
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not here");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { url: `http://127.0.0.1:${address.port}/`, close };
}

async function find(folders, path) {
  const [first, ...rest] = normalize(decodeURIComponent(path)).split(sep).filter(Boolean);
  const named = first && first in folders;
  const file = join(named ? folders[first] : folders[""], ...(named ? rest : [first ?? "", ...rest]));
  return (await stat(file)).isDirectory() ? join(file, "index.html") : file;
}

async function answer(file) {
  const content = await readFile(file);
  const type = TYPES[extname(file)];
  const headers = { "Content-Type": type ?? "application/octet-stream", "Cache-Control": "max-age=31536000" };
  if (!type) return { headers, body: content };
  const params = { [constants.BROTLI_PARAM_QUALITY]: content.length > 1e6 ? 9 : 11 };
  return { headers: { ...headers, "Content-Encoding": "br" }, body: brotliCompressSync(content, { params }) };
}

// As a program: `node serve.mjs NAME=FOLDER ...` says the address and serves until its input ends.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url, close } = await serve(
    Object.fromEntries(process.argv.slice(2).map((part) => part.split("="))),
  );
  console.log(url);
  process.stdin.resume().on("end", close);
}
