/**
 * The engine: Python in WebAssembly, in a worker of its own. The only module that knows Pyodide.
 *
 * Start: read the manifest of the engine's folder, load the runtime that it names, from a snapshot of its memory with
 * the core in it; else from nothing, unpacking the wheel of the core (held against its hash). Then hand over the survey.
 * After that, each request goes to the core's service as text.
 * The runtime swallows some failures and then hangs, so its fetches and its compilation are watched here.
 */

import { prepareSnapshot } from "./engine-snapshot.js";
import { watchFailures, EngineError, hashForIntegrity, mustFetch, refusesWasm } from "./engine-watch.js";
import { observe } from "./requests.js";

/**
 * @typedef {import("./engine-protocol.js").FromWorker} FromWorker
 * @typedef {import("./engine-protocol.js").ToWorker} ToWorker
 * @typedef {{format: string, runtime: {index: string, lock: object}, wheel: {path: string, sha256: string},
 *   snapshot?: import("./engine-snapshot.js").Snapshot}} Manifest
 * @typedef {{unpackArchive: (content: ArrayBuffer, kind: string) => void, runPython: (code: string) => unknown,
 *   globals: {get: (name: string) => unknown}}} Python
 * @typedef {(request: string) => string} Answerer
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
  const [started, survey] = /** @type {[Answerer, unknown]} */ (await Promise.all(starting));
  tell({ type: "stage", stage: "survey" });
  const missing = loadSurvey(started, survey, await snapshots);
  answer = started;
  tell({ type: "ready", missing });
}

/** @param {string} manifestUrl @returns {Promise<Answerer>} */
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
 * @returns {Promise<Answerer | null>} null where there is no snapshot; fails where it does not fit
 */
async function startFromSnapshot({ snapshot, runtime }, beside, packs) {
  if (!snapshot) {
    return null;
  }
  const index = new URL(runtime.index, beside).href;
  const where = { wasm: `${index}pyodide.asm.wasm`, library: `${index}python_stdlib.zip`, beside, packs };
  const { memory, broken, undo } = prepareSnapshot(snapshot, where, () => tell({ type: "alive" }));
  try {
    const python = await loadRuntime(
      index,
      { lockFileContents: runtime.lock, _loadSnapshot: memory },
      broken,
    );
    return /** @type {Answerer} */ (python.globals.get("answer"));
  } finally {
    undo();
  }
}

/** @param {Manifest} manifest @param {string} beside @returns {Promise<Answerer>} */
async function startFromNothing({ wheel, runtime }, beside) {
  const index = new URL(runtime.index, beside).href;
  const [python, archive] = await Promise.all([
    loadRuntime(index, { lockFileContents: runtime.lock }),
    fetchWheel(new URL(wheel.path, beside).href, wheel.sha256),
  ]);
  tell({ type: "stage", stage: "core" });
  python.unpackArchive(archive, "wheel");
  return /** @type {Answerer} */ (python.runPython(ENTRY));
}

/**
 * @param {string} index the runtime's folder
 * @param {Record<string, unknown>} settings
 * @param {Promise<never>} [broken] rejects where there is no use in going on
 * @returns {Promise<Python>}
 */
async function loadRuntime(index, settings, broken = new Promise(() => undefined)) {
  const { failure, stop } = watchFailures(index, () => tell({ type: "alive" }));
  import(`${index}pyodide.asm.mjs`).catch(() => undefined); // it will be wanted; sooner is better
  const loading = Promise.race([import(`${index}pyodide.mjs`), broken]).then((runtime) =>
    runtime.loadPyodide({ indexURL: index, packageBaseUrl: index, fullStdLib: false, ...settings }),
  );
  return Promise.race([loading, failure, broken]).finally(stop);
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
