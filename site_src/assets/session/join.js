/** Someone who came by the link of a team's session: says which, asks for a name, and leads to the code to show. */

import { one } from "../lib/dom.js";
import { speaker } from "../lib/page.js";

const KEY = "cspi-session";
const SIGN = "join:";
const MOST = 60;

/** The session of this tab; it stays when the language is switched and, while saving is on, when the page is loaded again. @type {string | null} */
let joined = remembered();

/** @param {string} name a fragment, decoded */
export const isInvitation = (name) => name.startsWith(SIGN);

/**
 * Shows the session of this tab, if there is one.
 *
 * @param {(name: string) => void} go to a view
 * @param {() => boolean} isKept whether anything may be kept on this device
 */
export function createSession(go, isKept) {
  const place = one("#session");
  const words = speaker(JSON.parse(one("[data-words]", place).textContent ?? "{}"));
  const name = /** @type {HTMLInputElement} */ (one("#session-name", place));
  const heading = one("h2", place);
  const own = /** @type {HTMLInputElement} */ (one("#report-label"));

  one("[data-session=hand]", place).addEventListener("click", () => {
    one("#share-view").dataset.wanted = "qr";
    go("share");
  });
  one("[data-session=leave]", place).addEventListener("click", () => set(null));
  name.addEventListener("input", () => {
    own.value = name.value;
    own.dispatchEvent(new Event("input", { bubbles: true }));
  });
  name.addEventListener("change", () => own.dispatchEvent(new Event("change", { bubbles: true })));

  /** @param {string | null} session */
  function set(session) {
    joined = session;
    keep();
    show();
  }

  function keep() {
    remember(isKept() ? joined : null);
  }

  function show() {
    place.hidden = joined === null;
    heading.textContent = joined ? words("title", { name: joined }) : words("untitled");
    name.value = own.value;
  }

  return {
    /** Joins a session, and goes to where it is said. @param {string} invitation */
    join(invitation) {
      set(invitation.slice(SIGN.length).trim().slice(0, MOST));
      heading.focus();
    },

    leave: () => set(null),

    /** Follows the switch for saving. */
    keep,

    /** Shows what there is, and the name that the form holds. */
    show,
  };
}

function remembered() {
  try {
    return window.sessionStorage.getItem(KEY);
  } catch {
    return null; // storage may be blocked
  }
}

/** @param {string | null} session */
function remember(session) {
  try {
    session === null ? window.sessionStorage.removeItem(KEY) : window.sessionStorage.setItem(KEY, session);
  } catch {
    // it then lasts until the page is left
  }
}
