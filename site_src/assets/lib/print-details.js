/**
 * What is folded away opens for paper, and where a link leads into it. Every page loads this at once: it imports nothing,
 * because what it shared with the survey would be one more file to wait for.
 */

export function watchDetails() {
  /** @type {Element[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    // The views of results know better what they want to have open (printing.js).
    const closed = [...document.querySelectorAll(".cs-content details:not([open])")];
    opened.push(...closed.filter((details) => !details.closest("#report-view, .cs-several")));
    opened.forEach((details) => details.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => details.removeAttribute("open"));
    opened = [];
  });
  window.addEventListener("hashchange", reveal);
  reveal();
}

/** Opens what the address's fragment is folded away in. */
function reveal() {
  const target = document.getElementById(fragment());
  let folded = target?.closest("details:not([open])");
  if (target && folded) {
    for (; folded; folded = folded.closest("details:not([open])")) {
      folded.setAttribute("open", "");
    }
    target.scrollIntoView();
  }
}

function fragment() {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return "";
  }
}
