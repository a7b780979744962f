/** The tables as an Excel workbook. Loaded only when someone wants one. */

// The package's own entries compress in workers made of blobs, which the page's policy rightly refuses.
// @ts-ignore - what lies behind the package's entries has no types
import { generateXlsxFileSync } from "../../../node_modules/write-excel-file/modules/export/writeXlsxFileUniversal.js";

/** @typedef {import("../lib/views.js").TableView} Table */

const WIDE = 30; // characters; from there on, texts run over several lines
const LONGEST_NAME = 31;
const LONGEST_TEXT = 32_767;

/**
 * @param {Table[]} tables
 * @returns {Promise<Blob>}
 */
export function workbook(tables) {
  const sheets = tables.map((table) => ({
    sheet: nameOf(table.title),
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      table.columns.map(head),
      ...table.rows.map((row) => row.map((cell, at) => body(cell, table.columns[at]))),
    ],
  }));
  return generateXlsxFileSync(sheets, { fontSize: 11 }, undefined, () =>
    Promise.reject(new Error("no such file")),
  );
}

/** @param {{title: string}} column */
function head({ title }) {
  const style = { fontWeight: "bold", wrap: true, alignVertical: "center", backgroundColor: "#e6f1ef" };
  return { value: title, type: String, ...style };
}

/**
 * Numbers as numbers, texts as texts; a cell of type String is never run, whatever it starts with.
 *
 * @param {string | number | null} cell
 * @param {{width: number}} column
 */
function body(cell, { width }) {
  if (cell === null || cell === "") {
    return null;
  }
  if (typeof cell === "number") {
    return { value: cell, type: Number, alignVertical: "top" };
  }
  return { value: printable(cell), type: String, alignVertical: "top", wrap: width >= WIDE };
}

/**
 * Without the characters that no workbook may hold.
 *
 * @param {string} text
 */
function printable(text) {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return whole.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").slice(0, LONGEST_TEXT);
}

/** @param {string} title */
function nameOf(title) {
  return title.replace(/[\\/?*[\]:]/g, " ").slice(0, LONGEST_NAME);
}
