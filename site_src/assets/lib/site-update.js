/**
 * What becomes of a page that is open while a new release of the site is put in the place of the old one: what it has
 * not fetched yet is there no more. Then somebody says so, and the page is loaded again without losing anything.
 */

const PATIENCE = 5000; // milliseconds for a new service worker to take over

/** @type {Set<() => void>} */
const tellers = new Set();
/** @type {Set<() => void>} */
const keepers = new Set();

/** @param {() => void} tell says that the site was updated @returns {() => void} takes it back */
export function whenUpdated(tell) {
  tellers.add(tell);
  return () => void tellers.delete(tell);
}

/** @param {() => void} keep sees to it that a reload loses nothing @returns {() => void} takes it back */
export function beforeReload(keep) {
  keepers.add(keep);
  return () => void keepers.delete(keep);
}

/**
 * Fetches what comes later; where that fails, it looks into the reason.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>} fails as `load` does
 */
export async function bring(load) {
  try {
    return await load();
  } catch (error) {
    void lookForUpdate();
    throw error;
  }
}

/** Something of the site could not be had: has it said where that is because of a new release. */
export async function lookForUpdate() {
  if (await wasUpdated()) {
    tellers.forEach((tell) => tell());
  }
}

/**
 * Whether the site has no use for the scripts of this page any more. The list of its files is in the service worker's
 * script, which always comes from the network, whether a service worker is in use or not.
 */
async function wasUpdated() {
  try {
    const answer = await fetch(new URL("../sw.js", import.meta.url), { cache: "no-store" });
    const list = answer.ok ? await answer.text() : "";
    return list.includes('"assets/') && ownScripts().some((path) => !list.includes(`"${path}"`));
  } catch {
    return false; // there is no network
  }
}

/** @returns {string[]} paths from the top of the site */
function ownScripts() {
  const top = new URL("..", import.meta.url).href;
  return [...document.querySelectorAll("script[type=module]")]
    .map((script) => /** @type {HTMLScriptElement} */ (script).src)
    .filter((address) => address.startsWith(`${top}assets/`))
    .map((address) => address.slice(top.length));
}

/** Loads the page again, in the newest release that there is. */
export async function reload() {
  keepers.forEach((keep) => keep());
  await letNewerTakeOver().catch(() => undefined);
  window.location.reload();
}

/** A service worker of the old release would answer with the old page again. */
async function letNewerTakeOver() {
  const { serviceWorker } = navigator;
  const registration = serviceWorker?.controller ? await serviceWorker.getRegistration() : undefined;
  if (registration?.waiting) {
    const taken = new Promise((resolve) => {
      serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
    registration.waiting.postMessage({ type: "take over" });
    await taken;
  } else if (registration && (await isOld(window.location.pathname))) {
    await registration.unregister(); // it comes back with the new page
  }
}

/** @param {string} address whether the page there has the scripts of this one, while the site has others */
async function isOld(address) {
  const page = await (await fetch(address)).text();
  return ownScripts().every((path) => page.includes(path)) && (await wasUpdated());
}
