/**
 * The switch of the colours: as the device has them, light, or dark. What holds is on the page before it is drawn (by an
 * inline script below the header); here the switch shows it, changes it, and follows the device.
 */

/**
 * @typedef {{index: number, color: Record<string, string | null>}} Palette as Material keeps it
 * @typedef {{__md_get: (key: string) => Palette | null, __md_set: (key: string, value: Palette) => void}} Keeping
 */

const KEY = "__palette";
const PARTS = ["media", "scheme", "primary", "accent"];
const SWITCHING = "data-md-color-switching"; // colours change at once, rather than each in its own time

/** @param {HTMLElement} place the form that holds the switch */
export function createColours(place) {
  const inputs = [...place.querySelectorAll("input")];
  const { __md_get, __md_set } = /** @type {Keeping} */ (/** @type {unknown} */ (window));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const { body } = document;

  /** @param {number} index */
  function show(index) {
    inputs.forEach((input, at) => {
      input.checked = at === index;
      input.nextElementSibling?.toggleAttribute("hidden", at !== index);
    });
    const { mdColorScheme: chosen } = inputs[index].dataset;
    const scheme = chosen === "system" ? (dark.matches ? "slate" : "default") : chosen;
    if (body.dataset.mdColorScheme !== scheme) {
      body.dataset.mdColorScheme = scheme; // the same once more would have the whole page styled again
    }
  }

  /** @param {number} index */
  function choose(index) {
    body.setAttribute(SWITCHING, "");
    show(index);
    const color = PARTS.map((part) => [part, inputs[index].getAttribute(`data-md-color-${part}`)]);
    __md_set(KEY, { index, color: Object.fromEntries(color) });
    requestAnimationFrame(() => setTimeout(() => body.removeAttribute(SWITCHING)));
  }

  const current = () => inputs.findIndex((input) => input.checked);

  place.addEventListener("change", () => choose(current()));
  place.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const next = (current() + 1) % inputs.length;
      choose(next);
      inputs[next].focus();
    }
  });
  dark.addEventListener("change", () => show(current()));
  show(within(inputs.length, () => __md_get(KEY)?.index));
}

/** @param {number} n @param {() => unknown} read an index below n; 0 stands for anything else */
function within(n, read) {
  try {
    const index = Number(read());
    return index > 0 && index < n ? Math.floor(index) : 0;
  } catch {
    return 0; // storage refused, or what is kept there is broken
  }
}
