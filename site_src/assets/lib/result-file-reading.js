/** Several result files in the hands of a view: read on this device, kept in memory, handed to the engine together. */

import { readFile, sizeInWords } from "./files.js";

/**
 * @typedef {{id: string, name: string, text: string}} ResultFile
 * @typedef {{name: string, problem: string}} Unread a file that could not even be read, and why in words
 */

let last = 0;

/**
 * @param {File[]} files
 * @param {import("./page.js").Say} say
 * @param {string} locale
 * @returns {Promise<{read: ResultFile[], unread: Unread[]}>}
 */
export async function readFiles(files, say, locale) {
  /** @type {ResultFile[]} */
  const read = [];
  /** @type {Unread[]} */
  const unread = [];
  for (const file of files) {
    const name = file.name.slice(0, 80);
    const found = await readFile(file);
    if ("text" in found) {
      read.push({ id: newId("file"), name, text: found.text });
    } else {
      unread.push({ name, problem: say(found.problem, { name, found: sizeInWords(file.size, locale) }) });
    }
  }
  return { read, unread };
}

/** @param {string} kind an id that nothing else in this tab has */
export function newId(kind) {
  last += 1;
  return `${kind}-${Date.now()}-${last}`;
}
