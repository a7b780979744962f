/**
 * A shared result that is on show. Its answers stand beside one's own, which stay in the form and in the storage as
 * they are; nothing of it is kept. It lasts as long as the report and what belongs to it are on show.
 */

import { one } from "../lib/dom.js";
import { dismiss, notify } from "../lib/notices.js";
import { speaker } from "../lib/page.js";

/**
 * @typedef {import("../lib/types.js").Reply} Reply
 * @typedef {Required<Pick<Reply, "answers" | "notes" | "label" | "created">> & {version: string, remarks: string[]}} Visited
 * @typedef {{
 *   survey: string,
 *   ask: (method: string, more: Record<string, unknown>, key?: string) => Promise<Reply | null>,
 *   hasOwn: () => boolean,
 *   refused: () => void,
 *   leave: () => void,
 *   take: (visited: Visited, say: import("../lib/page.js").Say) => void,
 * }} Needs `hasOwn`: there are answers of one's own; `refused`: the link holds no result; `leave` and `take` are what the person asks for
 */

/** The start of a link: a version of whatever format and a survey, in signs that a program may have encoded. */
const LINK = /^(?:%[0-9a-f]{2}|[^\p{L}\p{N}%])*\d{1,9}(?:[~～]|%(?:25)*7e)(\w[\w-]*)?/iu;

/**
 * Whether a fragment carries a result, of whatever version; the engine passes over what stands around it.
 *
 * @param {string} fragment
 */
export function isLink(fragment) {
  return LINK.test(fragment);
}

/**
 * @param {import("../lib/state.js").Store} store holds the result as its guest
 * @param {Needs} needs
 */
export function createVisit(store, { survey, ask, hasOwn, refused, leave, take }) {
  const banner = one("#visit");
  const data = JSON.parse(one("#visit-data").textContent ?? "{}");
  const say = speaker(data.words);
  const heading = one("#report");
  const ownHeading = heading.textContent;
  const about = one("[data-slot=visit-own]", banner);
  const untouched = about.textContent;
  const current = () => store.get().guest?.result ?? null;
  const link = () => store.get().guest?.link ?? "";

  one("[data-visit=read]", banner).addEventListener("click", () => {
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  });
  one("[data-visit=leave]", banner).addEventListener("click", leave);
  one("[data-visit=take]", banner).addEventListener("click", () => {
    const visited = current();
    visited && take(visited, say);
  });

  /** @param {Reply} reply */
  function begin({ answers = {}, notes = {}, label = "", created = "", version = "", date, remarks = [] }) {
    const result = { answers, notes, label, created, version, remarks };
    const lines = [
      label ? say("by", { name: label }) : "",
      date ? say("date", { date }) : "",
      version ? say("version", { version }) : "",
      ...remarks,
    ];
    one("[data-slot=visit-about]").textContent = lines.filter(Boolean).join(" ");
    about.textContent = hasOwn() ? untouched : say("you");
    one("[data-visit=leave]", banner).textContent = say(hasOwn() ? "leave" : "begin");
    banner.hidden = false;
    heading.textContent = say("heading");
    one("#survey-app").dataset.visiting = "";
    store.update({ guest: { link: link(), result } });
  }

  function end() {
    if (link()) {
      banner.hidden = true;
      heading.textContent = ownHeading;
      delete one("#survey-app").dataset.visiting;
      store.update({ guest: null });
    }
  }

  /** Goes to the page of the survey that the link belongs to, where this site has it. @param {string} fragment */
  function forward(fragment) {
    const other = LINK.exec(fragment)?.[1] ?? survey;
    if (other === survey || !Object.hasOwn(data.surveys, other)) {
      return false;
    }
    notify("visit", [say("elsewhere")]);
    const address = new URL(data.surveys[other], document.baseURI);
    address.hash = fragment;
    window.location.replace(address);
    return true;
  }

  return {
    /** The result that is on show; null where one's own answers count. */
    current,

    /** The link whose result is on show; empty where there is none. */
    link,

    end,

    /** @param {string} fragment */
    async open(fragment) {
      if (fragment === link() || forward(fragment)) {
        return;
      }
      end();
      dismiss("visit");
      store.update({ guest: { link: fragment, result: null }, guestAgainst: undefined });
      const reply = await ask("open_link", { text: fragment }, "visit");
      if (fragment !== link() || !reply) {
        return; // something else has been asked for meanwhile
      }
      if (reply.ok) {
        begin(reply);
      } else {
        end();
        notify("visit", [say("failed"), ...(reply.problems ?? []).map((problem) => problem.text)], {
          bad: true,
        });
        refused();
      }
    },
  };
}
