/** Sharing a result: the link is made when asked for, and only then; then copied, sent or shown as a QR code. */

import { one } from "../lib/dom.js";
import { download } from "../lib/files.js";
import { speaker } from "../lib/page.js";
import "../common-chunk.js";
import { wireLabel } from "./label-field.js";
import { bring } from "../lib/site-update.js";

/**
 * @typedef {import("../lib/types.js").Reply} Reply
 * @param {import("../view-loader.js").Context} context
 */
export function create({ place, ask, current }) {
  const slot = (/** @type {string} */ name) => one(`[data-slot=${name}]`, place);
  const button = (/** @type {string} */ name) => one(`[data-share=${name}]`, place);
  const say = speaker(JSON.parse(slot("words").textContent ?? "{}"));
  const field = /** @type {HTMLTextAreaElement} */ (one("#share-link", place));
  const named = /** @type {HTMLInputElement} */ (one("#share-named", place));
  let madeOf = "";
  const showLabel = wireLabel(place);

  const answered = () => Object.keys(current().answers ?? {}).length;
  const label = () => String(current().label ?? "");
  const fingerprint = () => JSON.stringify([current().answers, named.checked && label()]);
  const tell = (/** @type {string} */ words) => (slot("said").textContent = words);

  /** Shows what is true of the present answers; a link that no longer is theirs goes. */
  function refresh() {
    showLabel();
    const n = answered();
    slot("holds").textContent = say("holds", { n });
    slot("name").hidden = !label();
    slot("name-words").textContent = say("named", { name: label() });
    slot("nothing").hidden = n > 0;
    if (madeOf && madeOf !== fingerprint()) {
      forget();
      tell(say("outdated"));
    }
    slot("make").hidden = n === 0 || madeOf !== "";
    slot("made").hidden = madeOf === "";
    button("save").toggleAttribute("disabled", n === 0);
  }

  function forget() {
    madeOf = field.value = "";
    hideQr();
  }

  function hideQr() {
    slot("qr").hidden = true;
    slot("qr").replaceChildren();
    button("qr").setAttribute("aria-expanded", "false");
  }

  /** Someone in a session wants the code at once: a click on another part of the page asked for it. */
  async function showWanted() {
    if (place.dataset.wanted === "qr" && answered() > 0) {
      madeOf || (await make());
      slot("qr").hidden && field.value && (await toggleQr());
    }
    delete place.dataset.wanted;
  }

  async function make() {
    tell("");
    const print = fingerprint();
    const reply = await ask("link", { ...current(), named: named.checked }, "link");
    if (reply?.ok && reply.fragment) {
      const address = new URL(place.dataset.address ?? "", document.baseURI);
      address.hash = reply.fragment;
      field.value = address.href;
      madeOf = print;
      refresh();
      field.focus();
      field.select();
      tell(say("made"));
    } else if (reply) {
      tell(problems(reply));
    }
  }

  /** @param {Reply} reply */
  const problems = (reply) =>
    [say("failed"), ...(reply.problems ?? []).map((problem) => problem.text)].join(" ");

  async function copy() {
    try {
      await navigator.clipboard.writeText(field.value);
      tell(say("copied"));
    } catch {
      field.focus();
      field.select();
      tell(say("copy_denied"));
    }
  }

  async function send() {
    try {
      await navigator.share({ title: say("share_title"), url: field.value });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        tell(say("send_failed"));
      }
    }
  }

  async function toggleQr() {
    tell("");
    if (!slot("qr").hidden) {
      hideQr();
      return;
    }
    try {
      const { drawQr, MOST } = await bring(() => import("../lib/qr.js"));
      const text = field.value;
      if (text.length > MOST) {
        tell(say("qr_long", { found: text.length, most: MOST }));
        return;
      }
      slot("qr").replaceChildren(drawQr(text, say("qr_label")));
      slot("qr").hidden = false;
      button("qr").setAttribute("aria-expanded", "true");
    } catch {
      tell(say("qr_failed"));
    }
  }

  async function save() {
    const reply = await ask("save", current(), "share-save");
    if (reply?.ok && reply.text && reply.name) {
      download(reply.name, reply.text);
    } else if (reply) {
      tell(problems(reply));
    }
  }

  named.addEventListener("change", refresh);
  button("make").addEventListener("click", make);
  button("copy").addEventListener("click", copy);
  button("send").addEventListener("click", send);
  button("qr").addEventListener("click", toggleQr);
  button("save").addEventListener("click", save);
  button("send").hidden = !("share" in navigator);

  return {
    open() {
      refresh();
      void showWanted();
    },
    changed: refresh,
  };
}
