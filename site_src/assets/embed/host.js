/**
 * embed.js: `<cspi-survey src="https://…/embed/<survey>/">`, a survey in a page of anybody's. A plain script for plain
 * pages: it needs nothing, keeps nothing and asks nothing of the page but one frame.
 *
 * Attributes: src, lang, theme, accent, axis, hide (what the survey's address takes), label (the frame's title), sandbox
 * and summary (ask the respondent for the index, level and scores by axis). An <iframe> inside is used, and is there for
 * pages without scripts. Events: ready, progress, completed, summary.
 */

import { packed, readFromFrame } from "./protocol.js";

const OPTIONS = ["lang", "theme", "accent", "axis", "hide"];
/** The frame's title where the page gives none (`label`), by language. */
const LABELS = {
  ar: "تقييم ذاتي",
  de: "Selbsteinschätzung",
  en: "Self-assessment",
  fr: "Auto-évaluation",
  ja: "自己診断",
};

/** @param {string} lang A tag of a language, such as `fr-CA`. */
function label(lang) {
  const main = /** @type {keyof typeof LABELS} */ (lang.split("-")[0].toLowerCase());
  return LABELS[main] ?? LABELS.en;
}

class SurveyElement extends HTMLElement {
  static observedAttributes = ["src", "label", "sandbox", "summary", ...OPTIONS];

  /** @type {HTMLIFrameElement | null} */
  frame = null;
  origin = "";
  loading = false;

  /** @param {MessageEvent} event */
  hear = (event) => {
    const fromHere = this.frame && event.source === this.frame.contentWindow && event.origin === this.origin;
    const message = fromHere ? readFromFrame(event.data) : null;
    if (message) {
      this.follow(message);
    }
  };

  /**
   * Paper is narrower than the window: what is in the frame would get longer, and its end would be cut off. It keeps the
   * width that its height was told for, and browsers scale the page to what is in it.
   */
  hold = () => {
    if (this.frame) {
      this.frame.style.width = `${this.frame.clientWidth}px`;
    }
  };

  release = () => {
    if (this.frame) {
      this.frame.style.width = "100%";
    }
  };

  connectedCallback() {
    window.addEventListener("message", this.hear);
    window.addEventListener("beforeprint", this.hold);
    window.addEventListener("afterprint", this.release);
    this.later();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.hear);
    window.removeEventListener("beforeprint", this.hold);
    window.removeEventListener("afterprint", this.release);
  }

  attributeChangedCallback() {
    this.later();
  }

  /** Several attributes that change at once load the frame once. */
  later() {
    if (!this.loading) {
      this.loading = true;
      setTimeout(() => {
        this.loading = false;
        if (this.isConnected) {
          this.load();
        }
      });
    }
  }

  load() {
    const address = this.address();
    if (!address) {
      console.error("cspi-survey: src has to be the http(s) address of a survey", this);
      return;
    }
    this.origin = address.origin;
    const frame = this.frame ?? this.querySelector("iframe") ?? document.createElement("iframe");
    const lang = address.searchParams.get("lang") ?? "";
    frame.title = this.getAttribute("label") || label(lang);
    frame.allow = "clipboard-write";
    frame.referrerPolicy = "no-referrer";
    frame.loading = "lazy";
    const sandbox = this.getAttribute("sandbox");
    if (sandbox !== null) {
      frame.setAttribute("sandbox", sandbox);
    }
    if (frame !== this.frame) {
      Object.assign(this.style, { display: this.style.display || "block", position: "relative" });
      Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
      frame.style.height ||= "640px";
      frame.addEventListener("load", () => this.greet());
    }
    this.frame = frame;
    if (frame.src === address.href) {
      this.greet(); // it may have loaded before this script
    } else {
      frame.src = address.href;
    }
    if (frame.parentNode !== this) {
      this.replaceChildren(frame);
    }
  }

  /** The survey's address with the options in its query; null where `src` is none. */
  address() {
    const src = this.getAttribute("src");
    if (!src) {
      return null; // and not the address of the page around
    }
    try {
      const address = new URL(src, document.baseURI);
      for (const name of OPTIONS) {
        const value = this.getAttribute(name);
        if (value) {
          address.searchParams.set(name, value);
        }
      }
      const lang = this.closest("[lang]")?.getAttribute("lang");
      if (lang && !address.searchParams.has("lang")) {
        address.searchParams.set("lang", lang);
      }
      return /^https?:$/.test(address.protocol) ? address : null;
    } catch {
      return null;
    }
  }

  greet() {
    // Where something else is in the frame, the browser drops the message.
    this.frame?.contentWindow?.postMessage(
      packed({ type: "host", summary: this.hasAttribute("summary") }),
      this.origin,
    );
  }

  /** @param {import("./protocol.js").FromFrame} message */
  follow({ type, ...detail }) {
    if (type === "hello") {
      this.greet();
    } else if ("height" in detail) {
      Object.assign(/** @type {HTMLElement} */ (this.frame).style, {
        height: `${Math.ceil(detail.height)}px`,
      });
    } else if ("top" in detail) {
      this.show(detail.top);
    } else {
      this.dispatchEvent(new CustomEvent(type, { detail: "summary" in detail ? detail.summary : detail }));
    }
  }

  /**
   * Brings a place of the frame into view, unless it is in the upper half already.
   *
   * @param {number} top pixels from the frame's upper edge
   */
  show(top) {
    const frame = /** @type {HTMLElement} */ (this.frame);
    const gap = Number.parseFloat(getComputedStyle(this).scrollMarginTop) || 0;
    const y = frame.getBoundingClientRect().top + Math.min(top, frame.clientHeight);
    if (y < gap || y > window.innerHeight / 2) {
      const mark = document.createElement("span");
      Object.assign(mark.style, { position: "absolute", top: `${top}px`, scrollMarginTop: `${gap}px` });
      this.append(mark);
      mark.scrollIntoView({ block: "start" });
      mark.remove();
    }
  }
}

if (!customElements.get("cspi-survey")) {
  customElements.define("cspi-survey", SurveyElement);
}
