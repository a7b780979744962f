/**
 * The switch of the colours: as the device has them, light, or dark. What holds is on the page before it is drawn (by an
 * inline script below the header); here the switch shows it, changes it, and follows the device.
 */

/** @typedef {{index: number, color: {media?: string, scheme?: string}}} Chosen as earlier versions of the site stored it */

const KEY = "/.__palette"; // the name under which they did
const CHANGE = "data-colours-change"; // colours change at once, rather than each in its own time

/** @param {HTMLElement} place the form that holds the switch */
export function createColours(place) {
  const inputs = [...place.querySelectorAll("input")];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const { body } = document;

  /** @param {number} index */
  function show(index) {
    inputs.forEach((input, at) => {
      input.checked = at === index;
      input.nextElementSibling?.toggleAttribute("hidden", at !== index);
    });
    const { scheme: chosen } = inputs[index].dataset;
    const scheme = chosen === "system" ? (dark.matches ? "slate" : "default") : chosen;
    if (body.dataset.mdColorScheme !== scheme) {
      body.dataset.mdColorScheme = scheme; // the same once more would have the whole page styled again
    }
  }

  /** @param {number} index */
  function choose(index) {
    body.setAttribute(CHANGE, "");
    show(index);
    const { media, scheme } = inputs[index].dataset;
    store({ index, color: { media, scheme } });
    requestAnimationFrame(() => setTimeout(() => body.removeAttribute(CHANGE)));
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
  show(within(inputs.length, () => JSON.parse(window.localStorage.getItem(KEY) ?? "null")?.index));
}

/** @param {Chosen} chosen */
function store(chosen) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Not stored: the choice holds for this page.
  }
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
