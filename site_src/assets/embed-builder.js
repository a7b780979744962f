/** The page that makes an embed: from what is chosen to a preview, a snippet and what the page around would hear. */

import { all, one } from "./lib/dom.js";
import { speaker } from "./lib/page.js";
import "./common-chunk.js";

/**
 * @typedef {{id: string, screens: {id: string, name: string}[]}} Survey
 * @typedef {{surveys: Survey[], titles: Record<string, Record<string, string>>, locale: string, t: Record<string, string>}} Data
 */

const OPTIONS = ["lang", "theme", "accent", "axis", "hide"];
/** @type {Data} */
const data = JSON.parse(one("#embed-builder-data").textContent ?? "{}");
const say = speaker(data.t);
const form = /** @type {HTMLFormElement} */ (one("#embed-form"));
const preview = one("cspi-survey");
const top = new URL(preview.getAttribute("src") ?? "", document.baseURI).href.replace(/embed\/[^/]+\/$/, "");
const field = (/** @type {string} */ name) =>
  /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));

field("survey").addEventListener("change", listScreens);
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
all("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
for (const name of ["ready", "progress", "completed", "summary"]) {
  preview.addEventListener(name, (event) => log(name, /** @type {CustomEvent} */ (event).detail));
}
listScreens();
show();

function listScreens() {
  const survey = data.surveys.find((one) => one.id === field("survey").value) ?? data.surveys[0];
  const first = field("axis").options[0];
  field("axis").replaceChildren(first, ...survey.screens.map(({ id, name }) => new Option(name, id)));
  first.selected = true;
}

/** What is chosen, by option; what was left as it is is left out. */
function chosen() {
  const given = new FormData(form);
  const accent = field("accent").value.trim().replace(/^#/, "");
  const fits = /^[0-9a-f]{6}$/i.test(accent);
  const help = one("#embed-accent-help");
  help.textContent = accent && !fits ? say("accent_bad", { found: accent }) : say("accent_help");
  help.toggleAttribute("data-bad", Boolean(accent) && !fits);
  field("accent").setAttribute("aria-invalid", String(Boolean(accent) && !fits));
  const values = {
    lang: String(given.get("lang")),
    theme: String(given.get("theme")),
    accent: fits ? accent.toLowerCase() : "",
    axis: String(given.get("axis")),
    hide: given.getAll("hide").join(","),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}

function show() {
  const options = chosen();
  const survey = field("survey").value;
  const summary = new FormData(form).has("summary");
  preview.setAttribute("src", `${top}embed/${survey}/`);
  for (const name of OPTIONS) {
    const value = options[name] ?? (name === "lang" ? data.locale : "");
    value ? preview.setAttribute(name, value) : preview.removeAttribute(name);
  }
  preview.toggleAttribute("summary", summary);
  one("#embed-snippet").textContent = element(survey, options, summary);
  one("#embed-plain").textContent = frame(survey, options);
  one("#embed-policy").textContent = `frame-src ${new URL(top).origin}; script-src ${top}embed.js`;
}

/** @param {string} survey @param {Record<string, string>} options @param {boolean} summary */
function element(survey, options, summary) {
  const attributes = Object.entries(options).map(([name, value]) => ` ${name}="${value}"`);
  const start = `<cspi-survey src="${top}embed/${survey}/"${attributes.join("")}${summary ? " summary" : ""}>`;
  return `<script src="${top}embed.js" async></${"script"}>\n${start}\n  ${frame(survey, options)}\n</cspi-survey>`;
}

/** @param {string} survey @param {Record<string, string>} options */
function frame(survey, options) {
  const query = new URLSearchParams(options).toString().replaceAll("%2C", ",").replaceAll("&", "&amp;");
  const title = data.titles[survey]?.[options.lang || data.locale].replaceAll('"', "&quot;") ?? "";
  const address = `${top}embed/${survey}/${query ? `?${query}` : ""}`;
  return `<iframe src="${address}" title="${title}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
}

/** @param {string} name @param {unknown} detail */
function log(name, detail) {
  const place = one("#embed-log");
  if (!place.dataset.heard) {
    place.textContent = "";
    place.dataset.heard = "yes";
  }
  const line = place.appendChild(document.createElement("div"));
  line.textContent = `${name} ${detail ? JSON.stringify(detail) : ""}`;
  place.scrollTop = place.scrollHeight;
}

/** @param {HTMLElement} button */
async function copy(button) {
  const code = one(`#${button.dataset.copy}`);
  const status = one("[role=status]", button.parentElement ?? document);
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    status.textContent = say("copied");
  } catch {
    window.getSelection()?.selectAllChildren(code);
    status.textContent = say("copy_failed");
  }
}
