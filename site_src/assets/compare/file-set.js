/** The result files that were opened in a view of several results: in memory alone, with what could not be read. */

import { showStatus, takeFiles } from "../lib/file-drop.js";
import { atEnd } from "../lib/lifetime.js";
import { newId, readFiles } from "../lib/result-file-reading.js";

/**
 * @typedef {import("../lib/result-file-reading.js").ResultFile} ResultFile
 * @typedef {import("../lib/result-file-reading.js").Unread} Unread
 * @typedef {{refused: import("./parts.js").RefusedView[], repeats: Record<string, string>}} Judged what the
 *   engine says of the files: which it refuses and why, and which repeats which, by id
 */

/** By the view's name; they stay when the language is switched. @type {Map<string, ResultFile[]>} */
const openedIn = new Map();

/**
 * @param {import("../view-loader.js").Context} context
 * @param {import("../lib/page.js").Say} say the words of the view
 * @param {(aloud: boolean) => Promise<void>} show asks the engine and shows what there is, and says so if it is to
 */
export function createSeveralFiles({ place, say: sayOfPage, locale }, say, show) {
  /** @type {ResultFile[]} */
  let opened = openedIn.get(place.dataset.viewOf ?? "") ?? [];
  /** @type {Unread[]} */
  let unread = [];
  /** @type {Record<string, string>} */
  let repeats = {};

  /** @param {File[]} files */
  async function take(files) {
    showStatus(place, say("reading"));
    const found = await readFiles(files, sayOfPage, locale);
    opened = [...opened, ...found.read];
    unread = found.unread;
    await show(true);
    showStatus(place, "");
  }

  takeFiles(place, take);

  atEnd(() => openedIn.set(place.dataset.viewOf ?? "", opened));

  return {
    list: () => opened,
    unread: () => unread,
    takeFiles: take,

    /** @param {string[]} texts of files or links, that came in another way @returns {Promise<boolean>} whether any was new */
    async add(texts) {
      const fresh = texts.filter((text) => !opened.some((file) => file.text === text));
      opened = [...opened, ...fresh.map((text) => ({ id: newId("text"), name: "", text }))];
      unread = [];
      await show(true);
      return fresh.length > 0;
    },

    /** @param {string} id */
    has: (id) => opened.some((file) => file.id === id),

    /**
     * Files that the engine refused are said, and not asked about again.
     *
     * @param {Judged} judged
     * @param {(id: string) => boolean} isSaid of a refused one
     */
    judge(judged, isSaid = () => true) {
      const said = judged.refused
        .filter(({ id }) => isSaid(id))
        .map(({ name, problems }) => ({ name, problem: `${name || say("pasted")}: ${problems.join(" ")}` }));
      const refused = judged.refused.map(({ id }) => id);
      unread = [...unread, ...said];
      opened = opened.filter(({ id }) => !refused.includes(id));
      repeats = judged.repeats;
    },

    /**
     * Whether it is that one, or the same once more.
     *
     * @param {string} one @param {string} id
     */
    isSame: (one, id) => one === id || repeats[one] === id,

    /** @param {string} id of one that goes, with whatever repeats it */
    remove(id) {
      opened = opened.filter((file) => file.id !== id && repeats[file.id] !== id);
    },

    /** @param {string} id of one that is kept elsewhere from now on */
    release(id) {
      opened = opened.filter((file) => file.id !== id);
    },

    /** The view comes into view: says that it is waiting until there is something to see. */
    async open() {
      showStatus(place, say("waiting"));
      await show(false);
      showStatus(place, "");
    },
  };
}
