/** Has the browser ask before the page is left with answers that are kept nowhere. */

/**
 * @param {() => boolean} atRisk whether leaving now would lose something
 * @returns {() => void} to be called when the answers go along to the next page, so that there is nothing to ask
 */
export function guardLeaving(atRisk) {
  let takenAlong = false;
  window.addEventListener("beforeunload", (event) => {
    // In a frame the question would come up in the middle of somebody else's page.
    if (!takenAlong && window === window.top && atRisk()) {
      event.preventDefault();
    }
  });
  return () => {
    takenAlong = true;
    setTimeout(() => (takenAlong = false), 3000);
  };
}
