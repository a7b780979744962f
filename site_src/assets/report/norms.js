/** Below the axes: whose scores the band shows, where the index lies among them, and what that does not say. */

import { h } from "../lib/dom.js";

/**
 * @typedef {import("../lib/views.js").PeersView} PeersView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {PeersView | null} peers @param {Say} say */
export function drawPeers(peers, say) {
  if (!peers) {
    return [];
  }
  if (peers.panel === null) {
    return [h("div", { class: "cs-peers" }, ...peers.say.map((text) => h("p", { class: "cs-none" }, text)))];
  }
  return [
    h(
      "section",
      { class: "cs-peers", "data-panel": peers.panel, "data-illustrative": peers.illustrative },
      h("h4", {}, say("peers_title")),
      ...(peers.cautions ?? []).map((text, index) =>
        caution(text, Boolean(peers.illustrative) && index === 0),
      ),
      h("p", { class: "cs-peers__say" }, peers.say.join(say("peers_space"))),
      legend(peers),
      h("p", { class: "cs-peers__source" }, ...(peers.source ?? []).map((text) => h("span", {}, text))),
      h("p", { class: "cs-help" }, peers.about ?? ""),
      h(
        "p",
        {},
        h(
          "button",
          { type: "button", class: "cs-quiet", "data-action": "choose-peers" },
          say("peers_choose"),
        ),
      ),
    ),
  ];
}

/** @param {string} text @param {boolean} madeUp */
function caution(text, madeUp) {
  return h("p", { class: "cs-peers__caution", "data-made-up": madeUp }, text);
}

/** @param {PeersView} peers */
function legend({ legend: text }) {
  return text
    ? h(
        "p",
        { class: "cs-peers__legend" },
        h("span", { class: "cs-peers__swatch", "aria-hidden": "true" }),
        text,
      )
    : null;
}
