/**
 * What is looked for, as the index of the search can find it. Goes before the theme's worker, in one file with it: this
 * listener comes first, and the theme's finds the query that it leaves.
 *
 * The theme looks for words by how they begin. So parts of Japanese compounds are looked for inside words, and English
 * words by their stem, which all of their forms begin with. Letters and digits of another width become the usual ones, as
 * they are in the index (cspi_build/site/search_index.py).
 */
(() => {
  const QUERY = 2; // the kind of message, as the theme's worker numbers them
  const OPERATORS = /["~^*:]|(?:^|\s)[+-]/;
  const JAPANESE = /[\p{sc=Han}\p{sc=Katakana}ー々]{2,}/gu;
  const ENGLISH = /[a-z]{4,}/gi;
  const SHORTEST_STEM = 3;

  /**
   * @typedef {{toString: () => string}} Token
   * @typedef {object} Lunr
   * @property {new (text: string) => Token} Token
   * @property {(token: Token) => Token} stemmer
   */

  /**
   * What every form of an English word begins with; nothing where that is too short to tell.
   *
   * @param {string} word
   * @returns {string}
   */
  function stem(word) {
    const { lunr } = /** @type {{lunr: Lunr}} */ (/** @type {unknown} */ (self));
    let last = word;
    for (let next = ""; next !== last; next = lunr.stemmer(new lunr.Token(last)).toString()) {
      last = next || last;
    }
    const open = last.replace(/[eiy]$/, ""); // score and scoring, policy and policies
    return open.length < SHORTEST_STEM ? "" : open;
  }

  /**
   * @param {string} query
   * @returns {string}
   */
  function understood(query) {
    const usual = query.replace(/[^\p{P}\p{S}\p{Z}]+/gu, (part) => part.normalize("NFKC"));
    if (OPERATORS.test(usual)) {
      return usual; // whoever writes operators has a search of their own in mind
    }
    const parts = [...new Set(usual.match(JAPANESE) ?? [])].map((part) => `*${part}`);
    const words = new Set((usual.match(ENGLISH) ?? []).map((word) => word.toLowerCase()));
    const stems = [...words].map(stem).filter((one) => one && !words.has(one));
    return [usual, ...parts, ...new Set(stems)].join(" ");
  }

  addEventListener("message", (event) => {
    if (event.data.type === QUERY) {
      event.data.data = understood(event.data.data);
    }
  });
})();
