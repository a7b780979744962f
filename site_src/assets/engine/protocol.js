/**
 * What the page and the engine's worker say to each other. The worker begins by saying that it is there.
 *
 * @typedef {"worker" | "runtime" | "core" | "survey"} Stage in this order
 * @typedef {"unsupported" | "blocked" | "script" | "stale" | "missing" | "damaged" | "memory" | "survey" | "silent"
 *   | "crashed" | "incomplete" | "other"} Reason why the engine is not there; the words for it are `engine_<reason>`
 * @typedef {{type: "start", engine: import("./manifest.js").Listed, whole: boolean, survey: string, version?: string,
 *   snapshots: string[], messages: Record<string, string>, locale: string}} Start `whole`: without the image; `version`: that of the survey which the
 *   page was made for; `messages`: where those of each language are, fetched when the language is first asked for
 * @typedef {{type: "request", id: number, request: Record<string, unknown>}} Request
 * @typedef {Start | Request} ToWorker
 * @typedef {import("./ready.js").Way} Way
 * @typedef {{type: "here", protocol: number} | {type: "alive"} | {type: "stage", stage: Stage} | {type: "ready", missing: number, way: Way}
 *   | {type: "failed", reason: Reason, detail: string} | {type: "requests", asked: import("../lib/request-log.js").Asked[]}
 *   | {type: "reply", id: number, reply: import("../lib/types.js").Reply}
 *   | {type: "missed"}} FromWorker `missed`: the image lacks what the request needs, so the whole engine has to do it;
 *   `missing`: how many snapshots could not be had; `requests`: what the worker has asked for since it last said so
 */

/** Goes up with every change of what is said; a worker of another release says another number, or none. */
export const PROTOCOL = 4;

/** @type {Stage[]} */
export const STAGES = ["worker", "runtime", "core", "survey"];
