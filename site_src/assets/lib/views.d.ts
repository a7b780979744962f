// Generated from cspi_core/views/shapes/ by `python -m cspi_build.site.view_types`.

/** An Apache ECharts option. */
export type ChartOption = Record<string, unknown>;

/** An edition to compare with. */
export interface EditionChoice {
  id: string;
  label: string;
}

/** A group to compare with; `mine`: the respondent's own. */
export interface GroupChoice {
  id: string;
  label: string;
  mine: boolean;
}

/** A grouping of respondents and its groups. */
export interface SegmentChoice {
  id: string;
  label: string;
  values: GroupChoice[];
}

/** The edition and group that are compared with, and those that could be; `profile` is what the group of the profile is called. */
export interface ComparisonView {
  edition: string | null;
  segment: Record<string, string>;
  everyone: boolean;
  profile: string | null;
  editions: EditionChoice[];
  segments: SegmentChoice[];
  say: string[];
}

/** A value of a trait. */
export interface TraitValue {
  id: string;
  label: string;
}

/** A trait by which the closest group is chosen, and what is asked for; None: any. */
export interface TraitChoice {
  id: string;
  label: string;
  values: TraitValue[];
  value: string | null;
}

/** A published group: what it is, how far it is from what is asked, and where the answer is in it. */
export interface AlikeGroup {
  snapshot: string;
  edition: string;
  group: string;
  closest: boolean;
  far: string[];
  say: string[];
  n: string;
  first_hand: boolean;
  hand: string;
  respondents: string | null;
  differs: string | null;
}

/** An answer with all published groups of its metric, the closest first. */
export interface AlikeMetric {
  metric: string;
  question: string;
  title: string;
  you: string;
  match: string;
  note: string | null;
  groups: AlikeGroup[];
}

/** Peers like the respondent; `picked`: the traits were picked, not taken from the profile. `norms` says which norms are not published, and what would bring them. */
export interface AlikeView {
  norms: string | null;
  picked: boolean;
  traits: TraitChoice[];
  about: string;
  metrics: AlikeMetric[];
}

/** One score among a panel's. */
export interface NormView {
  n: number | null;
  low: number | null;
  high: number | null;
  median: number | null;
  band_text: string | null;
  median_text: string | null;
  place: string | null;
}

/** A panel; without one, `say` has the reason and the rest is missing. */
export interface PeersView {
  panel: string | null;
  say: string[];
  illustrative?: boolean;
  legend?: string | null;
  cautions?: string[];
  source?: string[];
  about?: string;
  index?: NormView | null;
  axes?: Record<string, NormView | null>;
}

/** The share of one category; `allowed` is its confidence interval. */
export interface BarView {
  id: string;
  label: string;
  here: boolean;
  share: number | null;
  text: string;
  allowed: string | null;
  status: string | null;
}

/** The confidence interval of the share of the respondent's answer, from 0 to 100. */
export interface ShareInterval {
  name: string;
  low: number;
  high: number;
  value: number | null;
  text: string;
}

/** The same answer in another edition. */
export interface YearView {
  year: string;
  snapshot: string;
  share: string;
  n: number | null;
  segment: string;
}

/** One answer in one study. */
export interface StandingView {
  question: string;
  number: number;
  metric: string;
  theme: string;
  theme_name: string;
  title: string;
  you: string;
  snapshot: string;
  say: string[];
  cautions: string[];
  own: boolean;
  fell_back: boolean;
  cut: boolean;
  source: string[];
  respondents: string | null;
  differs: string | null;
  attribution: string;
  base: string;
  match: string;
  note: string | null;
  n: number | null;
  tiny: boolean;
  small: boolean;
  problem:
    "no_segment" | "no_figures" | "suppressed" | "no_category" | "outside_bins" | "not_reported" | null;
  bars: BarView[];
  interval: ShareInterval | null;
  chart: Record<string, unknown> | null;
  years: YearView[];
}

/** A line of a column: a text and a figure. */
export interface SlideRow {
  text: string;
  figure: string;
}

/** A column of the slide. */
export interface SlideColumn {
  title: string;
  about: string | null;
  rows: SlideRow[];
}

/** A comparison on the slide. */
export interface SlideStanding {
  title: string;
  you: string;
  say: string;
  source: string;
}

/** The head of a report on a slide or on a page, and its source. */
export interface Masthead {
  title: string;
  about: string[];
  score: string | null;
  of: string;
  range: string | null;
  level: string | null;
  criteria: string[];
  say: string;
  source: string;
}

/** A report on one slide. */
export interface SlideView {
  title: string;
  about: string[];
  score: string | null;
  of: string;
  range: string | null;
  level: string | null;
  criteria: string[];
  say: string;
  source: string;
  radar: Record<string, unknown> | null;
  columns: SlideColumn[];
  standings: SlideStanding[];
}

/** A finding of the board pack. */
export interface BoardFinding {
  title: string;
  text: string;
}

/** The findings of the board pack. */
export interface BoardFindings {
  title: string;
  rows: BoardFinding[];
}

/** The next steps in the board pack, as a table. */
export interface BoardRoadmap {
  title: string;
  about: string;
  heads: string[];
  rows: string[][];
}

/** The comparisons in the board pack; `none` where it has no row. */
export interface BoardComparisons {
  title: string;
  none: string;
  rows: SlideStanding[];
}

/** A report on two pages for a board. */
export interface BoardView {
  title: string;
  about: string[];
  score: string | null;
  of: string;
  range: string | null;
  level: string | null;
  criteria: string[];
  say: string;
  source: string;
  radar: Record<string, unknown> | null;
  change: BoardFindings | null;
  findings: BoardFindings;
  roadmap: BoardRoadmap | null;
  comparisons: BoardComparisons;
  method: string;
}

/** An answer as it stands in a result file, or as none. */
export interface AnswerData {
  choice?: string;
  choices?: string[];
  number?: number;
  state?: "unknown" | "not_applicable" | "unanswered";
}

/** A table that can be downloaded. */
export interface OfferedTable {
  name: string;
  title: string;
}

/** A chart that can be downloaded, with all that it needs to stand alone. */
export interface PictureView {
  name: string;
  title: string;
  you: string | null;
  chart: Record<string, unknown>;
  source: string;
}

/** The tables and charts that can be downloaded. */
export interface OfferView {
  tables: OfferedTable[];
  pictures: PictureView[];
}

/** A column of a table; the width is in characters. */
export interface ColumnView {
  name: string;
  title: string;
  width: number;
}

/** A table. */
export interface TableView {
  name: string;
  title: string;
  columns: ColumnView[];
  rows: (string | number | null)[][];
}

/** A step of a phase or a route. */
export interface PlanStep {
  question: string;
  number: number;
  option: string;
  title: string;
  brief: string;
  label: string;
  about: string;
  axis: string;
  axis_id: string;
  effort: string;
  gain: string;
  gain_value: number;
  moves: string;
  level: string | null;
  needs: string[];
  planned: boolean;
  why_now: string | null;
  wording: string;
  counts: string | null;
}

/** A phase of the roadmap. */
export interface PhaseView {
  number: number;
  title: string;
  index: string | null;
  level: string | null;
  axes: string[];
  steps: PlanStep[];
}

/** A route; `later`: the steps beyond the phases, None for a route of its own. */
export interface PathView {
  title: string;
  say: string;
  effort: string;
  steps: PlanStep[];
  found: boolean;
  later: PlanStep[] | null;
}

/** A target: where the score started, where it is, and where the plan leads. */
export interface TargetRow {
  value: number | null;
  now: string;
  value_start: number | null;
  start: string;
  value_planned: number | null;
  target: string | null;
  value_target: number | null;
  reached: boolean;
  share: number | null;
  say: string | null;
}

/** The target of an axis. */
export interface AxisTarget {
  value: number | null;
  now: string;
  value_start: number | null;
  start: string;
  value_planned: number | null;
  target: string | null;
  value_target: number | null;
  reached: boolean;
  share: number | null;
  say: string | null;
  id: string;
  name: string;
}

/** The target of the index. */
export interface IndexTarget {
  value: number | null;
  now: string;
  value_start: number | null;
  start: string;
  value_planned: number | null;
  target: string | null;
  value_target: number | null;
  reached: boolean;
  share: number | null;
  say: string | null;
  name: string;
  label: string | null;
}

/** The targets as they stand in a plan. */
export interface TargetData {
  level?: string;
  index?: number;
  axes?: Record<string, number>;
}

/** A level to aim at. */
export interface LevelChoice {
  id: string;
  label: string;
}

/** The targets. */
export interface TargetView {
  given: TargetData;
  choices: LevelChoice[];
  index: IndexTarget;
  axes: AxisTarget[];
  say: string | null;
  way: PathView | null;
}

/** A step of the saved plan. */
export interface SavedStep {
  question: string;
  number: number;
  option: string;
  title: string;
  axis: string;
  axis_id: string;
  effort: string;
  brief: string;
  about: string;
  done: boolean;
  state: string;
  status: "todo" | "doing" | "done" | "dropped";
  owner: string;
  due: string;
  due_said: string;
  late: boolean;
  note: string;
  link: string;
  reason: string;
  hint: string | null;
}

/** A status that a step can have. */
export interface StatusChoice {
  id: "todo" | "doing" | "done" | "dropped";
  label: string;
}

/** The saved plan; `data` is the plan itself. */
export interface SavedPlanView {
  made: string;
  since: string;
  say: string;
  index: string | null;
  level: string | null;
  text: string;
  baseline: string | null;
  late: string | null;
  statuses: StatusChoice[];
  steps: SavedStep[];
  data: Record<string, unknown>;
}

/** The plan view. */
export interface PlanView {
  locale: string;
  about: string;
  none: string | null;
  open: string | null;
  waves: PhaseView[];
  way: PathView | null;
  target: TargetView;
  plan: SavedPlanView | null;
}

/** The range that is certain to contain the index. */
export interface QuickRange {
  low: number;
  high: number;
  text: string;
  of: string;
  say: string;
}

/** The weakest axis so far. */
export interface QuickConstraint {
  id: string;
  name: string;
  about: string;
  certain: boolean;
  say: string;
}

/** The result of the quick check. */
export interface QuickView {
  locale: string;
  questions: string[];
  open: string[];
  left: number;
  go_on: string | null;
  range: QuickRange | null;
  levels: LevelView[];
  constraint: QuickConstraint | null;
  not_asked: string | null;
  start: PlanStep | null;
}

export interface LevelView {
  name: string;
  from: number;
  here: boolean;
  shown?: string;
}

export interface CriterionRow {
  label: string;
  from: string;
  here: boolean;
}

/** Published cut-offs or norms, and the row that the score is in. */
export interface CriterionView {
  name: string;
  about: string | null;
  source: string;
  rows: CriterionRow[];
}

/** The figure on a scale of its own, and cut-offs: beside the score of only some surveys. */
export interface BesideScore {
  figure?: number | null;
  criteria?: CriterionView[];
}

/** A group of axes; `value`, `low` and `high` are from 0 to 100. */
export interface GroupView {
  id: string;
  name: string;
  about: string;
  score: string;
  value: number | null;
  low: number | null;
  high: number | null;
  range: string | null;
  level: string | null;
  coverage: string;
  depth: number;
  axes: string[];
  criteria?: CriterionView[];
}

/** The range within which the index could lie: by what is open, or under other weights. */
export interface IntervalView {
  kind: "open" | "weights";
  name: string;
  low: number;
  high: number;
  text: string;
  say: string | null;
}

/** The mark of a target on a scale. */
export interface TargetMark {
  value: number;
  reached: boolean;
  text: string;
}

/** A step of the first phase in one sentence. */
export interface StartStep {
  question: string;
  option: string;
  text: string;
}

/** The steps of the first phase. */
export interface StartView {
  title: string;
  steps: StartStep[];
}

/** The top of the report. */
export interface HeadlineView {
  score: string | null;
  value: number | null;
  of: string;
  low: number | null;
  high: number | null;
  range: string | null;
  level: string | null;
  level_number: number | null;
  levels: LevelView[];
  about: string | null;
  level_span: string | null;
  gate: string | null;
  start: StartView | null;
  second_look: string | null;
  say: string | null;
  meta: string[];
  coverage: string | null;
  bounds: string | null;
  sensitivity: string | null;
  intervals: IntervalView[];
  none: string | null;
  target: TargetMark | null;
  figure?: number | null;
  criteria?: CriterionView[];
}

/** One term of a calculation. */
export interface WorkingRow {
  id: string;
  name: string;
  weight: string;
  score: string;
  product: string;
}

/** A full-precision calculation. */
export interface WorkingView {
  rows: WorkingRow[];
  weights: string;
  sum: string;
  say: string;
  left_out: string[];
}

/** An improvement of an item. */
export interface MoreView {
  option: string;
  label: string;
  gain: string;
  next: string;
  open: boolean;
}

/** An item: its answer, why it earns what it earns, and how to improve it. */
export interface ItemView {
  id: string;
  number: number;
  prompt: string;
  state: "answered" | "unknown" | "not_applicable" | "unanswered";
  state_text: string | null;
  answer: string[];
  value: number | null;
  score: string;
  why: string[];
  arithmetic: string | null;
  more: MoreView[];
  note: string | null;
}

/** One of the strongest or weakest axes. */
export interface EndView {
  id: string;
  name: string;
  score: string;
}

/** An axis with its items. */
export interface AxisView {
  id: string;
  name: string;
  score: string;
  about: string;
  weight: string;
  value: number | null;
  low: number | null;
  high: number | null;
  range: string | null;
  level: string | null;
  coverage: string;
  none: string | null;
  arithmetic: string | null;
  working: WorkingView | null;
  target: TargetMark | null;
  items: ItemView[];
  figure?: number | null;
  criteria?: CriterionView[];
}

/** A step of the roadmap in the report. */
export interface StepView {
  question: string;
  number: number;
  option: string;
  phase: number;
  gain: string;
  gain_value: number;
  title: string;
  about: string;
  axis: string;
  axis_id: string;
  effort: string;
  tag: string;
}

/** A question that a text is about. */
export interface NumberedQuestion {
  id: string;
  number: number;
}

/** Answers that do not go together, or that are rarely meant (a doubt). */
export interface ContradictionView {
  id: string;
  kind: "remark" | "ask" | "doubt";
  text: string;
  questions: NumberedQuestion[];
}

/** The contradictions of a report. */
export interface ContradictionsView {
  title: string;
  about: string;
  items: ContradictionView[];
}

/** An answer that describes the respondent. */
export interface ProfileView {
  id: string;
  number: number;
  prompt: string;
  answer: string[];
  note: string | null;
}

/** A question that nobody has answered. */
export interface AskedQuestion {
  id: string;
  prompt: string;
}

/** The unknown questions of an axis, and who can usually answer them. */
export interface UnknownAxis {
  id: string;
  name: string;
  who: string;
  questions: AskedQuestion[];
}

/** The people who can answer what nobody has answered. */
export interface UnknownsView {
  say: string;
  axes: UnknownAxis[];
}

/** The conclusion of a survey without axes; `themes`: those to look at first. */
export interface ConclusionView {
  title: string;
  lines: string[];
  themes: string[];
}

/** The report. */
export interface ReportView {
  locale: string;
  title: string;
  date: string;
  label: string;
  headline: HeadlineView;
  working: WorkingView | null;
  axes: AxisView[];
  strongest: EndView[];
  weakest: EndView[];
  next_steps: StepView[];
  contradictions: ContradictionsView | null;
  profile: ProfileView[];
  comparison: ComparisonView;
  alike: AlikeView | null;
  peers: PeersView | null;
  standings: StandingView[];
  unknowns: UnknownsView | null;
  unusual: string[];
  unusual_rule: string | null;
  remarks: string[];
  provenance: string[];
  groups?: GroupView[];
  conclusion?: ConclusionView;
}

/** A file that could not be read, and why. */
export interface RefusedView {
  id: string;
  name: string;
  problems: string[];
}

/** One of a team. */
export interface PersonView {
  id: string;
  number: number;
  name: string;
  own: boolean;
  role: string | null;
  date: string;
  index: string | null;
  level: string | null;
}

/** The index or an axis in a team. */
export interface TeamRow {
  id: string;
  name: string;
  n: number;
  values: string[];
  chart: Record<string, unknown> | null;
  mean: string;
  deviation: string;
  low: string;
  high: string;
}

/** A column of the table by role. */
export interface RoleHead {
  name: string;
  n: string;
}

/** A row of the table by role. */
export interface RoleRow {
  name: string;
  texts: string[];
}

/** Mean scores by role. */
export interface RolesView {
  heads: RoleHead[];
  rows: RoleRow[];
}

/** An answer and those who gave it; `open`: it is no answer. */
export interface ChoiceView {
  label: string;
  count: string;
  share: number;
  who: string[];
  open: boolean;
}

/** A note and its author. */
export interface NoteView {
  who: string;
  text: string;
}

/** A question in a team; `say`: how far apart the answers are, in words. */
export interface TeamItemView {
  question: string;
  number: number;
  axis: string | null;
  prompt: string;
  say: string;
  agreement: string;
  agreement_value: number | null;
  mean: string;
  deviation: string;
  choices: ChoiceView[];
  notes: NoteView[];
}

/** A team's people. */
export interface TeamPeople {
  people: PersonView[];
  refused: RefusedView[];
  repeats: Record<string, string>;
  remarks: string[];
  notes: number;
}

/** A team without figures, and why: it is too small or too large. */
export interface TeamWithout {
  people: PersonView[];
  refused: RefusedView[];
  repeats: Record<string, string>;
  remarks: string[];
  notes: number;
  none: string;
}

/** A team with its figures. */
export interface TeamView {
  people: PersonView[];
  refused: RefusedView[];
  repeats: Record<string, string>;
  remarks: string[];
  notes: number;
  none: null;
  title: string;
  index: string | null;
  rows: TeamRow[];
  roles: RolesView | null;
  disagreements: TeamItemView[];
  items: TeamItemView[];
  agreed: string | null;
  about: string;
  agreement: Record<string, unknown> | null;
}

/** An answer that a team can agree on. */
export interface OfferedAnswer {
  id: string;
  label: string;
}

/** An answer as it stands in a result file: one of these keys. */
export interface PlainAnswer {
  choice?: string;
  choices?: string[];
  number?: number;
  state?: string;
}

/** A question on which a team agrees. `answer`: the agreed one as it stands in a result file; `is_same`: everybody gave the same answer; `agreed`: the agreed answer in words. */
export interface AgreeItem {
  question: string;
  number: number;
  prompt: string;
  kind: string;
  say: string;
  options: OfferedAnswer[];
  states: OfferedAnswer[];
  unit: string;
  choices: ChoiceView[];
  notes: NoteView[];
  answer: PlainAnswer | null;
  agreed: string | null;
  note: string;
  is_same: boolean;
}

/** A workshop: its questions, the widest disagreement first, and the outcome as a result file. */
export interface AgreeView {
  say: string;
  label: string;
  n: number;
  items: AgreeItem[];
  text: string;
  name: string;
}

/** A mean with its spread, as texts and as numbers. */
export interface SpreadView {
  n: number;
  mean: string;
  low: string;
  high: string;
  deviation: string;
  range: string;
  mean_value: number | null;
  low_value: number | null;
  high_value: number | null;
  deviation_value: number | null;
}

/** The spread of an axis. */
export interface AxisSpread {
  n: number;
  mean: string;
  low: string;
  high: string;
  deviation: string;
  range: string;
  mean_value: number | null;
  low_value: number | null;
  high_value: number | null;
  deviation_value: number | null;
  id: string;
  name: string;
}

/** A question on which a team may disagree. */
export interface BriefItem {
  question: string;
  axis: string | null;
  text: string;
  agreement: string;
  choices: string[];
  number: number;
  prompt: string;
}

/** A team without its people. */
export interface TeamSummary {
  title: string;
  index: string;
  axes: AxisSpread[];
  disagreements: BriefItem[];
  agreed: string | null;
  items: BriefItem[];
  about: string;
}

/** The change of an axis. */
export interface AxisChangeView {
  id: string;
  name: string;
  before: string;
  after: string;
  moved: string;
  before_value: number | null;
  after_value: number | null;
  direction: "up" | "down" | null;
  text: string;
}

/** The change of an answer. */
export interface ItemChangeView {
  question: string;
  number: number;
  prompt: string;
  axis: string | null;
  before: string;
  after: string;
  moved: string | null;
  direction: "up" | "down" | null;
  added: string[];
  removed: string[];
  text: string;
}

/** The change of a note. */
export interface NoteChangeView {
  question: string;
  number: number;
  prompt: string;
  before: string | null;
  after: string | null;
}

/** The changes between two results. */
export interface ChangesView {
  title: string;
  index: string;
  axes: AxisChangeView[];
  items: ItemChangeView[];
  notes: NoteChangeView[];
  none: string | null;
  version: string | null;
}

/** A place that moved since other editions were out. */
export interface MoveView {
  number: number;
  question: string;
  title: string;
  editions: string[];
  texts: string[];
}

/** The changes that do not come from the respondent. */
export interface OthersView {
  say: string[];
  moves: MoveView[];
}

/** The changes between two results of a timeline. */
export interface PairView {
  title: string;
  index: string;
  axes: AxisChangeView[];
  items: ItemChangeView[];
  notes: NoteChangeView[];
  none: string | null;
  version: string | null;
  others: OthersView;
}

/** A result of a timeline. */
export interface ResultView {
  id: string;
  head: string;
  name: string;
  present: boolean;
  index: string | null;
  level: string | null;
  version: string | null;
}

/** The index or an axis over time. */
export interface RowView {
  id: string;
  name: string;
  texts: string[];
  moved: string | null;
  direction: "up" | "down" | null;
  chart: Record<string, unknown> | null;
}

/** Results over time. */
export interface TimeView {
  results: ResultView[];
  refused: RefusedView[];
  repeats: Record<string, string>;
  remarks: string[];
  none: string | null;
  rows: RowView[];
  legend: string[];
  pair: string[] | null;
  changes: PairView | null;
}

/** A score before and after. */
export interface Moved {
  before: string;
  after: string;
  moved: string;
  direction: "up" | "down" | null;
  value_before: number | null;
  value_after: number | null;
}

/** The index before and after. */
export interface SupposedIndex {
  before: string;
  after: string;
  moved: string;
  direction: "up" | "down" | null;
  value_before: number | null;
  value_after: number | null;
  level_before: string | null;
  level_after: string | null;
  level_moves: boolean;
  gate: string | null;
}

/** An axis before and after. */
export interface SupposedAxis {
  before: string;
  after: string;
  moved: string;
  direction: "up" | "down" | null;
  value_before: number | null;
  value_after: number | null;
  id: string;
  name: string;
  level: string | null;
}

/** An item before and after, and what each of its options would add now. */
export interface SupposedItem {
  before: string;
  after: string;
  moved: string;
  direction: "up" | "down" | null;
  value_before: number | null;
  value_after: number | null;
  answer: AnswerData;
  chosen: string[];
  own: string[];
  state: string | null;
  gains: Record<string, string>;
}

/** A changed answer. */
export interface ChangedAnswer {
  question: string;
  number: number;
  prompt: string;
  before: string;
  after: string;
}

/** The comparison of a changed answer, before and after. */
export interface MovedStanding {
  question: string;
  title: string;
  study: string;
  before: string;
  after: string;
}

/** The effect of changed answers. */
export interface WhatIfView {
  index: SupposedIndex;
  axes: SupposedAxis[];
  items: Record<string, SupposedItem>;
  changed: ChangedAnswer[];
  standings: MovedStanding[];
  say: string;
}

/** An option that can be toggled. */
export interface OptionWords {
  id: string;
  label: string;
  exclusive: boolean;
}

/** A question whose options can be toggled. */
export interface QuestionWords {
  id: string;
  number: number;
  prompt: string;
  kind: "single" | "multiple" | "number";
  options: OptionWords[];
}

/** An axis whose questions can be changed. */
export interface AxisWords {
  id: string;
  name: string;
  questions: QuestionWords[];
}
