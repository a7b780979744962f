/**
 * What the page and the engine's worker say to each other.
 *
 * @typedef {"worker" | "runtime" | "core" | "survey"} Stage in this order
 * @typedef {"unsupported" | "blocked" | "script" | "missing" | "damaged" | "memory" | "survey" | "silent" | "crashed"
 *   | "other"} Reason why the engine is not there; the words for it are `engine_<reason>`
 * @typedef {{type: "start", engine: import("./manifest.js").Listed, survey: string, snapshots: string[]}} Start
 * @typedef {{type: "request", id: number, request: Record<string, unknown>}} Request
 * @typedef {Start | Request} ToWorker
 * @typedef {import("./ready.js").Way} Way
 * @typedef {{type: "alive"} | {type: "stage", stage: Stage} | {type: "ready", missing: number, way: Way}
 *   | {type: "failed", reason: Reason, detail: string} | {type: "requests", asked: import("../lib/request-log.js").Asked[]}
 *   | {type: "reply", id: number, reply: import("../lib/types.js").Reply}} FromWorker
 *   `missing`: how many snapshots could not be had; `requests`: what the worker has asked for since it last said so
 */

/** @type {Stage[]} */
export const STAGES = ["worker", "runtime", "core", "survey"];
