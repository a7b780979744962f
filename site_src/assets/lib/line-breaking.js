/** Breaks texts into lines, between words in languages that write no spaces as well. */

/**
 * The text in lines that are no wider than `most` where its words allow.
 *
 * @param {string} text
 * @param {number} most
 * @param {(text: string) => number} measure
 */
export function wrap(text, most, measure) {
  const lines = [""];
  for (const word of wordsOf(text)) {
    const line = lines[lines.length - 1];
    const fits = !line || measure((line + word).trimEnd()) <= most;
    fits ? (lines[lines.length - 1] += word) : lines.push(word);
  }
  return lines.map((line) => line.trim());
}

/**
 * The words of a text, each with the signs that may not stand apart from it; where the browser can't tell words, what
 * lies between spaces.
 *
 * @param {string} text
 */
function wordsOf(text) {
  if (!("Segmenter" in Intl)) {
    return text.split(/(?<=\s)/);
  }
  // Not `language` of page.js: drawings on demand would then part every page's script in two
  const part = document.querySelector("[data-language]") ?? document.documentElement;
  const segmenter = new Intl.Segmenter(part.getAttribute("lang") ?? [], { granularity: "word" });
  /** @type {string[]} */
  const words = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const opens = /^[（(「“]$/.test(segment);
    const opened = /[（(「“]$/.test(words[words.length - 1] ?? "");
    if (words.length && !opens && (opened || !isWordLike)) {
      words[words.length - 1] += segment;
    } else {
      words.push(segment);
    }
  }
  return words;
}
