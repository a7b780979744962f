/**
 * Registers the service worker, once the page has nothing better to do, and offers a new release when there is one.
 * All of it is extra: without a worker, or with one that fails, the site works as long as the network does.
 */

import { all, one } from "../lib/dom.js";
import { engineSettled } from "../engine/ready.js";
import "../common-chunk.js";

const PATIENCE = 20_000; // milliseconds that an engine has for its start, before its turn is over

/** Never fails. */
export async function goOffline() {
  const { serviceWorker } = navigator;
  const saves = /** @type {{connection?: {saveData?: boolean}}} */ (navigator).connection?.saveData;
  if (!serviceWorker || window.top !== window || saves) {
    return; // a frame on somebody else's page does without, and so does who asks for data to be saved
  }
  try {
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const way = document.querySelector("#survey-app")
      ? await Promise.race([engineSettled, patience])
      : undefined;
    const script = new URL("../sw.js", import.meta.url);
    const registration = await serviceWorker.register(script, { updateViaCache: "none" });
    watch(registration);
    const { active } = await serviceWorker.ready;
    active?.postMessage({ type: "engine", way });
    if (!registration.waiting && !registration.installing) {
      active?.postMessage({ type: "tidy" });
    }
  } catch {
    // Not allowed here (storage refused, a private window): the network will do.
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  const offerNew = () => registration.waiting && registration.active && offer(registration);
  const hear = () => registration.installing?.addEventListener("statechange", offerNew);
  registration.addEventListener("updatefound", hear);
  hear();
  offerNew();
}

/**
 * Says that there is a new release. It comes when the person says so, or when no page of the old one is open any more.
 *
 * @param {ServiceWorkerRegistration} registration
 */
function offer(registration) {
  const place = document.querySelector("[data-update]");
  const words = document.querySelector("[data-update-offer]");
  if (!place || place.childElementCount || !(words instanceof HTMLTemplateElement)) {
    return;
  }
  place.append(words.content.cloneNode(true));
  one("[data-action=update]", place).addEventListener("click", () => take(registration));
  all("[data-action=later]", place).forEach((button) =>
    button.addEventListener("click", () => place.replaceChildren()),
  );
}

/** @param {ServiceWorkerRegistration} registration */
function take(registration) {
  const reload = () => window.location.reload();
  if (registration.waiting) {
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    registration.waiting.postMessage({ type: "take over" });
  } else {
    reload(); // another tab was first
  }
}
