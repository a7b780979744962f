/** The view of a team: several people's result files side by side, read in memory alone. */

import { one } from "../lib/dom.js";
import { announce } from "../lib/page.js";
import { ownWords } from "../lib/own-words.js";
import { openForPaper } from "../lib/printing.js";
import { render } from "../lib/template.js";
import { createWorkshop } from "./agree.js";
import { createSeveralFiles } from "./file-set.js";
import { createCharts, remarks, showRefused, slots } from "./parts.js";
import "../common-chunk.js";
import { createRoom } from "./room.js";
import { drawPeople, drawRoles, drawStrips, drawValues } from "./team-draw.js";
import { drawDisagreements, drawItems } from "./team-items.js";

/**
 * @typedef {import("./team-draw.js").TeamView} TeamView
 */

const PRESENT = "present";

/** @param {import("../view-loader.js").Context} context */
export function create(context) {
  const { place, ask } = context;
  const say = ownWords(place);
  const slot = slots(place);
  const charts = createCharts(context.say("chart_failed"));
  const [own, hide, notes, agree] = ["#team-own", "#team-hide", "#team-notes", "#team-agree"].map(
    (id) => /** @type {HTMLInputElement} */ (one(id, place)),
  );
  const several = createSeveralFiles(context, say, show);
  createRoom(place, say, several);

  const workshop = createWorkshop(context, say, () => ({ files: files(), hidden: hide.checked }));

  [own, hide, notes, agree].forEach((control) => control.addEventListener("change", () => show(false)));
  openForPaper(place, ".cs-team-item"); // of what goes into every detail, what the person has opened

  function files() {
    const present = own.checked ? [{ id: PRESENT, name: "", entry: context.current() }] : [];
    return [...present, ...several.list()];
  }

  /** @param {boolean} aloud whether to say what came of it @returns {Promise<boolean>} */
  async function show(aloud) {
    const wish = { files: files(), hidden: hide.checked, notes: notes.checked };
    const reply = await ask("team", wish, "team");
    if (reply?.team) {
      fill(reply.team);
      if (aloud) {
        announce(say("shown", { n: reply.team.people.length, refused: several.unread().length }));
      }
    }
    return !reply || Boolean(reply.team); // without a reply, a later request stands for this one
  }

  /** @param {TeamView | import("../lib/views.js").TeamWithout} view */
  function fill(view) {
    charts.clear();
    several.judge(view);
    const unread = several.unread();
    showRefused(slot("problems"), say("refused", { n: unread.length }), [], unread);
    slot("content").hidden = view.people.length === 0;
    render(drawPeople(view.people, say, remove), slot("people"));
    render(remarks([...view.remarks, ...(view.none ? [view.none] : [])]), slot("remarks"));
    place.toggleAttribute("data-workshop", agree.checked);
    slot("workshop").hidden = !agree.checked || view.none !== null;
    slot("figured").hidden = agree.checked || view.none !== null;
    if (view.none === null) {
      agree.checked ? void workshop.show() : fillFigures(view);
    }
  }

  /** @param {TeamView} view */
  function fillFigures(view) {
    part("scores", view.rows.length > 0);
    slot("index").textContent = view.index ?? "";
    render(drawStrips(view.rows, say, charts.place), slot("strips"));
    render(drawValues(view, say), slot("values"));
    part("roles", view.roles !== null);
    render(view.roles && drawRoles(view.roles, say), slot("roles"));
    part("disagree", view.rows.length > 0);
    render(drawDisagreements(view, say), slot("disagreements"));
    part("agreement", view.agreement !== null);
    slot("about").textContent = view.about;
    render(view.agreement && charts.place(view.agreement), slot("agreement"));
    render(drawItems(view, say), slot("items"));
  }

  /** @param {string} name @param {boolean} shown */
  function part(name, shown) {
    one(`[data-part=${name}]`, place).hidden = !shown;
  }

  /** @param {string} id @param {string} name */
  async function remove(id, name) {
    several.remove(id);
    own.checked = own.checked && id !== PRESENT;
    announce(say("removed", { name }));
    await show(false);
    one("#team-list", place).focus();
  }

  return {
    open: several.open,
    changed: () => void show(false),
  };
}
