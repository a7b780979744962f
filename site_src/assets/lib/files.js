/** Files: handing one to the person, and reading one that a person chose. */

/** A result file of the largest survey is some ten kilobytes; what is larger, the engine refuses: it is not read. */
export const LARGEST = 256 * 1024;

/**
 * Hands a content to the browser as a download.
 *
 * @param {string} name
 * @param {string | Blob} content
 * @param {string} [type] of a text
 */
export function download(name, content, type = "application/json") {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = safeName(name);
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A name without what file systems treat as a sign.
 *
 * @param {string} name
 */
export function safeName(name) {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "");
  return plain.slice(0, 100) || "result.json";
}

/**
 * @param {File} file
 * @returns {Promise<{text: string} | {problem: "file_too_large" | "file_unreadable"}>}
 */
export async function readFile(file) {
  if (file.size > LARGEST) {
    return { problem: "file_too_large" };
  }
  try {
    return { text: await file.text() };
  } catch {
    return { problem: "file_unreadable" };
  }
}

/** @param {number} bytes @param {string} locale */
export function sizeInWords(bytes, locale) {
  const format = new Intl.NumberFormat(`${locale}-u-nu-latn`, { maximumFractionDigits: 1 });
  return bytes >= 1e6 ? `${format.format(bytes / 1e6)} MB` : `${format.format(bytes / 1e3)} kB`;
}
