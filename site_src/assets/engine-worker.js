/**
 * The engine: Python in WebAssembly, in a worker of its own. The only module that knows Pyodide.
 *
 * Start: read the manifest of the engine's folder, load the runtime that it names, from a snapshot of its memory with
 * the core in it; else from nothing, unpacking the wheel of the core. Each file is held against its hash in the manifest
 * before it is used. Then hand over the survey. After that, each request goes to the core's service as text.
 * The runtime swallows some failures and then hangs, so its fetches and its compilation are watched here.
 */

import { EngineError, refusesWasm } from "./engine-error.js";
import { mustFetch, mustMatch } from "./engine-fetch.js";
import { prepareSnapshot } from "./engine-snapshot.js";
import { watchFailures } from "./engine-watch.js";
import { observe } from "./requests.js";

/**
 * @typedef {import("./engine-protocol.js").FromWorker} FromWorker
 * @typedef {import("./engine-protocol.js").ToWorker} ToWorker
 * @typedef {import("./engine-snapshot.js").File} File
 * @typedef {{format: string, runtime: {index: string, lock: object}, files: File[], wheel: File,
 *   snapshot?: import("./engine-snapshot.js").Snapshot}} Manifest
 * @typedef {{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown,
 *   globals: {get: (name: string) => unknown}}} Python
 * @typedef {(request: string) => string} Answerer
 * @typedef {{answer: Answerer, way: import("./settled.js").Way}} Started
 */

const ENTRY = "from cspi_core.service import Service\nService().answer";

/** @type {Answerer | null} */
let answer = null;

/** @param {FromWorker} message */
function tell(message) {
  self.postMessage(message);
}

observe("worker", (asked) => tell({ type: "requests", asked }));

self.addEventListener("message", (event) => {
  const message = /** @type {ToWorker} */ (event.data);
  if (message.type === "start") {
    start(message).catch((error) => tell({ type: "failed", ...EngineError.explain(error) }));
  } else {
    reply(message.id, message.request);
  }
});

/** @param {number} id @param {Record<string, unknown>} request */
function reply(id, request) {
  const text = answer?.(JSON.stringify(request)) ?? '{"ok": false, "problems": []}';
  tell({ type: "reply", id, reply: JSON.parse(text) });
}

/** @param {import("./engine-protocol.js").Start} wanted */
async function start({ manifest: manifestUrl, survey: surveyUrl, snapshots: snapshotUrls }) {
  if (refusesWasm()) {
    throw new EngineError("blocked");
  }
  tell({ type: "stage", stage: "runtime" });
  const snapshots = Promise.allSettled(snapshotUrls.map(fetchJson));
  const starting = [startEngine(manifestUrl), fetchJson(surveyUrl)]; // whichever fails, it is told at once
  const [started, survey] = /** @type {[Started, unknown]} */ (await Promise.all(starting));
  tell({ type: "stage", stage: "survey" });
  const missing = loadSurvey(started.answer, survey, await snapshots);
  answer = started.answer;
  tell({ type: "ready", missing, way: started.way });
}

/** @param {string} manifestUrl @returns {Promise<Started>} */
async function startEngine(manifestUrl) {
  const response = await mustFetch(manifestUrl);
  const manifest = /** @type {Manifest} */ (await response.json());
  const packs = /^(br|zstd)$/.test(response.headers.get("content-encoding") ?? "");
  try {
    return (await startFromSnapshot(manifest, manifestUrl, packs)) ?? startFromNothing(manifest, manifestUrl);
  } catch (error) {
    console.warn("The engine starts from nothing, for its memory snapshot does not work:", error);
    return startFromNothing(manifest, manifestUrl);
  }
}

/** @param {string} url @returns {Promise<unknown>} */
async function fetchJson(url) {
  return (await mustFetch(url)).json();
}

/**
 * @param {Manifest} manifest
 * @param {string} beside the manifest's address
 * @param {boolean} packs whether the host compresses better than gzip
 * @returns {Promise<Started | null>} null where there is no snapshot; fails where it does not fit
 */
async function startFromSnapshot(manifest, beside, packs) {
  const { snapshot } = manifest;
  if (!snapshot) {
    return null;
  }
  const library = new URL(fileOf(manifest, "stdlib").path, beside).href;
  const where = { wasm: fileOf(manifest, "wasm"), library, beside, packs };
  const { memory, broken, undo } = prepareSnapshot(snapshot, where, () => tell({ type: "alive" }));
  try {
    const python = await loadRuntime(manifest, beside, { _loadSnapshot: memory }, broken);
    const from = /** @type {Answerer} */ (python.globals.get("answer"));
    return { answer: from, way: packs ? "plain" : "packed" };
  } finally {
    undo();
  }
}

/** @param {Manifest} manifest @param {string} beside @returns {Promise<Started>} */
async function startFromNothing(manifest, beside) {
  const { wheel } = manifest;
  const [python, archive] = await Promise.all([
    loadRuntime(manifest, beside, {}),
    mustMatch(new URL(wheel.path, beside).href, wheel.sha256).then((response) => response.arrayBuffer()),
  ]);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(archive, "wheel");
  return { answer: /** @type {Answerer} */ (python.runPython(ENTRY)), way: "nothing" };
}

/**
 * @param {Manifest} manifest
 * @param {string} beside the manifest's address
 * @param {Record<string, unknown>} settings with a snapshot, the runtime fetches nothing that counts
 * @param {Promise<never>} [broken] rejects where there is no use in going on
 * @returns {Promise<Python>}
 */
async function loadRuntime(manifest, beside, settings, broken = new Promise(() => undefined)) {
  const { runtime, files } = manifest;
  const index = new URL(runtime.index, beside).href;
  const listed = settings._loadSnapshot ? [] : files;
  const hashes = new Map(listed.map(({ path, sha256 }) => [new URL(path, beside).href, sha256]));
  const { failure, stop } = watchFailures(index, hashes, () => tell({ type: "alive" }));
  const scripts = ["loader", "module"].map((role) => importChecked(fileOf(manifest, role), beside));
  const loading = Promise.race([Promise.all(scripts), broken]).then(([loader]) =>
    loader.loadPyodide({
      indexURL: index,
      packageBaseUrl: index,
      fullStdLib: false,
      lockFileContents: runtime.lock,
      ...settings,
    }),
  );
  return Promise.race([loading, failure, broken]).finally(stop);
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
 * @param {unknown} survey
 * @param {PromiseSettledResult<unknown>[]} fetched
 */
function loadSurvey(ask, survey, fetched) {
  const snapshots = fetched.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const loaded = JSON.parse(ask(JSON.stringify({ method: "load", survey, snapshots })));
  if (!loaded.ok) {
    throw new EngineError("survey", loaded.problems?.[0]?.text ?? "");
  }
  return fetched.length - snapshots.length + loaded.left_out.length;
}
