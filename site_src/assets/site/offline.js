/**
 * Registers the service worker, once the page has nothing better to do, and offers a new release when there is one.
 * All of it is extra: without a worker, or with one that fails, the site works as long as the network does.
 */

import { engineSettled } from "../engine/ready.js";
import { reload } from "../lib/site-update.js";
import "../common-chunk.js";

const PATIENCE = 20_000; // milliseconds that an engine has for its start, before its turn is over

/**
 * Never fails.
 *
 * @param {(take: () => void) => void} offer says that there is a new release. It comes when the person says so, or when no
 *   page of the old one is open any more
 */
export async function goOffline(offer) {
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
    watch(registration, offer);
    const { active } = await serviceWorker.ready;
    active?.postMessage({ type: "engine", way });
    if (!registration.waiting && !registration.installing) {
      active?.postMessage({ type: "tidy" });
    }
  } catch {
    // Not allowed here (storage refused, a private window): the network will do.
  }
}

/** @param {ServiceWorkerRegistration} registration @param {(take: () => void) => void} offer */
function watch(registration, offer) {
  const offerNew = () => registration.waiting && registration.active && offer(() => void reload());
  const hear = () => registration.installing?.addEventListener("statechange", offerNew);
  registration.addEventListener("updatefound", hear);
  hear();
  offerNew();
}
