/**
 * Shapes that the modules share. Nothing here runs.
 *
 * @typedef {{choice?: string, choices?: string[], number?: number, state?: "unknown" | "not_applicable"}} Answer
 * @typedef {Record<string, Answer>} Answers
 * @typedef {Record<string, string>} Notes
 * @typedef {{answers: Answers, notes: Notes, label: string, created: string}} Entry What a person has entered.
 *
 * @typedef {{code: string, question: string | null, found?: string, expected?: string, text: string}} Problem
 * @typedef {{name: string, from: number, here: boolean}} LevelView
 * @typedef {{score: string | null, value: number | null, of: string, range: string | null, low: number, high: number,
 *   level: string | null, level_number: number | null, levels: LevelView[], say: string | null, about: string | null,
 *   level_span: string | null, gate: string | null, second_look: string | null,
 *   start: {title: string, steps: {question: string, option: string, text: string}[]} | null,
 *   meta: string[], coverage: string | null, bounds: string | null, sensitivity: string | null,
 *   intervals: IntervalView[], target: TargetMark | null, none: string | null}} HeadlineView
 * @typedef {{kind: string, name: string, low: number, high: number, text: string, say: string}} IntervalView
 * @typedef {{value: number, reached: boolean, text: string}} TargetMark
 * @typedef {{rows: {id: string, name: string, weight: string, score: string, product: string}[], weights: string,
 *   sum: string, say: string, left_out: string[]}} WorkingView
 * @typedef {{option: string, label: string, gain: string, next: string}} MoreView
 * @typedef {{id: string, number: number, prompt: string, state: string, state_text: string | null, answer: string[],
 *   score: string | null, value: number | null, why: string[], arithmetic: string | null, more: MoreView[],
 *   note: string | null}} ItemView
 * @typedef {{id: string, name: string, about: string, score: string | null, value: number | null, low: number,
 *   high: number, range: string | null, level: string | null, coverage: string, none: string | null,
 *   arithmetic: string | null, working: WorkingView | null, target: TargetMark | null, items: ItemView[]}} AxisView
 * @typedef {{question: string, option: string, phase: number, gain: string, title: string, about: string, axis: string,
 *   axis_id: string, effort: string, tag: string}} StepView
 * @typedef {{id: string, name: string, score: string}} EndView
 * @typedef {{id: string, kind: "ask" | "remark", text: string,
 *   questions: {id: string, number: number}[]}} ContradictionView Answers that do not go together.
 * @typedef {{id: string, prompt: string, answer: string[], note: string | null}} ProfileView
 * @typedef {{edition: string | null, segment: Record<string, string>, everyone?: boolean}} Against Whom to be compared with.
 * @typedef {{id: string, label: string, mine?: boolean}} Choice
 * @typedef {Against & {editions: Choice[], segments: (Choice & {values: Choice[]})[], say: string[],
 *   profile: string | null}} ComparisonView `profile`: what the choice of the profile's group is called
 * @typedef {{n: number | null, low: number | null, high: number | null, median: number | null, band_text: string | null,
 *   median_text: string | null, place: string | null}} NormView One score of the peers.
 * @typedef {{panel: string | null, say: string[], illustrative?: boolean, legend?: string | null, cautions?: string[],
 *   source?: string[], about?: string, index?: NormView | null,
 *   axes?: Record<string, NormView | null>}} PeersView A panel; without one `say` tells why.
 * @typedef {{id: string, label: string, here: boolean, share: number | null, text: string, allowed: string | null,
 *   status: string | null}} BarView
 * @typedef {{year: string, snapshot: string, share: string, n: number | null, segment: string}} YearView
 * @typedef {{question: string, number: number, metric: string, theme: string, theme_name: string, title: string,
 *   you: string, snapshot: string, say: string[], cautions: string[], own: boolean, fell_back: boolean, cut: boolean,
 *   source: string[], attribution: string, base: string, match: string, note: string | null, n: number | null,
 *   tiny: boolean, small: boolean, problem: string | null, bars: BarView[],
 *   chart: (ChartOption & {height: number, aria?: {label?: {description?: string}}}) | null,
 *   years: YearView[],
 *   interval: {name: string, low: number, high: number, value: number | null, text: string} | null}} StandingView One answer in one study.
 * @typedef {{locale: string, title: string, date: string, label: string, headline: HeadlineView, working: WorkingView | null,
 *   axes: AxisView[],
 *   strongest: EndView[], weakest: EndView[], next_steps: StepView[],
 *   contradictions: {title: string, about: string, items: ContradictionView[]} | null, profile: ProfileView[],
 *   comparison: ComparisonView, peers: PeersView | null, standings: StandingView[], unusual: string[],
 *   unknowns: UnknownsView | null, remarks: string[],
 *   provenance: string[]}} View The report in words.
 * @typedef {{say: string, axes: {id: string, name: string, who: string, questions: {id: string, prompt: string}[]}[]}} UnknownsView
 *   Who can answer what nobody has answered.
 * @typedef {Record<string, unknown>} ChartOption
 * @typedef {{ok: boolean, problems?: Problem[], view?: View, charts?: Record<string, ChartOption>, text?: string,
 *   name?: string, fragment?: string, answers?: Answers, notes?: Notes, label?: string, created?: string, date?: string,
 *   version?: string, remarks?: string[], plan?: unknown, quick?: unknown, what_if?: unknown, axes?: unknown,
 *   time?: import("../compare/timeline-draw.js").TimeView, team?: import("../compare/team-draw.js").TeamView}} Reply
 */

export {};
