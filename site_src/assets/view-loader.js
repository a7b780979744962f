/** The views of a survey's page: one at a time; those that most visits never open bring their script when first shown. */

import { all } from "./lib/dom.js";
import { rememberEarly } from "./lib/deferred-events.js";
import { bring as bringScript } from "./lib/site-update.js";

/**
 * @typedef {{open: () => void, changed?: () => void}} View `open` is called each time it comes into view, `changed`
 *   when the answers change while it is on show
 * @typedef {{create: (context: Context) => View}} ViewModule
 * @typedef {{
 *   say: import("./lib/page.js").Say,
 *   locale: string,
 *   survey: {data: string, id: string, version: string},
 *   place: HTMLElement,
 *   current: () => Record<string, unknown>,
 *   against: () => unknown,
 *   ask: (method: string, more: Record<string, unknown>, key?: string) => Promise<import("./lib/types.js").Reply | null>,
 *   planning: import("./plan/store.js").Planning,
 *   go: (name: string) => void,
 *   savedResults: import("./session/saved-results.js").SavedResults,
 *   failed: () => void,
 *   oneByOne: () => void,
 *   openResult: (text: string, name: string) => Promise<void>,
 * }} Context what a view may use: `place` is its section, `current` the answers with notes, label and date, `against`
 *   whom to compare with, `ask` a question to the engine (null where a newer one with the same key took its place),
 *   `planning` the saved plan, `savedResults` the earlier results on this device, `failed` says that the
 *   view's script could not be had, `oneByOne` goes to the first open question and asks one at a time from there,
 *   `openResult` takes the text of a result file as one's own result, after asking
 */

/**
 * What brings the script of a view, by the view's name.
 *
 * @type {Record<string, () => Promise<ViewModule>>}
 */
export const LAZY_VIEWS = {
  plan: () => import("./plan/view.js"),
  quick: () => import("./report/quick-view.js"),
  share: () => import("./export/share-view.js"),
  take: () => import("./export/download-view.js"),
  slide: () => import("./export/slide-view.js"),
  board: () => import("./export/board-view.js"),
  time: () => import("./compare/timeline-view.js"),
  people: () => import("./compare/team-view.js"),
};

/**
 * @param {Record<string, () => Promise<ViewModule>>} makers by the view's name
 * @param {Omit<Context, "place">} context
 */
export function createViews(makers, context) {
  const places = new Map(all("[data-view-of]").map((place) => [place.dataset.viewOf ?? "", place]));
  /** @type {Map<string, Promise<View>>} */
  const made = new Map();
  let shown = "";

  /** @param {string} name */
  function viewOf(name) {
    const make = makers[name];
    const place = places.get(name);
    if (make && place && !made.has(name)) {
      made.set(name, bring(make, place));
    }
    return made.get(name);
  }

  /** @param {() => Promise<ViewModule>} make @param {HTMLElement} place */
  async function bring(make, place) {
    const catchUp = rememberEarly(place);
    try {
      const view = (await bringScript(make)).create({ ...context, place });
      setTimeout(() => catchUp(true)); // it is told first that it is on show
      return view;
    } catch (error) {
      catchUp(false);
      throw error;
    }
  }

  /** @param {string} name @param {"open" | "changed"} event */
  async function tell(name, event) {
    try {
      const view = await viewOf(name);
      if (shown === name) {
        view?.[event]?.();
      }
    } catch {
      made.delete(name); // the next visit tries again
      context.failed();
    }
  }

  return {
    /** @param {string} name */
    has: (name) => places.has(name),

    /** @param {string} name */
    show(name) {
      shown = name;
      places.forEach((place, one) => (place.hidden = one !== name));
      for (const link of all("[data-view-link]")) {
        link.dataset.viewLink === name
          ? link.setAttribute("aria-current", "page")
          : link.removeAttribute("aria-current");
      }
      void tell(name, "open");
    },

    /** The answers have changed. */
    changed: () => void (made.has(shown) && tell(shown, "changed")),
  };
}
