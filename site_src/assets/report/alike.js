/** Peers like oneself: what they are picked by, and for each metric the closest published group and all others. */

import { all, one, setText } from "../lib/dom.js";
import { html, live, render, repeat } from "../lib/template.js";

/**
 * @typedef {import("../lib/views.js").AlikeView} AlikeView
 * @typedef {import("../lib/views.js").AlikeMetric} AlikeMetric
 * @typedef {import("../lib/views.js").AlikeGroup} AlikeGroup
 * @typedef {import("../lib/views.js").TraitChoice} TraitChoice
 * @typedef {import("../lib/page.js").Say} Say
 */

/**
 * @param {Say} say
 * @param {(traits: Record<string, string> | undefined) => void} picked called with the traits that a person has
 *   picked, undefined for those of the profile
 */
export function createAlike(say, picked) {
  const root = one("#alike");
  const traits = one("[data-slot=alike-traits]", root);
  const reset = one("[data-action=profile-traits]", root);

  traits.addEventListener("change", () => picked(valuesOf(traits)));
  reset.addEventListener("click", () => {
    one("select", traits).focus();
    picked(undefined);
  });

  return {
    /** @param {AlikeView | null} view null where nothing is published */
    show(view) {
      root.hidden = !view;
      if (!view) {
        return;
      }
      setText(one("[data-slot=alike-about]", root), view.about);
      render(
        repeat(
          view.traits,
          ({ id }) => id,
          (choice) => field(choice, say),
        ),
        traits,
      );
      reset.hidden = !view.picked;
      render(
        html`${repeat(
          view.metrics,
          ({ metric, question }) => `${metric} ${question}`,
          (metric) => drawMetric(metric, say),
        )}
        ${view.norms ? html`<p class="cs-alike__norms">${view.norms}</p>` : null}`,
        one("[data-slot=alike]", root),
      );
    },
  };
}

/**
 * The traits that are picked; those that may be any are left out.
 *
 * @param {Element} place
 * @returns {Record<string, string>}
 */
function valuesOf(place) {
  const selects = /** @type {HTMLSelectElement[]} */ (all("select", place));
  return Object.fromEntries(
    selects.filter(({ value }) => value).map(({ dataset, value }) => [dataset.trait ?? "", value]),
  );
}

/** @param {TraitChoice} choice @param {Say} say */
function field({ id, label, values, value }, say) {
  const options = [{ id: "", label: say("alike_any") }, ...values];
  return html`<div class="cs-field">
    <label for="alike-${id}">${label}</label>
    <select id="alike-${id}" data-trait=${id} autocomplete="off">
      ${repeat(
        options,
        (option) => option.id,
        (option) =>
          html`<option value=${option.id} .selected=${live(option.id === (value ?? ""))}>
            ${option.label}
          </option>`,
      )}
    </select>
  </div>`;
}

/**
 * A metric in a few lines: the answer and what the closest group says of it. How far that group is, what it stands for
 * and all other groups are folded.
 *
 * @param {AlikeMetric} metric
 * @param {Say} say
 */
function drawMetric({ metric, title, you, match, note, groups }, say) {
  const closest = groups.find((group) => group.closest);
  return html`<details class="cs-alike__metric" data-metric=${metric}>
    <summary>
      <h5>${title}</h5>
      <span class="cs-standing__you">${say("standing_you", { answer: you })}</span>
      <span class="cs-alike__said">
        <span class="cs-placed__say">${closest ? closest.say.join(" ") : say("alike_none")}</span>
        ${closest ? drawSource(closest) : null}
      </span>
    </summary>
    <p class="cs-alike__far"><strong>${say("standing_match", { match })}</strong>${" "}${note}</p>
    <p class="cs-alike__far">${say("alike_all", { n: groups.length })}</p>
    <div class="cs-alike__groups">
      ${groups.map((group) => drawGroup(group, group.closest ? say("alike_closest") : null))}
    </div>
  </details>`;
}

/** @param {AlikeGroup} group */
function drawSource({ edition, group, n, hand }) {
  return html`<span class="cs-placed__source"
    >${[edition, group, n, hand].map((text) => html`<span>${text}</span>`)}</span
  >`;
}

/** @param {AlikeGroup} group @param {string | null} mark */
function drawGroup(group, mark) {
  const about = [group.respondents, group.differs].filter(Boolean);
  return html`<section class="cs-alike__group" data-snapshot=${group.snapshot} ?data-closest=${group.closest}>
    ${mark ? html`<p class="cs-alike__mark">${mark}</p>` : null}
    <p>${drawSource(group)}</p>
    <p class="cs-placed__say">${group.say.join(" ")}</p>
    <p class="cs-alike__far">${group.far.join(" ")}</p>
    ${about.map((text) => html`<p class="cs-placed__who">${text}</p>`)}
  </section>`;
}
