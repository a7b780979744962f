/** The survey's page: ties the form, the saving, the engine and the report together. */

import { localTime } from "./lib/clock.js";
import { createAdopting } from "./session/replace-answers.js";
import { confirmed } from "./lib/dialog.js";
import { one } from "./lib/dom.js";
import { createForm } from "./form/form.js";
import { createSavedResultsList } from "./session/saved-results-list.js";
import { followLanguages, withTexts } from "./session/language-switch.js";
import { land } from "./lib/focus.js";
import { guardLeaving } from "./session/unload-guard.js";
import { dismiss, notify } from "./lib/notices.js";
import { askForLabel } from "./export/label-field.js";
import { wireOpening } from "./export/open-file.js";
import { announce, readPageData, speaker } from "./lib/page.js";
import { asPlan, createPlanning } from "./plan/store.js";
import { planWords } from "./plan/next-steps.js";
import { asAgainst } from "./report/benchmark-picker.js";
import { createReporting } from "./report/controller.js";
import { answersBegin } from "./lib/request-log.js";
import { handOver, takeHandedOver } from "./session/reload-handover.js";
import { restore } from "./session/restore.js";
import { createRouter } from "./lib/router.js";
import { createAdviceProfile } from "./report/advice-profile.js";
import { createSaving } from "./session/autosave.js";
import { createSingle } from "./form/one-at-a-time.js";
import { createScreens } from "./form/screens.js";
import "./common-chunk.js";
import { atEnd, hear } from "./lib/lifetime.js";
import { printPage } from "./lib/printing.js";
import { beforeReload, lookForUpdate, reload, whenUpdated } from "./lib/site-update.js";
import { createStore } from "./lib/state.js";
import { tell } from "./lib/app-events.js";
import { createViews, LAZY_VIEWS } from "./view-loader.js";
import { createSession, isInvitation } from "./session/join.js";
import { createVisit, isLink } from "./session/shared-result.js";

/** Views in which one's own answers count: a shared result that was on show goes when one of them comes. */
const OF_ONES_OWN = ["form", "quick", "open", "plan", "time", "people"];

/**
 * @typedef {{
 *   entry: import("./session/merging.js").Entered & import("./form/form.js").Snapshot,
 *   held: import("./session/saved-results.js").SavedResult[],
 *   isReportWanted: boolean,
 *   engine: import("./engine/client.js").Engine,
 * }} Before what goes on when the language is switched: everything entered, results kept in this tab alone, the engine
 */

/** @type {Before | undefined} */
let left;
withTexts(() => {
  const stop = startSurvey(left);
  return () => {
    left = stop();
  };
});

/**
 * @param {Before | undefined} before
 * @returns {() => Before} ends it
 */
function startSurvey(before) {
  const data = readPageData();
  const say = speaker(data.t);
  const form = createForm(say, changed);
  const screens = createScreens(say);
  const store = createStore({
    answers: 0,
    edits: 0,
    created: "",
    plan: undefined,
    against: undefined,
    guest: null,
    guestAgainst: undefined,
    screen: screens.ids[0],
    isSingle: false,
  });
  const single = createSingle(say, form.cards);
  const adviceProfile = createAdviceProfile(form.answerOf, form.answer);
  const saving = createSaving(form.id, say, {
    current: toSave,
    adopt: adoptFromElsewhere,
    forget: forgetErased,
    leave: form.snapshot,
    comeBack: (left) => {
      form.putBack(left);
      recount();
    },
    switched: (on, elsewhere) => {
      savedResults.follow(on, elsewhere);
      session?.keep();
    },
  });
  const entered = () => ({ ...form.read(), created: store.get().created || localTime() });
  const planning = createPlanning(store, planWords()("broken"), entered, (method, more) =>
    reporting.ask(method, more),
  );
  const current = () => visit.current() ?? { ...entered(), plan: store.get().plan };
  const reporting = createReporting(data, say, store, current, planning, before?.engine);
  const remembered = () => (saving.isOn() ? null : { saving: "off" });
  const router = createRouter(show, remembered);
  const session = document.querySelector("#session") ? createSession(router.go, saving.isOn) : null;
  const savedResults = createSavedResultsList(form.id, saving.isOn(), () => reporting.ask("save", current()));
  const views = createViews(LAZY_VIEWS, {
    say,
    locale: data.locale,
    survey: data.survey,
    current,
    against: reporting.against,
    ask: reporting.ask,
    planning,
    go: router.go,
    savedResults: savedResults.results,
    failed: () => notify("view", [say("view_failed")], { bad: true }),
    oneByOne: () => takeSingly(single.firstOpen()),
    openResult,
  });

  const visit = createVisit(store, {
    survey: data.survey.id,
    ask: reporting.ask,
    hasOwn: () => enteredCount() > 0,
    refused: () => {
      router.replace(store.get().screen);
      show(store.get().screen, true);
    },
    leave: () => router.go(store.get().screen),
    take: (visited, words) =>
      adopt(visited, (counts) => words("replace_text", counts), [words("taken"), ...visited.remarks]),
  });
  const adopt = createAdopting(form, say, (opened) => {
    visit.end();
    changeAnswers({ created: opened.created ?? "", plan: asPlan(opened.plan), edits: next("edits") });
    router.go("report");
  });
  store.subscribe(["edits", "screen"], saving.save);
  store.subscribe(["answers"], recount);
  store.subscribe(["answers", "plan"], views.changed);
  store.subscribe(["answers"], () => tell("changed", null));
  guardLeaving(() => !isHandedOver && isAtRisk());
  atEnd(whenUpdated(sayUpdated));
  atEnd(beforeReload(keepForReload));

  hear(document, "cs:reload", (/** @type {Event} */ event) => {
    event.preventDefault();
    void reload();
  });

  let isHandedOver = false;

  begin();

  function begin() {
    const handed = before ? null : takeHandedOver(form.id);
    const restored = restore(form, saving, say, before?.entry, handed);
    const screen = restored && screens.ids.includes(restored.screen) ? restored.screen : screens.ids[0];
    store.update({
      created: restored?.created ?? "",
      against: asAgainst(restored?.against),
      plan: asPlan(restored?.plan),
      isSingle: restored?.single ?? false,
      screen,
    });
    const place = restored?.link || router.current() || screen;
    if (place !== router.current() && place !== screens.ids[0]) {
      router.replace(place);
    }
    session?.show();
    one("#survey-app").dataset.ready = "";
    savedResults.results.held(before?.held ?? handed?.held);
    recount();
    if (before?.isReportWanted) {
      reporting.goOn();
    }
    show(place, true);
    saving.watch();
    followLanguages({
      place: () => (visit.link() ? `#${visit.link()}` : window.location.hash),
      state: remembered,
      isKept: () => !isAtRisk(),
      failed: () => {
        notify("language", [say("language_failed")], { bad: true });
        void lookForUpdate();
      },
    });
    wireOpening({ say, locale: data.locale, go: router.go, parse: reporting.parse, adopt: adoptFile });
    one("[data-action=erase]").addEventListener("click", erase);
    const ask = askForLabel(one("[data-slot=naming]"));
    one("[data-action=download]").addEventListener("click", () => (ask(), reporting.save()));
    one("[data-action=single]").addEventListener("click", () =>
      takeSingly(single.firstOf(store.get().screen)),
    );
    one("[data-action=screens]").addEventListener("click", leaveSingle);
    one("[data-action=print]").addEventListener("click", printPage);
    reporting.startWhenIdle();
  }

  function enteredCount() {
    return Object.keys(form.readAll().answers).length;
  }

  /** What is saved on the device. */
  function toSave() {
    const { created, screen, against, plan, isSingle } = store.get();
    const single = isSingle && { single: true };
    return { ...form.readAll(), version: form.version, created, screen, against, plan, ...single };
  }

  /** Whether leaving now would lose something. */
  function isAtRisk() {
    return !saving.flush() && enteredCount() > 0;
  }

  /** The site has a new release, and what this page has not fetched yet is gone. */
  function sayUpdated() {
    ["view", "engine", "language"].forEach(dismiss);
    const action = () => void reload();
    notify("update", [say("updated"), say("updated_kept")], {
      bad: true,
      button: say("updated_reload"),
      action,
    });
  }

  /** What is not kept on this device goes along with the page. */
  function keepForReload() {
    const held = savedResults.results.held();
    if (isAtRisk() || held.length) {
      isHandedOver = true;
      handOver(form.id, { entry: toSave(), held, off: !saving.isOn() });
    }
  }

  /** Puts this page's scripts out of work before the texts of another language take the place of its own. @returns {Before} */
  function stop() {
    saving.flush();
    const entry = { ...toSave(), ...form.snapshot() };
    const held = savedResults.results.held();
    return { entry, held, isReportWanted: reporting.isWanted(), engine: reporting.release() };
  }

  /** After every change that a person makes. @param {Event} [naming] a new name makes no other result of it */
  function changed(naming) {
    answersBegin();
    dismiss("restored");
    changeAnswers({ created: (naming && store.get().created) || localTime(), edits: next("edits") });
  }

  /** @param {"answers" | "edits"} name of a count */
  function next(name) {
    return store.get()[name] + 1;
  }

  /** The answers have become others. @param {Partial<import("./lib/state.js").State>} more that changes with them */
  function changeAnswers(more) {
    store.update({ ...more, answers: next("answers") });
  }

  /** Shows what is answered and what is not. */
  function recount() {
    screens.refresh();
    single.refresh();
    adviceProfile.refresh(false);
  }

  /** @param {string} question from which on questions come one at a time */
  function takeSingly(question) {
    store.update({ isSingle: true });
    router.go(`q-${question}`);
  }

  function leaveSingle() {
    store.update({ isSingle: false });
    router.go(store.get().screen);
    show(store.get().screen);
  }

  /**
   * Shows a part of the page by the fragment that stands for it: a screen, "q-" and a question, "quick-" and one of the
   * quick check, the name of a view, or a link that carries a result.
   *
   * @param {string} name
   * @param {boolean} [quiet] leaves the focus and the scroll position alone, as when the page has just opened
   */
  function show(name, quiet = false) {
    const isQuick = name.startsWith("quick-");
    const question = isQuick || name.startsWith("q-") ? name.slice(name.indexOf("-") + 1) : "";
    const wanted = isLink(name) ? "report" : question ? screens.of(question) : name;
    const view = wanted && views.has(wanted) ? wanted : "form";
    const screen = wanted && screens.ids.includes(wanted) ? wanted : store.get().screen;
    store.update({ screen });
    screens.show(view === "form" ? screen : view);
    const alone = view === "form" ? showSingly(wanted ? question : "", isQuick) : "";
    adviceProfile.refresh(true);
    one("#survey-app").dataset.view = view;
    views.show(view);
    const isJoined = session !== null && isInvitation(name);
    if (isInvitation(name)) {
      session?.join(name);
      router.replace("");
    } else if (isLink(name)) {
      visit.open(name);
    } else if (OF_ONES_OWN.includes(view)) {
      visit.end();
    }
    if (view === "report" && (!isLink(name) || visit.current())) {
      reporting.open();
    }
    one("#return").hidden = !reporting.isWanted();
    if (!isJoined && (!quiet || question)) {
      land(alone || (question && wanted) ? `q-${alone || question}` : view === "form" ? screen : view);
    }
  }

  /**
   * Shows a question alone, where the person wants that or it is one of the quick check. Gives its id.
   *
   * @param {string} question asked for by the address, if any
   * @param {boolean} isQuick
   */
  function showSingly(question, isQuick) {
    const { isSingle, screen } = store.get();
    const alone = isQuick ? question : isSingle ? question || single.firstOf(screen) : "";
    alone ? single.show(alone, isQuick ? "quick" : "all") : single.leave();
    return alone;
  }

  /**
   * What another page has kept: another tab, or one that was opened while this one waited for the way back to it.
   *
   * @param {import("./session/merging.js").Entered} entry
   * @param {boolean} back whether this is the latter
   */
  function adoptFromElsewhere(entry, back) {
    form.adopt(entry);
    const { created, plan, against } = entry;
    changeAnswers({ created, plan: asPlan(plan), against: asAgainst(against) });
    notify("tabs", [say(back ? "newer_shown" : "other_tab")]);
  }

  /** Everything was erased while this page waited for the way back to it. */
  function forgetErased() {
    forget();
    if (!visit.link()) {
      router.replace(store.get().screen);
      show(store.get().screen, true);
    }
    notify("tabs", [say("erased_meanwhile")]);
  }

  /** Empties the page. What is kept on the device is another matter. */
  function forget() {
    form.clear();
    if (!visit.link()) {
      reporting.forget();
    }
    ["restored", "tabs", "score", "save", "plan"].forEach(dismiss);
    tell("erased", null);
    const [screen] = screens.ids;
    changeAnswers({ created: "", plan: undefined, against: undefined, isSingle: false, screen });
  }

  /** @param {import("./lib/types.js").Reply} opened @param {string} name */
  function adoptFile(opened, name) {
    const said = [say("opened", { name }), ...(opened.remarks ?? [])];
    return adopt(opened, (counts) => say("replace_text", counts), said);
  }

  /** @param {string} text of a result file @param {string} name */
  async function openResult(text, name) {
    const opened = await reporting.parse(text);
    if (opened?.ok) {
      await adoptFile(opened, name);
    }
  }

  async function erase() {
    const words = {
      title: say("erase_title"),
      text: say("erase_text"),
      yes: say("erase_yes"),
      no: say("keep"),
    };
    if (!(await confirmed(words))) {
      return;
    }
    visit.end();
    forget();
    saving.erase();
    savedResults.erase();
    session?.leave();
    router.go(store.get().screen);
    announce(say("erased"));
  }

  return stop;
}
