/** A survey in a frame: follows the embedder's options, talks to the page around, and starts the survey. */

import { readAnswer } from "./form/answer-fields.js";
import { all, one } from "./lib/dom.js";
import { createChannel, isNamed } from "./embed/channel.js";
import { accentRules } from "./embed/contrast.js";
import { createConsent } from "./embed/consent.js";
import { openOutside, showDialogsNearby, watchPrinting } from "./embed/restrictions.js";
import { STEP, watchHeight } from "./embed/height.js";
import { readOptions } from "./embed/options.js";
import { offerText } from "./embed/copy-result.js";
import { withTexts } from "./session/language-switch.js";
import { showWhatLeft } from "./site/request-log-panel.js";
import { atEnd } from "./lib/lifetime.js";
import { speaker } from "./lib/page.js";
import "./common-chunk.js";
import { listen } from "./lib/app-events.js";

/** @type {() => void} */
let hello;
withTexts(() => {
  hello = startFrame().hello;
  return () => undefined;
});
await import("./survey.js");
showWhatLeft();
withTexts(() => {
  hello(); // once there is a survey to tell of
  return () => undefined;
});

function startFrame() {
  /** @type {{t: Record<string, string>, hide: string[], langs: string[], survey: string, version: string}} */
  const data = JSON.parse(one("#embed-data").textContent ?? "{}");
  const say = speaker(data.t);
  const lang = document.documentElement.lang;
  const axes = all("[data-screen]").map((screen) => screen.dataset.screen ?? "");
  const options = readOptions(window.location.search, { axes, hide: data.hide, langs: data.langs });
  const consent = createConsent(say, (summary) => channel.handOver(summary));
  const height = watchHeight(one("#frame"), () => tellHeight());
  const channel = createChannel(met);
  let told = -1;
  let completed = false;
  let isMet = false;

  follow();
  openOutside(say);
  showDialogsNearby();
  watchPrinting(say);
  listen("saved", (file) => offerText(file, say));
  listen("changed", tellProgress);
  listen("erased", () => {
    completed = false;
    consent.forget();
  });
  listen("scored", (view) => {
    if (!one("#visit").hidden) {
      return; // somebody else's result, shared by a link
    }
    consent.offer(view);
    if (!completed) {
      completed = true;
      channel.tell({ type: "completed" });
    }
  });
  listen("landing", (place, event) => {
    if (channel.isHosted() && height.fits()) {
      event.preventDefault(); // nothing to scroll in here
      const top = Math.max(0, place.getBoundingClientRect().top + window.scrollY);
      const step = place.matches("fieldset") ? STEP : 1; // how far down a question is depends on those above it
      channel.tell({ type: "scroll", top: Math.floor(top / step) * step });
    }
  });

  /**
   * The page around has said who it is, perhaps again.
   *
   * @param {import("./embed/channel.js").Host} host
   */
  function met(host) {
    consent.ask(host.summary && isNamed(host) ? host.origin : "");
    if (!isMet) {
      isMet = true;
      document.documentElement.toggleAttribute("data-hosted", true);
      const { survey, version } = data;
      channel.tell({ type: "ready", survey, version, lang, ignored: options.ignored });
    }
    tellHeight();
    tellProgress();
  }

  /** Sets the page up as the address asks. */
  function follow() {
    for (const { option, found, expected } of options.ignored) {
      console.warn(say("ignored", { option, found, expected }));
    }
    if (options.accent) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(accentRules(options.accent));
      document.adoptedStyleSheets.push(sheet);
      atEnd(() => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      });
    }
    document.body.dataset.hide = options.hide.join(" ");
    if (options.hide.includes("saving")) {
      one("#survey-app").dataset.saving = "never"; // what can't be erased is not kept
    }
    if (options.axis && !window.location.hash) {
      window.history.replaceState(window.history.state, "", `#${options.axis}`);
    }
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("a[data-lang-switch]"))) {
      const query = new URLSearchParams(window.location.search);
      query.delete("lang");
      link.search = query.toString();
    }
  }

  function tellHeight() {
    channel.tell({ type: "height", height: height.now() });
  }

  /**
   * How many questions are answered, up to the number of those that everybody is asked. Which others are asked depends on
   * answers, and so would their number; answers to questions that are hidden again count on, for the same reason.
   */
  function tellProgress() {
    const cards = /** @type {HTMLFieldSetElement[]} */ (all("fieldset[data-question]"));
    const asked = cards.filter((card) => !card.dataset.visibleIf).length;
    const answered = Math.min(asked, cards.filter((card) => readAnswer(card) !== null).length);
    if (answered !== told && channel.isHosted()) {
      told = answered;
      channel.tell({ type: "progress", answered, asked });
    }
  }

  return channel;
}
