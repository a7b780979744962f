/** Puts parts of a presentation where its schema (ISO/IEC 29500) wants them and the library does not put them. */

import JSZip from "jszip";

const TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/** What is put right in each part of the file, by its name. */
const PARTS = /** @type {const} */ ([
  [/^ppt\/presentation\.xml$/, notesBeforeSlides],
  [/^ppt\/charts\/chart\d+\.xml$/, twoAxes],
]);

/** @param {ArrayBuffer} file @returns {Promise<Blob>} */
export async function asInSchema(file) {
  const archive = await JSZip.loadAsync(file);
  for (const [name, change] of PARTS) {
    for (const part of archive.file(name)) {
      archive.file(part.name, change(await part.async("string")));
    }
  }
  return archive.generateAsync({ type: "blob", mimeType: TYPE, compression: "DEFLATE" });
}

/** The notes' master comes before the slides. @param {string} xml */
function notesBeforeSlides(xml) {
  return xml.replace(
    /(<p:sldIdLst>.*?<\/p:sldIdLst>)(<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>)/s,
    "$2$1",
  );
}

/** A chart has two axes, and lines have no colour for negative values. @param {string} xml */
function twoAxes(xml) {
  return xml
    .replace(/(<c:axId val="\d+"\/>){3}(?=<\/c:(?:bar|radar)Chart>)/, (axes) =>
      axes.slice(0, axes.lastIndexOf("<")),
    )
    .replace(/<c:radarChart>.*?<\/c:radarChart>/s, (lines) =>
      lines.replace(/<c:invertIfNegative[^>]*\/>/g, ""),
    );
}
