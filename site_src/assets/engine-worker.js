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
    start(message.manifest, message.survey).catch((error) =>
      tell({ type: "failed", ...EngineError.explain(error) }),
    );
  } else {
    reply(message.id, message.request);
  }
});

/** @param {number} id @param {Record<string, unknown>} request */
function reply(id, request) {
  const text = answer?.(JSON.stringify(request)) ?? '{"ok": false, "problems": []}';
  tell({ type: "reply", id, reply: JSON.parse(text) });
}

/** @param {string} manifestUrl @param {string} surveyUrl */
async function start(manifestUrl, surveyUrl) {
  if (refusesWasm()) {
    throw new EngineError("blocked");
  }
  tell({ type: "stage", stage: "runtime" });
  const survey = mustFetch(surveyUrl).then((response) => response.json());
  survey.catch(() => undefined); // looked at below; until then it must not count as unhandled
  const manifest = /** @type {Manifest} */ (await (await mustFetch(manifestUrl)).json());
  const wheel = fetchWheel(new URL(manifest.wheel.path, manifestUrl).href, manifest.wheel.sha256);
  wheel.catch(() => undefined);
  const python = await loadRuntime(new URL(manifest.runtime.index, manifestUrl).href);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(await wheel, "wheel");
  answer = /** @type {Answerer} */ (python.runPython(ENTRY));
  tell({ type: "stage", stage: "survey" });
  loadSurvey(answer, await survey);
  tell({ type: "ready" });
}

/**
 * @param {string} index the runtime's folder
 * @returns {Promise<{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown}>}
 */
async function loadRuntime(index) {
  const failure = watchFailures(index, () => tell({ type: "alive" }));
  const loading = import(/* @vite-ignore */ `${index}pyodide.mjs`).then((runtime) =>
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

/** @param {Answerer} ask @param {unknown} survey */
function loadSurvey(ask, survey) {
  const loaded = JSON.parse(ask(JSON.stringify({ method: "load", survey, snapshots: [] })));
  if (!loaded.ok) {
    throw new EngineError("survey", loaded.problems?.[0]?.text ?? "");
  }
}
