/** An accent colour of an embedder's, kept readable: what cspi_build/colours.py does for a site of one's own. */

/** What text needs against its ground, by WCAG 2. */
const LEAST = 4.5;
const INKS = ["#ffffff", "#0c1c1b"];
const SCHEMES = {
  light: { grounds: ["#fbfaf7", "#ffffff"], towards: "#000000" },
  dark: { grounds: ["#14181c", "#1b2127"], towards: "#ffffff" },
};

/** @param {string} accent `#rrggbb` @returns {string} style rules for both schemes */
export function accentRules(accent) {
  const [light, dark] = [tokens(accent, "light"), tokens(accent, "dark")];
  return (
    `[data-md-color-scheme]{${light}}` +
    `@media screen{[data-md-color-scheme="slate"]{${dark}}}` +
    `@media screen and (prefers-color-scheme: dark){[data-md-color-scheme="system"]{${dark}}}`
  );
}

/**
 * The colour, moved towards black or white as far as it takes to be read.
 *
 * @param {string} accent
 * @param {"light" | "dark"} scheme
 */
function readable(accent, scheme) {
  const { grounds, towards } = SCHEMES[scheme];
  for (let part = 0; part < 1; part += 0.05) {
    const colour = mixed(accent, towards, part);
    if ([...grounds, washOf(colour, grounds)].every((ground) => contrast(colour, ground) >= LEAST)) {
      return colour;
    }
  }
  return towards;
}

/** @param {string} accent @param {"light" | "dark"} scheme */
function tokens(accent, scheme) {
  const { grounds, towards } = SCHEMES[scheme];
  const colour = readable(accent, scheme);
  const ink = contrast(INKS[0], colour) >= contrast(INKS[1], colour) ? INKS[0] : INKS[1];
  const deep = mixed(colour, towards, 0.25);
  const wash = washOf(colour, grounds);
  return `--cs-accent:${colour};--cs-accent-deep:${deep};--cs-accent-ink:${ink};--cs-wash:${wash}`;
}

/** @param {string} colour @param {string[]} grounds */
function washOf(colour, grounds) {
  return mixed(grounds[0], colour, 0.12);
}

/** @param {string} one @param {string} other @returns {number} from 1 to 21 */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {string} one @param {string} other @param {number} part 0 to 1 of the way */
function mixed(one, other, part) {
  const to = channels(other);
  const between = channels(one).map((from, at) => Math.round(from + part * (to[at] - from)));
  return `#${between.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} colour */
function channels(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** @param {string} colour */
function luminance(colour) {
  const [red, green, blue] = channels(colour)
    .map((channel) => channel / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
