/**
 * A button that can only be pressed while a person sees it: a page around could put something else over the frame, or
 * make it transparent, to have a click land there. Browsers that can tell are asked; in others the button has to have
 * been in view for a moment.
 */

/** How long it has to have been seen. Milliseconds. */
const MOMENT = 600;

/**
 * @param {HTMLButtonElement} button off until it is seen
 * @param {(seen: boolean) => void} changed
 */
export function whenInSight(button, changed) {
  let timer = 0;
  let before = false;
  button.disabled = true;
  const watch = { threshold: 0.7, trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => {
    if (!button.isConnected) {
      observer.disconnect();
      return;
    }
    const entry = entries[entries.length - 1];
    const covered = "isVisible" in entry && !entry.isVisible;
    const seen = entry.isIntersecting && !covered;
    changed(!(entry.isIntersecting && covered));
    if (seen === before) {
      return;
    }
    before = seen;
    clearTimeout(timer);
    button.disabled = true;
    if (seen) {
      timer = window.setTimeout(() => (button.disabled = false), MOMENT);
    }
  }, watch);
  observer.observe(button);
}
