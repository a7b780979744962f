/** The form as a whole: what has been entered, what is asked, and putting answers back in. */

import { clearAnswer, isRecord, noteField, numberField, readAnswer, writeAnswer } from "./answer-fields.js";
import { checkNumber, refreshCard, wireCard } from "./question-card.js";
import { createDoubts } from "./doubts.js";
import { all, one } from "../lib/dom.js";
import { holds } from "./visibility.js";

/**
 * @typedef {import("../lib/types.js").Answer} Answer
 * @typedef {import("../lib/types.js").Answers} Answers
 * @typedef {{answers: Answers, notes: Record<string, string>, label: string}} Filled
 * @typedef {Filled & {typed: Record<string, string>}} Snapshot with what was typed and is no number, by question
 * @typedef {ReturnType<typeof createForm>} Form
 */

/**
 * @param {import("../lib/page.js").Say} say
 * @param {(naming?: Event) => void} changed called whenever an answer, a note or the label has changed
 */
export function createForm(say, changed) {
  const form = /** @type {HTMLFormElement} */ (one("#survey-form"));
  const cards = /** @type {HTMLFieldSetElement[]} */ (all(".cs-question", form));
  const conditions = cards.map((card) => JSON.parse(card.dataset.visibleIf ?? "[]"));
  const label = /** @type {HTMLInputElement} */ (one("#report-label"));
  const changedHere = () => {
    applyVisibility(cards, conditions);
    changed();
  };

  const doubts = createDoubts(say, cards);
  form.addEventListener("change", doubts.refresh); // not while a number is being typed
  form.addEventListener("submit", (event) => event.preventDefault());
  label.addEventListener("input", changed);
  cards.forEach((card) => wireCard(card, say, changedHere));

  /** Shows the state of every card after answers were put in from outside. */
  function refresh() {
    for (const card of cards) {
      const field = numberField(card);
      if (field) {
        checkNumber(card, field, say);
      }
      refreshCard(card);
    }
    applyVisibility(cards, conditions);
    doubts.refresh();
  }
  refresh();

  return {
    id: form.dataset.survey ?? "",
    version: form.dataset.version ?? "",
    cards,

    /** @returns {Filled} what is entered and asked; hidden questions are left out */
    read: () => ({ ...readCards(cards.filter((card) => !card.disabled)), label: label.value.trim() }),

    /**
     * Everything entered, hidden questions included: what is kept.
     *
     * @returns {Filled}
     */
    readAll: () => ({ ...readCards(cards), label: label.value.trim() }),

    /**
     * Replaces what is entered. Returns how many answers did not fit the form and were left out.
     *
     * @param {{answers?: unknown, notes?: unknown, label?: unknown}} entry
     */
    write(entry) {
      const dropped = writeCards(cards, entry);
      label.value = typeof entry.label === "string" ? cut(entry.label, label.maxLength) : "";
      refresh();
      return dropped;
    },

    /**
     * Shows what was entered in another page. What is the same already is left alone, with the cursor in it.
     *
     * @param {Filled} entry
     */
    adopt({ answers, notes, label: name }) {
      const here = readCards(cards);
      const differing = cards.filter(({ dataset: { question: id = "" } }) => {
        const isSame = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
          JSON.stringify(one) === JSON.stringify(other);
        return !isSame(here.answers[id], answers[id]) || !isSame(here.notes[id], notes[id]);
      });
      writeCards(differing, { answers, notes });
      if (label.value.trim() !== name) {
        label.value = cut(name, label.maxLength);
      }
      refresh();
    },

    /** @returns {Snapshot} */
    snapshot: () => ({ ...readCards(cards), label: label.value.trim(), typed: readTyped(cards) }),

    /** Shows what was in the form before. @param {Snapshot} before */
    putBack(before) {
      this.adopt(before);
      writeTyped(cards, before.typed);
      refresh();
    },

    /** The answer to a question, as it stands. @param {string} question */
    answerOf(question) {
      const card = cards.find((one) => one.dataset.question === question);
      return card ? readAnswer(card) : null;
    },

    /** Answers a question from elsewhere on the page. @param {string} question @param {Answer} answer */
    answer(question, answer) {
      const card = cards.find((one) => one.dataset.question === question);
      if (card) {
        writeAnswer(card, answer);
        refresh();
        changed();
      }
    },

    clear() {
      cards.forEach((card) => {
        clearAnswer(card);
        writeNote(card, "");
      });
      label.value = "";
      refresh();
    },
  };
}

/** @param {HTMLFieldSetElement[]} cards */
function readCards(cards) {
  /** @type {Answers} */
  const answers = {};
  /** @type {Record<string, string>} */
  const notes = {};
  for (const card of cards) {
    const id = card.dataset.question ?? "";
    const answer = readAnswer(card);
    const note = noteField(card)?.value.trim();
    if (answer) {
      answers[id] = answer;
    }
    if (note) {
      notes[id] = note;
    }
  }
  return { answers, notes };
}

/**
 * @param {HTMLFieldSetElement[]} cards
 * @param {{answers?: unknown, notes?: unknown}} entry
 */
function writeCards(cards, entry) {
  const answers = isRecord(entry.answers) ? entry.answers : {};
  const notes = isRecord(entry.notes) ? entry.notes : {};
  let fitting = 0;
  for (const card of cards) {
    const id = card.dataset.question ?? "";
    const answer = Object.hasOwn(answers, id) ? answers[id] : null;
    const note = Object.hasOwn(notes, id) ? notes[id] : "";
    fitting += writeAnswer(card, answer) ? 1 : 0;
    writeNote(card, note);
  }
  return Object.keys(answers).length - fitting;
}

/** @param {HTMLFieldSetElement[]} cards @returns {Record<string, string>} */
function readTyped(cards) {
  const open = cards.filter((card) => numberField(card)?.value && !readAnswer(card));
  return Object.fromEntries(open.map((card) => [card.dataset.question, numberField(card)?.value]));
}

/** @param {HTMLFieldSetElement[]} cards @param {Record<string, string>} typed */
function writeTyped(cards, typed) {
  for (const card of cards) {
    const field = numberField(card);
    if (field && Object.hasOwn(typed, card.dataset.question ?? "")) {
      field.value = typed[card.dataset.question ?? ""];
    }
  }
}

/** @param {HTMLFieldSetElement} card @param {unknown} note */
function writeNote(card, note) {
  const field = noteField(card);
  if (field) {
    field.value = typeof note === "string" ? cut(note, field.maxLength) : "";
    field.closest("details")?.toggleAttribute("open", field.value !== "");
  }
}

/**
 * Hides the questions whose conditions do not hold; their answers stay in their inputs.
 *
 * @param {HTMLFieldSetElement[]} cards in the order of the survey: conditions look back only
 * @param {import("./visibility.js").Condition[][]} conditionsOf them
 */
function applyVisibility(cards, conditionsOf) {
  /** @type {Map<string, Answer | null>} */
  const asked = new Map();
  for (const [index, card] of cards.entries()) {
    const conditions = conditionsOf[index];
    const shown = holds(conditions, (id) => asked.get(id) ?? null);
    card.hidden = card.disabled = !shown;
    asked.set(card.dataset.question ?? "", shown ? readAnswer(card) : null);
  }
}

/**
 * The start of a text, without half a character at its end.
 *
 * @param {string} text
 * @param {number} most
 */
function cut(text, most) {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
