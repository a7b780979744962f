/**
 * Shapes of what the engine says about plans. Nothing here runs.
 *
 * @typedef {import("../lib/views.js").PlanStep} PlanStep
 * @typedef {import("../lib/views.js").WaveView} WaveView
 * @typedef {import("../lib/views.js").WayView} WayView
 * @typedef {import("../lib/views.js").AxisTarget} AxisTarget
 * @typedef {AxisTarget | import("../lib/views.js").IndexTarget} TargetRow
 * @typedef {import("../lib/views.js").TargetView} TargetView
 * @typedef {import("../lib/views.js").SavedStep} KeptStep
 * @typedef {import("../lib/views.js").SavedPlanView} KeptView
 * @typedef {import("../lib/views.js").PlanView} PlanView
 * @typedef {import("../lib/views.js").Moved} Moved
 * @typedef {import("../lib/views.js").SupposedItem} SupposedItem
 * @typedef {import("../lib/views.js").SupposedAxis} SupposedAxis
 * @typedef {import("../lib/views.js").WhatIfView} WhatIfView
 * @typedef {import("../lib/views.js").OptionWords} OptionWords
 * @typedef {import("../lib/views.js").QuestionWords} QuestionWords
 * @typedef {import("../lib/views.js").AxisWords} AxisWords
 *
 * @typedef {{ok: boolean, problems?: import("../lib/types.js").Problem[], plan?: PlanView}} PlanReply
 * @typedef {{ok: boolean, problems?: import("../lib/types.js").Problem[], what_if?: WhatIfView}} WhatIfReply
 * @typedef {{ok: boolean, axes?: AxisWords[]}} OptionsReply
 */

export {};
