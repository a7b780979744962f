/**
 * The engine: Python in WebAssembly, in a worker of its own. The only module that knows Pyodide.
 *
 * Start: from the image that the manifest names (quick-start.js); else, or when the page asks for the whole engine, from
 * nothing, with Pyodide and the wheel of the core. Each file is held against its hash in the manifest before it is used.
 * Then hand over the survey. After that, each request goes to the core's service as text. When the image lacks what a
 * request needs, no reply goes out, and the page starts the whole engine for it.
 * The runtime swallows some failures and then hangs, so its fetches and its compilation are watched here.
 */

import "./lib/guard.js";
import { EngineError, refusesWasm } from "./engine/errors.js";
import { mustFetch, mustMatch, readJson } from "./engine/fetch.js";
import { PROTOCOL } from "./engine/protocol.js";
import { startQuick } from "./engine/quick-start.js";
import { watchFailures } from "./engine/failure-watch.js";
import { observe } from "./lib/request-log.js";

/**
 * @typedef {import("./engine/protocol.js").FromWorker} FromWorker
 * @typedef {import("./engine/protocol.js").ToWorker} ToWorker
 * @typedef {import("./engine/quick-start.js").File} File
 * @typedef {import("./engine/manifest.js").Manifest} Manifest
 * @typedef {import("./engine/manifest.js").Listed} Listed
 * @typedef {{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown,
 *   globals: {get: (name: string) => unknown}}} Python
 * @typedef {[loader: {loadPyodide: (settings: object) => Promise<Python>},
 *   module: {default: unknown}]} Scripts
 * @typedef {(request: string) => string} Answerer
 * @typedef {{answer: Answerer, missed: () => boolean, way: import("./engine/ready.js").Way}} Started `missed`: whether it
 *   lacked something, and nothing counts that it says
 */

const ENTRY = "from cspi_core.service import Service\nService().answer";

/** @type {Started | null} */
let engine = null;

/** @type {Record<string, string>} where the messages are of languages that were not asked for yet */
let unknown = {};

/** @param {FromWorker} message */
function tell(message) {
  self.postMessage(message);
}

tell({ type: "here", protocol: PROTOCOL });
observe("worker", (asked) => tell({ type: "requests", asked }));

self.addEventListener("message", (event) => {
  const message = /** @type {ToWorker} */ (event.data);
  if (message.type === "start") {
    start(message).catch((error) => tell({ type: "failed", ...EngineError.explain(error) }));
  } else {
    void reply(message.id, message.request);
  }
});

/** @param {number} id @param {Record<string, unknown>} request */
async function reply(id, request) {
  const learned = await learn(String(request.locale)).catch(() => null); // without, it speaks another language
  const text = engine ? answered(engine, request, learned) : '{"ok": false, "problems": []}';
  tell(text === null ? { type: "missed" } : { type: "reply", id, reply: JSON.parse(text) });
}

/**
 * @param {Started} engine
 * @param {Record<string, unknown>} request
 * @param {unknown} learned messages of its language, where they are new
 * @returns {string | null} null where the image lacks what the request needs, or has stopped at it
 */
function answered({ answer, missed, way }, request, learned) {
  try {
    if (learned) {
      answer(JSON.stringify({ method: "speak", messages: learned }));
    }
    const text = answer(JSON.stringify(request));
    return missed() ? null : text;
  } catch (error) {
    if (way === "nothing") {
      throw error;
    }
    return null;
  }
}

/**
 * The messages of a language; null where they are not needed.
 *
 * @param {string} locale
 * @returns {Promise<unknown>}
 */
async function learn(locale) {
  const url = unknown[locale];
  if (!url) {
    return null;
  }
  const messages = await fetchJson(url);
  delete unknown[locale];
  return messages;
}

/** @param {import("./engine/protocol.js").Start} wanted */
async function start({
  engine: listed,
  whole,
  survey: surveyUrl,
  version,
  snapshots: snapshotUrls,
  messages: urls,
  locale,
}) {
  if (refusesWasm()) {
    throw new EngineError("blocked");
  }
  tell({ type: "stage", stage: "runtime" });
  const snapshots = Promise.allSettled(snapshotUrls.map(fetchJson));
  unknown = { ...urls };
  const starting = [whole ? startWhole(listed) : startEngine(listed), fetchJson(surveyUrl), learn(locale)];
  const [started, survey, messages] = /** @type {[Started, unknown, unknown]} */ (
    await Promise.all(starting) // whichever fails, it is told at once
  );
  tell({ type: "stage", stage: "survey" });
  if (version && version !== /** @type {{version?: unknown}} */ (survey).version) {
    throw new EngineError("stale");
  }
  const data = { survey, messages };
  const figures = await snapshots;
  engine = started;
  let missing = loadSurvey(engine, data, figures);
  if (missing === null) {
    engine = await startWhole(listed);
    missing = loadSurvey(engine, data, figures);
  }
  tell({ type: "ready", missing: missing ?? 0, way: engine.way });
}

/** @param {Listed} listed @returns {Promise<Started>} */
async function startEngine(listed) {
  const { manifest, beside, packs } = listed;
  if (!manifest.snapshot) {
    return startWhole(listed);
  }
  try {
    const started = await startQuick(manifest.snapshot, beside, packs, () => tell({ type: "alive" }));
    return { ...started, way: packs ? "plain" : "packed" };
  } catch (error) {
    console.warn("The engine starts from nothing, for its image does not work:", error);
    return startWhole(listed);
  }
}

/** @param {string} url @returns {Promise<unknown>} */
async function fetchJson(url) {
  return readJson(await mustFetch(url), url);
}

/** @param {Listed} listed @returns {Promise<Started>} */
async function startWhole({ manifest, beside }) {
  const { wheel } = manifest;
  const [python, archive] = await Promise.all([
    loadRuntime(manifest, beside, importScripts(manifest, beside)),
    mustMatch(new URL(wheel.path, beside).href, wheel.sha256).then((response) => response.arrayBuffer()),
  ]);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(archive, "wheel");
  const answer = /** @type {Answerer} */ (python.runPython(ENTRY));
  return { answer, missed: () => false, way: "nothing" };
}

/**
 * @param {Manifest} manifest
 * @param {string} beside the manifest's address
 * @param {Promise<Scripts>} scripts
 * @returns {Promise<Python>}
 */
async function loadRuntime({ runtime, files }, beside, scripts) {
  const index = new URL(runtime.index, beside).href;
  const hashes = new Map(files.map(({ path, sha256 }) => [new URL(path, beside).href, sha256]));
  const { failure, stop } = watchFailures(index, hashes, () => tell({ type: "alive" }));
  const loading = scripts.then(([loader, module]) =>
    loader.loadPyodide({
      indexURL: index,
      packageBaseUrl: index,
      fullStdLib: false,
      lockFileContents: runtime.lock,
      createPyodideModule: module.default,
    }),
  );
  return Promise.race([loading, failure]).finally(stop);
}

/** @param {Manifest} manifest @param {string} beside @returns {Promise<Scripts>} the runtime's */
async function importScripts(manifest, beside) {
  const files = ["loader", "module"].map((role) => fileOf(manifest, role));
  return /** @type {Promise<Scripts>} */ (Promise.all(files.map((file) => importChecked(file, beside))));
}

/** @param {File} file @param {string} beside */
async function importChecked({ path, sha256 }, beside) {
  const url = new URL(path, beside).href;
  await mustMatch(url, sha256); // import() takes no hash; the browser has the file now, and fetches it no more
  return import(url);
}

/** @param {Manifest} manifest @param {string} role @returns {File} */
function fileOf(manifest, role) {
  return /** @type {File} */ (manifest.files.find((file) => file.role === role));
}

/**
 * Hands over the survey and the snapshots that came; says how many did not, or could not be read.
 *
 * @param {Started} engine
 * @param {{survey: unknown, messages: unknown}} given
 * @param {PromiseSettledResult<unknown>[]} fetched
 * @returns {number | null} null where the image lacks what it needs for this
 */
function loadSurvey(engine, given, fetched) {
  const snapshots = fetched.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const text = answered(engine, { method: "load", ...given, snapshots }, null);
  if (text === null) {
    return null;
  }
  const loaded = JSON.parse(text);
  if (!loaded.ok) {
    throw new EngineError("survey", loaded.problems?.[0]?.text ?? "");
  }
  return fetched.length - snapshots.length + loaded.left_out.length;
}
