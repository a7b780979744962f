/** The result files that were opened in a view of several results: in memory alone, with what could not be read. */

import { showStatus, takeFiles } from "../lib/file-drop.js";
import { LARGEST, sizeInWords } from "../lib/files.js";
import { atEnd } from "../lib/lifetime.js";
import { newId, readFiles } from "../lib/result-file-reading.js";

/**
 * @typedef {import("../lib/result-file-reading.js").ResultFile} ResultFile
 * @typedef {import("../lib/result-file-reading.js").Unread} Unread
 * @typedef {{refused: import("./parts.js").RefusedView[], repeats: Record<string, string>}} Judged what the
 *   engine says of the files: which it refuses and why, and which repeats which, by id
 * @typedef {{added: number, known: string[], refused: string[]}} Came what became of a text: how many results are new,
 *   the texts of those that are here already, and of those that can't be read
 */

/** By the view's name; they stay when the language is switched. @type {Map<string, ResultFile[]>} */
const openedIn = new Map();

/**
 * @param {import("../view-loader.js").Context} context
 * @param {import("../lib/page.js").Say} say the words of the view
 * @param {(aloud: boolean) => Promise<boolean>} show asks the engine and shows what there is, and says so if it is to;
 *   false where the engine could not say anything
 */
export function createSeveralFiles({ place, say: sayOfPage, locale, ask }, say, show) {
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

  /** @param {string[]} texts @param {boolean} again @returns {Promise<Came | null>} */
  async function addAll(texts, again) {
    const known = again ? [] : texts.filter((text) => opened.some((file) => file.text === text));
    const fresh = texts
      .filter((text) => !known.includes(text))
      .map((text) => ({ id: newId("text"), name: "", text }));
    opened = [...opened, ...fresh];
    unread = [];
    if (!(await show(true))) {
      opened = opened.filter((file) => !fresh.includes(file));
      return null;
    }
    const refused = fresh.filter((file) => !opened.includes(file)).map(({ text }) => text);
    return { added: fresh.length - refused.length, known, refused };
  }

  takeFiles(place, take);

  atEnd(() => openedIn.set(place.dataset.viewOf ?? "", opened));

  return {
    list: () => opened,
    unread: () => unread,
    takeFiles: take,

    /**
     * Takes a text that came in another way: links, or the content of a file.
     *
     * @param {string} text
     * @param {boolean} [again] also what is here already, as another person's
     * @returns {Promise<Came | null>} null where the engine could not say
     */
    async add(text, again = false) {
      const { size } = new Blob([text]);
      if (size > LARGEST) {
        const name = say("pasted");
        unread = [{ name, problem: sayOfPage("file_too_large", { name, found: sizeInWords(size, locale) }) }];
        await show(true);
        return { added: 0, known: [], refused: [text] };
      }
      const texts = (await ask("links", { text }))?.texts;
      return texts ? addAll(texts, again) : null;
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
