/** Below the axes: whose scores the band shows, where the index lies among them, and what that does not say. */

import { html } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").PeersView} PeersView
 * @typedef {import("../lib/page.js").Say} Say
 */

/** @param {PeersView | null} peers @param {Say} say */
export function drawPeers(peers, say) {
  if (!peers) {
    return null;
  }
  if (peers.panel === null) {
    return html`<div class="cs-peers">${peers.say.map((text) => html`<p class="cs-none">${text}</p>`)}</div>`;
  }
  return html`<section class="cs-peers" data-panel=${peers.panel} ?data-illustrative=${peers.illustrative}>
    <h4>${say("peers_title")}</h4>
    ${(peers.cautions ?? []).map(
      (text, index) =>
        html`<p class="cs-peers__caution" ?data-made-up=${peers.illustrative && index === 0}>${text}</p>`,
    )}
    <p class="cs-peers__say">${peers.say.join(say("peers_space"))}</p>
    ${
      peers.legend
        ? html`<p class="cs-peers__legend">
            <span class="cs-peers__swatch" aria-hidden="true"></span> ${peers.legend}
          </p>`
        : null
    }
    <p class="cs-peers__source">${(peers.source ?? []).map((text) => html`<span>${text}</span>`)}</p>
    <p class="cs-help">${peers.about}</p>
    <p>
      <button type="button" class="cs-quiet" data-action="choose-peers">${say("peers_choose")}</button>
    </p>
  </section>`;
}
