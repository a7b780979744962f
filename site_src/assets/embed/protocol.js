/**
 * What a page and the frame with a survey in it say to each other. Both sides read every message with the functions
 * below, which take nothing but what stands here; no message ever holds an answer.
 */

export const SIGN = "cspi-embed";
const VERSION = 1;

/** No survey is as tall as this; a larger height is a mistake or an attack. Pixels. */
const TALLEST = 100_000;

/**
 * @typedef {{index: number | null, level: string | null, axes: {id: string, name: string, score: number | null}[]}}
 *   Summary what a respondent may agree to hand over
 * @typedef {{option: string, found: string, expected: string}} Ignored an option that could not be followed
 * @typedef {{type: "hello"} | {type: "ready", survey: string, version: string, lang: string, ignored: Ignored[]}
 *   | {type: "height", height: number} | {type: "scroll", top: number}
 *   | {type: "progress", answered: number, asked: number} | {type: "completed"}
 *   | {type: "summary", summary: Summary}} FromFrame
 * @typedef {{type: "host", summary: boolean}} FromHost
 */

/** @param {FromFrame | FromHost} message as it is sent */
export function packed(message) {
  return { [SIGN]: VERSION, ...message };
}

/** @param {unknown} data @returns {FromHost | null} null for whatever is no message of a host */
export function readFromHost(data) {
  return isOurs(data) && data.type === "host" && typeof data.summary === "boolean"
    ? { type: "host", summary: data.summary }
    : null;
}

/** @param {unknown} data @returns {FromFrame | null} a copy with what is known only; null for whatever is none */
export function readFromFrame(data) {
  if (!isOurs(data)) {
    return null;
  }
  const { type, height, top, answered, asked } = data;
  switch (type) {
    case "hello":
    case "completed":
      return { type };
    case "height":
      return isLength(height) ? { type, height } : null;
    case "scroll":
      return isLength(top) ? { type, top } : null;
    case "progress":
      return isLength(answered) && isLength(asked) ? { type, answered, asked } : null;
    case "ready":
      return readReady(data);
    case "summary":
      return readSummary(data.summary);
  }
  return null;
}

/** @param {Record<string, any>} data @returns {FromFrame | null} */
function readReady({ survey, version, lang, ignored }) {
  const fine =
    [survey, version, lang].every(isText) &&
    isList(ignored, (one) => isText(one.option) && isText(one.found) && isText(one.expected));
  return fine ? { type: "ready", survey, version, lang, ignored } : null;
}

/** @param {any} given @returns {FromFrame | null} */
function readSummary(given) {
  if (!isObject(given) || !isScore(given.index) || !(given.level === null || isText(given.level))) {
    return null;
  }
  const { index, level, axes } = given;
  const fine = isList(axes, (one) => isText(one.id) && isText(one.name) && isScore(one.score));
  return fine ? { type: "summary", summary: { index, level, axes } } : null;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null;

/** @param {unknown} data @returns {data is Record<string, any>} */
const isOurs = (data) => isObject(data) && data[SIGN] === VERSION;

/** @param {unknown} value @returns {value is number} */
const isLength = (value) => typeof value === "number" && value >= 0 && value <= TALLEST;

/** @param {unknown} value */
const isScore = (value) => value === null || (typeof value === "number" && Math.abs(value) <= TALLEST);

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value.length <= 500;

/** @param {unknown} value @param {(one: Record<string, any>) => boolean} fits */
const isList = (value, fits) =>
  Array.isArray(value) && value.length <= 100 && value.every((one) => isObject(one) && fits(one));
