/** A team in a room: the link that invites people, and the ways in besides files: pasted links and texts, a camera. */

import { one } from "../lib/dom.js";
import { atEnd, hear } from "../lib/lifetime.js";
import { announce } from "../lib/page.js";
import { bring } from "../lib/site-update.js";
import { html, render } from "../lib/template.js";
import { slots } from "./parts.js";

/**
 * @typedef {import("../lib/page.js").Say} Say
 * @typedef {import("./file-set.js").Came} Came
 * @typedef {{add: (text: string, again?: boolean) => Promise<Came | null>, takeFiles: (files: File[]) => void}} Into where results go
 */

/** What may be a link in a scanned text, in signs that a program may have encoded. */
const LINK = /\d(?:[~～]|%(?:25)*7e)/i;

/** How the fragment of an invitation begins. */
const INVITATION = "join:";

/** @param {HTMLElement} place the view @param {Say} say @param {Into} into */
export function createRoom(place, say, into) {
  wireInvitation(place, say);
  wirePasting(place, say, into);
  wireCamera(place, say, into);
}

/** @param {HTMLElement} place @param {Say} say */
function wireInvitation(place, say) {
  const slot = slots(place);
  const name = /** @type {HTMLInputElement} */ (one("#team-invite", place));
  const link = /** @type {HTMLTextAreaElement} */ (one("#team-link", place));
  const session = /** @type {HTMLInputElement} */ (one("#team-session", place));

  async function show() {
    const address = new URL(place.dataset.address ?? "", document.baseURI);
    address.hash = `${INVITATION}${encodeURIComponent(name.value.trim())}`;
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
  const said = slots(place)("paste-said");
  let doubted = ""; // what is here already, and stayed in the field: taken again, it is another person's

  async function take() {
    const text = field.value;
    const came = text.trim() ? await add(text, text === doubted) : null;
    const left = came ? [...came.known, ...came.refused].join("\n") : text;
    said.textContent = came?.known.length ? say("pasted_again") : "";
    doubted = came?.known.length ? left : "";
    if (field.value === text) {
      field.value = left; // unless somebody has gone on writing
    }
    field.focus();
  }

  /** @param {string} text that was pasted on the page, outside the field */
  async function takeText(text) {
    const came = await add(text);
    came?.known.length && announce(say("scanned_again"));
  }

  one("[data-room=paste]", place).addEventListener("click", take);
  hear(document, "paste", (/** @type {ClipboardEvent} */ event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (place.hidden || target?.closest("input, textarea")) {
      return;
    }
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    files.length ? takeFiles(files) : text.trim() && void takeText(text);
  });
}

/** @param {HTMLElement} place @param {Say} say @param {Into} into */
function wireCamera(place, say, { add }) {
  const slot = slots(place);
  const button = one("[data-room=camera]", place);
  const fold = /** @type {HTMLDetailsElement} */ (button.closest("details"));
  /** @type {AbortController | null} while the camera is wanted, also before it has started */
  let running = null;

  /** @param {string} key of what to say */
  function tell(key) {
    slot("scan-said").textContent = say(key);
  }

  /** @param {string} [key] of what to say of it */
  function end(key = "scan_stopped") {
    if (running) {
      running.abort();
      running = null;
      tell(key);
      slot("camera").replaceChildren();
      button.textContent = say("scan_start");
      button.removeAttribute("disabled");
    }
  }

  /** @param {string} text in a code */
  async function found(text) {
    if (text.includes(`#${INVITATION}`) || !LINK.test(text)) {
      tell("scanned_other");
      return;
    }
    const came = await add(text);
    if (came && running) {
      tell(came.added ? "scanned" : came.known.length ? "scanned_again" : "scanned_refused");
    }
  }

  async function start() {
    const mine = new AbortController();
    running = mine;
    tell("scan_starting");
    button.setAttribute("disabled", "");
    try {
      const { scan } = await bring(() => import("./camera.js"));
      const video = document.createElement("video");
      Object.assign(video, { playsInline: true, muted: true });
      video.setAttribute("aria-label", say("scan_picture"));
      running === mine && slot("camera").replaceChildren(video);
      await scan(video, found, mine.signal);
      running === mine && started();
    } catch (error) {
      const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
      running === mine && end(isRefused ? "camera_denied" : "camera_none");
    }
  }

  function started() {
    button.removeAttribute("disabled");
    button.textContent = say("scan_stop");
    tell("scanning");
  }

  button.addEventListener("click", () => (running ? end() : start()));
  fold.addEventListener("toggle", () => fold.open || end());
  hear(document, "visibilitychange", () => document.hidden && end());
  hear(window, "pagehide", () => end());
  const watch = new MutationObserver(() => place.hidden && end());
  watch.observe(place, { attributes: true, attributeFilter: ["hidden"] });
  atEnd(() => (watch.disconnect(), end()));
}
