/** A team in a room: the link that invites people, and the ways in besides files: pasted links and texts, a camera. */

import { one } from "../lib/dom.js";
import { atEnd, hear } from "../lib/lifetime.js";
import { announce } from "../lib/page.js";
import { bring } from "../lib/site-update.js";
import { html, render } from "../lib/template.js";
import { slots } from "./parts.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {{add: (texts: string[]) => Promise<boolean>, takeFiles: (files: File[]) => void}} Into where results go
 */

/** Links that stand in a text one after another, each to the end of its checksum. */
const LINKS = /\S*\d{1,9}~[\w-]+~\S*~k[0-9a-f]{8}/g;

/** The start of a link in a scanned text, in signs that a program may have encoded. */
const LINK = /\d(?:[~～]|%(?:25)*7e)/i;

/** @param {HTMLElement} place the view @param {Say} say @param {Into} into */
export function createRoom(place, say, into) {
  wireInvitation(place, say);
  wirePasting(place, say, into);
  wireCamera(place, say, into);
}

/**
 * The results in a pasted text: of several links each, else the text as it is.
 *
 * @param {string} text
 */
export function pieces(text) {
  const links = text.trimStart().startsWith("{") ? [] : (text.match(LINKS) ?? []);
  return links.length > 1 ? links : [text];
}

/** @param {HTMLElement} place @param {Say} say */
function wireInvitation(place, say) {
  const slot = slots(place);
  const name = /** @type {HTMLInputElement} */ (one("#team-invite", place));
  const link = /** @type {HTMLTextAreaElement} */ (one("#team-link", place));
  const session = /** @type {HTMLInputElement} */ (one("#team-session", place));

  async function show() {
    const address = new URL(place.dataset.address ?? "", document.baseURI);
    address.hash = `join:${encodeURIComponent(name.value.trim())}`;
    link.value = address.href;
    slot("invited").hidden = false;
    try {
      const { drawQr } = await bring(() => import("../lib/qr.js"));
      render(drawQr(address.href, say("invite_qr")), slot("invite-qr"));
    } catch {
      render(html`<p class="cs-help">${say("invite_failed")}</p>`, slot("invite-qr"));
    }
  }

  one("[data-room=invite]", place).addEventListener("click", show);
  name.addEventListener("change", () => {
    session.value = name.value;
    session.dispatchEvent(new Event("change"));
    slot("invited").hidden || void show();
  });
}

/** @param {HTMLElement} place @param {Say} say @param {Into} into */
function wirePasting(place, say, { add, takeFiles }) {
  const field = /** @type {HTMLTextAreaElement} */ (one("#team-paste", place));

  async function take() {
    if (field.value.trim()) {
      (await add(pieces(field.value))) || announce(say("scanned_again"));
      field.value = "";
    }
    field.focus();
  }

  one("[data-room=paste]", place).addEventListener("click", take);
  hear(document, "paste", (/** @type {ClipboardEvent} */ event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (place.hidden || target?.closest("input, textarea")) {
      return;
    }
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    files.length ? takeFiles(files) : text.trim() && void add(pieces(text));
  });
}

/** @param {HTMLElement} place @param {Say} say @param {Into} into */
function wireCamera(place, say, { add }) {
  const slot = slots(place);
  const button = one("[data-room=camera]", place);
  const fold = /** @type {HTMLDetailsElement} */ (button.closest("details"));
  /** @type {(() => void) | null} */
  let stop = null;

  /** @param {string} key of what to say */
  function tell(key) {
    slot("scan-said").textContent = say(key);
  }

  function end() {
    stop?.();
    stop = null;
    slot("camera").replaceChildren();
    button.textContent = say("scan_start");
  }

  /** @param {string} text in a code */
  async function found(text) {
    if (LINK.test(text)) {
      tell((await add([text])) ? "scanned" : "scanned_again");
    } else {
      tell("scanned_other");
    }
  }

  async function start() {
    tell("scan_starting");
    button.toggleAttribute("disabled", true);
    try {
      const { scan } = await bring(() => import("./camera.js"));
      const video = document.createElement("video");
      Object.assign(video, { playsInline: true, muted: true });
      video.setAttribute("aria-label", say("scan_picture"));
      slot("camera").replaceChildren(video);
      stop = await scan(video, found);
      button.textContent = say("scan_stop");
      tell("scanning");
      place.hidden || document.hidden || !fold.open ? end() : undefined;
    } catch (error) {
      end();
      tell(
        error instanceof DOMException && error.name === "NotAllowedError" ? "camera_denied" : "camera_none",
      );
    } finally {
      button.toggleAttribute("disabled", false);
    }
  }

  button.addEventListener("click", () => (stop ? (end(), tell("scan_stopped")) : start()));
  fold.addEventListener("toggle", () => fold.open || end());
  hear(document, "visibilitychange", () => document.hidden && end());
  hear(window, "pagehide", end);
  const watch = new MutationObserver(() => place.hidden && end());
  watch.observe(place, { attributes: true, attributeFilter: ["hidden"] });
  atEnd(() => (watch.disconnect(), end()));
}
