/** Offers the new release of the site, on pages of every kind. */

/** @param {() => void} take called when somebody wants it */
export function offerRelease(take) {
  const place = document.querySelector("[data-update]");
  const words = document.querySelector("[data-update-offer]");
  if (!place || place.childElementCount || !(words instanceof HTMLTemplateElement)) {
    return;
  }
  place.append(words.content.cloneNode(true));
  place.querySelector("[data-action=update]")?.addEventListener("click", take);
  place
    .querySelectorAll("[data-action=later]")
    .forEach((button) => button.addEventListener("click", () => place.replaceChildren()));
}

/** A file of the site could not be had: offers the new release, where the page has other scripts there. */
export async function offerIfUpdated() {
  const own = new URL(import.meta.url).pathname.split("/").pop() ?? "";
  const page = await fetch(window.location.pathname, { cache: "no-store" }).catch(() => null);
  if (page?.ok && !(await page.text()).includes(own)) {
    offerRelease(reloadPage);
  }
}

/** What is on the page may have something to keep first, and then loads it again itself. */
function reloadPage() {
  if (document.dispatchEvent(new Event("cs:reload", { cancelable: true }))) {
    window.location.reload();
  }
}
