/** How tall the content is, told when it changes; it depends on the frame's width and never on its height. */

/**
 * @param {HTMLElement} content
 * @param {() => void} changed
 */
export function watchHeight(content, changed) {
  let last = 0;
  const now = () => Math.ceil(content.getBoundingClientRect().height);

  /** Where the page around does not give the frame its height, the frame has to scroll. */
  const fits = () => window.innerHeight + 1 >= now();
  const check = () => document.documentElement.toggleAttribute("data-cut", !fits());

  new ResizeObserver(() => {
    if (now() !== last) {
      last = now();
      changed();
      setTimeout(check, 500); // by then the page around has followed, or won't
    }
  }).observe(content);
  window.addEventListener("resize", check);

  return { now, fits };
}
