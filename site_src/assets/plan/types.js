/**
 * Shapes of what the engine says about plans. Nothing here runs.
 *
 * @typedef {{question: string, number: number, option: string, title: string, brief: string, label: string,
 *   about: string, why_now: string | null, wording: string, counts: string | null, axis: string, axis_id: string, effort: string, gain: string, moves: string, level: string | null,
 *   needs: string[], planned: boolean}} PlanStep
 * @typedef {{number: number, title: string, index: string | null, level: string | null, axes: string[],
 *   steps: PlanStep[]}} WaveView
 * @typedef {{title: string, say: string, effort: string, steps: PlanStep[], found: boolean,
 *   later: PlanStep[] | null}} WayView `later`: the steps beyond the phases; null for a route of its own
 * @typedef {{id?: string, name: string, now: string, start: string, target: string | null, label?: string | null,
 *   value: number | null, value_start: number | null, value_planned: number | null, value_target: number | null,
 *   reached: boolean, share: number | null, say: string | null}} TargetRow
 * @typedef {{given: {level?: string, index?: number, axes?: Record<string, number>},
 *   choices: {id: string, label: string}[], index: TargetRow, axes: (TargetRow & {id: string})[],
 *   say: string | null, way: WayView | null}} TargetView
 * @typedef {{question: string, number: number, option: string, title: string, axis: string, effort: string,
 *   done: boolean, state: string, status: string, owner: string, due: string, due_said: string, late: boolean, note: string,
 *   link: string, reason: string, hint: string | null}} KeptStep
 * @typedef {{since: string, text: string, say: string, index: string | null, level: string | null, baseline: string | null,
 *   late: string | null, statuses: {id: string, label: string}[], steps: KeptStep[]}} KeptView
 * @typedef {{about: string, none: string | null, open: string | null, waves: WaveView[], way: WayView | null,
 *   target: TargetView, plan: KeptView | null}} PlanView
 *
 * @typedef {{before: string, after: string, moved: string, direction: "up" | "down" | null, value_before: number | null,
 *   value_after: number | null}} Moved
 * @typedef {Moved & {answer: import("../lib/types.js").Answer, chosen: string[], own: string[], state: string | null,
 *   gains: Record<string, string>}} SupposedItem
 * @typedef {Moved & {id: string, name: string, level: string | null}} SupposedAxis
 * @typedef {{index: Moved & {level_before: string | null, level_after: string | null, level_moves: boolean,
 *   gate: string | null},
 *   axes: SupposedAxis[], items: Record<string, SupposedItem>,
 *   changed: {question: string, number: number, prompt: string, before: string, after: string}[],
 *   standings: {question: string, title: string, study: string, before: string, after: string}[],
 *   say: string}} WhatIfView
 * @typedef {{id: string, label: string, exclusive: boolean}} OptionWords
 * @typedef {{id: string, number: number, prompt: string, kind: string, options: OptionWords[]}} QuestionWords
 * @typedef {{id: string, name: string, questions: QuestionWords[]}} AxisWords
 *
 * @typedef {{ok: boolean, problems?: import("../lib/types.js").Problem[], plan?: PlanView}} PlanReply
 * @typedef {{ok: boolean, problems?: import("../lib/types.js").Problem[], what_if?: WhatIfView}} WhatIfReply
 * @typedef {{ok: boolean, axes?: AxisWords[]}} OptionsReply
 */

export {};
