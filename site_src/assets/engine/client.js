/**
 * The page's side of the engine: starts its worker, watches over it, and hands requests to it one at a time.
 *
 * Requests may be made at any time. They wait until the engine is ready, through failures and retries too, so that
 * nothing that was asked gets lost.
 */

import { EngineError } from "./errors.js";
import { startWorker } from "./launch.js";
import { readManifest } from "./manifest.js";
import { PROTOCOL } from "./protocol.js";
import { note } from "../lib/request-log.js";

/**
 * @typedef {import("./protocol.js").FromWorker} FromWorker
 * @typedef {import("./protocol.js").Reason} Reason
 * @typedef {import("../lib/types.js").Reply} Reply
 * @typedef {{state: "idle"} | {state: "starting", stage: import("./protocol.js").Stage} | {state: "ready", missing: number,
 *     way: import("./ready.js").Way}
 *   | {state: "failed", reason: Reason, detail: string}} EngineState
 * @typedef {{request: Record<string, unknown>, key: string, restarted: boolean,
 *   resolve: (reply: Reply | null) => void}} Job
 * @typedef {ReturnType<typeof createEngine>} Engine
 */

/**
 * How long the worker may take until it says that it is there, how long a starting engine may then give no sign of life,
 * and how long one request may take; milliseconds.
 */
const FIRST_WORD = 20_000;
const SILENCE = 45_000;
const PATIENCE = 20_000;

/**
 * @param {{worker: string, manifest: string, survey: string, snapshots: string[], messages: Record<string, string>,
 *   locale: string}} urls absolute; `locale`: the language to begin with
 * @param {string} version of the survey, as the page has it
 */
export function createEngine(urls, version) {
  /** @type {(state: EngineState) => void} */
  let report = () => undefined;
  /** @type {EngineState} */
  let state = { state: "idle" };
  /** @type {Worker | null} */
  let worker = null;
  /** @type {Job[]} */
  let waiting = [];
  /** @type {Job | null} */
  let running = null;
  let timer = 0;
  let id = 0;
  let whole = false; // once the image has lacked something

  /** @param {EngineState} next */
  function become(next) {
    state = next;
    report(next);
  }

  function stop() {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
    if (running) {
      waiting.unshift(running);
      running = null;
    }
  }

  /** @param {Reason} reason @param {string} [detail] */
  function fail(reason, detail = "") {
    stop();
    become({ state: "failed", reason: whole && reason === "missing" ? "incomplete" : reason, detail });
  }

  /**
   * The worker died or hangs: starts it again, once for the request that it was at.
   *
   * @param {Reason} reason
   */
  function died(reason) {
    if (state.state === "ready" && !running?.restarted) {
      if (running) {
        running.restarted = true;
      }
      stop();
      start();
    } else {
      const again = state.state !== "starting" || waiting.some((job) => job.restarted);
      fail(again ? "crashed" : reason, state.state === "starting" ? state.stage : "");
    }
  }

  /** The image lacks what the request needs: the whole engine is started for it, and does all the rest as well. */
  function missed() {
    whole = true;
    stop();
    start();
  }

  /** @param {number} wait @param {Reason} reason */
  function watch(wait, reason) {
    clearTimeout(timer);
    timer = window.setTimeout(() => died(reason), wait);
  }

  function start() {
    if (worker || state.state === "starting") {
      return;
    }
    if (!("WebAssembly" in window) || !("Worker" in window)) {
      fail("unsupported");
      return;
    }
    become({ state: "starting", stage: "worker" });
    launch(true);
  }

  /** @param {boolean} inherits whether the worker is to be held by the policy of this page */
  function launch(inherits) {
    try {
      worker = startWorker(urls.worker, inherits);
    } catch {
      refused(inherits);
      return;
    }
    const started = worker;
    let hasSpoken = false;
    /** @type {Promise<void>} */
    const spoken = new Promise((resolve) => {
      started.addEventListener("message", ({ data }) => {
        if (worker !== started) {
          return; // it was given up
        }
        if (!hasSpoken) {
          hasSpoken = true;
          greeted(data);
          resolve();
        } else {
          hear(data);
        }
      });
    });
    started.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === started) {
        hasSpoken ? died("script") : refused(inherits);
      }
    });
    void handOver(started, spoken);
    watch(FIRST_WORD, "script");
  }

  /** @param {boolean} inherits whether there is another way to start a worker */
  function refused(inherits) {
    stop();
    inherits ? launch(false) : fail("script");
  }

  /** @param {FromWorker} message the worker's first */
  function greeted(message) {
    if (message.type !== "here" || message.protocol !== PROTOCOL) {
      fail("stale");
    } else {
      watch(SILENCE, "silent");
    }
  }

  /** @param {Worker} started @param {Promise<void>} spoken */
  async function handOver(started, spoken) {
    const { survey, snapshots, messages, locale } = urls;
    try {
      const [engine] = await Promise.all([readManifest(urls.manifest), spoken]);
      started.postMessage({ type: "start", engine, whole, survey, version, snapshots, messages, locale });
    } catch (error) {
      if (worker === started) {
        const { reason, detail } = EngineError.explain(error);
        fail(reason, detail);
      }
    }
  }

  /** @param {FromWorker} message */
  function hear(message) {
    switch (message.type) {
      case "requests":
        note(message.asked);
        break;
      case "reply":
        settle(message.id, message.reply);
        break;
      case "missed":
        missed();
        break;
      case "failed":
        fail(message.reason, message.detail);
        break;
      case "ready":
        clearTimeout(timer);
        become({ state: "ready", missing: message.missing, way: message.way });
        next();
        break;
      case "stage":
        become({ state: "starting", stage: message.stage });
        watch(SILENCE, "silent");
        break;
      case "alive":
        watch(SILENCE, "silent");
    }
  }

  function next() {
    if (state.state === "ready" && !running && waiting.length) {
      running = waiting.shift() ?? null;
      id += 1;
      worker?.postMessage({ type: "request", id, request: running?.request });
      watch(PATIENCE, "crashed");
    }
  }

  /** @param {number} replied @param {Reply} reply */
  function settle(replied, reply) {
    if (running && replied === id) {
      clearTimeout(timer);
      running.resolve(reply);
      running = null;
      next();
    }
  }

  return {
    start,
    state: () => state,

    /** @param {(state: EngineState) => void} heard called at every change of state, and now where there was one */
    follow(heard) {
      report = heard;
      if (state.state !== "idle") {
        report(state);
      }
    },

    /** Whatever was asked so far is of no use any more: it resolves to null. */
    abandon() {
      waiting.forEach((job) => job.resolve(null));
      waiting = [];
      running?.resolve(null);
    },

    /** Tries again after a failure. */
    retry() {
      waiting.forEach((job) => (job.restarted = false));
      stop();
      state = { state: "idle" };
      start();
    },

    /**
     * Asks the engine. Of the requests with one coalescing key only the newest waits:
     * one that has not been sent yet resolves to null.
     *
     * @param {Record<string, unknown>} request
     * @param {string} [key]
     * @returns {Promise<Reply | null>}
     */
    request(request, key = "") {
      const stale = key ? waiting.filter((job) => job.key === key) : [];
      waiting = waiting.filter((job) => !stale.includes(job));
      stale.forEach((job) => job.resolve(null));
      return new Promise((resolve) => {
        waiting.push({ request, key, restarted: false, resolve });
        next();
      });
    },
  };
}

/**
 * Calls `start` when the page is idle, or at the first sign that someone is about to answer.
 *
 * @param {() => unknown} start
 */
export function whenIdle(start) {
  const events = ["pointerdown", "keydown"];
  const once = () => {
    events.forEach((name) => window.removeEventListener(name, once));
    start();
  };
  events.forEach((name) => window.addEventListener(name, once, { passive: true }));
  if ("requestIdleCallback" in window) {
    window.requestIdleCallback(once, { timeout: 3000 });
  } else {
    setTimeout(once, 1200);
  }
}
