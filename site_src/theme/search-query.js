/**
 * What is looked for, as the index of the search can find it. Goes before the theme's worker, in one file with it: this
 * listener comes first, and the theme's finds the query that it leaves.
 *
 * The theme looks for words by how they begin. So parts of Japanese compounds are looked for inside words, and English
 * words by their stem, which all of their forms begin with. Signs part words, and so do the borders between scripts
 * (NRRの); particles behind a Japanese word are left out (使い方を). Letters and digits of another width become the usual ones, as
 * they are in the index (cspi_build/site/search_index.py).
 */
(() => {
  const QUERY = 2; // the kind of message, as the theme's worker numbers them
  const OPERATORS = /["~^*]|(?:^|\s)[+-]|(?:^|\s)(?:title|text|tags|location):\S/;
  const SIGNS = /[\p{P}\p{S}\u200b]+/gu;
  const JAPANESE = /[\p{sc=Han}\p{sc=Katakana}ー々]{2,}/gu;
  const MIXED = /[\p{sc=Han}\p{sc=Katakana}ー々][\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}ー々]+/gu;
  const PARTICLE = /(?:とは|には|では|から|まで|より|について|[をはがにのでともへや])$/u;
  const FIRST = /^[\p{sc=Han}々]+\p{sc=Hiragana}+/u; // the first word of 使い方
  const LATIN = /[a-z0-9]{2,}/gi;
  const ENGLISH = /[a-z]{4,}/gi;
  const JAPANESE_LETTER = /[\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}]/u;
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
    const bare = usual.replace(SIGNS, " ").trim();
    const mixed = (bare.match(MIXED) ?? [])
      .map((word) => word.replace(PARTICLE, ""))
      .filter((word) => word.length > 1);
    const firsts = mixed.flatMap((word) => FIRST.exec(word)?.[0] ?? []);
    const parts = [...new Set([...(bare.match(JAPANESE) ?? []), ...mixed, ...firsts])].map(
      (part) => `*${part}`,
    );
    const words = new Set((bare.match(ENGLISH) ?? []).map((word) => word.toLowerCase()));
    const stems = [...words].map(stem).filter((one) => one && !words.has(one));
    const latin = JAPANESE_LETTER.test(bare) ? (bare.match(LATIN) ?? []) : [];
    return [bare, ...parts, ...new Set([...latin, ...stems])].join(" ");
  }

  addEventListener("message", (event) => {
    if (event.data.type === QUERY) {
      event.data.data = understood(event.data.data);
    }
  });
})();
