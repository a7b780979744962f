/** A long page: its contents mark where one is, and code that is wider than its place can be scrolled by keys. */

const TOP = 0.25; // a heading counts as reached in the upper quarter of the window

export function watchLongPage() {
  const contents = document.querySelector("[data-contents]");
  if (contents) {
    watchContents(contents);
  }
  for (const code of document.querySelectorAll("pre > code")) {
    if (code.scrollWidth > code.clientWidth) {
      code.setAttribute("tabindex", "0");
    }
  }
}

/** @param {Element} contents */
function watchContents(contents) {
  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  function mark() {
    const line = window.innerHeight * TOP;
    const last = headings.findLastIndex((one) => one !== null && one.getBoundingClientRect().top <= line);
    links.forEach((link, at) =>
      at === last ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"),
    );
  }

  let isDue = false;
  function markSoon() {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        mark();
      });
    }
  }

  window.addEventListener("scroll", markSoon, { passive: true });
  window.addEventListener("resize", markSoon);
  mark();
}
