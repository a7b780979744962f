/**
 * Shapes that the modules share. Nothing here runs.
 *
 * @typedef {{choice?: string, choices?: string[], number?: number, state?: "unknown" | "not_applicable"}} Answer
 * @typedef {Record<string, Answer>} Answers
 * @typedef {Record<string, string>} Notes
 * @typedef {{answers: Answers, notes: Notes, label: string, created: string}} Entry What a person has entered.
 *
 * @typedef {{code: string, question: string | null, found?: string, expected?: string, text: string}} Problem
 * @typedef {import("./views.js").LevelView} LevelView
 * @typedef {import("./views.js").HeadlineView} HeadlineView
 * @typedef {import("./views.js").IntervalView} IntervalView
 * @typedef {import("./views.js").TargetMark} TargetMark
 * @typedef {import("./views.js").WorkingView} WorkingView
 * @typedef {import("./views.js").MoreView} MoreView
 * @typedef {import("./views.js").ItemView} ItemView
 * @typedef {import("./views.js").AxisView} AxisView
 * @typedef {import("./views.js").StepView} StepView
 * @typedef {import("./views.js").EndView} EndView
 * @typedef {import("./views.js").ContradictionView} ContradictionView
 * @typedef {import("./views.js").ProfileView} ProfileView
 * @typedef {import("./views.js").ComparisonView} ComparisonView
 * @typedef {import("./views.js").NormView} NormView
 * @typedef {import("./views.js").PeersView} PeersView
 * @typedef {import("./views.js").BarView} BarView
 * @typedef {import("./views.js").YearView} YearView
 * @typedef {import("./views.js").StandingView} StandingView
 * @typedef {import("./views.js").UnknownsView} UnknownsView
 * @typedef {import("./views.js").ChartOption} ChartOption
 * @typedef {import("./views.js").ReportView} View The report in words.
 * @typedef {{edition: string | null, segment: Record<string, string>, everyone?: boolean}} Against Whom to be compared with.
 * @typedef {{id: string, label: string, mine?: boolean}} Choice
 * @typedef {{ok: boolean, problems?: Problem[], view?: View, charts?: Record<string, ChartOption>, text?: string,
 *   name?: string, fragment?: string, answers?: Answers, notes?: Notes, label?: string, created?: string, date?: string,
 *   version?: string, remarks?: string[], plan?: unknown, quick?: import("./views.js").QuickView,
 *   what_if?: import("./views.js").WhatIfView, axes?: import("./views.js").AxisWords[],
 *   time?: import("./views.js").TimeView, team?: import("./views.js").TeamView | import("./views.js").TeamWithout}} Reply
 */

export {};
