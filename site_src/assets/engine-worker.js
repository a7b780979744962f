/**
 * The engine: Python in WebAssembly, in a worker of its own. The only module that knows Pyodide.
 *
 * Start: read the manifest of the engine's folder, load the runtime that it names, unpack the wheel of the
 * core (held against its hash), hand over the survey. After that, each request goes to the core's service as text.
 * The runtime swallows some failures and then hangs, so its fetches and its compilation are watched here.
 */

import { watchFailures, EngineError, hashForIntegrity, mustFetch, refusesWasm } from "./engine-watch.js";

/**
 * @typedef {import("./engine-protocol.js").FromWorker} FromWorker
 * @typedef {import("./engine-protocol.js").ToWorker} ToWorker
 * @typedef {{format: string, runtime: {index: string}, files: {path: string, role: string}[],
 *   wheel: {path: string, sha256: string}}} Manifest
 * @typedef {(request: string) => string} Answerer
 */

const ENTRY = "from cspi_core.service import Service\nService().answer";

/** @type {Answerer | null} */
let answer = null;

/** @param {FromWorker} message */
function tell(message) {
  self.postMessage(message);
}

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
  const manifest = /** @type {Manifest} */ (await fetchJson(manifestUrl));
  const [python, wheel, survey] = await Promise.all([
    loadRuntime(new URL(manifest.runtime.index, manifestUrl).href),
    fetchWheel(new URL(manifest.wheel.path, manifestUrl).href, manifest.wheel.sha256),
    fetchJson(surveyUrl),
  ]);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(wheel, "wheel");
  answer = /** @type {Answerer} */ (python.runPython(ENTRY));
  tell({ type: "stage", stage: "survey" });
  tell({ type: "ready", missing: loadSurvey(answer, survey, await snapshots) });
}

/** @param {string} url @returns {Promise<unknown>} */
async function fetchJson(url) {
  return (await mustFetch(url)).json();
}

/**
 * @param {string} index the runtime's folder
 * @returns {Promise<{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown}>}
 */
async function loadRuntime(index) {
  const failure = watchFailures(index, () => tell({ type: "alive" }));
  const loading = import(`${index}pyodide.mjs`).then((runtime) =>
    runtime.loadPyodide({ indexURL: index, fullStdLib: false }),
  );
  return Promise.race([loading, failure]);
}

/** @param {string} url @param {string} sha256 in hexadecimal */
async function fetchWheel(url, sha256) {
  const name = url.split("/").pop() ?? url;
  const response = await fetch(url, { integrity: hashForIntegrity(sha256) }).catch(() => {
    throw new EngineError("damaged", name);
  });
  if (!response.ok) {
    throw new EngineError("missing", `${name}: ${response.status}`);
  }
  return response.arrayBuffer();
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
