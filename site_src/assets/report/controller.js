/** Between the form, the engine and the report: asks for the score when it is wanted and shows what comes back. */

import { createComparison } from "./benchmark-picker.js";
import { one, onceShown, quietly, setText } from "../lib/dom.js";
import { createEngine, whenIdle } from "../engine/client.js";
import { download } from "../lib/files.js";
import { dismiss, notify } from "../lib/notices.js";
import { announce } from "../lib/page.js";
import { createReportView } from "./view.js";
import { settleEngine } from "../engine/ready.js";
import { lookForUpdate } from "../lib/site-update.js";
import { tell } from "../lib/app-events.js";

/**
 * @typedef {import("../lib/types.js").Reply} Reply
 * @typedef {import("../engine/client.js").EngineState} EngineState
 */

/**
 * @param {import("../lib/page.js").PageData} data
 * @param {import("../lib/page.js").Say} say
 * @param {import("../lib/state.js").Store} store
 * @param {() => import("../lib/types.js").Entry} current what is entered now
 * @param {import("../plan/store.js").Planning} planning the plan, whose targets the report marks
 * @param {import("../engine/client.js").Engine} [running] one that runs already
 */
export function createReporting(data, say, store, current, planning, running) {
  const view = createReportView(say, planning);
  const comparison = createComparison(say, store, () => void score());
  const absolute = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
  const urls = {
    worker: absolute(data.worker),
    manifest: absolute(data.engine),
    survey: absolute(data.survey.data),
    snapshots: data.snapshots.map(absolute),
    messages: Object.fromEntries(Object.entries(data.messages).map(([name, url]) => [name, absolute(url)])),
    locale: data.locale,
  };
  const engine = running ?? createEngine(urls, data.survey.version);
  let wanted = false;
  let said = "";
  let saidOfGroup = "";
  let missing = 0;
  let era = 0; // of the answers that count; what was asked in an earlier one is not shown any more

  /** @param {EngineState} state */
  function heard(state) {
    dismiss("engine");
    missing = state.state === "ready" ? state.missing : missing;
    view.wait(state.state === "starting" ? state.stage : state.state === "ready" ? "ready" : null);
    if (state.state === "ready") {
      settleEngine(state.way);
    } else if (state.state === "failed") {
      settleEngine();
      const silent = state.reason === "silent"; // then the detail is how far it has got
      const detail = silent ? say(`starting_${state.detail}`) : state.detail;
      const why = say(`engine_${state.reason}`, { detail });
      const action = () => engine.retry();
      notify("engine", [say("engine_failed"), why, say("engine_kept")], {
        bad: true,
        button: say("engine_retry"),
        action,
      });
      void lookForUpdate();
    }
  }

  /** @param {string} method @param {Record<string, unknown>} more @param {string} [key] */
  const ask = (method, more, key) =>
    engine.request({ method, survey: data.survey.id, locale: data.locale, ...more }, key);

  async function score() {
    const asked = era;
    const wanted = { ...current(), against: comparison.current(), words_only: true };
    const reply = await ask("score", wanted, "score");
    if (reply && asked === era) {
      showScore(reply);
      onceShown(() => asked === era && void advise(reply));
    }
  }

  /**
   * Asks for the advice, which takes longer than the score; only while the report is on show, and after the score is.
   *
   * @param {Reply} scored
   */
  async function advise({ ok, view: words }) {
    if (!ok || !words?.axes.length || one("#report-view").hidden || !document.getElementById("plan-words")) {
      return;
    }
    const reply = await ask("plan", current(), "advice");
    if (reply?.ok) {
      view.advise(/** @type {import("../lib/views.js").PlanView} */ (reply.plan));
    } else if (reply) {
      planning.drop(); // the answers could be scored, so it is the plan that can't be read
    }
  }

  /** @param {Reply} reply */
  function showScore({ ok, view: words, charts, problems }) {
    dismiss("score");
    if (!ok || !words) {
      view.clear();
      notify("score", [say("score_failed"), ...(problems ?? []).map((problem) => problem.text)], {
        bad: true,
      });
      return;
    }
    view.show(words, charts ?? {}, missing);
    tell("scored", words);
    comparison.show(words.comparison, words.alike);
    const { score: index, of, level } = words.headline;
    setText(one("#return [data-slot=score]"), index === null ? "" : `${index} ${of}`);
    const sentence = words.axes.length ? scoreInWords(index, level) : (words.headline.say ?? "");
    const compared = comparison.chosen() ? words.comparison.say.join(" ") : say("standings_everyone");
    if (sentence === said && compared !== saidOfGroup) {
      announce(compared);
    } else if (sentence !== said) {
      announce(sentence);
    }
    said = sentence;
    saidOfGroup = compared;
  }

  /** @param {string | null} index @param {string | null} level */
  function scoreInWords(index, level) {
    if (index === null) {
      return say("score_none");
    }
    return level ? say("score_now", { score: index, level }) : say("score_alone", { score: index });
  }

  const scoreSoon = quietly(score, 80);
  engine.follow(heard);
  store.subscribe(["answers", "plan"], () => wanted && scoreSoon());
  store.subscribe(["guest"], () => (store.get().guest?.result ? open() : forget()));

  /** The report is on show: from now on it follows the answers. */
  function open() {
    view.open();
    engine.start();
    wanted = true;
    score();
  }

  /** Everything was erased, or other answers count now: there is no report to go back to. */
  function forget() {
    era += 1;
    wanted = false;
    said = saidOfGroup = "";
    view.clear();
  }

  return {
    /** Starts the engine when the page has nothing else to do; one that has failed is for the person to start. */
    startWhenIdle: () => whenIdle(() => engine.state().state === "idle" && engine.start()),

    open,
    forget,
    isWanted: () => wanted,

    /** The report was wanted before the language was switched; it is not on show. */
    goOn() {
      wanted = true;
      score();
    },

    /** The engine, to go on with in another language; what it was asked for in this one is forgotten. */
    release() {
      engine.abandon();
      return engine;
    },

    /**
     * Asks the engine, which is started if need be.
     *
     * @param {string} method
     * @param {Record<string, unknown>} more
     * @param {string} [key]
     */
    ask(method, more, key) {
      engine.start();
      return ask(method, more, key);
    },

    /** Whom what is on show is compared with; undefined where nothing was chosen. */
    against: comparison.chosen,

    /**
     * Has the engine read a result file.
     *
     * @param {string} text
     */
    parse(text) {
      engine.start();
      return ask("open", { text });
    },

    /** Hands the result file to the person. */
    async save() {
      const reply = await ask("save", current());
      if (reply?.ok && reply.text && reply.name) {
        download(reply.name, reply.text);
        tell("saved", { name: reply.name, text: reply.text });
        announce(say("downloaded", { name: reply.name }));
      } else if (reply) {
        notify("save", [say("download_failed"), ...(reply.problems ?? []).map((problem) => problem.text)], {
          bad: true,
        });
      }
    },
  };
}
