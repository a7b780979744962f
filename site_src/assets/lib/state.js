/**
 * The state of the page: one object, and those who listen to parts of it. The answers themselves are in the form; here is
 * how often they have changed.
 *
 * @typedef {import("./types.js").Against} Against
 * @typedef {{
 *   answers: number,
 *   edits: number,
 *   created: string,
 *   plan: Record<string, unknown> | undefined,
 *   against: Against | undefined,
 *   guest: {link: string, result: import("../session/shared-result.js").Visited | null} | null,
 *   guestAgainst: Against | undefined,
 *   screen: string,
 *   isSingle: boolean,
 * }} State `answers`: how often the answers have become others, here or in another tab; `edits`: how often the person has
 *   changed what is saved; `created`: when the answers became what they are; `against`: whom one's own are compared with;
 *   `guest`: the shared result that is on show, null until it is read, and `guestAgainst` whom it is compared with;
 *   `isSingle`: questions come one at a time
 * @typedef {ReturnType<typeof createStore>} Store
 */

/** @param {State} initial */
export function createStore(initial) {
  let state = initial;
  /** @type {{names: (keyof State)[], heard: () => void}[]} */
  const subscriptions = [];

  return {
    /** @returns {Readonly<State>} */
    get: () => state,

    /**
     * Sets some of the state, and calls each of those who subscribed to any of it once, in the order of subscription.
     *
     * @param {Partial<State>} change
     */
    update(change) {
      state = { ...state, ...change };
      subscriptions
        .filter(({ names }) => names.some((name) => name in change))
        .forEach(({ heard }) => heard());
    },

    /**
     * @param {(keyof State)[]} names
     * @param {() => void} heard called after any of them was set
     */
    subscribe(names, heard) {
      subscriptions.push({ names, heard });
    },
  };
}
