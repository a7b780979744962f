/** The engine's manifest: which files it has, with their hashes. The page reads it while its worker comes up. */

import { mustFetch, readJson } from "./fetch.js";

/**
 * @typedef {import("./quick-start.js").File} File
 * @typedef {{format: string, runtime: {index: string, lock: object}, files: File[], wheel: File,
 *   snapshot?: import("./quick-start.js").Snapshot}} Manifest
 * @typedef {{manifest: Manifest, beside: string, packs: boolean}} Listed a manifest, the address that its paths start
 *   from, and whether its host compresses better than gzip
 */

/** @param {string} url @returns {Promise<Listed>} */
export async function readManifest(url) {
  const response = await mustFetch(url);
  const manifest = /** @type {Manifest} */ (await readJson(response, url));
  return { manifest, beside: url, packs: /^(br|zstd)$/.test(response.headers.get("content-encoding") ?? "") };
}
