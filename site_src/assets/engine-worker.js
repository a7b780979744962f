/**
 * The engine: Python in WebAssembly, in a worker of its own. The only module that knows Pyodide.
 *
 * Start: load the runtime that the manifest names, from a snapshot of its memory with the core in it; else from nothing,
 * unpacking the wheel of the core. Each file is held against its hash in the manifest before it is used. Then hand over the survey. After that, each request goes to the core's service as text.
 * The runtime swallows some failures and then hangs, so its fetches and its compilation are watched here.
 */

import "./lib/guard.js";
import { EngineError, refusesWasm } from "./engine/errors.js";
import { mustFetch, mustMatch, readJson } from "./engine/fetch.js";
import { prepareSnapshot } from "./engine/heap-image.js";
import { PROTOCOL } from "./engine/protocol.js";
import { watchFailures } from "./engine/failure-watch.js";
import { observe } from "./lib/request-log.js";

/**
 * @typedef {import("./engine/protocol.js").FromWorker} FromWorker
 * @typedef {import("./engine/protocol.js").ToWorker} ToWorker
 * @typedef {import("./engine/heap-image.js").File} File
 * @typedef {import("./engine/manifest.js").Manifest} Manifest
 * @typedef {import("./engine/manifest.js").Listed} Listed
 * @typedef {{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown,
 *   globals: {get: (name: string) => unknown}}} Python
 * @typedef {[loader: {loadPyodide: (settings: object) => Promise<Python>},
 *   module: {default: import("./engine/heap-image.js").Factory}]} Scripts
 * @typedef {(request: string) => string} Answerer
 * @typedef {{answer: Answerer, way: import("./engine/ready.js").Way}} Started
 */

const ENTRY = "from cspi_core.service import Service\nService().answer";

/** @type {Answerer | null} */
let answer = null;

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
  if (learned) {
    answer?.(JSON.stringify({ method: "speak", messages: learned }));
  }
  const text = answer?.(JSON.stringify(request)) ?? '{"ok": false, "problems": []}';
  tell({ type: "reply", id, reply: JSON.parse(text) });
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
  engine,
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
  const starting = [startEngine(engine), fetchJson(surveyUrl), learn(locale)]; // whichever fails, it is told at once
  const [started, survey, messages] = /** @type {[Started, unknown, unknown]} */ (
    await Promise.all(starting)
  );
  tell({ type: "stage", stage: "survey" });
  if (version && version !== /** @type {{version?: unknown}} */ (survey).version) {
    throw new EngineError("stale");
  }
  const missing = loadSurvey(started.answer, { survey, messages }, await snapshots);
  answer = started.answer;
  tell({ type: "ready", missing, way: started.way });
}

/** @param {Listed} engine @returns {Promise<Started>} */
async function startEngine(engine) {
  try {
    return (await startFromSnapshot(engine)) ?? startFromNothing(engine);
  } catch (error) {
    console.warn("The engine starts from nothing, for its memory snapshot does not work:", error);
    return startFromNothing(engine);
  }
}

/** @param {string} url @returns {Promise<unknown>} */
async function fetchJson(url) {
  return readJson(await mustFetch(url), url);
}

/** @param {Listed} engine @returns {Promise<Started | null>} null where there is no snapshot; fails where it does not fit */
async function startFromSnapshot({ manifest, beside, packs }) {
  const { snapshot } = manifest;
  if (!snapshot) {
    return null;
  }
  const library = new URL(fileOf(manifest, "stdlib").path, beside).href;
  const scripts = importScripts(manifest, beside);
  const where = { wasm: fileOf(manifest, "wasm"), library, beside, packs, scripts };
  const { head, factory, broken, undo } = prepareSnapshot(snapshot, where, () => tell({ type: "alive" }));
  try {
    const settings = { createPyodideModule: factory, _loadSnapshot: head };
    const python = await loadRuntime(manifest, beside, scripts, settings, broken);
    const from = /** @type {Answerer} */ (python.globals.get("answer"));
    return { answer: from, way: packs ? "plain" : "packed" };
  } finally {
    undo();
  }
}

/** @param {Listed} engine @returns {Promise<Started>} */
async function startFromNothing({ manifest, beside }) {
  const { wheel } = manifest;
  const [python, archive] = await Promise.all([
    loadRuntime(manifest, beside, importScripts(manifest, beside), {}),
    mustMatch(new URL(wheel.path, beside).href, wheel.sha256).then((response) => response.arrayBuffer()),
  ]);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(archive, "wheel");
  return { answer: /** @type {Answerer} */ (python.runPython(ENTRY)), way: "nothing" };
}

/**
 * @param {Manifest} manifest
 * @param {string} beside the manifest's address
 * @param {Promise<Scripts>} scripts
 * @param {Record<string, unknown>} settings with a snapshot, the runtime fetches nothing that counts
 * @param {Promise<never>} [broken] rejects where there is no use in going on
 * @returns {Promise<Python>}
 */
async function loadRuntime(manifest, beside, scripts, settings, broken = new Promise(() => undefined)) {
  const { runtime, files } = manifest;
  const index = new URL(runtime.index, beside).href;
  const listed = settings._loadSnapshot ? [] : files;
  const hashes = new Map(listed.map(({ path, sha256 }) => [new URL(path, beside).href, sha256]));
  const { failure, stop } = watchFailures(index, hashes, () => tell({ type: "alive" }));
  const loading = Promise.race([scripts, broken]).then(([loader, module]) =>
    loader.loadPyodide({
      indexURL: index,
      packageBaseUrl: index,
      fullStdLib: false,
      lockFileContents: runtime.lock,
      createPyodideModule: module.default,
      ...settings,
    }),
  );
  return Promise.race([loading, failure, broken]).finally(stop);
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
 * @param {Answerer} ask
 * @param {{survey: unknown, messages: unknown}} given
 * @param {PromiseSettledResult<unknown>[]} fetched
 */
function loadSurvey(ask, given, fetched) {
  const snapshots = fetched.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const loaded = JSON.parse(ask(JSON.stringify({ method: "load", ...given, snapshots })));
  if (!loaded.ok) {
    throw new EngineError("survey", loaded.problems?.[0]?.text ?? "");
  }
  return fetched.length - snapshots.length + loaded.left_out.length;
}
