/** What an embedder may set in the address of a frame. Whatever can't be followed is left out, and told. */

/**
 * @typedef {import("./protocol.js").Ignored} Ignored
 * @typedef {{theme: string, accent: string, axis: string, hide: string[], ignored: Ignored[]}} Options empty where nothing
 *   was set; `accent` as `#rrggbb`
 */

const THEMES = ["light", "dark", "auto"];

/**
 * @param {string} query of the frame's address
 * @param {{axes: string[], hide: string[], langs: string[]}} known what this survey has
 * @returns {Options}
 */
export function readOptions(query, known) {
  const given = new URLSearchParams(query);
  /** @type {Ignored[]} */
  const ignored = [];
  const refuse = (
    /** @type {string} */ option,
    /** @type {string} */ found,
    /** @type {string} */ expected,
  ) => void ignored.push({ option, found: found.slice(0, 100), expected: expected.slice(0, 500) });

  /** @param {string} option @param {string[]} allowed */
  const oneOf = (option, allowed) => {
    const value = given.get(option) ?? "";
    const fits = value === "" || allowed.includes(value);
    fits || refuse(option, value, allowed.join(", "));
    return fits ? value : "";
  };

  const accent = given.get("accent") ?? "";
  const colour = /^#?([0-9a-f]{6})$/i.exec(accent)?.[1].toLowerCase();
  accent === "" || colour || refuse("accent", accent, "six hexadecimal digits, such as 0b6b68");
  const wanted = (given.get("hide") ?? "").split(",").filter(Boolean);
  const unknown = wanted.filter((name) => !known.hide.includes(name));
  unknown.length === 0 || refuse("hide", unknown.join(","), known.hide.join(", "));
  const lang = given.get("lang") ?? "";
  lang === "" || languageFor([lang], known.langs) || refuse("lang", lang, known.langs.join(", "));
  return {
    theme: oneOf("theme", THEMES),
    axis: oneOf("axis", known.axes),
    accent: colour ? `#${colour}` : "",
    hide: wanted.filter((name) => known.hide.includes(name)),
    ignored,
  };
}

/**
 * The first of the wanted languages that there is: "ja-JP" finds "ja".
 *
 * @param {readonly string[]} wanted
 * @param {readonly string[]} offered
 */
export function languageFor(wanted, offered) {
  const known = (/** @type {string} */ tag) =>
    offered.find((one) => `${tag.toLowerCase()}-`.startsWith(`${one.toLowerCase()}-`));
  return wanted.map(known).find((one) => one !== undefined);
}
