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
 *   waiting: () => void,
 *   shown: () => void,
 *   refused: () => void,
 *   ended: () => void,
 *   leave: () => void,
 *   take: (visited: Visited, say: import("../lib/page.js").Say) => void,
 * }} Needs `waiting` while the link is read, `shown` when there is a result to report on, `refused` when there is none,
 *   `ended` when one's own answers count again; `leave` and `take` are what the person asks for
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

/** @param {Needs} needs */
export function createVisit({ survey, ask, waiting, shown, refused, ended, leave, take }) {
  const banner = one("#visit");
  const data = JSON.parse(one("#visit-data").textContent ?? "{}");
  const say = speaker(data.words);
  const heading = one("#report");
  const ownHeading = heading.textContent;
  /** @type {Visited | null} */
  let visited = null;
  let fragment = "";

  one("[data-visit=leave]", banner).addEventListener("click", leave);
  one("[data-visit=take]", banner).addEventListener("click", () => visited && take(visited, say));

  /** @param {Reply} reply */
  function begin({ answers = {}, notes = {}, label = "", created = "", version = "", date, remarks = [] }) {
    visited = { answers, notes, label, created, version, remarks };
    const lines = [date ? say("date", { date }) : "", ...remarks];
    one("[data-slot=visit-about]").textContent = lines.filter(Boolean).join(" ");
    banner.hidden = false;
    heading.textContent = say("heading");
    one("#survey-app").dataset.visiting = "";
    shown();
  }

  function end() {
    if (fragment) {
      fragment = "";
      visited = null;
      banner.hidden = true;
      heading.textContent = ownHeading;
      delete one("#survey-app").dataset.visiting;
      ended();
    }
  }

  /** Goes to the page of the survey that the link belongs to, where this site has it. @param {string} link */
  function forward(link) {
    const other = LINK.exec(link)?.[1] ?? survey;
    if (other === survey || !Object.hasOwn(data.surveys, other)) {
      return false;
    }
    notify("visit", [say("elsewhere")]);
    const address = new URL(data.surveys[other], document.baseURI);
    address.hash = link;
    window.location.replace(address);
    return true;
  }

  return {
    /** The result that is on show; null where one's own answers count. */
    current: () => visited,

    /** The link whose result is on show; empty where there is none. */
    link: () => fragment,

    end,

    /** @param {string} link the fragment */
    async open(link) {
      if (link === fragment || forward(link)) {
        return;
      }
      end();
      dismiss("visit");
      fragment = link;
      waiting();
      const reply = await ask("open_link", { text: link }, "visit");
      if (link !== fragment || !reply) {
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
