/**
 * The index of the search, made in the page from the sections of a language's site (cspi_build/site/search_index.py
 * writes them), and what is found in it.
 */

import MiniSearch from "minisearch";
import { indexed, wantedTerms } from "./search-terms.js";

/**
 * @typedef {{location: string, title: string, page: string, text: string}} Section `page` is the title of its page
 * @typedef {(query: string) => Section[]} Find
 * @typedef {import("minisearch").Query} Query
 */

const MOST = 30;
const AT_ONCE = 40; // sections between two pauses in which the page may do something else
const LONG_ENOUGH_FOR_A_SLIP = 6; // letters

const AS_IT_IS = {
  tokenize: (/** @type {string} */ text) => [text],
  processTerm: (/** @type {string} */ term) => term,
};

/**
 * @param {readonly Section[]} sections
 * @returns {Promise<Find>} sections with all words of a query, else those with some, the best ones first
 */
export async function createFind(sections) {
  /** @type {MiniSearch<Section & {id: number}>} */
  const index = new MiniSearch({
    fields: ["title", "page", "text"],
    tokenize: indexed,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 4, page: 2 }, ...AS_IT_IS },
  });
  await index.addAllAsync(
    sections.map((section, id) => ({ ...section, id })),
    { chunkSize: AT_ONCE },
  );
  return (query) => {
    const queries = wantedTerms(query).map(queryOf);
    const found = ways(queries).map((way) => index.search(way));
    const best = found.find((results) => results.length) ?? [];
    return best.slice(0, MOST).map(({ id }) => sections[id]);
  };
}

/** From the strictest to the most lenient. @param {Query[]} queries @returns {Query[]} */
function ways(queries) {
  return queries.length
    ? [
        { combineWith: "AND", queries },
        { combineWith: "OR", queries },
      ]
    : [];
}

/** @param {import("./search-terms.js").Term} term @returns {Query} */
function queryOf({ word, stem, parts }) {
  if (parts) {
    return { combineWith: "AND", queries: parts, prefix: word.length === 1 };
  }
  return {
    combineWith: "OR",
    queries: stem ? [word, stem] : [word],
    prefix: true,
    fuzzy: word.length >= LONG_ENOUGH_FOR_A_SLIP ? 0.15 : false,
  };
}
