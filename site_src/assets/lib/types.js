/**
 * Shapes that the modules share. Nothing here runs.
 *
 * @typedef {{choice?: string, choices?: string[], number?: number, state?: "unknown" | "not_applicable"}} Answer
 * @typedef {Record<string, Answer>} Answers
 * @typedef {Record<string, string>} Notes
 * @typedef {{answers: Answers, notes: Notes, label: string, created: string}} Entry What a person has entered.
 *
 * @typedef {{code: string, question: string | null, found?: string, expected?: string, text: string}} Problem
 * @typedef {{edition: string | null, segment: Record<string, string>, everyone?: boolean, traits?: Record<string, string>}} Against Whom to be compared with.
 * @typedef {{ok: boolean, problems?: Problem[], view?: import("./views.js").ReportView, charts?: Record<string, import("./views.js").ChartOption>, text?: string,
 *   name?: string, fragment?: string, answers?: Answers, notes?: Notes, label?: string, created?: string, date?: string,
 *   version?: string, remarks?: string[], plan?: unknown, quick?: import("./views.js").QuickView,
 *   what_if?: import("./views.js").WhatIfView, axes?: import("./views.js").AxisWords[],
 *   time?: import("./views.js").TimeView, team?: import("./views.js").TeamView | import("./views.js").TeamWithout,
 *   texts?: string[], agree?: import("./views.js").AgreeView | null}} Reply
 */

export {};
