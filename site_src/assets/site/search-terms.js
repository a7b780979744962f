/**
 * What a text is looked up by. Words of scripts that part words are looked up as they are and by their English stem;
 * those of scripts that do not (Japanese, Chinese, Thai) by all pairs of neighbouring letters, so that parts of
 * compounds are found. Letters and digits of another width count as the usual ones.
 */

import { stemmer } from "stemmer";

const UNPARTED = "\\p{sc=Han}\\p{sc=Katakana}\\p{sc=Hiragana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}ー々";
const RUN = new RegExp(`[${UNPARTED}]+|(?:(?![${UNPARTED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const IS_UNPARTED = new RegExp(`^[${UNPARTED}]`, "u");
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu;
const PARTICLE = /^(?:とは|には|では|から|まで|より|について|[をはがにのでともへや])$/u;
const ENGLISH = /^[a-z]{4,}$/;
const SHORTEST_STEM = 3;

/** @typedef {{word: string, stem?: string, parts?: string[]}} Term a word; its stem or its pairs of letters */

/**
 * The words of a text, in order.
 *
 * @param {string} text
 * @returns {Term[]}
 */
export function termsOf(text) {
  const usual = text.normalize("NFKC").toLowerCase().replace(POSSESSIVE, "");
  return (usual.match(RUN) ?? []).map(term);
}

/**
 * The words that a query is about: not the particles behind them, where there is anything else (NRRの).
 *
 * @param {string} query
 * @returns {Term[]}
 */
export function wantedTerms(query) {
  const terms = termsOf(query);
  const telling = terms.filter(({ word }) => !PARTICLE.test(word));
  return telling.length ? telling : terms;
}

/**
 * All that an index has a text under.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function indexed(text) {
  return termsOf(text).flatMap(({ word, stem, parts }) =>
    parts ? [...parts, [...word].at(-1) ?? ""] : stem ? [word, stem] : [word],
  );
}

/** @param {string} word @returns {Term} */
function term(word) {
  if (IS_UNPARTED.test(word)) {
    return { word, parts: pairs([...word]) };
  }
  const stem = stemOf(word);
  return stem && stem !== word ? { word, stem } : { word };
}

/** @param {string[]} letters */
function pairs(letters) {
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
}

/** What every form of an English word begins with: score and scoring, policy and policies. @param {string} word */
function stemOf(word) {
  const stem = ENGLISH.test(word) ? stemmer(word).replace(/[eiy]$/, "") : "";
  return stem.length < SHORTEST_STEM ? "" : stem;
}
