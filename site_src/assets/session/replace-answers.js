/** Puts the answers of a file or of a shared result in the place of one's own, after asking where that loses something. */

import { confirmed } from "../lib/dialog.js";
import { notify } from "../lib/notices.js";

/** @typedef {Pick<import("../lib/types.js").Reply, "answers" | "notes" | "label" | "created" | "plan">} Opened */

/**
 * @param {import("../form/form.js").Form} form
 * @param {import("../lib/page.js").Say} say
 * @param {(opened: Opened) => void} adopted called once the answers are in the form
 */
export function createAdopting(form, say, adopted) {
  /**
   * @param {Opened} opened
   * @param {(counts: {mine: number, theirs: number}) => string} question what to ask before one's own answers go
   * @param {string[]} said what to say once it is done
   */
  return async (opened, question, said) => {
    const { answers, notes, label } = form.readAll();
    const mine = Object.keys(answers).length;
    const text = question({ mine, theirs: Object.keys(opened.answers ?? {}).length });
    const words = { title: say("replace_title"), text, yes: say("replace_yes"), no: say("keep") };
    if ((mine || label || Object.keys(notes).length) && !(await confirmed(words))) {
      return;
    }
    const n = form.write(opened);
    adopted(opened);
    notify("restored", [...said, n > 0 ? say("restored_partly", { n }) : ""]);
  };
}
