/** The address of a survey to embed: goes on to its page in the language asked for, or in one that the browser wants. */

import { languageFor } from "./embed/options.js";

const links = [...document.querySelectorAll("a[data-lang]")].filter(
  (one) => one instanceof HTMLAnchorElement,
);
const asked = new URLSearchParams(window.location.search).get("lang");
const wanted = [...(asked ? [asked] : []), ...navigator.languages];
const offered = links.map((link) => link.dataset.lang ?? "");
const locale = languageFor(wanted, offered) ?? offered[0];
const link = links.find((one) => one.dataset.lang === locale);
if (link) {
  window.location.replace(link.href + window.location.search + window.location.hash);
}
