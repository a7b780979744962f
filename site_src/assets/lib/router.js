/** The part of the page that is shown, by the address's fragment; going back works as everywhere. */

import { hear } from "./lifetime.js";

/**
 * @param {(name: string) => void} show called with the fragment, without its sign, whenever it changes
 * @param {() => Record<string, unknown> | null} state what each history entry remembers
 */
export function createRouter(show, state) {
  hear(window, "hashchange", () => {
    // A followed link makes an entry without a state; give it ours.
    window.history.replaceState(state(), "");
    show(current());
  });

  return {
    current,

    /** @param {string} name */
    go(name) {
      if (current() === name) {
        show(name);
      } else {
        window.location.hash = name;
      }
    },

    /**
     * Changes the fragment without a step in the history.
     *
     * @param {string} name
     */
    replace(name) {
      window.history.replaceState(
        state(),
        "",
        name ? `#${name}` : window.location.pathname + window.location.search,
      );
    },
  };
}

/** The fragment, without its sign; as it stands, where it holds what can't be decoded. */
function current() {
  const fragment = window.location.hash.slice(1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
